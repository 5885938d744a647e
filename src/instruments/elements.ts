/** The elements of an undertaking that the scope test asks for, each with the words that say it. What the words do not say is absent. */
import { contains, cover, overlaps, type Span, type Words } from '../core/span.ts';
import { withoutNumber } from '../kinds/commitment/found.ts';
import type { ReadingContext } from '../kinds/reading-context.ts';
import type { Word } from '../language/analysis.ts';
import { nounPhrase, prepositionOf } from '../language/clause.ts';

export interface ReadElements {
  readonly conduct?: Words;
  readonly object?: Words;
  readonly purpose?: Words;
  readonly territory?: Words;
}

/** `apart`: stretches that are exceptions or days, and no part of what is undertaken. */
export function elementsOf(act: Word, apart: readonly Span[], context: ReadingContext): ReadElements {
  const words = (span: Span | undefined): Words | undefined => span && context.words(unpunctuated(context.text, span));
  const asked = askedOf(act);
  if (asked) return { ...present('conduct', words(asked.conduct)), ...present('object', words(asked.object)) };
  const within = act.subtree().filter(word => !apart.some(span => overlaps(span, word)));
  const purpose = purposeOf(within);
  const territory = territoryOf(
    within.filter(word => !purpose || !purpose.subtree().includes(word)),
    context,
  );
  const done = conductOf(act);
  const purposeSpan = purpose && phrase(purpose, within);
  return {
    ...present('conduct', words(done.conduct)),
    ...present(
      'object',
      words(done.object && shortened(done.object, [...apart, purposeSpan, territory && phrase(territory, within)])),
    ),
    ...present('purpose', words(purposeSpan)),
    ...present('territory', words(territory && phrase(territory, within))),
  };
}

function present<Name extends string>(name: Name, words: Words | undefined): Partial<Record<Name, Words>> {
  return words === undefined || words.exact === '' ? {} : ({ [name]: words } as Partial<Record<Name, Words>>);
}

/** A span without the commas and spaces at its ends. */
export function unpunctuated(text: string, { start, end }: Span): Span {
  const inner = text.slice(start, end);
  const before = /^[\s,;:–—-]*/u.exec(inner)![0].length;
  const after = /[\s,;:.–—-]*$/u.exec(inner.slice(before))![0].length;
  return { start: start + before, end: Math.max(start + before, end - after) };
}

/** Nouns that name a deed: what it is done to stands behind "of", "on" or "against" ("theft of trade secrets"). */
const DEED =
  /(?:tion|sion|ment|ance|ence|theft|attack|use|test|transfer|sale|supply|export|import|exchange|support|trade|search|access|damage|release|visit|training|sharing|interference|jamming)$/u;

/** What is done, and to what: the verb with its object, or, where the object is a deed itself, the verb with the deed and what that is done to. */
function conductOf(act: Word): { conduct: Span; object: Span | undefined } {
  // An item that is a noun names what is done all by itself.
  if (act.pos === 'NOUN' || act.pos === 'PROPN')
    return { conduct: withoutNumber(nounPhrase(act), act.sentence), object: undefined };
  const object = objectOf(act) ?? act.children('conj').map(objectOf).find(Boolean) ?? directObl(act);
  const verbs = [
    act,
    ...act.children('conj').filter(word => word.pos === 'VERB' && (!object || word.start < object.start)),
  ];
  const verb = cover([
    ...verbs,
    ...act
      .children('compound:prt', 'advmod')
      .filter(word => word.start > act.start && word.end <= act.end + 20 && word.lower !== 'not'),
  ]);
  if (!object) return { conduct: verb, object: undefined };
  const of = DEED.test(object.lemma)
    ? object.children('nmod').find(noun => /^(?:of|on|against|to|with|between)$/u.test(prepositionOf(noun)))
    : undefined;
  const start = object.start < act.start ? undefined : act.start;
  if (of) {
    const deed = { start: nounPhrase(object).start, end: object.end };
    return {
      conduct: start === undefined ? deed : cover([{ start: verb.start, end: act.end }, deed]),
      object: nounPhrase(of),
    };
  }
  return { conduct: verb, object: nounPhrase(object) };
}

/** Verbs by which others are asked or told to do something. */
const ASKING = new Set([
  'call',
  'urge',
  'encourage',
  'invite',
  'request',
  'ask',
  'task',
  'mandate',
  'instruct',
  'direct',
]);

/** "Call on Norland to withdraw": what is done is to call for that; whom it is asked of is no place, and what is asked no purpose. */
function askedOf(act: Word): { conduct: Span; object: Span } | undefined {
  if (!ASKING.has(act.lemma)) return undefined;
  const deed = act
    .children('xcomp', 'ccomp', 'advcl')
    .find(clause => clause.start > act.end && clause.child('mark')?.lower === 'to');
  const whom =
    act.child('obj', 'iobj') ??
    act.children('obl').find(noun => noun.start > act.start && /^(?:on|upon)$/u.test(prepositionOf(noun))) ??
    deed?.child('nsubj');
  if (!deed || !whom || whom.start > deed.start) return undefined;
  return { conduct: cover([act, ...deed.subtree()]), object: nounPhrase(whom) };
}

function objectOf(verb: Word): Word | undefined {
  return verb.child('obj') ?? verb.child('nsubj:pass');
}

/** "refrain from the use of force", "cooperate with requests": a verb without an object acts on what its preposition brings. */
function directObl(act: Word): Word | undefined {
  return act
    .children('obl')
    .find(noun => noun.start > act.start && /^(?:from|with|on|to|of|against|for)$/u.test(prepositionOf(noun)));
}

/** "with the intent of …", "in order to …", "for the purpose of …", "to prevent …". */
function purposeOf(within: readonly Word[]): Word | undefined {
  return within.find(word => {
    const preposition = prepositionOf(word);
    if (word.is('obl', 'nmod')) {
      if (
        /^(?:intent|intention|aim|purpose|view|goal|objective)$/u.test(word.lemma) &&
        /^(?:with|for|in)\b/u.test(preposition)
      )
        return true;
    }
    if (!word.is('advcl', 'acl')) return false;
    const marks = word.children('mark').map(mark => mark.lower);
    // "in order to", "so as to", or a bare infinitive of purpose.
    return marks.includes('to') && word.is('advcl');
  });
}

const TERRITORY =
  /^(?:territory|water|airspace|zone|border|region|area|sea|coast|soil|jurisdiction|orbit|space|strait|gulf|island|river)$/u;

/** Where it holds: a place or a stretch of territory behind "in", "within", "from", "over", "on". */
function territoryOf(within: readonly Word[], context: ReadingContext): Word | undefined {
  return within.find(word => {
    if (
      !word.is('obl', 'nmod') ||
      !/^(?:in|within|from|on|over|across|throughout|inside|outside|along|off|near)$/u.test(prepositionOf(word))
    )
      return false;
    if (TERRITORY.test(word.lemma)) return true;
    const { actor } = context.party(word);
    return actor !== undefined && context.actors.actor(actor)?.type === 'place';
  });
}

/** The words of a phrase that are within the undertaking. */
function phrase(head: Word, within: readonly Word[]): Span {
  const own = head.subtree().filter(word => within.includes(word));
  return cover([own[0] ?? head, own.at(-1) ?? head]);
}

/** A span without the phrases that are elements of their own, where they close it. */
function shortened(span: Span, others: readonly (Span | undefined)[]): Span {
  const first = Math.min(...others.flatMap(other => (other && contains(span, other) ? [other.start] : [])), span.end);
  return { start: span.start, end: first };
}
