import type { Party } from '../core/actor.ts';
import { joinedWords, SAME_WORDS } from '../core/said.ts';
import type { Words } from '../core/span.ts';
import { tellingStems } from '../core/subject.ts';
import { comparable, type ComparableText } from './comparable.ts';
import { type Run, sharedRuns } from './shared-runs.ts';
import { atOnce } from '../core/turns.ts';
import { isSameParty } from './same-party.ts';
import { type Alteration, alterations } from './alterations.ts';

/** Words that a document says somebody said. */
export interface Saying {
  /** Names it; of whatever form. */
  readonly id: string;
  readonly document: string;
  /** The origin that the document counts as. */
  readonly origin: string;
  /** YYYY-MM-DD; undefined: not known. */
  readonly published: string | undefined;
  /** Undefined: the document names nobody. */
  readonly speaker: Party | undefined;
  /** By whose word the document has it, if not by its own. */
  readonly voices: readonly Party[];
  /** The words said, in pieces where the document interrupts them. */
  readonly words: readonly Words[];
  /** Read from text that lost its capitals or marks, where readers often err. */
  readonly isDegraded: boolean;
  /** Other documents in which the same passage stands, whatever was read there, with their origins. */
  readonly alsoIn: readonly Place[];
}

export interface Place {
  readonly document: string;
  readonly origin: string;
}

export interface Witness {
  readonly saying: Saying;
  /** How its words differ from the fullest wording; empty: they are the same but for capitals, punctuation and marks. */
  readonly alterations: readonly Alteration[];
}

/** Somebody to whom an utterance is attributed. Documents are counted, and the origins that they come down to. */
export interface Attributed {
  readonly name: string;
  readonly documents: readonly string[];
  readonly origins: readonly string[];
}

/** One thing said, whoever has it. */
export interface Utterance {
  /** Its fullest wording. */
  readonly wording: string;
  /** The fullest first, then by day (unknown last) and document. */
  readonly witnesses: readonly Witness[];
  readonly documents: readonly string[];
  readonly origins: readonly string[];
  /** By number of origins, then of documents, then by name. More than one: the attributions conflict. */
  readonly speakers: readonly Attributed[];
  readonly isConflicting: boolean;
}

/** Stems in them that tell something: eight words of "it is one of the most of all that" tell nothing. */
const TELLING = 3;
/** Of the shorter saying: less is a phrase that two sayings have in common, and not one thing said. */
const SHARE = 0.5;
/** What so many different people are said to have said, word for word, is a form of words. */
const FORM_OF_WORDS = 5;

/**
 * Sayings whose words are the same, as one utterance each with all its witnesses. Capitals, punctuation and quotation marks don't matter. Sayings that nobody
 * else has are utterances of one witness. The answer does not depend on the order of `sayings`.
 */
export const utterances = (sayings: readonly Saying[]): Utterance[] => atOnce(utterancesStepwise(sayings));

/** The same in steps of at most a few milliseconds, between which others who use the same thread may have their turn. */
export function* utterancesStepwise(sayings: readonly Saying[]): Generator<undefined, Utterance[]> {
  const ordered = [...sayings].sort((x, y) =>
    x.document < y.document ? -1 : x.document > y.document ? 1 : x.id < y.id ? -1 : 1,
  );
  const texts: ComparableText[] = [];
  for (const { words } of ordered) {
    texts.push(comparable(joinedWords(words)));
    yield;
  }
  const sets = new Sets(ordered.length);
  for (const [one, other] of pairsInCommon(texts)) {
    yield;
    if (sets.areJoined(one, other) || !areOneUtterance(texts[one]!, texts[other]!)) continue;
    const of = (i: number): Saying[] => sets.membersOf(i).map(member => ordered[member]!);
    if (!holdApart(of(one), of(other))) sets.join(one, other);
  }
  const found: Utterance[] = [];
  for (const members of sets.all()) {
    found.push(yield* utterance(members.map(i => ({ saying: ordered[i]!, text: texts[i]! }))));
  }
  return found;
}

/**
 * Does a document have one of each, in different places and of different speakers? Then they are two things said, and a saying that holds both, as texts
 * without marks are read now and then, does not make one of them.
 */
function holdApart(some: readonly Saying[], others: readonly Saying[]): boolean {
  return some.some(one =>
    others.some(
      other =>
        one.document === other.document &&
        one.speaker?.name !== other.speaker?.name &&
        !one.words.some(words => other.words.some(more => words.start < more.end && more.start < words.end)),
    ),
  );
}

/** A saying with its words made plain. */
interface Plain {
  readonly saying: Saying;
  readonly text: ComparableText;
}

function* utterance(members: readonly Plain[]): Generator<undefined, Utterance> {
  const fullest = members.toSorted(
    (x, y) => y.text.words.length - x.text.words.length || earlier(x.saying, y.saying),
  )[0]!;
  const others = members.filter(one => one !== fullest).toSorted((x, y) => earlier(x.saying, y.saying));
  yield;
  const speakers = yield* attributed(members.map(({ saying }) => saying));
  const witnesses: Witness[] = [];
  for (const { saying, text } of [fullest, ...others]) {
    witnesses.push({ saying, alterations: alterations(fullest.text, text) });
    yield;
  }
  return {
    wording: fullest.text.text,
    witnesses,
    ...standing(members.map(({ saying }) => saying)),
    speakers,
    isConflicting: speakers.length > 1 && speakers.length < FORM_OF_WORDS,
  };
}

/** Unknown days last. */
function earlier(x: Saying, y: Saying): number {
  const [one, other] = [x, y].map(({ published, document, id }) => `${published ?? '~'} ${document} ${id}`) as [
    string,
    string,
  ];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** An unbroken run of words that tell something, and by and large the shorter of the two. */
function areOneUtterance(one: ComparableText, other: ComparableText): boolean {
  const [a, b] = one.words.length <= other.words.length ? [one, other] : [other, one];
  const runs = sharedRuns(a, b);
  const shared = runs.reduce((sum, { length }) => sum + length, 0);
  return shared >= SHARE * a.words.length && runs.some(run => tells(a, run));
}

function tells(text: ComparableText, { a, length }: Run): boolean {
  if (length < SAME_WORDS || text.stock.subarray(a, a + length).every(mark => mark === 1)) return false;
  return tellingStems(text.text.slice(text.starts[a], text.ends[a + length - 1])).size >= TELLING;
}

/** Of the many that have a row of words each is compared with so many that have it too: the rest follows by these. */
const NEIGHBOURS = 8;

/** Pairs of texts that have SAME_WORDS words in a row in common, each once. */
function* pairsInCommon(texts: readonly ComparableText[]): Generator<[number, number]> {
  const rows = new Map<string, number[]>();
  const named = new Set<number>();
  for (const [i, { words }] of texts.entries()) {
    for (let at = 0; at + SAME_WORDS <= words.length; at++) {
      const row = words.slice(at, at + SAME_WORDS).join(' ');
      const has = rows.get(row);
      if (has === undefined) rows.set(row, [i]);
      else if (has.at(-1) !== i) {
        for (const other of has.slice(-NEIGHBOURS)) {
          const pair = other * texts.length + i;
          if (!named.has(pair)) yield [other, i];
          named.add(pair);
        }
        has.push(i);
      }
    }
  }
}

/** To whom it is attributed. Who is told of by another in the same breath, or is called otherwise, is no other speaker; a class of people is nobody. */
function* attributed(sayings: readonly Saying[]): Generator<undefined, Attributed[]> {
  // What a copy without marks seems to say does not count beside what the clean one of the same origin says.
  const clean = new Set(sayings.filter(({ isDegraded }) => !isDegraded).map(({ origin }) => origin));
  const named = sayings.filter(
    ({ speaker, isDegraded, origin }) =>
      speaker !== undefined && isSomebody(speaker) && !(isDegraded && clean.has(origin)),
  );
  const byDocument = Map.groupBy(named, ({ document }) => document);
  const sets = new Sets(named.length);
  /** Each party as it is named, with the first saying that has it: a story in a thousand papers names few. */
  const parties = new Map<string, { readonly party: Party; readonly saying: number }>();
  for (const [i, saying] of named.entries()) {
    yield;
    const inOneBreath = byDocument.get(saying.document)!.filter(other => overlap(saying, other));
    for (const party of inOneBreath.flatMap(({ speaker, voices }) => [speaker!, ...voices])) {
      const key = JSON.stringify([party.actor, party.name, party.capacity]);
      const known = parties.get(key);
      if (known !== undefined) {
        sets.join(known.saying, i);
        continue;
      }
      for (const other of parties.values()) if (isSameParty(party, other.party)) sets.join(other.saying, i);
      parties.set(key, { party, saying: i });
    }
  }
  return sets
    .all()
    .map(members => {
      const of = members.map(i => named[i]!);
      return { name: nameOf(of), ...standing(of) };
    })
    .sort(
      (x, y) =>
        y.origins.length - x.origins.length || y.documents.length - x.documents.length || (x.name < y.name ? -1 : 1),
    );
}

/** "officials", "he", "the company": nobody of whom it could be said that another is somebody else. */
function isSomebody({ how, actor, name }: Party): boolean {
  if (how === 'class') return false;
  return actor !== undefined || how !== 'unresolved' || (/\p{Lu}/u.test(name) && !PRONOUN.test(name));
}

const PRONOUN = /^(?:I|we|you|he|she|it|they|who|one)$/iu;

/** The documents in which they stand, and the origins that these come down to. */
function standing(sayings: readonly Saying[]): { documents: string[]; origins: string[] } {
  const places = sayings.flatMap(saying => [saying, ...saying.alsoIn]);
  return {
    documents: distinct(places.map(({ document }) => document)),
    origins: distinct(places.map(({ origin }) => origin)),
  };
}

function overlap(one: Saying, other: Saying): boolean {
  return one.words.some(x => other.words.some(y => x.start < y.end && y.start < x.end));
}

/** The name that most of them give; of those the longest. */
function nameOf(sayings: readonly Saying[]): string {
  const names = Map.groupBy(sayings, ({ speaker }) => speaker!.name);
  return [...names].toSorted(
    ([x, of], [y, many]) => many.length - of.length || y.length - x.length || (x < y ? -1 : 1),
  )[0]![0];
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

/** Numbers from 0 in sets that are joined. */
class Sets {
  private readonly parents: number[];
  /** Right for roots only. */
  private readonly members: number[][];

  constructor(size: number) {
    this.parents = Array.from({ length: size }, (_, i) => i);
    this.members = this.parents.map(i => [i]);
  }

  join(one: number, other: number): void {
    const [x, y] = [this.rootOf(one), this.rootOf(other)];
    if (x === y) return;
    const [low, high] = x < y ? [x, y] : [y, x];
    this.parents[high] = low;
    for (const member of this.members[high]!) this.members[low]!.push(member);
  }

  areJoined(one: number, other: number): boolean {
    return this.rootOf(one) === this.rootOf(other);
  }

  /** All that are joined with one. */
  membersOf(of: number): number[] {
    return this.members[this.rootOf(of)]!;
  }

  all(): number[][] {
    return [...Map.groupBy(this.parents.keys(), i => this.rootOf(i)).values()];
  }

  private rootOf(of: number): number {
    let root = of;
    while (this.parents[root] !== root) root = this.parents[root]!;
    for (let i = of; i !== root; ) [i, this.parents[i]] = [this.parents[i]!, root];
    return root;
  }
}
