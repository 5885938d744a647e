// The README opens with a sentence of news and what Deeds reads from it: held true here.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { deeds } from './command.ts';

test('the claims that the README shows are what deeds read prints', () => {
  const readme = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');
  const sentence = /^> (.+)$/mu.exec(readme)?.[1];
  const shown = /```text\n([\s\S]+?)```/u.exec(readme)?.[1];
  assert.ok(sentence && shown, 'README.md has no quoted sentence or no ```text block');
  const { out } = deeds(['read', '-', '--published', '2026-05-11'], { input: sentence });
  const printed = new Set(out.split('\n').map(line => line.trimEnd()));
  for (const line of shown.split('\n').filter(line => line.trim() !== ''))
    assert.ok(printed.has(line.trimEnd()), `deeds read does not print: ${line}\nbut:\n${out}`);
});
