import { parseFragment } from 'parse5';

/** `length` units of a text node's value that came from `sourceLength` units of the page; equal lengths: they are identical. */
export interface Piece {
  readonly value: string;
  readonly sourceStart: number;
  readonly sourceLength: number;
}

/** `&nbsp;`, `&#8217;`, `&copy` – the longest name of a character reference has 31 letters. */
const REFERENCE = /&(?:#[xX][0-9a-fA-F]{1,40}|#[0-9]{1,40}|[A-Za-z][A-Za-z0-9]{1,40});?/y;

/**
 * Leads the value of a text node back to `source.slice(start, end)`, which the HTML parser made it from:
 * it decoded character references, turned CRLF into LF and dropped a first line feed in `<pre>`; all else is identical.
 */
export function align(value: string, source: string, start: number, end: number): Piece[] {
  if (end - start === value.length && source.startsWith(value, start)) {
    return [{ value, sourceStart: start, sourceLength: value.length }];
  }
  const pieces: Piece[] = [];
  let at = referenceStart(source, start);
  let done = 0;
  let same = 0;
  const flush = () => {
    if (same > 0) pieces.push({ value: value.slice(done - same, done), sourceStart: at - same, sourceLength: same });
    same = 0;
  };
  while (done < value.length && at < end) {
    const c = source[at]!;
    if (c === '&') {
      const reference = referenceAt(source, at);
      if (reference !== undefined && value.startsWith(reference.value, done)) {
        flush();
        pieces.push({ value: reference.value, sourceStart: at, sourceLength: reference.length });
        at += reference.length;
        done += reference.value.length;
        continue;
      }
    }
    if (c === value[done]) {
      same++;
      at++;
      done++;
      continue;
    }
    flush();
    if (c === '\r' && value[done] === '\n') {
      const length = source[at + 1] === '\n' ? 2 : 1;
      pieces.push({ value: '\n', sourceStart: at, sourceLength: length });
      at += length;
      done++;
    } else at++; // dropped by the parser
  }
  flush();
  if (done < value.length) pieces.push({ value: value.slice(done), sourceStart: at, sourceLength: 0 });
  return pieces;
}

/** After a null character parse5 places a character reference at its last letter; this is where it begins. */
function referenceStart(source: string, at: number): number {
  const begin = source.slice(Math.max(0, at - 40), at + 1).lastIndexOf('&') + Math.max(0, at - 40);
  if (source[begin] !== '&') return at;
  const reference = referenceAt(source, begin);
  return reference !== undefined && begin + reference.length > at ? begin : at;
}

interface Reference {
  readonly value: string;
  readonly length: number;
}

const known = new Map<string, Reference | undefined>();

/** References remembered; pages use a few dozen, hostile ones must not fill the memory. */
const REMEMBERED = 1_000;

/** The character reference at `at`; undefined when the `&` stands for itself. */
function referenceAt(source: string, at: number): Reference | undefined {
  REFERENCE.lastIndex = at;
  const written = REFERENCE.exec(source)?.[0];
  if (written === undefined) return undefined;
  if (known.has(written)) return known.get(written);
  const reference = decodeReference(written);
  if (known.size < REMEMBERED) known.set(written, reference);
  return reference;
}

/** Lets the parser itself decode it. `&copy2014` gives "©2014": what is the same at both ends is no part of the reference. */
function decodeReference(written: string): Reference | undefined {
  const node = parseFragment(written).childNodes[0];
  const value = node !== undefined && 'value' in node ? node.value : '';
  if (value === '' || value === written) return undefined;
  let rest = 0;
  while (
    rest < value.length - 1 &&
    rest < written.length - 1 &&
    value[value.length - 1 - rest] === written[written.length - 1 - rest]
  ) {
    rest++;
  }
  return { value: value.slice(0, value.length - rest), length: written.length - rest };
}
