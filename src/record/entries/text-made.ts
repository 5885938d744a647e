import type { SourceRun } from '../../core/document.ts';
import type { EntryKind } from '../entry.ts';
import type { DocumentId, Hash, TextFacts } from '../record.ts';

export interface TextMade {
  readonly document: DocumentId;
  /** The text's UTF-8 bytes. */
  readonly text: Hash;
  /** Canonical JSON of `packedMap`; missing when the text is the source. */
  readonly map: Hash | undefined;
  readonly engine: string;
  readonly about: TextFacts;
}

/** A text was made from a document's bytes: the version that readings point into. */
export const textMade: EntryKind<TextMade> = {
  name: 'text_made',
  blobs: body => (body.map === undefined ? [body.text] : [body.text, body.map]),
  apply(projection, _entry, body, blob) {
    projection.setText({
      document: body.document,
      textHash: body.text,
      engine: body.engine,
      about: body.about,
      text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(blob(body.text)),
    });
  },
};

/** A map from text to source as rows of [textStart, length, sourceStart, sourceLength]: a third of the room that objects take. */
export function packedMap(map: readonly SourceRun[]): number[][] {
  return map.map(run => [run.textStart, run.length, run.sourceStart, run.sourceLength]);
}
