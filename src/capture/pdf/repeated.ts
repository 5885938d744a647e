import type { LeftOut } from '../../core/document.ts';
import type { Line } from './lines.ts';
import type { PlacedLine } from './paragraphs.ts';

/** Pages on which a line must stand, whatever its numbers, to be a header or footer. */
const PAGES = 3;
/** Lines at the top and at the bottom of a page that may be one. */
const EDGE = 2;

/** Lines that stand at the edge of many pages, page numbers among them. */
export function repeatedLines(pages: readonly (readonly Line[])[], lines: readonly PlacedLine[]): LeftOut[] {
  const edges = pages.map(page => {
    const byHeight = page.toSorted((a, b) => b.y - a.y);
    return new Set([...byHeight.slice(0, EDGE), ...byHeight.slice(-EDGE)]);
  });
  const counts = new Map<string, number>();
  for (const edge of edges) {
    for (const pattern of new Set([...edge].map(patternOf))) counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
  }
  return lines.flatMap(({ start, line }) => {
    const count = counts.get(patternOf(line)) ?? 0;
    if (count < PAGES || !edges[line.page - 1]!.has(line)) return [];
    const reason = `It stands at the edge of ${count} pages.`;
    return [{ start, end: start + line.text.length, step: 'page header or footer', reason }];
  });
}

/** Its words without numbers, and the size of its letters: the title of a report is often its header too. */
const patternOf = ({ text, size }: Line): string => `${Math.round(size)} ${text.replaceAll(/\d+|\b[ivxlc]+\b/gu, '#')}`;
