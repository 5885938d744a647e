import { z } from 'zod';
import { decisionKind, documentOf, fields } from './decision.ts';

/** A note on a document, a claim, an actor or anything else that has an id. */
export const noteAdded = decisionKind({
  name: 'note_added',
  about: 'A note was written.',
  schema: z.strictObject({ subject: z.string().regex(/^\S{1,300}$/u), note: fields.hash }),
  subject: body => body.subject,
  documents: ({ subject }) => [documentOf(subject)].filter(id => id !== undefined),
  needs({ subject }) {
    if (/^doc_[0-9a-f]{24}\/./u.test(subject)) return { claims: [subject] };
    if (subject.startsWith('doc_')) return { documents: [subject] };
    return subject.includes('/') ? { actors: [subject] } : { decided: [subject] };
  },
  content: 'note',
});
