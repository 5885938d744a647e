import { z } from 'zod';
import { decisionKind, fields } from './decision.ts';

/** What people know of a source: how reliable it is, for whom it speaks, and what it is able to see. The last one about a source counts. */
export const sourceRated = decisionKind({
  name: 'source_rated',
  about: 'A source was rated.',
  schema: z.strictObject({
    /** As documents name it; capitals do not matter. */
    source: fields.text,
    /** Admiralty code. Of the source; what it says of one thing is another matter. */
    reliability: z.enum(['A', 'B', 'C', 'D', 'E', 'F']),
    /** The party that it speaks for. */
    speaksFor: fields.actor.optional(),
    /** Ids of instruments and provisions: it would see such conduct. */
    sees: z
      .array(z.union([fields.id('ins'), fields.id('prv')]))
      .max(1_000)
      .optional(),
    /** Does it publish the records of acts themselves: a gazette, a court, a register? */
    primary: z.boolean().optional(),
    why: fields.why,
  }),
  subject: body => body.source.toLowerCase(),
  needs: () => ({}),
});
