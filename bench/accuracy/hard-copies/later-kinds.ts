/** Kinds that nothing was tuned on when they were made: three wires in one text, a report with its paragraphs moved, and independent texts that use much of a report. */
import {
  firstWords,
  furnitureLines,
  type Line,
  type Made,
  mixed,
  mulberry32,
  ownTextsFrom,
  pickQuotations,
  placed,
  REPORTS_FOR_OWN_TEXT,
  sentences,
  shuffled,
  stripped,
  wordCount,
} from './kinds.ts';

export function makeLaterKinds(easy: readonly Line[], seed: number): Made[] {
  const random = mulberry32(seed);
  const reports = easy.filter(line => line.edit === 'original');
  const furniture = furnitureLines(easy);
  const ownText = ownTextsFrom(easy, reports, random);
  const wires = reports.slice(REPORTS_FOR_OWN_TEXT);
  const made: Omit<Made, 'id'>[] = [];
  for (const [n, { story, text }] of wires.entries()) {
    const wire = sentences(text);
    const copy = (edit: string, lines: readonly string[]): void => {
      made.push({ text: lines.join('\n'), cluster: `k-${story}`, story, edit, shares: null });
    };
    const own = (edit: string, quotations: readonly string[], make: (text: string[]) => string): void => {
      const words = ownText(150 + Math.floor(random() * 250));
      if (wordCount(words) < 100) return;
      made.push({ text: make(words), cluster: `o-${story}-${edit}`, story, edit, shares: quotations.length });
    };
    copy('original', wire);
    if (random() < 0.5) copy('paragraphs-moved', shuffled(paragraphs(wire), random).flat());
    if (random() < 0.35)
      copy('three-wires', threeWires(wire, wires[(n + 1) % wires.length]!, wires[(n + 2) % wires.length]!));
    const quotations = pickQuotations(wire, 3 + Math.floor(random() * 3), random);
    if (random() < 0.6) {
      own('quotes-furniture-lower', quotations, words =>
        stripped(mixed(placed('quotes-scattered', quotations, words, random), furniture, random)),
      );
    }
    if (random() < 0.6) own('live-blog', quotations, words => liveBlog(quotations, words, random));
  }
  return shuffled(made, random).map((document, i) => ({ id: `l${String(i + 1).padStart(4, '0')}`, ...document }));
}

/** Six tenths of a report, and less of two others. */
function threeWires(most: readonly string[], second: Line, third: Line): string[] {
  const first = firstWords(most, 0.7 * wordCount(most));
  const part = ({ text }: Line): string[] => firstWords(sentences(text), 0.3 * wordCount(first)).slice(0, -1);
  return [...first, ...part(second), ...part(third)];
}

/** Entries with the time of day, the latest first; some only pass on a sentence of the report. */
function liveBlog(quotations: readonly string[], own: readonly string[], random: () => number): string {
  const entries = shuffled([...paragraphs(own).map(lines => lines.join(' ')), ...quotations], random);
  return entries
    .map((entry, i) => `${String(19 - Math.floor(i / 3)).padStart(2, '0')}:${String(50 - (i % 3) * 17)}\n${entry}`)
    .join('\n\n');
}

function paragraphs(lines: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(lines.length / 3) }, (_, i) => lines.slice(3 * i, 3 * i + 3));
}
