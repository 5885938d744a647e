import type { SourceRun } from '../core/document.ts';

/** A piece of a decoded field, and the piece of the source that it was written as: equally long where it stands there as it is. */
export interface Piece {
  readonly start: number;
  readonly length: number;
  readonly sourceStart: number;
  readonly sourceLength: number;
}

/**
 * A map into a field, led on into the source that the field was decoded from: "&amp;lt;p>Talks" in a feed holds "<p>Talks", which shows
 * "Talks". `pieces` are in order and without gaps.
 */
export function ledOn(map: readonly SourceRun[], pieces: readonly Piece[]): SourceRun[] {
  return map.flatMap(run => (run.length === run.sourceLength ? piecewise(run, pieces) : [asWhole(run, pieces)]));
}

function piecewise({ textStart, length, sourceStart }: SourceRun, pieces: readonly Piece[]): SourceRun[] {
  const found: SourceRun[] = [];
  for (let at = indexAt(pieces, sourceStart); at < pieces.length && pieces[at]!.start < sourceStart + length; at++) {
    const piece = pieces[at]!;
    const from = Math.max(piece.start, sourceStart);
    const until = Math.min(piece.start + piece.length, sourceStart + length);
    const isVerbatim = piece.length === piece.sourceLength;
    found.push({
      textStart: textStart + from - sourceStart,
      length: until - from,
      sourceStart: isVerbatim ? piece.sourceStart + from - piece.start : piece.sourceStart,
      sourceLength: isVerbatim ? until - from : piece.sourceLength,
    });
  }
  return found;
}

function asWhole({ textStart, length, sourceStart, sourceLength }: SourceRun, pieces: readonly Piece[]): SourceRun {
  const [first] = piecewise({ textStart, length: 1, sourceStart, sourceLength: 1 }, pieces);
  const last = piecewise(
    { textStart, length: 1, sourceStart: sourceStart + Math.max(1, sourceLength) - 1, sourceLength: 1 },
    pieces,
  ).at(-1);
  const start = first?.sourceStart ?? 0;
  return {
    textStart,
    length,
    sourceStart: start,
    sourceLength: (last ?? first)!.sourceStart + (last ?? first)!.sourceLength - start,
  };
}

/** The piece in which an offset lies, by halving. */
function indexAt(pieces: readonly Piece[], offset: number): number {
  let [low, high] = [0, pieces.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pieces[middle]!.start <= offset) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}
