/**
 * npm run bench:page [-- --turns N --record]
 *
 * How fast `deeds serve` shows and keeps: from the start of the command to the last byte of the first page, on the worked example, beside a process of
 * Node that does nothing, and then a page of each sort and a decision, one after the other on loopback. `--record` adds a dated row to bench/results/page.md.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { packageRoot } from '../../../src/app.ts';
import { makeExample } from '../../../src/example.ts';

const { values } = parseArgs({
  options: { turns: { type: 'string', default: '5' }, record: { type: 'boolean', default: false } },
});
const turns = Number(values.turns);
const home = mkdtempSync(join(tmpdir(), 'deeds-bench-'));
process.on('exit', () => rmSync(home, { recursive: true, force: true }));
const folder = join(home, 'record');
for await (const { name } of makeExample(folder, 'bench')) process.stderr.write(`${name}\n`);

const quantile = (of: readonly number[], share: number): number =>
  of.toSorted((a, b) => a - b)[Math.min(of.length - 1, Math.floor(of.length * share))]!;

/** Milliseconds of the processor that a process has taken; as Linux tells it, in hundredths of a second. */
function processorTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function started(): Promise<{ child: ChildProcess; base: string; elapsed: number; processor: number }> {
  const start = performance.now();
  const child = spawn(
    process.execPath,
    [join(packageRoot, 'bin', 'deeds.js'), 'serve', '--record', folder, '--port', '0', '--by', 'bench'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  for await (const piece of child.stderr) {
    said += String(piece);
    const base = /http:\/\/localhost:\d+\//u.exec(said)?.[0];
    if (base === undefined) continue;
    await (await fetch(base)).text();
    return { child, base, elapsed: performance.now() - start, processor: processorTime(child.pid!) };
  }
  throw new Error(`deeds serve ended: ${said}`);
}

async function nothing(): Promise<number> {
  const start = performance.now();
  await once(spawn(process.execPath, ['-e', ''], { stdio: 'ignore' }), 'close');
  return performance.now() - start;
}

const cold: number[] = [];
const busy: number[] = [];
const floor: number[] = [];
for (let turn = 0; turn < turns; turn++) {
  floor.push(await nothing());
  const { child, elapsed, processor } = await started();
  cold.push(elapsed);
  busy.push(processor);
  child.kill('SIGTERM');
  await once(child, 'close');
}

const { child, base } = await started();
interface Item {
  readonly id: string;
  readonly document: string;
}
const { items } = (await (await fetch(`${base}statements.json`)).json()) as { items: readonly Item[] };
const pages = [
  '',
  'review',
  'documents',
  `documents/${items[0]!.document}`,
  'statements',
  'meetings',
  'origins',
  'record',
];
const reads: number[] = [];
const writes: number[] = [];
for (let turn = 0; turn < turns * 4; turn++) {
  for (const page of pages) {
    const start = performance.now();
    await (await fetch(base + page)).text();
    reads.push(performance.now() - start);
  }
  const { id, document } = items[turn % items.length]!;
  for (const verdict of ['confirmed', 'undo']) {
    const start = performance.now();
    const answer = await fetch(`${base}api/v1/claims/${document}/${id}/review`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'if-match': '*' },
      body: JSON.stringify({ verdict, by: `bench ${turn}` }),
    });
    await answer.text();
    if (!answer.ok) throw new Error(`${answer.status}`);
    writes.push(performance.now() - start);
  }
}
const script = gzipSync(await (await fetch(`${base}assets/deeds.js`)).text(), { level: 9 }).length;
child.kill('SIGTERM');
await once(child, 'close');

const ms = (value: number): string => Math.round(value).toString();
const row = [
  new Date().toISOString().slice(0, 10),
  ms(quantile(cold, 0.5)),
  ms(quantile(floor, 0.5)),
  ms(quantile(busy, 0.5)),
  `${ms(quantile(reads, 0.5))} / ${ms(quantile(reads, 0.99))}`,
  `${ms(quantile(writes, 0.5))} / ${ms(quantile(writes, 0.99))}`,
  (script / 1000).toFixed(1),
];
const line = `| ${row.join(' | ')} |\n`;
process.stdout.write(line);
if (values.record) appendFileSync(join(packageRoot, 'bench', 'results', 'page.md'), line);
