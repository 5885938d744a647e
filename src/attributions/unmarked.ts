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

/** How the names of the rules begin that propose stretches by order alone. */
export const BY_ORDER = 'by order';

/** Longer speeches than this are not put together. */
const LONGEST = 160;
/** A cue with so few words after it stands at the end of its sentence: "jones said in june || we will go". */
const FEW = 6;
/** So many sentences beyond the cue's own may belong to the speech. */
const SENTENCES = 3;

/**
 * What may be the content of `verb` by order alone: every stretch that begins up to three sentences before the cue's own and ends up to three
 * after it. `before`: the words before its subject; `after`: those after the cue and, where it follows, the source.
 */
export function unmarkedContents(
  page: Page,
  verb: Word,
  before: readonly Word[],
  after: readonly Word[],
): readonly Stretch[] {
  const { index } = verb.sentence;
  const starts: Part[] = [{ reach: 0, words: [] }];
  if (before.length > 0) starts.push({ reach: 0, words: before });
  let earlier = before;
  for (let step = 1; step <= SENTENCES; step++) {
    const sentence = bareSentence(page, index - step);
    if (!sentence || isParted(page, index - step)) break;
    starts.push({ reach: step, words: (earlier = [...sentence.words, ...earlier]) });
  }
  const ends: Part[] = [{ reach: 0, words: [] }];
  for (const end of breaks(after)) ends.push({ reach: 0, words: after.slice(0, end), broken: true });
  if (after.length > 0) ends.push({ reach: 0, words: after });
  let later: readonly Word[] = [];
  for (let step = 1; step <= SENTENCES; step++) {
    const sentence = bareSentence(page, index + step);
    if (!sentence || isParted(page, index + step - 1)) break;
    later = [...later, ...sentence.words];
    ends.push({ reach: step, words: [...after, ...later] });
    if (after.length > 0 && after.length < FEW) ends.push({ reach: step, words: later });
  }
  return starts.flatMap(start =>
    ends.flatMap(end => {
      const words = [...start.words, ...end.words];
      if (words.length < 3 || words.length > LONGEST) return [];
      if (start.reach + end.reach > SENTENCES || (start.reach > 0 && end.broken)) return [];
      return [{ rule: ruleOf(start, end), words }];
    }),
  );
}

/** What belongs to a speech on one side of its cue: words, and how many sentences beyond the cue's own they reach. */
interface Part {
  readonly reach: number;
  readonly words: readonly Word[];
  /** Does it end before the sentence does? */
  readonly broken?: boolean;
}

function ruleOf(start: Part, end: Part): string {
  const [before, after] = [sideOf(start), end.broken ? 'to a break' : sideOf(end)];
  return `${BY_ORDER}, ${before} before, ${after} after`;
}

function sideOf({ reach, words }: Part): string {
  if (words.length === 0) return 'nothing';
  return reach === 0 ? 'the rest' : `${reach} more`;
}

/** Where a blank line is left between two sentences, no speech runs over it. */
function isParted({ analysis: { sentences, text } }: Page, index: number): boolean {
  const [one, next] = [sentences[index], sentences[index + 1]];
  return one !== undefined && next !== undefined && /\n[^\S\n]*\n/u.test(text.slice(one.end, next.start));
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
