/** A record filled with the corpus as `deeds add` fills it, and what one more document costs there. */
import { readdirSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Claim } from '../../../src/core/claim.ts';
import { wordsAt } from '../../../src/core/span.ts';
import { comparable } from '../../../src/origins/comparable.ts';
import { fingerprint } from '../../../src/origins/fingerprint.ts';
import { neighbours, relatives } from '../../../src/origins/relatives.ts';
import { type Disk, realDisk } from '../../../src/record/disk.ts';
import { type Addition, type DeedsRecord, openRecord, sha256 } from '../../../src/record/index.ts';
import { sample } from '../../../src/record/sample.ts';
import { clock, say } from '../record/measure.ts';
import type { Corpus, Grown } from './corpus.ts';

/** A disk that is not waited for: how fast a record is filled is not what is measured. */
const hasty: Disk = {
  ...realDisk,
  create: (path, bytes) => writeFile(path, bytes, { flag: 'wx', mode: 0o600 }),
  sync: async () => {},
};

/** Documents that are compared with the record at one moment, and added together. */
const AT_ONCE = 50;

/** Fills a new record with the first `size` documents of the corpus, each compared with those before it. */
export async function filled(folder: string, corpus: Corpus, size: number): Promise<DeedsRecord> {
  const record = await openRecord(folder, { clock, mode: 'create', disk: hasty });
  const started = Date.now();
  for (let from = 0; from < size; from += AT_ONCE) {
    const additions: Addition[] = [];
    for (let number = from; number < Math.min(size, from + AT_ONCE); number++) {
      const grown = corpus.document(number);
      const keys = [...fingerprint(grown.text)];
      additions.push(addition(number, grown, keys, relatives(grown, await neighbours(record, keys))));
    }
    await Promise.all(additions.map(one => record.addDocument(one)));
    if ((from + AT_ONCE) % 5000 === 0)
      say(
        `${from + AT_ONCE} of ${size} documents, ${Math.round((from + AT_ONCE) / ((Date.now() - started) / 1000))}/s`,
      );
  }
  await record.close();
  return await openRecord(folder, { clock, mode: 'write' });
}

/** What one more document costs: to be compared, on this thread alone, and to be kept so that it survives a power cut. */
export interface Cost {
  /** Milliseconds, the least of three times: other programs on the machine take part in the others. */
  readonly comparing: number;
  /** Milliseconds of processor time for the three. */
  readonly worked: number;
  /** Milliseconds until it is on disk, comparing once. */
  readonly all: number;
  /** Ids of the documents that it was found to be a copy of. */
  readonly copies: readonly string[];
  readonly id: string;
}

export async function added(record: DeedsRecord, number: number, grown: Grown): Promise<Cost> {
  const start = processorTime();
  const times: number[] = [];
  let [keys, links] = [[] as number[], [] as Addition['links']];
  for (let turn = 0; turn < TURNS; turn++) {
    const began = performance.now();
    keys = [...fingerprint(grown.text)];
    links = relatives(grown, await neighbours(record, keys));
    times.push(performance.now() - began);
  }
  const worked = processorTime() - start;
  const made = addition(number, grown, keys, links);
  const again = performance.now();
  const { documentId } = await record.addDocument(made);
  return {
    comparing: Math.min(...times),
    worked,
    all: times[0]! + performance.now() - again,
    copies: links.filter(({ copy }) => copy).map(({ other }) => other),
    id: documentId!,
  };
}

/** Each document is compared so many times, and the least time counts. */
export const TURNS = 3;

/** Milliseconds that this thread has worked: other programs on the machine take no part in it. Counted in steps of some milliseconds on some machines. */
export function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Bytes of the database and of everything. */
export function bytesOnDisk(folder: string): { readonly database: number; readonly all: number } {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(file => file.isFile())
    .reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
  return { database: statSync(join(folder, 'record.sqlite')).size, all };
}

function addition(number: number, grown: Grown, keys: number[], links: Addition['links']): Addition {
  const { text, leftOut } = grown;
  const made = sample('', { published: dayOf(number), fingerprint: { engine: 'bench/1', keys, data: {} }, links });
  const textHash = sha256(Buffer.from(text));
  return {
    ...made,
    bytes: Buffer.from(`${number}\n${text}`),
    document: {
      ...made.document,
      text,
      title: `Report ${number}`,
      leftOut,
    },
    reading: { ...made.reading, textHash, claims: statements(textHash, grown) },
  };
}

/** A day of one of three years. */
function dayOf(number: number): string {
  return Temporal.PlainDate.from('2014-01-01')
    .add({ days: number % 1000 })
    .toString();
}

/** Words of a saying, and one word in so many begins one. */
const [SAID, RARE] = [16, 80];
const SPEAKERS = 400;

/** Sayings that begin where the words themselves say, so that copies have those of their original; one copy in thirty names another speaker. */
function statements(textHash: string, { text, leftOut, edit }: Grown): Claim[] {
  const { starts, ends, hashes, leftOut: isLeftOut } = comparable(text, leftOut);
  const claims: Claim[] = [];
  for (let at = 0; at + SAID <= starts.length; at++) {
    if (hashes[at]! % RARE !== 0 || isLeftOut[at] === 1) continue;
    const words = wordsAt(text, { start: starts[at]!, end: ends[at + SAID - 1]! });
    const other = hashes[at]! % 30 === 0 && edit === 'copy' ? 1 : 0;
    const name = `Speaker ${nameOf((hashes[at + 1]! + other) % SPEAKERS)}`;
    const speaker = {
      name,
      words,
      actor: `person/${name}`,
      how: 'name',
      reason: 'the corpus says so',
      country: undefined,
      capacity: undefined,
    };
    claims.push({
      id: `clm_${sha256(Buffer.from(`${textHash} ${at}`)).slice(0, 24)}`,
      kind: 'statement',
      rule: 'bench',
      words,
      factuality: 'asserted',
      strength: edit === 'stripped' ? 'degraded' : 'clean',
      voices: [],
      when: undefined,
      actors: [],
      body: { speaker, cue: words, force: 'said', quotation: 'indirect', content: [words], quoted: [] },
    });
    at += SAID;
  }
  return claims;
}

function nameOf(number: number): string {
  return `${'ABCDEFGHIJKLMNOPQRST'[number % 20]}${'aeiou'[Math.floor(number / 20) % 5]}${'lmnr'[Math.floor(number / 100) % 4]}`;
}
