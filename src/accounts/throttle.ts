/** How often a password may be tried: by name, so that one person's is not guessed, and by where it comes from, so that not everybody's is tried once. */
import { Problem } from '../core/problem.ts';

/** Failed tries within so many milliseconds. */
const WINDOW = 15 * 60_000;
const [BY_NAME, BY_PLACE] = [10, 60];
/** Names and places that are remembered; the oldest go. */
const REMEMBERED = 10_000;

export class Throttle {
  readonly #failures = new Map<string, number[]>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Throws `too_many_attempts`, of a name that nobody has just as of one that somebody has. */
  mayTry(name: string, place: string): void {
    const isOver =
      this.#recent(`name ${name.toLowerCase()}`).length >= BY_NAME || this.#recent(`from ${place}`).length >= BY_PLACE;
    if (!isOver) return;
    throw new Problem('too_many_attempts', 'This was tried too often.', 'Wait a quarter of an hour, and try again.');
  }

  failed(name: string, place: string): void {
    for (const key of [`name ${name.toLowerCase()}`, `from ${place}`]) {
      const times = [...this.#recent(key), this.#now()];
      this.#failures.delete(key);
      this.#failures.set(key, times);
    }
    for (const oldest of [...this.#failures.keys()].slice(0, -REMEMBERED)) this.#failures.delete(oldest);
  }

  /** Who is in gets all tries back; where they come from does not. */
  succeeded(name: string): void {
    this.#failures.delete(`name ${name.toLowerCase()}`);
  }

  #recent(key: string): readonly number[] {
    return (this.#failures.get(key) ?? []).filter(time => time > this.#now() - WINDOW);
  }
}
