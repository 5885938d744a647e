/** What the scorer is told about a candidate: short strings, so that a decision can be explained in words. */
import type { Word } from '../language/analysis.ts';
import type { Candidate, Page } from './candidate.ts';
import { verbCue } from './lexicon.ts';
import { isPunctuation } from './pieces.ts';

/**
 * Takes features one by one: a name, and up to four values. Written out, a feature is `name=value value value`; the scorer never writes
 * them out, because making the strings takes many times as long as adding up their weights.
 */
export type Teller = (name: string, a?: string, b?: string, c?: string, d?: string) => void;

/** Everything that is true of `candidate`, written out; `rivals`: all candidates of the same cue. For training and for explaining. */
export function featuresOf(page: Page, candidate: Candidate, rivals: readonly Candidate[]): string[] {
  const found: string[] = [];
  tellFeatures(page, candidate, cueFacts(rivals), (name, ...values) => {
    const given = values.filter(value => value !== undefined);
    found.push(given.length === 0 ? name : `${name}=${given.join(' ')}`);
  });
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

const withRules = new Map<string, string>();

/** The name of a feature together with the rule; each is made once. */
function withRule(name: string): string {
  let made = withRules.get(name);
  if (made === undefined) withRules.set(name, (made = `${name}+rule`));
  return made;
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

/** Tells everything that is true of `candidate`; `facts`: of its cue. */
export function tellFeatures(page: Page, candidate: Candidate, facts: CueFacts, tell: Teller): void {
  const { rule, cue, cueLemma: lemma, source, content, contentHead, link, force } = candidate;
  const { way, head } = source;
  const add = (name: string, value: string): void => {
    tell(name, value);
    tell(withRule(name), value, rule);
  };
  tell('always');
  tell('rule', rule);
  tell('lemma', lemma);
  tell('lemma+rule', lemma, rule);
  tell('lemma+way', lemma, way);
  tell('lemma+link', lemma, link);
  tell('lemma+rule+way', lemma, rule, way);
  add('way', way);
  add('link', link);
  add('force', force);
  add('known', candidate.known ? 'yes' : 'no');
  add('tag', cue.tag);
  add('relation', cue.relation);
  if (facts.governor !== undefined) {
    tell('governor', cue.relation, facts.governor);
    tell('governor+lemma', facts.governor, lemma);
    add('governor known', facts.governorKnown);
  }
  add('helpers', facts.helpers);
  const negated = candidate.cueWords.some(word => NEGATIONS.has(word.lower));
  add('negated', negated ? 'yes' : 'no');
  if (negated) tell('negated+lemma', lemma);
  for (const adverb of facts.adverbs) tell('adverb', adverb);
  add('next', facts.next);
  tell('next+lemma', lemma, facts.next);

  const speaker = sourceShape(page, candidate);
  add('source', speaker);
  tell('source+lemma', speaker, lemma);
  if (head) {
    const headLemma = head.lemma;
    tell('source word', headLemma);
    tell('source word+lemma', headLemma, lemma);
    add('source distance', bucket(Math.abs(head.index - cue.index)));
    add('source side', head.index < cue.index ? 'before' : 'after');
  }
  add('gap', gapOf(page, candidate));
  add('speaks elsewhere', head ? bucket(page.speakers.get(head.lower) ?? 0) : 'nobody');
  add('source length', bucket(source.words.length));

  const first = content[0]!;
  const length = bucket(content.length);
  add('content first', first.lower);
  add('content length', length);
  tell('content length+lemma', length, lemma);
  const shape = contentHead ? contentHead.tag : 'none';
  if (contentHead) {
    const contentLemma = contentHead.lemma;
    add('content tag', shape);
    tell('content tag+lemma', shape, lemma);
    tell('content word', contentLemma);
    tell('content word+lemma', contentLemma, lemma);
    add('content has subject', contentHead.child('nsubj') ? 'yes' : 'no');
    add('content helper', contentHead.child('aux', 'cop')?.lower ?? '');
    add('content relation', contentHead.relation);
    add('content name', nameType(page, contentHead));
  }
  tell('force+content', force, rule, shape);
  tell('force+source', force, rule, speaker);
  tell('force+way', force, rule, way);
  tell('force+link', force, rule, link);
  tell('tag+way+content', cue.tag, rule, way, shape);
  tell('relation+way', cue.relation, rule, way);
  tell('ending', lemma.slice(-3), rule);
  tell('beginning', lemma.slice(0, 4), rule);
  add('content side', sideOf(candidate));
  add('content pieces', piecesOf(page, content));
  const marks = quotedShare(page, content);
  add('quoted', marks);
  tell('quoted+lemma', marks, lemma);
  add('edge', edgeOf(page, candidate));
  add('opening', openingOf(page, first));
  add('bare', page.bare[cue.index] ? 'yes' : 'no');

  add('inside quotation', page.quotationOf[cue.index] ? 'yes' : 'no');
  add('rivals', facts.rivalFrames);
  tell('rivals+lemma', lemma, facts.rivalFrames);
  add('quotation rivals', facts.quotationRules);
  add('depth', facts.depth);
  add('sentence', facts.sentence);
  add('first person', head && FIRST_PERSON.has(head.lower) ? 'yes' : 'no');
  add('shape', facts.shape);
  if (page.bare[cue.index]) tellUnmarked(candidate, tell, add);
}

/** Where marks are lost: what the first and last words of the content, and the one after it, tell of its ends. */
function tellUnmarked(
  { rule, cue, content, cueLemma }: Candidate,
  tell: Teller,
  add: (name: string, value: string) => void,
): void {
  const first = content[0]!;
  const last = content.at(-1)!;
  const after = last.next;
  const opens = first.sentence.words[0] === first;
  const closes = after === undefined;
  add('ends', `${opens ? 'cut' : 'within'} ${closes ? 'cut' : 'within'}`);
  add('after content', after === undefined ? '$' : after.lower);
  add('after content tag', after === undefined ? '$' : after.tag);
  tell('before content', first.previous?.lower ?? '^', rule);
  add('first tag', first.tag);
  add('last tag', last.tag);
  let spoken = 0;
  let cues = 0;
  for (const word of content) {
    if (SPEAKER_WORDS.has(word.lower)) spoken++;
    if (word.pos === 'VERB' && word !== cue && verbCue(word.lemma)?.force === 'said') cues++;
  }
  add('speaker inside', spoken === 0 ? 'no' : spoken < 3 ? 'some' : 'much');
  tell('speaker inside+lemma', spoken === 0 ? 'no' : 'yes', cueLemma, rule);
  add('cues inside', bucket(cues));
  add('sentences', bucket(last.sentence.index - first.sentence.index));
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
