import type { Word } from '../language/analysis.ts';
import { actingVerbs, dealingNouns, tellingVerbs } from './vocabulary.ts';

/** Whether a seat of government ("Beijing", "Washington") means the government or the place, and what tells. */
export interface Sense {
  readonly government: boolean;
  /** What told, as the end of a sentence: 'it is the subject of "said"'. */
  readonly because: string;
}

/** Prepositions that put the name on a map. */
const placing = new Set([
  'in',
  'to',
  'at',
  'near',
  'around',
  'outside',
  'inside',
  'across',
  'through',
  'into',
  'throughout',
  'via',
  'toward',
  'towards',
]);
/** Prepositions that join parties. */
const joining = new Set(['with', 'between', 'from', 'by', 'against', 'of', 'on', 'for', 'among']);

/** `last` is the last word of the name; `first` its first. */
export function senseOf(first: Word, last: Word): Sense {
  const word = headOf(first, last);
  return (
    byTree(word, 0) ??
    byNeighbours(first, last) ?? { government: false, because: 'nothing near it speaks of a government' }
  );
}

/** The word of the name that the rest of the name depends on. */
function headOf(first: Word, last: Word): Word {
  let word = last;
  for (let guard = 0; guard < 8; guard++) {
    const head = word.head;
    if (head === undefined || head.index < first.index || head.index > last.index) return word;
    word = head;
  }
  return word;
}

function byTree(word: Word, depth: number): Sense | undefined {
  const head = word.head;
  const preposition = word.child('case');
  if (preposition !== undefined && placing.has(preposition.lower)) {
    // "pressure to Beijing" is rare; "sent to Beijing", "meet in Washington" are places.
    return { government: false, because: `"${preposition.lower}" before it says where` };
  }
  if (head === undefined) return undefined;
  if (word.is('nsubj')) {
    if (actingVerbs.has(head.lemma)) return { government: true, because: `it is the subject of "${head.lower}"` };
    return undefined;
  }
  if (word.is('obj', 'iobj') && tellingVerbs.has(head.lemma))
    return { government: true, because: `it is the object of "${head.lower}"` };
  if (word.is('nmod:poss')) {
    if (dealingNouns.has(head.lower)) return { government: true, because: `it is the owner of the "${head.lower}"` };
    return undefined;
  }
  if (preposition !== undefined && joining.has(preposition.lower)) {
    if (preposition.lower === 'between')
      return { government: true, because: '"between" sets it against another party' };
    if (dealingNouns.has(head.lower))
      return { government: true, because: `"${head.lower} ${preposition.lower}" joins governments` };
    if (preposition.lower === 'by' && actingVerbs.has(head.lemma))
      return { government: true, because: `it is who "${head.lower}" is done by` };
    if (/^(?:with|against|for)$/u.test(preposition.lower) && actingVerbs.has(head.lemma))
      return { government: true, because: `"${head.lower} ${preposition.lower}" needs a party` };
  }
  if (word.is('conj') && depth < 6) {
    const first = byTree(head, depth + 1);
    if (first !== undefined)
      return {
        government: first.government,
        because: `${first.because.replace(/^it is/u, 'its fellow is')}, joined by "and"`,
      };
  }
  return undefined;
}

/** The same from the words beside it, for texts whose tree is doubtful. */
function byNeighbours(first: Word, last: Word): Sense | undefined {
  const before = first.previous;
  const after = last.next;
  if (before !== undefined && placing.has(before.lower))
    return { government: false, because: `"${before.lower}" before it says where` };
  if (
    before !== undefined &&
    joining.has(before.lower) &&
    before.previous !== undefined &&
    dealingNouns.has(before.previous.lower)
  )
    return { government: true, because: `"${before.previous.lower} ${before.lower}" joins governments` };
  if (after !== undefined && /^(?:VERB|AUX)$/u.test(after.pos) && actingVerbs.has(after.lemma) && before?.pos !== 'ADP')
    return { government: true, because: `it stands before "${after.lower}"` };
  return undefined;
}
