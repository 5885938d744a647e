/**
 * Contents where the text has lost its capitals and marks. Nothing tells there where a speech begins and ends but the cutter's guess at
 * sentences and the small words that open a clause; so all that is likely is proposed, and the trained judge chooses.
 */
import type { Sentence, Word } from '../language/analysis.ts';
import type { Page } from './candidate.ts';

export interface Stretch {
  readonly rule: string;
  readonly words: readonly Word[];
}

/** Longer speeches than this are not put together. */
const LONGEST = 120;
/** A cue with so few words after it stands at the end of its sentence: "jones said in june || we will go". */
const FEW = 6;

/**
 * What may be the content of `verb` by order alone: the sentences around it and what stands before and after it in its own.
 * `before`: the words before its subject; `after`: those after the cue and, where it follows, the source.
 */
export function unmarkedContents(
  page: Page,
  verb: Word,
  before: readonly Word[],
  after: readonly Word[],
): readonly Stretch[] {
  const [earlier, previous, next, later] = [-2, -1, 1, 2].map(step => bareSentence(page, verb.sentence.index + step));
  const found: Stretch[] = [];
  const push = (rule: string, ...parts: (readonly Word[] | undefined)[]): void => {
    if (parts.includes(undefined)) return;
    const words = parts.flatMap(part => part!);
    if (words.length >= 3 && words.length <= LONGEST) found.push({ rule, words });
  };
  push('two sentences before', earlier?.words, previous?.words, before);
  push('sentence before and the next', previous?.words, before, next?.words);
  if (after.length < FEW) {
    push('next sentence', next?.words);
    push('next two sentences', next?.words, later?.words);
    if (before.length > 2) push('start and next sentence', before, next?.words);
  } else {
    push('to the end of the next sentence', after, next?.words);
    push('sentence before and rest', previous?.words, before, after);
    for (const [number, end] of breaks(after).entries())
      push(number === 0 ? 'to the first break' : 'to the second break', after.slice(0, end));
  }
  return found;
}

function bareSentence(page: Page, index: number): Sentence | undefined {
  const sentence = page.analysis.sentences[index];
  return sentence && page.bare[sentence.words[0]!.index] ? sentence : undefined;
}

/** Words that open another clause; before the first or second of them a content often ends. */
const BREAKING = new Set(
  'although though while but and as after before when since because which who where if despite amid following according'.split(
    ' ',
  ),
);

/** The places of the first two such words that leave three words and more before them. */
function breaks(words: readonly Word[]): number[] {
  const places: number[] = [];
  for (let at = 3; at < words.length && places.length < 2; at++) if (BREAKING.has(words[at]!.lower)) places.push(at);
  return places;
}
