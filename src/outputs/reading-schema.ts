/**
 * The shape of `deeds read --json`, as a schema that programs can check against: docs/reading.schema.json is made of it by
 * `npm run docs`, and a test holds the two and the program's real output together. Within one version fields may be added,
 * never removed or changed.
 */
import { z } from 'zod';
import { factualities } from '../core/claim.ts';
import { eventTypes } from '../core/event.ts';

/** Version of the shape; docs/json.md says what changed. */
export const READING_SCHEMA = 'deeds-reading/1';

const offset = z.int().min(0).meta({ description: 'UTF-16 units from the start of the text' });
const span = { start: offset, end: offset.meta({ description: 'exclusive' }) };
const words = z
  .object({ ...span, exact: z.string() })
  .meta({ description: 'a span of the text with the words that stand there' });
const day = z
  .string()
  .regex(/^-?\d{4,6}-\d{2}-\d{2}$/u)
  .meta({ description: 'YYYY-MM-DD' });

const party = z.strictObject({
  words,
  actor: z.string().optional().meta({ description: 'id of the actor meant, absent when the words do not tell' }),
  name: z.string(),
  capacity: z.string().optional(),
  how: z.enum([
    'name',
    'surname',
    'acronym',
    'short-name',
    'title',
    'description',
    'pronoun',
    'demonym',
    'metonym',
    'class',
    'unresolved',
  ]),
  reason: z.string(),
});

const time = z.strictObject({
  words,
  type: z.enum(['DATE', 'TIME', 'DURATION', 'SET']),
  value: z.string().optional().meta({ description: 'TIMEX3 value; absent when open' }),
  from: day.optional(),
  until: day.optional(),
  precision: z.string().optional(),
  standing: z.enum(['stated', 'worked_out', 'open']),
  reading: z.string(),
  reason: z.string(),
  rule: z.string(),
  parts: z.array(z.unknown()).optional(),
});

const event = z
  .strictObject({
    type: z.enum(eventTypes),
    quad: z
      .int()
      .min(1)
      .max(4)
      .meta({ description: '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict' }),
    mode: z.string().optional(),
    contexts: z.array(z.string()),
    sources: z.array(party),
    targets: z.array(party),
    place: party.optional(),
    basis: z.enum(['kind', 'weights', 'lexicon']),
    score: z.number().min(0).max(1),
    because: z.array(z.string()).meta({ description: 'what spoke loudest for the type, with its weight' }),
  })
  .meta({ description: 'the claim as a PLOVER event: docs/event-codes.md' });

export const claimSchema = z.strictObject({
  id: z.string().regex(/^clm_[0-9a-f]{24}$/u),
  kind: z.string(),
  rule: z.string(),
  words,
  factuality: z.enum(factualities),
  voices: z.array(party),
  when: time.optional(),
  madeAt: words.optional().meta({
    description: 'the words that say at which meeting it was said, undertaken or done; absent where none say so',
  }),
  actors: z.array(z.string()),
  strength: z.enum(['clean', 'degraded']),
  event: event.optional().meta({ description: 'absent where the claim is no event between actors' }),
  body: z.record(z.string(), z.unknown()).meta({ description: 'the kind’s own fields: docs/kinds.md' }),
});

const actor = z.strictObject({
  id: z.string(),
  name: z.string(),
  type: z.enum(['person', 'state', 'body', 'firm', 'organisation', 'group', 'place', 'class', 'unknown']),
  aliases: z.array(z.string()),
  posts: z.array(z.strictObject({ post: z.string(), of: z.string().optional(), words, asOf: day.optional() })),
  country: z.string().optional(),
});

const leftOut = z.strictObject({ ...span, step: z.string(), reason: z.string() });

const reading = z.strictObject({
  textHash: z.string().regex(/^[0-9a-f]{64}$/u),
  engine: z.string(),
  strength: z.enum(['clean', 'degraded']),
  degradation: z.strictObject({
    level: z.string(),
    share: z.number().min(0).max(1),
    stretches: z.array(z.strictObject(span)),
  }),
  sentences: z.int().min(0),
  leftOut: z.array(leftOut),
  actors: z.array(actor),
  claims: z.array(claimSchema),
  notes: z.array(z.string()),
});

const date = z.strictObject({ day, basis: z.string(), evidence: z.string() });

const about = z.strictObject({
  mediaType: z.string(),
  encoding: z.string(),
  title: z.string().optional(),
  byline: z.string().optional(),
  source: z.string().optional(),
  url: z.string().optional(),
  canonicalUrl: z.string().optional().meta({ description: 'the address that the document gives as its own' }),
  language: z.strictObject({ tag: z.string(), basis: z.enum(['markup', 'words']) }).optional(),
  published: date.optional(),
  dates: z.array(date).meta({ description: 'all that speaks of the day of publication, the best first' }),
  missing: z
    .array(z.strictObject({ code: z.string(), sentence: z.string() }))
    .meta({ description: 'what could not be captured; empty: it is whole' }),
});

const read = z.strictObject({ name: z.string(), about, reading });
const failed = z.strictObject({
  name: z.string(),
  problem: z.strictObject({ code: z.string(), message: z.string(), next: z.string() }),
});

const opened = z.strictObject({
  name: z.string(),
  opened: z
    .strictObject({ mediaType: z.string(), parts: z.int().min(0), notes: z.array(z.string()) })
    .meta({ description: 'a file that holds publications and is none itself; they follow' }),
});

export const readingSchema = z.strictObject({
  schema: z.literal(READING_SCHEMA),
  engine: z.string(),
  documents: z.array(z.union([read, opened, failed])),
});
