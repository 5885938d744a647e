import type { Listing } from '../core/listing.ts';
import { kinds } from '../kinds/index.ts';
import { type Affected, type DeedsRecord, instruments, provisions } from '../record/index.ts';
import { deciderOf } from './decided.ts';
import { titleOf } from './documents.ts';
import { correctionText } from './review.ts';

/** What rests on corrected documents, each with the way down to it in words that people know. */
export async function affectedList(record: DeedsRecord, affected: readonly Affected[]): Promise<Listing> {
  const names = await namesOf(
    record,
    affected.flatMap(({ what, path }) => [what, ...path]),
  );
  const nameOf = (id: string): string => names.get(id) ?? id;
  return {
    name: 'affected',
    columns: ['what', 'path', 'sort', 'by', 'on', 'entry', 'why'],
    rows: affected.map(one => ({
      cells: [
        one.what,
        one.path.join(' < '),
        one.correction.sort,
        ...deciderOf(one.correction),
        String(one.correction.sequence),
        one.correction.why ?? '',
      ],
      value: one,
      shown: {
        headline: nameOf(one.what),
        details: [
          ['id', one.what],
          ...one.path.map(base => ['rests on', nameOf(base)] as const),
          ['because of', correctionText(one)],
        ],
      },
    })),
  };
}

const STATES = ['proposed', 'confirmed', 'edited', 'rejected'] as const;

/** What ids are called in the record, by id; of those that are called nothing there is none. Only what is named is looked up. */
async function namesOf(record: DeedsRecord, ids: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const all = new Set(ids);
  const documents = new Set([...all].map(id => id.split('/')[0]!).filter(id => id.startsWith('doc_')));
  const names = new Map((await record.documents({ ids: [...documents] })).map(one => [one.id, titleOf(one)]));
  for (const document of documents)
    for (const { claim } of await record.claims({ document, includeCopies: true, states: STATES })) {
      const kind = kinds.find(({ name }) => name === claim.kind)!;
      names.set(`${document}/${claim.id}`, `${kind.name}: ${kind.show(claim).headline}`);
    }
  if ([...all].every(id => names.has(id))) return names;
  for (const { value } of await instruments(record)) names.set(value.id, value.title);
  for (const { value } of await provisions(record))
    names.set(value.id, `${value.label} (${names.get(value.instrument)})`);
  return names;
}
