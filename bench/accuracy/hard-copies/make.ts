/**
 * Makes hard cases for the benchmark `copies` from its visible texts:
 *
 *     node bench/accuracy/hard-copies/make.ts --data DIR --out DIR [--seed 1] [--kinds later]
 *
 * DIR of `--data` holds documents.jsonl and gold.jsonl of the easy set; `--out` gets the same two files, to be scored by the same scorer.
 * Write it outside the repository: the texts belong to their publishers. The same seed gives the same files, byte for byte.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Line, type Made, makeHardCopies } from './kinds.ts';
import { makeLaterKinds } from './later-kinds.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    out: { type: 'string' },
    seed: { type: 'string', default: '1' },
    /** `later`: kinds that were added when the first were solved. */
    kinds: { type: 'string', default: 'first' },
  },
});
if (values.data === undefined || values.out === undefined) {
  process.stderr.write('usage: node bench/accuracy/hard-copies/make.ts --data DIR --out DIR [--seed NUMBER]\n');
  process.exit(2);
}

const read = (name: string): Record<string, unknown>[] =>
  readFileSync(join(values.data!, name), 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Record<string, unknown>);

const texts = new Map(read('documents.jsonl').map(document => [document['id'] as string, document['text'] as string]));
const lines: Line[] = read('gold.jsonl').map(gold => ({
  story: gold['story'] as string,
  edit: gold['edit'] as string,
  text: texts.get(gold['id'] as string)!,
}));

const make = values.kinds === 'later' ? makeLaterKinds : makeHardCopies;
const made: Made[] = make(lines, Number(values.seed));
mkdirSync(values.out, { recursive: true });
const jsonl = (rows: object[]): string => rows.map(row => `${JSON.stringify(row)}\n`).join('');
writeFileSync(join(values.out, 'documents.jsonl'), jsonl(made.map(({ id, text }) => ({ id, text }))));
writeFileSync(join(values.out, 'gold.jsonl'), jsonl(made.map(document => ({ ...document, text: undefined }))));

const counts = new Map<string, number>();
for (const { edit } of made) counts.set(edit, (counts.get(edit) ?? 0) + 1);
process.stdout.write(`${made.length} texts: ${[...counts].map(([edit, n]) => `${n} ${edit}`).join(', ')}\n`);
