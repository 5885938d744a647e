/** The record as a whole by HTTP. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { limits } from '../../core/limits.ts';
import { exportRecord } from '../../exchange.ts';
import { entryKindNames, logFrom } from '../../listings/log.ts';
import { publishedSite } from '../published/site.ts';
import { apiRoute, type ApiRoute } from './route.ts';

const problem = z.object({ place: z.string(), sentence: z.string(), code: z.string() });

/** What `deeds verify --json` says. */
const report = z.object({
  schema: z.literal('deeds-verify/1'),
  entries: z.int(),
  documents: z.int(),
  claims: z.int(),
  spans: z.int(),
  blobs: z.int(),
  bytes: z.int(),
  orphans: z.int(),
  redacted: z.int(),
  checkpoints: z.int(),
  head: z.object({ sequence: z.int(), hash: z.string() }),
  problems: z.array(problem).meta({ description: 'what was found altered, at most 100; none: all is as it was' }),
  more: z.int().meta({ description: 'problems beyond those listed' }),
  notices: z.array(z.string()),
});

export const verifyRecord = apiRoute({
  method: 'POST',
  path: '/api/v1/record/verify',
  about:
    'Reads every entry, every kept byte and every span again, and answers what is not as it was recorded. On a large record it takes minutes.',
  body: z.strictObject({
    witness: z
      .string()
      .max(10_000_000)
      .optional()
      .meta({ description: 'a file of signed checkpoints that somebody else kept, to be compared with' }),
  }),
  answers: report,
  needs: 'verify',
  async answer({ desk }, _query, { witness }) {
    return { json: { schema: 'deeds-verify/1', ...(await desk.verify(witness)) } };
  },
});

/** Documents that one bundle may be asked for: it is made while others wait. */
const MOST = 100;

const bundle = apiRoute({
  method: 'POST',
  path: '/api/v1/record/bundle',
  about:
    'Signs the record, and answers with what it says of some documents as one file that can be checked anywhere, as `deeds export --bundle --document` writes it.',
  body: z.strictObject({ documents: z.array(z.string().max(200)).min(1).max(MOST) }),
  answers: z.unknown(),
  file: 'bundle.deeds',
  needs: 'verify',
  async answer({ desk, permit }, _query, { documents }) {
    const folder = mkdtempSync(join(tmpdir(), 'deeds-bundle-'));
    try {
      const file = join(folder, 'bundle.deeds');
      await desk.write(permit, record => exportRecord(record, file, documents));
      return { file: { name: 'bundle.deeds', body: readFileSync(file) } };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
});

const published = apiRoute({
  method: 'GET',
  path: '/api/v1/published',
  ofWhole: true,
  about: 'What was published as a site of files, as `deeds publish` writes it.',
  answers: z.object({
    files: z
      .array(z.object({ path: z.string(), content: z.string() }))
      .meta({ description: 'parts of a path are parted by /' }),
  }),
  async answer(visit) {
    const files = await publishedSite(visit.record, id => visit.desk.dockets.of(id));
    return { json: { files: [...files].map(([path, content]) => ({ path, content })) } };
  },
});

const log = apiRoute({
  method: 'GET',
  path: '/api/v1/entries',
  about:
    'The log in its order: who did what, when and why. It only grows, so that whoever begins behind the last number that they have misses nothing.',
  query: z.strictObject({
    kind: z.enum(entryKindNames).optional(),
    by: z.string().max(500).optional(),
    about: z.string().max(300).optional().meta({ description: 'an id: of a document, a claim, an actor, …' }),
    cursor: z.coerce.number().int().min(0).optional().meta({ description: 'number of the last entry that one has' }),
    limit: z.coerce.number().int().min(1).max(limits.apiItems).default(limits.pageItems),
  }),
  answers: z.object({
    items: z.array(
      z.object({ sequence: z.int(), kind: z.string(), at: z.iso.datetime(), by: z.string(), what: z.string() }),
    ),
    next: z.string().optional(),
  }),
  async answer({ record }, { cursor, limit, kind, by, about }) {
    const narrowed = {
      ...(kind !== undefined && { kind }),
      ...(by !== undefined && { by }),
      ...(about !== undefined && { about }),
    };
    const { rows } = await logFrom(
      record,
      { ...narrowed, ...(cursor !== undefined && { from: cursor + 1 }) },
      limit + 1,
    );
    const shown = rows.slice(0, limit);
    return {
      json: {
        items: shown.map(({ value }) => value),
        ...(rows.length > limit && { next: String(shown.at(-1)!.number) }),
      },
    };
  },
});

export const recordApi: readonly ApiRoute[] = [log, verifyRecord, bundle, published];
