/** What the scorer is told about a candidate: short strings, so that a decision can be explained in words. */
import type { Sentence, Word } from '../language/analysis.ts';
import type { Candidate, Page } from './candidate.ts';
import { verbCue } from './lexicon.ts';
import { isPunctuation } from './pieces.ts';

/**
 * Takes features one by one: a name, and up to three values. Written out, a feature is `name=value value value`; the scorer never writes
 * them out, because making the strings takes many times as long as adding up their weights.
 */
export interface Teller {
  tell(name: string, a?: string, b?: string): void;
  /** The feature together with the rule of the candidate. */
  withRule(name: string, a?: string, b?: string, c?: string): void;
  /** The feature alone, and together with the rule. */
  both(name: string, value: string): void;
}

/** Everything that is true of `candidate`, written out; `rivals`: all candidates of the same cue. For explaining. */
export function featuresOf(page: Page, candidate: Candidate, rivals: readonly Candidate[]): string[] {
  const found: string[] = [];
  const { rule } = candidate;
  const tell = (name: string, ...values: readonly (string | undefined)[]): void => {
    const given = values.filter(value => value !== undefined);
    found.push(given.length === 0 ? name : `${name}=${given.join(' ')}`);
  };
  const withRule = (name: string, ...values: readonly (string | undefined)[]): void => {
    tell(`${name}+rule`, ...values, rule);
  };
  const both = (name: string, value: string): void => {
    tell(name, value);
    withRule(name, value);
  };
  tellFeatures(page, candidate, cueFacts(rivals), { tell, withRule, both });
  return found;
}

/** What is true of a cue whichever of its candidates is asked about, so found once. */
export interface CueFacts {
  readonly helpers: string;
  readonly adverbs: readonly string[];
  readonly next: string;
  readonly rivalFrames: string;
  readonly quotationRules: string;
  readonly depth: string;
  readonly shape: string;
  readonly sentence: string;
  readonly governor: string | undefined;
  readonly governorKnown: string;
}

/** `rivals`: all candidates of one cue, at least one. */
export function cueFacts(rivals: readonly Candidate[]): CueFacts {
  const { cue } = rivals[0]!;
  const quoting = rivals.filter(rival => rival.frame === 'quotation');
  const governor = cue.head?.lemma;
  return {
    helpers: lowered(cue.children('aux', 'cop')).join(' '),
    adverbs: lowered(cue.children('advmod')),
    next: nextWord(cue),
    rivalFrames: sorted(rivals.map(rival => rival.frame)).join(' '),
    quotationRules: sorted(quoting.map(rival => rival.rule)).join(', '),
    depth: String(depthOf(cue)),
    shape: shapeOf(cue),
    sentence: isPunctuation(cue.sentence.words.at(-1)!) ? bucket(cue.sentence.words.length) : 'without a stop',
    governor,
    governorKnown: governor !== undefined && verbCue(governor) ? `yes ${cue.relation}` : 'no',
  };
}

function lowered(words: readonly Word[]): string[] {
  return words.map(word => word.lower);
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

/** Tells everything that is true of `candidate`; `facts`: of its cue. */
export function tellFeatures(page: Page, candidate: Candidate, facts: CueFacts, teller: Teller): void {
  const { cue, cueLemma: lemma, source, content, contentHead, link, force } = candidate;
  const { way, head } = source;
  teller.tell('always');
  teller.withRule('rule');
  teller.tell('lemma', lemma);
  teller.withRule('lemma', lemma);
  teller.tell('lemma+way', lemma, way);
  teller.tell('lemma+link', lemma, link);
  teller.withRule('lemma+way', lemma, way);
  teller.both('way', way);
  teller.both('link', link);
  teller.both('force', force);
  teller.both('known', candidate.known ? 'yes' : 'no');
  teller.both('tag', cue.tag);
  teller.both('relation', cue.relation);
  if (facts.governor !== undefined) {
    teller.tell('governor', cue.relation, facts.governor);
    teller.tell('governor+lemma', facts.governor, lemma);
    teller.both('governor known', facts.governorKnown);
  }
  teller.both('helpers', facts.helpers);
  const negated = candidate.cueWords.some(word => NEGATIONS.has(word.lower));
  teller.both('negated', negated ? 'yes' : 'no');
  if (negated) teller.tell('negated+lemma', lemma);
  for (const adverb of facts.adverbs) teller.tell('adverb', adverb);
  teller.both('next', facts.next);
  teller.tell('next+lemma', lemma, facts.next);

  const speaker = sourceShape(page, candidate);
  teller.both('source', speaker);
  teller.tell('source+lemma', speaker, lemma);
  if (head) {
    const headLemma = head.lemma;
    teller.tell('source word', headLemma);
    teller.tell('source word+lemma', headLemma, lemma);
    teller.both('source distance', bucket(Math.abs(head.index - cue.index)));
    teller.both('source side', head.index < cue.index ? 'before' : 'after');
  }
  teller.both('gap', gapOf(page, candidate));
  teller.both('speaks elsewhere', head ? bucket(page.speakers.get(head.lower) ?? 0) : 'nobody');
  teller.both('source length', bucket(source.words.length));

  const first = content[0]!;
  const length = bucket(content.length);
  teller.both('content first', first.lower);
  teller.both('content length', length);
  teller.tell('content length+lemma', length, lemma);
  const shape = contentHead ? contentHead.tag : 'none';
  if (contentHead) {
    const contentLemma = contentHead.lemma;
    teller.both('content tag', shape);
    teller.tell('content tag+lemma', shape, lemma);
    teller.tell('content word', contentLemma);
    teller.tell('content word+lemma', contentLemma, lemma);
    teller.both('content has subject', contentHead.child('nsubj') ? 'yes' : 'no');
    teller.both('content helper', contentHead.child('aux', 'cop')?.lower ?? '');
    teller.both('content relation', contentHead.relation);
    teller.both('content name', nameType(page, contentHead));
  }
  teller.withRule('force+content', force, shape);
  teller.withRule('force+source', force, speaker);
  teller.withRule('force+way', force, way);
  teller.withRule('force+link', force, link);
  teller.withRule('tag+way+content', cue.tag, way, shape);
  teller.withRule('relation+way', cue.relation, way);
  teller.withRule('ending', lemma.slice(-3));
  teller.withRule('beginning', lemma.slice(0, 4));
  teller.both('content side', sideOf(candidate));
  teller.both('content pieces', piecesOf(page, content));
  const marks = quotedShare(page, content);
  teller.both('quoted', marks);
  teller.tell('quoted+lemma', marks, lemma);
  teller.both('edge', edgeOf(page, candidate));
  teller.both('opening', openingOf(page, first));

  teller.both('inside quotation', page.quotationOf[cue.index] ? 'yes' : 'no');
  teller.both('rivals', facts.rivalFrames);
  teller.tell('rivals+lemma', lemma, facts.rivalFrames);
  teller.both('quotation rivals', facts.quotationRules);
  teller.both('depth', facts.depth);
  teller.both('sentence', facts.sentence);
  teller.both('first person', head && FIRST_PERSON.has(head.lower) ? 'yes' : 'no');
  teller.both('shape', facts.shape);
  if (page.bare[cue.index]) tellUnmarked(page, candidate, teller);
}

/** Where marks are lost: what stands at the two ends of the content, on either side of them, and whether one speaker's words go on. */
function tellUnmarked(page: Page, { cue, content, cueLemma }: Candidate, teller: Teller): void {
  const { words } = page.analysis;
  const first = content[0]!;
  const last = content.at(-1)!;
  const before = words[first.index - 1];
  const after = words[last.index + 1];
  const opens = before === undefined || before.sentence !== first.sentence;
  const closes = after === undefined || after.sentence !== last.sentence;
  teller.both('ends', `${opens ? 'cut' : 'within'} ${closes ? 'cut' : 'within'}`);
  teller.both('after content', after === undefined ? '$' : after.lower);
  teller.both('after content tag', `${closes ? 'cut' : 'within'} ${after === undefined ? '$' : after.tag}`);
  teller.both('before content', before === undefined ? '^' : before.lower);
  teller.both('before content tag', `${opens ? 'cut' : 'within'} ${before === undefined ? '^' : before.tag}`);
  teller.both('first tag', first.tag);
  teller.both('last tag', last.tag);
  let spoken = 0;
  let cues = 0;
  for (const word of content) {
    if (SPEAKER_WORDS.has(word.lower)) spoken++;
    if (word !== cue && isSaying(word)) cues++;
  }
  teller.both('speaker inside', spoken === 0 ? 'no' : spoken < 3 ? 'some' : 'much');
  teller.tell('speaker inside+lemma', spoken === 0 ? 'no' : 'yes', cueLemma);
  teller.both('cues inside', bucket(cues));
  teller.both('sentences', bucket(last.sentence.index - first.sentence.index));
  teller.both('saying before', sayingWithin(words, first.index - 1, -1, cue));
  teller.both('saying after', sayingWithin(words, last.index + 1, 1, cue));
  const [outBefore, outAfter] = [voiceOf(before?.sentence, cue), voiceOf(after?.sentence, cue)];
  teller.both('voice at start', `${opens ? outBefore : '-'} ${voiceOf(first.sentence, cue)}`);
  teller.both('voice at end', `${voiceOf(last.sentence, cue)} ${closes ? outAfter : '-'}`);
  teller.both('voice around', `${spoken === 0 ? 'none' : 'speaks'} ${outBefore} ${outAfter}`);
}

/** How far from the place, 1 to 6 words, another verb of saying stands in one direction, or "no". */
function sayingWithin(words: readonly Word[], from: number, step: 1 | -1, cue: Word): string {
  for (let distance = 0; distance < 6; distance++) {
    const word = words[from + step * distance];
    if (word === undefined) return 'no';
    if (isSaying(word)) return `${word === cue ? 'its own' : 'another'} ${distance < 3 ? 'near' : 'far'}`;
  }
  return 'no';
}

function isSaying(word: Word): boolean {
  return word.pos === 'VERB' && verbCue(word.lemma)?.force === 'said';
}

/** How a sentence sounds: as somebody's own words, as a report of them, or neither, with the time its verb tells. */
function voiceOf(sentence: Sentence | undefined, cue: Word): string {
  if (sentence === undefined) return 'nothing';
  if (cue.sentence === sentence) return 'the cue’s';
  const speaks = sentence.words.some(word => SPEAKER_WORDS.has(word.lower));
  const told = sentence.words.some(isSaying);
  const { root } = sentence;
  const verb = root.child('aux', 'cop') ?? root;
  const tense = /^VB[PZ]$|^MD$/u.test(verb.tag) ? 'now' : verb.tag === 'VBD' ? 'past' : 'no tense';
  return `${speaks ? 'speaks' : told ? 'tells' : 'plain'} ${tense}`;
}

const SPEAKER_WORDS = new Set(['i', 'we', 'my', 'our', 'me', 'us', 'you', 'your', 'm', 're', 've', 'll']);

const NEGATIONS = new Set(['not', "n't", 'n’t', 'never', 'nt', 'hardly', 'no']);
const FIRST_PERSON = new Set(['i', 'we', 'me', 'us', 'you']);

function nextWord(word: Word): string {
  return word.next && word.next.sentence === word.sentence ? word.next.lower : '$';
}

function bucket(count: number): string {
  if (count < 4) return String(count);
  if (count < 6) return '4-5';
  if (count < 9) return '6-8';
  if (count < 14) return '9-13';
  if (count < 24) return '14-23';
  if (count < 40) return '24-39';
  return '40+';
}

/** The sort of thing the source is: a pronoun, a name with its type, or a common noun. */
function sourceShape(page: Page, candidate: Candidate): string {
  const { head, words } = candidate.source;
  if (!head || words.length === 0) return 'none';
  if (words.length === 1 && words[0]!.pos === 'PRON') return `pronoun ${words[0]!.lower}`;
  const name = nameType(page, head);
  return name === '' ? head.tag : `${head.tag} ${name}`;
}

function nameType(page: Page, word: Word): string {
  return page.nameTypeOf[word.index] ?? '';
}

function sideOf(candidate: Candidate): string {
  const { cue, content } = candidate;
  const before = content[0]!.index < cue.index;
  const after = content.at(-1)!.index > cue.index;
  return before && after ? 'around' : before ? 'before' : 'after';
}

function piecesOf(page: Page, content: readonly Word[]): string {
  let pieces = 1;
  for (let i = 1; i < content.length; i++) {
    for (let at = content[i - 1]!.index + 1; at < content[i]!.index; at++) {
      if (!isPunctuation(page.analysis.words[at]!)) {
        pieces++;
        break;
      }
    }
  }
  return pieces > 3 ? '4+' : String(pieces);
}

function quotedShare(page: Page, content: readonly Word[]): string {
  const inside = content.filter(word => page.quotationOf[word.index]).length / content.length;
  return inside === 0 ? 'none' : inside > 0.9 ? 'all' : inside > 0.4 ? 'much' : 'some';
}

/** What stands next to the content: "," and quotation marks tell utterances from scare quotes. */
function edgeOf(page: Page, candidate: Candidate): string {
  const { text } = page.analysis;
  const { start } = candidate.content[0]!;
  const { end } = candidate.content.at(-1)!;
  return `${text.slice(Math.max(0, start - 2), start).replaceAll(/[\p{L}\p{N}]/gu, 'a')}…${text.slice(end, end + 2).replaceAll(/[\p{L}\p{N}]/gu, 'a')}`;
}

/** What stands between the source and the cue, if it is short. */
function gapOf(page: Page, { source, cueWords }: Candidate): string {
  const { words } = page.analysis;
  const last = source.words.at(-1);
  if (!last) return 'no source';
  const [from, to] =
    last.index < cueWords[0]!.index
      ? [last.index + 1, cueWords[0]!.index]
      : [cueWords.at(-1)!.index + 1, source.words[0]!.index];
  if (to - from > 2) return to - from > 6 ? 'far' : 'some';
  return words
    .slice(from, to)
    .map(word => word.lower)
    .join(' ');
}

/** Does the content start with a quotation that starts a sentence, or one that goes on from the outlet's words? */
function openingOf(page: Page, first: Word): string {
  const quotation = page.quotationOf[first.index];
  if (!quotation) return 'no quotation';
  const { text } = page.analysis;
  const letter = /^\P{L}*(\p{L})/u.exec(text.slice(quotation.start, quotation.start + 8))?.[1] ?? '';
  const before =
    text
      .slice(Math.max(0, quotation.start - 2), quotation.start)
      .trim()
      .at(-1) ?? '';
  const shape = /[\p{L}\p{N}]/u.test(before) ? 'a' : before;
  return `${letter !== '' && letter === letter.toUpperCase() ? 'capital' : 'small'} after ${shape}`;
}

function depthOf(word: Word): number {
  let depth = 0;
  for (let at = word.head; at && depth < 5; at = at.head) depth++;
  return depth;
}

function shapeOf(cue: Word): string {
  return cue.dependents
    .filter(word => word.start > cue.start && !isPunctuation(word))
    .slice(0, 3)
    .map(word => word.relation)
    .join(' ');
}
