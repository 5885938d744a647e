import { type Json, isObject } from './json.ts';

/** What a field may hold. */
type Check = (value: unknown) => boolean;

/** What the format says of a kind of entry. */
export interface Form {
  /** Fields of the body; a `?` behind the name marks one that may be missing. */
  readonly fields: { readonly [field: string]: Check };
  /** Fields that name a blob. */
  readonly blobs?: readonly string[];
  /** What a decision is about; only what people decide has one. */
  readonly subject?: (body: Json) => string;
  /** Of a decision: it cannot be taken back. */
  readonly lasts?: boolean;
}

const text: Check = value => typeof value === 'string';
const flag: Check = value => typeof value === 'boolean';
const count: Check = value => Number.isSafeInteger(value) && (value as number) >= 0;
const number: Check = value => typeof value === 'number';
const anything: Check = () => true;
const hash: Check = value => typeof value === 'string' && /^[0-9a-f]{64}$/u.test(value);
const key: Check = value => bytesOf(value)?.length === 32;
const signature: Check = value => bytesOf(value)?.length === 64;
const document: Check = value => typeof value === 'string' && /^doc_[0-9a-f]{24}$/u.test(value);
const day: Check = value => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/u.test(value);
const oneOf =
  (...words: string[]): Check =>
  value =>
    words.includes(value as string);
const list =
  (item: Check): Check =>
  value =>
    Array.isArray(value) && value.every(item);
const either =
  (...checks: Check[]): Check =>
  value =>
    checks.some(check => check(value));
const object =
  (fields: { readonly [field: string]: Check }): Check =>
  value =>
    isObject(value) && misfit(fields, value) === undefined;

const span = object({ start: count, end: count });

const review = {
  document,
  claim: text,
  verdict: oneOf('confirmed', 'edited', 'rejected'),
  'edited?': hash,
  'after?': count,
  'independent?': flag,
  'why?': text,
};
const published = { finding: text, proposal: hash, 'why?': text };
const ofClaim = (body: Json): string => `${String(body['document'])}/${String(body['claim'])}`;
const by =
  (field: string): ((body: Json) => string) =>
  body =>
    String(body[field]);

/** The tables of `docs/record-format.md`. */
export const forms: ReadonlyMap<string, Form> = new Map<string, Form>(
  Object.entries({
    record_created: { fields: { format: oneOfNumbers(1, 2), record: text, 'key?': key } },
    document_captured: {
      fields: { document, bytes: hash, length: count, facts: isObject, 'retrieval?': hash, 'encoded?': hash },
      blobs: ['bytes', 'retrieval', 'encoded'],
    },
    container_captured: {
      fields: { bytes: hash, length: count, name: text, mediaType: text, holds: list(document) },
      blobs: ['bytes'],
    },
    text_made: {
      fields: { document, text: hash, about: either(hash, isObject), 'map?': hash, engine: text },
      blobs: ['text', 'about', 'map'],
    },
    fingerprint_made: {
      fields: { document, text: hash, engine: text, keys: list(either(text, number)), data: anything },
    },
    reading_made: { fields: { document, text: hash, reading: hash, engine: text }, blobs: ['reading'] },
    origin_linked: {
      fields: {
        document,
        other: document,
        text: hash,
        otherText: hash,
        relation: text,
        copy: flag,
        'link?': hash,
        // In format 1.
        'comparison?': anything,
        'shared?': list(isObject),
        'unshared?': list(isObject),
        'sharedOther?': list(isObject),
        'reason?': text,
      },
      blobs: ['link'],
    },
    refused: { fields: { name: text, code: text, sentence: text, 'bytes?': hash }, blobs: ['bytes'] },
    checkpoint_made: { fields: { size: count, root: hash, peaks: list(hash), key, note: text } },
    key_changed: { fields: { key, 'signature?': signature } },

    claim_reviewed: { fields: review, blobs: ['edited'], subject: ofClaim },
    claim_review_refused: {
      fields: { ...review, current: hash },
      blobs: ['edited'],
      subject: ofClaim,
      lasts: true,
    },
    claim_added: {
      fields: { document, text: hash, claim: hash, id: text, 'why?': text },
      blobs: ['claim'],
      subject: body => `${String(body['document'])}/${String(body['id'])}`,
    },
    actors_merged: { fields: { from: text, into: text, 'why?': text }, subject: by('from') },
    actor_split: {
      fields: {
        actor: text,
        documents: list(document),
        as: object({ id: text, name: text, type: text }),
        'why?': text,
      },
      subject: by('actor'),
    },
    actor_given_post: {
      fields: { actor: text, post: text, 'of?': text, 'from?': day, 'until?': day, 'why?': text },
      subject: by('actor'),
    },
    origin_unlinked: {
      fields: { document, other: document, 'why?': text },
      subject: body => pairOf(String(body['document']), String(body['other'])),
    },
    instrument_registered: {
      fields: {
        instrument: text,
        title: text,
        'form?': text,
        parties: list(text),
        'called?': list(object({ actor: text, name: text, aliases: list(text) })),
        'adopted?': day,
        'inForce?': day,
        'until?': day,
        'aliases?': list(text),
        texts: list(object({ document, 'by?': text })),
        'why?': text,
      },
      subject: by('instrument'),
    },
    provision_registered: {
      fields: {
        provision: text,
        instrument: text,
        label: text,
        kind: oneOf('deliverable', 'standing_duty', 'prohibition', 'declaratory'),
        bound: list(text),
        'words?': object({ document, text: hash, start: count, end: count }),
        'elements?': isObject,
        'due?': day,
        'wording?': hash,
        'holds?': list(document),
        'why?': text,
      },
      blobs: ['wording'],
      subject: by('provision'),
    },
    instrument_withdrawn: { fields: { instrument: text, 'why?': text }, subject: by('instrument') },
    provision_withdrawn: { fields: { provision: text, 'why?': text }, subject: by('provision') },
    bearing_set: {
      fields: {
        bearing: text,
        document,
        claim: text,
        provision: text,
        direction: oneOf('supports', 'contradicts', 'neutral'),
        scope: oneOf('in_scope', 'out_of_scope', 'undetermined'),
        elements: isObject,
        grade: text,
        'wording?': hash,
        'text?': hash,
        'proposed?': text,
        'why?': text,
      },
      blobs: ['wording'],
      subject: by('bearing'),
    },
    bearing_rejected: {
      fields: { bearing: text, document, claim: text, provision: text, 'why?': text },
      subject: by('bearing'),
    },
    bearing_settled: {
      fields: {
        bearing: text,
        outcome: oneOf('withdrawn', 'shown_false', 'shown_out_of_scope'),
        evidence: document,
        why: text,
      },
      subject: by('bearing'),
    },
    source_rated: {
      fields: {
        source: text,
        reliability: oneOf('A', 'B', 'C', 'D', 'E', 'F'),
        'speaksFor?': text,
        'sees?': list(text),
        'primary?': flag,
        'why?': text,
      },
      subject: body => String(body['source']).toLowerCase(),
    },
    finding_proposed: {
      fields: {
        finding: text,
        provision: text,
        party: text,
        window: isObject,
        rubric: text,
        level: text,
        'because?': anything,
        'confidence?': anything,
        'coverage?': anything,
        bearings: list(text),
        'wording?': hash,
        'why?': text,
      },
      blobs: ['wording'],
      subject: by('finding'),
    },
    finding_reviewed: {
      fields: { ...published, verdict: oneOf('approved', 'returned') },
      subject: by('finding'),
    },
    finding_published: { fields: published, subject: by('finding'), lasts: true },
    finding_superseded: { fields: published, subject: by('finding') },
    correction_received: {
      fields: {
        document,
        sort: oneOf('correction', 'retraction'),
        'spans?': list(span),
        'text?': hash,
        'notice?': document,
        'published?': day,
        'why?': text,
      },
      subject: by('document'),
    },
    note_added: { fields: { subject: text, note: hash }, blobs: ['note'], subject: by('subject') },
    erased: { fields: { document, basis: text, 'why?': text }, subject: by('document'), lasts: true },
    undone: { fields: { entry: hash, 'why?': text }, subject: by('entry'), lasts: true },
    entries_imported: {
      fields: { record: text, checkpoint: text, entries: count },
      subject: by('record'),
      lasts: true,
    },
  }),
);

/** What an entry was in the record that it came from. */
const imported = { record: text, sequence: count, at: text, by: text, previous: hash, hash };

/** The first field that is not as the form says, or that the form does not have; undefined when the body is sound. */
export function misfit(fields: Form['fields'], body: Json): string | undefined {
  const wrong = Object.entries(fields).find(([name, check]) => {
    const isOptional = name.endsWith('?');
    const value = body[isOptional ? name.slice(0, -1) : name];
    return value === undefined ? !isOptional : !check(value);
  });
  if (wrong !== undefined) return wrong[0].replace('?', '');
  return Object.keys(body).find(name => !(name in fields) && !(`${name}?` in fields));
}

/** As `misfit`, for the body of an entry of any kind: each may have come from another record. */
export function misfitOfEntry(form: Form, body: Json): string | undefined {
  return misfit({ ...form.fields, 'imported?': object(imported) }, body);
}

/** Two ids in the order of their bytes. */
export function pairOf(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

/** Bytes in base64, written in the one way that gives them; undefined when it is anything else. */
export function bytesOf(base64: unknown): Buffer | undefined {
  if (typeof base64 !== 'string') return undefined;
  const bytes = Buffer.from(base64, 'base64');
  return bytes.toString('base64') === base64 ? bytes : undefined;
}

function oneOfNumbers(...numbers: number[]): Check {
  return value => numbers.includes(value as number);
}
