/** The lists by HTTP, page by page: each page begins behind the last item of the one before, whatever came in meanwhile. */
import { z } from 'zod';
import type { Listing } from '../../core/listing.ts';
import { limits } from '../../core/limits.ts';
import { Problem } from '../../core/problem.ts';
import {
  documentIn,
  filtersOf,
  keyOf,
  type ListFilter,
  listNames,
  originsFrom,
  type Part,
  partFromRecord,
  partOf,
} from '../../listings/index.ts';
import { originList, ORIGINS_SCHEMA } from '../../listings/origins.ts';
import { claimSchema } from '../../outputs/reading-schema.ts';
import { comparedList } from '../parts/compared.ts';
import { filterIn } from '../parts/listed.ts';
import type { Visit } from '../visit.ts';
import { apiRoute, type ApiRoute } from './route.ts';

const id = z.string();

/** A claim as lists have it, with what the record knows of it: docs/json.md. */
const claimItem = z.object({
  ...claimSchema.shape,
  document: id,
  origin: id,
  copy: z.boolean(),
  alsoIn: z.array(id),
  current: z.boolean(),
  review: z.object({ state: z.string(), byHand: z.boolean(), contested: z.boolean() }),
  corrections: z.array(z.object({ sort: z.string(), sequence: z.int(), path: z.array(id) })),
});

/** What items of lists always have; docs/json.md tells the rest. */
const ITEMS: Readonly<Record<string, z.ZodType>> = {
  documents: z.object({
    id,
    origin: id,
    copy: z.boolean(),
    addedAt: z.iso.datetime(),
    addedBy: z.string(),
    about: z.object({ mediaType: z.string() }),
  }),
  actors: z.object({ id, name: z.string(), type: z.string(), aliases: z.array(z.string()) }),
  origins: z.object({ id, earliest: id, documents: z.array(id), independence: z.string() }),
  utterances: z.object({
    wording: z.string(),
    documents: z.array(id),
    origins: z.array(id),
    conflicting: z.boolean(),
    witnesses: z.array(z.object({ claim: id, document: id, words: z.unknown() })),
  }),
  gatherings: z.object({
    title: z.string(),
    status: z.string(),
    reports: z.array(z.object({ document: id, claim: id })),
    contradictions: z.array(z.object({ about: z.string() })),
  }),
  affected: z.object({
    what: z.string(),
    path: z.array(id),
    correction: z.object({ sort: z.string(), sequence: z.int() }),
  }),
};

const listSchema = (list: string): z.ZodType =>
  z.object({
    list: z.literal(list),
    items: z.array(ITEMS[list] ?? claimItem),
    next: z.string().optional().meta({ description: 'the cursor of the next part; missing on the last' }),
  });

/** Lists for which all reports are held against each other, or counted together. */
const OF_WHOLE: ReadonlySet<string> = new Set(['utterances', 'gatherings', 'actors', 'origins']);

const lists: readonly ApiRoute[] = listNames.map(list =>
  apiRoute({
    method: 'GET',
    path: `/api/v1/${list}`,
    ...(OF_WHOLE.has(list) && { ofWhole: true }),
    about: `The list \`${list}\`, as \`deeds show ${list} --json\` has it.`,
    query: z.strictObject({
      ...Object.fromEntries(filtersOf(list).map(name => [name, z.string().optional()])),
      cursor: z.string().max(2_000).optional(),
      limit: z.coerce.number().int().min(1).max(limits.apiItems).default(limits.pageItems),
    }),
    answers: listSchema(list),
    async answer(visit, query) {
      const asked = new Map([...visit.query].filter(([name]) => name !== 'cursor' && name !== 'limit'));
      const filter = filterIn(asked, list);
      const { cursor, limit } = query as { cursor?: string; limit: number };
      const after = cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString('utf8');
      // One more than asked for tells whether there are more.
      const part = { limit: limit + 1, ...(after !== undefined && { after }) };
      const listing = await listed(visit, list, filter, part);
      const rows = listing.rows.slice(0, limit);
      if (after !== undefined && rows.length === 0) {
        throw new Problem('bad_cursor', 'This cursor leads to no item of the list.', 'Begin again without a cursor.');
      }
      return {
        json: {
          list,
          items: rows.map(({ value }) => value),
          ...(listing.rows.length > limit && { next: Buffer.from(keyOf(listing, rows.at(-1)!)).toString('base64url') }),
        },
      };
    },
  }),
);

/** What was said in several documents is compared beside the pages; all other lists are made where they are asked for. */
async function listed(visit: Visit, list: string, filter: ListFilter, part: Part): Promise<Listing> {
  if (list === 'utterances') return partOf(await comparedList(visit, filter), part);
  return (await partFromRecord(visit.record, list, filter, part, await visit.desk.witnesses(visit.record)))!;
}

/** What documents come down to, with the lot of them: a figure of its own, for it is of all of them, and no page has all. */
const counted = apiRoute({
  method: 'GET',
  path: '/api/v1/origins/counted',
  ofWhole: true,
  about: 'How many independent origins the documents come down to, as `deeds origins --json` has it.',
  query: z.strictObject({ document: z.string().max(200).optional() }),
  answers: z.object({
    schema: z.literal(ORIGINS_SCHEMA),
    count: z.object({ documents: z.int(), independentOrigins: z.int(), notEstablished: z.int() }),
    items: z.array(z.object({ id: z.string(), earliest: z.string() })),
  }),
  async answer({ record, desk }, { document }) {
    if (document !== undefined) await documentIn(record, document);
    const asked = document === undefined ? {} : { document };
    const { origins, count } = await originsFrom(record, asked, { limit: -1 }, await desk.origins(record));
    return { json: { schema: ORIGINS_SCHEMA, count, items: originList(origins).rows.map(({ value }) => value) } };
  },
});

export const listApi: readonly ApiRoute[] = [...lists, counted];
