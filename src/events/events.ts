/**
 * # What one actor does to another, as a PLOVER event
 *
 * `codeDeed` gives a claim's deed its event: the kind of claim says who acts and which types are possible; `features.ts` tells what stands in the
 * sentence, `scorer.ts` weighs the types (by trained weights, else by the word list of `lexicon.ts`), `codebook.ts` knows modes and contexts.
 * `eventIn` does the same for a bare sentence, where `picking.ts` finds source and target, too.
 *
 * A sentence that one word list covers is better served by a line in `lexicon.ts` than by training; after either, run the trainer
 * (`train/main.ts`) and `npm run bench:accuracy -- events`.
 */
import type { Party } from '../core/actor.ts';
import { type Deed, type EventCode, type EventType, eventTypes } from '../core/event.ts';
import { overlaps, type Span } from '../core/span.ts';
import type { Analysis, Sentence, Word } from '../language/analysis.ts';
import { codebook, contexts, told } from './codebook.ts';
import { chainOf, type Place, sensesIn } from './features.ts';
import { typesOfSense } from './lexicon.ts';
import { candidatesIn, phraseOf, sourceFeatures, targetFeatures } from './picking.ts';
import type { EventJudge } from './scorer.ts';

export { EVENT_MODEL_FILE, type EventJudge, lexiconJudge, loadEventWeights } from './scorer.ts';
export { generalVectors } from './vectors.ts';

/** Below this share a type that others than the kind of claim leave open is not told: unknown is better than a guess. */
const LEAST = 0.5;
const REASONS = 3;

/** Who is meant by the noun phrase of a word. */
export type Resolve = (head: Word) => Party;

/** The event that a deed is; undefined where the words do not tell which, or tell of nothing that one does to another. */
export function codeDeed(deed: Deed, analysis: Analysis, judge: EventJudge, resolve: Resolve): EventCode | undefined {
  const source = deed.sources.find(party => party.actor !== undefined) ?? deed.sources[0];
  const predicate = deed.at === undefined ? undefined : analysis.wordAt(deed.at);
  const sentence = (predicate ?? analysis.wordAt(deed.words.start))?.sentence;
  if (!sentence) return undefined;
  const inSentence = (party: Party | undefined): Span | undefined =>
    party && overlaps(party.words, sentence) ? party.words : undefined;
  const known = deed.targets.filter(party => party.actor !== undefined);
  const found = known.length > 0 ? [] : foundTargets(deed, sentence, analysis, judge, resolve);
  const targets = known.length > 0 ? known : found.length > 0 ? found : deed.targets;
  if (deed.needsTarget && !targets.some(({ actor }) => actor !== undefined)) return undefined;
  const place: Place = {
    analysis,
    source: inSentence(source),
    target: targets.map(inSentence).find(span => span !== undefined),
    predicate: predicate && (predicate.pos === 'VERB' || predicate.pos === 'NOUN') ? predicate : undefined,
  };
  const { among } = deed;
  const chances = judge.judge(place, among);
  const best = chances.indexOf(Math.max(...chances));
  const score = chances[best]!;
  const isGiven = among?.length === 1;
  const type = eventTypes[best]!;
  if (!isGiven && score < LEAST) return undefined;
  if (deed.needsTarget && !isToldBy(place, sentence, type)) return undefined;
  const lemmas = lemmasOf(sentence, place);
  const chain = chainOf(place).words.flatMap(({ lemma, lower }) => [lemma, lower]);
  const mode = deed.mode ?? (told(codebook[type].modes, chain)[0] ?? told(codebook[type].modes, lemmas)[0])?.name;
  return {
    type,
    quad: codebook[type].quad,
    mode,
    contexts: told(contexts, lemmas).map(({ name }) => name),
    sources: deed.sources,
    targets,
    place: deed.place,
    basis: isGiven ? 'kind' : judge.basis,
    score: Math.round(score * 100) / 100,
    because: isGiven ? [] : judge.because(place, type, REASONS),
  };
}

/** Do the deed's words bear a sense that stands for the type? Most of what is said is no event, and the weights know of nothing else. */
function isToldBy(place: Place, sentence: Sentence, type: EventType): boolean {
  const senses = sensesIn(sentence.words);
  return chainOf(place).words.some(word =>
    (senses.get(word) ?? []).some(sense => typesOfSense(sense.replace('!', '')).includes(type)),
  );
}

/** Dictionary forms and forms of the sentence, but not those of the names of source and target. */
function lemmasOf(sentence: Sentence, { source }: Place): string[] {
  return sentence.words.flatMap(word =>
    source && overlaps(word, source) ? [] : word.lower === word.lemma ? [word.lemma] : [word.lemma, word.lower],
  );
}

/** Somebody known whom the deed's sentence names as the one it is done to. */
function foundTargets(
  deed: Deed,
  sentence: Sentence,
  analysis: Analysis,
  judge: EventJudge,
  resolve: Resolve,
): Party[] {
  const source = deed.sources[0] && analysis.wordAt(deed.sources[0].words.start);
  const own = new Set(deed.sources.map(({ actor }) => actor));
  const others = candidatesIn(sentence).filter(
    head =>
      overlaps(head, deed.words) &&
      ![...deed.sources, ...(deed.place ? [deed.place] : [])].some(({ words }) => overlaps(words, head)),
  );
  const party = others.map(resolve);
  const open = others.filter(
    (head, i) => party[i]!.actor !== undefined && !own.has(party[i]!.actor) && !isWhere(head, party[i]!),
  );
  const features = open.map(head => targetFeatures(head, source, sentence));
  const picked = judge.pick(open, features, deed.needsTarget);
  return picked ? [party[others.indexOf(picked)]!] : [];
}

/** "met in Port Sel": that is where, not whom. */
function isWhere(head: Word, { actor }: Party): boolean {
  return (
    actor?.startsWith('place/') === true && head.children('case').some(({ lower }) => lower === 'in' || lower === 'at')
  );
}

/** An event found in a bare sentence. Spans are UTF-16. */
export interface FoundEvent {
  readonly type: EventType;
  readonly score: number;
  readonly source: Span | undefined;
  readonly target: Span | undefined;
}

/** The one event that a sentence tells most of, with its source and target; undefined where it names nobody who acts. */
export function eventIn(sentence: Sentence, analysis: Analysis, judge: EventJudge): FoundEvent | undefined {
  const candidates = candidatesIn(sentence);
  const source = judge.pick(
    candidates,
    candidates.map(head => sourceFeatures(head, sentence)),
  );
  if (!source) return undefined;
  const others = candidates.filter(head => head !== source);
  const target = judge.pick(
    others,
    others.map(head => targetFeatures(head, source, sentence)),
  );
  const place = { analysis, source: phraseOf(source), target: target && phraseOf(target) };
  const chances = judge.judge(place);
  const best = chances.indexOf(Math.max(...chances));
  return { type: eventTypes[best]!, score: chances[best]!, source: place.source, target: place.target };
}
