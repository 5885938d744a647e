/** Claims as political event data by HTTP, part by part: the rows of `deeds export events`. */
import { z } from 'zod';
import { Problem } from '../../core/problem.ts';
import { kinds } from '../../kinds/index.ts';
import { eventPart, type EventPlace } from '../../listings/events.ts';
import type { DeedsRecord } from '../../record/index.ts';
import { apiRoute, type ApiRoute } from './route.ts';
import { isPlace } from './queue.ts';

const place = z.strictObject({
  kind: z.enum(kinds.map(({ name }) => name)),
  after: z.strictObject({ document: z.string(), id: z.string() }).optional(),
});

export const eventApi: readonly ApiRoute[] = [
  apiRoute({
    method: 'GET',
    path: '/api/v1/events',
    ofWhole: true,
    about:
      'Claims as events after PLOVER, a row for each pair of actors, in the columns of `deeds export events`: so many claims a part, kind after kind; the last part has no `next`.',
    query: z.strictObject({
      from: z.iso.date().optional(),
      until: z.iso.date().optional(),
      document: z.string().max(200).optional(),
      reviewed: z.enum(['yes']).optional().meta({ description: 'only what a person confirmed or edited' }),
      cursor: z.string().max(2_000).optional(),
      limit: z.coerce.number().int().min(1).max(2_000).default(1_000),
    }),
    answers: z.object({
      columns: z.array(z.object({ name: z.string(), type: z.enum(['text', 'number', 'boolean']), about: z.string() })),
      rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
      uncoded: z
        .int()
        .meta({ description: 'claims of this part that are no event, or none that the words tell which' }),
      next: z.string().optional(),
    }),
    async answer({ record, desk }, { cursor, limit, document, reviewed, from, until }) {
      const filter = {
        ...(from !== undefined && { from }),
        ...(until !== undefined && { until }),
        ...(document !== undefined && { documents: [document] }),
        ...(reviewed === 'yes' && { reviewed: true }),
      };
      const begin = cursor === undefined ? undefined : await placeOf(record, cursor);
      const actors = await desk.structure(record, 'actors of events', record => record.actors());
      const { columns, rows, uncoded, next } = await eventPart(record, filter, begin, limit, actors);
      return {
        json: {
          columns: columns.map(({ name, type, about }) => ({ name, type, about })),
          rows,
          uncoded,
          ...(next !== undefined && { next: Buffer.from(JSON.stringify(next)).toString('base64url') }),
        },
      };
    },
  }),
];

/** Throws `bad_cursor`. */
async function placeOf(record: DeedsRecord, cursor: string): Promise<EventPlace> {
  let given: unknown;
  try {
    given = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    given = undefined;
  }
  const { data } = place.safeParse(given);
  if (data === undefined || (data.after !== undefined && !(await isPlace(record, data.after))))
    throw new Problem('bad_cursor', 'This cursor leads to no event.', 'Begin again without a cursor.');
  const { kind, after } = data;
  return { kind, ...(after !== undefined && { after }) };
}
