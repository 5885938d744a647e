// Who is said to have done it, and by whom: not what it was done with, not both sides of a clash, and of two accounts each side's own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from '../../app.ts';
import { capture } from '../../capture/index.ts';
import { read } from '../../read.ts';
import type { IncidentBody } from './incident.ts';

const engine = loadEngine();

/** Each attribution of the incidents of a text as "who says: whom they name, how firmly"; "-": the report itself. */
const cases: readonly (readonly [text: string, ...attributions: string[]])[] = [
  ['A landmine killed three shepherds near Tovik on Sunday.'],
  ['Two soldiers were killed on Monday when Northern and Southern troops exchanged fire.'],
  ['Soldiers shelled a village on Monday.', '-: soldiers, stated'],
  [
    'Two soldiers were killed on Monday when troops exchanged fire on the ridge. The army of Ostria said Kellish rebels attacked a post on the ridge.',
    'The army of Ostria: Kellish rebels, stated',
  ],
  ['Rebels accused by prosecutors of kidnapping 14 teachers in January fled.', 'prosecutors: rebels, claimed'],
  ['The clerk was accused of spying for Kelland.', 'somebody not named: The clerk, claimed'],
  [
    'The hospital was hacked in May. In a report on Monday, the security firm Larkin Labs attributed the intrusion with moderate confidence to a group it calls River Watch.',
    'Larkin Labs: River Watch, appears',
  ],
];

for (const [text, ...expected] of cases)
  test(`${expected.join('; ') || 'nobody'}: ${text}`, () => {
    const { claims } = read(capture(Buffer.from(text), { published: '2015-11-09' }), engine);
    const told = claims.filter(({ kind }) => kind === 'incident').map(({ body }) => body as IncidentBody);
    assert.ok(told.length > 0, 'no incident read');
    assert.deepEqual(
      told.flatMap(({ attributions }) =>
        attributions.map(({ attributor, to, firmness }) => `${attributor?.name ?? '-'}: ${to.name}, ${firmness}`),
      ),
      expected,
    );
  });
