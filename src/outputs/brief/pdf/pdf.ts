/**
 * The brief as a PDF on A4: tagged for screen readers (PDF/UA), with bookmarks, and with notes that lead to the exact words and back.
 * The same brief gives the same bytes.
 */
import Pdf from 'pdfkit';
import type { Brief, BriefLine, BriefSection, Footnote } from '../../../core/brief.ts';
import { type FontFiles, type FontRun, Fonts } from './fonts.ts';
import { type Line, type Piece, set } from './setting.ts';

export async function pdf(brief: Brief, files: FontFiles): Promise<Uint8Array> {
  return (await typeset(brief, new Fonts(files))).bytes;
}

/** How many pages of A4 a brief takes as a PDF. */
export async function pagesOf(brief: Brief, fonts: Fonts): Promise<number> {
  return (await typeset(brief, fonts)).pages;
}

/** Points. */
const PAGE = { width: 595.28, height: 841.89, left: 42, right: 42, top: 38, bottom: 44 };
const WIDTH = PAGE.width - PAGE.left - PAGE.right;
const BOTTOM = PAGE.height - PAGE.bottom;
const SIZE = { title: 14, heading: 10, text: 8.6, table: 7.7, note: 6.3, foot: 6.5 };
const INK = { text: '#111111', soft: '#484848', link: '#1d3f72', rule: '#9a9a9a', head: '#eceef1' };
/** Of the size of letters. */
const LEADING = 1.27;
const INDENT = 9;
const COLUMN_GAP = 16;
const CELL = { x: 3, y: 2 };

type Element = PDFKit.PDFStructureElement;

async function typeset(brief: Brief, fonts: Fonts): Promise<{ bytes: Uint8Array; pages: number }> {
  const page = new Page(brief, fonts);
  const { title, about, sections, footnotes } = brief;
  page.paragraph('H1', [{ text: title, face: 'bold', size: SIZE.title, color: INK.text }], 2);
  for (const text of about) page.paragraph('P', [{ text, face: 'regular', size: SIZE.table, color: INK.soft }], 0);
  for (const section of sections) writeSection(page, section);
  if (footnotes.length > 0) writeNotes(page, footnotes);
  return page.end();
}

function writeSection(page: Page, { heading, lines, table, more }: BriefSection): void {
  page.heading(heading);
  if (lines.length > 0) page.list(lines.map(line => pieces(line, SIZE.text)));
  if (table.length > 0) page.table(table);
  if (more !== '') page.paragraph('P', [{ text: more, face: 'italic', size: SIZE.table, color: INK.soft }], 1);
}

function pieces({ text, notes }: BriefLine, size: number, face: Piece['face'] = 'regular'): Piece[] {
  const small = { face: 'regular', size: size * 0.68, rise: size * 0.34 } as const;
  return [
    { text, face, size, color: INK.text },
    ...notes.flatMap((note, at): Piece[] => [
      ...(at === 0 ? [] : [{ ...small, text: ',\u2009', color: INK.text }]),
      { ...small, text: String(note), color: INK.link, leadsTo: `note-${note}` },
    ]),
  ];
}

function writeNotes(page: Page, footnotes: readonly Footnote[]): void {
  page.heading('Exact words');
  const size = SIZE.note;
  page.columns(
    footnotes.map(({ number, exact, source, document, start, end }) => ({
      name: `note-${number}`,
      label: [{ text: `${number}`, face: 'regular', size, color: INK.link, leadsTo: `line-${number}` }],
      body: [
        { text: `“${exact}” `, face: 'regular', size, color: INK.text },
        { text: `${source} `, face: 'italic', size, color: INK.text },
        { text: `${document}\u00a0${start}–${end}`, face: 'regular', size: size * 0.86, color: INK.soft },
      ],
    })),
  );
}

interface SetNote {
  /** Name of its place, for notes to lead to. */
  readonly name: string;
  readonly label: readonly Piece[];
  readonly body: readonly Piece[];
}

/** Pages as they fill, from the top down. Distances are in points from the upper left corner. */
class Page {
  readonly #doc: PDFKit.PDFDocument;
  readonly #root: Element;
  readonly #chunks: Buffer[] = [];
  readonly #done: Promise<void>;
  readonly #fonts: Fonts;
  readonly #registered = new Set<string>();
  readonly #brief: Brief;
  /** Notes whose first number in the text has been set: that is where they lead back to. */
  readonly #referred = new Set<string>();
  #y = PAGE.top;

  constructor(brief: Brief, fonts: Fonts) {
    this.#brief = brief;
    this.#fonts = fonts;
    const { title, day } = brief;
    this.#doc = new Pdf({
      size: 'A4',
      margin: 0,
      pdfVersion: '1.7',
      // The types do not know it yet; the library does.
      subset: 'PDF/UA' as 'PDF/A-1',
      tagged: true,
      lang: 'en',
      displayTitle: true,
      bufferPages: true,
      // No font but those that are in the file.
      font: null as unknown as string,
      info: {
        // The library writes the title into XML as it stands.
        Title: title.replaceAll('&', 'and').replaceAll(/[<>]/gu, ' '),
        Creator: 'Deeds',
        Producer: 'Deeds',
        CreationDate: new Date(`${day}T00:00:00Z`),
      },
    });
    this.#done = new Promise((resolve, reject) => {
      this.#doc.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
      this.#doc.on('end', resolve);
      this.#doc.on('error', reject);
    });
    this.#root = this.#doc.struct('Document');
    this.#doc.addStructure(this.#root);
  }

  paragraph(tag: string, all: readonly Piece[], before: number): void {
    this.#y += before;
    const element = this.#child(this.#root, tag);
    for (const line of this.#set(all, WIDTH)) this.#line(line, PAGE.left, element);
    element.end();
  }

  /** Never alone at the foot of a page. */
  heading(text: string): void {
    const size = SIZE.heading;
    const height = size * LEADING;
    this.#y += 5;
    this.#room(height + 3 * SIZE.text * LEADING);
    this.#doc.outline.addItem(text);
    this.paragraph('H2', [{ text, face: 'bold', size, color: INK.text }], 0);
    this.#rule(PAGE.left, this.#y, PAGE.left + WIDTH, this.#y);
    this.#y += 2.5;
  }

  list(items: readonly (readonly Piece[])[]): void {
    const list = this.#child(this.#root, 'L');
    for (const item of items) {
      const element = this.#child(list, 'LI');
      const lines = this.#set(item, WIDTH - INDENT);
      this.#room(Math.min(2, lines.length) * SIZE.text * LEADING);
      const label = this.#child(element, 'Lbl');
      const [bullet] = this.#set([{ text: '•', face: 'regular', size: SIZE.text, color: INK.soft }], INDENT);
      this.#draw(bullet!, PAGE.left + 1, this.#y, label);
      label.end();
      const body = this.#child(element, 'LBody');
      for (const line of lines) this.#line(line, PAGE.left + INDENT, body);
      body.end();
      element.end();
      this.#y += 0.6;
    }
    list.end();
  }

  /** The first row is the head, and stands again on each page; the first cell of each other row is its head. */
  table(rows: readonly (readonly BriefLine[])[]): void {
    const [head, ...body] = rows;
    const widths = columnWidths(head!.length);
    const table = this.#child(this.#root, 'Table');
    this.#y += 1;
    this.#row(head!, widths, table, 'head');
    for (const row of body) {
      if (this.#y + this.#rowHeight(row, widths) > BOTTOM) {
        this.#newPage();
        this.#row(head!, widths, undefined, 'head');
      }
      this.#row(row, widths, table, 'body');
    }
    table.end();
    this.#y += 2;
  }

  #cells(row: readonly BriefLine[], widths: readonly number[], face: Piece['face']): Line[][] {
    return row.map((cell, at) =>
      this.#set(pieces(cell, SIZE.table, at === 0 ? 'bold' : face), widths[at]! - 2 * CELL.x),
    );
  }

  #rowHeight(row: readonly BriefLine[], widths: readonly number[]): number {
    const lines = Math.max(1, ...this.#cells(row, widths, 'regular').map(({ length }) => length));
    return lines * SIZE.table * LEADING + 2 * CELL.y;
  }

  #row(row: readonly BriefLine[], widths: readonly number[], table: Element | undefined, where: 'head' | 'body'): void {
    const cells = this.#cells(row, widths, where === 'head' ? 'bold' : 'regular');
    const height = Math.max(1, ...cells.map(({ length }) => length)) * SIZE.table * LEADING + 2 * CELL.y;
    const element = table === undefined ? undefined : this.#child(table, 'TR');
    const top = this.#y;
    this.#artifact(() => {
      if (where === 'head') this.#doc.rect(PAGE.left, top, WIDTH, height).fill(INK.head);
      let x = PAGE.left;
      for (const width of widths) {
        this.#doc.lineWidth(0.4).rect(x, top, width, height).stroke(INK.rule);
        x += width;
      }
    });
    let x = PAGE.left;
    for (const [at, lines] of cells.entries()) {
      const isHead = where === 'head' || at === 0;
      const cell =
        element === undefined
          ? undefined
          : this.#child(element, isHead ? 'TH' : 'TD', isHead ? { scope: where === 'head' ? 'Column' : 'Row' } : {});
      for (const [number, line] of lines.entries())
        this.#draw(line, x + CELL.x, top + CELL.y + number * SIZE.table * LEADING, cell);
      cell?.end();
      x += widths[at]!;
    }
    element?.end();
    this.#y = top + height;
  }

  /** Notes in two columns of about one height; where they do not fit, the next page goes on with two columns. */
  columns(notes: readonly SetNote[]): void {
    const width = (WIDTH - COLUMN_GAP) / 2;
    const indent = 13;
    const height = SIZE.note * LEADING;
    const list = this.#child(this.#root, 'L');
    const left = notes.map(note => ({ note, lines: this.#set(note.body, width - indent) }));
    while (left.length > 0) {
      this.#room(2 * height);
      const top = this.#y;
      const room = BOTTOM - top;
      const column =
        columnHeight(
          left.map(({ lines }) => lines.length),
          Math.floor(room / height),
        ) *
          height +
        0.01;
      let lowest = top;
      for (const x of [PAGE.left, PAGE.left + width + COLUMN_GAP]) {
        let y = top;
        while (left[0] !== undefined && (y + left[0].lines.length * height <= top + column || y === top)) {
          const { note, lines } = left.shift()!;
          const item = this.#child(list, 'LI');
          this.#doc.addNamedDestination(note.name, 'XYZ', x, y - 2, null);
          const label = this.#child(item, 'Lbl');
          this.#draw(this.#set(note.label, indent)[0]!, x, y, label);
          label.end();
          const body = this.#child(item, 'LBody');
          for (const line of lines) {
            this.#draw(line, x + indent, y, body);
            y += height;
          }
          body.end();
          item.end();
        }
        lowest = Math.max(lowest, y);
      }
      this.#y = left.length > 0 ? BOTTOM : lowest;
    }
    list.end();
  }

  async end(): Promise<{ bytes: Uint8Array; pages: number }> {
    this.#root.end();
    const { start, count } = this.#doc.bufferedPageRange();
    for (let at = 0; at < count; at++) {
      this.#doc.switchToPage(start + at);
      const text = `${this.#brief.title} · as of ${this.#brief.day} · page ${at + 1} of ${count}`;
      const [line] = this.#set([{ text, face: 'regular', size: SIZE.foot, color: INK.soft }], WIDTH);
      this.#draw(line!, PAGE.left, PAGE.height - 30, undefined);
    }
    this.#doc.end();
    await this.#done;
    return { bytes: new Uint8Array(Buffer.concat(this.#chunks)), pages: count };
  }

  #child(parent: Element, tag: string, options: object = {}): Element {
    const element = this.#doc.struct(tag, options);
    parent.add(element);
    return element;
  }

  #set(all: readonly Piece[], width: number): Line[] {
    return set(all, width, this.#fonts, (run, size) =>
      this.#choose(run, size).widthOfString(run.text, featuresOf(run)),
    );
  }

  #choose({ font }: FontRun, size: number): PDFKit.PDFDocument {
    if (!this.#registered.has(font)) {
      this.#doc.registerFont(font, this.#fonts.bytesOf(font));
      this.#registered.add(font);
    }
    return this.#doc.font(font).fontSize(size);
  }

  /** A line in the flow, on the next page where this one is full. */
  #line(line: Line, x: number, element: Element): void {
    const height = Math.max(0, ...line.map(({ piece }) => (piece.rise === undefined ? piece.size : 0))) * LEADING;
    this.#room(height);
    this.#draw(line, x, this.#y, element);
    this.#y += height;
  }

  /** Without an element: what a screen reader leaves out. */
  #draw(line: Line, x: number, top: number, element: Element | undefined): void {
    const size = Math.max(0, ...line.map(({ piece }) => (piece.rise === undefined ? piece.size : 0)));
    for (const one of line) {
      const { leadsTo } = one.piece;
      // The baseline is where the largest letters of the line have it.
      const write = (): void => this.#letters(one, x + one.x, top + size);
      if (element === undefined) this.#artifact(write);
      else if (leadsTo === undefined) element.add(write);
      else this.#link(leadsTo, one.text, { x: x + one.x, y: top, width: one.width, height: size }, element, write);
    }
  }

  #link(
    leadsTo: string,
    text: string,
    { x, y, width, height }: { x: number; y: number; width: number; height: number },
    parent: Element,
    write: () => void,
  ): void {
    const isBack = leadsTo.startsWith('line-');
    const number = leadsTo.replace(/^\D+/u, '');
    if (!isBack && !this.#referred.has(number)) {
      this.#referred.add(number);
      this.#doc.addNamedDestination(`line-${number}`, 'XYZ', PAGE.left, y - 4, null);
    }
    const link = this.#child(parent, 'Link');
    link.add(write);
    const Contents = new String(isBack ? `Back to where note ${text} stands` : `Note ${text}: the exact words`);
    this.#doc.goTo(x - 1, y, width + 2, height, leadsTo, { structParent: link, Contents } as object);
    link.end();
  }

  #letters({ piece, ...run }: FontRun & { readonly piece: Piece }, x: number, baseline: number): void {
    this.#choose(run, piece.size)
      .fillColor(piece.color)
      .text(run.text, x, baseline - (piece.rise ?? 0), {
        lineBreak: false,
        baseline: 'alphabetic',
        ...featuresOf(run),
      });
  }

  #artifact(write: () => void): void {
    this.#doc.markContent('Artifact', { type: 'Layout' });
    write();
    this.#doc.endMarkedContent();
  }

  #rule(x: number, y: number, toX: number, toY: number): void {
    this.#artifact(() => this.#doc.lineWidth(0.5).moveTo(x, y).lineTo(toX, toY).stroke(INK.rule));
  }

  #room(height: number): void {
    if (this.#y + height > BOTTOM) this.#newPage();
  }

  #newPage(): void {
    this.#doc.addPage();
    this.#y = PAGE.top;
  }
}

/** A run from right to left is shaped as a whole; others word by word, which the library remembers. */
const featuresOf = ({ rightToLeft }: FontRun): { features?: PDFKit.Mixins.OpenTypeFeatures[] } =>
  rightToLeft ? { features: [] } : {};

/** The least number of lines, up to `most`, by which two columns hold all notes; a note is not broken. */
function columnHeight(notes: readonly number[], most: number): number {
  const half = Math.ceil(notes.reduce((sum, lines) => sum + lines, 0) / 2);
  for (let height = half; height < most; height++) {
    let left = [...notes];
    for (let column = 0; column < 2; column++) {
      let filled = 0;
      while (left.length > 0 && filled + left[0]! <= height) {
        filled += left[0]!;
        left = left.slice(1);
      }
    }
    if (left.length === 0) return height;
  }
  return most;
}

/** The first column, which names the row, is narrow; the others share what is left. */
function columnWidths(columns: number): number[] {
  const first = columns < 3 ? WIDTH / columns : 0.17 * WIDTH;
  return Array.from({ length: columns }, (_, at) => (at === 0 ? first : (WIDTH - first) / (columns - 1)));
}
