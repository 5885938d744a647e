import { z } from 'zod';
import { claimSubject, decisionKind, fields } from './decision.ts';

/** A person made a claim by hand, from a selection of a text. */
export const claimAdded = decisionKind({
  name: 'claim_added',
  about: 'A claim was added by hand.',
  schema: z.strictObject({
    document: fields.document,
    /** The text version that it points into. */
    text: fields.hash,
    id: fields.claim,
    claim: fields.hash,
    why: fields.why,
  }),
  subject: ({ document, id }) => claimSubject({ document, claim: id }),
  documents: body => [body.document],
  needs: ({ document, text, id }) => ({
    documents: [document],
    texts: [[document, text]],
    newClaims: [claimSubject({ document, claim: id })],
  }),
  content: 'claim',
  claimIn: ({ id, text }) => ({ id, text }),
  change: (projection, body, sequence) => projection.addClaim(body.document, body.text, sequence),
  undo: (projection, body) => projection.removeAddedClaim(body.document, body.id),
});
