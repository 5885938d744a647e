import { Problem } from '../../core/problem.ts';
import type { Needs } from '../decisions/decision.ts';
import { decisionKindOf } from '../decisions/index.ts';
import type { DocumentId, Hash } from '../record.ts';
import { ActorNames } from './actor-names.ts';
import type { Row, Statements } from './statements.ts';

/** Looks up what decisions are about, and says in a sentence what is not there. */
export class Subjects {
  readonly #sql: Statements;
  readonly #place: string;

  constructor(sql: Statements, place: string) {
    this.#sql = sql;
    this.#place = place;
  }

  mustHave(needs: Needs): void {
    const { documents = [], texts = [], claims = [], newClaims = [], actors = [], decided = [] } = needs;
    const { decisions = [], undoable = [], apart } = needs;
    for (const document of documents) this.document(document);
    for (const [document, text] of texts) this.#text(document, text);
    for (const claim of claims) this.claim(claim);
    for (const claim of newClaims) this.#newClaim(claim);
    for (const actor of actors) this.#actor(actor);
    for (const subject of decided) this.#decided(subject);
    for (const hash of [...decisions, ...undoable]) this.#decision(hash);
    for (const hash of undoable) this.#undoable(hash);
    if (apart !== undefined) this.#apart(...apart);
  }

  /** The document's row; throws where it never was, or was erased. */
  document(id: DocumentId): Row {
    const row = this.#sql.get('SELECT sequence, text, reading, erased FROM document WHERE id = ?', id);
    if (row === undefined) {
      throw new Problem(
        'unknown_document',
        `The record in ${this.#place} has no document ${id}.`,
        'See `deeds show documents` for those it has.',
        2,
      );
    }
    if (row['erased'] !== null) throw this.wasErased(id, Number(row['erased']));
    return row;
  }

  wasErased(id: DocumentId, sequence: number): Problem {
    const row = this.#sql.get('SELECT at, by, body FROM decision WHERE sequence = ?', sequence)!;
    const { basis } = JSON.parse(String(row['body'])) as { basis: string };
    return new Problem(
      'erased',
      `The document ${id} was erased on ${String(row['at']).slice(0, 10)} by ${String(row['by'])} (entry ${sequence}; basis: ${basis}).`,
      'What was erased is not taken in again, and nothing is decided about it.',
    );
  }

  claim(subject: string): Row {
    const [document = '', id = ''] = subject.split('/');
    this.document(document);
    const row = this.#sql.get('SELECT number, text, last FROM claim WHERE document = ? AND id = ?', document, id);
    if (row === undefined) throw this.#unknown(`claim ${id} in ${document}`, 'See `deeds show` for its claims.');
    return row;
  }

  #text(document: DocumentId, text: Hash): void {
    if (this.document(document)['text'] === text) return;
    throw new Problem(
      'text_changed',
      `The text of ${document} is not the one any more in which these words were selected.`,
      'Select them again in its present text.',
    );
  }

  #newClaim(subject: string): void {
    const [document = '', id = ''] = subject.split('/');
    if (this.#sql.get('SELECT 1 FROM claim WHERE document = ? AND id = ?', document, id) === undefined) return;
    throw new Problem('claim_known', `${document} has the claim ${id} already.`, 'Review that one instead.', 2);
  }

  #actor(id: string): void {
    const known =
      this.#sql.get('SELECT 1 FROM actor WHERE id = ?', id) ??
      this.#sql.get("SELECT 1 FROM decision WHERE kind = 'actor_split' AND json_extract(body, '$.as.id') = ?", id);
    if (known === undefined) throw this.#unknown(`actor ${id}`, 'See `deeds show actors` for those it has.');
  }

  #decided(subject: string): void {
    const known = this.#sql.get('SELECT 1 FROM decision WHERE subject = ? AND undone IS NULL', subject);
    if (known === undefined) throw this.#unknown(subject, 'Register it first; `deeds log` lists what was decided.');
  }

  #decision(hash: Hash): void {
    const row = this.#sql.get('SELECT sequence, undone FROM decision WHERE hash = ?', hash);
    if (row === undefined) throw this.#unknown(`decision ${hash}`, 'See `deeds log` for the decisions it has.');
    if (row['undone'] === null) return;
    throw new Problem(
      'already_undone',
      `Entry ${Number(row['sequence'])} was taken back by entry ${Number(row['undone'])}.`,
      'See `deeds log` for what stands.',
    );
  }

  #undoable(hash: Hash): void {
    const { kind, sequence } = this.#sql.get('SELECT kind, sequence FROM decision WHERE hash = ?', hash)!;
    if (decisionKindOf(String(kind))!.undo !== undefined) return;
    throw new Problem(
      'not_undoable',
      `Entry ${Number(sequence)} (${String(kind)}) cannot be taken back.`,
      'Decide anew instead; both will show.',
    );
  }

  #apart(one: string, other: string): void {
    const names = new ActorNames(this.#sql);
    if (names.meant(one) !== names.meant(other)) return;
    throw new Problem('already_merged', `${one} and ${other} are one actor already.`, 'Nothing needs to be done.');
  }

  #unknown(what: string, next: string): Problem {
    return new Problem('unknown_subject', `The record in ${this.#place} has no ${what}.`, next, 2);
  }
}
