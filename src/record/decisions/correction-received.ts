import { z } from 'zod';
import { decisionKind, fields } from './decision.ts';

/** A source took back or corrected what a document says: all that rests on it is flagged. */
export const correctionReceived = decisionKind({
  name: 'correction_received',
  about: 'A document was corrected or retracted.',
  schema: z
    .strictObject({
      document: fields.document,
      sort: z.enum(['correction', 'retraction']),
      /** Only these words of the text are meant; missing: all. */
      spans: z.array(fields.span).min(1).max(1_000).optional(),
      text: fields.hash.optional(),
      /** The document that says so. */
      notice: fields.document.optional(),
      published: fields.day.optional(),
      why: fields.why,
    })
    .refine(
      ({ spans, text }) => (spans === undefined) === (text === undefined),
      'spans go with the text they point into',
    ),
  subject: body => body.document,
  documents: body => [body.document],
  needs: ({ document, notice, text }) => ({
    documents: notice === undefined ? [document] : [document, notice],
    texts: text === undefined ? [] : [[document, text]],
  }),
  spansIn: ({ spans, text }) => (spans === undefined ? undefined : { text: text!, spans }),
});
