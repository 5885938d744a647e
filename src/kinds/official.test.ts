// Official texts in whole keep their answers in official.cases.txt; the head of the file says what its lines mean.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadEngine } from '../app.ts';
import { capture } from '../capture/index.ts';
import type { Claim } from '../core/claim.ts';
import { read } from '../read.ts';
import type { CommitmentBody } from './commitment/commitment.ts';
import { restrains } from './commitment/undertaking.ts';
import { oneLine } from './show.ts';
import type { StatementBody } from './statement/statement.ts';

const engine = loadEngine();
const texts = readFileSync(new URL('official.cases.txt', import.meta.url), 'utf8')
  .split(/^## /mu)
  .slice(1);

const isAnswer = (line: string): boolean => /^[=~] /u.test(line);
const answers = (lines: readonly string[], mark: string): string[] =>
  lines.filter(line => line.startsWith(mark)).map(line => line.trim());

for (const marked of texts) {
  const [name = '', ...lines] = marked.trimEnd().split('\n');
  const text = lines.filter(line => !isAnswer(line)).join('\n');
  test(name, () => {
    const { claims } = read(capture(Buffer.from(text), { published: '2026-05-12' }), engine);
    assert.deepEqual(claims.filter(({ kind }) => kind === 'statement').map(statementOf), answers(lines, '~ '));
    assert.deepEqual(claims.filter(({ kind }) => kind === 'commitment').map(commitmentOf), answers(lines, '= '));
  });
}

function statementOf({ body }: Claim): string {
  const { speaker, jointly = [], content } = body as StatementBody;
  const who = [...(speaker ? [speaker] : []), ...jointly].map(({ name }) => name).join('; ') || '-';
  return `~ ${who} | ${content.map(({ exact }) => oneLine(exact)).join(' … ')}`;
}

function commitmentOf({ body }: Claim): string {
  const { bound, jointly, undertaking, kind, dueBy, conditions = [] } = body as CommitmentBody;
  const who = [...(bound ? [bound] : []), ...jointly].map(({ name }) => name).join(' and ') || '-';
  const isForbidden = kind === 'prohibition' && !restrains(undertaking.exact);
  const parts = [
    who,
    `${isForbidden ? 'not: ' : ''}${oneLine(undertaking.exact)}`,
    dueBy?.reading ?? '',
    conditions.map(({ exact }) => oneLine(exact)).join('; '),
  ];
  return `= ${parts.join(' | ')}`.replaceAll('|  |', '| |').trim();
}
