/**
 * # Who is said to have said, written, thought or promised what
 *
 * `readAttributions(analysis, judge)` is pure; its time grows with the length of the text. The steps, each in its own file:
 *
 * 1. `quotation.ts` finds what stands inside quotation marks.
 * 2. `propose.ts` asks the rules of `verbs.ts`, `quoted.ts`, `nouns.ts` and `phrases.ts` for readings of every word that may be a cue;
 *    `sources.ts` says whose a verb is. Rules propose freely: several readings compete for each cue.
 *    `transcript.ts` reads interviews and transcripts, `resolution.ts` what organs resolve: their turns and paragraphs need no weighing.
 * 3. `scorer.ts` weighs them by what `features.ts` tells of them; without trained weights by `lexicon.ts`.
 * 4. This file keeps the surest readings that do not contradict each other, first those in the outlet's own words, then those nested
 *    in what they tell; goes on over quotations that nobody introduced; and finds addressee and occasion.
 *
 * To add a way of speaking, add a line to `cases.txt`, a lemma to `lexicon.ts` or a shape to one of the rule files, and train again
 * (`train/main.ts`); `bench/accuracy/tasks/attribution-errors.ts` groups what is still missed.
 */
import type { Span } from '../core/span.ts';
import { overlaps } from '../core/span.ts';
import type { Analysis, Word } from '../language/analysis.ts';
import { isNegated } from '../language/clause.ts';
import type { Attribution, Form } from './attribution.ts';
import type { Candidate, Page } from './candidate.ts';
import { ADDRESSING, verbCue } from './lexicon.ts';
import { inOrder, isPunctuation, quotationsAt, stretches } from './pieces.ts';
import { propose } from './propose.ts';
import { isUtterance, paragraphAt, wordsOf } from './quoted.ts';
import { BY_ORDER } from './unmarked.ts';
import { type Judge, lexiconJudge } from './scorer.ts';
import { readOperative } from './resolution.ts';
import { readTurns, TURN } from './transcript.ts';

export type { Attribution, Force, Form } from './attribution.ts';
export { TURN } from './transcript.ts';
export { ATTRIBUTION_MODEL_FILE, loadAttributionWeights, type Judge, lexiconJudge } from './scorer.ts';

/**
 * The attributions of a text in the order of their cues. `judge`: trained weights (`loadAttributionWeights`);
 * without them the lexicon alone decides, less well.
 */
export function readAttributions(analysis: Analysis, judge: Judge = lexiconJudge): Attribution[] {
  const { page, groups } = propose(analysis);
  const turns = [...readTurns(page), ...readOperative(page)].map((candidate): Reading => ({ candidate, score: 1 }));
  const taken = new Set(turns.flatMap(({ candidate }) => [candidate.cue, ...candidate.content]));
  const told = select(page, groups, judge, []).filter(({ candidate }) => !taken.has(candidate.cue));
  const outer = continued(page, [...turns, ...told]);
  const kept = [...outer, ...select(page, groups, judge, outer)];
  kept.sort((a, b) => a.candidate.cue.index - b.candidate.cue.index);
  const found = kept
    .map(reading => attributionOf(page, reading))
    .filter(one => one.content.length > 0 && one.cue.length > 0);
  const within = nesting(found);
  return found.map((one, index) => ({ ...one, within: within[index] }));
}

export interface Reading {
  readonly candidate: Candidate;
  readonly score: number;
}

/** Where marks are lost, no two people say the same stretch: of two contents that share more of the shorter one, the surer one stands. */
const SAME_STRETCH = 0.5;

/** Two cues for one content ("issued a statement saying that …"): the surer one stands. */
const SAME_CONTENT = 0.6;

/**
 * The surest readings, from the surest on: one for each cue, no two of one content, and no utterance in quotation marks
 * with two speakers, unless one tells what the other said. With `outer` ones given, only those inside their contents.
 */
function select(
  page: Page,
  groups: readonly (readonly Candidate[])[],
  judge: Judge,
  outer: readonly Reading[],
): Reading[] {
  const nested = outer.length > 0;
  const told = new Set(outer.flatMap(reading => reading.candidate.content));
  const cues = new Set(outer.map(reading => reading.candidate.cue));
  const readings: Reading[] = [];
  for (const rivals of groups) {
    const { cue } = rivals[0]!;
    if (nested && (!told.has(cue) || cues.has(cue))) continue;
    const threshold = nested ? judge.nestedThreshold : page.bare[cue.index] ? judge.bareThreshold : judge.threshold;
    judge.judge(page, rivals, nested).forEach((score, i) => {
      if (score >= leastShare(rivals[i]!) * threshold) readings.push({ candidate: rivals[i]!, score });
    });
  }
  readings.sort((a, b) => b.score - a.score || a.candidate.cue.index - b.candidate.cue.index);
  const kept: Reading[] = [];
  const owners = new Map<Word, Reading[]>();
  const own = (reading: Reading): void => {
    for (const word of reading.candidate.content) {
      const list = owners.get(word);
      if (list) list.push(reading);
      else owners.set(word, [reading]);
    }
  };
  outer.forEach(own);
  for (const reading of readings) {
    const { cue, content } = reading.candidate;
    if (cues.has(cue)) continue;
    const rivals = new Set(content.flatMap(word => owners.get(word) ?? []));
    if ([...rivals].some(rival => clash(page, rival.candidate, reading.candidate))) continue;
    cues.add(cue);
    kept.push(reading);
    own(reading);
  }
  return kept;
}

/** What the lexicon expects ("agreed to …") is kept from a smaller share of the threshold on, and its quotations from a still smaller one. */
function leastShare({ known, frame }: Candidate): number {
  if (!known) return 1;
  return frame === 'quotation' ? 0.5 : 0.7;
}

function clash(page: Page, a: Candidate, b: Candidate): boolean {
  const [inA, inB] = [wordSet(a), wordSet(b)];
  // One tells what the other said, however little it adds; unless only the order of words gives it that much.
  if (inA.has(b.cue) || inB.has(a.cue)) return page.bare[a.cue.index] === true && isByOrder(inA.has(b.cue) ? a : b);
  if (jaccard(inA, inB) > SAME_CONTENT) return true;
  const [small, large] = inA.size < inB.size ? [inA, inB] : [inB, inA];
  if (page.bare[a.cue.index] && page.bare[b.cue.index]) {
    let common = 0;
    for (const word of small) if (large.has(word)) common++;
    return common > SAME_STRETCH * small.size;
  }
  for (const word of small) {
    const quotation = page.quotationOf[word.index];
    if (quotation !== undefined && large.has(word) && isUtterance(page, quotation)) return true;
  }
  return false;
}

/** Is the content a stretch that no tree gives, where marks are lost? */
function isByOrder({ rule }: Candidate): boolean {
  return rule.startsWith(BY_ORDER);
}

const wordSets = new WeakMap<Candidate, ReadonlySet<Word>>();

function wordSet(candidate: Candidate): ReadonlySet<Word> {
  const known = wordSets.get(candidate);
  if (known) return known;
  const made = new Set(candidate.content);
  wordSets.set(candidate, made);
  return made;
}

/** Share of common words; looks only at the smaller set, and not at all where sizes alone keep it below `SAME_CONTENT`. */
function jaccard(a: ReadonlySet<Word>, b: ReadonlySet<Word>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  if (small.size <= SAME_CONTENT * large.size) return 0;
  let common = 0;
  for (const word of small) if (large.has(word)) common++;
  return common / (a.size + b.size - common);
}

/**
 * Quotations that no cue took: in a paragraph with a quoted speaker, or as a paragraph of their own after one, they go on
 * with what that speaker says.
 */
function continued(page: Page, readings: readonly Reading[]): Reading[] {
  const taken = new Set<number>();
  const touches = (reading: Reading): number[] => {
    const numbers = new Set<number>();
    for (const word of reading.candidate.content) {
      const quotation = page.quotationOf[word.index];
      if (quotation) numbers.add(quotation.index);
    }
    return [...numbers];
  };
  const speakers = new Map<number, Reading>();
  for (const reading of readings) {
    for (const number of touches(reading)) {
      taken.add(number);
      if (reading.candidate.frame === 'quotation' || isUtterance(page, page.quotations[number]!))
        speakers.set(number, reading);
    }
  }
  const added = new Map<Reading, Word[]>();
  for (const quotation of page.quotations) {
    if (taken.has(quotation.index) || !isUtterance(page, quotation)) continue;
    const before = page.quotations[quotation.index - 1];
    const sayer = before?.paragraph === quotation.paragraph ? undefined : sayerBefore(page, quotation, readings);
    if (sayer) {
      speakers.set(quotation.index, sayer);
      added.set(sayer, [...(added.get(sayer) ?? []), ...wordsOf(page, quotation)]);
      continue;
    }
    const speaker = before && speakers.get(before.index);
    if (!speaker) continue;
    const samePlace =
      before.paragraph === quotation.paragraph &&
      startsSentence(page, quotation) &&
      !isOfOther(page, before, quotation, speaker);
    const floating = before.paragraph + 1 === quotation.paragraph && isParagraph(page, quotation);
    if (!samePlace && !floating && !quotation.continues) continue;
    speakers.set(quotation.index, speaker);
    const more = added.get(speaker) ?? [];
    for (const word of wordsOf(page, quotation)) more.push(word);
    added.set(speaker, more);
  }
  return readings.map(reading => {
    const more = added.get(reading);
    if (!more) return reading;
    const content = inOrder([...reading.candidate.content, ...more]);
    return { ...reading, candidate: { ...reading.candidate, content } };
  });
}

/** "Their lawyer, Eva Tangen, accused it of dragging its feet. “They promised to pay by Christmas.”": whoever the sentence right before says speaks, where it is one person. */
function sayerBefore(
  page: Page,
  quotation: Span & { readonly inner: Span; readonly paragraph: number },
  readings: readonly Reading[],
): Reading | undefined {
  const first = page.analysis.wordAt(quotation.start) ?? page.analysis.wordsIn(quotation)[0];
  if (!first || !startsSentence(page, quotation)) return undefined;
  const told = readings.filter(
    ({ candidate: { cue, cueLemma, source } }) =>
      SPOKEN.has(verbCue(cueLemma)?.force ?? 'reported') &&
      !isNegated(cue) &&
      cue.sentence.index === first.sentence.index - 1 &&
      source.head?.sentence === cue.sentence &&
      paragraphAt(page, cue.start) === quotation.paragraph,
  );
  const [only, ...others] = told;
  const head = only?.candidate.source.head;
  const isPerson =
    head !== undefined &&
    (/^(?:he|she)$/u.test(head.lower) ||
      only!.candidate.source.words.some(word => page.nameTypeOf[word.index] === 'PER' && !word.is('nmod:poss')));
  return isPerson && others.every(({ candidate }) => candidate.source.head === head) ? told.at(-1) : undefined;
}

/** What is done by speaking, and may go on in the speaker's own words. */
const SPOKEN: ReadonlySet<Attribution['force']> = new Set([
  'said',
  'claimed',
  'denied',
  'vowed',
  'warned',
  'acknowledged',
  'urged',
  'stressed',
  'announced',
  'criticised',
  'praised',
]);

/** "“…,” the note said. Barak laughs. “Whoever wrote that was not there.”": a sentence about somebody else by name stands between. */
function isOfOther(page: Page, before: Span, quotation: Span, { candidate }: Reading): boolean {
  const between = page.analysis.sentences.filter(({ start, end }) => start >= before.end && end <= quotation.start);
  return between.some(({ root }) => {
    const subject = root.child('nsubj');
    return (
      subject !== undefined &&
      page.nameTypeOf[subject.index] === 'PER' &&
      subject.lower !== candidate.source.head?.lower
    );
  });
}

function startsSentence(page: Page, quotation: Span & { readonly inner: Span }): boolean {
  const { text } = page.analysis;
  return (
    /\p{Lu}/u.test(text[quotation.inner.start] ?? '') &&
    /[.!?”"]\s*$/u.test(text.slice(Math.max(0, quotation.start - 4), quotation.start))
  );
}

function isParagraph(page: Page, quotation: Span): boolean {
  const block = page.paragraphs[paragraphAt(page, quotation.start)]!;
  const { text } = page.analysis;
  return text.slice(block.start, quotation.start).trim() === '' && text.slice(quotation.end, block.end).trim() === '';
}

function attributionOf(page: Page, { candidate: chosen, score }: Reading): Attribution {
  const { analysis } = page;
  const candidate = { ...chosen, content: withoutPostOfSource(page, chosen, withinItsClause(chosen)) };
  const cue = stretchesOfCue(page, candidate);
  const content = stretches(analysis, candidate.content, page.quotations).filter(
    span => !cue.some(part => overlaps(part, span)),
  );
  const source = stretches(analysis, candidate.source.words);
  const quoted = quotedParts(page, content);
  return {
    source,
    sourceHead: candidate.source.head,
    cue,
    cueLemma: candidate.cueLemma,
    force: forceOf(candidate),
    content,
    form: candidate.rule === TURN ? 'direct' : formOf(page, candidate.content),
    quoted,
    addressee: addresseeOf(candidate),
    occasion: occasionOf(candidate),
    within: undefined,
    rule: candidate.rule,
    score,
  };
}

/** "Called the plan a farce" names it; "called for calm", "called on the sides to talk" and "called him to testify" ask for something. */
function forceOf({ force, cue, cueLemma, cueWords, frame }: Candidate): Attribution['force'] {
  const names = cueLemma === 'call' && cue.pos === 'VERB' && cue.child('obj', 'iobj') !== undefined;
  const asks =
    cueWords.some(({ lower }) => /^(?:for|on|upon)$/u.test(lower)) ||
    cue.children('obl').some(noun => /^(?:for|on|upon)$/u.test(noun.child('case')?.lower ?? '')) ||
    (frame === 'infinitive' && cue.child('xcomp')?.child('mark')?.lower === 'to');
  return names && !asks ? 'described' : force;
}

/**
 * What is said, up to where the sentence goes on with somebody else's saying or with the next of the speaker's own: "said it would pay, while Poland
 * promised twice as much", "called it a farce but said that …".
 */
function withinItsClause({ cue, content, contentHead, rule, frame }: Candidate): readonly Word[] {
  if (content[0]!.index < cue.index) return content;
  const end = content.find(
    word =>
      word.index > cue.index &&
      ((word.text === ';' && frame === 'infinitive') ||
        (word.lower === 'while' && word.is('mark') && word.previous?.text === ',' && isOthersSaying(word.head)) ||
        (isButOfOther(word) && word.head!.tag === cue.tag) ||
        (contentHead === undefined &&
          rule.includes('end of the sentence') &&
          word.is('cc') &&
          word.head?.is('conj') === true &&
          (word.head.head === cue || isBelow(word.head.head, cue)) &&
          verbCue(word.head.lemma) !== undefined &&
          word.head.tag === cue.tag)),
  );
  return end === undefined ? content : content.filter(word => word.index < end.index);
}

/** "Urged him to go and threatened …": the infinitive that the tree joins a second past tense to. */
function isBelow(infinitive: Word | undefined, cue: Word): boolean {
  return infinitive?.tag === 'VB' && infinitive.is('xcomp') && infinitive.head === cue && cue.tag === 'VBD';
}

/** "“…,” his secretary, Nadia Brandt, said": what stands between the quotation and the name says who she is. */
function withoutPostOfSource(page: Page, { source, cue }: Candidate, content: readonly Word[]): readonly Word[] {
  const name = source.words[0];
  const last = content.findLast(word => !isPunctuation(word));
  if (!name || !last || name.index > cue.index || last.index > name.index) return content;
  const end = content.findLastIndex(word => page.quotationOf[word.index] !== undefined);
  const behind = content.slice(end + 1).filter(word => !isPunctuation(word));
  // "“We are not there,” one of the diplomats said": how many of them says it.
  if (end >= 0 && /^(?:one|two|three|some|several|many|most|all) of$/u.test(behind.map(({ lower }) => lower).join(' ')))
    return content.slice(0, end + 1);
  const isPost =
    end >= 0 &&
    behind.length > 0 &&
    behind.length <= LONGEST_POST &&
    name.previous?.text === ',' &&
    behind.every(({ pos }) => pos !== 'VERB' && pos !== 'AUX');
  return isPost ? content.slice(0, end + 1) : content;
}

/** Words of a post: "his press secretary". */
const LONGEST_POST = 6;

/** "Said he had thought of leaving, but the company called that an invention": with a subject and a saying of its own, in the tense of the cue, the report goes on. */
function isButOfOther(word: Word): boolean {
  const verb = word.head;
  return (
    word.lower === 'but' &&
    word.previous?.text === ',' &&
    verb?.is('conj') === true &&
    verb.tag === 'VBD' &&
    isOthersSaying(verb) &&
    verb.child('nsubj')?.pos !== 'PRON'
  );
}

function isOthersSaying(verb: Word | undefined): boolean {
  return verb !== undefined && verbCue(verb.lemma) !== undefined && verb.child('nsubj') !== undefined;
}

function stretchesOfCue(page: Page, candidate: Candidate): Span[] {
  if (candidate.cueWords.every(isPunctuation)) return [{ start: candidate.cue.start, end: candidate.cue.end }];
  return stretches(page.analysis, candidate.cueWords);
}

function quotedParts(page: Page, content: readonly Span[]): Span[] {
  return content.flatMap(span =>
    quotationsAt(page.quotations, span).map(quotation => ({
      start: Math.max(span.start, quotation.start),
      end: Math.min(span.end, quotation.end),
    })),
  );
}

/** Share of a direct quotation's words that stand inside quotation marks. */
const DIRECT = 0.9;

function formOf(page: Page, content: readonly Word[]): Form {
  const words = content.filter(word => !isPunctuation(word));
  const inside = words.filter(word => page.quotationOf[word.index]).length;
  if (inside === 0) return 'indirect';
  return inside >= DIRECT * words.length ? 'direct' : 'mixed';
}

/** "told reporters", "said to Mr. Xi": a person or body spoken to, unless it is (part of) the content. */
function addresseeOf({ cue, content, source, cueLemma }: Candidate): Word | undefined {
  const free = (word: Word): boolean => !content.includes(word) && !source.words.includes(word);
  const indirect = cue.children('iobj').find(free);
  if (indirect) return indirect;
  const to = cue.children('obl').find(word => word.child('case')?.lower === 'to' && free(word) && word.pos !== 'NUM');
  if (to) return to;
  const beside = besideCue(cue);
  if (beside && free(beside)) return beside;
  return ADDRESSING.has(cueLemma) ? cue.children('obj').find(free) : undefined;
}

/** "stressed to Mr. Xi “very serious concerns”": the name right after the cue and "to", where the tree hangs it elsewhere. */
function besideCue(cue: Word): Word | undefined {
  if (cue.next?.lower !== 'to') return undefined;
  let at = cue.next.next;
  let name: Word | undefined;
  while (at && at.sentence === cue.sentence && (at.pos === 'PROPN' || at.pos === 'PRON')) {
    name = at;
    at = at.next;
  }
  return name;
}

const OCCASIONS = new Set(['in', 'at', 'during', 'on', 'after', 'before', 'following', 'via', 'by', 'through', 'from']);

/** These tie a sentence to the one before it. */
const LINKING =
  /^(?:by (?:contrast|comparison|the way)|in (?:fact|short|turn|particular|general|addition|contrast|response|return|effect|other words)|on the (?:other hand|contrary)|at (?:least|best|worst|all))$/u;

/** Words of an occasion; a longer adverbial is no mere occasion, or misread. */
const LONGEST_OCCASION = 15;
/** The same before the cue, where more goes wrong. */
const LONGEST_BEFORE = 6;

/** The first adverbial of the cue that tells the channel, the place or the moment and is no part of the content or source. */
function occasionOf({ cue, cueWords, content, source }: Candidate): Span | undefined {
  const taken = new Set([...content, ...source.words, ...cueWords]);
  // "told reporters in Warsaw": where those are who are told is where it was said.
  const places = cue.children('iobj').flatMap(addressee => addressee.children('nmod'));
  const adverbials = [...cue.children('obl', 'advcl'), ...places].sort((a, b) => a.index - b.index);
  for (const adverbial of adverbials) {
    const marker = adverbial.child('case', 'mark');
    // "On Thursday, Mr. Lee will “…”, the ministry said": what opens the sentence before its content goes with the content.
    if (content.some(word => word.index > adverbial.index && word.index < cue.index)) continue;
    if (!marker || !OCCASIONS.has(marker.lower)) continue;
    // "Called on the minister to resign": that is who is asked.
    if (cue.lemma === 'call' && /^(?:on|upon)$/u.test(marker.lower) && adverbial.pos !== 'NUM') continue;
    const all = adverbial.subtree().filter(word => !isPunctuation(word));
    const end = all.findIndex(word => taken.has(word));
    const words = end < 0 ? all : all.slice(0, end);
    const longest = adverbial.index > cue.index ? LONGEST_OCCASION : LONGEST_BEFORE;
    if (words.length < 2 || words.length > longest || LINKING.test(words.map(({ lower }) => lower).join(' '))) continue;
    return { start: words[0]!.start, end: words.at(-1)!.end };
  }
  return undefined;
}

/** For each attribution the index of the innermost one a piece of whose content holds its cue; one sweep over the text. */
function nesting(all: readonly Attribution[]): (number | undefined)[] {
  const pieces = all
    .flatMap((one, index) => one.content.map(span => ({ ...span, index })))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const cues = all.map((one, index) => ({ at: one.cue[0]!.start, index })).sort((a, b) => a.at - b.at);
  const found: (number | undefined)[] = Array.from({ length: all.length });
  let open: typeof pieces = [];
  let next = 0;
  for (const { at, index } of cues) {
    while (next < pieces.length && pieces[next]!.start <= at) open.push(pieces[next++]!);
    open = open.filter(piece => piece.end > at);
    let inner: (typeof pieces)[number] | undefined;
    for (const piece of open) {
      if (piece.index !== index && (!inner || piece.end - piece.start < inner.end - inner.start)) inner = piece;
    }
    found[index] = inner?.index;
  }
  return found;
}
