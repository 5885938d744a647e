import { canonicalJson } from '../../core/canonical.ts';
import type { Claim } from '../../core/claim.ts';
import type { CapturedRow, Projection, ReadingRow, RefusalRow, TextRow } from '../projection.ts';
import type { DocumentId, Fingerprint, Link, OriginId } from '../record.ts';
import type { Statements } from './statements.ts';

/** Claims of one reading at most; a claim's number is its reading's sequence times this, plus its place. */
export const CLAIMS_PER_READING = 2 ** 20;

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
    for (const table of ['claim', 'claim_actor', 'actor']) {
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

  addLink(sequence: number, by: string, link: Link): void {
    this.#sql.run(
      'INSERT INTO link (sequence, by, document, other, copy, link) VALUES (?, ?, ?, ?, ?, ?)',
      sequence,
      by,
      link.document,
      link.other,
      link.copy ? 1 : 0,
      canonicalJson(link),
    );
    if (link.copy) this.#unite(link.document, link.other);
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

  /** All documents of an origin but one are copies: all but the earliest published (unknown last), then the cleanest, then the first added. */
  #findCopies(origin: OriginId): void {
    this.#sql.run(
      `UPDATE document SET copy = (id <> (
         SELECT id FROM document WHERE origin = ?1 ORDER BY published IS NULL, published, strength IS NOT 'clean', sequence LIMIT 1
       )) WHERE origin = ?1`,
      origin,
    );
  }

  #place(document: DocumentId): { sequence: number; origin: OriginId } {
    const row = this.#sql.get('SELECT sequence, origin FROM document WHERE id = ?', document)!;
    return { sequence: Number(row['sequence']), origin: String(row['origin']) };
  }
}
