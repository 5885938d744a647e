import { setImmediate as others } from 'node:timers/promises';

/** Milliseconds of one turn. */
const TURN = 5;

/** Long work in turns: between them others who use the same thread are answered. */
export class Turns {
  private since = performance.now();

  get isOver(): boolean {
    return performance.now() - this.since >= TURN;
  }

  /** Fulfilled at once while the turn lasts, else when others had theirs. */
  async next(): Promise<void> {
    if (!this.isOver) return;
    await others();
    this.since = performance.now();
  }
}

/** What work in small steps comes to, with turns for others between them. */
export async function inTurns<T>(work: Generator<unknown, T>): Promise<T> {
  for (const turns = new Turns(); ; ) {
    const { done, value } = work.next();
    if (done === true) return value;
    if (turns.isOver) await turns.next();
  }
}

/** The same at once. */
export function atOnce<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}
