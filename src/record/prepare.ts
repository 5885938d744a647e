import { canonicalJson } from '../core/canonical.ts';
import type { Document } from '../core/document.ts';
import { Problem } from '../core/problem.ts';
import type { Reading } from '../core/reading.ts';
import { documentIdOf, sha256 } from './chain.ts';
import { checkReading, checkWords } from './check.ts';
import { documentCaptured } from './entries/document-captured.ts';
import { fingerprintMade } from './entries/fingerprint-made.ts';
import { type OriginLinked, originLinked } from './entries/origin-linked.ts';
import { readingMade } from './entries/reading-made.ts';
import { refused } from './entries/refused.ts';
import { packedMap, textMade } from './entries/text-made.ts';
import { type Draft, draft } from './entry.ts';
import type { Addition, DocumentId, Fingerprint, Hash, LinkTo, Refusal, Reread, TextFacts } from './record.ts';

/** What machines do is told apart from what people do. */
const MACHINE = 'machine';

/** A change worked out before any disk is touched: blobs first, then the drafts, all or nothing. */
export interface Prepared {
  readonly blobs: ReadonlyMap<Hash, Uint8Array>;
  readonly drafts: readonly Draft[];
}

/** `textOf` gives the hash of a document's current text. */
export function prepareAddition(
  addition: Addition,
  by: string,
  textOf: (document: DocumentId) => Hash,
): Prepared & { readonly documentId: DocumentId } {
  const { bytes, facts, document, links } = addition;
  const documentId = documentIdOf(bytes);
  const made = prepareText({ ...addition, documentId });
  const captured = draft(documentCaptured, addition.by ?? by, {
    document: documentId,
    bytes: sha256(bytes),
    length: bytes.byteLength,
    facts: { ...facts, mediaType: document.mediaType, encoding: document.encoding },
  });
  return {
    documentId,
    blobs: new Map([[sha256(bytes), bytes], ...made.blobs]),
    drafts: [
      captured,
      made.text,
      ...made.rest,
      ...links.map(link => prepareLink(documentId, link, document.text, textOf(link.other))),
    ],
  };
}

/** Drafts of a text, its fingerprint and its reading; the text's apart, because a text that is there is not made again. */
export function prepareText(of: Reread): { blobs: Map<Hash, Uint8Array>; text: Draft; textHash: Hash; rest: Draft[] } {
  const { documentId, document, reading, fingerprint } = of;
  const blobs = new Map<Hash, Uint8Array>();
  const keep = (content: string): Hash => {
    const bytes = Buffer.from(content, 'utf8');
    const hash = sha256(bytes);
    blobs.set(hash, bytes);
    return hash;
  };
  if (!document.text.isWellFormed()) {
    throw new Problem(
      'invalid_text',
      'The text holds half a surrogate pair.',
      'This is a fault in Deeds; please report it.',
    );
  }
  const textHash = keep(document.text);
  checkReading(reading, document.text, textHash);
  const text = draft(textMade, MACHINE, {
    document: documentId,
    text: textHash,
    map: document.map === undefined ? undefined : keep(canonicalJson(packedMap(document.map))),
    engine: of.captureEngine,
    about: factsOf(document),
  });
  const rest = [prepareReading(documentId, reading, keep(canonicalJson(reading)))];
  if (fingerprint !== undefined) rest.unshift(prepareFingerprint(documentId, textHash, fingerprint));
  return { blobs, text, textHash, rest };
}

/** `text` is the document's own, `otherText` the hash of the other's. */
export function prepareLink(document: DocumentId, link: LinkTo, text: string, otherText: Hash): Draft {
  checkWords(link.shared, text, 'link.shared');
  checkWords(link.unshared, text, 'link.unshared');
  const body: OriginLinked = {
    document,
    text: sha256(Buffer.from(text, 'utf8')),
    other: link.other,
    relation: link.relation,
    copy: link.copy,
    comparison: link.comparison,
    shared: link.shared,
    unshared: link.unshared,
    otherText,
    sharedOther: link.sharedOther,
    reason: link.reason,
  };
  return draft(originLinked, MACHINE, body);
}

export function prepareRefusal(refusal: Refusal, by: string): Prepared {
  const { name, code, sentence, bytes } = refusal;
  const hash = bytes === undefined ? undefined : sha256(bytes);
  return {
    blobs: hash === undefined ? new Map() : new Map([[hash, bytes!]]),
    drafts: [draft(refused, by, { name, code, sentence, bytes: hash })],
  };
}

function prepareReading(document: DocumentId, reading: Reading, hash: Hash): Draft {
  return draft(readingMade, MACHINE, { document, text: reading.textHash, reading: hash, engine: reading.engine });
}

function prepareFingerprint(document: DocumentId, text: Hash, { engine, keys, data }: Fingerprint): Draft {
  return draft(fingerprintMade, MACHINE, { document, text, engine, keys, data });
}

function factsOf({ text: _text, map: _map, ...facts }: Document): TextFacts {
  return facts;
}
