/** Laws of joining reports of one meeting: the index and the shortcuts find what comparing all with all does. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { array, assert as holds, constantFrom, option, property, record, subarray } from 'fast-check';
import type { Claim } from '../../core/claim.ts';
import { type Contradiction, gatherings, type MeetingReport } from './gatherings.ts';
import type { MeetingBody } from './meeting.ts';
import { compared, isFarApart, isOne } from './same-meeting.ts';

const parties = ['state/norland', 'state/sudmark', 'person/tor-vik', 'person/ana-korin'];
const days: readonly (readonly [string, string])[] = [
  ['2026-02-27', '2026-02-27'],
  ['2026-02-27', '2026-03-02'],
  ['2026-03-02', '2026-03-02'],
  ['2026-03-20', '2026-03-20'],
  ['2026-01-01', '2026-12-31'],
];

const report = record({
  document: constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  published: option(constantFrom('2026-02-20', '2026-03-01', '2026-03-03'), { nil: undefined }),
  actors: subarray(parties),
  sides: subarray(['Norland', 'Sudmark', 'Westland']),
  series: option(constantFrom('dialogue on cybercrime', 'ministerial dialogue on cybercrime', 'nile talks'), {
    nil: undefined,
  }),
  round: option(constantFrom(1, 2), { nil: undefined }),
  place: option(constantFrom('Port Alma', 'Hamm'), { nil: undefined }),
  level: option(constantFrom('ministers', 'experts'), { nil: undefined }),
  status: constantFrom('held', 'scheduled', 'cancelled', 'postponed', 'unknown'),
  when: option(constantFrom(...days), { nil: undefined }),
});

/** What is compared of a report, and nothing else. */
function made(given: readonly Parameters<Parameters<typeof report.map>[0]>[0][]): MeetingReport[] {
  return given.map(({ document, published, actors, sides, place, when, ...rest }, at) => {
    const body = {
      ...rest,
      participants: actors.map(actor => ({ party: { actor, name: actor } })),
      sides: sides.map(name => ({ name })),
      place: place === undefined ? undefined : { name: place },
    };
    const [from, until] = when ?? [];
    const claim = { id: String(at).padStart(3, '0'), body, when: when && { from, until, reading: from } };
    return { claim: claim as unknown as Claim<MeetingBody>, document, origin: document, published };
  });
}

const nameOf = ({ claim }: MeetingReport): string => claim.id;

/** Groups as text, in an order of their own. */
const told = (groups: readonly string[][]): string =>
  groups
    .map(group => group.join(' '))
    .toSorted(byText)
    .join('\n');
const byText = (a: string, b: string): number => (a < b ? -1 : 1);

const isAbout = (found: readonly Contradiction[], what: string): boolean => found.some(({ about }) => about === what);

const namesOf = ({ claim }: MeetingReport): Set<string> =>
  new Set(claim.body.participants.map(({ party }) => party.name));

/** Every report against every group, and every member of it. */
function plainly(reports: readonly MeetingReport[]): string {
  const groups: MeetingReport[][] = [];
  const inOrder = reports.toSorted((a, b) =>
    (a.published ?? '9999') + a.claim.id < (b.published ?? '9999') + b.claim.id ? -1 : 1,
  );
  for (const one of inOrder) {
    const group = groups.find(
      some =>
        some.every(other => other.document !== one.document && !isFarApart(compared(other), compared(one))) &&
        some.some(other => isOne(compared(other), compared(one))),
    );
    if (group === undefined) groups.push([one]);
    else group.push(one);
  }
  return told(groups.map(group => group.map(nameOf)));
}

test('law: the index finds every group that comparing all with all finds', () => {
  holds(
    property(array(report, { maxLength: 14 }), given => {
      const reports = made(given);
      const found = gatherings(reports, '2026-06-30').map(one => one.reports.map(nameOf));
      assert.equal(told(found), plainly(reports));
    }),
    { numRuns: 1_000 },
  );
});

test('law: reports contradict each other on days and on who attended where some two of them do', () => {
  holds(
    property(array(report, { maxLength: 14 }), given => {
      for (const { reports, contradictions } of gatherings(made(given), '2026-06-30')) {
        const pairs = reports.flatMap(a => reports.map(b => [a, b] as const));
        const daysDiffer = pairs.some(
          ([{ claim: a }, { claim: b }]) =>
            a.when &&
            b.when &&
            a.when.from! > b.when.until! &&
            (a.body.status === 'held') === (b.body.status === 'held'),
        );
        assert.equal(isAbout(contradictions, 'day'), daysDiffer);
        const listsDiffer = pairs.some(([a, b]) => {
          const [first, second] = [namesOf(a), namesOf(b)];
          return first.size > 1 && second.size > 1 && !first.isSubsetOf(second) && !second.isSubsetOf(first);
        });
        assert.equal(isAbout(contradictions, 'who attended'), listsDiffer);
      }
    }),
    { numRuns: 1_000 },
  );
});
