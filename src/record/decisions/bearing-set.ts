import { z } from 'zod';
import { claimSubject, decisionKind, fields } from './decision.ts';

const about = {
  bearing: fields.id('brg'),
  document: fields.document,
  claim: fields.claim,
  provision: fields.id('prv'),
};

/** A bearing that the machine proposed is none. */
export const bearingRejected = decisionKind({
  name: 'bearing_rejected',
  about: 'A claim does not bear on a provision.',
  schema: z.strictObject({ ...about, why: fields.why }),
  subject: body => body.bearing,
  documents: body => [body.document],
  needs: body => ({ claims: [claimSubject(body)], decided: [body.provision] }),
});

/** What a bearing tells of is settled: whoever said so took it back, or it was shown to be false or out of scope, by a document. */
export const bearingSettled = decisionKind({
  name: 'bearing_settled',
  about: 'What a bearing tells of was withdrawn, or shown to be false or out of scope.',
  schema: z.strictObject({
    bearing: fields.id('brg'),
    outcome: z.enum(['withdrawn', 'shown_false', 'shown_out_of_scope']),
    /** The document that shows it. */
    evidence: fields.document,
    why: fields.text,
  }),
  subject: body => body.bearing,
  needs: body => ({ documents: [body.evidence] }),
});

/** How a claim bears on a provision: the join between what is said to have happened and what was undertaken. */
export const bearingSet = decisionKind({
  name: 'bearing_set',
  about: 'A claim bears on a provision.',
  schema: z.strictObject({
    ...about,
    direction: z.enum(['supports', 'contradicts', 'neutral']),
    scope: z.enum(['in_scope', 'out_of_scope', 'undetermined']),
    elements: z.record(z.string().min(1).max(50), z.enum(['met', 'not_met', 'not_stated'])),
    /** From words to observed results. */
    grade: z.enum(['W0', 'A1', 'A2', 'A3', 'A4']),
    /** The whole bearing with the words that each element was tested on, as canonical JSON (`core/finding.ts`), and the text they stand in. */
    wording: fields.hash.optional(),
    text: fields.hash.optional(),
    /** The engine that proposed it, where a person only said yes. */
    proposed: fields.text.optional(),
    why: fields.why,
  }),
  content: 'wording',
  subject: body => body.bearing,
  documents: body => [body.document],
  needs: body => ({ claims: [claimSubject(body)], decided: [body.provision] }),
  rests: body => [
    [body.bearing, claimSubject(body)],
    [body.bearing, body.provision],
  ],
});
