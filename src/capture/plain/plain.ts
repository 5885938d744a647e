import type { Document } from '../../core/document.ts';
import { byteOrderMark, declaredCharset, decode, guessEncoding } from '../decode.ts';
import type { Facts, Format } from '../format.ts';
import { findFurniture } from '../furniture/furniture.ts';

/** Plain text: the text is the decoded source as it stands, line ends included. Takes whatever no other format recognises. */
export const plain: Format = {
  mediaType: 'text/plain',
  recognise: () => true,
  read(bytes: Uint8Array, facts: Facts): Document {
    const encoding = byteOrderMark(bytes) ?? declaredCharset(facts.contentType) ?? guessEncoding(bytes);
    const { source, encoding: name, notes } = decode(bytes, encoding);
    return {
      text: source,
      mediaType: 'text/plain',
      encoding: name,
      title: undefined,
      byline: undefined,
      source: facts.source,
      url: facts.url,
      published:
        facts.published === undefined
          ? undefined
          : { day: facts.published, basis: 'given', evidence: 'given with the file' },
      leftOut: findFurniture(source),
      map: undefined,
      notes,
    };
  },
};
