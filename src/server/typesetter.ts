/** Sets briefs as they are printed, beside the pages: it takes some tenths of a second of the processor, and libraries that are larger than the rest of the server. */
import { fontFile } from '../app.ts';
import type { Brief } from '../core/brief.ts';
import { pagesIn } from '../outputs/brief/fit.ts';
import { briefFormats } from '../outputs/brief/index.ts';
import { Beside, worksBeside } from './beside.ts';

/** `format`: undefined where only its pages are counted. */
interface Task {
  readonly brief: Brief;
  readonly format: string | undefined;
}

export class Typesetter {
  readonly #beside = new Beside<Task, number | string | Uint8Array>(import.meta.filename, { givesWay: false });

  /** How many pages of A4 it takes. */
  async pages(brief: Brief): Promise<number> {
    return (await this.#beside.run({ brief, format: undefined })) as number;
  }

  async written(brief: Brief, format: string): Promise<string | Uint8Array> {
    return (await this.#beside.run({ brief, format })) as string | Uint8Array;
  }

  async close(): Promise<void> {
    await this.#beside.close();
  }
}

const pages = pagesIn(fontFile);

worksBeside(async ({ brief, format }: Task) => {
  if (format === undefined) return await pages(brief);
  return await briefFormats.find(({ name }) => name === format)!.write(brief, fontFile);
});
