import { canonicalJson } from '../../core/canonical.ts';
import type { Claim } from '../../core/claim.ts';
import type { Span } from '../../core/span.ts';
import type { CapturedRow, Projection, ReadingRow, RefusalRow, TextRow } from '../projection.ts';
import type { DocumentId, Fingerprint, Hash, Link, OriginId } from '../record.ts';
import { coreOf, merged, type Part, partsLeft, sizeOf } from './mixture.ts';
import type { Statements } from './statements.ts';

/** Claims of one reading at most; a claim's number is its reading's sequence times this, plus its place. */
export const CLAIMS_PER_READING = 2 ** 20;

type LinkBody = Link & { readonly text: Hash; readonly otherText: Hash };

/** A link with `copy`, seen from one of its ends. */
interface Neighbour {
  readonly sequence: number;
  readonly other: DocumentId;
  readonly published: string | undefined;
  /** This end's bit in `link.cut`. */
  readonly bit: 1 | 2;
  readonly cut: number;
  /** Where the shared pieces stand at this end, and in which text version. */
  readonly pieces: readonly Span[];
  readonly text: Hash;
  /** Where they stand at the other end. */
  readonly there: readonly Span[];
}

/** SQL's columns by which documents of one origin are ranked: what comes first counts. */
export function rankOf(document: string): string {
  return `${document}.mixed, ${document}.published IS NULL, coalesce(${document}.published, ''), ${document}.strength IS NOT 'clean', ${document}.sequence`;
}

/** SQL for the documents that have links with `copy` to one. */
function copiesOf(document: string): string {
  return `SELECT other AS id FROM link WHERE copy = 1 AND document = ${document}
    UNION SELECT document FROM link WHERE copy = 1 AND other = ${document}`;
}

/** The fold's tables in SQLite. Called within a transaction only. */
export class SqliteProjection implements Projection {
  readonly #sql: Statements;

  constructor(statements: Statements) {
    this.#sql = statements;
  }

  addDocument(row: CapturedRow): void {
    this.#sql.run(
      `INSERT INTO document (id, sequence, at, by, bytes, length, facts, origin) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      row.document,
      row.sequence,
      row.at,
      row.by,
      row.bytesHash,
      row.byteLength,
      canonicalJson(row.facts),
      `org_${row.document.slice('doc_'.length)}`,
    );
  }

  setText(row: TextRow): void {
    const { about } = row;
    this.#sql.run(
      `UPDATE document SET text = ?, capture_engine = ?, about = ?, source = ?, published = ? WHERE id = ?`,
      row.textHash,
      row.engine,
      canonicalJson(about),
      about.source ?? null,
      about.published?.day ?? null,
      row.document,
    );
    const { sequence, origin } = this.#place(row.document);
    this.#sql.run('DELETE FROM document_words WHERE rowid = ?', sequence);
    this.#sql.run(
      'INSERT INTO document_words (rowid, title, text) VALUES (?, ?, ?)',
      sequence,
      about.title ?? '',
      row.text,
    );
    this.#findCopies(origin);
    // Its day may tell whether it was there before others.
    this.#weigh([row.document, ...this.#neighbours(row.document).map(({ other }) => other)]);
  }

  setReading({ document, sequence, readingHash, reading }: ReadingRow): void {
    this.#sql.run(
      `UPDATE document SET reading = ?, engine = ?, strength = ?, sentences = ?, claims = ? WHERE id = ?`,
      readingHash,
      reading.engine,
      reading.strength,
      reading.sentences,
      reading.claims.length,
      document,
    );
    this.#findCopies(this.#place(document).origin);
    this.#sql.run('DELETE FROM claim_words WHERE rowid IN (SELECT number FROM claim WHERE document = ?)', document);
    for (const table of ['claim', 'claim_actor', 'claim_also', 'actor']) {
      this.#sql.run(`DELETE FROM ${table} WHERE document = ?`, document);
    }
    for (const [place, claim] of reading.claims.entries()) {
      this.#addClaim(sequence * CLAIMS_PER_READING + place, document, sequence, claim);
    }
    for (const actor of reading.actors) {
      this.#sql.run(
        'INSERT INTO actor (id, document, type, actor) VALUES (?, ?, ?, ?)',
        actor.id,
        document,
        actor.type,
        canonicalJson(actor),
      );
    }
    for (const neighbour of this.#neighbours(document)) this.#addAlso(document, neighbour);
  }

  setFingerprint(document: DocumentId, fingerprint: Fingerprint): void {
    this.#sql.run('DELETE FROM fingerprint WHERE document = ?', document);
    this.#sql.run('DELETE FROM fingerprint_key WHERE document = ?', document);
    this.#sql.run(
      'INSERT INTO fingerprint (document, engine, data) VALUES (?, ?, ?)',
      document,
      fingerprint.engine,
      canonicalJson({ data: fingerprint.data, keys: fingerprint.keys }),
    );
    for (const key of fingerprint.keys) {
      // Bound as an integer; node:sqlite binds every number as REAL, which takes more room.
      const bound = typeof key === 'number' ? BigInt(key) : key;
      this.#sql.run('INSERT OR IGNORE INTO fingerprint_key (key, document) VALUES (?, ?)', bound, document);
    }
  }

  addLink(sequence: number, by: string, link: LinkBody): void {
    this.#sql.run(
      'INSERT INTO link (sequence, by, document, other, copy, link) VALUES (?, ?, ?, ?, ?, ?)',
      sequence,
      by,
      link.document,
      link.other,
      link.copy ? 1 : 0,
      canonicalJson(link),
    );
    const { document, other } = link;
    if (document === other) return;
    if (!link.copy) {
      this.#weigh(this.#between(document, other));
      return;
    }
    this.#unite(document, other);
    for (const [end, far] of [
      [document, other],
      [other, document],
    ] as const) {
      for (const neighbour of this.#neighbours(end, far)) {
        if (neighbour.sequence === sequence) this.#addAlso(end, neighbour);
      }
    }
    // What both are parts of may have left one of them.
    const leaving = this.#between(document, other).filter(
      id =>
        this.#sql.get(
          'SELECT 1 FROM link WHERE (document = ?1 AND cut & 1) OR (other = ?1 AND cut & 2) LIMIT 1',
          id,
        ) !== undefined,
    );
    this.#weigh([document, other, ...leaving]);
  }

  addRefusal(row: RefusalRow): void {
    this.#sql.run(
      'INSERT INTO refusal (sequence, at, name, code, sentence, bytes) VALUES (?, ?, ?, ?, ?, ?)',
      row.sequence,
      row.at,
      row.name,
      row.code,
      row.sentence,
      row.bytesHash ?? null,
    );
  }

  #addClaim(number: number, document: DocumentId, sequence: number, claim: Claim): void {
    this.#sql.run(
      `INSERT INTO claim (number, document, id, sequence, kind, rule, start, end, exact, factuality, strength, when_from, when_until, claim)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      number,
      document,
      claim.id,
      sequence,
      claim.kind,
      claim.rule,
      claim.words.start,
      claim.words.end,
      claim.words.exact,
      claim.factuality,
      claim.strength,
      claim.when?.from ?? null,
      claim.when?.until ?? null,
      canonicalJson(claim),
    );
    this.#sql.run('INSERT INTO claim_words (rowid, exact) VALUES (?, ?)', number, claim.words.exact);
    for (const actor of new Set(claim.actors)) {
      this.#sql.run('INSERT INTO claim_actor (actor, document, claim) VALUES (?, ?, ?)', actor, document, number);
    }
  }

  /** Of two origins the one whose first document was added first keeps its name. */
  #unite(a: DocumentId, b: DocumentId): void {
    const [one, two] = [this.#place(a).origin, this.#place(b).origin];
    if (one === two) return;
    const founded = (origin: OriginId): number => this.#place(`doc_${origin.slice('org_'.length)}`).sequence;
    const [kept, given] = founded(one) < founded(two) ? [one, two] : [two, one];
    this.#sql.run('UPDATE document SET origin = ? WHERE origin = ?', kept, given);
    this.#findCopies(kept);
  }

  /** The links with `copy` of a document (with one other), seen from it. */
  #neighbours(document: DocumentId, other?: DocumentId): Neighbour[] {
    const rows = this.#sql.all(
      `SELECT link.sequence, link.cut, link.link, document.published, document.id AS far FROM link
       JOIN document ON document.id = iif(link.document = ?1, link.other, link.document)
       WHERE link.copy = 1 AND (link.document = ?1 OR link.other = ?1) AND link.document <> link.other
         AND (?2 IS NULL OR document.id = ?2)
       ORDER BY link.sequence`,
      document,
      other ?? null,
    );
    return rows.map(row => {
      const link = JSON.parse(String(row['link'])) as LinkBody;
      const isFirst = link.document === document;
      return {
        sequence: Number(row['sequence']),
        other: String(row['far']),
        published: row['published'] === null ? undefined : String(row['published']),
        bit: isFirst ? 1 : 2,
        cut: Number(row['cut']),
        pieces: isFirst ? link.shared : link.sharedOther,
        text: isFirst ? link.text : link.otherText,
        there: isFirst ? link.sharedOther : link.shared,
      };
    });
  }

  /** Notes which claims of `document` have all their words, unbroken, in the neighbour. */
  #addAlso(document: DocumentId, { other, pieces, text }: Neighbour): void {
    if (this.#sql.get('SELECT 1 FROM document WHERE id = ? AND text = ?', document, text) === undefined) return;
    for (const row of this.#sql.all('SELECT number, start, exact FROM claim WHERE document = ?', document)) {
      const start = Number(row['start']);
      const core = coreOf({ start, end: start, exact: String(row['exact']) });
      if (core === undefined || !pieces.some(piece => piece.start <= core.start && core.end <= piece.end)) continue;
      this.#sql.run(
        'INSERT OR IGNORE INTO claim_also (claim, document, other) VALUES (?, ?, ?)',
        Number(row['number']),
        document,
        other,
      );
    }
  }

  /** The documents that have links with `copy` to both. */
  #between(one: DocumentId, other: DocumentId): DocumentId[] {
    return this.#sql
      .all(`SELECT id FROM (${copiesOf('?1')}) INTERSECT SELECT id FROM (${copiesOf('?2')})`, one, other)
      .map(row => String(row['id']))
      .filter(id => id !== one && id !== other);
  }

  /** Works out anew which links these documents leave as mixtures, and the origins that follow. */
  #weigh(documents: readonly DocumentId[]): void {
    let changed = false;
    for (const document of new Set(documents)) changed = this.#leaveParts(document) || changed;
    if (changed) this.#divide(documents);
  }

  #leaveParts(document: DocumentId): boolean {
    const neighbours = this.#neighbours(document);
    if (neighbours.length < 2) return false;
    const parts = new Map<DocumentId, Part>();
    for (const { other, published, pieces, there } of neighbours) {
      const known = parts.get(other);
      parts.set(other, {
        other,
        published,
        pieces: merged([...(known?.pieces ?? []), ...pieces]),
        there: merged([...(known?.there ?? []), ...there]),
      });
    }
    const own = this.#sql.get('SELECT published FROM document WHERE id = ?', document)!['published'];
    const { left, mixed } = partsLeft([...parts.values()], own === null ? undefined : String(own), {
      linked: (one, other) => this.#areLinked(one, other),
      shared: this.#sharedAmong([...parts.keys()]),
    });
    let changed = false;
    for (const { sequence, other, bit, cut } of neighbours) {
      const now = left.has(other) ? cut | bit : cut & ~bit;
      if (now === cut) continue;
      changed = true;
      this.#sql.run('UPDATE link SET cut = ? WHERE sequence = ?', now, sequence);
    }
    this.#sql.run('UPDATE document SET mixed = ? WHERE id = ?', mixed ? 1 : 0, document);
    return changed;
  }

  #areLinked(one: DocumentId, other: DocumentId): boolean {
    const sql = 'SELECT 1 FROM link WHERE copy = 1 AND document = ? AND other = ?';
    return this.#sql.get(sql, one, other) !== undefined || this.#sql.get(sql, other, one) !== undefined;
  }

  /** Units of the other that stand in the one, by links without `copy` among these documents. */
  #sharedAmong(documents: readonly DocumentId[]): (one: DocumentId, other: DocumentId) => number {
    const rows = this.#sql.all(
      `SELECT link FROM link WHERE copy = 0 AND document IN (SELECT value FROM json_each(?1))
       AND other IN (SELECT value FROM json_each(?1))`,
      JSON.stringify(documents),
    );
    const pieces = new Map<string, readonly Span[]>();
    for (const row of rows) {
      const { document, other, shared, sharedOther } = JSON.parse(String(row['link'])) as LinkBody;
      const [here, there] = [`${document} ${other}`, `${other} ${document}`];
      pieces.set(here, [...(pieces.get(here) ?? []), ...sharedOther]);
      pieces.set(there, [...(pieces.get(there) ?? []), ...shared]);
    }
    return (one, other) => sizeOf(merged(pieces.get(`${one} ${other}`) ?? []));
  }

  /** Makes the origins of these documents, and of all they are linked with, anew. */
  #divide(documents: readonly DocumentId[]): void {
    const touched = `SELECT origin FROM document WHERE id IN (
      SELECT value FROM json_each(?1)
      UNION SELECT other FROM link WHERE copy = 1 AND document IN (SELECT value FROM json_each(?1))
      UNION SELECT document FROM link WHERE copy = 1 AND other IN (SELECT value FROM json_each(?1)))`;
    const members = `SELECT id FROM document WHERE origin IN (${touched})`;
    const list = JSON.stringify(documents);
    const joins = this.#sql.all(
      `SELECT document, other FROM link WHERE copy = 1 AND cut = 0 AND document IN (${members}) AND other IN (${members})`,
      list,
    );
    const all = this.#sql.all(`${members} ORDER BY sequence`, list).map(row => String(row['id']));
    // Every document is its own origin first; then they are united as links come.
    for (const id of all) {
      this.#sql.run('UPDATE document SET origin = ?, copy = 0 WHERE id = ?', `org_${id.slice('doc_'.length)}`, id);
    }
    for (const row of joins) this.#unite(String(row['document']), String(row['other']));
    for (const id of all) this.#findCopies(this.#place(id).origin);
  }

  /** All documents of an origin but the one that ranks first are copies. */
  #findCopies(origin: OriginId): void {
    this.#sql.run(
      `UPDATE document SET copy = (id <> (
         SELECT id FROM document WHERE origin = ?1 ORDER BY ${rankOf('document')} LIMIT 1
       )) WHERE origin = ?1`,
      origin,
    );
  }

  #place(document: DocumentId): { sequence: number; origin: OriginId } {
    const row = this.#sql.get('SELECT sequence, origin FROM document WHERE id = ?', document)!;
    return { sequence: Number(row['sequence']), origin: String(row['origin']) };
  }
}
