// A process that has a record open for reading and looks at it again and again, until it is ended.
// Usage: node looker.ts FOLDER [torn]
// A line of JSON for each look. A torn one takes two answers, a moment apart, for one, so that the harness can be tested.
import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DeedsRecord, openRecord } from '../../src/record/index.ts';

const [folder, way] = process.argv.slice(2);

/** What was seen in one look. */
export interface Look {
  /** Number of the last entry, before and after. */
  readonly from: number;
  readonly until: number;
  /** Kind of the last entry before. */
  readonly ends: string;
  readonly documents: number;
  /** Documents that do not have two claims: as they say themselves, and as the list of claims has it. */
  readonly odd: number;
  readonly claims: number;
  /** Documents and claims that one search found. */
  readonly found: readonly [documents: number, claims: number];
  /** Of each actor, the number of documents. */
  readonly actors: readonly number[];
  readonly state: string;
}

async function look(record: DeedsRecord): Promise<Look> {
  const from = (await record.head()).sequence;
  const { kind } = (await Array.fromAsync(record.entries(from)))[0]!;
  const claims = await record.claims();
  const counts = new Map<string, number>();
  for (const { document } of claims) counts.set(document, (counts.get(document) ?? 0) + 1);
  const documents = await record.documents();
  const found = await record.search('promised', 10_000);
  if (way === 'torn') await sleep(30);
  const more = way === 'torn' ? await record.search('promised', 10_000) : found;
  const actors = await record.actors();
  const state = await record.stateHash();
  return {
    from,
    until: (await record.head()).sequence,
    ends: kind,
    documents: documents.length,
    odd: documents.filter(({ claims }) => claims !== 2).length + [...counts.values()].filter(n => n !== 2).length,
    claims: claims.length,
    found: [found.filter(hit => hit.claim === undefined).length, more.filter(hit => hit.claim !== undefined).length],
    actors: actors.map(({ documents }) => documents.length),
    state,
  };
}

const record = await openRecord(folder!, { clock: { now: () => new Date().toISOString() }, mode: 'read' });
for (;;) writeSync(1, `${JSON.stringify(await look(record))}\n`);
