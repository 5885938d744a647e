/**
 * The words that say at which meeting something was said, undertaken or done ("at the talks on Tuesday", "after meeting with Ms. Duarte"). Nothing is
 * guessed: what stands beside a meeting in the text, without words that tie it to the meeting, is not of it.
 */
import { cover, type Span, type Words } from '../core/span.ts';
import type { TimeMention } from '../core/time.ts';
import type { Word } from '../language/analysis.ts';
import { fullNounPhrase, predicatePhrase, prepositionOf, subject } from '../language/clause.ts';
import { MEETING_NOUNS } from './meeting/mention.ts';
import type { ReadingContext } from './reading-context.ts';

/** `deed`: the word that carries what was said, undertaken or done. */
export function occasionOf(deed: Word, context: ReadingContext): Words | undefined {
  let at: Word | undefined = deed;
  for (let steps = 0; at && steps < STEPS; steps++) {
    const found = tiedTo(at, context);
    if (found) return context.words(found);
    if (!isUnder(at)) break;
    at = at.head;
  }
  const opening = openingOf(deed, context);
  return opening && context.words(opening);
}

/** Clauses that a deed may stand in below the one that names the meeting ("said at the talks that they had agreed to share …"). */
const STEPS = 4;

function isUnder(word: Word): boolean {
  return word.is('ccomp', 'xcomp', 'parataxis', 'obj', 'acl') || (word.is('conj') && !word.child('nsubj'));
}

function tiedTo(word: Word, context: ReadingContext): Span | undefined {
  const phrase = word
    .children('obl', 'nmod')
    .map(noun => phraseOf(noun, context))
    .find(Boolean);
  if (phrase) return phrase;
  const clause = word.children('advcl').find(verb => isMeeting(verb) && DURING.has(openerOf(verb)));
  if (clause) return predicatePhrase(clause);
  // "met in Vienna and agreed to …"
  const first = word.is('conj') && !word.child('nsubj') ? word.head : undefined;
  if (first && isMeeting(first) && !liesAhead(context.timeOf(first), context))
    return cover([first, predicateEnd(first, word)]);
  // "The talks produced an agreement to …"
  const doer = word.pos === 'VERB' && YIELDING.has(word.lemma) ? subject(word) : undefined;
  if (doer && isMeetingNoun(doer)) return fullNounPhrase(doer);
  // "talks at which both sides agreed to …"
  const met = word.is('acl:relcl') && word.head && isMeetingNoun(word.head) ? word.head : undefined;
  return met && word.subtree().some(({ lower }) => lower === 'where' || lower === 'which')
    ? fullNounPhrase(met)
    : undefined;
}

/** "at the talks", "at the end of the talks", "in a statement after the talks": from the preposition to the end of the words for the meeting. */
function phraseOf(noun: Word, context: ReadingContext): Span | undefined {
  const preposition = prepositionOf(noun);
  if (isMeetingNoun(noun)) return AT.has(preposition) && !isAhead(noun, context) ? withCase(noun) : undefined;
  const inner = noun.children('nmod', 'obl').find(isMeetingNoun);
  if (inner && PARTS.has(noun.lemma) && prepositionOf(inner) === 'of' && AT.has(preposition)) return withCase(noun);
  if (inner && TEXTS.has(noun.lemma) && AT.has(prepositionOf(inner))) return withCase(inner);
  const issued = TEXTS.has(noun.lemma) ? noun.children('acl').find(verb => ISSUING.has(verb.lemma)) : undefined;
  return (
    issued &&
    issued
      .children('obl')
      .map(meeting => phraseOf(meeting, context))
      .find(Boolean)
  );
}

/** "At the talks on Tuesday, …" opens the sentence whose main clause the deed is in, whatever the tree hangs it on. */
function openingOf(deed: Word, context: ReadingContext): Span | undefined {
  const [first] = deed.sentence.words;
  const noun = first?.is('case') === true ? first.head : undefined;
  if (!noun || noun.index > deed.index || noun.index - first!.index > OPENING) return undefined;
  const comma = deed.sentence.words.find(word => word.index > noun.index && word.text === ',');
  return comma && comma.index < deed.index ? phraseOf(noun, context) : undefined;
}

/** Words from the first of a sentence to the noun of its opening phrase. */
const OPENING = 8;

function withCase(noun: Word): Span {
  const [preposition] = noun.children('case');
  const phrase = fullNounPhrase(noun);
  return preposition ? cover([preposition, phrase]) : phrase;
}

function isMeetingNoun(word: Word): boolean {
  return (word.pos === 'NOUN' || word.pos === 'PROPN') && MEETING_NOUNS.includes(word.lemma.toLowerCase());
}

function isMeeting({ pos, lemma }: Word): boolean {
  return pos === 'VERB' && (lemma === 'meet' || lemma === 'confer' || lemma === 'visit');
}

function openerOf(verb: Word): string {
  return verb.child('mark')?.lower ?? '';
}

/** What is agreed on for a meeting that lies ahead was not agreed on there. */
function isAhead(noun: Word, context: ReadingContext): boolean {
  return (
    liesAhead(context.timeWithin(noun), context) ||
    noun.children('amod').some(({ lower }) => lower === 'next' || lower === 'upcoming' || lower === 'future')
  );
}

function liesAhead(time: TimeMention | undefined, context: ReadingContext): boolean {
  return time !== undefined && context.direction(time) === 'after';
}

/** The last word of the first of two verbs, before the "and" of the second. */
function predicateEnd(first: Word, second: Word): Span {
  const and = second.child('cc') ?? second;
  return first.subtree().findLast(word => word.index < and.index && word.pos !== 'PUNCT') ?? first;
}

const AT = new Set(['at', 'during', 'in', 'after', 'following', 'at the end of', 'on the sidelines of', 'upon']);

const DURING = new Set(['after', 'during', 'while', 'upon', 'when', 'following']);

const PARTS = new Set([
  'end',
  'close',
  'conclusion',
  'start',
  'opening',
  'course',
  'sideline',
  'margin',
  'round',
  'session',
]);

const TEXTS = new Set(['statement', 'communique', 'communiqué', 'declaration', 'remark', 'readout', 'briefing']);

const ISSUING = new Set(['issue', 'release', 'publish', 'adopt', 'read', 'make']);

const YIELDING = new Set(['produce', 'yield', 'end', 'result', 'conclude', 'close', 'bring', 'lead']);

/** The field of a draft that holds these words; none where no words say so. */
export function madeAt(deed: Word | undefined, context: ReadingContext): { readonly madeAt?: Words } {
  const words = deed && occasionOf(deed, context);
  return words ? { madeAt: words } : {};
}
