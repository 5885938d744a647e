import type { SQLInputValue } from 'node:sqlite';
import { canonicalJson } from '../../core/canonical.ts';
import type { Claim } from '../../core/claim.ts';
import { claimSubject, importedOf } from '../decisions/decision.ts';
import type { ClaimReviewed } from '../decisions/claim-reviewed.ts';
import type { ReadingRow } from '../projection.ts';
import type { ClaimState, DocumentId, Hash } from '../record.ts';
import type { CopyLinks } from './copy-links.ts';
import { Families } from './families.ts';
import type { Row, Statements } from './statements.ts';

/** Claims of one reading at most; a claim's number is its reading's sequence times this, plus its place. */
export const CLAIMS_PER_READING = 2 ** 20;

/** A claim on its way into the table, before anybody decided about it. */
interface NewClaim {
  readonly number: number;
  readonly document: DocumentId;
  readonly sequence: number;
  readonly text: Hash;
  readonly madeBy: 'machine' | 'person';
  readonly claim: Claim;
}

interface Standing {
  readonly state: ClaimState;
  readonly decided: number | undefined;
  readonly contested: boolean;
  /** As a person edited it; undefined where it stands as it was made. */
  readonly edited: string | undefined;
}

/** The claims that lists show, with what people decided about them. */
export class ClaimTable {
  readonly #sql: Statements;
  readonly #links: CopyLinks;
  readonly #families: Families;

  constructor(sql: Statements, links: CopyLinks) {
    this.#sql = sql;
    this.#links = links;
    this.#families = new Families(sql);
  }

  /** Entries were rolled back. */
  forget(): void {
    this.#families.forget();
  }

  /** The claims of a reading; of those before it only the ones stay that somebody decided about. */
  setReading({ document, sequence, reading }: ReadingRow): void {
    const known = new Map<string, Row>();
    for (const row of this.#sql.all(
      "SELECT id, number, last FROM claim WHERE document = ? AND made_by = 'machine'",
      document,
    )) {
      known.set(String(row['id']), row);
    }
    const again = new Set(reading.claims.map(({ id }) => id));
    for (const [id, { number, last }] of known) {
      if (last === null || again.has(id)) this.#remove(Number(number), document);
      else this.#sql.run('UPDATE claim SET current = 0 WHERE number = ?', number!);
    }
    for (const [place, claim] of reading.claims.entries()) {
      const number = sequence * CLAIMS_PER_READING + place;
      this.#add({ number, document, sequence, text: reading.textHash, madeBy: 'machine', claim });
      const last = known.get(claim.id)?.['last'];
      if (typeof last === 'number') this.review(document, claim.id, last);
    }
    this.#families.settle();
    this.#links.findElsewhere(document);
  }

  /** A claim made by hand is confirmed by its making; `json` is undefined once it was erased. */
  addByHand(document: DocumentId, text: Hash, sequence: number, json: string | undefined): void {
    if (json === undefined) return;
    const number = sequence * CLAIMS_PER_READING;
    this.#add({ number, document, sequence, text, madeBy: 'person', claim: JSON.parse(json) as Claim });
    this.#links.findElsewhere(document, number);
  }

  removeByHand(document: DocumentId, id: string): void {
    const row = this.#sql.get(
      "SELECT number FROM claim WHERE document = ? AND id = ? AND made_by = 'person'",
      document,
      id,
    );
    if (row === undefined) return;
    this.#remove(Number(row['number']), document);
    this.#families.settle();
  }

  removeAll(document: DocumentId): void {
    for (const { number } of this.#sql.all('SELECT number FROM claim WHERE document = ?', document))
      this.#remove(Number(number), document);
    this.#families.settle();
  }

  /** Works out where a claim stands; `last` is the entry that decided about it last, or took such a decision back. */
  review(document: DocumentId, id: string, last: number): void {
    const row = this.#sql.get('SELECT * FROM claim WHERE document = ? AND id = ?', document, id);
    if (row === undefined) return;
    const standing = this.#standing(row);
    const [shown, made] = [String(row['claim']), String(row['proposed'] ?? row['claim'])];
    const wanted = standing.edited ?? made;
    if (wanted !== shown) this.#show(Number(row['number']), document, wanted);
    this.#sql.run(
      'UPDATE claim SET state = ?, decided = ?, contested = ?, last = ?, proposed = ? WHERE number = ?',
      standing.state,
      standing.decided ?? null,
      standing.contested ? 1 : 0,
      last,
      standing.edited === undefined ? null : made,
      row['number']!,
    );
  }

  /** The last decision that had seen the others counts; where there are only opinions of their own, the first. */
  #standing(row: Row): Standing {
    const subject = claimSubject({ document: String(row['document']), claim: String(row['id']) });
    const decisions = this.#sql
      .all(
        `SELECT sequence, body, content FROM decision
         WHERE subject = ? AND kind = 'claim_reviewed' AND undone IS NULL ORDER BY sequence`,
        subject,
      )
      .map(({ sequence, body, content }) => {
        const { verdict, edited, independent, ...rest } = JSON.parse(String(body)) as ClaimReviewed;
        const isOpinion = independent || importedOf(rest) !== undefined;
        return {
          sequence: Number(sequence),
          verdict,
          edited,
          isOpinion,
          content: content === null ? undefined : String(content),
        };
      });
    const counts = decisions.findLast(({ isOpinion }) => !isOpinion) ?? decisions[0];
    if (counts === undefined) {
      const byHand = row['made_by'] === 'person';
      const decided = byHand ? Number(row['sequence']) : undefined;
      return { state: byHand ? 'confirmed' : 'proposed', decided, contested: false, edited: undefined };
    }
    return {
      state: counts.verdict,
      decided: counts.sequence,
      contested: decisions.some(
        ({ sequence, verdict, edited }) =>
          sequence > counts.sequence && (verdict !== counts.verdict || edited !== counts.edited),
      ),
      edited: counts.verdict === 'edited' ? counts.content : undefined,
    };
  }

  #add({ number, document, sequence, text, madeBy, claim }: NewClaim): void {
    const byHand = madeBy === 'person';
    this.#sql.run(
      `INSERT INTO claim (number, document, captured, id, sequence, text, made_by, current, state, decided,
         kind, rule, start, end, exact, factuality, strength, when_from, when_until, claim)
       VALUES (?1, ?2, (SELECT sequence FROM document WHERE id = ?2), ?3, ?4, ?5, ?6, 1, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)`,
      number,
      document,
      claim.id,
      sequence,
      text,
      madeBy,
      byHand ? 'confirmed' : 'proposed',
      byHand ? sequence : null,
      ...columnsOf(claim),
    );
    this.#index(number, document, claim);
  }

  /** Makes a row, and what is searched and filtered by, say what a claim says. */
  #show(number: number, document: DocumentId, json: string): void {
    const claim = JSON.parse(json) as Claim;
    this.#clear(number, document);
    this.#sql.run(
      `UPDATE claim SET kind = ?, rule = ?, start = ?, end = ?, exact = ?, factuality = ?, strength = ?,
         when_from = ?, when_until = ?, claim = ? WHERE number = ?`,
      ...columnsOf(claim),
      number,
    );
    this.#index(number, document, claim);
    this.#families.settle();
    this.#links.findElsewhere(document, number);
  }

  #index(number: number, document: DocumentId, claim: Claim): void {
    this.#families.add(number, claim);
    this.#sql.run('INSERT INTO claim_words (rowid, exact) VALUES (?, ?)', number, claim.words.exact);
    for (const actor of new Set(claim.actors)) {
      this.#sql.run('INSERT INTO claim_actor (actor, document, claim) VALUES (?, ?, ?)', actor, document, number);
    }
  }

  /** Takes out what was found by what the row says. */
  #clear(number: number, document: DocumentId): void {
    const { claim } = this.#sql.get('SELECT claim FROM claim WHERE number = ?', number)!;
    this.#families.remove(number, JSON.parse(String(claim)) as Claim);
    this.#sql.run('DELETE FROM claim_words WHERE rowid = ?', number);
    this.#sql.run('DELETE FROM claim_actor WHERE document = ? AND claim = ?', document, number);
    this.#sql.run('DELETE FROM claim_also WHERE claim = ?', number);
  }

  #remove(number: number, document: DocumentId): void {
    this.#clear(number, document);
    this.#sql.run('DELETE FROM claim WHERE number = ?', number);
  }
}

/** What the row says of the claim itself, from `kind` to `claim`. */
function columnsOf(claim: Claim): SQLInputValue[] {
  const { kind, rule, words, factuality, strength, when } = claim;
  const { start, end, exact } = words;
  return [
    kind,
    rule,
    start,
    end,
    exact,
    factuality,
    strength,
    when?.from ?? null,
    when?.until ?? null,
    canonicalJson(claim),
  ];
}
