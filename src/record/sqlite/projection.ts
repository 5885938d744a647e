import { canonicalJson } from '../../core/canonical.ts';
import { decisionKindOf } from '../decisions/index.ts';
import type { CapturedRow, DecisionRow, Projection, ReadingRow, RefusalRow, TextRow } from '../projection.ts';
import type { DocumentId, Fingerprint, Hash } from '../record.ts';
import { ClaimTable } from './claim-table.ts';
import { CopyLinks, type LinkBody } from './copy-links.ts';
import type { Statements } from './statements.ts';

/** The fold's tables in SQLite. Called within a transaction only. */
export class SqliteProjection implements Projection {
  readonly #sql: Statements;
  readonly #links: CopyLinks;
  readonly #claims: ClaimTable;

  constructor(statements: Statements) {
    this.#sql = statements;
    this.#links = new CopyLinks(statements);
    this.#claims = new ClaimTable(statements, this.#links);
  }

  /** Entries were rolled back: nothing of them may be held in memory. */
  rolledBack(): void {
    this.#links.forget();
    this.#claims.forget();
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
    const { sequence } = this.#sql.get('SELECT sequence FROM document WHERE id = ?', row.document)!;
    this.#sql.run('DELETE FROM document_words WHERE rowid = ?', sequence!);
    this.#sql.run(
      'INSERT INTO document_words (rowid, title, text) VALUES (?, ?, ?)',
      sequence!,
      about.title ?? '',
      row.text,
    );
    this.#links.documentChanged(row.document);
  }

  setReading(row: ReadingRow): void {
    const { document, readingHash, reading } = row;
    this.#sql.run(
      `UPDATE document SET reading = ?, engine = ?, strength = ?, sentences = ?, claims = ? WHERE id = ?`,
      readingHash,
      reading.engine,
      reading.strength,
      reading.sentences,
      reading.claims.length,
      document,
    );
    this.#links.rankChanged(document);
    this.#claims.setReading(row);
    this.#sql.run('DELETE FROM actor WHERE document = ?', document);
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
    this.#removeFingerprint(document);
    this.#sql.run(
      'INSERT INTO fingerprint (document, engine, data) VALUES (?, ?, ?)',
      document,
      fingerprint.engine,
      canonicalJson({ data: fingerprint.data, keys: fingerprint.keys }),
    );
    // All at once: a text has some seventy keys, and a call for each of them would take most of the time.
    this.#sql.run(
      `INSERT OR IGNORE INTO fingerprint_key (key, document)
       SELECT value, (SELECT sequence FROM document WHERE id = ?1) FROM json_each(?2) ORDER BY value`,
      document,
      JSON.stringify(fingerprint.keys),
    );
  }

  /** Its keys are found by what the fingerprint says: an index by document would double the largest table. */
  #removeFingerprint(document: DocumentId): void {
    this.#sql.run(
      `DELETE FROM fingerprint_key WHERE (key, document) IN (
         SELECT kept.value, document.sequence FROM fingerprint JOIN document ON document.id = fingerprint.document,
           json_each(data, '$.keys') AS kept
         WHERE fingerprint.document = ?)`,
      document,
    );
    this.#sql.run('DELETE FROM fingerprint WHERE document = ?', document);
  }

  addLink(sequence: number, by: string, decided: boolean, link: LinkBody): void {
    this.#links.add(sequence, by, decided, link);
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

  addDecision({ entry, hash, subject, content, rests }: DecisionRow): void {
    this.#sql.run(
      'INSERT INTO decision (sequence, hash, kind, at, by, subject, body, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      entry.sequence,
      hash,
      entry.kind,
      entry.at,
      entry.by,
      subject,
      entry.body,
      content ?? null,
    );
    for (const [what, base] of rests) {
      this.#sql.run('INSERT INTO rest (sequence, what, base) VALUES (?, ?, ?)', entry.sequence, what, base);
    }
  }

  undo(decision: Hash, sequence: number): void {
    const row = this.#sql.get('SELECT kind, body FROM decision WHERE hash = ?', decision);
    if (row === undefined) return;
    this.#sql.run('UPDATE decision SET undone = ? WHERE hash = ?', sequence, decision);
    decisionKindOf(String(row['kind']))!.undo?.(this, JSON.parse(String(row['body'])) as never, sequence);
  }

  reviewClaim(document: DocumentId, claim: string, sequence: number): void {
    this.#claims.review(document, claim, sequence);
  }

  addClaim(document: DocumentId, text: Hash, sequence: number): void {
    const row = this.#sql.get('SELECT content FROM decision WHERE sequence = ?', sequence)!;
    this.#claims.addByHand(document, text, sequence, row['content'] === null ? undefined : String(row['content']));
  }

  removeAddedClaim(document: DocumentId, claim: string): void {
    this.#claims.removeByHand(document, claim);
  }

  weighLinks(document: DocumentId, other: DocumentId): void {
    this.#links.weighAgain(document, other);
  }

  erase(document: DocumentId, sequence: number): void {
    this.#claims.removeAll(document);
    this.#sql.run('DELETE FROM document_words WHERE rowid = (SELECT sequence FROM document WHERE id = ?)', document);
    this.#sql.run('DELETE FROM actor WHERE document = ?', document);
    this.#removeFingerprint(document);
    this.#sql.run(
      `UPDATE document SET text = NULL, capture_engine = NULL, about = NULL, source = NULL, published = NULL, reading = NULL,
         engine = NULL, strength = NULL, sentences = NULL, claims = 0, erased = ? WHERE id = ?`,
      sequence,
      document,
    );
    // The subjects of its claims' decisions follow its own; "0" is the character after "/".
    this.#sql.run(
      "UPDATE decision SET content = NULL WHERE subject = ?1 OR (subject >= ?1 || '/' AND subject < ?1 || '0')",
      document,
    );
    // Its words stand in some that are about something else, alone or with words of others.
    this.#sql.run(
      `UPDATE decision SET content = NULL WHERE content IS NOT NULL AND (decision.body ->> '$.document' = ?1
         OR EXISTS (SELECT 1 FROM json_each(decision.body, '$.holds') AS held WHERE held.value = ?1))`,
      document,
    );
    this.#links.removeAll(document);
  }
}
