/** One figure, beside that of a peer in the same run. */
export interface Row {
  readonly what: string;
  readonly deeds: number;
  readonly peer?: number;
  readonly peerIs?: string;
  /** "/s", "ms", "s", "kB", … */
  readonly unit: string;
  /** Is more better? */
  readonly isRate: boolean;
}

export const clock = { now: (): string => new Date().toISOString() };

/** Progress goes to standard error. */
export function say(message: string): void {
  process.stderr.write(`bench: ${message}\n`);
}

export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

/** The number that a share (0 to 1) of all numbers does not exceed. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
}

/** Milliseconds. */
export async function timed<T>(work: () => T | Promise<T>): Promise<readonly [elapsed: number, result: T]> {
  const start = performance.now();
  const result = await work();
  return [performance.now() - start, result];
}
