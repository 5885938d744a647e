import { z } from 'zod';
import { Problem } from '../core/problem.ts';
import type { Reading } from '../core/reading.ts';
import type { Span } from '../core/span.ts';

/**
 * Refuses a reading that could not be defended: made from another text, with two claims of one id, or with words that do
 * not stand where they are said to stand. `verify/` checks the same again, by its own code.
 */
export function checkReading(reading: Reading, text: string, textHash: string): void {
  if (reading.textHash !== textHash) throw invalid('it was made from another text');
  const ids = new Set<string>();
  for (const claim of reading.claims) {
    if (ids.has(claim.id)) throw invalid(`the claim ${claim.id} stands in it twice`);
    ids.add(claim.id);
  }
  checkWords(reading, text, 'reading');
}

/** What every claim has, whatever its kind; the rest is its kind's own. */
const claimShape = z.looseObject({
  id: z.string(),
  kind: z.string().min(1),
  rule: z.string().min(1),
  words: z.strictObject({ start: z.int(), end: z.int(), exact: z.string() }),
  factuality: z.enum(['asserted', 'alleged', 'planned', 'promised', 'denied', 'negated', 'conditional']),
  strength: z.enum(['clean', 'degraded']),
  voices: z.array(z.unknown()),
  actors: z.array(z.string()),
  madeAt: z.strictObject({ start: z.int(), end: z.int(), exact: z.string() }).optional(),
  when: z.looseObject({ from: z.iso.date().optional(), until: z.iso.date().optional() }).optional(),
});

/** Refuses a claim by a person whose words do not stand in the text, as a machine's would be; it keeps its id. */
export function checkClaim(json: string, id: string, text: string): void {
  const claim = claimShape.safeParse(parsed(json));
  if (!claim.success) {
    const [issue] = claim.error.issues;
    throw invalidClaim(`${['claim', ...issue!.path].join('.')}: ${issue!.message}`);
  }
  if (claim.data.id !== id) throw invalidClaim(`its id is ${claim.data.id} and not ${id}`);
  checkWords(claim.data, text, 'claim');
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Places that a person names must be within the text. */
export function checkSpans(spans: readonly Span[], text: string): void {
  const wrong = spans.find(({ start, end }) => !(0 <= start && start <= end && end <= text.length));
  if (wrong !== undefined)
    throw invalidClaim(`the text has ${text.length} units, and ${wrong.start} to ${wrong.end} is not within it`);
}

function invalidClaim(why: string): Problem {
  return new Problem(
    'invalid_claim',
    `The claim was not kept: ${why}.`,
    'Give the whole claim as `deeds show --json` prints it, with words that stand in the document.',
    2,
  );
}

/** Every object with `start`, `end` and `exact`, at any depth, must give the words that stand there. */
export function checkWords(value: unknown, text: string, path: string): void {
  if (typeof value !== 'object' || value === null) return;
  const { start, end, exact } = value as { start?: unknown; end?: unknown; exact?: unknown };
  if (typeof start === 'number' && typeof end === 'number' && typeof exact === 'string') {
    const inside = Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end && end <= text.length;
    if (!inside || text.slice(start, end) !== exact) {
      throw invalid(`${path} says "${exact.slice(0, 60)}" at ${start} to ${end}, where the text has other words`);
    }
  }
  for (const [key, field] of Object.entries(value)) checkWords(field, text, `${path}.${key}`);
}

function invalid(why: string): Problem {
  return new Problem(
    'invalid_reading',
    `The reading was not kept: ${why}.`,
    'This is a fault in Deeds; please report it with the document.',
  );
}
