import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { median, type Row, say } from './measure.ts';

const TURNS = 5;

/** From the start of a process until it has opened the record and listed from it, to read and to write; beside one that only says that it runs. */
export async function opening(folder: string, entries: number): Promise<Row[]> {
  const nothing = await startToReady(['-e', 'process.stdout.write("ready")']);
  const rows: Row[] = [];
  for (const mode of ['read', 'write']) {
    say(`opening to ${mode}`);
    const elapsed = await startToReady([join(import.meta.dirname, 'ready.ts'), folder, mode]);
    rows.push({
      what: `start to ready, to ${mode}, ${entries.toLocaleString('en')} entries`,
      deeds: elapsed,
      peer: nothing,
      peerIs: 'a process that does nothing',
      unit: 's',
      isRate: false,
    });
  }
  return rows;
}

/** Seconds until a process says something, the median. */
async function startToReady(args: readonly string[]): Promise<number> {
  const turns: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    const start = performance.now();
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.once('data', () => turns.push((performance.now() - start) / 1000));
    const [status] = (await once(child, 'close')) as [number];
    if (status !== 0 || turns.length !== turn + 1) throw new Error(`node ${args.join(' ')} ended with ${status}`);
  }
  return median(turns);
}
