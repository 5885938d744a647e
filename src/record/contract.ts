import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Clock } from '../core/ports.ts';
import type { Problem } from '../core/problem.ts';
import type { Words } from '../core/span.ts';
import { decisionContract } from './contract-decisions.ts';
import { documentIdOf, entryHash, GENESIS, sha256 } from './chain.ts';
import type { Entry } from './entry.ts';
import type { Addition, ClaimFilter, Container, DeedsRecord, LinkTo, RecordedClaim } from './record.ts';
import { sample } from './sample.ts';

/** What a contract run needs from an implementation: an empty record, and the same record opened a second time. */
export interface Implementation {
  readonly name: string;
  /** An empty record that lies where no other test's does; `reopen` closes it and opens it again. */
  create(clock: Clock): Promise<{ record: DeedsRecord; reopen(): Promise<DeedsRecord>; remove(): Promise<void> }>;
}

/** A clock that stands an hour later at every look. */
export function testClock(): Clock {
  let hours = 0;
  return { now: () => new Date(Date.UTC(2015, 10, 9, hours++)).toISOString() };
}

export const copyOf = (other: Addition | string, more: Partial<LinkTo> = {}): LinkTo => ({
  other: typeof other === 'string' ? other : documentIdOf(other.bytes),
  relation: 'copy',
  copy: true,
  comparison: { containment: 0.93 },
  shared: [],
  unshared: [],
  sharedOther: [],
  reason: '93 % of its words stand in the other.',
  ...more,
});

/** Every implementation of `DeedsRecord` passes this. */
export function contract(implementation: Implementation): void {
  const check = (
    name: string,
    work: (record: DeedsRecord, reopen: () => Promise<DeedsRecord>) => Promise<void>,
  ): void => {
    test(name, async () => {
      const made = await implementation.create(testClock());
      try {
        await work(made.record, () => made.reopen());
      } finally {
        await made.remove();
      }
    });
  };

  describe(implementation.name, () => {
    check(
      'keeps a document with its text, reading and facts, and has it after being opened again',
      async (record, reopen) => {
        const addition = sample('China [commitment China 2015-09-25: promised to stop]. More.', {
          published: '2015-11-09',
        });
        const added = await record.addDocument(addition);
        assert.deepEqual(added, { documentId: documentIdOf(addition.bytes), added: true, sequence: 2 });
        const again = await reopen();
        const document = (await again.document(documentIdOf(addition.bytes)))!;
        assert.equal(document.about.title, 'China promised to stop');
        assert.equal(document.about.published?.day, '2015-11-09');
        assert.equal(document.claims, 1);
        assert.equal(document.addedBy, 'tester');
        assert.equal(document.copy, false);
        assert.deepEqual(await again.documents(), [document]);
        assert.deepEqual(Buffer.from(await again.blob(document.bytesHash)), addition.bytes);
        assert.equal(await again.text(document.id), 'China promised to stop. More.');
        assert.equal((await again.reading(document.id))!.claims[0]!.words.exact, 'promised to stop');
        assert.equal(await again.text('doc_0'), undefined);
        assert.equal(await again.document('doc_0'), undefined);
      },
    );

    check('the same bytes again add nothing, even at the same moment, and say so', async record => {
      const addition = sample('Xi [statement Xi: said no].');
      const results = await Promise.all([record.addDocument(addition), record.addDocument(addition)]);
      assert.deepEqual(
        results.map(({ added }) => added),
        [true, false],
      );
      const head = await record.head();
      assert.deepEqual(await record.addDocument(addition), { ...results[0], added: false });
      assert.deepEqual(await record.head(), head);
    });

    check('entries are numbered without gaps, chained, and never hold anything but what was added', async record => {
      await record.addDocument(sample('One [act: left].', { fingerprint: { engine: 'f/1', keys: [1], data: 'x' } }));
      await record.refuse({ name: 'b.bin', code: 'not_text', sentence: 'It is no text.', bytes: Buffer.from([0, 1]) });
      const entries: Entry[] = [];
      for await (const entry of record.entries()) entries.push(entry);
      assert.deepEqual(
        entries.map(({ kind }) => kind),
        ['record_created', 'document_captured', 'text_made', 'fingerprint_made', 'reading_made', 'refused'],
      );
      let previous = GENESIS;
      for (const [index, entry] of entries.entries()) {
        assert.equal(entry.sequence, index + 1);
        assert.equal(entry.previous, previous);
        assert.equal(entry.hash, entryHash(entry));
        previous = entry.hash;
      }
      assert.deepEqual(await record.head(), { sequence: 6, hash: previous });
      const later: number[] = [];
      for await (const { sequence } of record.entries(5)) later.push(sequence);
      assert.deepEqual(later, [5, 6]);
    });

    check('a reading whose words do not stand in the text is refused, and nothing of it is kept', async record => {
      const good = sample('Xi [statement Xi: said no].');
      const [claim] = good.reading.claims;
      const wrong = { ...claim!, body: { deep: [{ start: 0, end: 2, exact: 'Yi' }] } };
      const before = await record.head();
      const bad: Addition[] = [
        { ...good, reading: { ...good.reading, claims: [wrong] } },
        { ...good, reading: { ...good.reading, claims: [claim!, claim!] } },
        { ...good, reading: { ...good.reading, textHash: sha256(Buffer.from('other')) } },
      ];
      for (const addition of bad) await assert.rejects(record.addDocument(addition), code('invalid_reading'));
      assert.deepEqual(await record.head(), before);
      assert.deepEqual(await record.documents(), []);
    });

    check('a link to a document that is not there keeps nothing of the document, and others go on', async record => {
      const lost = sample('Lost [act: left].', { links: [copyOf('doc_000000000000000000000000')] });
      const fine = sample('Fine [act: stayed].');
      const [first, second] = await Promise.allSettled([record.addDocument(lost), record.addDocument(fine)]);
      assert.equal(first.status, 'rejected');
      assert.equal((first.reason as Problem).code, 'unknown_document');
      assert.equal(second.status, 'fulfilled');
      assert.deepEqual(await words(record), ['stayed']);
      assert.equal((await record.head()).sequence, 4);
    });

    check('claims come in the order of time, document and text', async record => {
      await record.addDocument(
        sample('[act 2015-12-01: last]. [act: unknown]. [act 2015-11-02: second]. [act 2015-11-02: third].'),
      );
      await record.addDocument(sample('[act 2015-11-02: fourth]. [act 2015-01-01: first].'));
      assert.deepEqual(await words(record), ['first', 'second', 'third', 'fourth', 'last', 'unknown']);
      assert.deepEqual(await words(record, { limit: 2 }), ['first', 'second']);
    });

    check('claims are found by kind, actor, words, time, document and id', async record => {
      const one = await record.addDocument(
        sample('[commitment China 2015-09-25: promised to curb cyberattacks]. [statement Xi 2015-09-25: said so].'),
      );
      await record.addDocument(sample('[meeting China 2015-12-01: a ministerial dialogue]. [act: an undated act].'));
      assert.deepEqual(await words(record, { kind: 'meeting' }), ['a ministerial dialogue']);
      assert.deepEqual(await words(record, { documents: [one.documentId!] }), [
        'promised to curb cyberattacks',
        'said so',
      ]);
      assert.deepEqual(await words(record, { documents: [] }), []);
      assert.deepEqual(await words(record, { actor: 'unknown/china' }), [
        'promised to curb cyberattacks',
        'a ministerial dialogue',
      ]);
      assert.deepEqual(await words(record, { actor: ['unknown/xi', 'unknown/nobody'] }), ['said so']);
      assert.deepEqual(await words(record, { about: 'cyberattack promise' }), ['promised to curb cyberattacks']);
      assert.deepEqual(await words(record, { about: '"to curb"' }), ['promised to curb cyberattacks']);
      assert.deepEqual(await words(record, { about: '"curb to"' }), []);
      assert.deepEqual(await words(record, { about: 'AND (* " NEAR' }), []);
      assert.deepEqual(await words(record, { about: '' }), []);
      const spoken = sample('Later: [statement: nothing is settled yet].');
      const speaker = { name: 'Élodie Ray', actor: 'person/ray', how: 'named' };
      const bySomebody = spoken.reading.claims.map(claim => ({
        ...claim,
        body: { ...(claim.body as object), speaker },
      }));
      await record.addDocument({ ...spoken, reading: { ...spoken.reading, claims: bySomebody } });
      for (const [name, ...actors] of [['élodie'], ['RAY'], ['nobody', 'person/ray']] as const)
        assert.deepEqual(await words(record, { speaker: { name, actors } }), ['nothing is settled yet'], name);
      assert.deepEqual(await words(record, { speaker: { name: 'nobody', actors: [] } }), []);
      const there = sample('At the summit: [statement: it was made there].');
      const atSummit = there.reading.claims.map(claim => ({ ...claim, madeAt: claim.words }));
      await record.addDocument({ ...there, reading: { ...there.reading, claims: atSummit } });
      assert.deepEqual(await words(record, { made: true }), ['it was made there']);
      assert.deepEqual(await words(record, { from: '2015-12-01' }), ['a ministerial dialogue']);
      await record.addDocument(
        sample('[statement: We will meet again, in the spring, as agreed]. [statement: so we will]. [act: left]'),
      );
      assert.equal((await record.claims()).filter(({ family }) => family !== undefined).length, 0);
      await record.addDocument(sample('He hoped: [statement: they said we will meet again in the spring as agreed].'));
      const [family] = (await record.claims()).flatMap(({ family }) => family ?? []);
      assert.deepEqual(await words(record, { families: [family!] }), [
        'We will meet again, in the spring, as agreed',
        'they said we will meet again in the spring as agreed',
      ]);
      assert.deepEqual(await words(record, { families: [] }), []);
      assert.deepEqual(await words(record, { from: '2015-09-25', until: '2015-09-25', kind: 'statement' }), [
        'said so',
      ]);
      assert.deepEqual((await words(record, { document: one.documentId! })).length, 2);
      const [meeting] = await record.claims({ kind: 'meeting' });
      assert.deepEqual(await words(record, { id: meeting!.claim.id }), ['a ministerial dialogue']);
    });

    check(
      'a search shows each hit in its own words, claims and documents in turn, and what is rejected not',
      async record => {
        for (const name of ['Anna', 'Berta', 'Carla']) {
          await record.addDocument(
            sample(`${name} came. Then [act ${name}: ${name} departed early].`, { published: '2015-11-09' }),
          );
        }
        const hits = async (): Promise<string[]> =>
          (await record.search('departing')).map(
            ({ name, claim, pieces }) => `${name} ${claim?.kind ?? 'document'}: ${pieces.join('|')}`,
          );
        assert.deepEqual(
          await hits(),
          ['Carla', 'Berta', 'Anna'].flatMap(name => [
            `${name} came document: ${name} came. Then ${name} |departed| early.`,
            `${name} came act: ${name} |departed| early`,
          ]),
        );
        assert.deepEqual(
          (await record.search('came "departed early"', 1)).map(({ name }) => name),
          ['Carla came'],
        );
        assert.deepEqual(await record.search('"early departed"'), []);
        const [{ document, claim }] = (await record.claims()) as [RecordedClaim];
        const body = { document, claim: claim.id, verdict: 'rejected', independent: false };
        await record.decide({ kind: 'claim_reviewed', by: 'anna', body });
        assert.equal((await hits()).length, 5);
      },
    );
    check('claims behind and before another, in the order of the text, whatever was decided about it', async record => {
      for (const text of [
        'A [act Chile 2015-11-02: left]. B [statement: so we will].',
        'C [act Cuba 2015-11-01: came]. D [act Fiji: won].',
      ])
        await record.addDocument(sample(text));
      const waiting: ClaimFilter = { states: ['proposed'], current: true };
      const all = await record.claims({ ...waiting, order: 'text' });
      assert.equal(all.length, 4);
      for (const [index, { document, claim }] of all.entries()) {
        const place = { document, id: claim.id };
        const behind = await record.claims({ ...waiting, order: 'text', after: place });
        assert.deepEqual(idsOf(behind), idsOf(all.slice(index + 1)));
        const before = await record.claims({ ...waiting, order: 'text, last first', before: place, limit: 2 });
        assert.deepEqual(idsOf(before), idsOf(all.slice(Math.max(0, index - 2), index).toReversed()));
        assert.equal(await record.claimCount({ ...waiting, order: 'text', before: place }), index);
      }
      const [first, second] = all as [RecordedClaim, RecordedClaim];
      const { document, claim } = second;
      const body = { document, claim: claim.id, verdict: 'rejected', independent: false };
      await record.decide({ kind: 'claim_reviewed', by: 'anna', body });
      const place = { document, id: claim.id };
      assert.deepEqual(idsOf(await record.claims({ ...waiting, order: 'text', after: place })), idsOf(all.slice(2)));
      assert.deepEqual(idsOf(await record.claims({ ...waiting, order: 'text', before: place })), idsOf([first]));
      const nowhere = { document, id: 'clm_0' };
      assert.deepEqual(await record.claims({ ...waiting, order: 'text', after: nowhere }), []);
    });
    check('documents are found by the words of title and text', async record => {
      await record.addDocument(sample('Dialogue. They met in Beijing.'));
      await record.addDocument(sample('Nothing. They stayed at home.'));
      assert.equal((await record.documents({ about: 'beijing meet' })).length, 0);
      assert.equal((await record.documents({ about: 'beijing dialogues' })).length, 1);
      assert.equal((await record.documents({ about: 'they' })).length, 2);
    });

    check('copies make one origin, counted by its earliest document', async record => {
      const whole = {
        shared: [{ start: 0, end: 14, exact: 'the wire acted' }],
        sharedOther: [{ start: 0, end: 14 }],
      };
      const wire = sample('The wire [act China 2015-11-01: acted].', { published: '2015-11-03' });
      const copy = sample('the wire [act China 2015-11-01: acted]!', {
        published: '2015-11-04',
        links: [copyOf(wire, whole)],
      });
      const alone = sample('Another [act China 2015-11-02: did more].');
      for (const addition of [wire, copy, alone]) await record.addDocument(addition);
      const [origin, other] = await record.origins();
      assert.deepEqual(origin!.documents, [documentIdOf(wire.bytes), documentIdOf(copy.bytes)]);
      assert.equal(origin!.earliest, documentIdOf(wire.bytes));
      assert.equal(other!.documents.length, 1);
      assert.deepEqual(await words(record), ['acted', 'did more']);
      assert.deepEqual(await words(record, { includeCopies: true }), ['acted', 'acted', 'did more']);
      assert.deepEqual(await words(record, { document: documentIdOf(copy.bytes) }), ['acted']);
      assert.deepEqual((await record.documents({ originals: true })).length, 2);
      assert.deepEqual((await record.links(documentIdOf(copy.bytes)))[0]!.comparison, { containment: 0.93 });

      assert.deepEqual(
        (await record.claims({ includeCopies: true })).map(({ copy, alsoIn }) => [copy, alsoIn.length]),
        [
          [false, 1],
          [true, 1],
          [false, 0],
        ],
      );

      // An earlier publication comes in late: it becomes the one that counts, and the origin keeps its name.
      const first = sample('THE wire [act China 2015-11-01: acted]?', {
        published: '2015-11-02',
        links: [wire, copy].map(other =>
          copyOf(other, { ...whole, shared: [{ start: 0, end: 14, exact: 'THE wire acted' }] }),
        ),
      });
      await record.addDocument(first);
      const [now] = await record.origins();
      assert.deepEqual([now!.id, now!.earliest, now!.documents.length], [origin!.id, documentIdOf(first.bytes), 3]);
      assert.deepEqual((await record.claims()).map(({ document }) => document)[0], documentIdOf(first.bytes));
    });

    check('a copy counts with what it has of its own, and with what it changed', async record => {
      const wire = sample('Ministers [act: met in Paris]. Then [act: two ships sailed].');
      const longer = sample('Ministers [act: met in Paris]. Then [act: ten ships sailed]. Envoys [act: walked out].', {
        links: [
          copyOf(wire, {
            shared: [
              { start: 0, end: 28, exact: 'Ministers met in Paris. Then' },
              { start: 33, end: 45, exact: 'ships sailed' },
            ],
            sharedOther: [
              { start: 0, end: 28 },
              { start: 33, end: 45 },
            ],
          }),
        ],
      });
      for (const addition of [wire, longer]) await record.addDocument(addition);
      assert.equal((await record.origins()).length, 1);
      assert.deepEqual(await words(record), ['met in Paris', 'two ships sailed', 'ten ships sailed', 'walked out']);
    });

    check('a document that mixes two others makes no origin of them, and ranks after both', async record => {
      const mixture = sample('[act: Ministers met in Paris]. [act: A ferry sank off Crete].');
      const [met, sank] = [sample('[act: Ministers met in Paris].'), sample('[act: A ferry sank off Crete].')];
      const id = documentIdOf(mixture.bytes);
      await record.addDocument(mixture);
      for (const [addition, at] of [
        [met, 0],
        [sank, 24],
      ] as const) {
        const { text } = addition.document;
        const [own, there] = [
          { start: 0, end: text.length, exact: text },
          { start: at, end: at + text.length },
        ];
        await record.addDocument({ ...addition, links: [copyOf(id, { shared: [own], sharedOther: [there] })] });
      }
      const origins = await record.origins();
      assert.equal(origins.length, 2);
      assert.ok(origins.every(({ earliest }) => earliest !== id));
      assert.deepEqual(
        (await record.claims()).map(({ document }) => document),
        [documentIdOf(met.bytes), documentIdOf(sank.bytes)],
      );
      // A link between the two holds all together.
      await record.addLink({ document: documentIdOf(sank.bytes), ...copyOf(met) });
      assert.equal((await record.origins()).length, 1);
      assert.equal((await record.origins())[0]!.earliest, id);
    });

    check(
      'a story that quotes a sentence is no copy of an excerpt with it, when it is none of the whole',
      async record => {
        const said = 'We will leave';
        const whole = sample(`${said}. Ministers met.`);
        const story = sample(`They heard: ${said}! Nobody moved.`);
        const excerpt = sample(`${said}. Ministers`);
        await record.addDocument(whole);
        await record.addDocument(story);
        await record.addDocument({
          ...excerpt,
          links: [
            copyOf(whole, { shared: [wordsFrom(0, `${said}. Ministers`)], sharedOther: [{ start: 0, end: 24 }] }),
            copyOf(story, { shared: [wordsFrom(0, said)], sharedOther: [{ start: 12, end: 25 }] }),
          ],
        });
        assert.equal((await record.origins()).length, 1);
        const quoting = copyOf(whole, {
          copy: false,
          shared: [wordsFrom(12, said)],
          sharedOther: [{ start: 0, end: 13 }],
        });
        await record.addLink({ document: documentIdOf(story.bytes), ...quoting });
        assert.deepEqual(
          (await record.origins()).map(({ documents }) => documents.length),
          [2, 1],
        );
      },
    );

    check('two origins become one by a later link; the same link again adds nothing', async record => {
      const [a, b] = [sample('One [act: acted].'), sample('Two [act: acted].')];
      await record.addDocument(a);
      await record.addDocument(b);
      assert.equal((await record.origins()).length, 2);
      const link = { document: documentIdOf(b.bytes), ...copyOf(a) };
      assert.equal((await record.addLink(link)).added, true);
      assert.equal((await record.addLink(link)).added, false);
      assert.equal((await record.origins()).length, 1);
      const excerpt = copyOf(a, { relation: 'excerpt', copy: false });
      await record.addDocument(sample('Three [act: acted].', { links: [excerpt] }));
      assert.equal((await record.origins()).length, 2);
      await assert.rejects(record.addLink({ ...link, document: 'doc_0' }), code('unknown_document'));
    });

    check('candidates are the documents that share most keys', async record => {
      await record.addDocument(sample('A.', print([1, 2, 3, 'x'])));
      await record.addDocument(sample('B.', print([3, 'x', 9_007_199_254_740_991])));
      await record.addDocument(sample('C.', print([77])));
      const found = await record.candidates([2, 3, 'x', 3]);
      assert.deepEqual(
        found.map(({ shared }) => shared),
        [3, 2],
      );
      const [first] = await record.documents();
      assert.deepEqual([found[0]!.document, found[0]!.origin], [first!.id, first!.origin]);
      assert.deepEqual(found[0]!.leftOut, first!.about.leftOut);
      assert.equal((await record.candidates([9_007_199_254_740_991])).length, 1);
      assert.equal((await record.candidates(['3'])).length, 0);
      assert.equal((await record.candidates([3], 1)).length, 1);
    });

    check('actors of many documents are united by id', async record => {
      await record.addDocument(withXi('Xi one.', ['Mr. Xi']));
      await record.addDocument(withXi('Xi two.', ['Mr. Xi', 'President Xi']));
      const [xi, ...rest] = await record.actors();
      assert.deepEqual(rest, []);
      assert.deepEqual(xi!.aliases, ['Mr. Xi', 'President Xi']);
      assert.equal(xi!.posts.length, 2);
      assert.equal(xi!.documents.length, 2);
      assert.equal((await record.actors({ name: 'president' })).length, 1);
      assert.equal((await record.actors({ name: 'obama' })).length, 0);
      assert.equal((await record.actors({ type: 'state' })).length, 0);
    });

    check('a new reading takes the place of the old one in the state; both stay in the log', async record => {
      const old = sample('Xi [statement Xi: said no] and left.');
      const { documentId } = await record.addDocument(old);
      const better = sample('Xi [statement Xi: said no] and [act Xi: left].');
      const reread = { ...better, documentId: documentId!, reading: { ...better.reading, engine: 'sample/2' } };
      assert.equal((await record.addReading(reread)).added, true);
      assert.equal((await record.addReading(reread)).added, false);
      assert.deepEqual(await words(record), ['said no', 'left']);
      assert.deepEqual(await words(record, { about: 'said' }), ['said no']);
      const kinds: string[] = [];
      for await (const { kind } of record.entries(4)) kinds.push(kind);
      assert.deepEqual(kinds, ['reading_made', 'reading_made']);
      // A better extractor gives another text; the claims are then of that text.
      const cleaner = sample('Xi [statement Xi: said no].');
      await record.addReading({ ...cleaner, documentId: documentId! });
      assert.equal(await record.text(documentId!), 'Xi said no.');
      await assert.rejects(record.addReading({ ...cleaner, documentId: 'doc_0' }), code('unknown_document'));
    });

    check('a refusal is recorded once', async record => {
      const refusal = { name: 'b.bin', code: 'not_text', sentence: 'It is no text.', bytes: undefined };
      assert.equal((await record.refuse(refusal)).added, true);
      assert.equal((await record.refuse(refusal)).added, false);
      assert.equal((await record.refuse({ ...refusal, name: 'c.bin' })).added, true);
      assert.deepEqual(
        (await record.refusals()).map(({ name }) => name),
        ['b.bin', 'c.bin'],
      );
    });

    check('a file that holds documents is kept with its bytes, once, and never without them', async record => {
      const [one, two] = [sample('One [act: left].'), sample('Two [act: stayed].')];
      const holds = [documentIdOf(one.bytes), documentIdOf(two.bytes)];
      const feed = feedOf('a feed of both', holds);
      await record.addDocument(one);
      await assert.rejects(record.addContainer(feed), code('unknown_document'));
      await assert.rejects(record.blob(sha256(feed.bytes)), code('evidence_altered'), 'nothing of it was kept');
      await record.addDocument(two);
      const added = await record.addContainer(feed);
      const [head, state] = [await record.head(), await record.stateHash()];
      assert.deepEqual(added, { documentId: undefined, added: true, sequence: head.sequence });
      assert.deepEqual(await record.addContainer(feed), { ...added, added: false });
      assert.deepEqual([await record.head(), await record.stateHash()], [head, state]);
      assert.deepEqual(Buffer.from(await record.blob(sha256(feed.bytes))), feed.bytes);
      assert.equal((await record.documents()).length, 2, 'it is no document');
      await record.rebuild();
      assert.equal(await record.stateHash(), state);
    });

    check(
      'the erasure of a document takes every file that holds it, and they do not come back',
      async (record, reopen) => {
        const [kept, erased] = [sample('One [act: left].'), sample('Two [act: stayed].')];
        const document = documentIdOf(erased.bytes);
        for (const addition of [kept, erased]) await record.addDocument(addition);
        const both = [documentIdOf(kept.bytes), document];
        const files = [feedOf('a feed of both', both), feedOf('the same a day later', both)];
        const other = feedOf('a feed of the one that stays', both.slice(0, 1));
        for (const file of [...files, other]) await record.addContainer(file);
        await record.decide({ kind: 'erased', by: 'Anna', body: { document, basis: 'GDPR Art. 17' } });
        for (const file of [...files, feedOf('the same two days later', both)]) {
          await assert.rejects(record.addContainer(file), code('erased'));
          await assert.rejects(record.blob(sha256(file.bytes)), code('evidence_altered'), file.name);
        }
        assert.deepEqual(Buffer.from(await record.blob(sha256(other.bytes))), other.bytes);
        assert.deepEqual(await words(record), ['left']);
        const state = await record.stateHash();
        const again = await reopen();
        await again.rebuild();
        assert.equal(await again.stateHash(), state);
      },
    );

    check('the state is a fold: rebuilt from the log it is the same', async record => {
      const wire = sample('The wire [act China 2015-11-01: acted].', { published: '2015-11-03' });
      await record.addDocument(wire);
      await record.addDocument(sample('Early [act China: acted].', { published: '2015-11-01', links: [copyOf(wire)] }));
      await record.addDocument(sample('C [act Xi: sat].', { fingerprint: { engine: 'f/1', keys: [5, 'k'], data: 1 } }));
      await record.refuse({ name: 'x', code: 'empty', sentence: 'It is empty.', bytes: undefined });
      const { reading, ...rest } = sample('The wire [act China 2015-11-01: acted].');
      await record.addReading({
        ...rest,
        documentId: documentIdOf(wire.bytes),
        reading: { ...reading, engine: 'sample/2' },
      });
      const live = await record.stateHash();
      const claims = await record.claims({ includeCopies: true });
      await record.rebuild();
      assert.equal(await record.stateHash(), live);
      assert.deepEqual(await record.claims({ includeCopies: true }), claims);
      await record.addDocument(sample('D [act Xi: stood].'));
      assert.notEqual(await record.stateHash(), live);
    });

    for (const { name, work } of decisionContract) check(name, work);

    check('many at once are all kept, each once', async record => {
      const additions = Array.from({ length: 120 }, (_, n) =>
        sample(`Number ${n % 100} [act: acted ${n % 100} times].`),
      );
      const results = await Promise.all(additions.map(addition => record.addDocument(addition)));
      assert.equal(results.filter(({ added }) => added).length, 100);
      assert.equal((await record.documents()).length, 100);
      assert.equal((await record.head()).sequence, 1 + 3 * 100);
    });
  });
}

function code(expected: string): (error: unknown) => boolean {
  return error => (error as Problem).code === expected;
}

const idsOf = (some: readonly RecordedClaim[]): string[] => some.map(({ claim }) => claim.id);

async function words(record: DeedsRecord, filter?: ClaimFilter): Promise<string[]> {
  return (await record.claims(filter)).map(({ claim }) => claim.words.exact);
}

/** A file that is nothing but its name, for what a record does with one. */
function feedOf(name: string, holds: readonly string[]): Container {
  return { name, bytes: Buffer.from(name), mediaType: 'application/rss+xml', holds };
}

function print(keys: (number | string)[]): Partial<Addition> {
  return { fingerprint: { engine: 'f/1', keys, data: { n: keys.length } } };
}

function wordsFrom(start: number, exact: string): Words {
  return { start, end: start + exact.length, exact };
}

/** A post for texts that begin with "Xi". */
const president = { post: 'President', of: undefined, words: { start: 0, end: 2, exact: 'Xi' }, asOf: undefined };

function withXi(text: string, aliases: string[]): Addition {
  const addition = sample(text);
  const xi = { id: 'person/xi-jinping', name: 'Xi Jinping', type: 'person' as const, country: undefined };
  return { ...addition, reading: { ...addition.reading, actors: [{ ...xi, aliases, posts: [president] }] } };
}
