/**
 * Which documents count as one origin, as `docs/record-format.md` says it, worked out at once over everything that is linked. The
 * code that writes records works it out link by link.
 */

import { type Head, tellOfTheSame } from '../../../core/subject.ts';

/** [start, end) in UTF-16 units. */
export type Piece = readonly [start: number, end: number];

/** One of two ends of a link. */
export interface End {
  readonly document: string;
  readonly pieces: readonly Piece[];
  /** The text version that the pieces point into. */
  readonly text: unknown;
}

export interface SharedLink {
  readonly sequence: number;
  readonly ends: readonly [End, End];
  /** Did a person say that they are copies? */
  readonly decided: boolean;
  /** What the shared words tell of. */
  readonly telling: ReadonlySet<string>;
  /** How the first shared piece begins. */
  readonly head: Head;
}

export class CopyGraph {
  /** Links by both of their ends. */
  readonly #links = new Map<string, { readonly link: SharedLink; readonly side: 0 | 1 }[]>();

  /** Pieces of the second document that links without `copy` say stand in the first. */
  readonly #quoted = new Map<string, Piece[]>();

  addQuoting({ ends }: Pick<SharedLink, 'ends'>): void {
    for (const [from, to] of [ends, ends.toReversed()] as [End, End][]) {
      const key = `${from.document} ${to.document}`;
      const known = this.#quoted.get(key);
      if (known === undefined) this.#quoted.set(key, [...to.pieces]);
      else known.push(...to.pieces);
    }
  }

  add(link: SharedLink): void {
    const [one, other] = link.ends;
    if (one.document === other.document) return;
    for (const side of [0, 1] as const) {
      const { document } = link.ends[side];
      const known = this.#links.get(document);
      if (known === undefined) this.#links.set(document, [{ link, side }]);
      else known.push({ link, side });
    }
  }

  /** Each link of a document: its own end, and the other document. */
  *of(document: string): Iterable<{ link: SharedLink; side: 0 | 1; own: End; far: End; other: string }> {
    for (const { link, side } of this.#links.get(document) ?? []) {
      const far = link.ends[1 - side]!;
      yield { link, side, own: link.ends[side], far, other: far.document };
    }
  }

  /** The other documents whose links `document` leaves, and whether it is mixed. `dayOf` gives a publication day. */
  left(document: string, dayOf: (document: string) => string | null): { left: Set<string>; mixed: boolean } {
    const marks = new Map<string, Uint8Array>();
    const length = Math.max(0, ...[...this.of(document)].flatMap(({ own }) => own.pieces.map(([, end]) => end)));
    for (const { own, other } of this.of(document)) {
      const mark = marks.get(other) ?? new Uint8Array(length);
      for (const [start, end] of own.pieces) mark.fill(1, start, end);
      marks.set(other, mark);
    }
    const there = new Map<string, Piece[]>();
    const telling = new Map<string, ReadonlySet<string>>();
    const heads = new Map<string, { readonly sequence: number; readonly head: Head }>();
    const decided = new Set<string>();
    for (const { link, far, other } of this.of(document)) {
      there.set(other, [...(there.get(other) ?? []), ...far.pieces]);
      if (link.decided) decided.add(other);
      telling.set(other, link.telling.union(telling.get(other) ?? new Set()));
      if ((heads.get(other)?.sequence ?? Infinity) > link.sequence) heads.set(other, link);
    }
    const all = [...marks].map(([other, mark]) => ({ other, mark, size: count(mark), day: dayOf(other) }));
    const own = dayOf(document);
    const linked = (one: string, other: string): boolean => [...this.of(one)].some(link => link.other === other);
    const left = new Set<string>();
    for (const part of all) {
      if (decided.has(part.other)) continue;
      for (const whole of all) {
        if (whole.size <= part.size) continue;
        const quoted = covered(this.#quoted.get(`${whole.other} ${part.other}`) ?? []);
        if (quoted === 0 || linked(whole.other, part.other)) continue;
        if (quoted >= covered(there.get(part.other)!)) left.add(part.other);
      }
    }
    const parts = all.filter(({ other }) => !left.has(other));
    const apart = (x: (typeof all)[number], y: (typeof all)[number]): boolean => {
      // Two that each have two thirds of the text have a third of it in common.
      if (Math.min(x.size, y.size) >= (2 / 3) * length) return false;
      if (common(x.mark, y.mark) >= 0.3 * Math.min(x.size, y.size)) return false;
      if (own !== null && x.day !== null && y.day !== null && own < x.day && own < y.day) return false;
      const second = x.mark.indexOf(1) > y.mark.indexOf(1) ? x : y;
      if (tellOfTheSame(telling.get(x.other)!, telling.get(y.other)!, heads.get(second.other)!.head)) return false;
      return !linked(x.other, y.other);
    };
    const kept: typeof all = [];
    let mixed = false;
    const rank = (part: (typeof all)[number]): number => (decided.has(part.other) ? 0 : 1);
    parts.sort(
      (x, y) => rank(x) - rank(y) || y.size - x.size || Buffer.compare(Buffer.from(x.other), Buffer.from(y.other)),
    );
    for (const part of parts) {
      if (!decided.has(part.other) && kept.some(other => apart(part, other))) {
        left.add(part.other);
        mixed = true;
      } else if (parts.some(other => other !== part && apart(part, other))) kept.push(part);
    }
    const alike = (x: (typeof all)[number], y: (typeof all)[number]): boolean =>
      linked(x.other, y.other) && common(x.mark, y.mark) >= 0.3 * Math.min(x.size, y.size);
    const mixedIn = parts.filter(({ other }) => left.has(other));
    for (const part of parts) {
      if (decided.has(part.other) || left.has(part.other)) continue;
      if (kept.some(other => other === part || alike(part, other))) continue;
      if (mixedIn.some(other => alike(part, other))) left.add(part.other);
    }
    return { left, mixed };
  }
}

/** Units that the pieces cover, each once. */
function covered(pieces: readonly Piece[]): number {
  const mark = new Uint8Array(Math.max(0, ...pieces.map(([, end]) => end)));
  for (const [start, end] of pieces) mark.fill(1, start, end);
  return count(mark);
}

function count(mark: Uint8Array): number {
  return common(mark, mark);
}

/** Units that both have marked. A plain loop: many long copies of one text are compared two by two. */
function common(one: Uint8Array, other: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i]! & other[i]!;
  return sum;
}
