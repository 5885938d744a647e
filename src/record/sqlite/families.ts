import type { Claim } from '../../core/claim.ts';
import { joinedWords, rowsOfWords, saidIn } from '../../core/said.ts';
import { sha256 } from '../chain.ts';
import type { Statements } from './statements.ts';

/**
 * Which claims have words in common that were said: the table `said` has each eight words in a row of what a claim says was said, and claims with a row in common, directly or
 * through others, are one family. What one claim is a witness of is then found among its family, whatever the size of the record.
 */
export class Families {
  readonly #sql: Statements;
  /** Families that lost a claim: what is left of them may be several. */
  readonly #torn = new Set<number>();

  constructor(sql: Statements) {
    this.#sql = sql;
  }

  /** Entries were rolled back. */
  forget(): void {
    this.#torn.clear();
  }

  add(number: number, claim: Claim): void {
    const rows = keysOf(claim);
    if (rows.length === 0) return;
    const list = JSON.stringify(rows);
    // All that have a row are of one family already: any of them stands for them.
    const others = this.#sql
      .all(
        `SELECT DISTINCT coalesce((SELECT family FROM said_again WHERE said_again.claim = found.claim), found.claim) AS family
         FROM (SELECT (SELECT claim FROM said WHERE said.words = value LIMIT 1) AS claim FROM json_each(?)) AS found
         WHERE found.claim IS NOT NULL`,
        list,
      )
      .map(({ family }) => Number(family));
    this.#sql.run('INSERT INTO said (words, claim) SELECT value, ? FROM json_each(?)', number, list);
    if (others.length > 0) this.#join([...others, number]);
  }

  /** `claim`: as it was added. Afterwards, and before the next entry, `settle` is to be called. */
  remove(number: number, claim: Claim): void {
    const rows = keysOf(claim);
    if (rows.length === 0) return;
    this.#sql.run(
      'DELETE FROM said WHERE claim = ? AND words IN (SELECT value FROM json_each(?))',
      number,
      JSON.stringify(rows),
    );
    const family = this.#sql.get('SELECT family FROM said_again WHERE claim = ?', number)?.['family'];
    if (family === undefined) return;
    this.#sql.run('DELETE FROM said_again WHERE claim = ?', number);
    this.#torn.add(Number(family));
  }

  /** Works out anew what families that lost a claim come to. */
  settle(): void {
    const torn = [...this.#torn];
    this.#torn.clear();
    for (const family of torn) this.#tell(family);
  }

  /** These families, or claims that were alone, are one now; it bears the lowest number among its claims. */
  #join(families: readonly number[]): void {
    const lowest = Math.min(...families);
    for (const family of families) {
      if (family !== lowest) this.#sql.run('UPDATE said_again SET family = ? WHERE family = ?', lowest, family);
      this.#sql.run('INSERT OR IGNORE INTO said_again (claim, family) VALUES (?, ?)', family, lowest);
    }
  }

  #tell(family: number): void {
    const members = this.#sql
      .all(
        `SELECT claim.number, claim.claim FROM said_again JOIN claim ON claim.number = said_again.claim
         WHERE said_again.family = ? ORDER BY claim.number`,
        family,
      )
      .map(({ number, claim }) => ({ number: Number(number), rows: keysOf(JSON.parse(String(claim)) as Claim) }));
    this.#sql.run('DELETE FROM said_again WHERE family = ?', family);
    for (const group of familiesAmong(members)) {
      if (group.length < 2) continue;
      this.#sql.run(
        'INSERT INTO said_again (claim, family) SELECT value, ? FROM json_each(?)',
        group[0]!,
        JSON.stringify(group),
      );
    }
  }
}

/** The rows of what a claim says was said, each as the first 48 bits of its SHA-256. */
function keysOf(claim: Claim): number[] {
  const rows = rowsOfWords(joinedWords(saidIn(claim)));
  return [...new Set([...rows].map(row => Number.parseInt(sha256(Buffer.from(row)).slice(0, 12), 16)))];
}

/** Claims that have rows in common, directly or through others; each group in the order given. */
function familiesAmong(claims: readonly { readonly number: number; readonly rows: readonly number[] }[]): number[][] {
  const parents = claims.map((_, i) => i);
  const rootOf = (of: number): number => {
    let root = of;
    while (parents[root] !== root) root = parents[root]!;
    for (let i = of; i !== root; ) [i, parents[i]] = [parents[i]!, root];
    return root;
  };
  const first = new Map<number, number>();
  for (const [i, { rows }] of claims.entries()) {
    for (const row of rows) {
      const known = first.get(row);
      if (known === undefined) first.set(row, i);
      else parents[rootOf(i)] = rootOf(known);
    }
  }
  return [...Map.groupBy(claims.keys(), rootOf).values()].map(group => group.map(i => claims[i]!.number));
}
