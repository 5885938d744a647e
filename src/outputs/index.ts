import type { Listing } from '../core/listing.ts';
import { csv } from './csv.ts';
import { json } from './json.ts';
import { jsonl } from './jsonl.ts';
import { text } from './text.ts';

/** A way to write a list. */
export interface Output {
  /** Also the name of its option: `--csv`. */
  readonly name: string;
  readonly about: string;
  write(listing: Listing): string;
}

/** The list of outputs; the first is the default. A new output is one file and one line here. */
export const outputs: readonly Output[] = [text, json, jsonl, csv];
