import { getDocument, type PDFDocumentProxy } from 'unpdf/pdfjs';
import type { Document, LeftOut, PageBox } from '../../core/document.ts';
import { limits } from '../../core/limits.ts';
import { Problem } from '../../core/problem.ts';
import type { Facts } from '../format.ts';
import { findFurniture } from '../furniture/furniture.ts';
import { datedByText } from '../plain/plain.ts';
import { type Line, linesOf, type Piece } from './lines.ts';
import { paragraphs } from './paragraphs.ts';
import { repeatedLines } from './repeated.ts';

/**
 * Reads the text layer of a PDF, page by page; every line leads back to its page and box. What the pages look like is not looked at: a
 * text layer can say something else than the page shows, and a note says so. Throws `too_large`, `locked`, `damaged` or `no_text`.
 */
export async function readPdf(bytes: Uint8Array, facts: Facts): Promise<Document> {
  const document = await opened(bytes);
  try {
    return await read(document, facts);
  } catch (error) {
    throw error instanceof Problem ? error : damaged(error);
  } finally {
    await document.loadingTask.destroy();
  }
}

async function opened(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  try {
    return await getDocument({
      // The reader keeps what it is given, and the caller needs the bytes again.
      data: Uint8Array.from(bytes),
      disableFontFace: true,
      useSystemFonts: false,
      verbosity: 0,
    }).promise;
  } catch (error) {
    const { name } = error as Error;
    if (name === 'PasswordException') {
      throw new Problem(
        'locked',
        'This PDF is locked with a password.',
        'Save it without one, and read that.',
        1,
        error,
      );
    }
    throw damaged(error);
  }
}

function damaged(error: unknown): Problem {
  const { message } = error as Error;
  return new Problem(
    'damaged',
    `This PDF cannot be read (${message}).`,
    'Get it again, or print it to a new PDF.',
    1,
    error,
  );
}

async function read(document: PDFDocumentProxy, facts: Facts): Promise<Document> {
  if (document.numPages > limits.pdfPages) {
    throw new Problem(
      'too_large',
      `This PDF has ${document.numPages} pages; at most ${limits.pdfPages} are read.`,
      'Split the file, or cut out the part that matters.',
    );
  }
  const pages: Line[][] = [];
  for (let number = 1; number <= document.numPages; number++) pages.push(await linesOnPage(document, number));
  const { text, lines } = paragraphs(pages.flat());
  if (text.trim() === '') {
    throw new Problem(
      'no_text',
      'This PDF has no text layer: it is made of pictures.',
      'Put it through text recognition (OCR) first, and read what comes out.',
    );
  }
  const map = lines.flatMap(({ start, line }) => boxesOf(start, line));
  const repeated = repeatedLines(pages, lines);
  const { published, dates, notes } = datedByText(text, facts);
  const { info } = (await document.getMetadata()) as { info: { Title?: unknown } };
  return {
    text,
    mediaType: 'application/pdf',
    encoding: 'none',
    title:
      titleOf(info.Title) ??
      lines.find(({ line }) => line.size === Math.max(...(pages[0] ?? []).map(({ size }) => size)))?.line.text,
    byline: undefined,
    source: facts.source,
    url: facts.url,
    canonicalUrl: undefined,
    language: undefined,
    published,
    dates,
    missing: [],
    leftOut: united(repeated, findFurniture(text)),
    map,
    notes: ['The words are those of the text layer; what the pages show was not compared with it.', ...notes],
  };
}

async function linesOnPage(document: PDFDocumentProxy, number: number): Promise<Line[]> {
  const page = await document.getPage(number);
  const { items } = await page.getTextContent({ disableNormalization: true });
  page.cleanup();
  return linesOf(
    number,
    items.flatMap((item): Piece[] => {
      if (!('str' in item)) return [];
      const [, , , , x, y] = item.transform as number[];
      return [{ text: item.str, x: x!, y: y!, width: item.width, height: item.height, ends: item.hasEOL }];
    }),
  );
}

/** A title that a person gave, and not the name of a file or of a program. */
function titleOf(title: unknown): string | undefined {
  if (typeof title !== 'string') return undefined;
  const words = title.trim();
  return words.length < 8 || /^(?:microsoft word|untitled|document\d*)\b|\.\w{2,4}$/i.test(words) ? undefined : words;
}

function boxesOf(start: number, { page, pieces }: Line): PageBox[] {
  return pieces
    .filter(({ text }) => text.trim() !== '')
    .map(({ at, text, x, y, width, height }) => ({
      textStart: start + at,
      length: text.length,
      page,
      ...rounded({ x, y, width, height }),
    }));
}

function rounded<T extends Record<string, number>>(box: T): T {
  return Object.fromEntries(Object.entries(box).map(([name, value]) => [name, Math.round(value * 10) / 10])) as T;
}

/** What one of two left out, in order; where they overlap the first says why. */
function united(one: readonly LeftOut[], other: readonly LeftOut[]): LeftOut[] {
  const rest = other.filter(({ start, end }) => !one.some(first => first.start < end && start < first.end));
  return [...one, ...rest].toSorted((a, b) => a.start - b.start);
}
