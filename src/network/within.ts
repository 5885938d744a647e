import { Problem } from '../core/problem.ts';

/** Waits for something, but no longer than so many milliseconds; then it throws `fetch_timeout` and leaves it to the caller to end the work. */
export async function within<T>(work: Promise<T>, milliseconds: number, tooLate: string): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(timeout(tooLate, milliseconds)), milliseconds);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** `tooLate` says what did not happen: "example.org did not answer". */
export function timeout(tooLate: string, milliseconds: number): Problem {
  return new Problem(
    'fetch_timeout',
    `${tooLate} within ${(Math.max(0, milliseconds) / 1000).toFixed(1)} s.`,
    'Try again later.',
  );
}

/** Counts what is left of a span of time. */
export class TimeLeft {
  readonly #ends: number;

  constructor(milliseconds: number) {
    this.#ends = performance.now() + milliseconds;
  }

  /** Milliseconds that are left, and no more than `most`. */
  atMost(most = Infinity): number {
    return Math.max(0, Math.min(most, this.#ends - performance.now()));
  }
}
