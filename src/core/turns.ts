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
