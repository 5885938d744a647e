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
    `SELECT document.id AS document, document.about, document.facts, document.copy, document.published, hit.piece, NULL AS claim, NULL AS kind
     FROM (${bestOf('document_words', 1)}) AS hit JOIN document ON document.sequence = hit.rowid ORDER BY hit.score, hit.rowid DESC`,
    query,
    query,
    limit,
    query,
  );
  const claims = sql.all(
    `SELECT claim.document, document.about, document.facts, document.copy, document.published, hit.piece, claim.id AS claim, claim.kind
     FROM (${bestOf('claim_words', 0)}) AS hit JOIN claim ON claim.number = hit.rowid JOIN document ON document.id = claim.document
     WHERE claim.state <> 'rejected' ORDER BY hit.score, hit.rowid DESC`,
    query,
    query,
    limit,
    query,
  );
  const found: Found[] = [];
  for (let place = 0; found.length < limit && place < Math.max(documents.length, claims.length); place++) {
    for (const row of [documents[place], claims[place]]) if (row !== undefined) found.push(asFound(row));
  }
  return found.slice(0, limit);
}

/**
 * The best of an index's newest hits with their scores and snippets of a column; binds the query twice, a limit, and the query again. Only
 * the best are asked for their snippets: each reads its text again.
 */
function bestOf(index: string, column: number): string {
  return `SELECT best.rowid, best.score, snippet(${index}, ${column}, '${MARK}', '${MARK}', '…', ${SNIPPET}) AS piece
    FROM (SELECT rowid, rank AS score FROM ${index} WHERE ${index} MATCH ? AND rowid >= (
        SELECT min(rowid) FROM (SELECT rowid FROM ${index} WHERE ${index} MATCH ? ORDER BY rowid DESC LIMIT ${RANKED}))
      ORDER BY rank, rowid DESC LIMIT ?) AS best
    CROSS JOIN ${index} ON ${index}.rowid = best.rowid WHERE ${index} MATCH ?`;
}

function asFound(row: Row): Found {
  const about = JSON.parse(String(row['about'])) as TextFacts;
  const facts = JSON.parse(String(row['facts'])) as CaptureFacts;
  return {
    document: String(row['document']),
    name: about.title ?? facts.name,
    copy: row['copy'] === 1,
    published: row['published'] === null ? undefined : String(row['published']),
    claim: row['claim'] === null ? undefined : { id: String(row['claim']), kind: String(row['kind']) },
    pieces: String(row['piece']).split(MARK),
  };
}
