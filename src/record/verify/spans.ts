import type { Findings } from './report.ts';

/** Compares every object with `start`, `end` and `exact`, at any depth, with the text. Offsets are UTF-16 units, `end` exclusive. */
export function checkSpans(value: unknown, text: string, place: string, findings: Findings): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) checkSpans(item, text, place, findings);
    return;
  }
  const fields = value as Record<string, unknown>;
  const { start, end, exact } = fields;
  if (typeof exact === 'string' && typeof start === 'number' && typeof end === 'number') {
    findings.spans++;
    if (!isWithin(start, end, text) || end - start !== exact.length || !text.startsWith(exact, start)) {
      findings.problem(
        place,
        'span_wrong',
        `"${exact.slice(0, 80)}" does not stand at ${start} to ${end} of the text.`,
      );
    }
  }
  for (const field in fields) {
    const inner = fields[field];
    if (typeof inner === 'object') checkSpans(inner, text, place, findings);
  }
}

/** Checks a place in a text of which no words are told. */
export function checkPlace(start: unknown, end: unknown, text: string, place: string, findings: Findings): void {
  findings.spans++;
  if (isWithin(start, end, text)) return;
  findings.problem(
    place,
    'span_wrong',
    `It speaks of ${String(start)} to ${String(end)} of a text of ${text.length} units.`,
  );
}

function isWithin(start: unknown, end: unknown, text: string): boolean {
  return (
    Number.isInteger(start) &&
    Number.isInteger(end) &&
    0 <= (start as number) &&
    (start as number) <= (end as number) &&
    (end as number) <= text.length
  );
}
