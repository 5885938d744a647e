// What stands in the log and what others keep of it, on records made by hand: the writer has no part in this.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Handmade, newKey } from './handmade.ts';
import type { VerifyReport } from './report.ts';
import { verify } from './verify.ts';

const home = mkdtempSync(join(tmpdir(), 'deeds-checkpoints-'));
after(() => rmSync(home, { recursive: true }));

function made(): Handmade {
  const log = new Handmade();
  log.created();
  for (const name of ['a', 'b', 'c', 'd']) log.append('refused', { name, code: 'empty', sentence: 'It is empty.' });
  return log;
}

/** What verify finds, apart from the state, which is not made by hand. */
async function found(log: Handmade, witness?: string): Promise<VerifyReport & { readonly found: string[] }> {
  return foundIn(written(log), witness);
}

function written(log: Handmade): string {
  const folder = mkdtempSync(join(home, 'record-'));
  log.write(folder);
  return folder;
}

async function foundIn(folder: string, witness?: string): Promise<VerifyReport & { readonly found: string[] }> {
  const report = await verify(folder, { witness });
  const problems = report.problems.filter(({ code }) => code !== 'state_wrong');
  return { ...report, found: problems.map(({ code, place }) => `${code} at ${place}`) };
}

test('checkpoints of any size are sound, over a change of key too', async () => {
  const log = made();
  for (let i = 0; i < 12; i++) log.checkpoint();
  log.changeKey('by the key before');
  log.checkpoint();
  const report = await found(log);
  assert.deepEqual([report.found, report.checkpoints, report.notices], [[], 13, []]);
});

test('a new key that nobody vouches for is a notice, one that another vouches for a finding', async () => {
  const log = made();
  log.changeKey('by nobody');
  log.checkpoint();
  const report = await found(log);
  assert.deepEqual([report.found, report.notices.length], [[], 1]);
  log.changeKey('by another');
  assert.deepEqual((await found(log)).found, ['entry_altered at entry 8']);
});

test('a clock that went back is a notice: the order is the sequence', async () => {
  const log = made();
  log.hour = 7;
  log.append('refused', { name: 'e', code: 'empty', sentence: 'It is empty.' });
  log.append('refused', { name: 'f', code: 'empty', sentence: 'It is empty.' });
  const report = await found(log);
  assert.deepEqual([report.found, report.notices.length], [[], 1]);
  assert.match(report.notices[0]!, /before entry 6 \(2015-11-09T07:06/u);
});

test('a checkpoint that says anything else is found', async () => {
  const other = 'ab'.repeat(32);
  const lies: ((log: Handmade) => object)[] = [
    () => ({ size: 4 }),
    () => ({ root: other }),
    () => ({ peaks: [other] }),
    log => ({ note: log.note(4) }),
    log => ({ note: log.note(undefined, newKey()) }),
    log => ({ note: log.note().replace('time 2015', 'time 2014') }),
    log => ({ note: log.signed(log.note().split('\n\n')[0]!.replace('time 2015', 'time 2014').concat('\n')) }),
    log => ({ note: log.note().replaceAll(log.name, 'another') }),
    log => ({ note: `${log.note()}— ${log.name} AAAAAAAA\n` }),
    () => ({ note: '' }),
    () => ({ key: Buffer.alloc(32).toString('base64') }),
  ];
  for (const lie of lies) {
    const log = made();
    log.checkpoint(lie(log));
    assert.deepEqual(new Set((await found(log)).found), new Set(['checkpoint_wrong at entry 6']), String(lie));
  }
  const log = made();
  log.entries.length = 0;
  log.append('record_created', { format: 2, record: log.name });
  log.checkpoint();
  assert.deepEqual((await found(log)).found, ['checkpoint_wrong at entry 2'], 'without a key nobody signs');
});

test('what a witness keeps agrees with the log it has seen, under whatever key that had', async () => {
  const log = made();
  const notes = [log.note(1), log.note()];
  log.changeKey('by the key before');
  log.checkpoint();
  notes.push(log.note());
  const report = await found(log, `${notes.join('\n')}\n`);
  assert.deepEqual([report.found, report.witnessed], [[], { notes: 3, size: 7 }]);
  assert.deepEqual((await found(log, notes.join('\n').replaceAll('\n', '\r\n'))).found, []);
});

test('a log that was cut off, written anew or put in the place of another is found by what a witness keeps', async () => {
  const log = made();
  const [early, late] = [log.note(3), log.note()];
  const witness = `${early}\n${late}\n`;
  const all = [...log.entries];

  log.entries.length = 4;
  assert.deepEqual((await found(log, witness)).found, ['history_rolled_back at note 2 of the witness file']);

  log.entries.length = 3;
  log.append('refused', { name: 'e', code: 'empty', sentence: 'It is empty.' });
  log.append('refused', { name: 'd', code: 'empty', sentence: 'It is empty.' });
  log.checkpoint();
  assert.deepEqual((await found(log, witness)).found, ['witness_disagrees at note 2 of the witness file']);

  log.entries.splice(0, Infinity, ...all);
  log.key = newKey();
  const forged = log.note();
  assert.deepEqual((await found(log, forged)).found, ['witness_invalid at note 1 of the witness file']);

  const other = new Handmade();
  Object.assign(other, { name: 'another' });
  other.created();
  assert.deepEqual((await found(other, witness)).found, ['witness_disagrees at the witness file']);
  assert.deepEqual((await found(log, '')).found, ['witness_disagrees at the witness file']);
  log.entries.length = 0;
  assert.deepEqual((await found(log, witness)).found, [
    'chain_broken at table entry',
    'witness_disagrees at the witness file',
  ]);
});

test('a witness file with any byte changed never vouches for that note', async () => {
  const log = made();
  const note = Buffer.from(log.note());
  const folder = written(log);
  for (let at = 0; at < note.length; at++) {
    const changed = Buffer.from(note);
    changed[at]! ^= 1;
    const { witnessed, found: problems } = await foundIn(folder, changed.toString());
    assert.deepEqual([witnessed?.notes, problems.length > 0], [0, true], `byte ${at}`);
  }
});
