/** Commitments of texts that somebody issues in his own name: releases, and texts that parties agreed on. */
import { bodyNouns } from '../../../actors/vocabulary.ts';
import { cover, type Span } from '../../../core/span.ts';
import type { Word } from '../../../language/analysis.ts';
import { auxiliaries, conjuncts, fullNounPhrase, isNegated, isPassive } from '../../../language/clause.ts';
import type { ReadingContext } from '../../reading-context.ts';
import { issuersOf } from '../../author.ts';
import { coordinated } from '../coordinated.ts';
import { type FoundCommitment, foundIn, phraseOfText, undertakingOf, withoutNumber } from '../found.ts';
import { agreedUndertaking } from './agreed.ts';
import { featuresOf } from './features.ts';
import { type AuthoredPage, authoredPage } from './page.ts';
import { type Register, registerOf } from './register.ts';
import type { CommitmentJudge } from './scorer.ts';
import { type AuthoredSentence, endsWithColon, furtherClauses } from './sentence.ts';

/** A commitment, and the rule that read it. */
export interface RuledCommitment {
  readonly rule: string;
  readonly result: FoundCommitment;
}

/**
 * What the rules for reports found in a text, and, where it is no report, what its other sentences undertake besides. Of a report the
 * answer is `byRules`.
 */
export function withAuthored(context: ReadingContext, byRules: readonly RuledCommitment[]): RuledCommitment[] {
  const { commitmentJudge: judge } = context;
  const { page, register } = capacityOf(context);
  if (register === 'report') return [...byRules];
  const issuer = issuersOf(context);
  // "We, the ministers of …," and "The Council," stand once over all that nobody stands before.
  const over = issuer ? context.analysis.wordsIn(issuer.says) : [];
  const organ = issuer?.isOrgan ? over.at(-1) : over.find(({ lower }, i) => i === 0 && lower === 'we');
  const read = new Set(byRules.map(({ result }) => result.act.sentence));
  const others = page.sentences.flatMap((one, index) =>
    read.has(one.sentence) || endsAsQuestion(one)
      ? []
      : [one, ...(register === 'agreed text' ? furtherClauses(one, page.author) : [])].flatMap(each =>
          ofClause(each, index),
        ),
  );
  function ofClause(one: AuthoredSentence, index: number): RuledCommitment[] {
    const result = register === 'release' ? ofRelease(page, index, judge) : ofAgreedText(one, organ);
    if (
      !result ||
      (register === 'release' && isToTheReader(result.act)) ||
      isAppearance(result.act) ||
      isBare(result.act)
    )
      return [];
    const rule = register === 'release' ? 'release' : 'agreed-text';
    // "The committee will be set up and report in May" says one thing of it after the other: without it the second tells nothing.
    const isOfThing = result.undertaking.start < result.act.start;
    return (isOfThing ? [result] : coordinated(result)).map(each => ({ rule, result: each }));
  }
  if (register === 'agreed text') return [...byRules, ...others];
  const specified = byRules.map(({ rule, result }) => ({
    rule,
    result: { ...result, specificity: specificityOf(page, result.act.sentence.index, judge) },
  }));
  return [...specified, ...others];
}

/** What is to become of a thing, with the thing and all that is said of it. */
function withThing(thing: Word, act: Word): Span {
  const more = conjuncts(act).filter(other => other.child('nsubj', 'nsubj:pass') === undefined);
  return withoutNumber(cover([fullNounPhrase(thing), undertakingOf(act), ...more.map(undertakingOf)]), act.sentence);
}

function phraseIn(act: Word): Span {
  return act.pos === 'VERB' ? phraseOfText(act) : undertakingOf(act);
}

/** `organ` is the head of the name of whoever resolves, and decides what nobody before the verb does. */
function ofAgreedText(one: AuthoredSentence, organ: Word | undefined): FoundCommitment | undefined {
  const agreed = agreedUndertaking(one);
  if (!agreed) return undefined;
  const { act, cue, declaratory, thing, item } = agreed;
  // What an organ calls for and declares is told as its statement.
  if (organ && organ.lower !== 'we' && declaratory) return undefined;
  const bound = agreed.bound ?? (one.subject === undefined ? organ : undefined);
  return {
    ...foundIn(
      cue,
      act,
      item ?? (thing ? withThing(thing, act) : act === cue ? phraseIn(act) : undertakingOf(act)),
      bound,
      cue.lemma === 'agree' || cue.lemma === 'pledge' ? undefined : 'bound by text',
    ),
    ...(declaratory && { kind: 'declaratory' as const }),
  };
}

const capacities = new WeakMap<ReadingContext, { readonly page: AuthoredPage; readonly register: Register }>();

function capacityOf(context: ReadingContext): { readonly page: AuthoredPage; readonly register: Register } {
  const known = capacities.get(context);
  if (known) return known;
  const page = authoredPage(context.analysis);
  const issuers = issuersOf(context);
  // "We, the ministers of Calder, Senn and Ruvia": several, under one name.
  const isOfSeveral = (issuers?.parties.length ?? 0) > 1 || /^we, the \p{L}+s\b/iu.test(issuers?.says.exact ?? '');
  const found = {
    page,
    register: issuers?.isOrgan
      ? ('agreed text' as const)
      : registerOf(page, isOfSeveral, features => context.commitmentJudge.release(features)),
  };
  capacities.set(context, found);
  return found;
}

/** Does the text only tell of others, and not speak for whoever issues it? */
export function isReport(context: ReadingContext): boolean {
  return capacityOf(context).register === 'report';
}

function ofRelease(page: AuthoredPage, index: number, judge: CommitmentJudge): FoundCommitment | undefined {
  const one = page.sentences[index]!;
  const features = featuresOf(page, index);
  const probability = judge.commits(features);
  if (probability < judge.threshold) return undefined;
  const act = actOf(one);
  const bound = isPassive(act) ? undefined : promiser(one);
  const thing = bound === undefined && act === one.main ? one.subject : undefined;
  return {
    ...foundIn(act, act, thing ? withThing(thing, act) : undertakingOf(act), bound, 'announced'),
    probability,
    specificity: specificityOf(page, index, judge),
  };
}

function specificityOf(page: AuthoredPage, index: number, judge: CommitmentJudge): 'specific' | 'vague' {
  return judge.specific(featuresOf(page, index)) >= 0.5 ? 'specific' : 'vague';
}

/** What carries the undertaking: the main clause, or behind "is committed to", "plans to", what it is about. */
function actOf({ main }: AuthoredSentence): Word {
  if (auxiliaries(main).includes('will')) return main;
  const said = main.children('ccomp').find(word => auxiliaries(word).includes('will'));
  return said ?? main.children('xcomp').find(word => word.start > main.start) ?? main;
}

/** Who commits himself: whoever speaks or is the author; of an item, whoever its list is about. A plan that "will" do something binds nobody by its words. */
function promiser(one: AuthoredSentence): Word | undefined {
  const { role, subject, lead } = one;
  if (role === 'we' || role === 'I' || role === 'author' || role === 'another name' || role === 'parties')
    return subject;
  // "The Ministry will …" in a text of the ministry's.
  if (subject && bodyNouns.has(subject.lower) && /^\p{Lu}/u.test(subject.text) && subject.child('det')?.lower === 'the')
    return subject;
  return subject === undefined && lead !== undefined && lead.lead !== lead ? promiser(lead) : undefined;
}

/** "Follow us for more", "vote for …": a bare verb that speaks to the reader. */
const TO_THE_READER = new Set([
  'follow',
  'visit',
  'click',
  'read',
  'contact',
  'vote',
  'imagine',
  'let',
  'thank',
  'watch',
]);

/** "The parties will:", "we are determined to:": what they will do stands in the list below. */
function isBare(act: Word): boolean {
  const opensList = endsWithColon(act.sentence) && (act.lower === 'to' || act.sentence.words.at(-2)?.lower === 'to');
  return act.pos === 'AUX' || act.tag === 'MD' || act.pos === 'PART' || opensList;
}

function isToTheReader(act: Word): boolean {
  const who = act.child('nsubj');
  return TO_THE_READER.has(act.lemma) && auxiliaries(act).length === 0 && (!who || who.lower === 'you');
}

/** Meetings and travels are read as meetings. */
function isAppearance(act: Word): boolean {
  // "The first meeting will be held in June."
  const isHeld = act.children('nsubj:pass', 'nsubj').some(({ lemma }) => MEETINGS.has(lemma));
  return (APPEARANCES.has(act.lemma) || isHeld) && auxiliaries(act).length > 0 && !isNegated(act);
}

const MEETINGS = new Set(['meeting', 'session', 'round', 'summit', 'conference', 'talk', 'consultation', 'dialogue']);

const APPEARANCES = new Set(['meet', 'visit', 'attend', 'travel', 'speak', 'discuss', 'arrive', 'participate', 'host']);

function endsAsQuestion({ sentence }: AuthoredSentence): boolean {
  return sentence.words.at(-1)?.text === '?';
}
