import type { ReadEntry } from '../chain.ts';
import type { Contents } from '../contents.ts';
import type { History, Subject } from '../history.ts';
import type { Json } from '../json.ts';
import { byKey, type Tables } from './tables.ts';

/** What is kept of a document until all is read: by it copies are ranked. */
export interface Facts {
  readonly text: string | null;
  readonly published: string | null;
  readonly strength: string | null;
}

const UNKNOWN: Facts = { text: null, published: null, strength: null };

/** Checks the tables `document`, `document_words`, `fingerprint` and `fingerprint_key`, all but the origin of a document. */
export class Documents {
  readonly #tables: Tables;
  readonly #history: History;
  readonly #facts = new Map<string, Facts>();

  constructor(tables: Tables, history: History) {
    this.#tables = tables;
    this.#history = history;
  }

  factsOf(document: string): Facts {
    return this.#facts.get(document) ?? UNKNOWN;
  }

  captured({ sequence, at, by, body }: ReadEntry): void {
    const { document, bytes, length, facts } = body;
    this.#tables.count('document');
    this.#tables.expect(
      'SELECT sequence, at, by, bytes, length, facts FROM document WHERE id = ?',
      [String(document)],
      [{ sequence, at, by, bytes, length, facts }],
      `document ${String(document)}`,
    );
  }

  textMade({ body }: ReadEntry, { about, text }: Contents, subject: Subject): void {
    this.#tables.count('document_words');
    if (about === undefined) return;
    const published = ((about['published'] as Json | undefined)?.['day'] ?? null) as string | null;
    this.#know(subject, { text: String(body['text']), published });
    this.#tables.expect(
      'SELECT text, capture_engine, about, source, published FROM document WHERE id = ?',
      [subject.id],
      [{ text: body['text'], capture_engine: body['engine'], about, source: about['source'] ?? null, published }],
      `document ${subject.id}`,
    );
    if (text === undefined) return;
    this.#tables.expect(
      'SELECT title, text FROM document_words WHERE rowid = ?',
      [subject.captured],
      [{ title: about['title'] ?? '', text }],
      `search words of ${subject.id}`,
    );
  }

  readingMade({ body }: ReadEntry, { reading }: Contents, subject: Subject): void {
    if (reading === undefined) return;
    const { engine, strength, sentences, claims } = reading;
    this.#know(subject, { strength: strength as string });
    this.#tables.expect(
      'SELECT reading, engine, strength, sentences, claims FROM document WHERE id = ?',
      [subject.id],
      [{ reading: body['reading'], engine, strength, sentences, claims: claims.length }],
      `document ${subject.id}`,
    );
  }

  fingerprintMade({ body }: ReadEntry, { id }: Subject): void {
    const keys = [...new Set(body['keys'] as (number | string)[])].sort(byKey);
    const place = `fingerprint of ${id}`;
    this.#tables.count('fingerprint');
    this.#tables.count('fingerprint_key', keys.length);
    this.#tables.expect(
      'SELECT engine, data FROM fingerprint WHERE document = ?',
      [id],
      [{ engine: body['engine'], data: { data: body['data'], keys: body['keys'] } }],
      place,
    );
    this.#tables.expect(
      `SELECT held.key FROM json_each(?) AS given JOIN fingerprint_key AS held ON held.key = given.value
       WHERE held.document = (SELECT sequence FROM document WHERE id = ?) ORDER BY held.key`,
      [JSON.stringify(keys), id],
      keys.map(key => ({ key })),
      place,
    );
  }

  /** What a document has that was never read, or was erased. */
  checkGaps(): void {
    for (const { id, last, erased } of this.#history.subjects.values()) {
      const row: Record<string, null | number> = { erased: erased ?? null };
      if (erased !== undefined || !last.has('text_made')) {
        Object.assign(row, { text: null, capture_engine: null, about: null, source: null, published: null });
      }
      if (erased !== undefined || !last.has('reading_made')) {
        Object.assign(row, { reading: null, engine: null, strength: null, sentences: null, claims: 0 });
      }
      this.#tables.expect('SELECT * FROM document WHERE id = ?', [id], [row], `document ${id}`);
    }
  }

  #know({ id }: Subject, facts: Partial<Facts>): void {
    this.#facts.set(id, { ...this.factsOf(id), ...facts });
  }
}
