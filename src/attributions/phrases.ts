/** Rules whose cue is no verb or noun: "according to X", "in a poll", "reportedly", and the colon of headlines and transcripts. */
import type { Word } from '../language/analysis.ts';
import type { Candidate, Page, Source } from './candidate.ts';
import { HEARSAY_ADVERBS } from './lexicon.ts';
import { below, inOrder, isPunctuation } from './pieces.ts';
import { withLaterParagraphs } from './quoted.ts';
import { IMPLIED, phrase } from './sources.ts';

const GENERAL = new Set(['in', 'for', 'under', 'per', 'to', 'from', 'as', 'with']);

/** "according to the ministry, …": `preposition` is the first word of it. */
export function readPreposition(preposition: Word): Candidate[] {
  const according = preposition.lower === 'according';
  if (!according && !(GENERAL.has(preposition.lower) && preposition.is('case'))) return [];
  const noun = according ? nounOfAccording(preposition) : preposition.head;
  const anchor = according && noun && noun.head === preposition ? preposition : noun;
  const host = anchor?.head;
  if (!noun || !anchor || !host) return [];
  if (!according && !(opensSentence(preposition) && host.pos !== 'NOUN')) return [];
  const to = according && preposition.next?.lower === 'to' ? [preposition.next] : [];
  const cueWords = [preposition, ...to];
  const source = withoutWords(phrase(noun, 'prepositional', preposition), cueWords);
  if (source.words.length === 0) return [];
  const found: Candidate[] = [];
  const seen = new Set<number>();
  const whole = below(preposition.sentence.root, [anchor]);
  const push = (rule: string, head: Word, content: readonly Word[]): void => {
    const words = content.filter(word => !cueWords.includes(word));
    if (words.length === 0 || seen.has(words.length)) return;
    seen.add(words.length);
    found.push({
      rule,
      cue: preposition,
      cueWords,
      cueLemma: according ? 'according to' : preposition.lower,
      force: 'said',
      known: according,
      frame: 'clause',
      source,
      content: words,
      contentHead: head,
      link: '',
    });
  };
  const name = according ? 'according to' : 'preposition';
  let clause: Word | undefined = host;
  for (let climbs = 0; clause && climbs < 4; climbs++) {
    const verbal: boolean = clause.pos === 'VERB' || clause.child('cop', 'nsubj') !== undefined || clause.is('root');
    if (verbal) push(name, clause, below(clause, [anchor]));
    if (clause.is('root')) break;
    clause = clause.head;
  }
  push(`${name}, whole sentence`, preposition.sentence.root, whole);
  return found;
}

function nounOfAccording(according: Word): Word | undefined {
  if (according.is('case', 'mark') && according.head) return according.head;
  return according.child('obl', 'nmod', 'obj', 'pobj');
}

function opensSentence(word: Word): boolean {
  let at = word.previous;
  while (at && at.sentence === word.sentence && isPunctuation(at)) at = at.previous;
  return !at || at.sentence !== word.sentence;
}

function withoutWords(source: Source, taken: readonly Word[]): Source {
  return { ...source, words: source.words.filter(word => !taken.includes(word)) };
}

/** "The minister reportedly resigned": somebody says so, nobody is named. */
export function readAdverb(adverb: Word): Candidate[] {
  if (!HEARSAY_ADVERBS.has(adverb.lower) || !adverb.head) return [];
  const clause = adverb.head;
  return [
    {
      rule: 'hearsay adverb',
      cue: adverb,
      cueWords: [adverb],
      cueLemma: adverb.lower,
      force: 'claimed',
      known: true,
      frame: 'clause',
      source: IMPLIED,
      content: below(clause, [adverb]),
      contentHead: clause,
      link: '',
    },
  ];
}

/** Words a headline or transcript may have before its colon. */
const LONGEST_LABEL = 7;

/** "Minister: talks have failed" and "SMITH: …": `colon` in the first words of a paragraph. */
export function readColon(page: Page, colon: Word): Candidate[] {
  if (colon.text !== ':' || page.quotationOf[colon.index]) return [];
  const before: Word[] = [];
  const { words } = page.analysis;
  for (let at = colon.index - 1; at >= 0; at--) {
    const word = words[at]!;
    if (page.analysis.text.slice(word.end, before[0]?.start ?? colon.start).includes('\n')) break;
    before.unshift(word);
    if (before.length > LONGEST_LABEL) return [];
  }
  // "16:10 Our correspondent: …": a clock or a day at the head of the line is a sentence by itself, and nobody.
  while (before.length > 0 && before[0]!.sentence !== before.at(-1)!.sentence) before.shift();
  if (before.length === 0 || before.some(word => word.pos === 'VERB' && word.tag !== 'VBG')) return [];
  const after: Word[] = [];
  for (let at = colon.index + 1; at < words.length; at++) {
    const word = words[at]!;
    if (page.analysis.text.slice(words[at - 1]!.end, word.start).includes('\n')) break;
    after.push(word);
  }
  const nextQuotation = after.length === 0 ? page.quotationOf[colon.index + 1] : undefined;
  const content = nextQuotation ? withLaterParagraphs(page, nextQuotation) : after;
  if (content.length < 2) return [];
  const inside = new Set(before);
  const head = before.find(word => !word.head || !inside.has(word.head)) ?? before.at(-1)!;
  return [
    {
      rule: 'colon',
      cue: colon,
      cueWords: [colon],
      cueLemma: ':',
      force: 'said',
      known: before.some(word => word.pos === 'PROPN') || nextQuotation !== undefined,
      frame: 'quotation',
      source: { words: inOrder(before.filter(word => !isPunctuation(word))), head, way: 'before colon' },
      content,
      contentHead: undefined,
      link: '',
    },
  ];
}
