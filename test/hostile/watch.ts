// What the process that takes files apart uses while it does, and how long this one is kept from other things meanwhile.
import { readdirSync, readFileSync } from 'node:fs';

export interface Seen {
  /** By the clock: a machine that is busy with other things makes it longer. */
  readonly seconds: number;
  /** Most seconds of the processor that one process of this one's took meanwhile; undefined where the system does not tell. */
  readonly processor: number | undefined;
  /** Most memory that a process of this one's took, 2^20 bytes; 0 where the system does not tell. */
  readonly megabytes: number;
  /** The most work of this thread in which nothing else could be done here, in milliseconds of the processor. */
  readonly blocked: number;
  /** The longest time between two chances to do something else, in milliseconds by the clock. */
  readonly away: number;
}

/** Milliseconds between two looks at the others. The system itself remembers the most, so that none is missed but the last moments of one. */
const LOOK_EVERY = 20;
/** Milliseconds between two looks at this thread. */
const BEAT = 5;

/** Does something, and tells what it took. */
export async function watched<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly seen: Seen }> {
  const before = new Map(children().map(({ pid, processor }) => [pid, processor]));
  let [megabytes, processor] = [0, 0];
  const look = (): void => {
    for (const child of children()) {
      megabytes = Math.max(megabytes, child.megabytes);
      processor = Math.max(processor, child.processor - (before.get(child.pid) ?? 0));
    }
  };
  let [blocked, away] = [0, 0];
  let last = { worked: worked(), at: performance.now() };
  const beat = (): void => {
    const now = { worked: worked(), at: performance.now() };
    blocked = Math.max(blocked, now.worked - last.worked);
    away = Math.max(away, now.at - last.at);
    last = now;
  };
  const timers = [setInterval(look, LOOK_EVERY), setInterval(beat, BEAT)];
  const begun = performance.now();
  try {
    const value = await work();
    const seconds = (performance.now() - begun) / 1000;
    // One that goes on living has its last moments counted, and so has what this thread did last.
    look();
    beat();
    return { value, seen: { seconds, processor: told ? processor : undefined, megabytes, blocked, away } };
  } finally {
    for (const timer of timers) clearInterval(timer);
  }
}

/** Milliseconds of the processor that this thread took until now; those of its helpers, which collect garbage, keep nobody waiting. */
export function worked(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

interface Child {
  readonly pid: number;
  /** As the system writes it: "R", "S", "Z" for one that ended and was not waited for, … */
  readonly state: string;
  readonly megabytes: number;
  /** Seconds of the processor, in all its threads. */
  readonly processor: number;
}

/** Whether the system tells what a process uses. */
const told = childOf(process.pid).length > 0;

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
    // Behind the name, which may hold anything: the fields from the third on, times in hundredths of a second (proc_pid_stat(5)).
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return [
      { pid, state, megabytes: Number(kilobytes) / 1024, processor: (Number(fields[11]) + Number(fields[12])) / 100 },
    ];
  } catch {
    return [];
  }
}
