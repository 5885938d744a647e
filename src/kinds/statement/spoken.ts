/** Which attributions are statements: words that somebody is said to have said, each told once. */
import { bodyNouns, personNouns } from '../../actors/vocabulary.ts';
import type { Attribution } from '../../attributions/attribution.ts';
import { nounCue, verbCue } from '../../attributions/lexicon.ts';
import { OPERATIVE } from '../../attributions/resolution.ts';
import { TURN } from '../../attributions/transcript.ts';
import { contains, cover, overlaps, type Span } from '../../core/span.ts';
import type { Word } from '../../language/analysis.ts';
import { coordinationHead, isGeneral, isNegated, isPassive } from '../../language/clause.ts';
import { authorMeant } from '../author.ts';
import { PARTY_NOUNS } from '../party-nouns.ts';
import type { ReadingContext } from '../reading-context.ts';
import { isLabelOfSpeaker } from '../speaker-label.ts';
import { type Told, toldBy } from './saying.ts';

/** The attributions of a text that are statements, in its order. */
export function statementsIn(context: ReadingContext): Attribution[] {
  const said = context.attributions.filter(attribution => isStatement(attribution, context));
  const others = toldByOthers(said, context);
  return said
    .filter(attribution => !others.has(attribution))
    .filter(attribution => !said.some(other => isToldTwice(attribution, other) || isNearerCue(other, attribution)));
}

function isStatement(attribution: Attribution, context: ReadingContext): boolean {
  const { content, cue, sourceHead, force, within } = attribution;
  // "Hereinafter referred to as “the Parties”": a name is given.
  if (/\bhere(?:in)?after\b/iu.test(context.words(cover([...cue, ...content])).exact)) return false;
  // "Calls upon Sarrin to allow …" tells what it is to do.
  if (
    within !== undefined &&
    context.attributions[within]!.rule === OPERATIVE &&
    cueVerb(attribution, context)?.tag === 'VB'
  )
    return false;
  if (content.length === 0 || cue.length === 0 || NOBODY_MEANT.has(sourceHead?.lower ?? '')) return false;
  // A reporter's question is nobody's word on anything; the answer is.
  if (attribution.rule === TURN) return !isQuestioner(attribution, context);
  if (attribution.rule === OPERATIVE) return true;
  const isQuoted = ownQuotes(attribution, context).some(part => !isNameGiven(part, context));
  // "She said she hoped they would “choose peace”": what is thought and wished within her words is told by them.
  if (attribution.within !== undefined && UNSPOKEN.has(force)) return false;
  if (!isQuoted && isBesideTheWords(attribution, context)) return false;
  // "Her department says Christmas; her critics say never": behind the mark another speaks.
  if (
    !isQuoted &&
    content[0]!.start > cue.at(-1)!.end &&
    context.text.slice(cue.at(-1)!.end, content[0]!.start).includes(';')
  )
    return false;
  if (isOfAnotherClause(attribution, context) || isToldByOuter(attribution, context) || isFormula(attribution, context))
    return false;
  if (toldOf(attribution, context)?.saying === 'unsaid') return false;
  if (attribution.rule === 'colon' && !isQuoted && !isLabelOfSpeaker(attribution, context)) return false;
  // Words that nobody is named for ("requests for help") are somebody's statement only when they are quoted as said.
  if (sourceHead === undefined) return isQuoted && CLAUSE_FORCES.has(force);
  if (isQuoted) return true;
  const isSaidByDoing =
    isSpokenStance(attribution, context) || isFinding(attribution, context) || isStressed(attribution, context);
  if (!isSaidByDoing && (UNSPOKEN.has(force) || isStance(attribution) || isOnlyDone(attribution, context)))
    return false;
  // "We believe …": these words are already those of whoever speaks here.
  // In a text that says whose it is they are what its author says.
  if (FIRST_PERSON.has(sourceHead.lower)) {
    if (force === 'vowed' || authorMeant(sourceHead, context) === undefined) return false;
    return isSaidByDoing || (isClause(attribution) && force !== 'reported') || force === 'urged';
  }
  if (isSaidByDoing) return true;
  if (content.flatMap(part => context.analysis.wordsIn(part)).length < 2) return false;
  return isClause(attribution)
    ? force !== 'reported' || isSomebody(sourceHead, context)
    : isSpoken(attribution, context);
}

/** "Anyone who says so is wrong": nobody is said to have said it; "you" are whoever reads. */
const NOBODY_MEANT = new Set(['you', 'anyone', 'anybody', 'whoever', 'whichever']);

/** 'The agreement of 4 March ("the Concession")': marks around a name that the text gives are nobody's words. */
function isNameGiven({ start, end }: Span, { text }: ReadingContext): boolean {
  return text[start - 1] === '(' && text[end] === ')';
}

/** The verb of a cue; undefined where the cue is a noun or a mark. */
export function cueVerb({ cue }: Attribution, { analysis }: ReadingContext): Word | undefined {
  return cue.flatMap(piece => analysis.wordsIn(piece)).findLast(word => word.pos === 'VERB');
}

/** Whether it was said, as the verb of the cue tells. */
export function toldOf(attribution: Attribution, context: ReadingContext): Told | undefined {
  const verb = cueVerb(attribution, context);
  return verb && toldBy(verb, ownQuotes(attribution, context).length > 0);
}

/**
 * Forces of what is thought, wished, liked, shown or agreed on rather than said: without quoted words they make no statement.
 * What was agreed is read as a commitment.
 */
const UNSPOKEN: ReadonlySet<Attribution['force']> = new Set([
  'thought',
  'felt',
  'wanted',
  'expected',
  'seemed',
  'showed',
  'supported',
  'opposed',
  'agreed',
  'discussed',
  'refused',
]);

/**
 * Those whose words another one tells, too. "Continued to insist that …" is told by the insisting, not once more by the continuing; but what
 * is rejected in "promised to reject the deal" is told by the promise.
 */
function toldByOthers(said: readonly Attribution[], context: ReadingContext): ReadonlySet<Attribution> {
  const byVerb = new Map(said.map(attribution => [cueVerb(attribution, context), attribution]));
  const found = new Set<Attribution>();
  for (const attribution of said) {
    const told = toldOf(attribution, context);
    for (const governor of told?.governors ?? []) {
      const outer = byVerb.get(governor);
      if (outer !== undefined) found.add(told!.saying === 'ahead' ? attribution : outer);
    }
  }
  return found;
}

/** One verb of one speaker tells one thing: of two readings of it the likelier is kept. */
function isToldTwice(one: Attribution, other: Attribution): boolean {
  return (
    one !== other &&
    one.sourceHead !== undefined &&
    one.sourceHead === other.sourceHead &&
    one.cue[0]!.start === other.cue[0]!.start &&
    one.content.some(part => other.content.some(others => overlaps(part, others))) &&
    (one.score < other.score || (one.score === other.score && one.content[0]!.start > other.content[0]!.start))
  );
}

/** "An officer who spoke to us acknowledged that …": of two cues before one content the nearer tells it, where the farther one takes it by place alone. */
function isNearerCue(nearer: Attribution, { rule, cue, content }: Attribution): boolean {
  return (
    /end/u.test(rule) &&
    !/end/u.test(nearer.rule) &&
    nearer.cue[0]!.start > cue.at(-1)!.end &&
    nearer.cue.at(-1)!.end <= content[0]!.start &&
    nearer.content.some(part => overlaps(part, content[0]!))
  );
}

/** The parts that this statement's own marks set off; inside another's quotation the marks are the other's. */
export function ownQuotes({ quoted, within, cue }: Attribution, context: ReadingContext): readonly Span[] {
  const outer = within === undefined ? undefined : context.attributions[within];
  const isOthers = (part: Span): boolean =>
    outer !== undefined && outer.quoted.some(other => contains(other, part) && contains(other, cue[0]!));
  return quoted.filter(part => !isOthers(part));
}

/**
 * "The ministry claimed that the army was not there and blamed rebels": a saying in the past behind "and" is as likely the ministry's, whatever the
 * tree joins it to; whose it is the words do not tell.
 */
function isOfAnotherClause(attribution: Attribution, context: ReadingContext): boolean {
  const verb = cueVerb(attribution, context);
  if (attribution.within === undefined || verb?.is('conj') !== true || verb.tag !== 'VBD') return false;
  if (verb.child('nsubj', 'aux') !== undefined) return false;
  const outer = cueVerb(context.attributions[attribution.within]!, context);
  const clause = coordinationHead(verb);
  // "Said it was not bound by the deal and vowed to fight on": of either it is the same.
  if (clause.child('nsubj', 'nsubj:pass')?.pos === 'PRON') return false;
  return (
    outer !== undefined &&
    outer.index < verb.index &&
    clause.is('ccomp') &&
    clause.head === outer &&
    outer.tag === 'VBD'
  );
}

/**
 * What the words around it tell already: "what he called its courage"; "asked for help and that others gave it", whose second "that" is not the asking's;
 * "it says here", of something that a speaker holds in his hands.
 */
function isToldByOuter({ within, rule, cue, content, sourceHead }: Attribution, context: ReadingContext): boolean {
  if (within === undefined) return false;
  const verb = context.analysis.wordAt(cue.at(-1)!.start);
  if (verb?.lemma === 'call' && verb.children('obj').some(({ lower }) => lower === 'what')) return true;
  const first = context.analysis.wordAt(content[0]!.start);
  if (rule.startsWith('from "that"') && first?.previous?.is('cc')) return true;
  const isInQuotes = context.attributions[within]!.quoted.some(part => contains(part, cue[0]!));
  return isInQuotes && sourceHead?.lower === 'it';
}

/** "Aide says as row deepens", "published messages that …": behind the verb stands when it was said, or of what a thing is. */
function isBesideTheWords({ rule, content, cueLemma, cue }: Attribution, context: ReadingContext): boolean {
  const first = context.analysis.wordAt(content[0]!.start);
  if (!first || first.start < cue[0]!.start) return false;
  if (
    /end of the sentence/u.test(rule) &&
    /^(?:as|amid|after|before|when|while|despite|during|since)$/u.test(first.lower)
  )
    return true;
  if (rule.startsWith('that-clause') && first.is('mark') && /^(?:as|amid|after|while)$/u.test(first.lower)) return true;
  return rule.startsWith('from "that"') && HANDED_OUT.has(cueLemma);
}

/** What reports say of everybody they do not name; and what is denied by no one in particular ("a party that denies climate change"). */
function isFormula(attribution: Attribution, context: ReadingContext): boolean {
  const { content, sourceHead } = attribution;
  if (
    /^(?:not )?to be (?:named|identified|quoted)\b|^not be (?:named|identified)\b/iu.test(
      context.words(cover(content)).exact,
    )
  )
    return true;
  const verb = cueVerb(attribution, context);
  if (verb?.is('acl:relcl') !== true || !isGeneral(verb)) return false;
  // "The gender they identify with", "what we call a bridge".
  if (attribution.force === 'described') return true;
  // What is quoted was said by somebody: "an actor who promises that the mayor won't “send you to war”".
  if (ownQuotes(attribution, context).length > 0) return false;
  return verb.head === sourceHead && /^(?:an?|any|every|no)$/u.test(sourceHead?.child('det')?.lower ?? '');
}

/** A cue without words: a thing that is made or handed in, a talk held, somebody meant, a noun of speech that its verb does not utter. */
function isOnlyDone(attribution: Attribution, context: ReadingContext): boolean {
  const { rule, cueLemma, content } = attribution;
  const words = content.flatMap(part => context.analysis.wordsIn(part));
  // "Spoke of a gesture of good will" tells what was said; "spoke to the press" does not. Of "heard them speak of it" the tree tells no speaker.
  const isOf =
    cueLemma !== 'refer' &&
    cueVerb(attribution, context)?.tag !== 'VB' &&
    attribution.cue.some(part => /\b(?:of|about)$/iu.test(context.words(part).exact));
  if (/^(?:speak|talk|refer)$/u.test(cueLemma) && !isOf) return true;
  // "We write to you about the closure"; "will call the leader tonight" is no calling names.
  if (cueLemma === 'write' && rule.startsWith('prepositional')) return true;
  if (cueLemma === 'call' && attribution.force === 'described' && isOnlyRung(attribution, context)) return true;
  // "Called him a kind man" tells what he is called without a verb.
  if (
    attribution.force !== 'described' &&
    / by order|^by order|end of the sentence/u.test(rule) &&
    !words.some(({ pos }) => pos === 'VERB' || pos === 'AUX')
  )
    return true;
  if (/of a noun with its verb/u.test(rule)) {
    const light = attribution.cue.flatMap(piece => context.analysis.wordsIn(piece)).find(({ pos }) => pos === 'VERB');
    if (light === undefined || light.tag === 'VBN' || isPassive(light)) return true;
    // "Said intelligence services broke in": the noun of speech is part of what the verb tells.
    const tells = /^VB[DZP]$/u.test(light.tag) && verbCue(light.lemma)?.force === 'said';
    return !UTTERING.has(light.lemma) && !(tells && light.child('nsubj') !== undefined && words[0]?.tag !== 'VBN');
  }
  if (!/^(?:object|passive subject)/u.test(rule) || !HANDED_OUT.has(cueLemma)) return false;
  return !words.some(({ lemma }) => nounCue(lemma) !== undefined);
}

/** Nothing stands behind whoever is called but when. */
function isOnlyRung(attribution: Attribution, context: ReadingContext): boolean {
  const verb = cueVerb(attribution, context);
  const object = verb?.child('obj');
  if (!verb || !object || verb.child('xcomp', 'iobj') !== undefined) return false;
  const called = object.subtree();
  const rest = attribution.content
    .flatMap(part => context.analysis.wordsIn(part))
    .filter(word => word.sentence === verb.sentence && !called.includes(word));
  const stop = rest.findIndex(({ text }) => text === ',');
  return rest
    .slice(0, stop < 0 ? rest.length : stop)
    .every(word => word.pos === 'PUNCT' || context.isTime(word) || word.is('case'));
}

/** Verbs that give a noun of speech its voice: "made a promise", "voiced concern", "condemned the attack". */
const UTTERING = new Set(
  'make give issue offer have express voice repeat renew reiterate publish deliver release send sign announce post write add level lodge raise launch state declare read utter circulate condemn denounce deplore welcome praise reject deny dismiss hail applaud criticise criticize'.split(
    ' ',
  ),
);

/** What is issued, submitted or published may be a visa, a plan or a map: nothing is said by that, unless it is a text that speaks. */
const HANDED_OUT = new Set('issue submit publish release broadcast sign file present offer undertake post'.split(' '));

/** "Q:", and everybody else whose turns are mostly questions, beside somebody who asks less: the papers at a briefing, the interviewer. */
function isQuestioner({ source }: Attribution, { text, attributions }: ReadingContext): boolean {
  const labelOf = ({ start, end }: Span): string => text.slice(start, end);
  const label = labelOf(source[0]!);
  if (/^Q(?:uestion)?$/iu.test(label)) return true;
  const turns = attributions.filter(({ rule }) => rule === TURN);
  const own = turns.filter(turn => labelOf(turn.source[0]!) === label);
  const others = turns.filter(turn => !own.includes(turn));
  const asked = shareAsked(own);
  // An interview: whoever opens asks, and the other one never does.
  const isInterviewer = own[0] === turns[0] && asked > 0 && own.length > 1 && shareAsked(others) === 0;
  return asked === 1 || (isInterviewer && new Set(turns.map(turn => labelOf(turn.source[0]!))).size === 2);
}

/** Share of turns that are questions, 0 to 1. */
function shareAsked(turns: readonly Attribution[]): number {
  return turns.filter(({ force }) => force === 'asked').length / Math.max(1, turns.length);
}

const FIRST_PERSON = new Set(['i', 'we', 'me', 'us', 'my', 'our', 'mine', 'ours']);

/** Is a whole clause told, not a thing or a deed? */
function isClause({ rule, force }: Attribution): boolean {
  return /that|clause|sentence|quotation|according|colon|put in/u.test(rule) && CLAUSE_FORCES.has(force);
}

/** Forces whose clause is told whoever its subject is: reports reveal, letters warn. "The flaw allows", "the law offers" tell nothing. */
const CLAUSE_FORCES: ReadonlySet<Attribution['force']> = new Set([
  'said',
  'claimed',
  'denied',
  'warned',
  'announced',
  'stressed',
  'reaffirmed',
  'apologised',
  'asked',
  'reported',
]);

/** Everything else is said only by people and bodies, and by a cue that the table knows. */
function isSpoken({ force, sourceHead }: Attribution, context: ReadingContext): boolean {
  return force !== 'reported' && sourceHead !== undefined && isSomebody(sourceHead, context);
}

function isSomebody(head: Word, context: ReadingContext): boolean {
  // "The foreign ministry denied any part in it": a body speaks, whatever it is called in full.
  return (
    context.party(head).actor !== undefined ||
    head.pos === 'PRON' ||
    // Where capitals are lost, what is taken for a name may be any noun.
    (head.pos === 'PROPN' && /^\p{Lu}/u.test(head.text)) ||
    bodyNouns.has(head.lemma)
  );
}

/** "criticised the plan", "did not name the companies", "the breach was reported": a thing is spoken of, but no words are told. */
function isStance({ rule, force }: Attribution): boolean {
  return /^(?:object|passive subject)/u.test(rule) && !TELLING_OF_THINGS.has(force);
}

/** "Condemned the shelling", "welcomed the verdict": this is done by saying so. Guests are welcomed, and stars hailed, by more than words. */
function isSpokenStance(attribution: Attribution, context: ReadingContext): boolean {
  const { rule, sourceHead } = attribution;
  const verb = cueVerb(attribution, context);
  const object = verb?.child('obj');
  // "His refusal to condemn it" is no condemning.
  if (verb?.tag === 'VB' && verb.child('aux') === undefined) return false;
  if (!verb || !object || object.start < verb.start || isNegated(verb)) return false;
  // "Thanked Norland for its help", "reminded the parties of their duty", "urged both sides to talk": done by words, to whomever.
  const isTo =
    TOLD_TO.has(verb.lemma) &&
    rule.startsWith('object and') &&
    sourceHead !== undefined &&
    isSomebody(sourceHead, context);
  if (isTo) return true;
  if (object.pos !== 'NOUN') return false;
  if (!rule.startsWith('object') || !SPOKEN_STANCES.has(verb.lemma) || personNouns.has(object.lemma)) return false;
  return (
    sourceHead !== undefined &&
    isSomebody(sourceHead, context) &&
    !/^\p{Lu}/u.test(object.text) &&
    context.party(object).actor === undefined
  );
}

/** "The court found that …", "Gallup finds that …": of those who look into things what they find is what they say. */
function isFinding({ rule, cueLemma, sourceHead }: Attribution, context: ReadingContext): boolean {
  if (cueLemma !== 'find' || !rule.startsWith('that-clause') || sourceHead === undefined) return false;
  const { actor } = context.party(sourceHead);
  const type = actor === undefined ? undefined : context.actors.actor(actor)?.type;
  return (
    FINDERS.has(sourceHead.lemma) ||
    /^(?:organisation|body|firm)$/u.test(type ?? '') ||
    (sourceHead.pos === 'PROPN' && type === undefined)
  );
}

const FINDERS = new Set(
  'judge court jury tribunal panel report study survey poll pollster inquiry enquiry investigation investigator commission committee auditor audit watchdog regulator inspector inspectorate review researcher analysis paper coroner ombudsman arbitrator'.split(
    ' ',
  ),
);

/** "Stressed the necessity of …", "affirmed his country's readiness to …", "expressed gratitude for …": as readouts put what was said, where the thing has more to tell. */
function isStressed(attribution: Attribution, context: ReadingContext): boolean {
  const { rule, force, cueLemma, sourceHead } = attribution;
  const verb = cueVerb(attribution, context);
  const object = verb?.child('obj');
  if (
    !verb ||
    !object ||
    object.start < verb.start ||
    isNegated(verb) ||
    !rule.startsWith('object') ||
    sourceHead === undefined
  )
    return false;
  if (verb.tag === 'VB' && verb.child('aux') === undefined) return false;
  const isSaid =
    (force === 'stressed' && STRESSED.has(object.lemma)) ||
    (/^(?:express|voice)$/u.test(cueLemma) && VOICED.has(object.lemma));
  const hasMore =
    object.children('nmod', 'acl').length > 0 ||
    verb.children('obl', 'xcomp', 'ccomp', 'advcl').some(({ start }) => start > object.start);
  return isSaid && hasMore && (isSomebody(sourceHead, context) || PARTY_NOUNS.has(sourceHead.lemma));
}

const STRESSED = new Set(
  'necessity need importance significance urgency readiness willingness commitment support position stance right role determination keenness interest opposition rejection solidarity value depth strength desire intention responsibility priority'.split(
    ' ',
  ),
);

const VOICED = new Set(
  'gratitude thanks appreciation keenness readiness willingness solidarity sympathy condolence satisfaction regret concern hope confidence support opposition alarm outrage disappointment desire determination interest'.split(
    ' ',
  ),
);

const SPOKEN_STANCES = new Set(['condemn', 'denounce', 'deplore', 'decry', 'welcome', 'applaud', 'urge', 'demand']);

const TOLD_TO = new Set('thank remind congratulate urge encourage implore exhort'.split(' '));

/** "announced a ceasefire", "denied the charge": here the thing is what was said. */
const TELLING_OF_THINGS: ReadonlySet<Attribution['force']> = new Set([
  'announced',
  'denied',
  'acknowledged',
  'apologised',
  'reaffirmed',
  'warned',
  'vowed',
  'claimed',
]);
