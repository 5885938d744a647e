import type { MediaType } from '../../core/document.ts';
import type { EntryKind } from '../entry.ts';
import type { DocumentId, Hash } from '../record.ts';

export interface ContainerCaptured {
  readonly bytes: Hash;
  readonly length: number;
  readonly name: string;
  readonly mediaType: MediaType;
  readonly holds: readonly DocumentId[];
}

/** Bytes that hold documents and are none themselves, as a feed: kept, for what was made of it are its parts. */
export const containerCaptured: EntryKind<ContainerCaptured> = {
  name: 'container_captured',
  blobs: body => [body.bytes],
  documents: body => body.holds,
  travels: true,
  apply() {
    // What it holds says where it came from; no list shows it.
  },
};
