// For tests: random histories of a record, made of every kind of step that a record knows.
import { type Arbitrary, array, boolean, constantFrom, integer, oneof, option, record, uniqueArray } from 'fast-check';
import { canonicalJson } from '../../core/canonical.ts';
import { Problem } from '../../core/problem.ts';
import { documentIdOf, sha256 } from '../chain.ts';
import { copyOf, testClock } from '../contract.ts';
import type { DeedsRecord, LinkTo, RecordedClaim } from '../record.ts';
import { sample } from '../sample.ts';
import { openRecord } from './record.ts';

const texts = [
  'A [act China 2015-11-01: acted].',
  'B [statement Xi: spoke] [act China: acted].',
  'C without claims.',
  'D [meeting Xi 2015-12-01: met] \u{1f600} [act: left] “é”.',
  'E [commitment China: promised].',
  'F [act Xi 2015-11-02: acted].',
  // What these say was said hangs together: the first with the second, and the second with the third.
  'G [statement Xi: we will meet again in the spring, as agreed].',
  'H [statement China: They will talk: we will meet again in the spring as agreed by all of the old ministers then].',
  'I [statement Xi: as agreed by all of the old ministers then] [statement Xi: we were glad].',
];
const documents = texts.map(text => documentIdOf(sample(text).bytes));

/** One thing done to a record. */
export type Step = (record: DeedsRecord) => Promise<unknown>;

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
      target.addLink({
        document: documents[one]!,
        ...sharing(one, other, pieces),
        copy,
        ...(pieces.length % 2 === 0 && { by: 'Ana' }),
      }),
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

const anna = constantFrom('anna', 'otto');
/** Which of those that are there, whatever their number. */
const which = integer({ min: 0, max: 30 });
const pick = <T>(all: readonly T[], index: number): T | undefined => all[index % Math.max(1, all.length)];
const states = ['proposed', 'confirmed', 'edited', 'rejected'] as const;

/** A claim of the record, of whatever state and reading. */
async function claimAt(target: DeedsRecord, index: number): Promise<RecordedClaim | undefined> {
  const claims = await Promise.all(
    documents.map(document => target.claims({ document, states, includeCopies: true }).catch(() => [])),
  );
  return pick(claims.flat(), index);
}

const review: Arbitrary<Step> = record({
  which,
  by: anna,
  verdict: constantFrom('confirmed', 'edited', 'edited', 'rejected'),
  independent: boolean(),
  seen: boolean(),
  cut: integer({ min: 1, max: 5 }),
}).map(({ which, by, verdict, independent, seen, cut }) => async target => {
  const found = await claimAt(target, which);
  if (found === undefined) return;
  const { document, claim } = found;
  const exact = claim.words.exact.slice(0, cut);
  if (!exact.isWellFormed()) return;
  const words = { start: claim.words.start, end: claim.words.start + exact.length, exact };
  const edited = {
    ...claim,
    words,
    factuality: cut % 2 === 0 ? 'denied' : claim.factuality,
    actors: cut === 3 ? [] : claim.actors,
  };
  const after = seen && found.review.last !== undefined ? { after: found.review.last } : {};
  await target.decide({
    kind: 'claim_reviewed',
    by,
    body: { document, claim: claim.id, verdict, independent, ...after },
    ...(verdict === 'edited' ? { content: canonicalJson(edited) } : {}),
  });
});

const addClaim: Arbitrary<Step> = record({ one, by: anna, start: which }).map(({ one, by, start }) => async target => {
  const document = documents[one]!;
  const found = await target.document(document);
  const text = await target.text(document);
  if (found === undefined || text === undefined || start + 1 > text.length) return;
  const exact = text.slice(start, start + 4);
  if (!exact.isWellFormed()) return;
  const template = sample('[act China 2015-11-01: x]').reading.claims[0]!;
  const words = { start, end: start + exact.length, exact };
  const id = `clm_${sha256(Buffer.from(`${text}${start}`)).slice(0, 24)}`;
  const claim = { ...template, id, words, when: undefined, body: { undertaking: words } };
  await target.decide({
    kind: 'claim_added',
    by,
    body: { document, text: found.textHash, id },
    content: canonicalJson(claim),
  });
});

const undo: Arbitrary<Step> = record({ which, by: anna }).map(({ which, by }) => async target => {
  const found = pick(await target.decisions({ undone: true }), which);
  if (found !== undefined) await target.decide({ kind: 'undone', by, body: { entry: found.hash } });
});

const decided =
  (kind: string, body: object, content?: string): Step =>
  target =>
    target.decide({ kind, by: 'anna', body: { ...body }, ...(content === undefined ? {} : { content }) });

const actors = constantFrom('unknown/china', 'unknown/xi');
const names = constantFrom('a', 'b');
const someDocument = one.map(index => documents[index]!);
const others: Arbitrary<Step> = oneof(
  record({ from: actors, into: actors }).map(body => decided('actors_merged', body)),
  record({ actor: actors, documents: uniqueArray(someDocument, { minLength: 1 }) }).map(body =>
    decided('actor_split', { ...body, as: { id: 'unknown/other', name: 'Other', type: 'unknown' } }),
  ),
  record({ actor: actors, post: names }).map(body => decided('actor_given_post', { ...body, from: '2015-01-01' })),
  record({ document: someDocument, other: someDocument }).map(body => decided('origin_unlinked', body)),
  record({ name: names, document: someDocument }).map(({ name, document }) =>
    decided('instrument_registered', {
      instrument: `ins_${name}`,
      title: 'Accord',
      parties: ['unknown/china'],
      texts: [{ document }],
    }),
  ),
  record({ name: names, document: someDocument, end: integer({ min: 0, max: 40 }) }).map(
    ({ name, document, end }): Step =>
      async target => {
        const found = await target.document(document);
        await decided('provision_registered', {
          provision: `prv_${name}`,
          instrument: `ins_${name}`,
          label: '1',
          kind: 'deliverable',
          bound: ['unknown/china'],
          elements: { carveOuts: [] },
          ...(found === undefined || end === 0 ? {} : { words: { document, text: found.textHash, start: 0, end } }),
        })(target);
      },
  ),
  record({ name: names, document: someDocument }).map(
    ({ name, document }): Step =>
      async target => {
        const found = await target.document(document);
        const text = await target.text(document);
        if (found === undefined || text === undefined) return;
        const words = { document, text: found.textHash, start: 0, end: 5, exact: text.slice(0, 5) };
        await decided(
          'provision_registered',
          {
            provision: `prv_${name}`,
            instrument: `ins_${name}`,
            label: '1',
            kind: 'deliverable',
            bound: ['unknown/china'],
            holds: [document],
          },
          canonicalJson({ words: [words] }),
        )(target);
      },
  ),
  names.map(name => decided('provision_withdrawn', { provision: `prv_${name}` })),
  names.map(name => decided('instrument_withdrawn', { instrument: `ins_${name}` })),
  record({ name: names, which }).map(
    ({ name, which }): Step =>
      async target => {
        const found = await claimAt(target, which);
        if (found === undefined) return;
        await decided('bearing_set', {
          bearing: `brg_${name}`,
          document: found.document,
          claim: found.claim.id,
          provision: `prv_${name}`,
          direction: 'supports',
          scope: 'in_scope',
          elements: { actor: 'met' },
          grade: 'W0',
        })(target);
      },
  ),
  record({ name: names, which }).map(
    ({ name, which }): Step =>
      async target => {
        const found = await claimAt(target, which);
        if (found === undefined) return;
        const { document, claim } = found;
        const joins = { bearing: `brg_${name}`, document, claim: claim.id, provision: `prv_${name}` };
        const weighed = { direction: 'supports', scope: 'undetermined', elements: {}, grade: 'A3', text: found.text };
        await decided(
          'bearing_set',
          { ...joins, ...weighed, proposed: 'test/1' },
          canonicalJson({ elements: [{ words: claim.words }] }),
        )(target);
        await decided('bearing_settled', {
          bearing: joins.bearing,
          outcome: 'shown_false',
          evidence: document,
          why: 'It was another bridge.',
        })(target);
        await decided('bearing_rejected', joins)(target);
      },
  ),
  names.map(source => decided('source_rated', { source, reliability: 'B', sees: ['ins_a'] })),
  record({ name: names, bearings: uniqueArray(names.map(name => `brg_${name}`)) }).map(({ name, bearings }) =>
    decided('finding_proposed', {
      finding: `fnd_${name}`,
      provision: `prv_${name}`,
      party: 'unknown/china',
      window: { from: '2015-01-01', until: '2015-12-31' },
      rubric: '1',
      level: 'kept',
      bearings,
    }),
  ),
  record({ which, kind: constantFrom('finding_reviewed', 'finding_published', 'finding_superseded') }).map(
    ({ which, kind }): Step =>
      async target => {
        const found = pick(await target.decisions({ kind: 'finding_proposed', undone: true }), which);
        if (found === undefined) return;
        const verdict = kind === 'finding_reviewed' ? { verdict: 'approved' } : {};
        await decided(kind, { finding: found.subject, proposal: found.hash, ...verdict })(target);
      },
  ),
  record({ document: someDocument, notice: someDocument, end: integer({ min: 0, max: 30 }) }).map(
    ({ document, notice, end }): Step =>
      async target => {
        const found = await target.document(document);
        const spans = found === undefined || end === 0 ? {} : { spans: [{ start: 0, end }], text: found.textHash };
        await decided('correction_received', { document, sort: 'correction', notice, ...spans })(target);
      },
  ),
  record({ subject: oneof(someDocument, actors, constantFrom('ins_a', 'prv_b')), note: names }).map(
    ({ subject, note }) => decided('note_added', { subject }, note),
  ),
  record({ which, note: names }).map(
    ({ which, note }): Step =>
      async target => {
        const found = await claimAt(target, which);
        if (found !== undefined)
          await decided('note_added', { subject: `${found.document}/${found.claim.id}` }, note)(target);
      },
  ),
);

const erase: Arbitrary<Step> = someDocument.map(document => decided('erased', { document, basis: 'a court said so' }));
const checkpoint: Arbitrary<Step> = boolean().map(renew => target => target.checkpoint(renew));

const machine = oneof(add, add, link, reread, refuse);
const people = oneof(review, review, review, addClaim, undo, undo, others, others, checkpoint);
const MOST_STEPS = 24;

/** Nothing is erased in these. */
export const lastingHistory: Arbitrary<Step[]> = array(
  oneof({ weight: 3, arbitrary: machine }, { weight: 4, arbitrary: people }),
  { maxLength: MOST_STEPS },
);
export const history: Arbitrary<Step[]> = array(
  oneof({ weight: 30, arbitrary: machine }, { weight: 36, arbitrary: people }, { weight: 4, arbitrary: erase }),
  { maxLength: MOST_STEPS },
);

/** A new record in a folder, after these steps. */
export async function live(home: string, steps: readonly Step[]): Promise<DeedsRecord> {
  const record = await openRecord(home, { clock: testClock(), mode: 'create' });
  for (const step of steps) {
    await tried(step, record);
  }
  return record;
}

/** Steps about what is not there, or not so, are refused and must leave nothing. */
export async function tried(step: Step, record: DeedsRecord): Promise<void> {
  await step(record).catch((error: unknown) => {
    if (!(error instanceof Problem) || error.code === 'internal') throw error;
  });
}
