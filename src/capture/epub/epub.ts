import type { Document, LeftOut, Missing, PublicationDate, SourceRun } from '../../core/document.ts';
import { limits } from '../../core/limits.ts';
import { Problem } from '../../core/problem.ts';
import { byteOrderMark } from '../decode.ts';
import type { Format } from '../format.ts';
import { unzip, type ZipFile, zipFiles } from '../../zip.ts';
import { html } from '../html/html.ts';
import { languageTag } from '../language.ts';
import { datedByText } from '../plain/plain.ts';
import { machineDay } from '../published/written.ts';
import { type Chapter, packageOf, rootFile, scrambled } from './package.ts';

/** Books and reports in EPUB 2 and 3: the chapters in the order of the spine, each led back to its file in the book. */
export const epub: Format = {
  mediaType: 'application/epub+zip',
  // The standard has its kind stand first in the archive, unpacked, 30 bytes from its start; what was packed anew by hand has it elsewhere.
  recognise: (start, _, names) =>
    start.startsWith('PK') &&
    (/^mimetype[^]{0,30}application\/epub\+zip/u.test(start.slice(30, 100)) || names.includes(CONTAINER)),
  read(bytes, facts): Document {
    const files = new Files(bytes);
    const root = rootFile(files.text(CONTAINER));
    const source = root === undefined ? undefined : files.text(root);
    if (root === undefined || source === undefined) {
      throw new Problem(
        'damaged',
        'This book does not say what it is made of.',
        'Get it again, or save it as HTML or PDF.',
      );
    }
    const book = packageOf(source, root);
    const locked = scrambled(files.text('META-INF/encryption.xml'));
    if (book.chapters.length > 0 && book.chapters.every(({ part }) => locked.has(part))) {
      throw new Problem('locked', 'This book is locked by its seller.', 'Get a copy without a lock, and read that.');
    }
    files.foresee(book.chapters.map(({ part }) => part));
    const { text, map, leftOut, missing } = joined(book.chapters, files, locked);
    if (text.trim() === '' && missing.length > 0) {
      throw new Problem(
        'damaged',
        `This book cannot be read: ${missing[0]!.sentence}`,
        'Get it again, or save it anew.',
      );
    }
    const said = book.dates.flatMap(({ event, value }): PublicationDate[] => {
      const day = machineDay(value, false);
      const what = event === undefined ? 'dc:date' : `dc:date (${event.slice(0, 50)})`;
      return day === undefined ? [] : [{ day, basis: 'metadata', evidence: `${what}: ${value.slice(0, 100)}` }];
    });
    const { published, dates, notes } = datedByText(text, facts, said);
    return {
      text,
      mediaType: epub.mediaType,
      encoding: 'utf-8',
      title: book.title,
      byline: book.creator,
      source: facts.source ?? book.publisher,
      url: facts.url,
      canonicalUrl: undefined,
      language: languageTag(book.language),
      published,
      dates,
      missing,
      leftOut,
      map,
      notes: [...notes],
    };
  },
};

const CONTAINER = 'META-INF/container.xml';

/** The files of a book, unpacked when they are asked for: pictures, fonts and styles stay packed. */
class Files {
  readonly #bytes: Uint8Array;
  readonly #files: ReadonlyMap<string, ZipFile>;
  #unpacked = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    try {
      this.#files = new Map(zipFiles(bytes, limits.archiveFiles).map(file => [file.name, file]));
    } catch (error) {
      const why = (error as Error).message;
      throw new Problem(
        'damaged',
        `This book cannot be unpacked (${why}).`,
        'Get it again, or save it anew.',
        1,
        error,
      );
    }
  }

  /** Undefined for a file that is not there or is damaged: it keeps nobody from the others. */
  bytes(name: string): Uint8Array | undefined {
    const file = this.#files.get(name);
    if (file === undefined) return undefined;
    this.#unpacked += file.size;
    this.#bound(this.#unpacked);
    try {
      return unzip(this.#bytes, file);
    } catch {
      return undefined;
    }
  }

  /** Throws where these are too much together. Asked before the first is read: to find out by reading would take seconds. */
  foresee(names: readonly string[]): void {
    this.#bound(names.reduce((sum, name) => sum + (this.#files.get(name)?.size ?? 0), this.#unpacked));
  }

  #bound(bytes: number): void {
    if (bytes <= limits.unpackedBytes) return;
    throw new Problem(
      'too_large',
      `The pages of this book take more than ${limits.unpackedBytes.toLocaleString('en')} bytes unpacked.`,
      'Cut out the part that matters.',
    );
  }

  text(name: string): string | undefined {
    const bytes = this.bytes(name);
    return bytes === undefined ? undefined : new TextDecoder(byteOrderMark(bytes) ?? 'utf-8').decode(bytes);
  }
}

interface Joined {
  readonly text: string;
  readonly map: readonly SourceRun[];
  readonly leftOut: readonly LeftOut[];
  readonly missing: readonly Missing[];
}

function joined(chapters: readonly Chapter[], files: Files, locked: ReadonlySet<string>): Joined {
  const [map, leftOut, missing]: [SourceRun[], LeftOut[], Missing[]] = [[], [], []];
  let text = '';
  for (const { part, isContents } of chapters) {
    const chapter = locked.has(part) ? undefined : chapterOf(files, part);
    if (chapter === undefined) {
      const why = locked.has(part) ? 'locked' : 'not there, or damaged';
      missing.push({ code: 'chapter_missing', sentence: `The chapter ${part.slice(0, 200)} is ${why}.` });
      continue;
    }
    if (chapter.text.trim() === '') continue;
    if (text !== '') text += '\n\n';
    const start = text.length;
    for (const run of chapter.map as readonly SourceRun[]) map.push({ ...run, textStart: run.textStart + start, part });
    text += chapter.text;
    if (isContents) leftOut.push({ start, end: text.length, ...CONTENTS });
    else for (const one of chapter.leftOut) leftOut.push({ ...one, start: one.start + start, end: one.end + start });
  }
  return { text, map, leftOut, missing: told(missing) };
}

/** Missing chapters that are told one by one. */
const MOST_TOLD = 100;

function told(missing: readonly Missing[]): readonly Missing[] {
  const more = missing.length - MOST_TOLD;
  if (more <= 0) return missing;
  const sentence = `${more.toLocaleString('en')} more chapters are not there, damaged or locked.`;
  return [...missing.slice(0, MOST_TOLD), { code: 'chapter_missing', sentence }];
}

const CONTENTS = { step: 'table of contents', reason: 'The book says that this is its list of contents.' };

function chapterOf(files: Files, part: string): Document | undefined {
  const bytes = files.bytes(part);
  try {
    return bytes === undefined ? undefined : html.read(bytes, { contentType: 'application/xhtml+xml' });
  } catch (error) {
    // One chapter that cannot be read keeps nobody from the others.
    if (error instanceof Problem) return undefined;
    throw error;
  }
}
