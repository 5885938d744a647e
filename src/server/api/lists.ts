/** The lists by HTTP, page by page: each page begins behind the last item of the one before, whatever came in meanwhile. */
import { z } from 'zod';
import { limits } from '../../core/limits.ts';
import type { Listing, ListingRow } from '../../core/listing.ts';
import { Problem } from '../../core/problem.ts';
import { filtersOf, listFromRecord, listNames } from '../../listings/index.ts';
import { cell, filterIn } from '../parts/listed.ts';
import { apiRoute, type ApiRoute } from './route.ts';

/** Lists whose items have no id of their own are answered whole. */
const WHOLE: ReadonlySet<string> = new Set(['utterances', 'affected']);

export const listApi: readonly ApiRoute[] = listNames.map(list =>
  apiRoute({
    method: 'GET',
    path: `/api/v1/${list}`,
    about: `The list of ${list}, as \`deeds show ${list} --json\` has it.`,
    query: z.strictObject({
      ...Object.fromEntries(filtersOf(list).map(name => [name, z.string().optional()])),
      ...(!WHOLE.has(list) && {
        cursor: z.string().max(1_000).optional(),
        limit: z.coerce.number().int().min(1).max(limits.apiItems).default(limits.pageItems),
      }),
    }),
    answers: 'List',
    async answer(visit, query) {
      const asked = new Map([...visit.query].filter(([name]) => name !== 'cursor' && name !== 'limit'));
      const listing = (await listFromRecord(visit.record, list, filterIn(asked, list)))!;
      if (WHOLE.has(list)) return { json: { list, items: listing.rows.map(({ value }) => value) } };
      const { cursor, limit } = query as { cursor?: string; limit: number };
      const first = cursor === undefined ? 0 : behind(listing, cursor);
      const rows = listing.rows.slice(first, first + limit);
      const isLast = first + limit >= listing.rows.length;
      return {
        json: {
          list,
          items: rows.map(({ value }) => value),
          ...(!isLast && { next: Buffer.from(keyOf(listing, rows.at(-1)!)).toString('base64url') }),
        },
      };
    },
  }),
);

const keyOf = (listing: Listing, row: ListingRow): string =>
  `${listing.columns.includes('document') ? `${cell(listing, row, 'document')}/` : ''}${cell(listing, row, 'id')}`;

function behind(listing: Listing, cursor: string): number {
  const key = Buffer.from(cursor, 'base64url').toString('utf8');
  const index = listing.rows.findIndex(row => keyOf(listing, row) === key);
  if (index >= 0) return index + 1;
  throw new Problem('bad_cursor', 'This cursor leads to no item of the list.', 'Begin again without a cursor.');
}
