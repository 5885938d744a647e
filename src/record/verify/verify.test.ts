import assert from 'node:assert/strict';
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { entryHash } from '../chain.ts';
import { copyOf, testClock } from '../contract.ts';
import { entryKinds } from '../entries/index.ts';
import { sample } from '../sample.ts';
import { openRecord } from '../sqlite/record.ts';
import { verify } from './verify.ts';

const home = mkdtempSync(join(tmpdir(), 'deeds-verify-'));
const sound = join(home, 'sound');

before(async () => {
  const record = await openRecord(sound, { clock: testClock(), mode: 'create' });
  const wire = sample('The wire [act China 2015-11-01: acted]. [statement Xi: Xi spoke].', {
    published: '2015-11-03',
    fingerprint: { engine: 'f/1', keys: [3, 20, 'k'], data: { hashes: 'AAEC' } },
  });
  const added = await record.addDocument(wire);
  const early = { published: '2015-11-01', links: [copyOf(wire, { shared: [{ start: 6, end: 11, exact: 'acted' }] })] };
  await record.addDocument(
    sample('Early [act China: acted]. [statement Xi: we will meet again in the spring as agreed].', early),
  );
  const better = sample(
    'The wire [act China 2015-11-01: acted]. [statement Xi: Xi spoke] \u{1f600} é: [statement: We will meet again, in the spring, as agreed].',
  );
  await record.addReading({ ...better, documentId: added.documentId! });
  await record.refuse({ name: 'x', code: 'not_text', sentence: 'No text.', bytes: Buffer.from([0]) });
  await record.close();
});
after(() => rmSync(home, { recursive: true }));

/** Does something to a copy of the record, and gives the codes and places of what verify then finds. */
async function harmed(harm: (folder: string) => void): Promise<string[]> {
  const folder = mkdtempSync(join(home, 'harmed-'));
  cpSync(sound, folder, { recursive: true });
  harm(folder);
  return (await verify(folder)).problems.map(({ code, place }) => `${code} at ${place}`);
}

/** Runs SQL as somebody who owns the file and has taken the triggers out, and puts them back. */
function sql(statements: string): (folder: string) => void {
  return folder => {
    const database = new DatabaseSync(join(folder, 'record.sqlite'), { defensive: false });
    const triggers = database.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all();
    for (const { name } of triggers) database.exec(`DROP TRIGGER ${String(name)}`);
    database.exec(statements);
    for (const { sql } of triggers) database.exec(String(sql));
    database.close();
  };
}

function blobFiles(folder: string): string[] {
  const root = join(folder, 'blobs', 'sha256');
  return readdirSync(root).flatMap(prefix => readdirSync(join(root, prefix)).map(name => join(root, prefix, name)));
}

test('a sound record has no problems, and everything in it is counted', async () => {
  const progress: number[] = [];
  const report = await verify(sound, { onProgress: done => progress.push(done) });
  assert.deepEqual(report.problems, []);
  const { entries, documents, claims, spans, blobs, orphans } = report;
  assert.deepEqual(
    { entries, documents, claims, spans, blobs, orphans },
    {
      entries: 12,
      documents: 2,
      claims: 7,
      spans: 5 * 2 + 2 + 1 + 2 * 2,
      blobs: 9 + 3 + 1,
      orphans: 0,
    },
  );
  assert.equal(progress.at(-1), 24);
});

test('what somebody does to the log is found', async () => {
  const cases: [string, string, string][] = [
    [
      'a body changed',
      "UPDATE entry SET body = replace(body, 'sample.txt', 'simple.txt') WHERE sequence = 2",
      'entry_altered at entry 2',
    ],
    [
      'a time changed',
      "UPDATE entry SET at = '2015-11-08T00:00:00.000Z' WHERE sequence = 3",
      'entry_altered at entry 3',
    ],
    ['a person changed', "UPDATE entry SET by = 'nobody' WHERE sequence = 2", 'entry_altered at entry 2'],
    ['an entry removed', 'DELETE FROM entry WHERE sequence = 4', 'chain_broken at entry 5'],
    [
      'entries moved up behind one removed',
      'DELETE FROM entry WHERE sequence = 4; UPDATE entry SET sequence = sequence - 1 WHERE sequence > 4',
      'chain_broken at entry 4',
    ],
    [
      'two swapped',
      'UPDATE entry SET sequence = 99 WHERE sequence = 4; UPDATE entry SET sequence = 4 WHERE sequence = 5; UPDATE entry SET sequence = 5 WHERE sequence = 99',
      'chain_broken at entry 4',
    ],
    [
      'one repeated at the end',
      'INSERT INTO entry SELECT 13, kind, at, by, body, previous, hash FROM entry WHERE sequence = 12',
      'chain_broken at entry 13',
    ],
    ['a hash changed', 'UPDATE entry SET hash = zeroblob(32) WHERE sequence = 6', 'entry_altered at entry 6'],
  ];
  for (const [what, statements, expected] of cases) {
    assert.equal((await harmed(sql(statements)))[0], expected, what);
  }
});

test('an entry rewritten with its hash and all that follow is found where the state still shows the truth', async () => {
  const found = await harmed(folder => {
    const database = new DatabaseSync(join(folder, 'record.sqlite'));
    const rows = database.prepare('SELECT * FROM entry ORDER BY sequence').all();
    database.close();
    let previous: string = '0'.repeat(64);
    const updates = rows.map(row => {
      const { sequence, kind, at, by } = row as unknown as { sequence: number; kind: string; at: string; by: string };
      const body = String(row['body']).replace('sample.txt', 'simple.txt');
      const hash = entryHash({ sequence, kind, at, by, body, previous });
      const update = `UPDATE entry SET body = '${body.replaceAll("'", "''")}', previous = x'${previous}', hash = x'${hash}' WHERE sequence = ${sequence}`;
      previous = hash;
      return update;
    });
    sql(updates.join(';'))(folder);
  });
  assert.ok(found[0]!.startsWith('state_wrong at document doc_'), found.join('; '));
});

test('entries made up with sound hashes but strange bodies are findings, never a crash', async () => {
  const strange = [
    '{}',
    '[]',
    'null',
    '7',
    '{"document":"doc_0","about":null,"bytes":"no"}',
    '{"document":7,"text":7,"reading":[]}',
    '{',
  ];
  for (const kind of [...entryKinds.map(({ name }) => name).filter(name => name !== 'record_created'), 'unheard_of']) {
    for (const body of strange) {
      const found = await harmed(folder => {
        const database = new DatabaseSync(join(folder, 'record.sqlite'));
        const { sequence, hash: before } = database
          .prepare('SELECT sequence, hash FROM entry ORDER BY sequence DESC')
          .get()!;
        const previous = Buffer.from(before as Uint8Array).toString('hex');
        const entry = { sequence: Number(sequence) + 1, kind, at: 'then', by: 'x', body, previous };
        database
          .prepare('INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)')
          .run(entry.sequence, kind, 'then', 'x', body, before!, Buffer.from(entryHash(entry), 'hex'));
        database.close();
      });
      assert.ok(found.length > 0, `${kind} ${body}`);
    }
  }
});

test('a second beginning is found, however sound its hash', async () => {
  const found = await harmed(folder => {
    using database = new DatabaseSync(join(folder, 'record.sqlite'));
    const [first, last] = [1, 12].map(n => database.prepare('SELECT * FROM entry WHERE sequence = ?').get(n)!);
    const { kind, at, by, body } = first as unknown as Record<'kind' | 'at' | 'by' | 'body', string>;
    const previous = Buffer.from(last!['hash'] as Uint8Array).toString('hex');
    const hash = entryHash({ sequence: 13, kind, at, by, body, previous });
    const bytes = [previous, hash].map(hex => Buffer.from(hex, 'hex')) as [Buffer, Buffer];
    database.prepare('INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)').run(13, kind, at, by, body, ...bytes);
  });
  assert.deepEqual(found, ['chain_broken at entry 13']);
});

test('what somebody does to the state is found', async () => {
  const statements = [
    'UPDATE document SET copy = 1 - copy',
    "UPDATE document SET origin = 'org_0' WHERE copy = 1",
    "UPDATE document SET published = '2015-11-02' WHERE copy = 0",
    "UPDATE document SET facts = replace(facts, 'text/plain', 'text/plane')",
    "UPDATE claim SET exact = 'Xi spake' WHERE exact = 'Xi spoke'",
    "UPDATE claim SET factuality = 'denied' WHERE exact = 'Xi spoke'",
    "UPDATE claim SET claim = replace(claim, 'asserted', 'negated')",
    'UPDATE claim SET when_from = NULL',
    "DELETE FROM claim WHERE exact = 'Xi spoke'",
    "UPDATE claim_actor SET actor = 'unknown/us' WHERE actor = 'unknown/china'",
    'DELETE FROM claim_actor',
    "INSERT INTO claim_actor VALUES ('unknown/us', 'doc_0', 1)",
    "UPDATE actor SET actor = replace(actor, 'China', 'Chinu')",
    'DELETE FROM fingerprint_key WHERE key = 20',
    "UPDATE fingerprint SET data = replace(data, 'AAEC', 'AAEB')",
    "UPDATE link SET link = replace(link, 'shared', 'sharde')",
    'UPDATE link SET copy = 0',
    'UPDATE link SET cut = 1',
    'UPDATE document SET mixed = 1',
    "INSERT INTO claim_also SELECT number, document, 'doc_0' FROM claim LIMIT 1",
    'UPDATE claim_tally SET number = number + 1',
    'DELETE FROM claim_tally',
    'DELETE FROM said_again',
    'UPDATE said_again SET family = family - 1',
    'DELETE FROM said WHERE words = (SELECT max(words) FROM said)',
    'UPDATE said SET words = words + 1',
    'INSERT INTO said_again SELECT number, number FROM claim WHERE number NOT IN (SELECT claim FROM said_again) LIMIT 1',
    "UPDATE refusal SET sentence = 'Text.'",
    "UPDATE claim_words SET exact = 'Xi spake' WHERE claim_words MATCH 'spoke'",
    'DELETE FROM document_words',
    "INSERT INTO document_words (title, text) VALUES ('more', 'more')",
    "INSERT INTO refusal VALUES (77, 'then', 'x', 'y', 'z', NULL)",
  ];
  for (const statement of statements) {
    const found = await harmed(sql(statement));
    assert.ok(found[0]?.startsWith('state_wrong'), `${statement} -> ${found[0]}`);
  }
});

test('what somebody does to the tables behind a search index is found', async () => {
  const statements = [
    'UPDATE claim_words_idx SET pgno = 0',
    'UPDATE claim_words_idx SET segid = segid + 1000',
    'UPDATE document_words_idx SET term = CAST(term AS TEXT)',
    'UPDATE document_words_docsize SET sz = CAST(sz AS TEXT)',
    'UPDATE document_words_config SET v = 5',
  ];
  for (const statement of statements) {
    const found = await harmed(folder => {
      // SQLite protects these tables from all but those who ask.
      using database = new DatabaseSync(join(folder, 'record.sqlite'), { defensive: false });
      database.exec(statement);
    });
    assert.ok(
      found.some(one => one.startsWith('state_wrong at table')),
      `${statement} -> ${found[0]}`,
    );
  }
});

test('a trigger taken out is found', async () => {
  const found = await harmed(folder => {
    const database = new DatabaseSync(join(folder, 'record.sqlite'));
    database.exec('DROP TRIGGER entry_is_never_changed');
    database.close();
  });
  assert.deepEqual(found, ['schema_altered at record.sqlite']);
});

test('a table list that was tampered with is found', async () => {
  const found = await harmed(folder => {
    const file = join(folder, 'record.sqlite');
    const bytes = readFileSync(file);
    // The row of an index that SQLite made itself: it has no SQL, only a name and its table's.
    // SQLite moved it to another page as the list grew, and left an old copy behind.
    const name = 'sqlite_autoindex_document_2';
    for (let at = -1; (at = bytes.indexOf(`${name}document`, at + 1)) !== -1; ) bytes[at + name.length]! ^= 1;
    writeFileSync(file, bytes);
  });
  assert.ok(found.includes('schema_altered at record.sqlite'), found.join('; '));
});

test('every blob changed, cut, grown or lost is found by its name', async () => {
  for (const [index] of blobFiles(sound).entries()) {
    const harms: [string, (file: string) => void][] = [
      ['blob_altered', file => appendFileSync(file, 'x')],
      ['blob_altered', file => writeFileSync(file, '')],
      ['blob_missing', unlinkSync],
    ];
    for (const [code, harm] of harms) {
      let name = '';
      const found = await harmed(folder => {
        const file = blobFiles(folder)[index]!;
        name = file.split(/[\\/]/u).slice(-2).join('');
        harm(file);
      });
      assert.equal(found[0], `${code} at blob ${name}`);
    }
  }
});

test('a blob that nobody names is counted, and is no problem', async () => {
  const folder = mkdtempSync(join(home, 'orphan-'));
  cpSync(sound, folder, { recursive: true });
  writeFileSync(join(blobFiles(folder)[0]!, '..', '0'.repeat(62)), 'left over');
  const report = await verify(folder);
  assert.deepEqual([report.orphans, report.problems.length], [1, 0]);
});

test('a folder without a record is refused, a damaged database is a finding', async () => {
  await assert.rejects(verify(home), { code: 'not_a_record' });
  const found = await harmed(folder =>
    writeFileSync(join(folder, 'record.sqlite'), 'no database at all, but long enough '.repeat(40)),
  );
  assert.deepEqual(found, ['database_damaged at record.sqlite']);
});
