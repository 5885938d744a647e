/** Documents come in by HTTP. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Problem } from '../../core/problem.ts';
import { deciderOf } from '../pages/claims.ts';
import type { Answer } from '../visit.ts';
import { apiRoute, type ApiRoute } from './route.ts';

const report = z.strictObject({
  /** The text, or the markup, of one publication. */
  text: z.string().min(1),
  name: z.string().min(1).max(200).default('text'),
  published: z.iso.date().optional(),
  source: z.string().trim().min(1).max(500).optional(),
  url: z
    .url({ protocol: /^https?$/u })
    .max(2_048)
    .optional(),
  by: z.string().optional(),
});

/** What came of the last requests that had a key, by it. */
const KEPT_KEYS = 1_000;
const kept = new Map<string, { readonly body: string; readonly answer: Promise<Answer> }>();

export const documentApi: readonly ApiRoute[] = [
  apiRoute({
    method: 'POST',
    path: '/api/v1/documents',
    about:
      'Adds a report, and answers when it is read. The same text adds nothing a second time; the same Idempotency-Key answers as it did the first time, until Deeds is started again.',
    body: report,
    needs: 'add',
    async answer(visit, _query, sent) {
      const { key } = visit.conditions;
      const answered = async (): Promise<Answer> => {
        const { text, name, by: given, published, source, url } = sent;
        const by = deciderOf(given === undefined ? visit : { ...visit, who: given });
        const facts = {
          ...(published !== undefined && { published }),
          ...(source !== undefined && { source }),
          ...(url !== undefined && { url }),
        };
        const bytes = new TextEncoder().encode(text);
        const outcomes = await visit.desk.add([{ name, take: async () => ({ bytes }) }], facts, by);
        const failed = outcomes.find(outcome => outcome.outcome === 'failed');
        if (failed !== undefined && outcomes.length === 1) throw failed.problem;
        const isNew = outcomes.some(({ outcome }) => outcome === 'added');
        return { json: { outcomes }, status: isNew ? 201 : 200 };
      };
      if (key === undefined) return await answered();
      const body = createHash('sha256').update(JSON.stringify(sent)).digest('hex');
      const before = kept.get(key);
      if (before !== undefined && before.body !== body) {
        throw new Problem(
          'key_reused',
          'This Idempotency-Key was used for something else.',
          'Use a key of its own for each report.',
        );
      }
      if (before !== undefined) return await before.answer;
      const answer = answered();
      kept.set(key, { body, answer });
      answer.catch(() => kept.delete(key));
      for (const oldest of [...kept.keys()].slice(0, -KEPT_KEYS)) kept.delete(oldest);
      return await answer;
    },
  }),
];
