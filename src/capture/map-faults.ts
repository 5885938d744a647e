import { parseFragment } from 'parse5';
import type { Document, SourceRun } from '../core/document.ts';

/** Faults that are listed; a map that is off by one is wrong everywhere. */
const LISTED = 5;

/**
 * What is wrong with the map of a document, for tests: every character of the text leads back to the same character, to white space where it is
 * white space, or to what stands for it there, as a reference or an escape; what no run covers are line breaks that were set between pieces.
 * `sourceOf` gives the decoded source of a part. Empty: nothing is wrong.
 */
export function mapFaults(
  { text, map }: Pick<Document, 'text' | 'map'>,
  sourceOf: (part: string | undefined) => string | undefined,
): string[] {
  const faults: string[] = [];
  let at = 0;
  for (const run of (map ?? []) as readonly SourceRun[]) {
    const { textStart, length, sourceStart, sourceLength, part } = run;
    const [shown, source] = [text.slice(textStart, textStart + length), sourceOf(part)];
    const told = (fault: string): number => faults.push(`${fault}: ${JSON.stringify({ ...run, shown })}`);
    if (textStart < at) told('covers again what another run covers');
    else if (/[^\n]/u.test(text.slice(at, textStart)))
      told(`leaves ${JSON.stringify(text.slice(at, textStart))} uncovered`);
    if (length <= 0 || textStart + length > text.length) told('is no run of the text');
    if (source === undefined || sourceStart < 0 || sourceStart + sourceLength > source.length) told('leads to nowhere');
    else if (!standsFor(source.slice(sourceStart, sourceStart + sourceLength), shown, length === sourceLength))
      told(`leads to ${JSON.stringify(source.slice(sourceStart, sourceStart + Math.min(200, sourceLength)))}`);
    if (faults.length >= LISTED) return faults;
    at = textStart + length;
  }
  if (map !== undefined && /[^\n]/u.test(text.slice(at)))
    faults.push(`leaves ${JSON.stringify(text.slice(at))} uncovered at the end`);
  return faults;
}

function standsFor(source: string, shown: string, unitForUnit: boolean): boolean {
  if (source === shown) return true;
  // White space is collapsed, and stands for the tags between two lines.
  if (shown.trim() === '') return true;
  if (unitForUnit) return false;
  return [
    asReference(source),
    asReference(asReference(source)),
    asEscape(source),
    asReference(asEscape(source)),
  ].includes(shown);
}

function asReference(source: string): string {
  const [node, ...more] = parseFragment(source).childNodes;
  return node !== undefined && 'value' in node && more.length === 0 ? node.value : '';
}

function asEscape(source: string): string {
  try {
    return JSON.parse(`"${source}"`) as string;
  } catch {
    return '';
  }
}
