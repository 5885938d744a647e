import type { Document } from '../../core/document.ts';
import { type EntryKind, jsonOf, textOf } from '../entry.ts';
import type { DocumentId, Hash, TextFacts } from '../record.ts';

export interface TextMade {
  readonly document: DocumentId;
  /** The text's UTF-8 bytes. */
  readonly text: Hash;
  /** Canonical JSON of the `TextFacts`; in format 1 they stood here themselves. */
  readonly about: Hash | TextFacts;
  /** Canonical JSON of `packedMap`; missing when the text is the source. */
  readonly map: Hash | undefined;
  readonly engine: string;
}

/** A text was made from a document's bytes: the version that readings point into. */
export const textMade: EntryKind<TextMade> = {
  name: 'text_made',
  blobs: ({ text, about, map }) => [text, about, map].filter(hash => typeof hash === 'string'),
  documents: body => [body.document],
  travels: true,
  apply(projection, _entry, body, blob) {
    const text = blob(body.text);
    const about = typeof body.about === 'string' ? blob(body.about) : undefined;
    if (text === undefined || (about === undefined && typeof body.about === 'string')) return;
    projection.setText({
      document: body.document,
      textHash: body.text,
      engine: body.engine,
      about: about === undefined ? (body.about as TextFacts) : (jsonOf(about) as TextFacts),
      text: textOf(text),
    });
  },
};

/**
 * A map from text to source as rows of [textStart, length, sourceStart, sourceLength] and the name of the part where there is one, or
 * [textStart, length, page, x, y, width, height]: a third of the room that objects take.
 */
export function packedMap(map: NonNullable<Document['map']>): (number | string)[][] {
  return map.map(run =>
    'page' in run
      ? [run.textStart, run.length, run.page, run.x, run.y, run.width, run.height]
      : [run.textStart, run.length, run.sourceStart, run.sourceLength, ...(run.part === undefined ? [] : [run.part])],
  );
}
