/** Whether a document is by its own heading the readout of a meeting, or the statement made at it. */
import { contains, type Span, type Words } from '../../core/span.ts';
import type { ReadingContext } from '../reading-context.ts';

/** UTF-16 units from the start of the text within which its heading stands. */
const HEAD = 600;

const READOUT =
  /^[^\S\n]*(?:[\p{Lu}\d][^\s,;:]*[^\S\n]){0,6}?(?:read-?out|joint (?:press )?(?:statement|communiqu[eé]|declaration)|chair(?:man|woman|person)?['’]?s? (?:statement|summary)|co-chairs['’] (?:statement|summary)|final communiqu[eé]|outcomes?|summary|(?:agreed )?minutes|record)[^\n.!?]{0,40}?\b(?:of|from|at|after|following|on)\b[^\n]*$/imu;

/** The line that says so, without what stands behind its end; undefined: no line does. */
export function readoutLine({ text }: ReadingContext): Span | undefined {
  const found = READOUT.exec(text.slice(0, HEAD));
  return found ? { start: found.index, end: found.index + found[0].trimEnd().length } : undefined;
}

/** The words of the line, where they hold one of the places that speak of the meeting. */
export function readoutOf(mentions: readonly Span[], context: ReadingContext): Words | undefined {
  const line = readoutLine(context);
  return line && mentions.some(words => contains(line, words)) ? context.words(line) : undefined;
}
