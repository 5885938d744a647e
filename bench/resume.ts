/**
 * node bench/resume.ts [--files N --after SECONDS --record]
 *
 * Adds a folder of small reports with the command that people use, presses Ctrl-C after some seconds, adds the folder again, and looks whether
 * each file is in the record once. By default 10,000 files, which takes some ten minutes. `--record` adds a dated row to bench/results/resume.md.
 */
import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openRecordForReading, packageRoot, verifyRecord } from '../src/app.ts';
import { documentIdOf } from '../src/record/index.ts';

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '10000' },
    /** Seconds after which Ctrl-C is pressed. */
    after: { type: 'string', default: '60' },
    record: { type: 'boolean', default: false },
  },
});
const files = Number(values.files);

const home = mkdtempSync(join(tmpdir(), 'deeds-bench-'));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
process.on('exit', () => rmSync(home, { recursive: true, force: true }));

const WHO = 'minister mayor spokeswoman governor envoy chancellor premier ambassador senator commissioner'.split(' ');
const WHERE = 'Norway Chile Kenya Latvia Peru Ghana Oman Nepal Malta Cuba Fiji Togo Qatar Serbia Laos Yemen'.split(' ');
const WHAT =
  'bridges trams schools harbours ferries tunnels hospitals mines forests dams clinics roads wells farms depots'.split(
    ' ',
  );
const FATE = 'closed repaired sold widened guarded inspected rebuilt taxed moved opened leased drained'.split(' ');
const WHEN = 'Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const REASON = 'strikes floods storms debts cracks fires thefts shortages protests delays leaks faults'.split(' ');

/** The report of that number: always the same, and unlike any other, for copies are another matter. */
function report(number: number): string {
  let state = number + 1;
  const any = (words: readonly string[]): string => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
    return words[(state >>> 8) % words.length]!;
  };
  const sentences = [
    () => `The ${any(WHO)} of ${any(WHERE)} said on ${any(WHEN)} that ${number} ${any(WHAT)} would be ${any(FATE)}.`,
    () =>
      `${any(REASON)} in ${any(WHERE)} and ${any(REASON)} near the ${any(WHAT)} had left ${any(WHAT)} ${any(FATE)}.`,
    () => `A ${any(WHO)} from ${any(WHERE)} denied it, and met the ${any(WHO)} over ${any(WHAT)} and ${any(REASON)}.`,
  ];
  return `${sentences.map(sentence => sentence()).join(' ')}\n`;
}

const folder = join(home, 'in');
mkdirSync(folder);
for (let number = 0; number < files; number++)
  writeFileSync(join(folder, `${String(number).padStart(6, '0')}.txt`), report(number));

interface Run {
  readonly seconds: number;
  readonly code: number | null;
  /** The table behind the work: documents by what came of them. */
  readonly table: ReadonlyMap<string, number>;
}

/** Adds the folder; with seconds, Ctrl-C is pressed after them, as a terminal does it: for the whole group of processes. */
async function add(after?: number): Promise<Run> {
  const start = performance.now();
  const child = spawn(process.execPath, [join(packageRoot, 'bin', 'deeds.js'), 'add', 'in', '--by', 'bench'], {
    cwd: home,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (data: string) => {
    said += data;
    process.stderr.write(data);
  });
  const timer = after === undefined ? undefined : setTimeout(() => process.kill(-child.pid!, 'SIGINT'), after * 1_000);
  const code = await new Promise<number | null>(done => child.on('close', done));
  clearTimeout(timer);
  const rows = [...said.matchAll(/^deeds: {3}(\w[\w ]*?) +([\d,]+)(?: {3}.*)?$/gmu)];
  const table = new Map(rows.map(([, row, number]) => [row!, Number(number!.replaceAll(',', ''))]));
  return { seconds: (performance.now() - start) / 1_000, code, table };
}

const of = ({ table }: Run, row: string): number => table.get(row) ?? 0;

const first = await add(Number(values.after));
const second = await add();

const place = join(home, '.deeds');
const record = await openRecordForReading(place);
const there = (await record.documents()).map(({ id }) => id);
await record.close();
const wanted = new Set(
  Array.from({ length: files }, (_, n) =>
    documentIdOf(readFileSync(join(folder, `${String(n).padStart(6, '0')}.txt`))),
  ),
);
const once = new Set(there);
const missing = wanted.difference(once).size;
const twice = there.length - once.size;
const strange = once.difference(wanted).size;
const { problems } = await verifyRecord(place);

const addsUp =
  of(first, 'added') + of(first, 'not tried') === files &&
  of(second, 'already there') === of(first, 'added') &&
  of(second, 'added') === of(first, 'not tried');
const figure = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
const rate = (run: Run): string => figure((of(run, 'added') + of(run, 'already there')) / run.seconds);
const row = [
  Temporal.Now.plainDateISO('UTC').toString(),
  files.toLocaleString('en'),
  `${of(first, 'added').toLocaleString('en')} in ${figure(first.seconds)} s (${rate(first)} /s), exit code ${first.code}`,
  `${of(second, 'already there').toLocaleString('en')} were there, ${of(second, 'added').toLocaleString('en')} added in ${figure(second.seconds)} s (${rate(second)} /s), exit code ${second.code}`,
  `${missing} missing, ${twice} twice, ${strange} others`,
  `${addsUp ? 'adds up' : 'does NOT add up'}; ${problems.length} problems`,
];
const line = `| ${row.join(' | ')} |\n`;
process.stdout.write(line);
if (values.record) appendFileSync(join(import.meta.dirname, 'results', 'resume.md'), line);
if (missing + twice + strange + problems.length > 0 || !addsUp || first.code !== 4 || second.code !== 0)
  process.exitCode = 1;
