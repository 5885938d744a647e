import type { LeftOut } from '../../core/document.ts';
import type { Line, PageText } from './text.ts';

/** The lines of a page that are not its article, each with the step that left it out. */
export function findArticle(page: PageText): LeftOut[] {
  const leftOut: LeftOut[] = [];
  for (const line of page.lines) {
    const reason = furniture(page, line);
    if (reason !== undefined) leftOut.push({ start: line.start, end: line.end, ...reason });
  }
  return leftOut;
}

function furniture(page: PageText, line: Line): { step: string; reason: string } | undefined {
  if (line.hidden !== undefined)
    return { step: 'hidden in page', reason: `The page does not show it: ${line.hidden}.` };
  const words = page.text.slice(line.start, line.end).split(/\s+/).length;
  if (words < 8) return { step: 'short line', reason: 'Too short to be a paragraph.' };
  if (line.linked * 2 > line.end - line.start) return { step: 'link list', reason: 'Most of it is links.' };
  return undefined;
}
