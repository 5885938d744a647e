/** Sentences with their source and target written into them, as cases and our own training sentences have them: "{S Norland} condemned {T Sudova}". */
import type { Span } from '../core/span.ts';

export interface MarkedText {
  readonly text: string;
  readonly source: Span | undefined;
  readonly target: Span | undefined;
}

export function unmarked(line: string): MarkedText {
  const spans: Record<string, Span> = {};
  let text = '';
  for (const piece of line.split(/(\{[ST] [^}]+\})/u)) {
    const [, mark, words] = /^\{([ST]) ([^}]+)\}$/u.exec(piece) ?? [];
    if (mark !== undefined) spans[mark] = { start: text.length, end: text.length + words!.length };
    text += words ?? piece;
  }
  return { text, source: spans['S'], target: spans['T'] };
}
