import { z } from 'zod';
import { decisionKind } from './decision.ts';

/** Entries of another record follow, each with `imported` in its body. */
export const entriesImported = decisionKind({
  name: 'entries_imported',
  about: 'Entries of another record were taken over.',
  schema: z.strictObject({ record: z.uuid(), checkpoint: z.string().max(10_000), entries: z.int().min(0) }),
  subject: body => body.record,
  needs: () => ({}),
  travels: false,
  undo: undefined,
});
