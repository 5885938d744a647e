/** The server in a process of its own, as `deeds serve` runs it, which tells how long its event loop was held up and how much memory it took, and the processes beside it, and for it, how much of the processor's time. */
import { readdirSync, readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Desk } from '../../../src/server/desk.ts';
import { listen } from '../../../src/server/listen.ts';

const desk = await Desk.open({ folder: process.argv[2]!, by: 'bench' });
const server = await listen(desk, { host: 'localhost', port: 0 });
const delay = monitorEventLoopDelay({ resolution: 5 });
let memory = 0;
/** Milliseconds of the processor that the loop took between two looks at it, some 5 ms apart or as late as it lets: what it takes for one thing, however many others want the processor. */
const turns: number[] = [];
let taken = 0;
const processor = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};
setInterval(() => {
  const now = processor();
  turns.push(now - taken);
  taken = now;
}, 5).unref();
/** Bytes in memory of all processes that this one, or one of those, started; 0 where the machine does not tell. */
function ofOthers(): number {
  try {
    const processes = readdirSync('/proc')
      .filter(name => /^\d+$/u.test(name))
      .flatMap(pid => {
        try {
          const status = readFileSync(`/proc/${pid}/status`, 'utf8');
          const figure = (name: string): number =>
            Number(new RegExp(`^${name}:\\s*(\\d+)`, 'mu').exec(status)?.[1] ?? 0);
          return [{ pid: Number(pid), parent: figure('PPid'), bytes: figure('VmRSS') * 1024 }];
        } catch {
          // It ended meanwhile.
          return [];
        }
      });
    const below = (parent: number): number =>
      processes.reduce((sum, one) => (one.parent === parent ? sum + one.bytes + below(one.pid) : sum), 0);
    return below(process.pid);
  } catch {
    return 0;
  }
}

let begun = { at: 0, processor: 0 };
setInterval(() => (memory = Math.max(memory, process.memoryUsage.rss())), 50).unref();
process.on('message', message => {
  if (message === 'begin') {
    delay.reset();
    delay.enable();
    memory = 0;
    turns.length = 0;
    begun = { at: performance.now(), processor: processor() };
  } else if (message === 'processor') {
    const { user, system } = process.cpuUsage();
    process.send!({ processor: (user + system) / 1000 });
  } else if (message === 'tell') {
    // What is measured is how late a timer of 5 ms is.
    process.send!({
      loop: delay.percentile(99.9) / 1e6 - 5,
      turn: turns.toSorted((a, b) => a - b)[Math.floor(turns.length * 0.999)] ?? 0,
      busy: (processor() - begun.processor) / (performance.now() - begun.at),
      memory: memory / 1e6,
      beside: ofOthers() / 1e6,
    });
  } else void server.close().then(() => process.exit(0));
});
process.send!({ address: server.address });
