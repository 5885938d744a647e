/**
 * How long judging takes as a record grows. Twenty reports are read once; the record is filled with variants of them in which every name is another
 * one of the same length, so that no report is a copy and none must be read again. Measured, in processor time of this process: the docket of the
 * worked example's agreement (bearings, sources, origins), its findings, and the brief. Usage: main.ts [CLAIMS,CLAIMS,…]
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addInput, type DeedsRecord, loadEngine, openRecordForAdding } from '../../../src/app.ts';
import type { Document } from '../../../src/core/document.ts';
import { rate, type Rating } from '../../../src/decisions/bearings.ts';
import { registerByHand } from '../../../src/decisions/instruments.ts';
import { docketOf } from '../../../src/judging/cases.ts';
import { judgeInstrument } from '../../../src/judging/findings.ts';
import { brief, DEFAULT_LINES } from '../../../src/listings/brief.ts';
import { appointments } from '../../../src/listings/calendar.ts';
import { gatheringOutlines } from '../../../src/listings/gatherings.ts';
import { read } from '../../../src/read.ts';
import { sha256 } from '../../../src/record/chain.ts';
import { sample } from '../../../src/record/sample.ts';

const SIZES = (process.argv[2] ?? '1000,3000,10000').split(',').map(Number);
const DAY = '2026-06-30';
const example = join(import.meta.dirname, '..', '..', '..', 'examples', 'case');
const json = (name: string): unknown => JSON.parse(readFileSync(join(example, name), 'utf8'));
const { sources } = json('case.json') as { sources: Rating[] };

/** One sentence in seven bears on the agreement; the others are what reports are full of. `Aaaaaa` and the like stand for names. */
const SENTENCES = [
  'Hackers directed by the Sudmark government broke into the servers of Bbbbbbbb Works on 4 March and stole blueprints, Aaaaaa Cccccc said.',
  'Aaaaaa Cccccc, mayor of Dddddd, said on Monday that the harbour would be dredged by June.',
  'Aaaaaa Cccccc met the owner of Bbbbbbbb Motors in Dddddd on 9 February.',
  'The council of Dddddd approved 12 million crowns for the school in Eeeeee.',
  'Police arrested four men in Dddddd on 17 April, Aaaaaa Cccccc said.',
  'Aaaaaa Cccccc promised that Bbbbbbbb Works would open a plant in Eeeeee by 2027.',
  'Bbbbbbbb Lines denied that its ships had damaged the cable off Dddddd.',
];
const NAMES = ['Aaaaaa', 'Bbbbbbbb', 'Cccccc', 'Dddddd', 'Eeeeee'];

/** Numbers that look random and are the same each time. */
let seed = 20_261_129;
function below(limit: number): number {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
  return Math.floor((seed / 0x80000000) * limit);
}

function nameOf(length: number): string {
  const made = Array.from({ length: length / 2 }, () => 'bdfgklmnprst'[below(12)]! + 'aeiou'[below(5)]!).join('');
  return made[0]!.toUpperCase() + made.slice(1);
}

const engine = loadEngine();
const base = sample('x', { published: '2026-03-15' });
const templates = Array.from({ length: 20 }, (_, at) => {
  const text = SENTENCES.map((__, n) => SENTENCES[(n * 3 + at) % SENTENCES.length]!).join('\n\n');
  const document: Document = { ...base.document, text, source: sources[at % sources.length]!.source };
  return { document, reading: JSON.stringify(read(document, engine)) };
});

async function fill(record: DeedsRecord, number: number): Promise<number> {
  const template = templates[number % templates.length]!;
  const named = (words: string): string => NAMES.reduce((all, name, at) => all.replaceAll(name, names[at]!), words);
  const names = NAMES.map(({ length }) => nameOf(length));
  const text = named(template.document.text);
  const reading = {
    ...(JSON.parse(named(template.reading)) as ReturnType<typeof read>),
    textHash: sha256(Buffer.from(text)),
  };
  const day = `2026-0${1 + (number % 5)}-15`;
  await record.addDocument({
    ...base,
    bytes: Buffer.from(text),
    facts: { ...base.facts, name: `made-${number}.txt`, source: template.document.source, published: day },
    document: { ...template.document, text, published: { day, basis: 'given', evidence: day } },
    reading,
  });
  return reading.claims.length;
}

/** Seconds of processor time since `start`. */
function spent(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

const home = mkdtempSync(join(tmpdir(), 'deeds-judgement-'));
try {
  const record = await openRecordForAdding(home, 'bench');
  for (const name of readdirSync(join(example, 'texts'))) {
    const bytes = readFileSync(join(example, 'texts', name));
    const input = { name, take: async () => ({ bytes, facts: {} }) };
    for await (const outcome of addInput(record, input, { name, published: '2025-09-20' }, engine))
      if (outcome.outcome === 'failed') throw outcome.problem;
  }
  await registerByHand(record, json('instrument.json') as object, { by: 'bench', why: undefined });
  for (const rating of sources) await rate(record, rating, { by: 'bench', why: undefined });
  console.log('| claims | documents | bearings | docket | findings | brief | time per claim, against the first |');
  console.log('|---|---|---|---|---|---|---|');
  let [claims, documents, first] = [0, 0, 0];
  for (const size of SIZES) {
    while (claims < size) claims += await fill(record, documents++);
    const started = process.cpuUsage();
    const docket = await docketOf(record, 'ins_straits');
    const docketed = spent(started);
    const found = await judgeInstrument(record, docket, DAY);
    const judged = spent(started);
    const calendar = await appointments(docket, found, await gatheringOutlines(record), DAY);
    brief(docket, found, calendar, { day: DAY, meeting: undefined, since: undefined, lines: DEFAULT_LINES });
    const all = spent(started);
    first ||= all / claims;
    const seconds = [docketed, judged - docketed, all - judged].map(part => `${part.toFixed(2)} s`).join(' | ');
    console.log(
      `| ${claims} | ${documents} | ${docket.held.length} | ${seconds} | ${(all / claims / first).toFixed(2)} |`,
    );
  }
  await record.close();
} finally {
  rmSync(home, { recursive: true, force: true });
}
