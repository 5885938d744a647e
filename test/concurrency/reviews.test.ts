// Eight people in eight processes review the same claims, some of them killed or held up on the way. REVIEWS sets how often each decides.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openRecord, verify } from '../../src/record/index.ts';
import { sample } from '../../src/record/sample.ts';
import { anomalies, type Operation } from './register.ts';
import type { Event } from './reviewer.ts';

const REVIEWS = Number(process.env['REVIEWS'] ?? 40);
const PEOPLE = 8;
const CLAIMS = 5;

const home = mkdtempSync(join(tmpdir(), 'deeds-reviews-'));
after(() => rmSync(home, { recursive: true }));
const clock = { now: () => new Date().toISOString() };

/** What a person did; `disturb` may stop the process or end it. */
function reviewing(
  folder: string,
  name: string,
  times: number,
  way?: string,
): { events: Promise<Event[]>; pid: number } {
  const args = [
    join(import.meta.dirname, 'reviewer.ts'),
    folder,
    name,
    String(times),
    ...(way === undefined ? [] : [way]),
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const events: Event[] = [];
  createInterface({ input: child.stdout }).on('line', line => events.push(JSON.parse(line) as Event));
  return { events: new Promise(resolve => child.on('close', () => resolve(events))), pid: child.pid! };
}

async function recordWithClaims(name: string): Promise<string> {
  const folder = join(home, name);
  const record = await openRecord(folder, { clock, mode: 'create' });
  const claims = Array.from({ length: CLAIMS }, (_, n) => `[act China: acted for the ${n}th time]`);
  await record.addDocument(sample(`Report. ${claims.join('. ')}.`));
  await record.close();
  return folder;
}

interface Outcome {
  readonly operations: number;
  readonly refused: number;
  readonly anomalies: readonly string[];
}

/** Holds what everybody was told against what the record says in the end, claim by claim. */
async function check(folder: string, events: readonly Event[]): Promise<Outcome> {
  const record = await openRecord(folder, { clock, mode: 'read' });
  const decisions = await record.decisions({ kind: ['claim_reviewed', 'claim_review_refused'] });
  await record.close();
  const begun = new Map(
    events
      .filter(({ made, does, seen }) => made === undefined && (does === 'decide' || seen === undefined))
      .map(event => [event.operation, event]),
  );
  const ended = new Map(
    events.filter(event => begun.get(event.operation) !== event).map(event => [event.operation, event]),
  );
  const operations = [...begun.values()].flatMap((start): (Operation & { subject: string })[] => {
    const end = ended.get(start.operation);
    // Of whoever was killed in the middle the record knows whether it was done.
    const done = decisions.find(({ why, kind }) => why === start.operation && kind === 'claim_reviewed');
    if (end === undefined && done === undefined) return [];
    return [
      {
        name: start.operation,
        subject: start.subject,
        does: start.does,
        start: BigInt(start.time),
        end: end === undefined ? undefined : BigInt(end.time),
        seen: (end?.seen ?? start.seen)!,
        made: start.does === 'look' ? undefined : (end?.made ?? done?.sequence),
      },
    ];
  });
  const refusals = decisions.filter(({ kind }) => kind === 'claim_review_refused').map(({ why }) => why);
  const subjects = new Set(operations.map(({ subject }) => subject));
  const found = [...subjects].flatMap(subject =>
    anomalies(
      operations.filter(one => one.subject === subject),
      decisions.filter(one => one.subject === subject && one.kind === 'claim_reviewed').map(({ sequence }) => sequence),
    ),
  );
  const unkept = operations.filter(one => one.made === 0 && !refusals.includes(one.name));
  return {
    operations: operations.length,
    refused: refusals.length,
    anomalies: [...found, ...unkept.map(({ name }) => `${name} came too late and was not kept`)],
  };
}

test(`${PEOPLE} people decide about ${CLAIMS} claims ${REVIEWS} times each, as if one after the other`, async t => {
  const folder = await recordWithClaims('sound');
  const people = Array.from({ length: PEOPLE }, (_, n) => reviewing(folder, `person${n}`, REVIEWS));
  await sleep(1500);
  process.kill(people[0]!.pid, 'SIGKILL');
  process.kill(people[1]!.pid, 'SIGSTOP');
  await sleep(300);
  process.kill(people[1]!.pid, 'SIGCONT');
  const events = (await Promise.all(people.map(({ events }) => events))).flat();
  const { operations, refused, anomalies } = await check(folder, events);
  assert.deepEqual(anomalies, []);
  assert.ok(refused > 0, 'they met');
  assert.deepEqual((await verify(folder)).problems, []);
  t.diagnostic(`${operations} operations on ${CLAIMS} claims, ${refused} came too late, 0 anomalies`);
});

test('the harness sees decisions about what their maker had not seen', async t => {
  const folder = await recordWithClaims('blind');
  const people = Array.from({ length: 4 }, (_, n) => reviewing(folder, `person${n}`, 15, 'blind'));
  const events = (await Promise.all(people.map(({ events }) => events))).flat();
  const { anomalies } = await check(folder, events);
  assert.ok(anomalies.length > 0);
  t.diagnostic(`planted fault: ${anomalies.length} anomalies, such as: ${anomalies[0]}`);
});
