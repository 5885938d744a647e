/** Whom a description means by what stands with it in its sentence: a name set beside it, or the side it speaks for. */
import type { ActorType, Party } from '../core/actor.ts';
import { cover, type Span } from '../core/span.ts';
import type { Word } from '../language/analysis.ts';
import { bodyNouns, personNouns, postHeads } from '../actors/vocabulary.ts';
import { demonymOf } from '../actors/world/gazetteer.ts';
import type { ReadingContext } from './reading-context.ts';
import { oneLine } from './show.ts';

/** `party` is who is meant by `head` as far as its own words tell; undefined where nothing beside them tells more. */
export function meantByDescription(head: Word, party: Party, context: ReadingContext): Party | undefined {
  const isUnnamed = party.actor === undefined || typeOf(party, context) === 'class';
  return isUnnamed ? (besideName(head, party, context) ?? namedSide(head, party, context)) : undefined;
}

/** Words of a complement; more is a tale, and no description. */
const LONGEST_COMPLEMENT = 8;

/** "Member of its delegation", "mediators from Norland's ministry": who is told by no name is told by all of the description. */
export function inFull(head: Word, party: Party, context: ReadingContext): Party {
  const isDescribed = head.pos === 'NOUN' && (party.actor === undefined || /^\p{Ll}/u.test(party.name));
  if (!isDescribed || party.how === 'pronoun') return party;
  const complement = / (?:of|from|for|at|in) /u.test(party.name) ? undefined : complementOf(head, context);
  // "Some residents" are not the residents.
  const share = head.tag === 'NNS' ? head.children('det', 'amod').find(({ lower }) => SHARES.has(lower)) : undefined;
  const isTold = share === undefined || party.name.toLowerCase().startsWith(share.lower);
  const name = [
    ...(isTold ? [] : [share.lower]),
    party.name,
    ...(complement && !party.name.includes(oneLine(context.words(complement).exact))
      ? [oneLine(context.words(complement).exact)]
      : []),
  ].join(' ');
  return name === party.name ? party : { ...party, name };
}

const SHARES = new Set(['some', 'several', 'many', 'most', 'few', 'other']);

/** "Of its delegation" right behind the noun, up to the first mark. */
function complementOf(head: Word, context: ReadingContext): Span | undefined {
  const nouns = head.children('nmod').filter(
    noun =>
      noun.start > head.end &&
      (/^(?:of|from|for|at)$/u.test(noun.child('case')?.lower ?? '') ||
        // "The authorities in Ostria".
        (noun.child('case')?.lower === 'in' && context.nameOf(noun) !== undefined)),
  );
  const [first] = nouns;
  const words = first?.subtree() ?? [];
  if (words[0]?.index !== head.index + 1) return undefined;
  const stop = words.findIndex(
    word => word.pos === 'PUNCT' || word.is('acl:relcl') || word.tag === 'WDT' || word.tag === 'WP',
  );
  const own = stop < 0 ? words : words.slice(0, stop);
  return own.length < 2 || /^(?:those|that|them|it|us)$/u.test(own.at(-1)!.lower) || own.length > LONGEST_COMPLEMENT
    ? undefined
    : cover([own[0]!, own.at(-1)!]);
}

/** What a name set beside a description of somebody is never the name of. */
const NOBODY: ReadonlySet<ActorType> = new Set(['class', 'place', 'state', 'unknown']);

/** "The head of the delegation, Minister Ida Berg," and "a splinter group, the Sons of Vik,". */
function besideName(head: Word, party: Party, context: ReadingContext): Party | undefined {
  if (head.pos !== 'NOUN' || head.tag === 'NNS') return undefined;
  const isPost = postHeads.has(head.lemma) || personNouns.has(head.lemma);
  const isBody = bodyNouns.has(head.lemma);
  // "The governor of Vik province, Ida Berg,": the tree hangs the name on the noun right before it.
  const within = isPost ? head.children('nmod').flatMap(noun => [noun, ...noun.children('nmod')]) : [];
  for (const noun of [head, ...within]) {
    for (const name of noun.children('appos')) {
      const beside = context.actors.party(name);
      const type = typeOf(beside, context);
      const isPerson = type === 'person';
      if ((isBody || isPost) && type === undefined && name.index > noun.index && isNameAlone(name)) {
        const words = context.words(cover(nameWords(name)));
        return {
          ...beside,
          words,
          name: oneLine(words.exact),
          how: 'description',
          reason: `“${oneLine(party.words.exact)}” is set beside the name ${oneLine(words.exact)}`,
        };
      }
      if (type === undefined || NOBODY.has(type) || name.index < noun.index) continue;
      if (isPost ? !isPerson : isBody && isPerson) continue;
      return {
        ...beside,
        how: 'description',
        reason: `“${oneLine(party.words.exact)}” is set beside the name ${beside.name}`,
      };
    }
  }
  return undefined;
}

function nameWords(name: Word): Word[] {
  return name.subtree().filter(({ pos }) => pos !== 'PUNCT');
}

/** "Voice of the North": no actor of the text's, and a name by its capitals. */
function isNameAlone(name: Word): boolean {
  const words = nameWords(name);
  return (
    name.pos === 'PROPN' &&
    words.length <= LONGEST_COMPLEMENT &&
    words.every(word => /^\p{Lu}/u.test(word.text) || word.is('case', 'det', 'cc'))
  );
}

/** "The Norland side", "the Ostrian delegation": in talks these are the state they speak for. */
function namedSide(head: Word, party: Party, context: ReadingContext): Party | undefined {
  if (!/^(?:side|delegation)$/u.test(head.lemma) || party.actor !== undefined) return undefined;
  for (const word of head.children('compound', 'amod', 'nmod:poss')) {
    const owner = stateOfPeople(word, context) ?? context.party(word);
    const type = typeOf(owner, context);
    if (type === undefined || type === 'person' || type === 'class') continue;
    return {
      ...owner,
      words: party.words,
      how: 'description',
      reason: `“${oneLine(party.words.exact)}” stands for ${owner.name}`,
    };
  }
  return undefined;
}

/** "French": the state, where the text tells of it. */
function stateOfPeople(word: Word, context: ReadingContext): Party | undefined {
  const code = word.is('amod') ? demonymOf(word.text)?.state.code : undefined;
  const state =
    code === undefined
      ? undefined
      : context.actors.actors.find(({ type, country }) => type === 'state' && country === code);
  return (
    state && {
      words: context.words(word),
      actor: state.id,
      name: state.name,
      capacity: undefined,
      how: 'demonym',
      reason: `“${word.text}” is of ${state.name}`,
    }
  );
}

function typeOf({ actor }: Party, context: ReadingContext): ActorType | undefined {
  return actor === undefined ? undefined : context.actors.actor(actor)?.type;
}
