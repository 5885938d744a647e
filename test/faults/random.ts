/** Numbers from 0 to 1 that a seed repeats (mulberry32). */
export function sequenceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Whole numbers from 0 to below `limit`. */
export function wholeNumbers(random: () => number): (limit: number) => number {
  return limit => Math.floor(random() * limit);
}

/** What no failure in so many trials says: the true rate is lower than this (95 %, rule of three). */
export function bound(trials: number): string {
  return `${(300 / trials).toPrecision(2)} %`;
}
