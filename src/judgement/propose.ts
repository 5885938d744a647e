/** What the machine proposes: on which provisions a claim may bear, why, in which direction, in scope or not, and from words to deeds. */
import type { ActorId, Party } from '../core/actor.ts';
import type { Deed } from '../core/deed.ts';
import type { Attribution, Bearing, Direction, ElementTest, Grade, Tier } from '../core/finding.ts';
import { type Instrument, partsOf, type Provision } from '../core/instrument.ts';
import { cover, type Span, type Words, wordsAt } from '../core/span.ts';
import { meets, type Passage, testElements } from './elements.ts';
import * as lexicon from './lexicon.ts';
import { scopeOf } from './scope.ts';
import { findTerm, findTerms, sentenceAfter, sentenceAround } from './terms.ts';
import { doersIn, type PartyMention, partyOf } from './who.ts';

/** A claim as the proposer sees it. */
export interface Told {
  readonly document: string;
  readonly claim: string;
  /** Where the claim stands. */
  readonly words: Span;
  readonly deed: Deed;
  readonly text: string;
  /** The outlet, ministry or firm that published it. */
  readonly source: string | undefined;
  readonly published: string | undefined;
}

export interface Asked {
  readonly provision: Provision;
  readonly instrument: Instrument;
}

/** A proposal, before it has an id. `act` is given by whoever sees all of them. */
export type Proposal = Omit<Bearing, 'id' | 'act'> & { readonly doer: ActorId | undefined };

/** What each sign adds to the score; below the threshold nothing is proposed. Chosen on the marked agreements, see docs/judgement.md. */
const WEIGHTS = { conduct: 0.45, aside: 0.15, object: 0.15, party: 0.25, named: 0.1, other: 0.05, exact: 0.01 };
const THRESHOLD = 0.6;

/** The bearing of a claim on a provision, as far as its words tell; undefined: it does not seem to bear. */
export function propose(told: Told, { provision, instrument }: Asked): Proposal | undefined {
  const { deed, text } = told;
  const what = deed.what.length > 0 ? cover(deed.what) : told.words;
  const passage = passageOf(text, cover([told.words, what]));
  const found = signs(told, what, passage, { provision, instrument });
  const score = scoreOf(found);
  if (score < THRESHOLD) return undefined;
  const { doers } = found;
  const speaker = partyOf(deed.voices.at(-1), text, instrument);
  const elements = testElements({ provision, instrument }, passage, doers, deed.when, told.published);
  const grade = gradeOf(told, what, passage, speaker, doers, found.conduct);
  const direction = directionOf(told, what, passage, provision, speaker, doers, grade);
  const parties = [...new Set(doers.map(({ party }) => party))].filter(party => provision.bound.includes(party));
  const isOwn = speaker !== undefined && parties.includes(speaker);
  return {
    document: told.document,
    claim: told.claim,
    provision: provision.id,
    parties,
    direction,
    scope: scopeOf(elements),
    elements,
    grade,
    parts: partsIn(text, passage.own, provision),
    attributions: direction === 'contradicts' ? attributionsOf(told, what, passage, instrument, doers, isOwn) : [],
    primary: false,
    observation: observationIn(passage, told.source),
    ownWord: isOwn,
    score: Math.round(score * 100) / 100,
    why: whyOf(found, elements),
    doer: doers[0]?.party,
  };
}

function passageOf(text: string, around: Span): Passage {
  const own = sentenceAround(text, around);
  return { text, own, beside: sentenceAfter(text, own) };
}

interface Signs {
  readonly conduct: Words | undefined;
  /** Does the conduct stand beside the claim's own words only? */
  readonly aside: boolean;
  readonly object: Words | undefined;
  readonly other: Words | undefined;
  readonly doers: readonly PartyMention[];
  readonly named: Words | undefined;
}

function signs({ deed, text }: Told, what: Span, passage: Passage, { provision, instrument }: Asked): Signs {
  const { conduct, object, purpose, territory } = provision.elements;
  const exceptions = provision.carveOuts.flatMap(({ terms, says }) => (terms.length > 0 ? terms : [says]));
  const inOwn = conduct && (meets(conduct, text, what) ?? partTerm(text, what, provision));
  const inSentence = inOwn ?? (conduct && meets(conduct, text, passage.own)) ?? findTerm(text, passage.own, exceptions);
  const look = (element: typeof object): Words | undefined =>
    element && (meets(element, text, passage.own) ?? findTerm(text, passage.own, element.exclusions));
  return {
    conduct: inSentence,
    aside: inOwn === undefined,
    object: look(object),
    other: look(purpose) ?? look(territory),
    doers: doersOf(deed, text, what, passage, instrument),
    named: findTerm(text, passage.own, instrument.aliases),
  };
}

const partTerm = (text: string, within: Span, { stipulations }: Provision): Words | undefined =>
  findTerm(
    text,
    within,
    stipulations.flatMap(({ terms }) => terms),
  );

/** Who did it: whom the claim names as doer; else the party named first in what tells of the deed; else the party that speaks of its own. */
function doersOf(deed: Deed, text: string, what: Span, passage: Passage, instrument: Instrument): PartyMention[] {
  const named = deed.doers.flatMap((doer): PartyMention[] => {
    const party = partyOf(doer, text, instrument);
    return party === undefined ? [] : [{ party, words: doer.words }];
  });
  const told = doersIn(text, what, instrument);
  if (deed.mode !== 'said' && named.length > 0) {
    // "hackers working for the Sudmark government": the words of the doer may end before the party is named.
    return told.length > 0 && deed.doers.length === 1 && named[0]!.party !== told[0]!.party ? told : unique(named);
  }
  if (told.length > 0) return told;
  const speaker = partyOf(deed.voices.at(-1), text, instrument);
  if (speaker !== undefined) return [{ party: speaker, words: deed.voices.at(-1)!.words }];
  return named.length > 0 ? unique(named) : doersIn(text, passage.own, instrument);
}

const unique = (mentions: readonly PartyMention[]): PartyMention[] =>
  mentions.filter((one, at) => mentions.findIndex(({ party }) => party === one.party) === at);

function scoreOf({ conduct, aside, object, other, doers, named }: Signs): number {
  if (conduct === undefined && object === undefined) return 0;
  if (doers.length === 0 && named === undefined) return 0;
  return (
    (conduct === undefined ? 0 : WEIGHTS.conduct - (aside ? WEIGHTS.aside : 0)) +
    (object === undefined ? 0 : WEIGHTS.object) +
    (other === undefined ? 0 : WEIGHTS.other) +
    (doers.length > 0 ? WEIGHTS.party : 0) +
    (named === undefined ? 0 : WEIGHTS.named) +
    WEIGHTS.exact * Math.min((conduct?.exact.split(/\s+/u).length ?? 1) - 1, 3)
  );
}

/** The clause of the sentence in which it is told: what stands between the words said and the end of the sentence that says them. */
const toldIn = (text: string, what: Span, { own }: Passage): string =>
  text.slice(Math.min(own.start, what.start), Math.max(own.end, what.end));

function gradeOf(
  { deed, text }: Told,
  what: Span,
  passage: Passage,
  speaker: ActorId | undefined,
  doers: readonly PartyMention[],
  conduct: Words | undefined,
): Grade {
  if (deed.denied) return 'W0';
  const told = text.slice(what.start, what.end);
  const sentence = toldIn(text, what, passage);
  const rest = conduct === undefined ? sentence : sentence.replace(conduct.exact, ' ');
  const isOwn = speaker !== undefined && doers.some(({ party }) => party === speaker);
  // "its promise to pay": what is only to be done is told in the infinitive.
  const isPromise = lexicon.PROMISE.test(deed.mode === 'said' ? told : sentence) || /^to\s/iu.test(told);
  if (lexicon.PREPARATION.test(sentence) && !(deed.mode === 'said' && isOwn && isPromise)) return 'A1';
  if (deed.mode === 'planned') return /\bscheduled\b/iu.test(sentence) ? 'A1' : 'W0';
  if (deed.mode === 'said' && isPromise) return 'W0';
  if (deed.mode === 'said' && isOwn && !lexicon.OMISSION.test(told) && isPosition(told)) return 'W0';
  if (lexicon.RESULT.test(rest) && !lexicon.PRIVATE.test(told.slice(0, told.indexOf(' ')))) return 'A4';
  if (lexicon.RESOURCES.test(rest)) return 'A2';
  return 'A3';
}

/** "remained committed", "is ready to": how a party sees itself, and no deed. */
const isPosition = (told: string): boolean =>
  /\b(?:remain\w*|is|are|was|were) (?:\w+ )?(?:committed|ready|willing|determined|opposed|against)\b/iu.test(told);

function directionOf(
  { deed, text, words }: Told,
  what: Span,
  passage: Passage,
  provision: Provision,
  speaker: ActorId | undefined,
  doers: readonly PartyMention[],
  grade: Grade,
): Direction {
  const sentence = toldIn(text, what, passage);
  const isOwn = speaker !== undefined && doers.some(({ party }) => party === speaker);
  if (provision.kind === 'prohibition') {
    if (deed.denied || deed.mode === 'not_done') return 'supports';
    if (grade === 'W0') return isOwn ? 'supports' : 'neutral';
    const verb = beforeConduct(text, cover([words, what]), provision);
    return lexicon.ENFORCEMENT.test(verb) ? 'supports' : doers.length === 0 ? 'neutral' : 'contradicts';
  }
  if (deed.denied) return isOwn ? 'supports' : 'contradicts';
  if (deed.mode === 'not_done' || lexicon.OMISSION.test(sentence)) return 'contradicts';
  const asked = provision.elements.conduct?.says ?? provision.label;
  if (lexicon.LESS.test(asked) && lexicon.MORE.test(sentence)) return 'contradicts';
  if (lexicon.MORE.test(asked) && lexicon.LESS.test(sentence)) return 'contradicts';
  return 'supports';
}

/** What leads up to the conduct: "arrested three men suspected of [stealing]". */
function beforeConduct(text: string, what: Span, { elements }: Provision): string {
  const places = elements.conduct === undefined ? [] : findTerms(text, what, elements.conduct.terms);
  const end = places.at(-1)?.end ?? what.end;
  return text.slice(what.start, Math.max(end, what.start));
}

function partsIn(text: string, within: Span, provision: Provision): string[] {
  const parts = partsOf(provision);
  if (provision.stipulations.length === 0) return parts.map(({ id }) => id);
  return parts.filter(part => meets(part, text, within) !== undefined).map(({ id }) => id);
}

function observationIn({ text, own, beside }: Passage, source: string | undefined): Words | undefined {
  const around = { start: own.start, end: beside?.end ?? own.end };
  const slice = text.slice(around.start, around.end);
  const name = source?.replace(/^the /iu, '');
  const told =
    name === undefined
      ? null
      : new RegExp(
          `\\b(?:told|shown to|seen by|obtained by|reviewed by|an interview with) (?:the )?${RegExp.escape(name)}\\b`,
          'iu',
        ).exec(slice);
  const match = lexicon.OWN_OBSERVATION.exec(slice) ?? told;
  return match === null
    ? undefined
    : wordsAt(text, { start: around.start + match.index, end: around.start + match.index + match[0].length });
}

function attributionsOf(
  { deed, text }: Told,
  what: Span,
  passage: Passage,
  instrument: Instrument,
  doers: readonly PartyMention[],
  isOwn: boolean,
): Attribution[] {
  const rows = deed.attributions.filter(({ by }) => by !== undefined);
  const voices = rows.length > 0 ? rows : [{ by: deed.voices.at(-1), cue: undefined }];
  return voices.flatMap(({ by, cue }) =>
    doers.map(({ party, words }): Attribution => {
      const around = by === undefined ? '' : wordsAround(text, by, passage);
      return {
        by: by && { name: by.name, actor: partyOf(by, text, instrument) ?? by.actor },
        identified: identifiedAs(by),
        to: { name: instrument.parties.find(({ actor }) => actor === party)?.name ?? words.exact, actor: party },
        type: isOwn ? 'self' : typeOf(around),
        tier: tierOf(text, what, words),
        cue: cue?.exact,
      };
    }),
  );
}

/** The attributor with what it is called in the sentence: "the security firm Palisade". */
function wordsAround(text: string, { words, capacity, name }: Party, { own }: Passage): string {
  const from = Math.max(own.start, words.start - 30);
  return `${text.slice(from, words.end)} ${capacity ?? ''} ${name}`;
}

function identifiedAs(by: Party | undefined): Attribution['identified'] {
  if (by === undefined || by.how === 'unresolved' || by.how === 'pronoun')
    return by?.actor === undefined ? 'nobody' : 'named';
  if (by.how === 'class' || (by.actor === undefined && lexicon.UNNAMED.test(by.words.exact))) return 'unnamed';
  return 'named';
}

function typeOf(around: string): Attribution['type'] {
  if (lexicon.LEGAL.test(around)) return 'legal';
  if (lexicon.TECHNICAL.test(around)) return 'technical';
  return lexicon.OFFICIAL.test(around) ? 'official_policy' : 'unofficial_policy';
}

/** How far up it goes, by the words of the doer; what is only said to be linked goes no further than who ran it. */
function tierOf(text: string, what: Span, party: Span): Tier {
  const phrase = text.slice(Math.min(what.start, party.start), Math.min(what.end, party.end + 60));
  const before = text.slice(Math.min(what.start, party.start), party.end);
  if (lexicon.LINKED.test(phrase)) return 'operator';
  if (lexicon.DIRECTED.test(phrase)) return 'sponsor';
  const own = text.slice(Math.max(what.start, party.start - 30), Math.min(what.end, party.end + 40));
  if (lexicon.PRIVATE.test(before) || lexicon.PRIVATE.test(own.split(/[,;]/u)[0]!.slice(0, 70)))
    return lexicon.ORGANS.test(before) ? 'sponsor' : 'operator';
  return 'sponsor';
}

function whyOf({ conduct, object, doers, named }: Signs, elements: readonly ElementTest[]): string {
  const told = [
    conduct && `conduct “${conduct.exact}”`,
    object && `object “${object.exact}”`,
    doers[0] && `party “${doers[0].words.exact}”`,
    named && `names the instrument “${named.exact}”`,
  ].filter(one => one !== undefined);
  const failed = elements
    .filter(({ verdict }) => verdict === 'not_met')
    .map(({ element, why }) => `${element}: ${why}`);
  return [told.join(', '), ...failed].join('; ');
}
