/** Which proposals tell of one act. A wrong join would count two acts as one that two saw, so those that merely could be the same stay apart. */
import type { ActorId } from '../core/actor.ts';
import { tellingStems } from '../core/subject.ts';
import { atOnce } from '../core/turns.ts';

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

/** A telling with all that is compared, worked out once. */
interface Compared {
  readonly told: ToldAct;
  readonly stems: ReadonlySet<string>;
  /** Stems of words with a capital that do not begin a sentence: who or what was hit. */
  readonly names: ReadonlySet<string>;
  /** Days from the epoch; undefined: not told. */
  readonly from: number | undefined;
  readonly until: number | undefined;
  readonly published: number | undefined;
}

/** The id of the act that each tells of: the least of the ids that are joined, whatever the order. */
export const joinActs = (told: readonly ToldAct[]): ReadonlyMap<string, string> => atOnce(joinActsStepwise(told));

/** The same in small steps, between which others may have their turn. */
export function* joinActsStepwise(told: readonly ToldAct[]): Generator<undefined, ReadonlyMap<string, string>> {
  const expected = new Map<string, ReadonlySet<string>>();
  const all: Compared[] = [];
  for (const one of told.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const usual = expected.get(one.expected) ?? tellingStems(one.expected).union(USUAL);
    expected.set(one.expected, usual);
    all.push(compared(one, usual));
    yield;
  }
  const root = new Map(all.map(({ told: { id } }) => [id, id]));
  const find = (id: string): string => {
    let at = id;
    while (root.get(at) !== at) at = root.get(at)!;
    return at;
  };
  for (const pair of mayShare(all)) {
    yield;
    if (pair === undefined) continue;
    const [one, other] = pair;
    if (!isOne(one, other)) continue;
    const [a, b] = [find(one.told.id), find(other.told.id)].toSorted() as [string, string];
    root.set(b, a);
  }
  return new Map(all.map(({ told: { id } }) => [id, find(id)]));
}

function compared(told: ToldAct, usual: ReadonlySet<string>): Compared {
  const [from, until] = [told.from ?? told.until, told.until ?? told.from];
  const capitals = told.sentence.match(/(?<=[\p{L}\p{N},;)’'"]\s)\p{Lu}\p{Ll}{2,}/gu) ?? [];
  return {
    told,
    stems: tellingStems(told.sentence).difference(usual),
    names: tellingStems(capitals.join(' ')).difference(usual),
    from: dayNumber(from),
    until: dayNumber(until),
    published: dayNumber(told.published),
  };
}

const dayNumber = (day: string | undefined): number | undefined =>
  day === undefined ? undefined : Date.parse(`${day}T00:00:00Z`) / 86_400_000;

/**
 * The pairs that have enough stems in common, or more. Two sets that share so many share one among the rarest of each, all but so many less one: only
 * tellings with a rare stem in common are looked at, so that what every report of its kind says costs nothing. Undefined between two: a step.
 */
function* mayShare(all: readonly Compared[]): Generator<readonly [Compared, Compared] | undefined> {
  const least = Math.min(COMMON.stems, COMMON.onOneDay);
  const often = new Map<string, number>();
  for (const { stems } of all) for (const stem of stems) often.set(stem, (often.get(stem) ?? 0) + 1);
  const byStem = new Map<string, number[]>();
  for (const [at, one] of all.entries()) {
    const rarest = [...one.stems].toSorted((a, b) => often.get(a)! - often.get(b)! || (a < b ? -1 : 1));
    const near = new Set<number>();
    for (const stem of rarest.slice(0, Math.max(0, rarest.length - least + 1))) {
      const before = byStem.get(stem) ?? [];
      for (const other of before) near.add(other);
      before.push(at);
      byStem.set(stem, before);
    }
    for (const other of near) yield [all[other]!, one];
    yield;
  }
}

function isOne(one: Compared, other: Compared): boolean {
  const [a, b] = [one.told.party, other.told.party];
  if (a !== undefined && b !== undefined && a !== b) return false;
  if (!mayBeOneDay(one, other)) return false;
  const common = one.stems.intersection(other.stems).size;
  if (isTold(one) && isTold(other)) return common >= COMMON.onOneDay;
  const named = !one.names.isDisjointFrom(other.names);
  return named && common >= COMMON.stems && common >= COMMON.share * Math.min(one.stems.size, other.stems.size);
}

/** Is a day, or a few, told for the act itself? */
const isTold = ({ told, from, until }: Compared): boolean =>
  told.from !== undefined && told.until !== undefined && until! - from! <= TOLD_DAYS;

function mayBeOneDay(one: Compared, other: Compared): boolean {
  if (one.from !== undefined && other.from !== undefined) return one.from <= other.until! && other.from <= one.until!;
  if (one.published === undefined || other.published === undefined) return true;
  return Math.abs(one.published - other.published) <= APART;
}
