import { z } from 'zod';
import { decisionKind, fields } from './decision.ts';

/** A lawful erasure: the document's bytes and words go; that they were there, their hashes, and why they went, stay. */
export const erased = decisionKind({
  name: 'erased',
  about: 'A document was erased.',
  schema: z.strictObject({ document: fields.document, basis: fields.text, why: fields.why }),
  subject: body => body.document,
  needs: body => ({ documents: [body.document] }),
  change: (projection, body, sequence) => projection.erase(body.document, sequence),
  // Whoever takes documents over decides about their erasure there.
  travels: false,
  erases: true,
  undo: undefined,
});
