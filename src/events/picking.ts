/** Who does it, and to whom: the noun phrases of a sentence as candidates, and what is told of each for weighing them. */
import type { Span } from '../core/span.ts';
import type { Sentence, Word } from '../language/analysis.ts';
import { clauseOf, isPassive, isPredicate } from '../language/clause.ts';
import { upwards } from './features.ts';
import { sensesOf } from './lexicon.ts';

/** Heads of noun phrases that can be somebody, or something that somebody is behind. */
export function candidatesIn(sentence: Sentence): Word[] {
  return sentence.words.filter(
    word =>
      (word.pos === 'PROPN' ||
        word.pos === 'NOUN' ||
        (word.pos === 'PRON' && PEOPLE.has(word.lower)) ||
        PEOPLES.test(word.tag + word.text)) &&
      !word.is('flat', 'fixed', 'goeswith', 'obl:tmod', 'obl:unmarked') &&
      !(word.is('compound') && word.head?.pos === 'PROPN'),
  );
}

const PEOPLE = new Set(['he', 'she', 'they', 'we', 'him', 'her', 'them', 'us', 'i', 'who']);
/** "Turkish": a capitalised adjective is a people's. */
const PEOPLES = /^JJ\p{Lu}/u;

/** The words of a candidate's noun phrase, as a source or target is given: without clauses, and of what hangs on it by a preposition only "of …". */
export function phraseOf(head: Word): Span {
  let [start, end] = [head.start, head.end];
  for (const child of head.dependents) {
    if (!child.is('compound', 'amod', 'nmod', 'nmod:poss', 'det', 'flat', 'nummod', 'appos', 'advmod')) continue;
    if (child.is('appos') && child.index - head.index > 6) continue;
    if (
      child.is('nmod') &&
      !child.is('nmod:poss') &&
      child.index > head.index &&
      !KEPT.has(child.child('case')?.lower ?? '')
    )
      continue;
    const part = child.is('flat', 'compound', 'nmod:poss')
      ? spanOf(child.subtree().filter(word => !word.is('punct')))
      : phraseOf(child);
    const whole =
      child.child('case') && child.is('nmod') && !child.is('nmod:poss')
        ? { start: child.child('case')!.start, end: part.end }
        : part;
    start = Math.min(start, whole.start);
    end = Math.max(end, whole.end);
  }
  return { start, end };
}

const KEPT = new Set(['of', 'in', 'for']);

function spanOf(words: readonly Word[]): Span {
  return { start: words[0]!.start, end: words.at(-1)!.end };
}

/** What is true of `candidate` as the source of the sentence's deed. */
export function sourceFeatures(candidate: Word, sentence: Sentence): string[] {
  return ['source', ...about(candidate, sentence, 's')];
}

/** What is true of `candidate` as the target of a deed of `source`. */
export function targetFeatures(candidate: Word, source: Word | undefined, sentence: Sentence): string[] {
  const found = ['target', ...about(candidate, sentence, 't')];
  if (!source) return found;
  const apart = candidate.index - source.index;
  found.push(`t order=${Math.sign(apart)}`, `t distance=${bucket(Math.abs(apart))} ${Math.sign(apart)}`);
  const steps = pathOf(source, candidate);
  found.push(`t path=${steps.join(' ')}`, `t steps=${steps.length}`, `t last steps=${steps.slice(-2).join(' ')}`);
  if (candidate.subtree().includes(source)) found.push('t holds the source');
  if (source.subtree().includes(candidate)) found.push('t within the source');
  const verb = clauseOf(source);
  const own = clauseOf(candidate);
  found.push(
    `t clause=${verb === own ? 'same' : own && verb && own.head === verb ? `below ${own.relation}` : 'other'}`,
  );
  if (verb)
    for (const sense of sensesOf(verb.lemma))
      found.push(`t verb=${sense} ${candidate.relation}`, `t verb path=${sense} ${steps.slice(-2).join(' ')}`);
  return found;
}

function about(word: Word, sentence: Sentence, p: string): string[] {
  const head = word.head;
  const shape = `${word.relation} ${head?.pos ?? 'none'}`;
  const preposition = word.child('case')?.lower ?? '';
  const found = [
    `${p} relation=${word.relation}`,
    `${p} shape=${shape}`,
    `${p} tag=${word.tag}`,
    `${p} preposition=${preposition} ${word.relation}`,
    `${p} word=${word.lemma}`,
    `${p} place=${bucket(word.index - sentence.words[0]!.index)}`,
    `${p} first=${candidatesIn(sentence)[0] === word}`,
    `${p} capital=${/^\p{Lu}/u.test(word.text)} ${word.relation}`,
  ];
  if (head) {
    found.push(`${p} head=${head.lemma} ${word.relation}`, `${p} head relation=${word.relation} ${head.relation}`);
    for (const sense of sensesOf(head.lemma))
      found.push(`${p} head tells=${sense} ${word.relation}`, `${p} head tells+preposition=${sense} ${preposition}`);
    if (isPredicate(head))
      found.push(
        `${p} voice=${isPassive(head) ? 'passive' : 'active'} ${word.relation}`,
        `${p} root=${head.head === undefined} ${word.relation}`,
      );
  }
  for (const sense of sensesOf(word.lemma)) found.push(`${p} tells=${sense}`);
  return found;
}

/** Relations up from one word, then down to the other. */
function pathOf(a: Word, b: Word): string[] {
  const [fromA, fromB] = [upwards(a), upwards(b)];
  const meeting = fromA.find(word => fromB.includes(word));
  if (!meeting) return ['apart'];
  return [
    ...fromA.slice(0, fromA.indexOf(meeting)).map(word => `^${word.relation}`),
    ...fromB
      .slice(0, fromB.indexOf(meeting))
      .toReversed()
      .map(word => `v${word.relation}`),
  ];
}

function bucket(count: number): string {
  return count < 6 ? String(count) : count < 9 ? '6-8' : count < 14 ? '9-13' : count < 24 ? '14-23' : '24+';
}
