/** Names and numbers of meetings. */
import { contains, type Span } from '../../core/span.ts';
import type { Word } from '../../language/analysis.ts';
import { nounPhrase, prepositionOf } from '../../language/clause.ts';
import type { ReadingContext } from '../reading-context.ts';
import { framed } from './frames.ts';

/** The states in a meeting's name ("U.S.-China Ministerial Dialogue"). */
export function statesIn(title: Span | undefined, context: ReadingContext): Word[] {
  if (!title) return [];
  return context.actors.mentions.flatMap(({ words, actor }) => {
    const state = actor !== undefined && context.actors.actor(actor)?.type === 'state';
    return state && contains(title, words) ? (context.analysis.wordAt(words.start) ?? []) : [];
  });
}

/** Lower-cased words that may stand within a name. */
const WITHIN_NAMES = new Set(['and', 'of', 'on', 'for', 'the', '-', '–', '&']);

/** A capitalised noun with more capitalised words around it is the meeting's name. */
export function titleOf(head: Word, context: ReadingContext): Span | undefined {
  if (head.pos === 'VERB' || !isCapitalised(head)) return undefined;
  const first = grown(head, word => word.previous, context);
  const last = grown(head, word => word.next, context);
  return first === head && last === head ? undefined : { start: first.start, end: last.end };
}

/** The last capitalised word that is reached from `head` in one direction, over the small words that names hold. */
function grown(head: Word, step: (word: Word) => Word | undefined, context: ReadingContext): Word {
  let edge = head;
  for (let at = step(head); at && at.sentence === head.sentence; at = step(at)) {
    if (isCapitalised(at) && at.tag !== 'POS' && !context.isTime(at)) edge = at;
    else if (!WITHIN_NAMES.has(at.lower)) break;
  }
  return edge;
}

export function isCapitalised(word: Word): boolean {
  return /^\p{Lu}/u.test(word.text);
}

const ORDINALS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
];

const COUNTING = new Set(['round', 'session', 'series', 'set']);

export function roundOf(head: Word): number | undefined {
  const frame = framed(head);
  // "The second day of the visit" counts no visits.
  const counted = frame === head || COUNTING.has(frame.lemma.toLowerCase()) ? [head, frame] : [head];
  for (const word of counted.flatMap(noun => noun.children('amod', 'nummod'))) {
    const spelled = ORDINALS.indexOf(word.lower);
    if (spelled >= 0) return spelled + 1;
    const digits = /^(\d{1,3})(?:st|nd|rd|th)$/u.exec(word.lower)?.[1];
    if (digits) return Number(digits);
  }
  return undefined;
}

/** "the first round of their dialogue on cybercrime": a meeting without a name is called by its noun and what it is on; undefined: the words do not say. */
export function topicSeries(head: Word, context: ReadingContext): string | undefined {
  const topic = head
    .children('nmod')
    .find(noun => /^(?:on|about)$/u.test(prepositionOf(noun)) && !context.isTime(noun));
  if (!topic || head.pos !== 'NOUN') return undefined;
  const { start, end } = nounPhrase(topic);
  return `${head.lemma} on ${context.text.slice(start, end).replaceAll(/\s+/gu, ' ')}`;
}
