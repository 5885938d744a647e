import type { Span } from '../../core/span.ts';
import type { Affected, Hash } from '../record.ts';
import { decisionColumns } from './queries.ts';
import { carriedOver, type Marked } from './carried-over.ts';
import type { Row, Statements } from './statements.ts';

interface Correction {
  readonly document: string;
  readonly sort: 'correction' | 'retraction';
  readonly spans: readonly Span[] | undefined;
  readonly text: Hash | undefined;
}

/**
 * Everything that rests on a corrected or retracted document, step by step upwards, nearest first: its claims (or those that touch the
 * corrected words), claims of other documents that stand in it as well, and whatever rests on those.
 */
export function findAffected(sql: Statements): Affected[] {
  const found: Affected[] = [];
  for (const row of sql.all(
    "SELECT * FROM decision WHERE kind = 'correction_received' AND undone IS NULL ORDER BY sequence",
  )) {
    const { sequence, at, by, why, imported, body } = decisionColumns(row);
    const { document, sort, spans, text } = body as unknown as Correction;
    const correction = { sequence, at, by, why, imported, sort };
    const seen = new Set<string>();
    let level = startsOf(sql, document, spans, text);
    while (level.length > 0) {
      const fresh = level.filter(([what]) => !seen.has(what!));
      for (const path of fresh) {
        if (seen.has(path[0]!)) continue;
        seen.add(path[0]!);
        found.push({ what: path[0]!, path: path.slice(1), correction });
      }
      level = fresh.flatMap(path => restingOn(sql, path[0]!).map(what => [what, ...path]));
    }
  }
  return found;
}

/** The paths of what rests on the document itself, each from what it is about down to the document. */
function startsOf(
  sql: Statements,
  document: string,
  spans: readonly Span[] | undefined,
  text: Hash | undefined,
): string[][] {
  const claims = sql.all('SELECT number, id, text, start, end FROM claim WHERE document = ? ORDER BY number', document);
  const inCopies = new Map<string, Marked>();
  const carried = (copy: string): Marked => {
    const known = inCopies.get(copy) ?? carriedOver(sql, { document, text, spans: spans ?? [] }, copy);
    inCopies.set(copy, known);
    return known;
  };
  const own = claims
    .filter(claim => spans === undefined || touches(claim, { text, spans }))
    .map(({ id }) => [`${document}/${String(id)}`, document]);
  const copies = sql
    .all(
      `SELECT claim.document, claim.id, claim.text, claim.start, claim.end FROM claim_also JOIN claim ON claim.number = claim_also.claim
       WHERE claim_also.other = ? ORDER BY claim.number`,
      document,
    )
    .filter(claim => spans === undefined || touches(claim, carried(String(claim['document']))))
    .map(({ document: copy, id }) => [`${String(copy)}/${String(id)}`, String(copy), document]);
  const direct = spans === undefined ? restingOn(sql, document).map(what => [what, document]) : [];
  return [...own, ...copies, ...direct];
}

function touches(claim: Row, { text, spans }: Marked): boolean {
  return (
    claim['text'] === text &&
    spans.some(({ start, end }) => Number(claim['start']) < end && start < Number(claim['end']))
  );
}

/** What rests on something, by the last decision about each that was not taken back. */
function restingOn(sql: Statements, base: string): string[] {
  return sql
    .all(
      `SELECT DISTINCT rest.what FROM rest JOIN decision ON decision.sequence = rest.sequence
       WHERE rest.base = ? AND decision.undone IS NULL AND NOT EXISTS (
         SELECT 1 FROM decision AS later WHERE later.subject = decision.subject AND later.kind = decision.kind
           AND later.undone IS NULL AND later.sequence > decision.sequence)
       ORDER BY rest.what`,
      base,
    )
    .map(({ what }) => String(what));
}
