import type { CaptureFacts, Found, TextFacts } from '../record.ts';
import { matching } from './queries.ts';
import type { Row, Statements } from './statements.ts';

/** Newest hits that are ranked: to rank all that have a common word would make everybody wait for a list that nobody reads to its end. */
const RANKED = 500;
/** Words of a document around a hit. */
const SNIPPET = 24;
/** Stands before and behind a hit in a snippet: a noncharacter, which no text has use for. */
const MARK = '\uFFFF';

/**
 * Documents and claims that have all the words, in turn, each the best of the newest first: BM25 among the newest `RANKED` hits.
 * Rejected claims, and those whose words count in another document, are left out.
 */
export function search(sql: Statements, words: string, limit: number): Found[] {
  const query = matching(words);
  const documents = sql.all(
    `SELECT hit.rowid, document.id AS document, document.about, document.facts, document.copy, document.published,
       NULL AS claim, NULL AS kind
     FROM (${bestOf('document_words')}) AS hit JOIN document ON document.sequence = hit.rowid ORDER BY hit.score, hit.rowid DESC`,
    query,
    query,
    limit,
  );
  const claims = sql.all(
    `SELECT hit.rowid, claim.document, document.about, document.facts, document.copy, document.published,
       claim.id AS claim, claim.kind
     FROM (${bestOf('claim_words')}) AS hit JOIN claim ON claim.number = hit.rowid JOIN document ON document.id = claim.document
     WHERE claim.state <> 'rejected' ORDER BY hit.score, hit.rowid DESC`,
    query,
    query,
    limit,
  );
  const found: Found[] = [];
  for (let place = 0; found.length < limit && place < Math.max(documents.length, claims.length); place++) {
    const [document, claim] = [documents[place], claims[place]];
    if (document !== undefined) found.push(asFound(document, piecesOf(sql, 'document_words', 1, query, document)));
    if (claim !== undefined) found.push(asFound(claim, piecesOf(sql, 'claim_words', 0, query, claim)));
  }
  return found.slice(0, limit);
}

/** The newest hits of an index with their scores, best first; binds the query twice, and a limit. */
function bestOf(index: string): string {
  return `SELECT rowid, rank AS score FROM ${index} WHERE ${index} MATCH ? AND rowid >= (
      SELECT min(rowid) FROM (SELECT rowid FROM ${index} WHERE ${index} MATCH ? ORDER BY rowid DESC LIMIT ${RANKED}))
    ORDER BY rank, rowid DESC LIMIT ?`;
}

/**
 * The words around a hit; worked out for those alone that are shown, for it takes longer than finding them. The number is cast because it is
 * bound as one with a fraction, and FTS5 passes over a condition on the row id that is no integer.
 */
function piecesOf(sql: Statements, index: string, column: number, query: string, { rowid }: Row): string[] {
  const row = sql.get(
    `SELECT snippet(${index}, ${column}, '${MARK}', '${MARK}', '…', ${SNIPPET}) AS piece FROM ${index}
     WHERE ${index} MATCH ? AND rowid = CAST(? AS INTEGER)`,
    query,
    rowid!,
  );
  return String(row!['piece']).split(MARK);
}

function asFound(row: Row, pieces: readonly string[]): Found {
  const about = JSON.parse(String(row['about'])) as TextFacts;
  const facts = JSON.parse(String(row['facts'])) as CaptureFacts;
  return {
    document: String(row['document']),
    name: about.title ?? facts.name,
    copy: row['copy'] === 1,
    published: row['published'] === null ? undefined : String(row['published']),
    claim: row['claim'] === null ? undefined : { id: String(row['claim']), kind: String(row['kind']) },
    pieces,
  };
}
