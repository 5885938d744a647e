import { limits } from '../core/limits.ts';
import { Problem } from '../core/problem.ts';
import type { Ways } from './ways.ts';

/** What asks for a turn. `next`: it belongs to a fetch that had its turn with the host (a redirect there, a robots.txt) and waits for no interval. */
export type Turn = 'first' | 'next' | 'robots';

interface Waiting {
  readonly turn: Turn;
  start(): void;
  refuse(problem: Problem): void;
}

interface Host {
  running: number;
  /** Instants in milliseconds: of the next start; and until when the host asked to be left alone. */
  nextStart: number;
  leftAloneUntil: number;
  interval: number;
  /** Who waits, in the order in which they came; those `ahead` go before the others. */
  readonly ahead: Waiting[];
  readonly queue: Waiting[];
  /** When the queue is looked at again; Infinity: when somebody comes or goes. */
  wakesAt: number;
}

/** Sees to it that no host is asked too much: a few requests at once, some time between two of them, and pauses that the host asks for. */
export class Pace {
  readonly #hosts = new Map<string, Host>();
  readonly #time: Pick<Ways, 'clock' | 'sleep'>;

  constructor(time: Pick<Ways, 'clock' | 'sleep'>) {
    this.#time = time;
  }

  /** Does the task when it is its turn, and holds the turn for as long as it takes. Throws `asked_to_wait` when that would be too long. */
  async turn<T>(host: string, turn: Turn, task: () => Promise<T>): Promise<T> {
    const place = this.#place(host);
    await new Promise<void>((start, refuse) => {
      (turn === 'first' ? place.queue : place.ahead).push({ turn, start, refuse });
      this.#advance(host, place);
    });
    try {
      return await task();
    } finally {
      place.running -= 1;
      this.#advance(host, place);
    }
  }

  /** From now on so many seconds lie between two starts, as far as that is bearable. */
  spread(host: string, seconds: number): void {
    this.#place(host).interval = Math.min(Math.max(seconds, limits.hostSeconds), limits.politeSeconds) * 1000;
  }

  /** The host asks to be left alone for so many milliseconds. */
  leaveAlone(host: string, milliseconds: number): void {
    const place = this.#place(host);
    place.leftAloneUntil = Math.max(place.leftAloneUntil, this.#now() + milliseconds);
  }

  #advance(host: string, place: Host): void {
    while (place.running < limits.hostAtOnce) {
      const queue = place.ahead.length > 0 ? place.ahead : place.queue;
      const waiting = queue[0];
      if (waiting === undefined) return;
      const pause = place.leftAloneUntil - this.#now();
      if (pause > limits.politeSeconds * 1000) {
        const all = [...place.ahead.splice(0), ...place.queue.splice(0)];
        for (const one of all) one.refuse(askedToWait(host, place.leftAloneUntil));
        return;
      }
      const wait = waiting.turn === 'first' ? Math.max(pause, place.nextStart - this.#now()) : pause;
      if (wait > 0) {
        this.#wakeUp(host, place, wait);
        return;
      }
      queue.shift();
      place.running += 1;
      if (waiting.turn !== 'robots') place.nextStart = this.#now() + place.interval;
      waiting.start();
    }
  }

  #wakeUp(host: string, place: Host, milliseconds: number): void {
    const at = this.#now() + milliseconds;
    if (place.wakesAt <= at) return;
    place.wakesAt = at;
    const awake = (): void => {
      place.wakesAt = Infinity;
      this.#advance(host, place);
    };
    this.#time.sleep(milliseconds).then(awake, awake);
  }

  #place(host: string): Host {
    const known = this.#hosts.get(host);
    if (known !== undefined) return known;
    if (this.#hosts.size >= REMEMBERED) this.#forget();
    const place: Host = {
      running: 0,
      nextStart: 0,
      leftAloneUntil: 0,
      interval: limits.hostSeconds * 1000,
      ahead: [],
      queue: [],
      wakesAt: Infinity,
    };
    this.#hosts.set(host, place);
    return place;
  }

  #forget(): void {
    for (const [host, { running, ahead, queue, nextStart, leftAloneUntil }] of this.#hosts) {
      if (running + ahead.length + queue.length === 0 && Math.max(nextStart, leftAloneUntil) < this.#now())
        this.#hosts.delete(host);
    }
  }

  #now(): number {
    return Date.parse(this.#time.clock.now());
  }
}

/** Hosts that are remembered before those that rest are forgotten. */
const REMEMBERED = 1_000;

function askedToWait(host: string, until: number): Problem {
  return new Problem(
    'asked_to_wait',
    `${host} has asked to be left alone until ${new Date(until).toISOString()}, so it was not asked again.`,
    'Try again after that.',
  );
}
