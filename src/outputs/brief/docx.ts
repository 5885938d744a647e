import {
  Bookmark,
  BorderStyle,
  Document,
  FootnoteReferenceRun,
  HeadingLevel,
  InternalHyperlink,
  Packer,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { Brief, BriefLine } from '../../core/brief.ts';

/** Half points, as Word counts the size of letters; twentieths of a point, as it counts margins. */
const SIZE = { text: 17, table: 15, note: 12, title: 28 };
const MARGIN = 720;
/** On every machine that opens Word files, or metrically the same as what is. */
const FONT = 'Times New Roman';
const HEAD = 'ECEEF1';

/** The brief as a Word file on A4, with real footnotes. */
export async function docx({ title, about, sections, footnotes }: Brief): Promise<Uint8Array> {
  const runs = runsOf(new Set());
  const document = new Document({
    title,
    creator: 'Deeds',
    styles: { default: { document: { run: { font: FONT, size: SIZE.text } } } },
    footnotes: Object.fromEntries(
      footnotes.map(({ number, exact, source, document: id, start, end }) => [
        number,
        {
          children: [
            new Paragraph({
              children: [
                new TextRun({ text: ` “${exact}” `, size: SIZE.note }),
                new TextRun({ text: source, size: SIZE.note, italics: true }),
                new TextRun({ text: ` ${id}\u00a0${start}–${end}`, size: SIZE.note - 2, color: '555555' }),
              ],
            }),
          ],
        },
      ]),
    ),
    sections: [
      {
        properties: {
          page: {
            // A4 in twentieths of a point.
            size: { width: 11_906, height: 16_838 },
            margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
          },
        },
        children: [
          new Paragraph({
            heading: HeadingLevel.TITLE,
            children: [new TextRun({ text: title, size: SIZE.title, bold: true })],
          }),
          ...about.map(text => new Paragraph({ children: [new TextRun({ text, size: SIZE.table, color: '444444' })] })),
          ...sections.flatMap(({ heading, lines, table, more }) => [
            new Paragraph({
              heading: HeadingLevel.HEADING_2,
              spacing: { before: 90, after: 20 },
              keepNext: true,
              border: { bottom: { style: BorderStyle.SINGLE, size: 4, color: '999999', space: 1 } },
              children: [new TextRun({ text: heading, bold: true, size: SIZE.text + 2, color: '111111' })],
            }),
            ...lines.map(
              line => new Paragraph({ bullet: { level: 0 }, indent: BULLET, children: runs(line, SIZE.text) }),
            ),
            ...(table.length === 0 ? [] : [tableOf(table, runs)]),
            ...(more === ''
              ? []
              : [new Paragraph({ children: [new TextRun({ text: more, italics: true, size: SIZE.table })] })]),
          ]),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

type Runs = (line: BriefLine, size: number, bold?: boolean) => ParagraphChild[];

/** Word numbers each reference anew: only the first to a note is one, and whatever refers to it again leads to that. */
function runsOf(referred: Set<number>): Runs {
  const reference = (number: number, size: number): ParagraphChild => {
    if (referred.has(number))
      return new InternalHyperlink({
        anchor: `note-${number}`,
        children: [new TextRun({ text: String(number), size, superScript: true })],
      });
    referred.add(number);
    return new Bookmark({ id: `note-${number}`, children: [new FootnoteReferenceRun(number)] });
  };
  return ({ text, notes }, size, bold = false) => [
    new TextRun({ text, size, bold }),
    ...notes.flatMap((number, at) => [
      // Numbers that stand side by side would read as one.
      ...(at === 0 ? [] : [new TextRun({ text: ', ', size, superScript: true })]),
      reference(number, size),
    ]),
  ];
}

/** Twentieths of a point. */
const BULLET = { left: 220, hanging: 200 };

const line = { style: BorderStyle.SINGLE, size: 4, color: 'BBBBBB' };

function tableOf(rows: readonly (readonly BriefLine[])[], runs: Runs): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
    rows: rows.map(
      (row, at) =>
        new TableRow({
          tableHeader: at === 0,
          cantSplit: true,
          children: row.map(
            (cell, column) =>
              new TableCell({
                ...(at === 0 && { shading: { fill: HEAD } }),
                children: [new Paragraph({ children: runs(cell, SIZE.table, at === 0 || column === 0) })],
              }),
          ),
        }),
    ),
  });
}
