/** What people decide about whole documents: corrections, erasure, and which of them are copies of each other. */
import { Problem } from '../core/problem.ts';
import { relativeOf } from '../origins/relatives.ts';
import type { Added, Affected, DeedsRecord, RecordedDocument } from '../record/index.ts';
import { selected } from './selection.ts';

/** Who decides, and why. */
export interface Decider {
  readonly by: string;
  readonly why: string | undefined;
}

/** A document that must be there. */
export async function findDocument(record: DeedsRecord, id: string): Promise<RecordedDocument> {
  const document = await record.document(id);
  if (document !== undefined) return document;
  const [erasure] = await record.decisions({ kind: 'erased', subject: id });
  if (erasure !== undefined) {
    throw new Problem(
      'erased',
      `The document ${id} was erased on ${erasure.at.slice(0, 10)} by ${erasure.by} (entry ${erasure.sequence}).`,
      'What was erased is gone, and nothing is decided about it.',
    );
  }
  throw new Problem(
    'unknown_document',
    `The record in ${record.place} has no document ${id}.`,
    'See `deeds show documents` for those it has.',
    2,
  );
}

/** What a source took back, or put right. */
export interface Correction {
  readonly document: string;
  readonly retract: boolean;
  /** Only these words of it; undefined: all of it. */
  readonly words: string | undefined;
  readonly at: number | undefined;
  /** The document that says so, and the day it was said. */
  readonly notice: string | undefined;
  readonly published: string | undefined;
}

/** Records a correction or retraction, and answers with what rests on the document. */
export async function correct(
  record: DeedsRecord,
  correction: Correction,
  { by, why }: Decider,
): Promise<Added & { readonly affected: readonly Affected[] }> {
  const { document, retract, words, at, notice, published } = correction;
  const { textHash } = await findDocument(record, document);
  const spans = words === undefined ? undefined : [selected((await record.text(document))!, words, at)];
  const added = await record.decide({
    kind: 'correction_received',
    by,
    body: {
      document,
      sort: retract ? 'retraction' : 'correction',
      ...(spans !== undefined && { spans: spans.map(({ start, end }) => ({ start, end })), text: textHash }),
      ...(notice !== undefined && { notice }),
      ...(published !== undefined && { published }),
      ...(why !== undefined && { why }),
    },
  });
  const affected = (await record.affected()).filter(({ correction }) => correction.sequence === added.sequence);
  return { ...added, affected };
}

/** What an erasure of a document would take away, and what it would leave. */
export interface ToErase {
  readonly document: RecordedDocument;
  /** Decisions of people about it or its claims, notes among them; that they were made stays. */
  readonly decisions: number;
  /** Documents that share words with it, which stay. */
  readonly related: readonly string[];
  /** Documents in whose bytes it lies, as an e-mail that it was attached to; they stay, and its words with them. */
  readonly holders: readonly string[];
}

export async function toErase(record: DeedsRecord, id: string): Promise<ToErase> {
  const document = await findDocument(record, id);
  const about = (await record.decisions({ undone: true })).filter(
    ({ subject }) => subject === id || subject.startsWith(`${id}/`),
  );
  const related = (await record.links(id)).map(link => (link.document === id ? link.other : link.document));
  const holders = await holdersOf(record, document);
  return { document, decisions: about.length, related: [...new Set(related)], holders };
}

/** The document that it was taken from, and the one that that was taken from. What is no document goes with it. */
async function holdersOf(record: DeedsRecord, { facts }: RecordedDocument): Promise<string[]> {
  if (facts.within === undefined) return [];
  const { hash } = facts.within;
  const holder = await record.document(`doc_${hash.slice(0, 24)}`);
  return holder === undefined ? [] : [holder.id, ...(await holdersOf(record, holder))];
}

export function erase(record: DeedsRecord, document: string, basis: string, { by, why }: Decider): Promise<Added> {
  return record.decide({ kind: 'erased', by, body: { document, basis, ...(why !== undefined && { why }) } });
}

/** Says that one document is a copy of the other, whatever the machine found; which words they share is worked out all the same. */
export async function link(record: DeedsRecord, one: string, other: string, { by, why }: Decider): Promise<Added> {
  mustDiffer(one, other);
  await findDocument(record, one);
  await findDocument(record, other);
  const relative = (await relativeOf(record, one, other))!;
  const reason = `A person says so${why === undefined ? '.' : `: ${why}`} ${relative.reason}`;
  return await record.addLink({ ...relative, document: one, copy: true, reason, by });
}

/** Says that two documents are no copies of each other. They may still be of one origin by a third. */
export async function unlink(record: DeedsRecord, one: string, other: string, { by, why }: Decider): Promise<Added> {
  mustDiffer(one, other);
  const body = { document: one, other, ...(why !== undefined && { why }) };
  return await record.decide({ kind: 'origin_unlinked', by, body });
}

function mustDiffer(one: string, other: string): void {
  if (one !== other) return;
  throw new Problem('same_document', `${one} was named twice.`, 'Name two documents.', 2);
}
