import type { Brief, BriefLine } from '../../core/brief.ts';

/** The brief as Markdown, with footnotes as GitHub and Pandoc read them. */
export function markdown({ title, about, sections, footnotes }: Brief): string {
  const parts = sections.flatMap(({ heading, lines, table, more }) => [
    `## ${escaped(heading)}`,
    '',
    ...lines.map(one => `- ${line(one)}`),
    ...(lines.length > 0 && table.length > 0 ? [''] : []),
    ...table.flatMap((row, at) => [
      `| ${row.map(cell => line(cell).replaceAll('|', '\\|')).join(' | ')} |`,
      ...(at === 0 ? [`|${row.map(() => '---').join('|')}|`] : []),
    ]),
    ...(more === '' ? [] : [`- *${more}*`]),
    '',
  ]);
  const notes = footnotes.map(
    ({ number, exact, source, document, start, end }) =>
      `[^${number}]: “${escaped(exact)}” ${escaped(source)} · ${document} ${start}–${end}`,
  );
  return `${[`# ${escaped(title)}`, '', ...about.map(one => `${escaped(one)}  `), '', ...parts, ...notes].join('\n')}\n`;
}

const line = ({ text, notes }: BriefLine): string => `${escaped(text)}${notes.map(number => `[^${number}]`).join('')}`;

/** Words of reports are words, and never markup. */
const escaped = (text: string): string => text.replaceAll(/[\\`*_[\]<>#&]/gu, sign => `\\${sign}`);
