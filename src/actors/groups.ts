/** Pairs and groups of people, states and bodies that a text has named: "both sides", "the two presidents", "each party". */
import type { Resolution } from '../core/actor.ts';
import type { Word } from '../language/analysis.ts';
import { conjuncts, coordinationHead } from '../language/clause.ts';
import { type Mentions, REACH, type Seen } from './mentions.ts';
import type { Phrase } from './phrases.ts';
import { postWord } from './posts.ts';
import type { Draft, Roster } from './roster.ts';
import { singular } from './vocabulary.ts';

/** Those who stand between two parties and are neither. */
const GO_BETWEENS = new Set([
  'mediator',
  'broker',
  'observer',
  'monitor',
  'guarantor',
  'facilitator',
  'host',
  'envoy',
  'diplomat',
]);
/** Numbers of a group whose members a sentence before must name. */
const COUNTS = new Map([
  ['three', 3],
  ['four', 4],
]);

/** What is known of the text up to the words that are read. */
export interface TextSoFar {
  readonly words: readonly Word[];
  readonly roster: Roster;
  readonly mentions: Mentions;
  /** For each word, the mention by name that covers it. */
  readonly nameAt: readonly (Seen | undefined)[];
  exact(from: number, to: number): string;
  seen(phrase: Phrase, draft: Draft | undefined, how: Resolution, reason: string, plural?: boolean): Seen;
}

export class GroupReader {
  private readonly text: TextSoFar;
  /** Whom "the two presidents" meant last, by number and noun. */
  private readonly groups = new Map<string, readonly Draft[]>();

  constructor(text: TextSoFar) {
    this.text = text;
  }

  group(at: number): Seen | undefined {
    const word = this.text.words[at]!;
    const next = this.text.words[at + 1];
    const nextNoun = next === undefined ? '' : singular(next.lower);
    const sides =
      /^(?:side|country|nation|government|leader|president|minister|party|company|firm|capital|power|state|man|woman|economy|official)$/u.test(
        nextNoun,
      ) && next?.lower !== nextNoun;
    const definite = /^(?:the|these|those)$/u.test(this.text.words[at - 1]?.lower ?? '');
    const bare =
      word.lower !== 'both' && definite && (next === undefined || !/^(?:NOUN|PROPN|ADJ|NUM)$/u.test(next.pos));
    if (word.lower === 'both' ? !sides : !(definite && (sides || bare))) return undefined;
    const from = definite ? at - 1 : at;
    const phrase = { from, to: sides ? at + 2 : at + 1, head: sides ? at + 1 : at };
    const wanted = (draft: Draft): boolean => {
      if (/^(?:country|nation|government|capital|power|state|economy)$/u.test(nextNoun)) return draft.type === 'state';
      if (nextNoun === 'side' || nextNoun === 'party')
        return (
          draft.type === 'state' || draft.type === 'body' || draft.type === 'firm' || draft.type === 'organisation'
        );
      if (nextNoun === 'company' || nextNoun === 'firm') return draft.type === 'firm';
      return draft.type === 'person' && mayBeCalled(draft, nextNoun);
    };
    const count = COUNTS.get(word.lower) ?? 2;
    let members =
      count === 2
        ? this.twoNamed(word.sentence.index, wanted, nextNoun)
        : this.joinedNames(word.sentence.index, count, wanted);
    // A third state that a sentence names in passing is none of the two that the text is about.
    if (
      count === 2 &&
      members.length === 2 &&
      members.every(({ type }) => type === 'state') &&
      !this.areToldMost(members)
    )
      members = [];
    // "The two Presidents … The two Presidents": a text goes on about the pair that it has called so.
    const pair = `${count} ${nextNoun}`;
    if (members.length < 2) members = [...(this.groups.get(pair) ?? [])];
    if (members.length >= 2 && sides) this.groups.set(pair, [...members]);
    const exact = this.text.exact(phrase.from, phrase.to);
    if (members.length < 2)
      return this.text.seen(
        phrase,
        undefined,
        'unresolved',
        `"${exact}": the text before names no ${count === 2 ? 'two' : word.lower} that it could mean`,
        true,
      );
    members.sort((a, b) => (a.name < b.name ? -1 : 1));
    const name = members
      .map(member => member.name)
      .join(', ')
      .replace(/, (?=[^,]*$)/u, ' and ');
    const draft = this.text.roster.actor('group', name, at, { plural: true, members });
    return this.text.seen(
      phrase,
      draft,
      'description',
      `"${exact}" are the ${count === 2 ? 'two' : word.lower} named last before it: ${name}`,
      true,
    );
  }

  /** Has no other state been named more often of late than one of the two? */
  private areToldMost(two: readonly Draft[]): boolean {
    const times = new Map<Draft, number>();
    for (const { draft } of this.text.mentions.recent())
      if (draft?.type === 'state') times.set(draft, (times.get(draft) ?? 0) + 1);
    const fewest = Math.min(...two.map(draft => times.get(draft) ?? 0));
    return [...times].every(([draft, count]) => two.includes(draft) || count <= fewest);
  }

  /** "Each side", "neither Party", "the Parties": the two named before, each of whom is meant. */
  eachOfTwo(at: number): Seen | undefined {
    const word = this.text.words[at]!;
    const noun = this.text.words[at + 1];
    if (noun === undefined || noun.sentence !== word.sentence) return undefined;
    const isParties = word.lower === 'the' && noun.text === 'Parties';
    const isEach = word.lower !== 'the' && /^(?:side|party|country|government|nation|state)$/u.test(noun.lower);
    if (!isParties && !isEach) return undefined;
    const states = this.twoNamed(word.sentence.index, draft => draft.type === 'state');
    const isState = /^(?:country|government|nation|state)$/u.test(noun.lower);
    const members =
      states.length === 2 || isState
        ? states
        : this.twoNamed(word.sentence.index, draft => draft.type === 'state' || draft.type === 'body');
    if (members.length < 2) return undefined;
    members.sort((a, b) => (a.name < b.name ? -1 : 1));
    const name = members.map(member => member.name).join(' and ');
    const draft = this.text.roster.actor('group', name, at, { plural: true, members });
    const phrase = { from: at, to: at + 2, head: at + 1 };
    return this.text.seen(
      phrase,
      draft,
      'description',
      `"${this.text.exact(at, at + 2)}" are the two named last before it: ${name}`,
      true,
    );
  }

  /**
   * The two that were named last: those of the nearest sentence that names two, joined by "and" where more are named in it; where no sentence
   * does, the last two.
   */
  private twoNamed(sentence: number, wanted: (draft: Draft) => boolean, noun = ''): Draft[] {
    const last: Draft[] = [];
    let inSentence: Seen[] = [];
    for (const seen of this.text.mentions.recent().reverse()) {
      if (sentence - this.text.mentions.sentenceOf(seen) > REACH + 2) break;
      const { draft } = seen;
      if (draft === undefined || draft.members.length > 0 || !wanted(draft) || this.isOfGoBetween(seen)) continue;
      if (last.length < 2 && !last.includes(draft)) last.push(draft);
      if (
        inSentence[0] !== undefined &&
        this.text.mentions.sentenceOf(inSentence[0]) !== this.text.mentions.sentenceOf(seen)
      )
        inSentence = [];
      if (inSentence.some(other => other.draft === draft)) continue;
      inSentence.push(seen);
      // Three whom a list joins are no two.
      if (conjuncts(coordinationHead(this.text.words[seen.head]!)).length > 2) return [];
      const partner = inSentence.find(
        other => this.text.words[other.head]!.is('conj') && this.text.words[other.head]!.head?.index === seen.head,
      );
      if (partner !== undefined) return [partner.draft!, draft];
      // Another that is joined to one of these may stand before it.
      const isSides = noun === 'side' || noun === 'party';
      if (
        inSentence.length >= 2 &&
        !inSentence.some(other => this.text.words[other.head]!.is('conj')) &&
        (!isSides || this.isOpposite(seen, inSentence[0]!))
      )
        return [inSentence[0]!.draft!, inSentence[1]!.draft!];
    }
    // Sides and parties are what a text has put opposite each other; whoever two sentences name apart need not be.
    return noun === 'side' || noun === 'party' ? [] : last;
  }

  /** "Peru accused Chile", "Peru signed a pact with Chile": two whom a sentence puts opposite each other, and not two places of a journey. */
  private isOpposite(first: Seen, second: Seen): boolean {
    const other = this.text.words[second.head]!;
    return (
      this.text.words[first.head]!.is('nsubj') &&
      (other.is('obj', 'iobj') || /^(?:with|against|on)$/u.test(other.child('case')?.lower ?? '')) &&
      second.draft?.type === first.draft?.type
    );
  }

  /** "Mediators from Norway and Qatar": where those come from who stand between the two is none of the two. */
  private isOfGoBetween(seen: Seen): boolean {
    if (this.text.mentions.isBracketed(seen)) return true;
    const first = coordinationHead(this.text.words[seen.head]!);
    return first.is('nmod', 'nmod:poss', 'compound', 'amod') && GO_BETWEENS.has(first.head?.lemma ?? '');
  }

  /** Three or four that one sentence before joins by commas and "and", and no more. */
  private joinedNames(sentence: number, count: number, wanted: (draft: Draft) => boolean): Draft[] {
    for (const seen of this.text.mentions.recent().reverse()) {
      if (sentence - this.text.mentions.sentenceOf(seen) > REACH + 2) break;
      const first = coordinationHead(this.text.words[seen.head]!);
      const joined = conjuncts(first).map(word => this.text.nameAt[word.index]?.draft);
      if (joined.length === count && joined.every(draft => draft !== undefined && wanted(draft)))
        return [...new Set(joined.filter(draft => draft !== undefined))];
    }
    return [];
  }

  /** "Ms. Lind and Mr. Okoro have not spoken since July. They …": those whom "and" joins as the subject of the sentence before. */
  joinedSubject(word: Word): Seen | undefined {
    const before = this.text.mentions
      .recent()
      .filter(
        ({ subject, nested, head }) =>
          subject && !nested && this.text.words[head]!.sentence.index === word.sentence.index - 1,
      );
    for (const { head } of before) {
      const joined = conjuncts(this.text.words[head]!).map(each => this.text.nameAt[each.index]?.draft);
      const members = [...new Set(joined.filter(draft => draft !== undefined))];
      const isOneSort = members.every(
        ({ type }) => type === members[0]!.type && (type === 'person' || type === 'state'),
      );
      if (members.length < 2 || members.length !== joined.length || !isOneSort) continue;
      members.sort((a, b) => (a.name < b.name ? -1 : 1));
      const name = members
        .map(member => member.name)
        .join(', ')
        .replace(/, (?=[^,]*$)/u, ' and ');
      return this.text.seen(
        { from: word.index, to: word.index + 1, head: word.index },
        this.text.roster.actor('group', name, word.index, { plural: true, members }),
        'pronoun',
        `"${word.text}" are those joined as the subject of the sentence before: ${name}`,
        true,
      );
    }
    return undefined;
  }
}

/** Other words for who is called so. */
const CALLED_SO = new Map([['minister', /^(?:minister|secretary|premier|chancellor)$/u]]);

/** May somebody be one of "the two presidents", "the two women"? Not who is known to hold other posts only, or by a title to be a man. */
function mayBeCalled(draft: Draft, noun: string): boolean {
  if (noun === 'man') return draft.gender !== 'female';
  if (noun === 'woman') return draft.gender !== 'male';
  // A name of one word that nobody gives a post may be a place taken for a person.
  if (noun === 'leader' || noun === 'official') return draft.posts.length > 0 || draft.name.includes(' ');
  if (noun !== 'president' && noun !== 'minister') return true;
  const called = CALLED_SO.get(noun) ?? /^president$/u;
  // A name of one word that nobody gives a post may be a place taken for a person.
  if (draft.posts.length === 0) return draft.name.includes(' ');
  return draft.posts.some(({ post }) => called.test(postWord(post)));
}
