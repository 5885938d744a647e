import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { isDeepStrictEqual } from 'node:util';
import type { BlobReader } from './blobs.ts';
import { type ChainLink, type ReadEntry, entryOf } from './chain.ts';
import { CopyGraph, type End, heldByOnePiece, type Piece, type SharedLink } from './origins.ts';
import type { Findings } from './report.ts';
import { checkSpans } from './spans.ts';

type Row = Record<string, unknown>;
type Json = { readonly [field: string]: unknown };

/** What the log says of a document so far, and which of its entries are the last of their kind. */
interface Subject {
  readonly captured: number;
  readonly last: Map<string, number>;
  row: Row;
  root: Subject;
  /** Number, start and words of the claims of its last reading. */
  claims: readonly { readonly number: number; readonly start: number; readonly exact: string }[];
}

/** Columns that hold JSON: two spellings of one value are equal. */
const JSON_COLUMNS = new Set(['facts', 'about', 'claim', 'actor_json', 'link', 'data']);

/**
 * Works out from the log and the blobs what every table of the state must hold, and compares. The tables are described in
 * `docs/record-format.md`.
 */
export class StateChecker {
  readonly #database: DatabaseSync;
  readonly #findings: Findings;
  readonly #blobs: BlobReader;
  readonly #statements = new Map<string, StatementSync>();
  readonly #subjects = new Map<string, Subject>();
  /** Rows that each table must have. */
  readonly #counts: Record<string, number> = {
    document: 0,
    claim: 0,
    claim_also: 0,
    claim_actor: 0,
    claim_words: 0,
    document_words: 0,
    actor: 0,
    fingerprint: 0,
    fingerprint_key: 0,
    link: 0,
    refusal: 0,
  };
  readonly #copies = new CopyGraph();
  readonly #links: SharedLink[] = [];
  /** The text that was read last: its reading and its links stand right behind it. */
  #text: { readonly hash: unknown; readonly text: string | undefined } = { hash: undefined, text: undefined };

  constructor(database: DatabaseSync, findings: Findings, blobs: BlobReader, links: readonly ChainLink[]) {
    this.#database = database;
    this.#findings = findings;
    this.#blobs = blobs;
    for (const { sequence, kind, document } of links) {
      if (document === undefined) continue;
      if (kind === 'document_captured') {
        const subject = {
          captured: sequence,
          last: new Map<string, number>(),
          row: {},
          claims: [],
        } as unknown as Subject;
        subject.root = subject;
        this.#subjects.set(document, subject);
      }
      this.#subjects.get(document)?.last.set(kind, sequence);
    }
  }

  checkEntry(sequence: number): void {
    const [row] = this.#all('SELECT * FROM entry WHERE sequence = ?', sequence);
    const entry = entryOf(row!);
    const place = `entry ${sequence}`;
    if ((entry.kind === 'record_created') !== (sequence === 1)) {
      this.#findings.problem(place, 'chain_broken', 'A record begins with "record_created", and only there.');
    }
    switch (entry.kind) {
      case 'record_created':
        break;
      case 'document_captured':
        this.#captured(entry, place);
        break;
      case 'text_made':
        this.#textMade(entry, place);
        break;
      case 'fingerprint_made':
        this.#fingerprintMade(entry, place);
        break;
      case 'reading_made':
        this.#readingMade(entry, place);
        break;
      case 'origin_linked':
        this.#linked(entry, place);
        break;
      case 'refused':
        this.#refused(entry, place);
        break;
      default:
        this.#findings.problem(
          place,
          'entry_unknown',
          `This verifier does not know entries of the kind "${entry.kind}".`,
        );
    }
  }

  /** Documents and origins, which are known only at the end, and rows that no entry accounts for. */
  checkRest(): void {
    this.#uniteCopies();
    const origins = new Map<Subject, [string, Subject][]>();
    for (const [id, subject] of this.#subjects) {
      const root = rootOf(subject);
      origins.set(root, [...(origins.get(root) ?? []), [id, subject]]);
    }
    for (const members of origins.values()) {
      const [founder] = [...members].sort(([, a], [, b]) => a.captured - b.captured);
      const [earliest] = [...members].sort(([, a], [, b]) => byRank(a, b));
      for (const [id, subject] of members) {
        const expected = { ...subject.row, origin: `org_${founder![0].slice(4)}`, copy: id === earliest![0] ? 0 : 1 };
        this.#expect('document', 'id', id, [expected], `document ${id}`);
        this.#claimsElsewhere(id, subject);
      }
    }
    for (const [table, expected] of Object.entries(this.#counts)) {
      const count = Number(this.#all(`SELECT count(*) AS n FROM ${table}`)[0]!['n']);
      if (count !== expected) {
        this.#findings.problem(
          `table ${table}`,
          'state_wrong',
          `It has ${count} rows where the log gives ${expected}; the log is judged apart from it.`,
        );
      }
    }
  }

  #captured({ sequence, at, by, body }: ReadEntry, place: string): void {
    this.#findings.documents++;
    this.#counts['document']!++;
    const length = this.#blobs.check(body['bytes'], place);
    if (length !== undefined && length !== body['length']) {
      this.#findings.problem(
        place,
        'entry_altered',
        `It says ${String(body['length'])} bytes; the blob has ${length}.`,
      );
    }
    if (body['document'] !== `doc_${String(body['bytes']).slice(0, 24)}`) {
      this.#findings.problem(place, 'entry_altered', "The document's id is not that of its bytes.");
    }
    const subject = this.#subjects.get(String(body['document']));
    if (subject === undefined) return;
    subject.row = {
      id: body['document'],
      sequence,
      at,
      by,
      bytes: body['bytes'],
      length: body['length'],
      facts: body['facts'],
    };
  }

  #textMade({ sequence, body }: ReadEntry, place: string): void {
    const text = this.#textOf(body['text'], place);
    if (body['map'] !== undefined) this.#blobs.check(body['map'], place);
    const about = body['about'] as Json;
    for (const { start, end } of about['leftOut'] as { start: number; end: number }[]) {
      if (text !== undefined && !(0 <= start && start <= end && end <= text.length)) {
        this.#findings.problem(
          place,
          'span_wrong',
          `It leaves out ${start} to ${end} of a text of ${text.length} units.`,
        );
      }
    }
    const subject = this.#current(body, 'text_made', sequence);
    if (subject === undefined) return;
    Object.assign(subject.row, {
      text: body['text'],
      capture_engine: body['engine'],
      about,
      source: about['source'] ?? null,
      published: (about['published'] as Json | undefined)?.['day'] ?? null,
    });
    this.#counts['document_words']!++;
    const row = { rowid: subject.captured, title: about['title'] ?? '', text };
    if (text !== undefined) {
      this.#expect('document_words', 'rowid', subject.captured, [row], `search words of ${String(body['document'])}`);
    }
  }

  #fingerprintMade({ sequence, body }: ReadEntry, _place: string): void {
    if (this.#current(body, 'fingerprint_made', sequence) === undefined) return;
    const document = String(body['document']);
    const keys = [...new Set(body['keys'] as (number | string)[])];
    this.#counts['fingerprint']!++;
    this.#counts['fingerprint_key']! += keys.length;
    const place = `fingerprint of ${document}`;
    const row = { document, engine: body['engine'], data: { data: body['data'], keys: body['keys'] } };
    this.#expect('fingerprint', 'document', document, [row], place);
    // SQLite lists numbers before text.
    const sorted = keys.sort(byKey);
    this.#expect(
      'fingerprint_key',
      'document',
      document,
      sorted.map(key => ({ key, document })),
      place,
      'key',
    );
  }

  #readingMade({ sequence, body }: ReadEntry, place: string): void {
    const text = this.#textOf(body['text'], place);
    const json = this.#blobs.text(body['reading'], place);
    if (json === undefined) return;
    const reading = JSON.parse(json) as Json & { claims: Json[]; actors: Json[] };
    this.#findings.claims += reading.claims.length;
    if (reading['textHash'] !== body['text']) {
      this.#findings.problem(place, 'entry_altered', 'The reading was made from another text.');
    }
    const document = String(body['document']);
    if (text !== undefined) {
      const { claims, ...rest } = reading;
      for (const claim of claims) {
        checkSpans(claim, text, `claim ${String(claim['id'])} of ${document}`, this.#findings);
      }
      checkSpans(rest, text, `reading of ${document}`, this.#findings);
    }
    const subject = this.#current(body, 'reading_made', sequence);
    if (subject === undefined) return;
    Object.assign(subject.row, {
      reading: body['reading'],
      engine: reading['engine'],
      strength: reading['strength'],
      sentences: reading['sentences'],
      claims: reading.claims.length,
    });
    this.#claims(document, sequence, reading.claims);
    subject.claims = reading.claims.map((claim, index) => {
      const { start, exact } = claim['words'] as { start: number; exact: string };
      return { number: sequence * 2 ** 20 + index, start, exact };
    });
    this.#actors(document, reading.actors);
  }

  #claims(document: string, sequence: number, claims: readonly Json[]): void {
    const place = `claims of ${document}`;
    const first = sequence * 2 ** 20;
    this.#counts['claim']! += claims.length;
    this.#counts['claim_words']! += claims.length;
    const rows = claims.map((claim, index) => {
      const words = claim['words'] as Json;
      const when = claim['when'] as Json | undefined;
      return {
        number: first + index,
        document,
        id: claim['id'],
        sequence,
        kind: claim['kind'],
        rule: claim['rule'],
        start: words['start'],
        end: words['end'],
        exact: words['exact'],
        factuality: claim['factuality'],
        strength: claim['strength'],
        when_from: when?.['from'] ?? null,
        when_until: when?.['until'] ?? null,
        claim,
      };
    });
    this.#expect('claim', 'document', document, rows, place, 'number');
    for (const { number, exact, id } of rows) {
      this.#expect('claim_words', 'rowid', number, [{ rowid: number, exact }], `search words of claim ${String(id)}`);
    }
    const parts = claims.flatMap((claim, index) =>
      [...new Set(claim['actors'] as string[])].map(actor => ({ actor, document, claim: first + index })),
    );
    this.#counts['claim_actor']! += parts.length;
    parts.sort((a, b) => byBytes(a.actor, b.actor) || a.claim - b.claim);
    this.#expect('claim_actor', 'document', document, parts, place, 'actor, claim');
  }

  #actors(document: string, actors: readonly Json[]): void {
    this.#counts['actor']! += actors.length;
    const rows = actors.map(actor => ({ id: actor['id'], document, type: actor['type'], actor_json: actor }));
    rows.sort((a, b) => byBytes(String(a.id), String(b.id)));
    const found = this.#all(
      'SELECT id, document, type, actor AS actor_json FROM actor WHERE document = ? ORDER BY id',
      document,
    );
    this.#compare(found, rows, `actors of ${document}`);
  }

  #linked({ sequence, by, body }: ReadEntry, place: string): void {
    this.#counts['link']!++;
    const row = {
      sequence,
      by,
      document: body['document'],
      other: body['other'],
      copy: body['copy'] === true ? 1 : 0,
      link: body,
    };
    // What is left of it is known only at the end.
    const found = this.#all('SELECT sequence, by, document, other, copy, link FROM link WHERE sequence = ?', sequence);
    this.#compare(found, [row], place);
    const [one, two] = [this.#subjects.get(String(body['document'])), this.#subjects.get(String(body['other']))];
    if (one === undefined || two === undefined) {
      this.#findings.problem(place, 'entry_altered', 'It links a document that was never captured.');
      return;
    }
    const text = this.#textOf(body['text'], place);
    if (text !== undefined) checkSpans(body, text, place, this.#findings);
    const link: SharedLink = {
      sequence,
      ends: [
        endOf(body['document'], body['shared'], body['text']),
        endOf(body['other'], body['sharedOther'], body['otherText']),
      ],
    };
    if (body['copy'] !== true) {
      this.#copies.addQuoting(link);
      return;
    }
    this.#copies.add(link);
    this.#links.push(link);
  }

  /** Joins what links join, and checks which ends leave each link. */
  #uniteCopies(): void {
    const day = (id: string): string | null => (this.#subjects.get(id)?.row['published'] as string | null) ?? null;
    const left = new Map<string, Set<string>>();
    for (const [id, subject] of this.#subjects) {
      const leaving = this.#copies.left(id, day);
      left.set(id, leaving.left);
      subject.row['mixed'] = leaving.mixed ? 1 : 0;
    }
    for (const { sequence, ends } of this.#links) {
      const [one, other] = [ends[0].document, ends[1].document];
      const cut = (left.get(one)!.has(other) ? 1 : 0) + (left.get(other)!.has(one) ? 2 : 0);
      this.#compare(this.#all('SELECT cut FROM link WHERE sequence = ?', sequence), [{ cut }], `entry ${sequence}`);
      if (cut === 0) rootOf(this.#subjects.get(one)!).root = rootOf(this.#subjects.get(other)!);
    }
  }

  /** The documents in which the claims of this one stand as well. */
  #claimsElsewhere(document: string, subject: Subject): void {
    const rows: { claim: number; document: string; other: string }[] = [];
    for (const { number, start, exact } of subject.claims) {
      const others = new Set<string>();
      for (const { own, other } of this.#copies.of(document)) {
        if (own.text === subject.row['text'] && heldByOnePiece(start, exact, own.pieces)) others.add(other);
      }
      for (const other of [...others].sort(byBytes)) rows.push({ claim: number, document, other });
    }
    this.#counts['claim_also']! += rows.length;
    this.#expect('claim_also', 'document', document, rows, `claims of ${document} elsewhere`, 'claim, other');
  }

  #refused({ sequence, at, body }: ReadEntry, place: string): void {
    this.#counts['refusal']!++;
    if (body['bytes'] !== undefined) this.#blobs.check(body['bytes'], place);
    const { name, code, sentence, bytes } = body;
    this.#expect(
      'refusal',
      'sequence',
      sequence,
      [{ sequence, at, name, code, sentence, bytes: bytes ?? null }],
      place,
    );
  }

  #textOf(hash: unknown, place: string): string | undefined {
    if (this.#text.hash !== hash) this.#text = { hash, text: this.#blobs.text(hash, place) };
    return this.#text.text;
  }

  /** The document that an entry is about, when it is the last of its kind for it. */
  #current(body: Json, kind: string, sequence: number): Subject | undefined {
    const subject = this.#subjects.get(String(body['document']));
    if (subject === undefined) {
      this.#findings.problem(`entry ${sequence}`, 'entry_altered', 'It is about a document that was never captured.');
    }
    return subject?.last.get(kind) === sequence ? subject : undefined;
  }

  #expect(
    table: string,
    column: string,
    value: SQLInputValue,
    expected: readonly Row[],
    place: string,
    order = column,
  ): void {
    const columns = column === 'rowid' ? 'rowid, *' : '*';
    this.#compare(
      this.#all(`SELECT ${columns} FROM ${table} WHERE ${column} = ? ORDER BY ${order}`, value),
      expected,
      place,
    );
  }

  #compare(found: readonly Row[], expected: readonly Row[], place: string): void {
    if (found.length !== expected.length) {
      this.#wrong(place, `it has ${found.length} rows where the log gives ${expected.length}`);
      return;
    }
    for (const [index, row] of expected.entries()) {
      const column = [...new Set([...Object.keys(row), ...Object.keys(found[index]!)])].find(
        name => !same(name, row[name], found[index]![name]),
      );
      if (column !== undefined) {
        this.#wrong(place, `"${column}" is not what the log gives`);
        return;
      }
    }
  }

  #wrong(place: string, how: string): void {
    this.#findings.problem(
      place,
      'state_wrong',
      `In the state that lists are read from, ${how}; the log is judged apart from it.`,
    );
  }

  #all(sql: string, ...values: SQLInputValue[]): Row[] {
    let statement = this.#statements.get(sql);
    if (statement === undefined) this.#statements.set(sql, (statement = this.#database.prepare(sql)));
    return statement.all(...values);
  }
}

function rootOf(subject: Subject): Subject {
  let root = subject;
  while (root.root !== root) root = root.root;
  subject.root = root;
  return root;
}

function same(column: string, expected: unknown, found: unknown): boolean {
  if (!JSON_COLUMNS.has(column) || typeof expected !== 'object') return expected === found;
  try {
    return isDeepStrictEqual(JSON.parse(String(found)), expected);
  } catch {
    return false;
  }
}

function endOf(document: unknown, pieces: unknown, text: unknown): End {
  const spans = pieces as { start: number; end: number }[];
  return { document: String(document), pieces: spans.map(({ start, end }): Piece => [start, end]), text };
}

/** Not mixed first, then the lowest publication day, unknown last, then clean text, then the order of capture. */
function byRank(a: Subject, b: Subject): number {
  if (a.row['mixed'] !== b.row['mixed']) return Number(a.row['mixed']) - Number(b.row['mixed']);
  const [one, two] = [a, b].map(({ row }) => row['published'] as string | null);
  if (one === two)
    return Number(a.row['strength'] !== 'clean') - Number(b.row['strength'] !== 'clean') || a.captured - b.captured;
  return two === null || (one !== null && one! < two!) ? -1 : 1;
}

/** SQLite lists numbers before text. */
function byKey(a: number | string, b: number | string): number {
  if (typeof a === 'string') return typeof b === 'string' ? byBytes(a, b) : 1;
  return typeof b === 'string' ? -1 : a - b;
}

/** SQLite compares text by its UTF-8 bytes. */
function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
