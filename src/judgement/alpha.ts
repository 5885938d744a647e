/**
 * Krippendorff's alpha for nominal data: how far people agree beyond what chance would give; 1 is perfect, 0 chance.
 * After Klaus Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), https://repository.upenn.edu/asc_papers/43, section C: any
 * number of observers, values may be missing. A unit is the list of values that observers gave it; one with fewer than two says nothing.
 *
 * Undefined where nothing can be said: no unit has two values, or all values are the same, so that nobody can know what chance would give.
 */
export function alpha(units: readonly (readonly string[])[]): number | undefined {
  return alphaOf(units.map(counted));
}

/** How often each value was given to a unit. */
type Counts = ReadonlyMap<string, number>;

function counted(unit: readonly string[]): Counts {
  const counts = new Map<string, number>();
  for (const value of unit) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/**
 * A pair of values within a unit of m values counts 1 / (m - 1), so that every pairable value counts once. Of the n pairable values, n_c are c.
 * alpha = 1 - (n - 1) (pairs that differ) / (pairs that would differ, were the n values put together by chance).
 */
function alphaOf(units: readonly Counts[]): number | undefined {
  const totals = new Map<string, number>();
  let n = 0;
  let agreeing = 0;
  for (const unit of units) {
    const m = unit.values().reduce((sum, count) => sum + count, 0);
    if (m < 2) continue;
    n += m;
    for (const [value, count] of unit) {
      totals.set(value, (totals.get(value) ?? 0) + count);
      agreeing += (count * (count - 1)) / (m - 1);
    }
  }
  const byChance = n * n - totals.values().reduce((sum, total) => sum + total * total, 0);
  return byChance === 0 ? undefined : 1 - ((n - 1) * (n - agreeing)) / byChance;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Units below which drawing them anew says nothing of how alpha would vary. */
const FEWEST_UNITS = 10;
/** Draws of units, each as many as there are. */
const DRAWS = 2_000;

/**
 * The middle 95 % of alpha over units drawn anew with replacement (percentile bootstrap), the same each time. A draw in which all values are
 * the same has no alpha and is left out; undefined with few units, or where more than one draw in twenty had none.
 */
export function bootstrapInterval(units: readonly (readonly string[])[], seed = 1): Interval | undefined {
  const pairable = units.filter(unit => unit.length >= 2).map(counted);
  if (pairable.length < FEWEST_UNITS) return undefined;
  const random = generator(seed);
  const alphas: number[] = [];
  for (let draw = 0; draw < DRAWS; draw++) {
    const drawn = alphaOf(pairable.map(() => pairable[Math.floor(random() * pairable.length)]!));
    if (drawn !== undefined) alphas.push(drawn);
  }
  if (alphas.length < 0.95 * DRAWS) return undefined;
  const ordered = alphas.toSorted((a, b) => a - b);
  const at = (share: number): number => ordered[Math.round(share * (ordered.length - 1))]!;
  return { low: at(0.025), high: at(0.975) };
}

/** Mulberry32: numbers from 0 to 1 that look random, the same for the same seed. */
function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
