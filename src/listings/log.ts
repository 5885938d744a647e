/** The log, entry by entry: who did what, when and why, in a line each. */
import type { Listing, ListingRow } from '../core/listing.ts';
import { type DeedsRecord, type Entry, entryKinds, type RecordedDecision } from '../record/index.ts';

/** Every kind of entry that a record can hold. */
export const entryKindNames: readonly string[] = entryKinds.map(({ name }) => name);

/** What the log may be narrowed to. */
export interface LogFilter {
  readonly from?: number;
  readonly kind?: string;
  readonly by?: string;
  /** An id: of a document, a claim (`document/claim` or alone), an actor, an instrument, … */
  readonly about?: string;
}

type Body = Readonly<Record<string, unknown>>;

export async function logList(record: DeedsRecord, filter: LogFilter): Promise<Listing> {
  const entries: Entry[] = [];
  for await (const entry of record.entries(filter.from)) {
    if (filter.kind !== undefined && entry.kind !== filter.kind) continue;
    if (filter.by !== undefined && entry.by !== filter.by) continue;
    entries.push(entry);
  }
  const decisions = await record.decisions({ undone: true });
  return listOf(entries, decisions, filter.about);
}

/** Of the log so many entries in their order, from one on. */
export async function logFrom(record: DeedsRecord, filter: LogFilter, limit: number): Promise<Listing> {
  // What is about an id is told by reading on.
  if (filter.about !== undefined) {
    const all = await logList(record, filter);
    return { ...all, rows: all.rows.slice(0, limit) };
  }
  const entries: Entry[] = [];
  for await (const entry of record.entries(filter.from)) {
    if (filter.kind !== undefined && entry.kind !== filter.kind) continue;
    if (filter.by !== undefined && entry.by !== filter.by) continue;
    entries.push(entry);
    if (entries.length === limit) break;
  }
  return listOf(entries, await decisionsOf(record, entries));
}

/** A page of the log, the last entries first, and how many entries there are of the kind and by the person asked for. */
export async function lastOfLog(
  record: DeedsRecord,
  { kind, by }: Pick<LogFilter, 'kind' | 'by'>,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<Listing & { readonly total: number }> {
  const narrowed = { ...(kind !== undefined && { kind }), ...(by !== undefined && { by }) };
  const entries = await record.lastEntries({ ...narrowed, offset, limit });
  return { ...listOf(entries, await decisionsOf(record, entries)), total: await record.entryCount(narrowed) };
}

/** What people decided about a claim, in order, with what was taken back; found without reading the log. */
export async function historyOf(record: DeedsRecord, claim: string): Promise<Listing> {
  const about = [
    ...(await record.decisions({ subject: claim, undone: true })),
    ...(await record.decisions({ restsOn: claim, undone: true })),
    ...(await record.decisions({ kind: 'bearing_rejected', undone: true })).filter(({ body }) =>
      isAbout(claim, body, undefined),
    ),
  ];
  return await logAt(
    record,
    about.flatMap(({ sequence, undone }) => [sequence, ...(undone === undefined ? [] : [undone])]),
  );
}

/** Entries by their numbers, each once and in order, found without reading the log. */
export async function logAt(record: DeedsRecord, numbers: readonly number[]): Promise<Listing> {
  const entries: Entry[] = [];
  for (const number of [...new Set(numbers)].toSorted((a, b) => a - b))
    entries.push(...(await record.lastEntries({ before: number + 1, limit: 1 })));
  return listOf(entries, await decisionsOf(record, entries));
}

/** The decisions that some entries hold, and those that they take back. */
async function decisionsOf(record: DeedsRecord, entries: readonly Entry[]): Promise<RecordedDecision[]> {
  const hashes = entries
    .filter(({ kind }) => kind === 'undone')
    .map(({ body }) => String((JSON.parse(body) as Body)['entry']));
  return [
    ...(await record.decisions({ sequences: entries.map(({ sequence }) => sequence), undone: true })),
    ...(await record.decisions({ hashes, undone: true })),
  ];
}

function listOf(entries: readonly Entry[], decisions: readonly RecordedDecision[], about?: string): Listing {
  const bySequence = new Map(decisions.map(decision => [decision.sequence, decision]));
  const byHash = new Map(decisions.map(decision => [decision.hash, decision]));
  const rows = entries.flatMap((entry): ListingRow[] => {
    const body = JSON.parse(entry.body) as Body;
    const takenBack = byHash.get(String(body['entry']));
    if (about !== undefined && !isAbout(about, body, takenBack)) return [];
    return [rowOf(entry, body, bySequence.get(entry.sequence), takenBack)];
  });
  return { name: 'entries', columns: ['entry', 'at', 'by', 'kind', 'what', 'why', 'undone_by', 'hash'], rows };
}

function rowOf(
  entry: Entry,
  body: Body,
  decision: RecordedDecision | undefined,
  takenBack: RecordedDecision | undefined,
): ListingRow {
  const { sequence, at, by, kind, previous, hash } = entry;
  const what = whatOf(kind, body, decision, takenBack);
  const why = typeof body['why'] === 'string' ? body['why'] : '';
  const undone = decision?.undone;
  return {
    number: sequence,
    cells: [String(sequence), at, by, kind, what, why, undone === undefined ? '' : String(undone), hash],
    value: { sequence, at, by, kind, what, body, previous, hash, ...(undone !== undefined && { undone }) },
    shown: {
      headline: `${at.slice(0, 19).replace('T', ' ')}  ${by}: ${what}${why === '' ? '' : ` — ${why}`}${undone === undefined ? '' : ` (taken back by entry ${undone})`}`,
      details: [],
    },
  };
}

/** Does an entry, or the one that it takes back, speak of an id? */
function isAbout(id: string, body: Body, takenBack: RecordedDecision | undefined): boolean {
  const { document, claim, id: own } = body;
  return (
    `${String(document)}/${String(claim)}` === id ||
    `${String(document)}/${String(own)}` === id ||
    speaksOf(id, body) ||
    (takenBack !== undefined && (takenBack.subject === id || isAbout(id, takenBack.body, undefined)))
  );
}

function speaksOf(id: string, value: unknown): boolean {
  if (typeof value === 'string') return value === id || value.endsWith(`/${id}`);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(field => speaksOf(id, field));
}

/** An entry, with its fields as words. */
interface Told {
  readonly body: Body;
  readonly decision: RecordedDecision | undefined;
  readonly of: (field: string) => string;
}

/** What was done, for people; a kind that is not here is told by its name. */
const sentences: Readonly<Record<string, (told: Told) => string>> = {
  record_created: () => 'made the record',
  document_captured: ({ of, body }) => `added ${of('document')} (${nameIn(body)}, ${of('length')} bytes)`,
  text_made: ({ of }) => `made the text of ${of('document')}`,
  fingerprint_made: ({ of }) => `made the fingerprint of ${of('document')}`,
  reading_made: ({ of }) => `read ${of('document')} with ${of('engine')}`,
  origin_linked: ({ of, body }) =>
    `linked ${of('document')} with ${of('other')}: ${of('relation')}${body['copy'] === true ? ', counted as a copy' : ''}`,
  refused: ({ of }) => `refused ${of('name')}: ${of('sentence')} [${of('code')}]`,
  checkpoint_made: ({ of }) => `signed the first ${of('size')} entries`,
  key_changed: ({ body }) =>
    body['signature'] === undefined ? 'made a new key, which nobody vouches for' : 'changed the key',
  claim_reviewed: ({ of, body, decision }) =>
    `${of('verdict')} ${decision?.subject}${body['independent'] === true ? ', independently' : ''}`,
  claim_review_refused: ({ of, decision }) => `${of('verdict')} ${decision?.subject}, too late: it counts for nothing`,
  claim_added: ({ decision }) => `made the claim ${decision?.subject} by hand`,
  actors_merged: ({ of }) => `said that ${of('from')} is ${of('into')}`,
  actor_split: ({ of, body }) =>
    `said that ${of('actor')} is ${String((body['as'] as Body)['id'])} in ${(body['documents'] as string[]).join(', ')}`,
  actor_given_post: ({ of }) => `gave ${of('actor')} the post ${of('post')}`,
  origin_unlinked: ({ of }) => `said that ${of('document')} and ${of('other')} are no copies`,
  instrument_registered: ({ of }) => `registered the instrument ${of('instrument')}: ${of('title')}`,
  provision_registered: ({ of }) => `registered the provision ${of('provision')} of ${of('instrument')}`,
  instrument_withdrawn: ({ of }) => `withdrew the instrument ${of('instrument')}`,
  provision_withdrawn: ({ of }) => `withdrew the provision ${of('provision')}`,
  bearing_set: ({ of }) =>
    `said that ${of('document')}/${of('claim')} ${of('direction')} ${of('provision')}, ${of('scope')}, ${of('grade')}`,
  bearing_rejected: ({ of }) => `said that ${of('document')}/${of('claim')} does not bear on ${of('provision')}`,
  bearing_settled: ({ of }) =>
    `said that what ${of('bearing')} tells of was ${of('outcome').replaceAll('_', ' ')}: ${of('why')}`,
  source_rated: ({ of }) => `rated the source ${of('source')} ${of('reliability')}`,
  finding_proposed: ({ of }) => `proposed the finding ${of('finding')} on ${of('provision')}: ${of('level')}`,
  finding_reviewed: ({ of }) => `${of('verdict')} the finding ${of('finding')}`,
  finding_published: ({ of }) => `published the finding ${of('finding')}`,
  finding_superseded: ({ of }) => `superseded the finding ${of('finding')}`,
  correction_received: ({ of, body }) =>
    `recorded a ${of('sort')} of ${of('document')}${body['spans'] === undefined ? '' : ', in part'}`,
  note_added: ({ decision }) => `noted on ${decision?.subject}: ${decision?.content ?? 'words that were erased'}`,
  erased: ({ of }) => `erased ${of('document')}; basis: ${of('basis')}`,
  entries_imported: ({ of }) => `took over entries of the record ${of('record')}`,
};

function whatOf(
  kind: string,
  body: Body,
  decision: RecordedDecision | undefined,
  takenBack: RecordedDecision | undefined,
): string {
  const imported =
    decision?.imported === undefined ? '' : ` (by ${decision.imported.by}, in the record ${decision.imported.record})`;
  if (kind === 'undone')
    return `took back entry ${takenBack?.sequence}${takenBack === undefined ? '' : ` (${takenBack.kind} about ${takenBack.subject})`}${imported}`;
  return `${sentences[kind]?.({ body, decision, of: field => String(body[field]) }) ?? kind}${imported}`;
}

function nameIn(body: Body): string {
  return String((body['facts'] as Body | undefined)?.['name']);
}
