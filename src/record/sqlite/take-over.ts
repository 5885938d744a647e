import { Problem } from '../../core/problem.ts';
import type { Blobs } from '../blobs.ts';
import { importedOf } from '../decisions/decision.ts';
import { decisionKindOf } from '../decisions/index.ts';
import { entriesImported } from '../decisions/entries-imported.ts';
import { documentCaptured } from '../entries/document-captured.ts';
import { blobsOf, documentsOf, entryKindOf } from '../entries/index.ts';
import { draft, type Entry } from '../entry.ts';
import type { DocumentId, ForeignEntries, Hash, TakenOver } from '../record.ts';
import type { GroupWriter } from './group-writer.ts';
import type { Subjects } from './needs.ts';
import type { Statements } from './statements.ts';

interface Parts {
  readonly sql: Statements;
  readonly subjects: Subjects;
  readonly blobs: Blobs;
  readonly writer: GroupWriter;
}

/** Nothing was new: the change is rolled back, and nothing is recorded. */
class NothingNew extends Error {}

/** Blobs first, a few at a time; then all entries in one transaction, so that a document is here whole or not at all. */
export async function takeOver(source: ForeignEntries, by: string, parts: Parts): Promise<TakenOver> {
  await parts.blobs.keepAll(blobsToKeep(source, parts));
  const taker = new Taker(source, by, parts);
  try {
    await parts.writer.write(new Map(), () => ({ documentId: undefined, added: true, sequence: taker.takeAll() }));
  } catch (error) {
    if (!(error instanceof NothingNew)) throw error;
  }
  return taker.result();
}

function* blobsToKeep(source: ForeignEntries, { sql, blobs }: Parts): Iterable<[Hash, Uint8Array]> {
  for (const entry of source.entries()) {
    if (!entryKindOf(entry.kind).travels || mayNotKeep(entry, sql)) continue;
    for (const hash of blobsOf(entry)) {
      const bytes = blobs.has(hash) ? undefined : source.blob(hash);
      if (bytes !== undefined) yield [hash, bytes];
    }
  }
}

/**
 * What was erased here must not come back to the disk, not even for a moment; and what nobody will name (see `#reading`) would stay there when
 * its words are erased later.
 */
function mayNotKeep(entry: Entry, sql: Statements): boolean {
  const here = documentsOf(entry).map(document => sql.get('SELECT erased FROM document WHERE id = ?', document));
  if (here.some(row => row !== undefined && row['erased'] !== null)) return true;
  return decisionKindOf(entry.kind) === undefined && here.length > 0 && here.every(row => row !== undefined);
}

class Taker {
  readonly #source: ForeignEntries;
  readonly #by: string;
  readonly #parts: Parts;
  readonly #fresh = new Set<DocumentId>();
  readonly #shared = new Set<DocumentId>();
  #decisions = 0;
  #known = 0;
  #leftOut = 0;

  constructor(source: ForeignEntries, by: string, parts: Parts) {
    this.#source = source;
    this.#by = by;
    this.#parts = parts;
  }

  result(): TakenOver {
    return {
      documents: [...this.#fresh],
      shared: [...this.#shared],
      decisions: this.#decisions,
      known: this.#known,
      leftOut: this.#leftOut,
    };
  }

  takeAll(): number {
    const { record, checkpoint } = this.#source;
    const offered = [...this.#source.entries()].filter(({ kind }) => entryKindOf(kind).travels);
    const heading = draft(entriesImported, this.#by, { record, checkpoint, entries: offered.length });
    const first = this.#append(heading);
    for (const entry of offered) this.#take(entry);
    if (this.#fresh.size + this.#decisions === 0) throw new NothingNew();
    return first;
  }

  #take(entry: Entry): void {
    const isDecision = decisionKindOf(entry.kind) !== undefined;
    const outcome = isDecision ? this.#decision(entry) : this.#reading(entry);
    if (outcome === 'known') this.#known++;
    else if (outcome === 'left out') this.#leftOut++;
    else if (isDecision) this.#decisions++;
  }

  /** What was captured and read comes only with a document that is new here; of others this record has its own reading. */
  #reading(entry: Entry): 'taken' | 'known' | 'left out' {
    const about = documentsOf(entry);
    const isHere = (document: DocumentId): boolean =>
      this.#parts.sql.get('SELECT 1 FROM document WHERE id = ?', document) !== undefined;
    if (about.every(document => isHere(document) && !this.#fresh.has(document))) {
      if (entry.kind === documentCaptured.name) this.#shared.add(about[0]!);
      return 'known';
    }
    // Words that an erasure took there cannot be taken over.
    if (blobsOf(entry).some(blob => !this.#parts.blobs.has(blob))) return 'left out';
    if (entry.kind === documentCaptured.name) this.#fresh.add(about[0]!);
    else if (!about.every(isHere)) return 'left out';
    this.#append({ kind: entry.kind, by: this.#by, body: this.#bodyWithSource(entry) });
    return 'taken';
  }

  #decision(entry: Entry): 'taken' | 'known' | 'left out' {
    const kind = decisionKindOf(entry.kind)!;
    const body = JSON.parse(entry.body) as object;
    const hash = importedOf(body)?.hash ?? entry.hash;
    if (this.#parts.sql.get('SELECT 1 FROM decision WHERE hash = ?', hash) !== undefined) return 'known';
    try {
      this.#parts.subjects.mustHave(kind.needs(body as never));
    } catch (error) {
      if (error instanceof Problem) return 'left out';
      throw error;
    }
    if (blobsOf(entry).some(blob => !this.#parts.blobs.has(blob))) return 'left out';
    this.#append({ kind: entry.kind, by: this.#by, body: this.#bodyWithSource(entry) });
    return 'taken';
  }

  /** The first record that an entry came from stays named when it goes on to a third one. */
  #bodyWithSource(entry: Entry): object {
    const body = JSON.parse(entry.body) as object;
    const { sequence, at, by, previous, hash } = entry;
    return importedOf(body) !== undefined
      ? body
      : { ...body, imported: { record: this.#source.record, sequence, at, by, previous, hash } };
  }

  #append(one: { kind: string; by: string; body: unknown }): number {
    const { writer, blobs } = this.#parts;
    return writer.append([one], hash => blobs.read(hash));
  }
}
