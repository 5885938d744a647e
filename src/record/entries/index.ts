import { Problem } from '../../core/problem.ts';
import { decisionKinds } from '../decisions/index.ts';
import type { BlobReader, Entry, EntryKind } from '../entry.ts';
import type { Projection } from '../projection.ts';
import type { DocumentId, Hash } from '../record.ts';
import { checkpointMade } from './checkpoint-made.ts';
import { containerCaptured } from './container-captured.ts';
import { documentCaptured } from './document-captured.ts';
import { fingerprintMade } from './fingerprint-made.ts';
import { keyChanged } from './key-changed.ts';
import { originLinked } from './origin-linked.ts';
import { readingMade } from './reading-made.ts';
import { recordCreated } from './record-created.ts';
import { refused } from './refused.ts';
import { textMade } from './text-made.ts';

/** Every kind of entry. A new one is a file beside this and a line here; `docs/record-format.md` describes each. */
export const entryKinds: readonly EntryKind<never>[] = [
  recordCreated,
  documentCaptured,
  containerCaptured,
  textMade,
  fingerprintMade,
  readingMade,
  originLinked,
  refused,
  checkpointMade,
  keyChanged,
  ...decisionKinds,
];

const byName = new Map(entryKinds.map(kind => [kind.name, kind]));

/** The blobs that an entry names. */
export function blobsOf(entry: Pick<Entry, 'kind' | 'body'>): readonly Hash[] {
  return entryKindOf(entry.kind).blobs(JSON.parse(entry.body) as never);
}

/** The documents that an entry is about. */
export function documentsOf(entry: Pick<Entry, 'kind' | 'body'>): readonly DocumentId[] {
  return entryKindOf(entry.kind).documents(JSON.parse(entry.body) as never);
}

/** Folds one entry into the state. */
export function applyEntry(projection: Projection, entry: Entry, blob: BlobReader): void {
  entryKindOf(entry.kind).apply(projection, entry, JSON.parse(entry.body) as never, blob);
}

export function entryKindOf(name: string): EntryKind<never> {
  const kind = byName.get(name);
  if (kind === undefined) {
    throw new Problem(
      'record_newer',
      `The record holds an entry of the kind "${name}", which this version of Deeds does not know.`,
      'Use the version of Deeds that wrote it, or a newer one.',
    );
  }
  return kind;
}
