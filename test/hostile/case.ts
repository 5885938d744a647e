import type { Captured, Facts } from '../../src/capture/index.ts';
import type { Document } from '../../src/core/document.ts';

/** One document that means harm. It is made when it is needed, always the same; nothing large is kept. */
export interface HostileCase {
  /** Its number in the list of abuse cases. */
  readonly id: `${'A' | 'B'}${number}`;
  readonly what: string;
  /** The name under which it is handed in. */
  readonly file: string;
  readonly facts?: Facts;
  readonly make: () => Uint8Array;
  /** It takes seconds, so that a run in short does not hand it in twice. */
  readonly costly?: true;
  /** It takes all the time that there is, and is ended; in short there is less. */
  readonly endless?: true;
  /** Seconds of the processor that it may take where it is not ended as too slow; undefined: those of `limits`. */
  readonly seconds?: number;
  /** How it may end: "parsed", "opened" (it holds documents and is none itself), or the code of the problem with which it is refused. */
  readonly ends: readonly string[];
  /** What must be true of the document that was captured. */
  readonly holds?: (document: Document) => void;
  /** What must be true of all that a file gave, its parts among it. */
  readonly gives?: (captured: Captured) => void;
}

/** A page in English around what means harm. */
export function page(body: string, head = ''): Buffer {
  return Buffer.from(
    `<!doctype html><html lang="en"><head><title>Talks</title>${head}</head><body>${body}</body></html>`,
  );
}

/** Prose that makes an article of a page, and has claims in it. */
export const report =
  '<article><h1>Two bridges will close</h1>' +
  '<p>The minister said on Monday that two bridges would be closed, and that heavy trucks must use the northern road.</p>' +
  '<p>The mayor called the decision late. She said that the city had asked for the repairs in the spring of last year.</p></article>';
