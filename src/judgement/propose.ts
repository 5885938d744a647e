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
import { doersIn, partiesIn, type PartyMention, partyOf } from './who.ts';

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
const WEIGHTS = {
  conduct: 0.45,
  mentioned: 0.1,
  aside: 0.15,
  object: 0.15,
  party: 0.25,
  named: 0.1,
  other: 0.05,
  exact: 0.01,
};
const THRESHOLD = 0.6;

/** Do the other signs together not reach it? Then they need not be looked for where nothing tells of the conduct. */
const NEEDS_CONDUCT = WEIGHTS.object + WEIGHTS.other + WEIGHTS.party + WEIGHTS.named < THRESHOLD;

/** The bearing of a claim on a provision, as far as its words tell; undefined: it does not seem to bear. */
export function propose(told: Told, { provision, instrument }: Asked): Proposal | undefined {
  const { deed, text } = told;
  const what = deed.what.length > 0 ? cover(deed.what) : told.words;
  const passage = passageOf(text, cover([told.words, what]));
  const found = signs(told, what, passage, { provision, instrument });
  const score = found === undefined ? 0 : scoreOf(found);
  if (found === undefined || score < THRESHOLD) return undefined;
  const { doers } = found;
  const speaker = partyOf(deed.voices.at(-1), text, instrument);
  if (provision.kind === 'prohibition' && !deed.denied && !tellsOfDeed(text, what, provision, doers)) return undefined;
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
    attributions:
      direction === 'supports' ? [] : attributionsOf(told, what, passage, { provision, instrument }, doers, isOwn),
    primary: false,
    observation: observationIn(passage, told.source),
    ownWord: isOwn,
    score: Math.round(score * 100) / 100,
    why: whyOf(found, elements),
    doer: doers[0]?.party,
  };
}

/** Words between a doer and the deed; what is further off is another verb's. */
const REACH = 10;
/** "the investigation of the attack", "a report on the theft": a deed that is spoken of, and not done here. */
const SPOKEN_OF =
  /\b(?:investigat\w+|inquir\w+|probe|reports?|evidence|charges?|accusations?|victims?|requests?|questions?|talks?|debate)\b[^.;]{0,40}\b(?:of|into|about|over|on|for|from|after)\s+(?:(?:the|an?|any)\s+)?(?:\w+\s+)?$/iu;

/** Is what is prohibited what the claim says was done, and not only something that it speaks of? */
function tellsOfDeed(
  text: string,
  what: Span,
  { elements, carveOuts }: Provision,
  doers: readonly PartyMention[],
): boolean {
  if (elements.conduct === undefined) return true;
  const start = Math.min(what.start, ...doers.map(({ words }) => words.start));
  const terms = [...elements.conduct.terms, ...carveOuts.flatMap(carveOut => carveOut.terms)];
  const places = findTerms(text, { start, end: what.end }, terms.length > 0 ? terms : [elements.conduct.says]);
  // "The president visited on the day on which theft was banned": what stands in another clause is not what he did.
  if (places.length === 0) return false;
  return places.some(place => {
    if (SPOKEN_OF.test(text.slice(Math.max(start, place.start - 80), place.start))) return false;
    const doer = doers[0]?.words;
    if (doer === undefined || doer.end > place.start) return true;
    return text.slice(doer.end, place.start).split(/\s+/u).length <= REACH;
  });
}

/** UTF-16 units of a sentence beyond which full stops are missing, and how far around a claim is then looked. */
const LONGEST = 700;
const NEAR = 160;

function passageOf(text: string, around: Span): Passage {
  const sentence = sentenceAround(text, around);
  if (sentence.end - sentence.start <= LONGEST) return { text, own: sentence, beside: sentenceAfter(text, sentence) };
  // Text without full stops has no sentences: what stands near is all that may belong to it.
  const start = Math.max(sentence.start, around.start - NEAR);
  const end = Math.min(sentence.end, around.end + NEAR);
  return { text, own: { start: text.indexOf(' ', start - 1) + 1 || start, end }, beside: undefined };
}

interface Signs {
  readonly conduct: Words | undefined;
  /** Does the conduct stand beside the claim's own words only? */
  readonly aside: boolean;
  readonly object: Words | undefined;
  readonly other: Words | undefined;
  readonly doers: readonly PartyMention[];
  /** Is a party named that did not do it: whoever suffered it, or is spoken of? */
  readonly mentioned: PartyMention | undefined;
  readonly named: Words | undefined;
}

function signs(
  { deed, text }: Told,
  what: Span,
  passage: Passage,
  { provision, instrument }: Asked,
): Signs | undefined {
  const { conduct, object, purpose, territory } = provision.elements;
  const exceptions = provision.carveOuts.flatMap(({ terms, says }) => (terms.length > 0 ? terms : [says]));
  // "will never steal" and "did not answer" are about the conduct, too; of a prohibition only where it is promised or denied.
  const isToDo =
    provision.kind !== 'prohibition' || deed.denied || lexicon.PROMISE.test(text.slice(what.start, what.end));
  const inOwn = conduct && (meets(conduct, text, what, isToDo) ?? partTerm(text, what, provision));
  const inSentence =
    inOwn ?? (conduct && meets(conduct, text, passage.own, isToDo)) ?? findTerm(text, passage.own, exceptions);
  if (inSentence === undefined && NEEDS_CONDUCT) return undefined;
  const look = (element: typeof object): Words | undefined =>
    element && (meets(element, text, passage.own) ?? findTerm(text, passage.own, element.exclusions));
  return {
    conduct: inSentence,
    aside: inOwn === undefined,
    object: look(object),
    other: look(purpose) ?? look(territory),
    doers: doersOf(deed, text, what, passage, { provision, instrument }),
    mentioned: partiesIn(text, passage.own, instrument)[0],
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
function doersOf(
  deed: Deed,
  text: string,
  what: Span,
  passage: Passage,
  { provision, instrument }: Asked,
): PartyMention[] {
  const named = deed.doers.flatMap((doer): PartyMention[] => {
    const party = partyOf(doer, text, instrument);
    return party === undefined ? [] : [{ party, words: doer.words }];
  });
  const isProhibition = provision.kind === 'prohibition';
  const place = isProhibition ? deedIn(text, what, provision) : undefined;
  const inWhat = doersIn(text, what, instrument, place);
  // A claim may begin at its verb; what stands before it in the sentence tells who did it, unless it is who says so.
  const before = doersIn(text, { start: passage.own.start, end: what.end }, instrument, place ?? what).filter(
    ({ words }) => !deed.voices.some(voice => isNear(voice.words, words)),
  );
  const told = inWhat.length > 0 || deed.mode === 'said' ? inWhat : before;
  if (deed.mode !== 'said' && named.length > 0) {
    // "hackers working for the Sudmark government": the words of the doer may end before the party is named.
    const together = isProhibition ? [] : doersIn(text, passage.own, instrument, undefined);
    const isOneOf = together.some(({ party }) => party === named[0]!.party);
    if (isOneOf && together.length > unique(named).length) return together;
    return told.length > 0 && deed.doers.length === 1 && named[0]!.party !== told[0]!.party ? told : unique(named);
  }
  if (told.length > 0) return told;
  const speaker = partyOf(deed.voices.at(-1), text, instrument);
  // Who is hurt and says so did not do it; who denies it, or speaks of what it will do, speaks of itself.
  const speaksOfItself = !isProhibition || deed.denied || lexicon.PROMISE.test(text.slice(what.start, what.end));
  if (speaker !== undefined && speaksOfItself) return [{ party: speaker, words: deed.voices.at(-1)!.words }];
  if (named.length > 0) return unique(named);
  return isProhibition ? [] : doersIn(text, passage.own, instrument, undefined);
}

/** Where the deed itself stands: the first words of the conduct that are not a noun for who does it ("hackers", "attackers"). */
function deedIn(text: string, what: Span, { elements }: Provision): Span | undefined {
  const places = elements.conduct === undefined ? [] : findTerms(text, what, elements.conduct.terms);
  return places.find(({ exact }) => !/(?:ers?|ors?)$/iu.test(exact));
}

/** "Norland's justice ministry": the name of a party that belongs to whoever speaks. */
const isNear = (voice: Span, name: Span): boolean => name.start < voice.end + 4 && voice.start - name.end < 4;

const unique = (mentions: readonly PartyMention[]): PartyMention[] =>
  mentions.filter((one, at) => mentions.findIndex(({ party }) => party === one.party) === at);

function scoreOf({ conduct, aside, object, other, doers, mentioned, named }: Signs): number {
  if (conduct === undefined && object === undefined) return 0;
  if (doers.length === 0 && mentioned === undefined && named === undefined) return 0;
  return (
    (conduct === undefined ? 0 : WEIGHTS.conduct - (aside ? WEIGHTS.aside : 0)) +
    (object === undefined ? 0 : WEIGHTS.object) +
    (other === undefined ? 0 : WEIGHTS.other) +
    (doers.length > 0 ? WEIGHTS.party : mentioned === undefined ? 0 : WEIGHTS.mentioned) +
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
  { provision, instrument }: Asked,
  doers: readonly PartyMention[],
  isOwn: boolean,
): Attribution[] {
  const rows = deed.attributions.filter(({ by }) => by !== undefined);
  const voice = deed.voices.at(-1) ?? voiceBeside(text, what, passage);
  const voices = rows.length > 0 ? rows : [{ by: voice, cue: undefined }];
  const named = doers.length > 0 ? doers : othersIn(deed, text, what, provision);
  return voices.flatMap(({ by, cue }) =>
    named.map(({ party, words }): Attribution => {
      const around = by === undefined ? '' : wordsAround(text, by, passage);
      const own = partyOf(by, text, instrument);
      return {
        by: by && { name: by.name, actor: own ?? by.actor },
        identified: identifiedAs(by, own !== undefined),
        to: { name: instrument.parties.find(({ actor }) => actor === party)?.name ?? words.exact, actor: party },
        type: isOwn ? 'self' : typeOf(around),
        tier: tierOf(text, passage, words, party !== undefined),
        cue: cue?.exact,
      };
    }),
  );
}

/** ", the security firm Palisade said": who says so where the reading left it open, by the words around the deed. */
function voiceBeside(text: string, what: Span, { own }: Passage): Party | undefined {
  const after = /^,?\s*(?<who>[^,.;“”"]{3,60}?)\s+(?:said|says|told|reported|announced|concluded|confirmed)\b/u;
  const before =
    /^(?<who>[^,.;“”"]{3,60}?)\s+(?:said|says|reported|found|concluded|announced)(?:\s+on\s+\w+)?\s+that\b/u;
  const [tail, head] = [after.exec(text.slice(what.end, own.end)), before.exec(text.slice(own.start, what.start))];
  const found = tail ?? head;
  const who = found?.groups?.['who'];
  if (found === null || who === undefined) return undefined;
  const start = (tail === null ? own.start : what.end) + found[0].indexOf(who);
  const words = wordsAt(text, { start, end: start + who.length });
  const reason = 'it stands beside the deed as who says so';
  return { words, actor: undefined, name: who, capacity: undefined, how: 'unresolved', reason };
}

/** Words before a deed that name nobody. */
const UNSAID =
  /^(?:\s*(?:the|an?|its|their|his|her|this|that|such|first|second|third|latest|new|other|another|recent|alleged))*\s*$/iu;

/** Somebody else who is said to have done it: what stands before the deed. */
function othersIn(
  deed: Deed,
  text: string,
  what: Span,
  provision: Provision,
): { readonly party: undefined; readonly words: Words }[] {
  const place = deedIn(text, what, provision);
  const [doer] = deed.doers;
  if (doer !== undefined) return [{ party: undefined, words: doer.words }];
  if (place === undefined || place.start <= what.start) return [];
  const words = wordsAt(text, { start: what.start, end: place.start });
  const lead = /^(?:that\s+)?/u.exec(words.exact)![0].length;
  const tail = /(?:\s+(?:had|has|have|was|were|is|are))?\s*$/u.exec(words.exact)![0].length;
  const own = wordsAt(text, { start: what.start + lead, end: place.start - tail });
  // "the first intrusion": what stands before the noun names nobody.
  return UNSAID.test(own.exact) ? [] : [{ party: undefined, words: own }];
}

/** The attributor with what it is called in the sentence: "the security firm Palisade". */
function wordsAround(text: string, { words, capacity, name }: Party, { own }: Passage): string {
  const from = Math.max(own.start, words.start - 30);
  return `${text.slice(from, words.end)} ${capacity ?? ''} ${name}`;
}

function identifiedAs(by: Party | undefined, isOfParty: boolean): Attribution['identified'] {
  if (by === undefined) return 'nobody';
  if (by.how === 'class' || (by.actor === undefined && lexicon.UNNAMED.test(by.words.exact))) return 'unnamed';
  // "Norland's justice ministry" is a body, whether or not the record knows it by an id.
  // So is "the mining ministry" where it stands beside its country.
  return by.actor !== undefined || isOfParty || /\p{Lu}\p{Ll}/u.test(by.words.exact) ? 'named' : 'nobody';
}

function typeOf(around: string): Attribution['type'] {
  if (lexicon.LEGAL.test(around)) return 'legal';
  if (lexicon.TECHNICAL.test(around)) return 'technical';
  return lexicon.OFFICIAL.test(around) ? 'official_policy' : 'unofficial_policy';
}

/**
 * How far up it goes, by the words of the doer; what is only said to be linked goes no further than who ran it, and somebody who is no
 * party stands for a sponsor only where the words say so.
 */
function tierOf(text: string, { own }: Passage, doer: Span, isParty: boolean): Tier {
  const phrase = text.slice(Math.max(own.start, doer.start - 50), Math.min(own.end, doer.end + 50));
  const lead = text.slice(Math.max(own.start, doer.start - 50), doer.end);
  if (lexicon.LINKED.test(lead)) return 'operator';
  if (lexicon.DIRECTED.test(phrase)) return 'sponsor';
  // "hackers in the army": an organ behind the name says more than who is at the keyboard.
  const behind = text.slice(doer.end, Math.min(own.end, doer.end + 30)).split(/[,;]/u)[0]!;
  if (
    lexicon.ORGANS.test(text.slice(doer.start, doer.end)) ||
    /^(?:[’']s)?\s+(?:\w+\s+)?$/u.test(behind.split(lexicon.ORGANS)[0] ?? '')
  )
    return lexicon.ORGANS.test(`${text.slice(doer.start, doer.end)} ${behind}`) ? 'sponsor' : 'operator';
  if (lexicon.PRIVATE.test(`${lead} ${behind}`)) return 'operator';
  return isParty ? 'sponsor' : 'operator';
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
