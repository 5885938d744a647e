/**
 * Integer hashes. A feature of the boundaries in print is not a string but 26 bits: the number of its template mixed with the values that
 * stand in it. Training and reading share these functions, so a change here asks for a new model (`FEATURE_SET` in model.ts).
 */

export const FEATURE_BITS = 26;
const DROP = 32 - FEATURE_BITS;

/** Hash of a part of `text`. */
export function hashOf(text: string, from = 0, to = text.length): number {
  let h = 0x811c9dc5;
  for (let i = from; i < to; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return h ^ (h >>> 13);
}

/** Feature of template `t` with the one value `a`. */
export function feature1(t: number, a: number): number {
  return finish(Math.imul(a ^ Math.imul(t, 0x9e3779b1), 0x85ebca6b));
}

export function feature2(t: number, a: number, b: number): number {
  return finish(join(Math.imul(a ^ Math.imul(t, 0x9e3779b1), 0x85ebca6b), b));
}

export function feature3(t: number, a: number, b: number, c: number): number {
  return finish(join(join(Math.imul(a ^ Math.imul(t, 0x9e3779b1), 0x85ebca6b), b), c));
}

function join(h: number, x: number): number {
  h ^= h >>> 15;
  return Math.imul(h ^ Math.imul(x, 0xc2b2ae35), 0x27d4eb2f);
}

function finish(h: number): number {
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return (h ^ (h >>> 13)) >>> DROP;
}
