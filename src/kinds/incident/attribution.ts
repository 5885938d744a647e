/**
 * Who says who did it, as rows: in which capacity, about which tier, on what basis, how firmly, when; and what the accused answer.
 * Rows stand side by side and are never averaged. What the words do not tell stays open.
 */
import type { Party } from '../../core/actor.ts';
import type { Span, Words } from '../../core/span.ts';
import type { TimeMention } from '../../core/time.ts';
import type { Attribution } from '../../attributions/attribution.ts';
import type { Word } from '../../language/analysis.ts';
import { fullNounPhrase, ownClause } from '../../language/clause.ts';
import type { ReadingContext } from '../reading-context.ts';

/** In which capacity somebody attributes: by analysis, as officials who do not bind their state, for a state, in court, or of themselves. */
export type AttributionType = 'technical' | 'unofficial policy' | 'official policy' | 'legal' | 'self';

/** What it is put down to, from the traces up: a cluster of activity, a campaign, those who operate, the state behind them. */
export type AttributionTier = 'cluster' | 'campaign' | 'operator' | 'sponsor';

/** How firmly it is put; `withheld`: the speaker says that nobody is named. */
export type AttributionFirmness = 'claimed' | 'appears' | 'stated' | 'concluded' | 'withheld';

export interface IncidentAttribution {
  /** Who says it; undefined: the document itself. */
  readonly attributor?: Party;
  /** To whom the deed is put down. */
  readonly to: Party;
  readonly type?: AttributionType;
  readonly tier?: AttributionTier;
  readonly firmness: AttributionFirmness;
  /** On what it is said to rest. */
  readonly basis?: Words;
  /** When it was said. */
  readonly when?: TimeMention;
  /** The attributor's own cue ("have claimed", "said"). */
  readonly cue?: Words;
}

/** What somebody who is accused answers. */
export interface IncidentResponse {
  readonly by: Party;
  readonly kind: 'denial' | 'counter-accusation';
  readonly words: Words;
}

/** The rows of those who say it together by an attribution over the deed's word. */
export function rowsOf(
  to: Party,
  trigger: Word,
  attribution: Attribution,
  context: ReadingContext,
): IncidentAttribution[] {
  return context.speakersOf(attribution).map(attributor => rowOf(to, trigger, { attribution, attributor }, context));
}

/** The row of one attributor; without one, that of the document itself. */
export function rowOf(
  to: Party,
  trigger: Word,
  told: { readonly attribution?: Attribution; readonly cue?: Word; readonly attributor: Party } | undefined,
  context: ReadingContext,
): IncidentAttribution {
  const { attribution, attributor } = told ?? {};
  const cue = attribution?.cue[0] ?? told?.cue;
  const verb = cue && context.analysis.wordAt(cue.end - 1);
  const type = attributor && typeOf(attributor, to, attribution?.sourceHead, context);
  const tier = tierOf(to, context);
  const basis = verb && basisOf(verb, context);
  const when = verb && context.timeOf(verb);
  return {
    ...(attributor && { attributor }),
    to,
    ...(type && { type }),
    ...(tier && { tier }),
    firmness: firmnessOf(trigger, attribution, cue, context),
    ...(basis && { basis }),
    ...(when && { when }),
    ...(cue && { cue: context.words(cue) }),
  };
}

const LEGAL =
  /\b(?:prosecutors?|attorney general|grand jury|court|judge|indictment|police|justice department|department of justice|detectives?)\b/iu;
const TECHNICAL =
  /\b(?:researchers?|analysts?|experts?|engineers?|security (?:firm|company|team)|firm|company|lab|laborator(?:y|ies)|investigators?|think tank)\b/iu;
const OFFICIALS = /\b(?:officials?|sources?|diplomats?|lawmakers?|senators?|aides?|advisers?)\b/iu;
const ANONYMOUS = /\b(?:anonymity|not authori[sz]ed|unnamed|familiar with)\b/iu;
const STATE_BODY =
  /\b(?:government|ministry|minister|president|chancellor|spokes(?:man|woman|person)|white house|kremlin|pentagon|department|agency|army|military|secretary|embassy|parliament|commission|nato)\b/iu;

function typeOf(by: Party, to: Party, head: Word | undefined, context: ReadingContext): AttributionType | undefined {
  if ((by.actor !== undefined && by.actor === to.actor) || by.words.start === to.words.start) return 'self';
  const said = `${by.words.exact} ${by.name} ${by.capacity ?? ''} ${head ? context.words(fullNounPhrase(head)).exact : ''}`;
  const type = by.actor === undefined ? undefined : context.actors.actor(by.actor)?.type;
  if (LEGAL.test(said)) return 'legal';
  // Nobody in particular of a government, or somebody who will not be named: no state is bound by it.
  const isNamed = type !== 'class' && type !== undefined;
  if (
    OFFICIALS.test(said) &&
    (!isNamed || ANONYMOUS.test(head?.sentence.words.map(({ text }) => text).join(' ') ?? ''))
  )
    return 'unofficial policy';
  if (type === 'firm' || TECHNICAL.test(said)) return 'technical';
  if (type === 'state' || type === 'body' || STATE_BODY.test(said)) return 'official policy';
  return undefined;
}

const CLUSTER = /\b(?:unc\d+|cluster|activity|threat actors?|attackers?|intruders?|unknown)\b/iu;
const CAMPAIGN = /\b(?:campaign|operation)\b/iu;
const SPONSOR = /\b(?:state|government|regime|intelligence service|military intelligence|ministry)\b/iu;

function tierOf(to: Party, context: ReadingContext): AttributionTier | undefined {
  const said = `${to.words.exact} ${to.name}`;
  const type = to.actor === undefined ? undefined : context.actors.actor(to.actor)?.type;
  if (CAMPAIGN.test(said)) return 'campaign';
  if (CLUSTER.test(said)) return 'cluster';
  if (type === 'state' || type === 'body' || (type === undefined && SPONSOR.test(said))) return 'sponsor';
  return type === undefined ? undefined : 'operator';
}

const CONCLUDING = new Set([
  'conclude',
  'confirm',
  'determine',
  'establish',
  'prove',
  'find',
  'identify',
  'convict',
  'attribute',
]);
const APPEARING = new Set(['appear', 'seem', 'suspect', 'believe', 'think', 'assume', 'suggest', 'point', 'fear']);
const APPEARING_WORDS = new Set([
  'apparently',
  'likely',
  'probably',
  'possibly',
  'suspected',
  'presumably',
  'reportedly',
  'allegedly',
  'alleged',
  'may',
  'might',
]);

const CLAIMING = new Set(['accuse', 'blame', 'suspect', 'charge', 'indict', 'fault']);

/** "With moderate confidence": analysts say by it that they may be wrong. */
const UNSURE = /\bwith (?:low|medium|moderate|some|limited)(?:[- ](?:to|or)[- ]\w+)? confidence\b/iu;
/** UTF-16 units behind a cue within which its confidence stands. */
const CONFIDENCE = 80;

function firmnessOf(
  trigger: Word,
  attribution: Attribution | undefined,
  cue: Span | undefined,
  context: ReadingContext,
): AttributionFirmness {
  const around = [trigger, ...trigger.dependents, ...(trigger.head ? [trigger.head, ...trigger.head.dependents] : [])];
  const isHedged = around.some(
    // "In May" is no "may".
    ({ lower, lemma, pos }) =>
      (APPEARING_WORDS.has(lower) && pos !== 'PROPN') || (lemma !== 'find' && APPEARING.has(lemma)),
  );
  if (isHedged) return 'appears';
  if (cue && UNSURE.test(context.text.slice(cue.end, cue.end + CONFIDENCE))) return 'appears';
  // Blamed for it, and not told to have done it.
  if (!attribution) return cue && CLAIMING.has(context.analysis.wordAt(cue.start)?.lemma ?? '') ? 'claimed' : 'stated';
  const { cueLemma, force } = attribution;
  if (APPEARING.has(cueLemma) || force === 'thought' || force === 'seemed') return 'appears';
  if (CONCLUDING.has(cueLemma) || force === 'showed') return 'concluded';
  return force === 'claimed' ? 'claimed' : 'stated';
}

const BASES: readonly (readonly [verb: string, ...prepositions: string[]])[] = [
  ['base', 'on', 'upon'],
  ['cite'],
  ['accord', 'to'],
  ['judge', 'by', 'from'],
];

/** "based on the code", "citing intercepts": what stands in the sentence of the cue as the ground. */
function basisOf(cue: Word, context: ReadingContext): Words | undefined {
  for (const word of cue.sentence.words) {
    const base = BASES.find(([verb]) => verb === word.lemma);
    if (!base || word === cue) continue;
    const ground = [...word.children('obj', 'obl'), ...(word.next?.head ? [word.next.head] : [])].find(
      noun =>
        noun.index > word.index &&
        (noun.pos === 'NOUN' || noun.pos === 'PROPN') &&
        (base.length === 1 || base.slice(1).includes(noun.child('case')?.lower ?? '')),
    );
    if (ground && base[0] !== 'accord') return context.words(fullNounPhrase(ground));
  }
  return undefined;
}

/** "we are not stating that …": words of the document by which somebody will not say who did it. */
const WITHHOLDING =
  /\b(?:declined to (?:name|say|identify|attribute|blame)|did not (?:name|identify|blame|say who)|(?:are|is) not (?:stating|saying|naming|attributing)|could not (?:identify|attribute|determine who)|no (?:evidence|indication) (?:of|as to) who)\b/iu;

export function withholds(text: string): boolean {
  return WITHHOLDING.test(text);
}

/** What the accused, or the state they belong to, say to it anywhere in the document. */
export function responsesOf(
  accused: readonly Party[],
  accusers: readonly Party[],
  context: ReadingContext,
): IncidentResponse[] {
  const found = context.attributions.flatMap((attribution): IncidentResponse[] => {
    const denies = attribution.force === 'denied' || DENYING.has(attribution.cueLemma);
    const accuses = ACCUSING.has(attribution.cueLemma);
    if (!denies && !accuses) return [];
    const by = context.speakerOf(attribution);
    if (!by || !accused.some(party => isOneSide(party, by, context))) return [];
    const cue = attribution.cue[0];
    if (!cue) return [];
    const words = context.words({
      start: Math.min(cue.start, ...attribution.content.map(({ start }) => start)),
      end: Math.max(cue.end, ...attribution.content.map(({ end }) => end)),
    });
    if (denies) return [{ by, kind: 'denial', words }];
    const inside = context.analysis.wordsIn(words).flatMap(word => context.party(word).actor ?? []);
    const isBack = accusers.some(({ actor }) => actor !== undefined && inside.includes(actor));
    return isBack ? [{ by, kind: 'counter-accusation', words }] : [];
  });
  return found.filter((one, i) => found.findIndex(({ words }) => words.start === one.words.start) === i);
}

const DENYING = new Set(['deny', 'reject', 'dismiss', 'refute', 'dispute']);
const ACCUSING = new Set(['accuse', 'blame']);

/** The same actor, or two of whom one is the state that the other belongs to. */
function isOneSide(a: Party, b: Party, context: ReadingContext): boolean {
  if (a.actor === undefined || b.actor === undefined) return false;
  if (a.actor === b.actor) return true;
  const [first, second] = [context.actors.actor(a.actor), context.actors.actor(b.actor)];
  const state = (actor: typeof first): string | undefined =>
    actor?.country ??
    actor?.posts.map(({ of }) => context.actors.actor(of ?? '')?.country).find(country => country !== undefined);
  const country = state(first);
  return (
    country !== undefined &&
    country === state(second) &&
    (first?.type === 'state' || second?.type === 'state' || first?.type === 'class')
  );
}

/** Did it fail, was it only noticed, or was it done? `undefined`: the words do not tell. */
export type IncidentEffect = 'attempted' | 'detected' | 'succeeded';

const ATTEMPTING = new Set(['try', 'attempt', 'seek']);
const FAILING = /^(?:attempted|failed|foiled|thwarted|unsuccessful|abortive|botched)$/u;
const STOPPING = new Set([
  'foil',
  'thwart',
  'prevent',
  'block',
  'repel',
  'stop',
  'intercept',
  'fail',
  'avert',
  'disrupt',
]);
const NOTICING = new Set(['detect', 'discover', 'notice', 'uncover', 'spot', 'observe']);

export function effectOf(trigger: Word, verb: Word): IncidentEffect | undefined {
  const around = [...trigger.children('amod', 'compound'), ...verb.children('advmod')];
  if (around.some(({ lower }) => FAILING.test(lower))) return 'attempted';
  const governor = verb.is('xcomp', 'acl', 'advcl') ? verb.head : undefined;
  if (governor && ATTEMPTING.has(governor.lemma)) return 'attempted';
  if (STOPPING.has(verb.lemma) && trigger !== verb) return 'attempted';
  if (NOTICING.has(verb.lemma) && trigger !== verb) return 'detected';
  const isDone =
    trigger.pos === 'VERB' &&
    (/^VB[DN]$/u.test(trigger.tag) || trigger.children('aux').some(({ lemma }) => lemma === 'have'));
  return isDone || ownClause(verb).some(({ lower }) => lower === 'successfully') ? 'succeeded' : undefined;
}
