import assert from 'node:assert/strict';
import { canonicalJson } from '../core/canonical.ts';
import type { Claim } from '../core/claim.ts';
import type { Problem } from '../core/problem.ts';
import { documentIdOf, sha256 } from './chain.ts';
import type { Addition, ClaimFilter, Decision, DeedsRecord, RecordedClaim } from './record.ts';
import { sample } from './sample.ts';

interface Case {
  readonly name: string;
  readonly work: (record: DeedsRecord, reopen: () => Promise<DeedsRecord>) => Promise<void>;
}

const text = 'Xi [statement Xi 2015-09-25: said no]. China [commitment China: promised to stop]. Then [act: all left].';

/** A record with one document of three claims. */
async function withClaims(
  record: DeedsRecord,
): Promise<{ document: string; said: Claim; promised: Claim; left: Claim }> {
  const added = await record.addDocument(sample(text));
  const claims = await record.claims({ document: added.documentId! });
  const find = (exact: string): Claim => claims.find(({ claim }) => claim.words.exact === exact)!.claim;
  return {
    document: added.documentId!,
    said: find('said no'),
    promised: find('promised to stop'),
    left: find('all left'),
  };
}

const review = (
  by: string,
  document: string,
  claim: Claim,
  verdict: string,
  more: { after?: number; independent?: boolean; why?: string; edited?: Claim } = {},
): Decision => {
  const { edited, independent = false, ...rest } = more;
  return {
    kind: 'claim_reviewed',
    by,
    body: { document, claim: claim.id, verdict, independent, ...rest },
    ...(edited && { content: canonicalJson(edited) }),
  };
};

const decision = (kind: string, body: Decision['body'], content?: string): Decision => ({
  kind,
  by: 'Anna',
  body,
  ...(content !== undefined && { content }),
});

async function one(record: DeedsRecord, claim: Claim): Promise<RecordedClaim> {
  const [found] = await record.claims({ id: claim.id, states: ['proposed', 'confirmed', 'edited', 'rejected'] });
  return found!;
}

async function words(record: DeedsRecord, filter?: ClaimFilter): Promise<string[]> {
  return (await record.claims(filter)).map(({ claim }) => claim.words.exact).toSorted();
}

async function undo(record: DeedsRecord, sequence: number, by = 'Anna'): Promise<void> {
  const { hash } = (await record.decisions()).find(found => found.sequence === sequence)!;
  await record.decide({ kind: 'undone', by, body: { entry: hash } });
}

const code = (expected: string) => (error: unknown) => {
  assert.equal((error as Problem).code, expected, String(error));
  return true;
};

/** What people decide: part of the contract of `DeedsRecord`. */
export const decisionContract: readonly Case[] = [
  {
    name: 'a claim is proposed until a person confirms, edits or rejects it, and each is undone by a new entry',
    async work(record) {
      const { document, said, promised, left } = await withClaims(record);
      assert.equal((await one(record, said)).review.state, 'proposed');
      const confirmed = await record.decide(review('Anna', document, said, 'confirmed', { why: 'It says so.' }));
      const { state, decided, last } = (await one(record, said)).review;
      assert.deepEqual(
        [state, decided?.by, decided?.why, last],
        ['confirmed', 'Anna', 'It says so.', confirmed.sequence],
      );

      await record.decide(review('Anna', document, left, 'rejected'));
      assert.deepEqual(await words(record), ['promised to stop', 'said no']);
      assert.deepEqual(await words(record, { states: ['rejected'] }), ['all left']);

      const edited = {
        ...promised,
        words: { start: promised.words.start, end: promised.words.end - 5, exact: 'promised to' },
        actors: [],
      };
      const { sequence } = await record.decide(review('Anna', document, promised, 'edited', { edited }));
      const now = await one(record, promised);
      assert.deepEqual([now.claim.words.exact, now.review.state], ['promised to', 'edited']);
      assert.equal(now.review.proposed?.words.exact, 'promised to stop', "the machine's version stays");
      assert.deepEqual(await words(record, { actor: 'unknown/china' }), []);
      assert.deepEqual(await words(record, { about: 'stop' }), []);

      await undo(record, sequence, 'Otto');
      const back = await one(record, promised);
      assert.deepEqual([back.claim, back.review.state, back.review.proposed], [promised, 'proposed', undefined]);
      assert.deepEqual(await words(record, { actor: 'unknown/china' }), ['promised to stop']);
      await assert.rejects(undo(record, sequence), TypeError, 'it is not among those that stand');
    },
  },
  {
    name: 'two people, one claim: the later decision that had not seen the first is refused, and both are kept',
    async work(record) {
      const { document, said } = await withClaims(record);
      const first = await record.decide(review('Anna', document, said, 'confirmed'));
      await assert.rejects(
        record.decide(review('Otto', document, said, 'rejected', { why: 'No.' })),
        code('review_conflict'),
      );
      assert.equal((await one(record, said)).review.state, 'confirmed');
      const [refused] = await record.decisions({ kind: 'claim_review_refused' });
      assert.deepEqual([refused!.by, refused!.why, refused!.body['verdict']], ['Otto', 'No.', 'rejected']);
      // Having seen it, Otto may decide over it; and Anna over her own without saying so.
      await record.decide(review('Otto', document, said, 'rejected', { after: first.sequence }));
      assert.equal((await one(record, said)).review.state, 'rejected');
      await assert.rejects(
        record.decide(review('Anna', document, said, 'confirmed', { after: first.sequence })),
        code('review_conflict'),
      );
    },
  },
  {
    name: 'a second opinion changes nothing, and shows where it differs',
    async work(record) {
      const { document, said } = await withClaims(record);
      await record.decide(review('Anna', document, said, 'confirmed'));
      await record.decide(review('Otto', document, said, 'confirmed', { independent: true }));
      assert.equal((await one(record, said)).review.contested, false);
      await record.decide(review('Uli', document, said, 'rejected', { independent: true }));
      const { state, contested } = (await one(record, said)).review;
      assert.deepEqual([state, contested], ['confirmed', true]);
    },
  },
  {
    name: 'the same decision twice, as after a lost reply, is one entry',
    async work(record) {
      const { document, said } = await withClaims(record);
      const twice = await Promise.all([1, 2].map(() => record.decide(review('Anna', document, said, 'confirmed'))));
      assert.deepEqual(
        twice.map(({ added }) => added),
        [true, false],
      );
      assert.equal(twice[0]!.sequence, twice[1]!.sequence);
    },
  },
  {
    name: 'what a person decided about outlives a new reading; what nobody looked at does not',
    async work(record) {
      const { document, said, promised } = await withClaims(record);
      await record.decide(review('Anna', document, said, 'confirmed'));
      const other = sample('Xi said no. China promised to stop. Then [act: all left].');
      const reading = { ...other.reading, engine: 'sample/2' };
      await record.addReading({ ...other, documentId: document, reading });
      assert.deepEqual(await words(record), ['all left', 'said no']);
      assert.equal((await one(record, said)).current, false);
      assert.equal(await one(record, promised), undefined);
    },
  },
  {
    name: 'a claim is added by hand from a selection, and is the one of a person',
    async work(record) {
      const { document, said } = await withClaims(record);
      const found = (await record.document(document))!;
      const start = (await record.text(document))!.indexOf('Then');
      const claim = {
        ...said,
        id: `clm_${'0'.repeat(24)}`,
        rule: 'by hand',
        words: { start, end: start + 4, exact: 'Then' },
        body: {},
        when: undefined,
      };
      const body = { document, text: found.textHash, id: claim.id };
      const { sequence } = await record.decide(decision('claim_added', body, canonicalJson(claim)));
      const { review: by, claim: there } = await one(record, claim);
      assert.deepEqual(
        [by.byHand, by.state, by.decided?.sequence, there.words.exact],
        [true, 'confirmed', sequence, 'Then'],
      );
      await assert.rejects(
        record.decide({ ...decision('claim_added', body, canonicalJson(claim)), by: 'Otto' }),
        code('claim_known'),
      );
      const wrong = { ...claim, id: `clm_${'1'.repeat(24)}`, words: { ...claim.words, exact: 'Than' } };
      await assert.rejects(
        record.decide(decision('claim_added', { ...body, id: wrong.id }, canonicalJson(wrong))),
        code('invalid_reading'),
      );
      await undo(record, sequence);
      assert.equal(await one(record, claim), undefined);
    },
  },
  {
    name: 'actors are merged and split by decision, and get posts that no text says',
    async work(record) {
      const { document } = await withClaims(record);
      const { documentId } = await record.addDocument(sample('Beijing [act Beijing: sent ships].'));
      const { sequence } = await record.decide(
        decision('actors_merged', { from: 'unknown/beijing', into: 'unknown/china' }),
      );
      assert.deepEqual(await words(record, { actor: 'unknown/china' }), ['promised to stop', 'sent ships']);
      assert.deepEqual(
        (await record.actors({ id: 'unknown/beijing' })).map(({ id, merged }) => [id, merged]),
        [['unknown/china', ['unknown/beijing']]],
      );
      await assert.rejects(
        record.decide({ ...decision('actors_merged', { from: 'unknown/china', into: 'unknown/beijing' }) }),
        code('already_merged'),
      );
      await undo(record, sequence);
      const as = { id: 'unknown/beijing-bank', name: 'Bank of Beijing', type: 'firm' };
      await record.decide(decision('actor_split', { actor: 'unknown/beijing', documents: [documentId!], as }));
      assert.deepEqual(await words(record, { actor: 'unknown/beijing' }), []);
      assert.deepEqual(await words(record, { actor: as.id }), ['sent ships']);
      await record.decide(decision('actor_given_post', { actor: 'unknown/xi', post: 'President', from: '2013-03-14' }));
      const [xi] = await record.actors({ id: 'unknown/xi' });
      assert.deepEqual(
        xi!.givenPosts.map(({ post, from, decided }) => [post, from, decided.by]),
        [['President', '2013-03-14', 'Anna']],
      );
      await assert.rejects(
        record.decide(decision('actor_given_post', { actor: 'unknown/nobody', post: 'X' })),
        code('unknown_subject'),
      );
      // Who is split where two were one is the one that they are listed as.
      await record.decide(decision('actors_merged', { from: 'unknown/xi', into: 'unknown/china' }));
      const bank = { id: 'unknown/china-bank', name: 'Bank of China', type: 'firm' };
      await record.decide(decision('actor_split', { actor: 'unknown/china', documents: [document], as: bank }));
      assert.deepEqual(
        (await record.actors({ id: bank.id })).map(({ merged }) => merged),
        [['unknown/china', 'unknown/xi']],
      );
      assert.deepEqual(await words(record, { actor: bank.id }), ['promised to stop', 'said no']);
    },
  },
  {
    name: 'a person parts documents that the machine took for copies, and may take that back',
    async work(record) {
      const wire = sample('The wire [act China: acted].');
      const shared = { shared: [{ start: 0, end: 14, exact: 'The wire acted' }], sharedOther: [{ start: 0, end: 14 }] };
      const link = {
        other: documentIdOf(wire.bytes),
        relation: 'copy',
        copy: true,
        comparison: {},
        unshared: [],
        reason: 'r',
        ...shared,
      };
      const copy: Addition = sample('The wire [act China: acted]!', { links: [link] });
      await record.addDocument(wire);
      await record.addDocument(copy);
      assert.deepEqual([(await record.origins()).length, (await words(record)).length], [1, 1]);
      const { sequence } = await record.decide(
        decision('origin_unlinked', {
          document: documentIdOf(wire.bytes),
          other: documentIdOf(copy.bytes),
          why: 'Two reporters.',
        }),
      );
      assert.deepEqual([(await record.origins()).length, (await words(record)).length], [2, 2]);
      await undo(record, sequence);
      assert.deepEqual([(await record.origins()).length, (await words(record)).length], [1, 1]);
    },
  },
  {
    name: 'a retraction reaches every claim, bearing and finding that rests on the document, with the way there',
    async work(record) {
      const { document, promised, left } = await withClaims(record);
      const other = await record.addDocument(sample('Elsewhere [act China: nothing happened].'));
      const [elsewhere] = await record.claims({ document: other.documentId! });
      const pro = { instrument: 'ins_accord', title: 'Accord', parties: ['unknown/china'], texts: [] };
      await record.decide(decision('instrument_registered', pro));
      const provision = {
        provision: 'prv_theft',
        instrument: 'ins_accord',
        label: 'No theft',
        kind: 'prohibition',
        bound: ['unknown/china'],
        elements: { conduct: 'theft', carveOuts: [] },
      };
      await record.decide(decision('provision_registered', provision));
      const bearing = (id: string, document: string, claim: string): Decision =>
        decision('bearing_set', {
          bearing: id,
          document,
          claim,
          provision: 'prv_theft',
          direction: 'contradicts',
          scope: 'in_scope',
          elements: { conduct: 'met' },
          grade: 'A3',
        });
      await record.decide(bearing('brg_1', document, left.id));
      await record.decide(bearing('brg_2', other.documentId!, elsewhere!.claim.id));
      const finding = (id: string, bearings: string[]): Decision =>
        decision('finding_proposed', {
          finding: id,
          provision: 'prv_theft',
          party: 'unknown/china',
          window: { from: '2015-09-25', until: '2015-12-31' },
          rubric: '1',
          level: 'concern',
          bearings,
        });
      const proposed = await record.decide(finding('fnd_1', ['brg_1']));
      await record.decide(finding('fnd_2', ['brg_2']));
      const { hash } = (await record.decisions({ subject: 'fnd_1' }))[0]!;
      await record.decide(decision('finding_reviewed', { finding: 'fnd_1', proposal: hash, verdict: 'approved' }));
      await record.decide(decision('finding_published', { finding: 'fnd_1', proposal: hash }));
      assert.ok(proposed.added);
      assert.deepEqual(await record.affected(), []);

      const notice = { document, sort: 'retraction', notice: other.documentId!, why: 'The outlet took it back.' };
      const { sequence } = await record.decide(decision('correction_received', notice));
      const affected = await record.affected();
      const at = (what: string): readonly string[] | undefined => affected.find(found => found.what === what)?.path;
      assert.deepEqual(at(`${document}/${promised.id}`), [document]);
      assert.deepEqual(at('brg_1'), [`${document}/${left.id}`, document]);
      assert.deepEqual(at('fnd_1'), ['brg_1', `${document}/${left.id}`, document]);
      assert.equal(at('brg_2'), undefined);
      assert.equal(affected[0]!.correction.sequence, sequence);

      await undo(record, sequence);
      assert.deepEqual(await record.affected(), []);
      const { textHash } = (await record.document(document))!;
      const spans = [{ start: left.words.start, end: left.words.end }];
      await record.decide(decision('correction_received', { document, sort: 'correction', spans, text: textHash }));
      assert.deepEqual(
        (await record.affected()).map(({ what }) => what),
        [`${document}/${left.id}`, 'brg_1', 'fnd_1'],
      );
    },
  },
  {
    name: 'a correction of some words reaches the claims of a copy that have these words, and no others',
    async work(record) {
      const wire = sample('The wire [act China: acted]. Then [act China: left].');
      const text = 'the wire acted then left';
      const link = {
        other: documentIdOf(wire.bytes),
        relation: 'copy',
        copy: true,
        comparison: {},
        shared: [{ start: 0, end: text.length, exact: text }],
        sharedOther: [{ start: 0, end: 'The wire acted. Then left'.length }],
        unshared: [],
        reason: 'r',
      };
      const copy = sample('the wire [act China: acted] then [act China: left]', { links: [link] });
      await record.addDocument(wire);
      await record.addDocument(copy);
      const [document, other] = [documentIdOf(wire.bytes), documentIdOf(copy.bytes)];
      const [acted, left] = await record.claims({ document });
      const { textHash } = (await record.document(document))!;
      const correct = (words: { start: number; end: number }): Decision => {
        const spans = [{ start: words.start, end: words.end }];
        return decision('correction_received', { document, sort: 'correction', spans, text: textHash });
      };
      const reached = async (): Promise<string[]> => {
        const claims = await record.claims({ includeCopies: true });
        const named = new Map(claims.map(({ document, claim }) => [`${document}/${claim.id}`, claim.words.exact]));
        return (await record.affected()).map(({ what }) => `${what.slice(0, what.indexOf('/'))} ${named.get(what)}`);
      };
      const { sequence } = await record.decide(correct(left!.claim.words));
      assert.deepEqual(await reached(), [`${document} left`, `${other} left`]);
      await undo(record, sequence);
      await record.decide(correct(acted!.claim.words));
      assert.deepEqual(await reached(), [`${document} acted`, `${other} acted`]);
    },
  },
  {
    name: 'an erased document is gone with its words, in every list, and comes back by no way; who, when and why stay',
    async work(record, reopen) {
      const { document, said } = await withClaims(record);
      const kept = await record.addDocument(sample('Another [act: stayed].'));
      await record.decide(review('Anna', document, said, 'confirmed'));
      await record.decide(decision('note_added', { subject: document }, 'A note on it.'));
      const { bytesHash, textHash } = (await record.document(document))!;
      await record.decide(decision('erased', { document, basis: 'GDPR Art. 17' }));
      for (const hash of [bytesHash, textHash, sha256(Buffer.from('A note on it.'))]) {
        await assert.rejects(record.blob(hash), code('evidence_altered'));
      }
      assert.equal(await record.document(document), undefined);
      assert.equal(await record.text(document), undefined);
      assert.deepEqual(await words(record), ['stayed']);
      assert.deepEqual((await record.search('said')).length, 0);
      assert.deepEqual(
        (await record.origins()).map(({ documents }) => documents),
        [[kept.documentId]],
      );
      const [note] = await record.decisions({ kind: 'note_added' });
      assert.equal(note!.content, undefined);
      await assert.rejects(record.addDocument(sample(text)), code('erased'));
      await assert.rejects(record.decide(review('Anna', document, said, 'rejected')), code('erased'));
      const live = await record.stateHash();
      const again = await reopen();
      await again.rebuild();
      assert.equal(await again.stateHash(), live);
    },
  },
  {
    name: 'a checkpoint is signed once until something is added, and a new key is vouched for',
    async work(record) {
      const first = await record.checkpoint();
      assert.equal(first.size, 1);
      assert.deepEqual(await record.checkpoint(), first);
      await withClaims(record);
      const second = await record.checkpoint();
      assert.equal(second.size, 5);
      const third = await record.checkpoint(true);
      assert.equal(third.size, 7);
      const kinds: string[] = [];
      for await (const { kind } of record.entries(6)) kinds.push(kind);
      assert.deepEqual(kinds, ['checkpoint_made', 'key_changed', 'checkpoint_made']);
    },
  },
  {
    name: 'words are found in documents and claims; what was rejected is not',
    async work(record) {
      const { document, said } = await withClaims(record);
      const found = await record.search('said');
      assert.deepEqual(
        found.map(({ claim }) => claim?.kind),
        [undefined, 'statement'],
      );
      assert.deepEqual(found[1]!.pieces, ['', 'said', ' no']);
      await record.decide(review('Anna', document, said, 'rejected'));
      assert.deepEqual((await record.search('said')).length, 1);
      assert.deepEqual(await record.search('"no said" NEAR * ('), []);
    },
  },
  {
    name: 'a decision that is not of its shape is refused in a sentence, and nothing is kept',
    async work(record) {
      const { document, said } = await withClaims(record);
      const before = await record.head();
      const bad: [Decision, string][] = [
        [decision('claim_confirmed', {}), 'invalid_decision'],
        [decision('note_added', { subject: document, more: 1 }, 'x'), 'invalid_decision'],
        [review('Anna', document, said, 'edited'), 'invalid_decision'],
        [
          review('Anna', document, said, 'edited', { edited: { ...said, words: { ...said.words, exact: 'said on' } } }),
          'invalid_reading',
        ],
        [review('Anna', 'doc_000000000000000000000000', said, 'confirmed'), 'unknown_document'],
        [review('Anna', document, { ...said, id: `clm_${'0'.repeat(24)}` }, 'confirmed'), 'unknown_subject'],
        [decision('undone', { entry: before.hash }), 'unknown_subject'],
        [
          decision('correction_received', {
            document,
            sort: 'correction',
            spans: [{ start: 0, end: 9_999 }],
            text: (await record.document(document))!.textHash,
          }),
          'invalid_claim',
        ],
      ];
      for (const [wrong, expected] of bad) await assert.rejects(record.decide(wrong), code(expected));
      assert.deepEqual(await record.head(), before);
    },
  },
];
