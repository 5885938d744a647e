/** The record as a whole by HTTP. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { exportRecord } from '../../exchange.ts';
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
  about: 'What was published as a site of files, as `deeds publish` writes it.',
  answers: z.object({
    files: z
      .array(z.object({ path: z.string(), content: z.string() }))
      .meta({ description: 'parts of a path are parted by /' }),
  }),
  async answer({ record }) {
    const files = await publishedSite(record);
    return { json: { files: [...files].map(([path, content]) => ({ path, content })) } };
  },
});

export const recordApi: readonly ApiRoute[] = [verifyRecord, bundle, published];
