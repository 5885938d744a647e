/** One engine over all pages, in a process of its own; prints a `Measurement` as JSON. Called by main.ts. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { PageBox } from '../../../src/core/document.ts';

export interface Measurement {
  /** Pages of the web, or of the PDF. */
  readonly pages: number;
  /** Of HTML or PDF, 10^6 bytes. */
  readonly megabytes: number;
  readonly seconds: number;
  readonly startSeconds: number;
  /** 2^20 bytes. */
  readonly peakMegabytes: number;
}

interface Page {
  readonly html: string;
  readonly url?: string;
}

/** What it answers is thrown away, but must be computed; it answers the number of pages. */
type Reader = (page: Page) => number | Promise<number>;

const htmlEngines: Record<string, () => Promise<Reader>> = {
  /** From the bytes: encoding, tree, text with the place of every character, article, title, byline, day of publication, language. */
  async deeds() {
    const { capture } = await import('../../../src/capture/index.ts');
    const { Problem } = await import('../../../src/core/problem.ts');
    return ({ html, url }) => {
      try {
        capture(Buffer.from(html), { contentType: 'text/html; charset=utf-8', ...(url !== undefined && { url }) });
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
      }
      return 1;
    };
  },
  /** From the string: tree, article, title, byline; no way back, no day, no language. */
  'readability+linkedom': async () => await peer('readability+linkedom'),
  /** From the string: tree, article, title, byline, day; no way back. */
  'defuddle+linkedom': async () => await peer('defuddle+linkedom'),
};

async function peer(name: string): Promise<Reader> {
  const { articleFinders } = await import('../../articles.ts');
  return ({ html, url }) => {
    articleFinders[name]!(html, url);
    return 1;
  };
}

const pdfEngines: Record<string, (bytes: Uint8Array) => Promise<() => Promise<number>>> = {
  /** Text in the order of reading, every word with its page and box, furniture, day of publication. */
  async 'deeds (PDF)'(bytes) {
    const { readPdf } = await import('../../../src/capture/pdf/pdf.ts');
    return async () => new Set(((await readPdf(bytes, {})).map as readonly PageBox[]).map(({ page }) => page)).size;
  },
  /** The text items as they stand in the file. */
  async 'unpdf extractText'(bytes) {
    const { extractText } = await import('unpdf');
    return async () => (await extractText(new Uint8Array(bytes))).totalPages;
  },
};

export const htmlNames = Object.keys(htmlEngines);
export const pdfNames = Object.keys(pdfEngines);

if (process.argv[1] === import.meta.filename) {
  const [name, ...files] = process.argv.slice(2) as [string, ...string[]];
  const loading = performance.now();
  const measurement =
    name in pdfEngines ? await overPdf(name, files[0]!, loading) : await overPages(name, files, loading);
  console.log(JSON.stringify({ ...measurement, peakMegabytes: process.resourceUsage().maxRSS / 1024 }));
}

async function overPages(name: string, files: readonly string[], loading: number): Promise<Partial<Measurement>> {
  const pages = files.flatMap(file => pagesIn(file));
  const reader = await htmlEngines[name]!();
  // The first pages pay for compilation.
  for (const page of pages.slice(0, 20)) await reader(page);
  const started = performance.now();
  for (const page of pages) await reader(page);
  return {
    pages: pages.length,
    megabytes: pages.reduce((sum, { html }) => sum + Buffer.byteLength(html), 0) / 1e6,
    seconds: (performance.now() - started) / 1000,
    startSeconds: (started - loading) / 1000,
  };
}

async function overPdf(name: string, file: string, loading: number): Promise<Partial<Measurement>> {
  const bytes = readFileSync(file);
  const read = await pdfEngines[name]!(bytes);
  await read();
  const started = performance.now();
  const pages = await read();
  const seconds = (performance.now() - started) / 1000;
  return { pages, megabytes: bytes.length / 1e6, seconds, startSeconds: (started - loading) / 1000 };
}

function pagesIn(file: string): Page[] {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes)
    .toString()
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Page);
}
