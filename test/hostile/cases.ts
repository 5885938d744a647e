/** The hostile documents, A1 to A27, in order, and behind them files that hold others (B17, B18 among them). Archives of documents are in `cases/archives.ts`, web archives in `cases/web-archives.ts`. */
import type { HostileCase } from './case.ts';
import { files } from './cases/files.ts';
import { holders } from './cases/holders.ts';
import * as pages from './cases/pages.ts';
import { pdfs } from './cases/pdfs.ts';

export const documents: readonly HostileCase[] = [
  ...pages.deep,
  ...pages.unclosed,
  ...pages.long,
  ...pages.empty,
  ...pages.encodings,
  ...pages.code,
  ...pages.unseen,
  ...pages.hidden,
  ...pages.instructions,
  ...pages.machineData,
  ...pages.dates,
  ...pdfs,
  ...files,
  ...holders,
];
