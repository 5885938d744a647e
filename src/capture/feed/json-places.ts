import type { Piece } from '../part-map.ts';

/** Where a value stands in JSON, in UTF-16 units. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** The members of the object that begins at `start`, by name; of a name that stands twice the last, as in `JSON.parse`. */
export function members(source: string, start: number): Map<string, Place> {
  const found = new Map<string, Place>();
  for (let at = skipped(source, start + 1); source[at] === '"'; ) {
    const nameEnd = valueEnd(source, at);
    const name = JSON.parse(source.slice(at, nameEnd)) as string;
    const valueStart = skipped(source, skipped(source, nameEnd) + 1);
    const end = valueEnd(source, valueStart);
    found.set(name, { start: valueStart, end });
    at = skipped(source, end);
    if (source[at] === ',') at = skipped(source, at + 1);
  }
  return found;
}

/** The elements of the list that begins at `start`. */
export function elements(source: string, start: number): Place[] {
  const found: Place[] = [];
  for (let at = skipped(source, start + 1); at < source.length && source[at] !== ']'; ) {
    const end = valueEnd(source, at);
    found.push({ start: at, end });
    at = skipped(source, end);
    if (source[at] === ',') at = skipped(source, at + 1);
  }
  return found;
}

/** A string's characters, each run led back to how it is written: escapes stand for others. */
export function stringPieces(source: string, { start, end }: Place): Piece[] {
  const pieces: Piece[] = [];
  let length = 0;
  const add = (from: number, until: number, characters: number): void => {
    if (until > from) pieces.push({ start: length, length: characters, sourceStart: from, sourceLength: until - from });
    length += characters;
  };
  let from = start + 1;
  for (let at = source.indexOf('\\', from); at >= 0 && at < end - 1; at = source.indexOf('\\', from)) {
    add(from, at, at - from);
    const next = at + (source[at + 1] === 'u' ? 6 : 2);
    add(at, next, 1);
    from = next;
  }
  add(from, end - 1, end - 1 - from);
  return pieces;
}

function skipped(source: string, at: number): number {
  let next = at;
  while (' \t\n\r'.includes(source[next] ?? 'x')) next++;
  return next;
}

/** The end of the value that begins at `at`. Counts brackets, so that depth costs nothing. */
function valueEnd(source: string, at: number): number {
  let [next, depth] = [at, 0];
  do {
    const sign = source[next];
    if (sign === undefined) return source.length;
    if (sign === '"') next = stringEnd(source, next);
    else {
      if (sign === '{' || sign === '[') depth++;
      else if (sign === '}' || sign === ']') depth--;
      next++;
      if (depth === 0 && !'}]'.includes(sign)) while (!',}] \t\n\r'.includes(source[next] ?? ',')) next++;
    }
  } while (depth > 0);
  return next;
}

function stringEnd(source: string, start: number): number {
  let next = start + 1;
  while (next < source.length && source[next] !== '"') next += source[next] === '\\' ? 2 : 1;
  return next + 1;
}
