// Laws that no evidence breaks. Each is also tried on a judge with a fault planted in it, and must then be broken.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  array,
  assert as always,
  boolean,
  check,
  constantFrom,
  option,
  type IProperty,
  property,
  record,
  tuple,
  type Arbitrary,
} from 'fast-check';
import { coverages, type Finding, grades, reliabilities, tiers } from '../core/finding.ts';
import { coverageOf } from './coverage.ts';
import type { Case } from './case.ts';
import type { Evidence } from './evidence.ts';
import { judge } from './judge.ts';
import { PARTY, sampleAttribution, sampleCase, sampleEvidence, sampleProvision } from './sample.ts';

type Judge = (given: Case) => Finding;

const days = constantFrom('2024-11-01', '2025-03-01', '2025-12-31', '2026-02-01', '2026-12-01');
const attribution = record({
  by: constantFrom(
    undefined,
    { name: 'Sudmark', actor: 'state/sudmark' },
    { name: 'Norland', actor: PARTY },
    { name: 'A firm', actor: 'firm/a' },
  ),
  identified: constantFrom('named' as const, 'unnamed' as const, 'nobody' as const),
  to: constantFrom({ name: 'Norland', actor: PARTY }, { name: 'Westland', actor: 'state/westland' }),
  type: constantFrom(undefined, 'technical' as const, 'official_policy' as const, 'legal' as const, 'self' as const),
  tier: constantFrom(undefined, ...tiers),
}).map(sampleAttribution);

const piece = record({
  direction: constantFrom('supports' as const, 'contradicts' as const, 'neutral' as const),
  scope: constantFrom('in_scope' as const, 'in_scope' as const, 'out_of_scope' as const, 'undetermined' as const),
  grade: constantFrom(...grades),
  parts: constantFrom(['a'], ['b'], ['a', 'b'], []),
  act: constantFrom('one', 'two'),
  attributions: array(attribution, { maxLength: 2 }),
  primary: boolean(),
  seen: boolean(),
  ownWord: boolean(),
  origin: constantFrom('p', 'q', 'r', 's', undefined),
  copy: constantFrom(false, false, false, true),
  sharesWords: constantFrom(false, false, true),
  reliability: constantFrom(...reliabilities),
  speaksFor: constantFrom(undefined, undefined, PARTY, 'state/sudmark'),
  day: option(days, { nil: undefined }),
});
type Piece = typeof piece extends Arbitrary<infer T> ? T : never;

const made = (pieces: readonly Piece[], prefix = ''): Evidence[] =>
  pieces.map(({ seen, origin, copy, sharesWords, reliability, speaksFor, day, ...bearing }, at) =>
    sampleEvidence(
      `${prefix}${at}`,
      { ...bearing, observation: seen ? { start: 0, end: 1, exact: 'x' } : undefined },
      {
        origin,
        copy,
        sharesWords,
        source: { name: String(origin), reliability, speaksFor },
        ...(day !== undefined && { from: day, until: day, published: day }),
      },
    ),
  );

const part = (id: string) => ({ id, says: id, words: undefined, principal: id === 'a', dueBy: undefined, terms: [] });
const asked = record({
  kind: constantFrom('deliverable' as const, 'standing_duty' as const, 'prohibition' as const),
  due: option(constantFrom('2025-12-31', '2026-12-31'), { nil: undefined }),
  coverage: constantFrom(...coverages),
  evidence: array(piece, { maxLength: 6 }),
});
type Asked = typeof asked extends Arbitrary<infer T> ? T : never;

const caseOf = ({ kind, due, coverage, evidence }: Asked): Case =>
  sampleCase({
    provision: sampleProvision({
      kind,
      stipulations: [part('a'), part('b')],
      dueBy:
        due === undefined
          ? undefined
          : { words: undefined, from: undefined, until: due, precision: 'day', standing: 'stated', reading: due },
    }),
    evidence: made(evidence),
    coverage,
  });

/** How much a finding says for the party, and how much against it. */
const favour = ({ level, extent }: Finding): number =>
  level === 'fulfilled' ? 3 : level === 'partly_fulfilled' ? (extent === 'intermediate' ? 2 : 1) : 0;
const burden = ({ level }: Finding): number => (level === 'contravened' ? 2 : level === 'concern' ? 1 : 0);
const sureness = ({ confidence }: Finding): number => ['low', 'moderate', 'high'].indexOf(confidence?.level ?? '') + 1;

const add = (given: Case, more: readonly Evidence[]): Case => ({ ...given, evidence: [...given.evidence, ...more] });

/** Laws by name, for a judge. */
const laws: Readonly<Record<string, (judge: Judge) => IProperty<[Asked, ...never[]]>>> = {
  'any number of words never changes a finding for or against': judge =>
    property(asked, array(piece, { minLength: 1, maxLength: 8 }), (given, more) => {
      const before = judge(caseOf(given));
      const words = made(more, 'w').map(one => ({ ...one, bearing: { ...one.bearing, grade: 'W0' as const } }));
      const after = judge(add(caseOf(given), words));
      assert.equal(favour(after), favour(before));
      assert.equal(burden(after), burden(before));
      assert.ok(sureness(after) <= sureness(before));
    }) as never,
  'copies of what is there never raise a finding': judge =>
    property(asked, array(tuple(constantFrom(0, 1, 2, 3, 4, 5), boolean()), { maxLength: 8 }), (given, which) => {
      const start = caseOf(given);
      const before = judge(start);
      const copies = which.flatMap(([at, marked], number) => {
        const one = start.evidence[at];
        if (one === undefined) return [];
        const bearing = { ...one.bearing, id: `brg_c${number}`, document: `doc_c${number}` };
        // Marked as a copy, under whatever origin; or unmarked in the same origin.
        return [marked ? { ...one, bearing, copy: true, origin: `c${number}` } : { ...one, bearing }];
      });
      const after = judge(add(start, copies));
      assert.ok(favour(after) <= favour(before));
      assert.ok(burden(after) <= burden(before));
      assert.ok(sureness(after) <= sureness(before));
    }) as never,
  'a party’s own denial never lowers a concern': judge =>
    property(asked, array(piece, { minLength: 1, maxLength: 4 }), (given, more) => {
      const before = judge(caseOf(given));
      const own = made(more, 'd').map(one => ({
        ...one,
        source: { ...one.source, speaksFor: PARTY },
        bearing: { ...one.bearing, direction: 'supports' as const, ownWord: true, primary: false },
      }));
      assert.ok(burden(judge(add(caseOf(given), own))) >= burden(before));
    }) as never,
  'the order of arrival does not matter': judge =>
    property(asked, given => {
      const start = caseOf(given);
      const turned = { ...start, evidence: start.evidence.toReversed() };
      assert.deepEqual(judge(turned), judge(start));
    }) as never,
  'losing an origin never strengthens what rested on it': judge =>
    property(asked, constantFrom('p', 'q', 'r', 's'), (given, lost) => {
      const start = caseOf(given);
      const gone = start.evidence.filter(({ origin }) => origin === lost);
      const before = judge(start);
      const after = judge({ ...start, evidence: start.evidence.filter(({ origin }) => origin !== lost) });
      const speaks = (direction: string): boolean => gone.every(({ bearing }) => bearing.direction === direction);
      const accuses = gone.every(({ bearing }) => bearing.attributions.every(({ to }) => to.actor === PARTY));
      if (speaks('supports')) {
        assert.ok(favour(after) <= favour(before));
        if (favour(before) > 0 && after.level === before.level) assert.ok(sureness(after) <= sureness(before));
      }
      if (speaks('contradicts') && accuses) assert.ok(burden(after) <= burden(before));
    }) as never,
  'what is made of words and the party’s own word is never more than no action': judge =>
    property(asked, given => {
      const start = caseOf(given);
      const own = start.evidence.map((one, at) =>
        at % 2 === 0
          ? { ...one, bearing: { ...one.bearing, grade: 'W0' as const } }
          : { ...one, bearing: { ...one.bearing, ownWord: true, primary: false } },
      );
      assert.equal(favour(judge({ ...start, evidence: own })), 0);
    }) as never,
};

for (const [name, law] of Object.entries(laws)) test(name, () => always(law(judge), { numRuns: 400 }));

/** Judges with a fault, and the law that must see it. */
const change =
  (alter: (one: Evidence, at: number) => Evidence): Judge =>
  given =>
    judge({ ...given, evidence: given.evidence.map(alter) });
const faults: readonly (readonly [string, keyof typeof laws, Judge])[] = [
  [
    'words count as a preparation',
    'any number of words never changes a finding for or against',
    change(one => ({
      ...one,
      bearing: { ...one.bearing, grade: one.bearing.grade === 'W0' ? 'A1' : one.bearing.grade },
    })),
  ],
  [
    'copies count',
    'copies of what is there never raise a finding',
    change((one, at) => ({ ...one, copy: false, origin: one.copy ? `copy ${at}` : one.origin })),
  ],
  [
    'who denies is believed',
    'a party’s own denial never lowers a concern',
    given => {
      const denied = given.evidence.some(
        ({ bearing }) => bearing.ownWord && bearing.direction === 'supports' && bearing.grade === 'W0',
      );
      return judge(denied ? { ...given, evidence: [] } : given);
    },
  ],
  [
    'the first report decides',
    'the order of arrival does not matter',
    given => judge({ ...given, evidence: given.evidence.slice(0, 1) }),
  ],
  [
    'fewer origins are purer',
    'losing an origin never strengthens what rested on it',
    given => {
      const alone = new Set(given.evidence.map(({ origin }) => origin)).size === 1;
      const believed = (one: Evidence): Evidence =>
        alone ? { ...one, bearing: { ...one.bearing, primary: true, ownWord: false } } : one;
      return judge({ ...given, evidence: given.evidence.map(believed) });
    },
  ],
  [
    'an own word is a source like any other',
    'what is made of words and the party’s own word is never more than no action',
    change(one => ({
      ...one,
      source: { ...one.source, speaksFor: undefined },
      bearing: { ...one.bearing, ownWord: false },
    })),
  ],
];

for (const [fault, law, faulty] of faults) {
  test(`planted fault: ${fault}`, () => {
    assert.ok(check(laws[law]!(faulty), { numRuns: 10_000, seed: 2026 }).failed, `“${law}” did not see it`);
  });
}

test('neither copies nor what the parties print of themselves widen coverage', () => {
  const source = record({
    name: constantFrom('Herald', 'Courier', 'Gazette', 'Monitor'),
    ofParty: boolean(),
    origins: array(constantFrom('p', 'q', 'r', 's'), { maxLength: 3 }),
  });
  always(
    property(array(source, { maxLength: 6 }), array(source, { maxLength: 6 }), boolean(), (sources, more, listed) => {
      const before = coverageOf(sources, listed);
      const parties = more.map(one => ({ ...one, ofParty: true }));
      assert.equal(coverageOf([...sources, ...parties], listed).level, before.level);
      // The same origins under more names of the same source.
      const copied = sources.map(one => ({ ...one, origins: [...one.origins, ...one.origins] }));
      assert.equal(coverageOf(copied, listed).level, before.level);
    }),
  );
});
