import type { DatabaseSync } from 'node:sqlite';
import type { Blobs } from '../blobs.ts';
import type { ReadEntry } from '../chain.ts';
import type { Contents } from '../contents.ts';
import type { History, Subject } from '../history.ts';
import type { Findings } from '../report.ts';
import { Claims } from './claims.ts';
import { Decisions } from './decisions.ts';
import { Documents } from './documents.ts';
import { Origins } from './origins.ts';
import { checkSearchIndex } from './search-index.ts';
import { checkSearchWords } from './search-words.ts';
import { Tables } from './tables.ts';

const SEARCHED = ['claim_words', 'document_words'];

const TABLES = [
  'document',
  'claim',
  'claim_also',
  'claim_actor',
  'claim_tally',
  'said',
  'said_again',
  'claim_words',
  'document_words',
  'actor',
  'fingerprint',
  'fingerprint_key',
  'link',
  'refusal',
  'decision',
  'rest',
];

/**
 * Works out from the log and the blobs what every table of the state must hold, and compares. The tables are described in
 * `docs/record-format.md`.
 */
export class State {
  readonly #database: DatabaseSync;
  readonly #history: History;
  readonly #tables: Tables;
  readonly #documents: Documents;
  readonly #claims: Claims;
  readonly #origins: Origins;
  readonly #decisions: Decisions;

  constructor(database: DatabaseSync, findings: Findings, blobs: Blobs, history: History) {
    this.#database = database;
    this.#history = history;
    this.#tables = new Tables(database, findings, TABLES);
    this.#documents = new Documents(this.#tables, history);
    this.#claims = new Claims(this.#tables, history, blobs);
    this.#origins = new Origins(this.#tables, history, this.#documents, this.#claims);
    this.#decisions = new Decisions(this.#tables, history);
  }

  check(entry: ReadEntry, contents: Contents): void {
    switch (entry.kind) {
      case 'document_captured':
        this.#documents.captured(entry);
        break;
      case 'text_made':
      case 'fingerprint_made':
      case 'reading_made': {
        const subject = this.#history.subjectOf(entry.body['document']);
        if (subject !== undefined) this.#made(entry, contents, subject);
        break;
      }
      case 'origin_linked':
        this.#origins.linked(entry, contents.link);
        break;
      case 'refused':
        this.#refused(entry);
        break;
      default:
        this.#decisions.decided(entry, contents);
    }
  }

  /** Origins and gaps, which are known only at the end, and rows that no entry accounts for. */
  checkRest(): void {
    this.#documents.checkGaps();
    this.#claims.checkUnread();
    this.#claims.checkAll();
    this.#origins.check();
    this.#tables.checkCounts();
    for (const index of SEARCHED) {
      checkSearchIndex(this.#database, index, this.#tables);
      checkSearchWords(this.#database, index, this.#tables);
    }
  }

  /** Of an erased document nothing is left, and only the last entry of its kind counts; but people may have decided on claims of earlier readings. */
  #made(entry: ReadEntry, contents: Contents, subject: Subject): void {
    if (subject.erased !== undefined) return;
    const isLast = subject.last.get(entry.kind) === entry.sequence;
    if (entry.kind === 'reading_made') this.#claims.readingMade(entry, contents.reading, subject);
    if (!isLast) return;
    if (entry.kind === 'text_made') this.#documents.textMade(entry, contents, subject);
    else if (entry.kind === 'reading_made') this.#documents.readingMade(entry, contents, subject);
    else this.#documents.fingerprintMade(entry, subject);
  }

  #refused({ sequence, at, body }: ReadEntry): void {
    const { name, code, sentence, bytes = null } = body;
    this.#tables.count('refusal');
    this.#tables.expect(
      'SELECT * FROM refusal WHERE sequence = ?',
      [sequence],
      [{ at, name, code, sentence, bytes }],
      `entry ${sequence}`,
    );
  }
}
