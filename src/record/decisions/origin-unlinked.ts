import { z } from 'zod';
import { decisionKind, fields } from './decision.ts';

/** Two documents are no copies of each other, whatever the links before this say. They may still share words. */
export const originUnlinked = decisionKind({
  name: 'origin_unlinked',
  about: 'Two documents do not count as one origin by what they share.',
  schema: z.strictObject({ document: fields.document, other: fields.document, why: fields.why }),
  subject: ({ document, other }) => [document, other].toSorted().join(' '),
  documents: body => [body.document, body.other],
  needs: body => ({ documents: [body.document, body.other] }),
  change: (projection, body) => projection.weighLinks(body.document, body.other),
  undo: (projection, body) => projection.weighLinks(body.document, body.other),
});
