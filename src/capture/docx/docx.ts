import type { Document } from '../../core/document.ts';
import { limits } from '../../core/limits.ts';
import { Problem } from '../../core/problem.ts';
import { decode } from '../decode.ts';
import type { Format } from '../format.ts';
import { findFurniture } from '../furniture/furniture.ts';
import { languageTag } from '../language.ts';
import { datedByText } from '../plain/plain.ts';
import { unzip, zipFiles } from '../../zip.ts';
import { wordText } from './word-text.ts';
import { elementText } from '../xml.ts';

const BODY = 'word/document.xml';
const PROPERTIES = 'docProps/core.xml';

/** Word files (ECMA-376): the text of the body, as it stands when all changes that are tracked are accepted. */
export const docx: Format = {
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  recognise: (start, _, names) =>
    start.startsWith('PK\u0003\u0004') && (names.includes(BODY) || /\[Content_Types\]\.xml|word\//u.test(start)),
  read(bytes, facts): Document {
    const files = unpacked(bytes);
    const body = files[BODY];
    if (body === undefined) {
      throw new Problem(
        'format_not_read',
        'This is an Office file without the text of a Word document.',
        'Save the document as text, PDF or HTML and read that.',
      );
    }
    const { source, encoding, notes } = decode(body, 'UTF-8');
    const { text, map, leftAside } = wordText(source, BODY);
    const properties = files[PROPERTIES];
    const { published, dates, notes: dateNotes } = datedByText(text, facts);
    return {
      text,
      mediaType: docx.mediaType,
      encoding,
      title: properties && elementText(decode(properties, 'UTF-8').source, 'dc:title'),
      byline: undefined,
      source: facts.source,
      url: facts.url,
      canonicalUrl: undefined,
      language: languageTag(properties && elementText(decode(properties, 'UTF-8').source, 'dc:language')),
      published,
      dates,
      missing: [],
      leftOut: findFurniture(text),
      map,
      notes: [...notes, ...dateNotes, ...leftAside],
    };
  },
};

function unpacked(bytes: Uint8Array): Record<string, Uint8Array> {
  try {
    const files = zipFiles(bytes, limits.archiveFiles).filter(({ name }) => name === BODY || name === PROPERTIES);
    for (const { size } of files) {
      if (size <= limits.unpackedBytes) continue;
      throw new Problem(
        'too_large',
        `The text of this Word file takes ${size.toLocaleString('en')} bytes unpacked; at most ${limits.unpackedBytes.toLocaleString('en')} are read.`,
        'Split the file, or cut out the part that matters.',
      );
    }
    return Object.fromEntries(files.map(file => [file.name, unzip(bytes, file)]));
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(
      'damaged',
      `This Word file cannot be unpacked (${(error as Error).message}).`,
      'Get it again, or save it anew.',
      1,
      error,
    );
  }
}
