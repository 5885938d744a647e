import { CandidateIndex } from '../../../src/origins/candidates.ts';
import { comparable } from '../../../src/origins/comparable.ts';
import { compare } from '../../../src/origins/compare.ts';
import { fingerprintOf } from '../../../src/origins/fingerprint.ts';
import { group, type Link } from '../../../src/origins/group.ts';
import type { BenchmarkDocument, Task } from '../task.ts';

const clusters = new Map<string, string>();

/** Every document is compared with the fifty that share most keys with it, as the record does. */
export const task: Task = {
  name: 'copies',
  prepare(documents: readonly BenchmarkDocument[]): void {
    clusters.clear();
    const texts = documents.map(document => comparable(document.text ?? ''));
    const fingerprints = texts.map(text => fingerprintOf(text.words));
    const index = new CandidateIndex();
    const links: Link[] = [];
    for (const [number, document] of documents.entries()) {
      for (const candidate of index.find(fingerprints[number]!)) {
        const other = documents[candidate.document]!;
        const comparison = compare(texts[number]!, texts[candidate.document]!);
        if (comparison.relation !== 'none') links.push({ a: document.id, b: other.id, comparison });
      }
      index.add(number, fingerprints[number]!);
    }
    const grouped = documents.map(({ id, text, published }) => ({ id, text: text ?? '', published }));
    for (const { id, members } of group(grouped, links)) for (const member of members) clusters.set(member, id);
  },
  predict(document: BenchmarkDocument): object | undefined {
    const cluster = clusters.get(document.id);
    return cluster === undefined ? undefined : { cluster };
  },
};
