/**
 * node bench/accuracy/bare-events/make.ts --data SET --out FOLDER
 *
 * Makes, of a set of sentences whose source and target are given, one in which they must be found: then
 * `npm run bench:accuracy -- events --data FOLDER` measures the coder end to end. Every sentence has an event, so nothing is learned of those
 * that have none. SET is the kit's data/events/train; what is made holds its texts, and stays outside of the repository.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { data: { type: 'string' }, out: { type: 'string' } } });
if (values.data === undefined || values.out === undefined) throw new Error('Give --data SET and --out FOLDER');
const [from, to] = [values.data, join(values.out, 'events', 'bare')];

interface Line {
  readonly id: string;
  readonly text: string;
  readonly source: readonly number[] | null;
  readonly target: readonly number[] | null;
  readonly quad: number;
}

const lines = (name: string): Line[] =>
  readFileSync(join(from, name), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Line);
const quads = new Map(lines('gold.jsonl').map(({ id, quad }) => [id, quad]));
const documents = lines('documents.jsonl');
const spans = (range: readonly number[] | null): readonly (readonly number[])[] => (range ? [range] : []);
const written = (list: readonly object[]): string => `${list.map(one => JSON.stringify(one)).join('\n')}\n`;
mkdirSync(to, { recursive: true });
writeFileSync(join(to, 'documents.jsonl'), written(documents.map(({ id, text }) => ({ id, kind: 'sentence', text }))));
writeFileSync(
  join(to, 'gold.jsonl'),
  written(
    documents.map(({ id, source, target }) => ({
      id,
      kind: 'sentence',
      quad: quads.get(id),
      source: spans(source),
      target: spans(target),
    })),
  ),
);
