import type { Findings } from './report.ts';

/** Compares every object with `start`, `end` and `exact`, at any depth, with the text. Offsets are UTF-16 units, `end` exclusive. */
export function checkSpans(value: unknown, text: string, place: string, findings: Findings): void {
  if (Array.isArray(value)) {
    for (const item of value) checkSpans(item, text, place, findings);
  } else if (typeof value === 'object' && value !== null) {
    const { start, end, exact } = value as Record<string, unknown>;
    if (typeof exact === 'string' && typeof start === 'number' && typeof end === 'number') {
      findings.spans++;
      if (start < 0 || end > text.length || text.substring(start, end) !== exact || end - start !== exact.length) {
        findings.problem(
          place,
          'span_wrong',
          `"${exact.slice(0, 80)}" does not stand at ${start} to ${end} of the text.`,
        );
      }
    }
    for (const field of Object.values(value)) checkSpans(field, text, place, findings);
  }
}
