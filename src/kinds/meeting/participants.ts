/** Who meets. */
import { contains } from '../../core/span.ts';
import type { Word } from '../../language/analysis.ts';
import { conjuncts, followingWith, isPassive, prepositionOf, subject, withPreposition } from '../../language/clause.ts';
import type { ReadingContext } from '../reading-context.ts';
import { framed } from './frames.ts';
import { isCityBefore, isPlace } from './places.ts';

/** "met in the afternoon with Xi": trees often hang the partner on the time or the place before it. */
export function strayPartner(word: Word, context: ReadingContext): Word[] {
  const partner = followingWith(word, 'with', 'between', 'among');
  const host = partner?.head;
  if (!host) return [];
  // "Met on the margins of the visit with members of …"
  for (let at: Word | undefined = host; at && at !== word; at = at.is('nmod') ? at.head : undefined)
    if (context.isTime(at) || DAY_PARTS.has(at.lemma) || (at === host && isPlace(at, context))) return [partner];
  return [];
}

const DAY_PARTS = new Set([
  'morning',
  'afternoon',
  'evening',
  'night',
  'day',
  'week',
  'weekend',
  'month',
  'sideline',
  'margin',
]);

export function carriersParticipants(verb: Word, head: Word, context: ReadingContext): Word[] {
  // "The talks were attended by envoys"
  if (head.is('nsubj:pass') && /^(?:attend|host)$/u.test(verb.lemma))
    return verb
      .children('obl', 'obl:agent')
      .filter(word => word.child('case')?.lower === 'by' && isSomebody(word, context))
      .flatMap(conjuncts);
  if (head.is('nsubj')) return [];
  const who = isPassive(verb) ? undefined : subject(verb);
  // "held a meeting in the morning with delegates"
  const partners = head.is('obj') ? withPreposition(verb, 'with').filter(noun => !context.isTime(noun)) : [];
  return [...(who ? [who] : []), ...partners].filter(party => isSomebody(party, context)).flatMap(conjuncts);
}

/** "The two sides agreed after 14 hours of talks in Doha", "failed in a third round of talks": those who come to something at talks, together, held them. */
export function dealersAt(noun: Word, context: ReadingContext): Word[] {
  // "At the meeting, the two agreed": those of the one that was told of before it.
  if (noun.children('det').some(({ lower }) => /^(?:the|this|that|these)$/u.test(lower))) return [];
  let outer = noun;
  for (let whole = framed(outer); whole !== outer; whole = framed(outer)) outer = whole;
  const verb = outer.is('obl') && DEALT_AT.has(prepositionOf(outer)) ? outer.head : undefined;
  if (verb === undefined || isPassive(verb)) return [];
  const isFailing = verb.is('xcomp') && verb.head?.lemma === 'fail';
  const who = DEALING.has(verb.lemma) || isFailing ? subject(verb) : undefined;
  const dealers = who === undefined ? [] : conjuncts(who).filter(each => isSomebody(each, context));
  const isTogether = dealers.length >= 2 || dealers.some(each => context.parties(each).length >= 2);
  return isTogether ? dealers : [];
}

const DEALT_AT = new Set(['after', 'during', 'in', 'at', 'following']);
const DEALING = new Set([
  'agree',
  'sign',
  'reach',
  'strike',
  'conclude',
  'fail',
  'discuss',
  'pledge',
  'adopt',
  'initial',
  'settle',
  'exchange',
  'disagree',
  'quarrel',
  'clash',
]);

/** Those named around a noun: "with officials", "between A and B", "involving officials from …", "U.S.-China", "Obama's meeting". */
export function participantsOf(noun: Word, context: ReadingContext): Word[] {
  const around = [
    ...withPreposition(noun, 'with', 'between', 'among', 'involving'),
    ...(COLLECTIVE.has(noun.lemma) ? withPreposition(noun, 'of') : []),
    // "The first visit by a minister since 2014": by whom, another sentence tells.
    ...(VISITS.has(noun.lemma)
      ? withPreposition(noun, 'by', 'of').filter(word => !/^an?$/u.test(word.child('det')?.lower ?? ''))
      : []),
    ...withPreposition(framed(noun), 'with', 'between'),
    ...(withPreposition(noun, 'with', 'between').length === 0 ? strayPartner(noun, context) : []),
    ...noun
      .children('acl')
      .filter(verb => verb.lemma === 'involve')
      .flatMap(verb => verb.children('obj')),
    ...noun
      .children('nmod:poss', 'compound', 'amod', 'nmod')
      .filter(word => !word.child('case') || word.is('nmod:poss'))
      .filter(word => !isPartOfTitle(word, noun, context) && !isOnlyPlaceName(word, noun, context)),
    ...noun
      .children('acl:relcl')
      .filter(verb => !WATCHING.has(verb.lemma))
      .flatMap(verb => subject(verb) ?? []),
    ...whoSendsTo(framed(noun)),
  ];
  return around
    .flatMap(word => [...conjuncts(word), ...word.children('compound')])
    .map(ofName)
    .filter(head => isSomebody(head, context) && !context.isTime(head) && !isCityBefore(head, noun, context));
}

/** Nouns whose "of" and "by" name who travels. */
const VISITS = new Set(['visit', 'trip']);

/** "The region of Upper Dormund", "the breakaway republic of …": whom the name behind "of" means. */
function ofName(noun: Word): Word {
  if (!LANDS.has(noun.lemma)) return noun;
  return withPreposition(noun, 'of').find(({ pos }) => pos === 'PROPN') ?? noun;
}

const LANDS = new Set([
  'region',
  'republic',
  'province',
  'territory',
  'enclave',
  'kingdom',
  'state',
  'island',
  'emirate',
]);

/** "talks which a reporter visited": whoever looks on does not take part. */
const WATCHING = new Set(['visit', 'see', 'watch', 'witness', 'cover', 'describe', 'observe', 'follow', 'report']);

/** "Peru and Chile named their delegations for the talks": who sends somebody takes part. */
function whoSendsTo(noun: Word): Word[] {
  if (!/^(?:for|to)$/u.test(prepositionOf(noun))) return [];
  const governor = noun.head;
  const verb = governor?.pos === 'VERB' ? governor : governor?.head;
  const sent = verb?.child('obj');
  if (!verb || !sent || !SENDING.has(verb.lemma) || !SENT.has(sent.lemma) || isPassive(verb)) return [];
  const who = subject(verb);
  return who ? [who] : [];
}

const SENDING = new Set(['name', 'send', 'appoint', 'choose', 'pick', 'dispatch', 'nominate', 'select', 'prepare']);

const SENT = new Set([
  'delegation',
  'delegate',
  'team',
  'negotiator',
  'representative',
  'envoy',
  'official',
  'minister',
]);

/** "The Northern Flank summit": a place that no table knows, alone before the noun, is its name and nobody who comes. */
function isOnlyPlaceName(word: Word, noun: Word, context: ReadingContext): boolean {
  const { actor } = context.party(word);
  const known = actor === undefined ? undefined : context.actors.actor(actor);
  return (
    word.is('compound') &&
    known?.type === 'place' &&
    known.country === undefined &&
    /^(?:summit|conference|forum)$/u.test(noun.lemma) &&
    !noun
      .children('compound', 'amod')
      .some(other => other !== word && other.pos === 'PROPN' && !contains(context.party(word).words, other))
  );
}

/** "The Shangri-La Dialogue": the words of its title name nobody, but for states and bodies ("the U.S.-China Dialogue"). */
function isPartOfTitle(word: Word, noun: Word, context: ReadingContext): boolean {
  if (noun.pos !== 'PROPN' || !word.is('compound', 'amod', 'nmod')) return false;
  const { actor, words } = context.party(word);
  return actor === undefined || contains(words, noun) || !/^(?:state|body|organisation|group)\//u.test(actor);
}

/** Nouns whose "of" names those who gather ("a meeting of foreign ministers"). */
const COLLECTIVE = new Set(['meeting', 'gathering', 'summit', 'conference', 'session']);

/** A named actor, a pronoun for people, or a noun for people or their bodies; "a number of ministers" is ministers. */
export function isSomebody(head: Word, context: ReadingContext): boolean {
  const party = context.party(head);
  if (party.actor !== undefined || party.how === 'class') return true;
  if (context.nameOf(head) !== undefined) return true;
  const counted = QUANTITIES.has(head.lemma) ? withPreposition(head, 'of') : [];
  if (counted.length > 0 || (QUANTITIES.has(head.lemma) && !PEOPLE.has(head.lemma)))
    return counted.some(noun => isSomebody(noun, context));
  return (
    /^(?:he|she|they|we|i|him|her|them|us|who|both|two|sides?|parties)$/u.test(head.lower) ||
    // "An official visit" is nobody's.
    (PEOPLE.has(head.lemma.toLowerCase()) && head.pos !== 'ADJ' && !head.is('amod'))
  );
}

const QUANTITIES = new Set([
  'number',
  'group',
  'range',
  'dozen',
  'hundred',
  'member',
  'series',
  'team',
  'delegation',
  'some',
  'all',
]);

/** Nouns for those who meet. */
const PEOPLE = new Set([
  'representative',
  'mission',
  'chair',
  'chairman',
  'chairwoman',
  'chairperson',
  'head',
  'official',
  'leader',
  'minister',
  'delegation',
  'diplomat',
  'envoy',
  'negotiator',
  'counterpart',
  'president',
  'chancellor',
  'lawmaker',
  'executive',
  'delegate',
  'ambassador',
  'commander',
  'general',
  'chief',
  'director',
  'secretary',
  'governor',
  'mayor',
  'senator',
  'adviser',
  'expert',
  'activist',
  'journalist',
  'relative',
  'family',
  'wife',
  'husband',
  'widow',
  'survivor',
  'student',
  'business',
  'businessman',
  'company',
  'organisation',
  'organization',
  'opposition',
  'rebel',
  'government',
  'council',
  'committee',
  'cabinet',
  'authority',
  'ally',
  'partner',
  'premier',
  'king',
  'prince',
  'pope',
  'bishop',
  'elder',
  'refugee',
  'investor',
  'member',
  'team',
  'commission',
  'board',
  'bloc',
  'parliament',
  'ministry',
  'troop',
  'soldier',
  'staff',
]);
