// What the process that takes files apart uses while it does, and how long this one is kept from other things meanwhile.
import { readdirSync, readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

export interface Seen {
  readonly seconds: number;
  /** Most memory that a process of this one's took, 2^20 bytes; 0 where the system does not tell. */
  readonly megabytes: number;
  /** The longest time in which nothing else could be done here, in milliseconds. */
  readonly blocked: number;
}

/** Milliseconds between two looks. The system itself remembers the most, so that none is missed but the last moments of one. */
const LOOK_EVERY = 20;

/** Does something, and tells what it took. */
export async function watched<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly seen: Seen }> {
  let most = 0;
  const look = setInterval(() => {
    most = Math.max(most, ...children().map(({ megabytes }) => megabytes));
  }, LOOK_EVERY);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const begun = performance.now();
  try {
    const value = await work();
    const seconds = (performance.now() - begun) / 1000;
    // So that a delay that is not over is seen.
    await new Promise(done => setTimeout(done, LOOK_EVERY));
    return { value, seen: { seconds, megabytes: most, blocked: delay.max / 1e6 } };
  } finally {
    clearInterval(look);
    delay.disable();
  }
}

interface Child {
  readonly pid: number;
  /** As the system writes it: "R", "S", "Z" for one that ended and was not waited for, … */
  readonly state: string;
  readonly megabytes: number;
}

/** The processes that this one started; none where the system does not tell. */
export function children(): Child[] {
  try {
    return readdirSync('/proc/self/task').flatMap(task =>
      readFileSync(`/proc/self/task/${task}/children`, 'latin1')
        .split(' ')
        .filter(pid => pid !== '')
        .flatMap(pid => childOf(Number(pid))),
    );
  } catch {
    return [];
  }
}

function childOf(pid: number): Child[] {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    const [, state = '?'] = /^State:\s+(\w)/mu.exec(status) ?? [];
    const [, kilobytes = '0'] = /^VmHWM:\s+(\d+)/mu.exec(status) ?? [];
    return [{ pid, state, megabytes: Number(kilobytes) / 1024 }];
  } catch {
    return [];
  }
}
