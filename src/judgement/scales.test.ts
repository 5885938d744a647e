// Findings on the scales of others: what the specification says, and that nothing lossy goes unsaid.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { levels } from '../core/finding.ts';
import { onScales } from './scales.ts';

/** Level, extent or reason, interim: G7, PAM, OGP, PolitiFact. An empty value is none. */
const table = `
fulfilled                     | +1 | 3 | Complete | Kept
partly_fulfilled intermediate | 0 | 2 | Substantial | Compromise
partly_fulfilled minimum      | 0 | 1 | Limited | Compromise
partly_fulfilled minimum open | 0 | 1 | Limited | In the Works
no_action_on_record           | -1 | 0 | Not started | Stalled
no_indication                 | +1 |  |  |
contravened                   | -1 |  |  | Broken
concern                       |  |  |  |
undetermined insufficient     |  |  | No evidence available | Not yet rated
undetermined conflicting      |  |  |  | Not yet rated
not_due                       |  |  |  | Not yet rated
not_assessed                  |  |  |  | Not yet rated
`;

for (const line of table.trim().split('\n')) {
  const [told, ...expected] = line.split('|').map(cell => cell.trim()) as [string, ...string[]];
  test(told, () => {
    const [level, more, open] = told.split(' ');
    const values = onScales({
      level: level as 'fulfilled',
      extent: more === 'minimum' || more === 'intermediate' ? more : undefined,
      because: more === 'insufficient' || more === 'conflicting' ? more : undefined,
      interim: open === 'open',
      late: false,
      rated: true,
    });
    assert.deepEqual(
      values.map(({ value }) => value),
      expected,
    );
    assert.ok(values.every(({ loss }) => loss.endsWith('.')));
  });
}

test('every level is in the table, and what is not rated has no value anywhere', () => {
  for (const level of levels) assert.match(table, new RegExp(`^${level}\\b`, 'mu'));
  const noted = { level: 'not_assessed', extent: undefined, because: undefined, interim: false, late: false } as const;
  assert.ok(onScales({ ...noted, rated: false }).every(({ value }) => value === ''));
});
