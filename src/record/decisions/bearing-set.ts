import { z } from 'zod';
import { claimSubject, decisionKind, fields } from './decision.ts';

/** How a claim bears on a provision: the join between what is said to have happened and what was undertaken. */
export const bearingSet = decisionKind({
  name: 'bearing_set',
  about: 'A claim bears on a provision.',
  schema: z.strictObject({
    bearing: fields.id('brg'),
    document: fields.document,
    claim: fields.claim,
    provision: fields.id('prv'),
    direction: z.enum(['supports', 'contradicts', 'neutral']),
    scope: z.enum(['in_scope', 'out_of_scope', 'undetermined']),
    elements: z.record(z.string().min(1).max(50), z.enum(['met', 'not_met', 'not_stated'])),
    /** From words to observed results. */
    grade: z.enum(['W0', 'A1', 'A2', 'A3', 'A4']),
    why: fields.why,
  }),
  subject: body => body.bearing,
  documents: body => [body.document],
  needs: body => ({ claims: [claimSubject(body)], decided: [body.provision] }),
  rests: body => [
    [body.bearing, claimSubject(body)],
    [body.bearing, body.provision],
  ],
});
