import { canonicalJson } from '../core/canonical.ts';
import type { Document } from '../core/document.ts';
import type { Fetched } from '../core/fetched.ts';
import { Problem } from '../core/problem.ts';
import type { Reading } from '../core/reading.ts';
import { documentIdOf, sha256 } from './chain.ts';
import { checkReading, checkWords } from './check.ts';
import { containerCaptured } from './entries/container-captured.ts';
import { type DocumentCaptured, documentCaptured } from './entries/document-captured.ts';
import { fingerprintMade } from './entries/fingerprint-made.ts';
import { type OriginLinked, type LinkWords, originLinked } from './entries/origin-linked.ts';
import { readingMade } from './entries/reading-made.ts';
import { refused } from './entries/refused.ts';
import { packedMap, textMade } from './entries/text-made.ts';
import { type Draft, draft, MACHINE } from './entry.ts';
import type { DecisionKind } from './decisions/decision.ts';
import { decisionKindOf } from './decisions/index.ts';
import type {
  Addition,
  Container,
  Decision,
  DocumentId,
  Fingerprint,
  Hash,
  Link,
  Refusal,
  Reread,
  TextFacts,
} from './record.ts';

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
  const { bytes, facts, fetched, document, links } = addition;
  const documentId = documentIdOf(bytes);
  const came = prepareRetrieval(fetched);
  const made = prepareText({ ...addition, documentId });
  const linked = links.map(link => prepareLink({ document: documentId, ...link }, document.text, textOf(link.other)));
  const captured = draft(documentCaptured, addition.by ?? by, {
    document: documentId,
    bytes: sha256(bytes),
    length: bytes.byteLength,
    facts: { ...facts, mediaType: document.mediaType, encoding: document.encoding },
    ...came.hashes,
  });
  return {
    documentId,
    blobs: new Map([
      [sha256(bytes), bytes],
      ...came.blobs,
      ...made.blobs,
      ...linked.flatMap(({ blobs }) => [...blobs]),
    ]),
    drafts: [captured, made.text, ...made.rest, ...linked.flatMap(({ drafts }) => drafts)],
  };
}

/** How bytes came from the network, and what was sent where that is not what they are: enough to write the exchange down as a WARC. */
function prepareRetrieval(fetched: Fetched | undefined): {
  readonly blobs: ReadonlyMap<Hash, Uint8Array>;
  readonly hashes: Pick<DocumentCaptured, 'retrieval' | 'encoded'>;
} {
  const blobs = new Map<Hash, Uint8Array>();
  if (fetched === undefined) return { blobs, hashes: {} };
  const { bytes: _bytes, encoded, ...retrieval } = fetched;
  if (retrieval.codings.length > 0) blobs.set(retrieval.encodedSha256, encoded);
  return {
    hashes: {
      retrieval: keepIn(blobs, canonicalJson(retrieval)),
      encoded: retrieval.codings.length > 0 ? retrieval.encodedSha256 : undefined,
    },
    blobs,
  };
}

/** Drafts of a text, its fingerprint and its reading; the text's apart, because a text that is there is not made again. */
export function prepareText(of: Reread): { blobs: Map<Hash, Uint8Array>; text: Draft; textHash: Hash; rest: Draft[] } {
  const { documentId, document, reading, fingerprint } = of;
  const blobs = new Map<Hash, Uint8Array>();
  const keep = (content: string): Hash => keepIn(blobs, content);
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
    about: keep(canonicalJson(factsOf(document))),
    map: document.map === undefined ? undefined : keep(canonicalJson(packedMap(document.map))),
    engine: of.captureEngine,
  });
  const rest = [prepareReading(documentId, reading, keep(canonicalJson(reading)))];
  if (fingerprint !== undefined) rest.unshift(prepareFingerprint(documentId, textHash, fingerprint));
  return { blobs, text, textHash, rest };
}

/** `text` is the document's own, `otherText` the hash of the other's. */
export function prepareLink(link: Link, text: string, otherText: Hash, by = MACHINE): Prepared {
  const { document, other, relation, copy, comparison, shared, unshared, sharedOther, reason } = link;
  checkWords(shared, text, 'link.shared');
  checkWords(unshared, text, 'link.unshared');
  const blobs = new Map<Hash, Uint8Array>();
  const words: LinkWords = { comparison, shared, unshared, sharedOther, reason };
  const textHash = sha256(Buffer.from(text, 'utf8'));
  const kept = keepIn(blobs, canonicalJson(words));
  const body: OriginLinked = { document, other, text: textHash, otherText, relation, copy, link: kept };
  return { blobs, drafts: [draft(originLinked, by, body)] };
}

/** A decision with its content put into a blob, checked against the shape of its kind. */
export function prepareDecision({
  kind: name,
  by,
  body,
  content,
}: Decision): Prepared & { readonly kind: DecisionKind<never> } {
  const kind = decisionKindOf(name);
  if (kind === undefined) throw invalidDecision(`there is no kind of decision called "${name}"`);
  if (content !== undefined && kind.content === undefined) throw invalidDecision(`${name} has no content`);
  const blobs = new Map<Hash, Uint8Array>();
  if (content !== undefined && !content.isWellFormed())
    throw invalidDecision('its content holds half a surrogate pair');
  const whole = content === undefined ? body : { ...body, [kind.content!]: keepIn(blobs, content) };
  const checked = kind.schema.safeParse(whole);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw invalidDecision(`${[name, ...issue!.path].join('.')}: ${issue!.message}`);
  }
  return { kind, blobs, drafts: [draft(kind as DecisionKind<unknown>, by, checked.data)] };
}

export function invalidDecision(why: string): Problem {
  return new Problem(
    'invalid_decision',
    `The decision was not kept: ${why}.`,
    'docs/record-format.md says what each kind of decision holds.',
    2,
  );
}

function keepIn(blobs: Map<Hash, Uint8Array>, content: string): Hash {
  const bytes = Buffer.from(content, 'utf8');
  const hash = sha256(bytes);
  blobs.set(hash, bytes);
  return hash;
}

export function prepareContainer({ name, bytes, mediaType, holds }: Container, by: string): Prepared {
  const hash = sha256(bytes);
  const body = { bytes: hash, length: bytes.byteLength, name, mediaType, holds };
  return { blobs: new Map([[hash, bytes]]), drafts: [draft(containerCaptured, by, body)] };
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
