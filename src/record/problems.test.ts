// Real errors of SQLite and of the disk, and what people are told of them.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { Problem } from '../core/problem.ts';
import { asProblem } from './problems.ts';

const home = mkdtempSync(join(tmpdir(), 'deeds-problems-'));
after(() => rmSync(home, { recursive: true }));

function told(work: () => void): Problem {
  try {
    work();
  } catch (error) {
    const problem = asProblem(error, '.deeds');
    assert.ok(problem instanceof Problem, String(error));
    assert.equal(problem.cause, error);
    assert.ok(problem.message.includes('.deeds') && problem.next.endsWith('.'));
    return problem;
  }
  throw new Error('nothing was thrown');
}

test('a database that another process holds is busy', () => {
  const file = join(home, 'busy.sqlite');
  const [one, two] = [new DatabaseSync(file), new DatabaseSync(file, { timeout: 5 })];
  one.exec('BEGIN IMMEDIATE');
  assert.equal(told(() => two.exec('BEGIN IMMEDIATE')).code, 'record_busy');
  one.close();
  two.close();
});

test('a database that may not grow is full', () => {
  const database = new DatabaseSync(join(home, 'full.sqlite'));
  database.exec('CREATE TABLE t (x); PRAGMA max_page_count = 4');
  assert.equal(told(() => database.exec('INSERT INTO t VALUES (zeroblob(50000))')).code, 'storage_full');
  database.close();
});

test('disk errors by their codes', () => {
  for (const [code, expected] of [
    ['ENOSPC', 'storage_full'],
    ['EDQUOT', 'storage_full'],
    ['EIO', 'storage_error'],
    ['EMFILE', 'storage_error'],
    ['EROFS', 'record_read_only'],
  ] as const) {
    const error = Object.assign(new Error(code), { code });
    assert.equal(
      told(() => {
        throw error;
      }).code,
      expected,
    );
  }
});

test('what is no storage error stays what it is', () => {
  const error = new RangeError('no');
  assert.equal(asProblem(error, '.deeds'), error);
  try {
    readFileSync(join(home, 'missing'));
  } catch (missing) {
    assert.equal(asProblem(missing, '.deeds'), missing);
  }
});
