import { Problem } from '../core/problem.ts';
import type { Reading } from '../core/reading.ts';

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
