/** Which proposals tell of one act. A wrong join would count two acts as one that two saw, so those that merely could be the same stay apart. */
import type { ActorId } from '../core/actor.ts';
import { tellingStems } from '../core/subject.ts';

/** A contrary act as one document tells it. */
export interface ToldAct {
  /** Unique, and the same whatever else is there. */
  readonly id: string;
  readonly document: string;
  readonly party: ActorId | undefined;
  /** The sentence that tells of it, and the one after. */
  readonly sentence: string;
  /** Words that every telling has: the parties, the conduct, the object. */
  readonly expected: string;
  readonly from: string | undefined;
  readonly until: string | undefined;
  readonly published: string | undefined;
}

/** Words that two tellings of one act share: so many, and such a share of those that the shorter one has. Where both tell one day, fewer do. */
const COMMON = { stems: 4, share: 0.2, onOneDay: 2 };
/** Longest interval, in days, that counts as told. */
const TOLD_DAYS = 10;
/** What stands in every report of its kind tells nothing. */
const USUAL = tellingStems(
  'government governments ministry minister officials official security company companies police president spokesman statement reported ' +
    'january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday',
);
/** Days between two reports of one act where no day of the act is told. */
const APART = 45;

/** The id of the act that each tells of: the least of the ids that are joined, whatever the order. */
export function joinActs(told: readonly ToldAct[]): ReadonlyMap<string, string> {
  const sorted = told.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const stems = new Map(
    sorted.map(({ id, sentence, expected }) => [
      id,
      tellingStems(sentence).difference(USUAL).difference(tellingStems(expected)),
    ]),
  );
  const root = new Map(sorted.map(({ id }) => [id, id]));
  const find = (id: string): string => (root.get(id) === id ? id : find(root.get(id)!));
  for (const [at, one] of sorted.entries()) {
    for (const other of sorted.slice(at + 1)) {
      if (!isOne(one, other, stems.get(one.id)!, stems.get(other.id)!)) continue;
      const [a, b] = [find(one.id), find(other.id)].toSorted() as [string, string];
      root.set(b, a);
    }
  }
  return new Map(sorted.map(({ id }) => [id, find(id)]));
}

function isOne(one: ToldAct, other: ToldAct, own: ReadonlySet<string>, its: ReadonlySet<string>): boolean {
  if (one.party !== undefined && other.party !== undefined && one.party !== other.party) return false;
  if (!mayBeOneDay(one, other)) return false;
  const common = own.intersection(its).size;
  if (isTold(one) && isTold(other)) return common >= COMMON.onOneDay;
  const named = namesIn(one).intersection(namesIn(other)).size > 0;
  return named && common >= COMMON.stems && common >= COMMON.share * Math.min(own.size, its.size);
}

/** Is a day, or a few, told for the act itself? */
function isTold({ from, until }: ToldAct): boolean {
  if (from === undefined || until === undefined) return false;
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(until)).total('days') <= TOLD_DAYS;
}

/** Stems of words with a capital that do not begin a sentence: who or what was hit. */
function namesIn({ sentence, expected }: ToldAct): Set<string> {
  const capitals = sentence.match(/(?<=[\p{L}\p{N},;)’'"]\s)\p{Lu}\p{Ll}{2,}/gu) ?? [];
  return tellingStems(capitals.join(' ')).difference(USUAL).difference(tellingStems(expected));
}

function mayBeOneDay(one: ToldAct, other: ToldAct): boolean {
  const [from, until] = [one.from ?? one.until, one.until ?? one.from];
  const [first, last] = [other.from ?? other.until, other.until ?? other.from];
  if (from !== undefined && until !== undefined && first !== undefined && last !== undefined)
    return from <= last && first <= until;
  if (one.published === undefined || other.published === undefined) return true;
  const days = Temporal.PlainDate.from(one.published).until(Temporal.PlainDate.from(other.published)).total('days');
  return Math.abs(days) <= APART;
}
