// Bundles made by hand, by the page alone.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { verifyBundle } from './bundle.ts';
import { Handmade, newKey, publicBytes } from './handmade.ts';
import type { VerifyReport } from './report.ts';

const home = mkdtempSync(join(tmpdir(), 'deeds-bundle-'));
const [whole, part] = [join(home, 'whole'), join(home, 'part')];
const log = new Handmade();
after(() => rmSync(home, { recursive: true }));

before(() => {
  log.created();
  const one = log.document('China spoke. It promised \u{1f600} much.', ['China spoke', 'promised \u{1f600} much']);
  const { id: other } = log.document('Xi spoke of China.', ['Xi spoke']);
  const text = log.blob('China spoke. It promised \u{1f600} much.');
  const link = { shared: [{ start: 0, end: 5, exact: 'China' }], sharedOther: [{ start: 12, end: 17 }], unshared: [] };
  log.append('origin_linked', {
    document: one.id,
    other,
    text,
    otherText: log.blob('Xi spoke of China.'),
    relation: 'shares',
    copy: false,
    link: log.blob({ ...link, comparison: {}, reason: 'Both do.' }),
  });
  log.append(
    'claim_reviewed',
    { document: one.id, claim: one.claims[0], verdict: 'confirmed', independent: false },
    'anna',
  );
  log.append('note_added', { subject: `${one.id}/${one.claims[0]}`, note: log.blob('See there.') }, 'anna');
  log.checkpoint();
  log.append('refused', { name: 'x', code: 'empty', sentence: 'It is empty.' });
  log.bundle(whole);
  // Entry 5 to 7 are about the other document.
  log.bundle(part, [2, 3, 4, 8, 9, 10]);
});

/** Codes and places of what is found in a bundle to which something was done. */
async function harmed(bundle: string, sql: string): Promise<string[]> {
  const file = join(mkdtempSync(join(home, 'harmed-')), 'bundle');
  cpSync(bundle, file);
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
  return placesOf(await verifyBundle(file));
}

const placesOf = ({ problems }: VerifyReport): string[] => problems.map(({ code, place }) => `${code} at ${place}`);

test('a bundle of everything is sound, and says what is in it', async () => {
  const { problems, notices, entries, documents, claims, spans, blobs, checkpoints, orphans } =
    await verifyBundle(whole);
  assert.deepEqual([problems, notices], [[], []]);
  assert.deepEqual([entries, documents, claims, spans, blobs, checkpoints, orphans], [12, 2, 3, 4, 9, 2, 0]);
});

test('a bundle of some documents is sound by its proofs, and says that its key must be known', async () => {
  const report = await verifyBundle(part);
  assert.deepEqual(report.problems, []);
  assert.equal(report.notices.length, 1);
  assert.ok(report.notices[0]!.includes(publicBytes(log.key).toString('base64')));
  assert.deepEqual([report.entries, report.documents, report.spans], [6, 1, 3]);
});

test('a proof, an entry or a checkpoint of another log does not count', async () => {
  const other = new Handmade();
  Object.assign(other, { name: 'another' });
  other.created();
  const forged = newKey();
  const withKey = `UPDATE bundle SET value = '${publicBytes(forged).toString('base64')}' WHERE name = 'key'`;
  const cases: [string, string][] = [
    [`UPDATE bundle SET value = '${other.note()}' WHERE name = 'checkpoint'`, 'bundle_altered at table bundle'],
    [withKey, 'checkpoint_wrong at table bundle'],
    [
      `${withKey}; UPDATE bundle SET value = '${log.note(12, forged)}' WHERE name = 'checkpoint'`,
      'checkpoint_wrong at table bundle',
    ],
    ["UPDATE bundle SET value = 'x' WHERE name = 'record'", 'bundle_altered at table bundle'],
  ];
  for (const [sql, expected] of cases) assert.ok((await harmed(whole, sql)).includes(expected), sql);
  for (const [sql, expected] of [
    ["UPDATE proof SET path = x'' WHERE sequence = 3", 'proof_wrong at entry 3'],
    [
      'UPDATE proof SET path = (SELECT path FROM proof WHERE sequence = 4) WHERE sequence = 3',
      'proof_wrong at entry 3',
    ],
    ['DELETE FROM proof WHERE sequence = 8', 'proof_wrong at entry 8'],
    ["INSERT INTO proof VALUES (5, x'')", 'bundle_altered at table proof'],
  ] as const) {
    assert.deepEqual(await harmed(part, sql), [expected]);
  }
});

test('what is missing, or too much, is found', async () => {
  const cases: [string, string, string][] = [
    [whole, 'DELETE FROM entry WHERE sequence = 12', 'chain_broken at table entry'],
    [whole, 'DELETE FROM entry WHERE sequence = 8', 'chain_broken at entry 9'],
    [part, "UPDATE entry SET by = 'otto' WHERE sequence = 9", 'entry_altered at entry 9'],
    [whole, "INSERT INTO blob VALUES ('no', x'00')", 'bundle_altered at blob no'],
    [whole, "INSERT INTO bundle VALUES ('more', '')", 'bundle_altered at table bundle'],
    [whole, 'CREATE TABLE more (x)', 'schema_altered at the bundle'],
    [whole, "UPDATE bundle SET value = '2' WHERE name = 'format'", 'bundle_altered at table bundle'],
    [whole, "UPDATE bundle SET value = '0' WHERE name = 'whole'", 'proof_wrong at entry 1'],
    [part, "UPDATE bundle SET value = '1' WHERE name = 'whole'", 'chain_broken at entry 2'],
    [whole, 'PRAGMA user_version = 1', 'schema_altered at the bundle'],
    [whole, 'PRAGMA application_id = 1', 'schema_altered at the bundle'],
    [
      whole,
      'INSERT INTO entry SELECT 13, kind, at, by, body, hash, hash FROM entry WHERE sequence = 12',
      'bundle_altered at table entry',
    ],
  ];
  for (const [bundle, sql, expected] of cases) {
    const found = await harmed(bundle, sql);
    assert.ok(found.includes(expected), `${sql}: ${found.join()}`);
  }
  for (const hash of log.blobs.keys()) {
    assert.equal((await harmed(whole, `DELETE FROM blob WHERE hash = '${hash}'`))[0], `blob_missing at blob ${hash}`);
    const altered = await harmed(whole, `UPDATE blob SET bytes = x'00' WHERE hash = '${hash}'`);
    assert.equal(altered[0], `blob_altered at blob ${hash}`);
  }
});

test('what an erasure took is not in it', async () => {
  const file = join(home, 'erased');
  const erased = new Handmade();
  erased.created();
  const { id } = erased.document('China spoke.', ['China spoke']);
  const blobs = [...erased.blobs.keys()];
  erased.append('erased', { document: id, basis: 'a court said so' }, 'anna');
  erased.bundle(file);
  assert.deepEqual(
    placesOf(await verifyBundle(file)).sort(),
    blobs.map(hash => `erasure_unfinished at blob ${hash}`).sort(),
  );
  erased.blobs.clear();
  rmSync(file);
  erased.bundle(file);
  const report = await verifyBundle(file);
  assert.deepEqual([placesOf(report), report.redacted], [[], 1]);
});

test('every byte that changes what is in a bundle is found', async () => {
  const file = join(home, 'flipped');
  const flips = Number(process.env['FLIPS'] ?? 150);
  for (const bundle of [whole, part]) {
    const bytes = readFileSync(bundle);
    writeFileSync(file, bytes);
    const base = dump(file);
    let changing = 0;
    for (let flip = 0; flip < flips; flip++) {
      // A walk over all of it, with every bit in its turn.
      const at = (flip * 7919) % bytes.length;
      const flipped = Buffer.from(bytes);
      flipped[at]! ^= 1 << (flip % 8);
      writeFileSync(file, flipped);
      const isSame = dump(file) === base;
      if (!isSame) changing++;
      const { problems } = await verifyBundle(file);
      assert.ok(isSame || problems.length > 0, `byte ${at}, bit ${flip % 8} of ${bundle}`);
    }
    assert.ok(changing > 0);
  }
});

/** All that can be read in a bundle; undefined when it cannot be read. */
function dump(file: string): string | undefined {
  try {
    using database = new DatabaseSync(file, { readOnly: true });
    const pragma = (name: string): unknown => database.prepare(`PRAGMA ${name}`).get();
    return JSON.stringify([
      pragma('application_id'),
      pragma('user_version'),
      ...[
        'SELECT type, name, sql FROM sqlite_schema',
        'SELECT * FROM bundle',
        'SELECT * FROM entry',
        'SELECT * FROM proof',
        'SELECT * FROM blob',
      ].map(sql =>
        database
          .prepare(sql)
          .all()
          .map(row =>
            Object.values(row).map(value => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value)),
          ),
      ),
    ]);
  } catch {
    return undefined;
  }
}
