// docs/judgement-clauses.md: every file and every test that it names is there.
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..');
const rows = readFileSync(join(root, 'docs', 'judgement-clauses.md'), 'utf8')
  .split('\n')
  .filter(line => line.startsWith('| ') && !line.startsWith('| clause'))
  .map(line => line.split(' | '));

test('every clause is carried out by a file that is there, and held by tests that are there', () => {
  const tests = [...globSync('{src/judgement,test}/**/*.test.ts', { cwd: root }), 'src/judgement/cases.txt']
    .map(file => readFileSync(join(root, file), 'utf8'))
    .join('\n');
  assert.ok(rows.length > 25);
  for (const [clause, by, held] of rows) {
    const [file] = /(?<=`)[^`]+/u.exec(by!)!;
    assert.ok(existsSync(join(root, file)), `${clause!}: ${file} is not there`);
    for (const [title] of held!.matchAll(/(?<=`)[^`·|]{8,}(?=`)/gu))
      assert.ok(
        tests.includes(`'${title}'`) ||
          tests.includes(`## ${title}\n`) ||
          tests.includes(`'${title.replaceAll("'", "\\'")}'`),
        `${clause!}: there is no test “${title}”`,
      );
  }
});
