import { z } from 'zod';
import { decisionKind, fields } from './decision.ts';

/** A decision was taken back. It stays in the log, and so does this. */
export const undone = decisionKind({
  name: 'undone',
  about: 'A decision was taken back.',
  schema: z.strictObject({ entry: fields.hash, why: fields.why }),
  subject: body => body.entry,
  needs: body => ({ undoable: [body.entry] }),
  change: (projection, body, sequence) => projection.undo(body.entry, sequence),
  // Decide anew instead: who took it back, and who decided again, then both show.
  undo: undefined,
});
