/**
 * An official text (joint statement, accord, fact sheet, list of outcomes, resolution) as provisions: who is bound to what, with which elements,
 * exceptions and conditions, each with the words it stands in. Pure, and a proposal: a person confirms it.
 */
import { bodyNouns, personNouns } from '../actors/vocabulary.ts';
import type { Party } from '../core/actor.ts';
import type { ElementName, ProvisionKind } from '../core/instrument.ts';
import { cover, type Span, trimmed, type Words } from '../core/span.ts';
import type { Day, TimeMention } from '../core/time.ts';
import { authorMeant } from '../kinds/author.ts';
import { agreedUndertaking, type AgreedUndertaking, itemSpan, noticed } from '../kinds/commitment/authored/agreed.ts';
import { type AuthoredPage, authoredPage } from '../kinds/commitment/authored/page.ts';
import {
  type AuthoredSentence,
  endsWithColon,
  furtherClauses,
  isCollective,
} from '../kinds/commitment/authored/sentence.ts';
import { undertakingOf } from '../kinds/commitment/found.ts';
import { dueBy, limitBefore, recurs, undertakingKind } from '../kinds/commitment/undertaking.ts';
import { PARTY_NOUNS } from '../kinds/party-nouns.ts';
import type { ReadingContext } from '../kinds/reading-context.ts';
import type { Sentence, Word } from '../language/analysis.ts';
import { isPassive, nounPhrase } from '../language/clause.ts';
import { elementsOf, type ReadElements, unpunctuated } from './elements.ts';
import { headOf, type InstrumentHead } from './head.ts';
import { labelsOf } from './labels.ts';
import { type Exception, exceptionsIn, numberLimited, savingAsException, savingReach } from './exceptions.ts';

/** One of the things that a provision lists. */
export interface ReadStipulation {
  readonly id: string;
  readonly words: Words;
  readonly due: TimeMention | undefined;
}

export interface ReadProvision {
  /** As the text numbers it, or as it is counted here: "2", "2.1", "3(a)". */
  readonly label: string;
  readonly kind: ProvisionKind;
  /** Who is bound, as the words say it; undefined: the text does not say in so many words. */
  readonly boundWords: Words | undefined;
  /** The parties that are bound, as numbers into the instrument's parties; `reason` says why these. */
  readonly bound: readonly number[];
  readonly reason: string;
  /** The whole sentence or item. */
  readonly words: Words;
  readonly elements: ReadElements;
  readonly exceptions: readonly Exception[];
  /** "if requested", "provided that …": when it binds at all. */
  readonly conditions: readonly Words[];
  readonly due: TimeMention | undefined;
  readonly stipulations: readonly ReadStipulation[];
}

export interface ReadInstrument extends InstrumentHead {
  /** Every party, in the order of the text. */
  readonly parties: readonly Party[];
  readonly adopted: Day | undefined;
  readonly provisions: readonly ReadProvision[];
  /** Sentences that take something out of all provisions ("Nothing in this statement …"). */
  readonly savings: readonly Words[];
}

/** Reads an official text; `given` are parties that a person named, who come before those that are read. */
export function readInstrument(
  context: ReadingContext,
  title: string | undefined,
  given: readonly Party[] = [],
): ReadInstrument {
  const page = authoredPage(context.analysis);
  const head = headOf(context, page, title);
  const parties = given.length > 0 ? given : head.parties;
  const labels = labelsOf(context.text, page.sentences);
  const groups = groupsOf(page);
  const provisions = groups.map(group => provisionOf(group, labels, parties, context));
  const savings = page.sentences
    .filter(({ sentence }) => savingReach(sentence) === 'all')
    .map(({ sentence }) => context.words(trimmed(context.text, sentence)));
  const limited = withOwnSavings(provisions, page, labels, context);
  return { ...head, parties, provisions: numbered(limited), savings };
}

/** "Nothing in this paragraph …" is an exception of its paragraph's provisions, "This undertaking does not apply to …" of the provision before it. */
function withOwnSavings(
  provisions: readonly ReadProvision[],
  { sentences }: AuthoredPage,
  labels: ReadonlyMap<Sentence, string>,
  context: ReadingContext,
): ReadProvision[] {
  const more = new Map<ReadProvision, Exception[]>();
  for (const { sentence } of sentences) {
    const reach = savingReach(sentence);
    const words = context.words(trimmed(context.text, sentence));
    const label = labels.get(sentence);
    const numbered = label === undefined ? undefined : numberLimited(sentence, label);
    for (const provision of provisions.filter(one => one.label === numbered))
      more.set(provision, [...(more.get(provision) ?? []), savingAsException(words)]);
    if (reach === undefined || reach === 'all') continue;
    const before = provisions.findLast(provision => provision.words.end <= sentence.start);
    const own = reach === 'paragraph' && label !== undefined ? provisions.filter(one => one.label === label) : [];
    const last = reach === 'undertaking' || label === undefined ? before : undefined;
    for (const provision of own.length > 0 ? own : last ? [last] : [])
      more.set(provision, [...(more.get(provision) ?? []), savingAsException(words)]);
  }
  return provisions.map(one => ({ ...one, exceptions: [...one.exceptions, ...(more.get(one) ?? [])] }));
}

/** A sentence with what it undertakes, or a sentence that opens a list with what its items undertake. */
interface Group {
  readonly lead: AuthoredSentence | undefined;
  readonly members: readonly { readonly one: AuthoredSentence; readonly found: AgreedUndertaking }[];
}

function groupsOf({ sentences, author }: AuthoredPage): Group[] {
  const groups: {
    lead: AuthoredSentence | undefined;
    members: { one: AuthoredSentence; found: AgreedUndertaking }[];
  }[] = [];
  for (const each of sentences.flatMap(one => [one, ...furtherClauses(one, author)])) {
    if (savingReach(each.sentence) !== undefined || opensText(each.sentence)) continue;
    // What "as follows" opens is the whole text, and no list.
    const one = each.lead && opensText(each.lead.sentence) ? { ...each, lead: undefined } : each;
    const found = agreedUndertaking(one) ?? noticed(one);
    if (!found || (isBareModal(found.act) && !found.declaratory) || isLeadAlone(one)) continue;
    const open = groups.at(-1);
    if (one.lead && open && open.lead === one.lead) open.members.push({ one, found });
    else groups.push({ lead: one.lead, members: [{ one, found }] });
  }
  return groups;
}

/** "… have agreed as follows" opens the text, and undertakes nothing itself. */
function opensText({ words }: Sentence): boolean {
  const end = words.filter(({ pos }) => pos !== 'PUNCT').slice(-3);
  return /(?:\bas follows|\b(?:on|to) the following)$/iu.test(end.map(({ text }) => text).join(' '));
}

/** "Hereby declare our intention to:" says nothing without its items. */
function isLeadAlone({ sentence }: AuthoredSentence): boolean {
  return endsWithColon(sentence) && sentence.words.at(-2)?.lower === 'to';
}

/** "The parties will:" opens a list and undertakes nothing itself. */
function isBareModal(act: Word): boolean {
  return (
    act.pos === 'AUX' || act.tag === 'MD' || act.pos === 'PART' || (act.lower === 'to' && endsWithColon(act.sentence))
  );
}

function provisionOf(
  { lead, members }: Group,
  labels: ReadonlyMap<Sentence, string>,
  parties: readonly Party[],
  context: ReadingContext,
): ReadProvision {
  const [{ one, found }] = members as [Group['members'][number]];
  const { act, declaratory } = found;
  const whole = found.item ?? undertakingOf(act);
  const due = dueBy(whole, context) ?? limitBefore(act, context);
  const listed = members.length > 1;
  const span = cover([...(lead && listed ? [lead.sentence] : []), ...members.map(member => member.one.sentence)]);
  const bound = boundOf(found.bound, parties, context);
  const exceptions = members.flatMap(member => exceptionsIn(member.one.sentence, context));
  return {
    label: labels.get((listed && lead ? lead : one).sentence) ?? labels.get(one.sentence) ?? '',
    kind: declaratory ? 'declaratory' : kindOf(act, due, whole, context),
    boundWords: found.bound && context.words(nounPhrase(found.bound)),
    ...bound,
    words: context.words(unpunctuated(context.text, span)),
    elements: elementsOf(
      act,
      [...exceptions.map(({ words }) => words), ...(due ? [withPreposition(due, context)] : [])],
      context,
    ),
    exceptions,
    conditions: members.flatMap(member => conditionsIn(member.one.sentence.words, context)),
    due: listed ? undefined : due,
    stipulations: listed
      ? members.map((member, index) => stipulation(index, spanOf(member), context))
      : stipulationsOf(act, context),
  };
}

/** What an item undertakes: all of it where nobody stands in it, its "not" and its "or" included. */
function spanOf({ one, found }: Group['members'][number]): Span {
  if (found.item) return found.item;
  return one.subject === undefined && one.mood.startsWith('listed') ? itemSpan(one.sentence) : undertakingOf(found.act);
}

/** "by the end of 2024": a time with the word that leads to it. */
function withPreposition({ words }: TimeMention, context: ReadingContext): Span {
  const before = context.analysis.wordAt(words.start)?.previous;
  return { start: before?.pos === 'ADP' ? before.start : words.start, end: words.end };
}

function kindOf(act: Word, due: TimeMention | undefined, whole: Span, context: ReadingContext): ProvisionKind {
  return undertakingKind(act, due, recurs(whole, context));
}

/** The acts that are coordinated with the first: "cooperate …, collect … and mitigate …". One alone is the provision itself. */
function stipulationsOf(act: Word, context: ReadingContext): ReadStipulation[] {
  const acts = [act, ...act.children('conj').filter(other => other.pos === 'VERB' && !other.child('nsubj'))];
  // "conduct or knowingly support": verbs that share what they are done to are one act.
  const own = acts.filter((verb, index) => index === acts.length - 1 || hasOwnComplement(verb));
  return own.length < 2 ? [] : own.map((verb, index) => stipulation(index, withNot(verb), context));
}

/** What an act undertakes, from its "not" on: among several "not" tells which is forbidden. */
function withNot(verb: Word): Span {
  const span = undertakingOf(verb);
  const not = verb
    .children('advmod')
    .find(word => /^(?:not|n['’]t|never)$/u.test(word.lower) && word.end <= span.start);
  return not ? { start: not.start, end: span.end } : span;
}

function hasOwnComplement(verb: Word): boolean {
  return isPassive(verb) || verb.children('obj', 'obl', 'xcomp', 'ccomp').length > 0;
}

function stipulation(index: number, span: Span, context: ReadingContext): ReadStipulation {
  return { id: letter(index), words: context.words(unpunctuated(context.text, span)), due: dueBy(span, context) };
}

/** "a", "b", …, "z", "aa". */
export function letter(index: number): string {
  return (index >= 26 ? letter(Math.floor(index / 26) - 1) : '') + String.fromCodePoint(97 + (index % 26));
}

/** Who of the parties is bound by words: those it names; all, where it names them together or nobody; none, where it names somebody else. */
function boundOf(
  head: Word | undefined,
  parties: readonly Party[],
  context: ReadingContext,
): { bound: number[]; reason: string } {
  const all = parties.map((_, index) => index);
  if (!head) return { bound: all, reason: 'the words name nobody, so all parties are taken to be bound' };
  const words = context.words(nounPhrase(head)).exact;
  const meant = authorMeant(head, context)?.parties.flatMap(({ name }) => {
    const index = parties.findIndex(party => party.name === name);
    return index === -1 ? [] : [index];
  });
  if (meant && meant.length > 0)
    return {
      bound: meant,
      reason: meant.length < parties.length ? `“${words}” names them` : `“${words}” is taken for all parties together`,
    };
  const named = [head, ...head.children('conj'), ...head.children('nmod:poss', 'compound', 'amod')].flatMap(word => {
    const { actor } = context.party(word);
    const country = actor === undefined ? undefined : context.actors.actor(actor)?.country;
    const index = parties.findIndex(
      party =>
        party.actor !== undefined &&
        (party.actor === actor ||
          (country !== undefined && context.actors.actor(party.actor)?.country === country) ||
          party.name === context.party(word).name ||
          // "Dovra" is the Kingdom of Dovra that the title names.
          (/^\p{Lu}/u.test(word.text) && party.name.toLowerCase().split(' ').includes(word.lower))),
    );
    return index === -1 ? [] : [index];
  });
  if (named.length > 0) return { bound: [...new Set(named)], reason: `“${words}” names them` };
  if (isSomebodyElse(head))
    return {
      bound: [],
      reason:
        parties.length === 0
          ? `“${words}” is named, and the text does not say between whom it is`
          : `“${words}” is none of those between whom the text is`,
    };
  return { bound: all, reason: `“${words}” is taken for all parties together` };
}

/** "The Commission", "Senior Officials", "Ostria": neither the parties together nor a thing. */
function isSomebodyElse(head: Word): boolean {
  if (isCollective(head) || PARTY_NOUNS.has(head.lemma)) return false;
  return head.pos === 'PROPN' || bodyNouns.has(head.lower) || personNouns.has(head.lemma);
}

/** Clauses of condition: "if …", "provided that …", "upon request". */
function conditionsIn(words: readonly Word[], context: ReadingContext): Words[] {
  return words.flatMap(word => {
    const mark = word.child('mark');
    const conditional =
      (word.is('advcl') && mark !== undefined && /^(?:if|unless|provided|once|when|where|should)$/u.test(mark.lower)) ||
      (word.is('obl', 'nmod') && word.lemma === 'request' && /^(?:upon|on|at)$/u.test(word.child('case')?.lower ?? ''));
    if (!conditional || mark?.lower === 'unless') return [];
    const all = word.subtree();
    return [context.words(unpunctuated(context.text, { start: all[0]!.start, end: all.at(-1)!.end }))];
  });
}

/** Labels made unique: several provisions of one paragraph are "2.1", "2.2"; those without a number are counted. */
function numbered(provisions: readonly ReadProvision[]): ReadProvision[] {
  const counts = new Map<string, number>();
  for (const { label } of provisions) counts.set(label, (counts.get(label) ?? 0) + 1);
  const used = new Map<string, number>();
  let unnumbered = 0;
  return provisions.map(provision => {
    const { label } = provision;
    if (label === '') return { ...provision, label: `s${++unnumbered}` };
    if (counts.get(label) === 1) return provision;
    const index = (used.get(label) ?? 0) + 1;
    used.set(label, index);
    return { ...provision, label: `${label}.${index}` };
  });
}

export type { ElementName };
