/** What the scorer is told about a deed: short strings, so that a decision can be explained in words. */
import type { Span } from '../core/span.ts';
import type { Analysis, Word } from '../language/analysis.ts';
import { auxiliaries, isNegated, isPassive, isPredicate, tenseOf } from '../language/clause.ts';
import { opensPhrase, sensesOf, sensesOfPair } from './lexicon.ts';

/** One deed as it stands in a text: who does it to whom, in one sentence. Spans are UTF-16; undefined: implied. */
export interface Place {
  readonly analysis: Analysis;
  readonly source: Span | undefined;
  readonly target: Span | undefined;
  /** The word that tells the deed, where a reader already knows it. */
  readonly predicate?: Word | undefined;
}

/** The deed's words, the governing ones first: "agreed" over "withdraw" over "troops". */
export interface Chain {
  readonly words: readonly Word[];
  readonly predicate: Word | undefined;
}

/** Verbs that only tell that something was said; what they govern is looked at too. */
const SAYING = new Set([
  'say',
  'announce',
  'tell',
  'state',
  'report',
  'add',
  'confirm',
  'declare',
  'claim',
  'reiterate',
  'note',
  'reveal',
]);

export function headOf(analysis: Analysis, span: Span | undefined): Word | undefined {
  if (!span) return undefined;
  const words = analysis.wordsIn(span);
  const inside = new Set(words);
  return (
    words.find(word => (!word.head || !inside.has(word.head)) && word.pos !== 'PUNCT' && word.pos !== 'ADP') ??
    analysis.wordAt(span.start)
  );
}

/** From the source's verb down: complements, objects and what modifies them; where the source's clause only says, the clause said. */
export function chainOf(place: Place): Chain {
  const { analysis } = place;
  const source = headOf(analysis, place.source);
  const target = headOf(analysis, place.target);
  const start =
    place.predicate ?? (source && governor(source)) ?? (target && governor(target)) ?? sentenceOf(place)?.root;
  if (!start) return { words: [], predicate: undefined };
  const words: Word[] = [];
  const add = (word: Word): void => {
    if (!words.includes(word)) words.push(word);
  };
  if (source?.head && !isPredicate(source.head) && source.is('nmod', 'compound', 'amod', 'nmod:poss')) add(source.head);
  let at: Word | undefined = start;
  let predicate = start;
  for (let depth = 0; at && depth < 4; depth++) {
    add(at);
    const nested: Word | undefined = at.child('xcomp', 'ccomp') ?? (SAYING.has(at.lemma) ? saidBeside(at) : undefined);
    if (nested && SAYING.has(at.lemma)) predicate = nested;
    at = nested;
  }
  for (const word of words.slice()) {
    for (const child of word.children('obj', 'nsubj:pass', 'compound:prt', 'obl', 'iobj')) {
      if (child.pos === 'NOUN' || child.is('compound:prt') || child.pos === 'VERB') add(child);
      if (child.is('obj')) for (const part of child.children('nmod', 'compound', 'amod', 'acl')) add(part);
    }
  }
  return { words, predicate };
}

/** What is said, where the tree hangs it beside the verb, or the verb beside it ("“We reject it,” she said"). */
function saidBeside(verb: Word): Word | undefined {
  return verb.child('parataxis') ?? (verb.is('parataxis') ? verb.head : undefined);
}

function governor(word: Word): Word {
  for (let at: Word | undefined = word; at; at = at.head) {
    if (isPredicate(at) && at !== word) return at;
    if (!at.head) return at;
  }
  return word;
}

function sentenceOf({ analysis, source, target }: Place): Analysis['sentences'][number] | undefined {
  const at = source ?? target;
  return (at && analysis.wordAt(at.start)?.sentence) ?? analysis.sentences[0];
}

/** The words of the sentence with what they tell; those inside source and target are left out. */
export function sensesIn(words: readonly Word[]): Map<Word, readonly string[]> {
  const found = new Map<Word, readonly string[]>();
  for (const [i, word] of words.entries()) {
    const senses = new Set(sensesOf(word.lemma));
    for (const sense of word.lower === word.lemma ? [] : sensesOf(word.lower)) senses.add(sense);
    if (opensPhrase(word.lemma))
      for (const next of words.slice(i + 1, i + 6))
        for (const sense of sensesOfPair(word.lemma, next.lemma)) senses.add(`${sense}!`);
    if (senses.size > 0) found.set(word, [...senses]);
  }
  return found;
}

export function modality(word: Word): string {
  const helpers = auxiliaries(word).filter(lemma => lemma !== 'have' && lemma !== 'be' && lemma !== 'do');
  return [isNegated(word) ? 'not' : '', helpers[0] ?? tenseOf(word) ?? '', isPassive(word) ? 'passive' : '']
    .filter(Boolean)
    .join(' ');
}

/** Everything that is true of the deed, as `name=value`. */
export function featuresOf(place: Place): string[] {
  const { analysis, source, target } = place;
  const found = new Set<string>(['always']);
  const sentence = sentenceOf(place);
  if (!sentence) return [...found];
  const chain = chainOf(place);
  const sourceWords = new Set(source ? analysis.wordsIn(source) : []);
  const targetWords = new Set(target ? analysis.wordsIn(target) : []);
  const words = analysis.sentences.length === 1 ? sentence.words : sentence.words;
  const senses = sensesIn(words);
  const [head, ...below] = chain.words;
  const { predicate } = chain;

  for (const [word, list] of senses) {
    const where = chain.words.includes(word)
      ? 'chain'
      : sourceWords.has(word)
        ? 'source'
        : targetWords.has(word)
          ? 'target'
          : 'elsewhere';
    for (const sense of list) found.add(`${where} tells=${sense}`).add(`sentence tells=${sense}`);
  }
  const tells = (word: Word): readonly string[] => senses.get(word) ?? [word.pos.toLowerCase()];
  for (const [i, word] of chain.words.entries()) {
    const place = i === 0 ? 'first' : 'below';
    found.add(`${place}=${word.lemma}`).add(`chain=${word.lemma}`);
    for (const sense of tells(word)) found.add(`${place} tells=${sense}`);
  }
  if (head) {
    const mood = modality(head);
    found.add(`mood=${mood}`).add(`first+mood=${head.lemma} ${mood}`);
    for (const sense of tells(head)) found.add(`first tells+mood=${sense} ${mood}`);
    for (const word of below) {
      found.add(`first+below=${head.lemma} ${word.lemma}`);
      for (const a of tells(head)) for (const b of tells(word)) found.add(`tells+tells=${a} ${b}`);
    }
  }
  if (predicate && predicate !== head) {
    const mood = modality(predicate);
    found.add(`said=${predicate.lemma}`).add(`said+mood=${predicate.lemma} ${mood}`).add(`said mood=${mood}`);
    for (const sense of tells(predicate)) {
      found.add(`said tells+mood=${sense} ${mood}`);
      for (const word of below)
        if (word !== predicate) for (const b of tells(word)) found.add(`said+tells=${sense} ${b}`);
    }
  }
  const s = headOf(analysis, source);
  const t = headOf(analysis, target);
  found.add(`source relation=${s?.relation ?? 'none'}`).add(`target relation=${t?.relation ?? 'none'}`);
  if (s) found.add(`source word=${s.lemma}`);
  if (t) {
    found.add(`target word=${t.lemma}`);
    found.add(`target preposition=${t.child('case')?.lower ?? ''}`);
    if (t.head) found.add(`target under=${t.head.lemma}`);
  }
  for (const step of pathBetween(s, t)) found.add(`path=${step}`);
  let before = '^';
  for (const word of words) {
    if (word.pos === 'PUNCT') continue;
    const shown = sourceWords.has(word) ? 'S' : targetWords.has(word) ? 'T' : /\d/u.test(word.lower) ? '0' : word.lemma;
    if (shown === before) continue;
    if (shown.length > 1) found.add(`word=${shown}`);
    found.add(`pair=${before} ${shown}`);
    before = shown;
  }
  return [...found];
}

/** The word and all that it hangs on, up to the root. */
export function upwards(word: Word): Word[] {
  return word.head ? [word, ...upwards(word.head)] : [word];
}

/** Lemmas of the content words on the way through the tree from one word to another. */
function pathBetween(a: Word | undefined, b: Word | undefined): string[] {
  if (!a || !b) return [];
  const fromA = upwards(a);
  const fromB = upwards(b);
  const meeting = fromA.find(word => fromB.includes(word));
  if (!meeting) return [];
  return [...fromA.slice(1, fromA.indexOf(meeting) + 1), ...fromB.slice(1, fromB.indexOf(meeting))].map(
    word => word.lemma,
  );
}

/** The words, in lower case, whose general meaning is weighed: the first of the chain; those below it; the sentence's, without source and target. */
export function meaningsOf(place: Place): readonly (readonly string[])[] {
  const { analysis, source, target } = place;
  const chain = chainOf(place);
  const apart = new Set([source, target].flatMap(span => (span ? analysis.wordsIn(span) : [])));
  const words = (sentenceOf(place)?.words ?? []).filter(word => !apart.has(word) && MEANINGFUL.has(word.pos));
  return [chain.words.slice(0, 1), chain.words.slice(1), words].map(list => list.map(word => word.lower));
}

const MEANINGFUL = new Set(['NOUN', 'VERB', 'ADJ', 'ADV', 'AUX']);
