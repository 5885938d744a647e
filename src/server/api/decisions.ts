/** What people decide about documents and entries by HTTP: notes, what is taken back, which documents are no copies, and what a source corrected. */
import { z } from 'zod';
import { note, undo } from '../../decisions/any.ts';
import { correct, findDocument, link, unlink } from '../../decisions/documents.ts';
import { affectedList } from '../../listings/affected.ts';
import type { Answer } from '../visit.ts';
import { deciderOf } from './decider.ts';
import { apiRoute, type ApiRoute } from './route.ts';

const id = z.string().min(1).max(300);
const deciding = { why: z.string().trim().min(1).max(10_000).optional(), by: z.string().optional() };
const entry = z.int().meta({ description: 'number of the entry that holds the decision' });

export const undoEntry = apiRoute({
  method: 'POST',
  path: '/api/v1/entries/:entry/undo',
  about: 'Takes a decision back. It stays in the log, and so does its undoing.',
  body: z.strictObject(deciding),
  answers: z.object({ entry: z.int(), kind: z.string(), subject: z.string(), by: z.string() }),
  needs: 'take back own',
  async answer({ desk, permit, params, ...visit }, _query, { why, by: given }) {
    const by = deciderOf(visit, given);
    const number = Number(/^\d{1,15}$/u.exec(params['entry']!)?.[0]);
    const { kind, subject } = await desk.write(permit, record => undo(record, number, { by, why }));
    return { json: { entry: number, kind, subject, by } };
  },
});

/** What of two documents was decided, and what they count as then. */
const joined = z.object({
  by: z.string(),
  entry,
  origins: z
    .array(z.string())
    .meta({ description: 'as what the two count now: a third document may join or part them' }),
});

export const linkDocuments = linking(
  'link',
  'Says that a document is a copy of another, so that both count as one origin; which words they share is worked out.',
  link,
);
export const unlinkDocuments = linking(
  'unlink',
  'Says that two documents are no copies of each other, whatever their words say.',
  unlink,
);

function linking(name: 'link' | 'unlink', about: string, decide: typeof link) {
  return apiRoute({
    method: 'POST',
    path: `/api/v1/documents/:document/${name}`,
    about,
    body: z.strictObject({ other: id, ...deciding }),
    answers: joined,
    isOnce: true,
    needs: 'publish',
    async answer({ desk, permit, params, conditions, ...visit }, _query, { other, why, by: given }) {
      const by = deciderOf(visit, given);
      const document = params['document']!;
      return await desk.jobs.once(by, conditions.key, [name, document, other, why], () =>
        desk.write(permit, async (record): Promise<Answer> => {
          for (const one of [document, other]) await findDocument(record, one);
          const { sequence } = await decide(record, document, other, { by, why });
          const origins = [await findDocument(record, document), await findDocument(record, other)];
          return { json: { by, entry: sequence, origins: origins.map(({ origin }) => origin) } };
        }),
      );
    },
  });
}

export const correctDocument = apiRoute({
  method: 'POST',
  path: '/api/v1/documents/:document/corrections',
  about: 'Records that a source corrected or retracted a document, and answers with everything that rests on it.',
  body: z.strictObject({
    retract: z.boolean().default(false),
    words: z.string().min(1).max(100_000).optional().meta({ description: 'only these words of it are meant' }),
    at: z.int().min(0).optional().meta({ description: 'where the words begin, in UTF-16 units' }),
    notice: id.optional().meta({ description: 'the document that says so' }),
    published: z.iso.date().optional().meta({ description: 'the day on which it was said' }),
    ...deciding,
  }),
  answers: z.object({
    by: z.string(),
    entry,
    affected: z.array(z.object({ what: z.string(), path: z.array(z.string()) })),
  }),
  status: 201,
  isOnce: true,
  needs: 'publish',
  async answer(
    { desk, permit, params, conditions, ...visit },
    _query,
    { why, by: given, words, at, notice, published, retract },
  ) {
    const by = deciderOf(visit, given);
    const correction = { document: params['document']!, retract, words, at, notice, published };
    return await desk.jobs.once(by, conditions.key, ['correction', correction, why], () =>
      desk.write(permit, async (record): Promise<Answer> => {
        const { sequence, affected } = await correct(record, correction, { by, why });
        const { rows } = await affectedList(record, affected);
        return { json: { by, entry: sequence, affected: rows.map(({ value }) => value) }, status: 201 };
      }),
    );
  },
});

export const decisionApi: readonly ApiRoute[] = [
  apiRoute({
    method: 'POST',
    path: '/api/v1/notes',
    about: 'Writes a note on a document, a claim, an actor or anything else that has an id.',
    body: z.strictObject({ subject: id, text: z.string().trim().min(1).max(100_000), by: z.string().optional() }),
    answers: z.object({ subject: z.string(), by: z.string(), entry }),
    status: 201,
    isOnce: true,
    needs: 'review',
    async answer({ desk, permit, conditions, ...visit }, _query, { subject, text, by: given }) {
      const by = deciderOf(visit, given);
      return await desk.jobs.once(by, conditions.key, ['note', subject, text], async (): Promise<Answer> => {
        const noted = await desk.write(permit, record => note(record, subject, text, by));
        return { json: { subject: noted.subject, by, entry: noted.sequence }, status: 201 };
      });
    },
  }),
  undoEntry,
  linkDocuments,
  unlinkDocuments,
  correctDocument,
];
