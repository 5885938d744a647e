// Laws over random histories: the state is the fold of the log, and verify, which folds by its own code, agrees with it.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  type Arbitrary,
  array,
  asyncProperty,
  constantFrom,
  integer,
  assert as holds,
  oneof,
  option,
  record,
  uniqueArray,
} from 'fast-check';
import { documentIdOf } from '../chain.ts';
import { copyOf, testClock } from '../contract.ts';
import type { DeedsRecord, LinkTo } from '../record.ts';
import { sample } from '../sample.ts';
import { verify } from '../verify/verify.ts';
import { openRecord } from './record.ts';

const texts = [
  'A [act China 2015-11-01: acted].',
  'B [statement Xi: spoke] [act China: acted].',
  'C without claims.',
  'D [meeting Xi 2015-12-01: met] \u{1f600} [act: left] “é”.',
  'E [commitment China: promised].',
  'F [act Xi 2015-11-02: acted].',
];
const documents = texts.map(text => documentIdOf(sample(text).bytes));

type Step = (record: DeedsRecord) => Promise<unknown>;

const one = integer({ min: 0, max: texts.length - 1 });
const days = option(constantFrom('2015-11-01', '2015-11-02', '2015-11-03'), { nil: undefined });
/** Shared words of a text with another: anywhere within both. */
const piece = record({
  at: integer({ min: 0, max: 9 }),
  there: integer({ min: 0, max: 9 }),
  length: integer({ min: 1, max: 12 }),
});
const pieces = array(piece, { maxLength: 2 });

function sharing(one: number, other: number, pieces: readonly { at: number; there: number; length: number }[]): LinkTo {
  const [text, otherText] = [sample(texts[one]!).document.text, sample(texts[other]!).document.text];
  const within = pieces.flatMap(({ at, there, length }) => {
    const end = Math.min(text.length, at + length);
    return at >= end || !text.slice(at, end).isWellFormed()
      ? []
      : [{ own: { start: at, end }, other: { start: there, end: Math.min(otherText.length, there + length) } }];
  });
  return copyOf(documents[other]!, {
    shared: within.map(({ own }) => ({ ...own, exact: text.slice(own.start, own.end) })),
    sharedOther: within.map(({ other }) => other),
  });
}

const keys = array(oneof(integer({ min: 0, max: 9 }), constantFrom('a', 'é', '5')), { maxLength: 6 });

const add: Arbitrary<Step> = record({ one, days, keys, pieces, others: uniqueArray(one, { maxLength: 3 }) }).map(
  ({ one, days, keys, pieces, others }) =>
    target =>
      target.addDocument(
        sample(texts[one]!, {
          ...(days === undefined ? {} : { published: days }),
          fingerprint: { engine: 'law/1', keys, data: keys.length },
          links: others.map(other => sharing(one, other, pieces)),
        }),
      ),
);
const link: Arbitrary<Step> = record({ one, other: one, pieces, copy: constantFrom(true, true, false) }).map(
  ({ one, other, pieces, copy }) =>
    target =>
      target.addLink({ document: documents[one]!, ...sharing(one, other, pieces), copy }),
);
const reread: Arbitrary<Step> = record({ one, as: one, engine: constantFrom('law/2', 'law/3') }).map(
  ({ one, as, engine }) =>
    target => {
      const better = sample(texts[as]!);
      return target.addReading({ ...better, documentId: documents[one]!, reading: { ...better.reading, engine } });
    },
);
const refuse: Arbitrary<Step> = constantFrom('x', 'y').map(
  name => target => target.refuse({ name, code: 'empty', sentence: 'It is empty.', bytes: Buffer.from(name) }),
);

test('law: after any history the rebuilt state is the live one, and verify agrees', async () => {
  await holds(
    asyncProperty(array(oneof(add, add, link, reread, refuse), { maxLength: 14 }), async steps => {
      const home = mkdtempSync(join(tmpdir(), 'deeds-law-'));
      try {
        const record = await openRecord(home, { clock: testClock(), mode: 'create' });
        // Steps about documents that are not there are refused and must leave nothing.
        for (const step of steps) {
          await step(record).catch((error: unknown) =>
            assert.equal((error as { code: string }).code, 'unknown_document'),
          );
        }
        const live = await record.stateHash();
        assert.deepEqual((await verify(home)).problems, []);
        const origins = await record.origins();
        for (const { documents, earliest } of origins) assert.ok(documents.includes(earliest));
        assert.equal(origins.length, (await record.documents({ originals: true })).length);
        await record.rebuild();
        assert.equal(await record.stateHash(), live);
        await record.close();
      } finally {
        rmSync(home, { recursive: true });
      }
    }),
    { numRuns: Number(process.env['HISTORIES'] ?? 15) },
  );
});
