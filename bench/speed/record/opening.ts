import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { median, type Row, say, timed } from './measure.ts';

const TURNS = 5;

/** From the start of a process until it has opened the record and listed from it, to read and to write; beside a process that does nothing. */
export async function opening(folder: string, entries: number): Promise<Row[]> {
  const nothing = await startToEnd(['-e', '0']);
  const rows: Row[] = [];
  for (const mode of ['read', 'write']) {
    say(`opening to ${mode}`);
    const elapsed = await startToEnd([join(import.meta.dirname, 'ready.ts'), folder, mode]);
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

/** Seconds. */
async function startToEnd(args: readonly string[]): Promise<number> {
  const turns: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    const [elapsed, { status, stderr }] = await timed(() => spawnSync(process.execPath, args, { encoding: 'utf8' }));
    if (status !== 0) throw new Error(stderr);
    turns.push(elapsed / 1000);
  }
  return median(turns);
}
