import type { Findings } from './report.ts';

/** Milliseconds that a clock may go back without a word: what keeping time over a network sets right. */
const TOLERANCE = 60_000;

/** Says where the recording machine's clock went back. The order of the entries is their sequence, so nothing is wrong; their times are less sure. */
export class RecordingClock {
  readonly #findings: Findings;
  #latest = -Infinity;
  #first: { readonly sequence: number; readonly at: string } | undefined;
  #times = 0;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  follow({ sequence, at }: { readonly sequence: number; readonly at: string }): void {
    const time = Date.parse(at);
    if (time < this.#latest - TOLERANCE) {
      this.#times++;
      this.#first ??= { sequence, at };
    }
    // From here on the clock that was set is the clock.
    this.#latest = time < this.#latest - TOLERANCE ? time : Math.max(time, this.#latest);
  }

  end(): void {
    if (this.#first === undefined) return;
    const { sequence, at } = this.#first;
    const again = this.#times === 1 ? '' : ` It did so ${this.#times} times.`;
    this.#findings.notice(
      `The clock went back before entry ${sequence} (${at}): times of entries around it are not in the order in which they were made.${again}`,
    );
  }
}
