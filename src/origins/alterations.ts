import type { ComparableText } from './comparable.ts';

/** One difference between two wordings, as each has it; `left` is empty for what was put in, `put` for what was cut. */
export interface Alteration {
  /** Number of the word of the fuller wording at which it begins, from 0. */
  readonly at: number;
  readonly left: string;
  readonly put: string;
}

/** Words of a wording that are compared; what is longer is a speech, and the rest of it is told as one difference. */
const COMPARED = 400;

/** How `other` differs from `fuller`, word by word, in order. Capitals, punctuation and quotation marks are no difference. */
export function alterations(fuller: ComparableText, other: ComparableText): Alteration[] {
  const [n, m] = [Math.min(fuller.words.length, COMPARED), Math.min(other.words.length, COMPARED)];
  const width = m + 1;
  /** Length of the longest row of common words from word i of one and word j of the other. */
  const common = new Uint16Array((n + 1) * width);
  for (let i = n - 1; i >= 0; i--) {
    for (let j = m - 1; j >= 0; j--) {
      common[i * width + j] =
        fuller.words[i] === other.words[j]
          ? common[(i + 1) * width + j + 1]! + 1
          : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);
    }
  }
  const found: Alteration[] = [];
  let [i, j, fromI, fromJ] = [0, 0, 0, 0];
  const tell = (toI: number, toJ: number): void => {
    if (toI === fromI && toJ === fromJ) return;
    found.push({ at: fromI, left: wordsOf(fuller, fromI, toI), put: wordsOf(other, fromJ, toJ) });
  };
  while (i < n && j < m) {
    if (fuller.words[i] === other.words[j]) {
      tell(i, j);
      i++;
      j++;
      [fromI, fromJ] = [i, j];
    } else if (common[(i + 1) * width + j]! >= common[i * width + j + 1]!) i++;
    else j++;
  }
  tell(fuller.words.length, other.words.length);
  return found;
}

/** As they are written, from the first unit of word `from` to the last of the word before `to`. */
function wordsOf({ text, starts, ends }: ComparableText, from: number, to: number): string {
  return from === to ? '' : text.slice(starts[from], ends[to - 1]);
}
