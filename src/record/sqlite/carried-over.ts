import type { Span } from '../../core/span.ts';
import type { DocumentId, Hash } from '../record.ts';
import type { LinkBody } from './copy-links.ts';
import type { Statements } from './statements.ts';

/** Words of a text version of a document. */
export interface Marked {
  readonly text: Hash | undefined;
  readonly spans: readonly Span[];
}

/** Where words of a document stand in a copy of it, by the pieces that the two share. */
export function carriedOver(
  sql: Statements,
  from: Marked & { readonly document: DocumentId },
  copy: DocumentId,
): Marked {
  const [here, there] = [textOf(sql, from.document), textOf(sql, copy)];
  const spans = linksBetween(sql, from.document, copy).flatMap(link => {
    const isTurned = link.document === copy;
    const [text, other] = isTurned ? [link.otherText, link.text] : [link.text, link.otherText];
    if (text !== from.text || here.hash !== text || there.hash !== other) return [];
    const [own, others] = isTurned ? [link.sharedOther, link.shared] : [link.shared, link.sharedOther];
    return own.flatMap((piece, place) =>
      from.spans
        .map(({ start, end }) => ({ start: Math.max(start, piece.start), end: Math.min(end, piece.end) }))
        .filter(({ start, end }) => start < end)
        .map(span => moved(span, { text: here.text, piece }, { text: there.text, piece: others[place]! })),
    );
  });
  return { text: there.hash, spans };
}

interface Piece {
  readonly text: string;
  readonly piece: Span;
}

/** The words of a piece of one text in the same piece of another, which may have lost capitals and punctuation: the same letters, counted. */
function moved({ start, end }: Span, from: Piece, to: Piece): Span {
  const all = letters(from.text, from.piece);
  const places = placesOfLetters(to.text, to.piece);
  // Where the letters themselves differ, any of the words may be meant.
  if (all !== places.length) return to.piece;
  const first = letters(from.text, { start: from.piece.start, end: start });
  const count = letters(from.text, { start, end });
  if (count === 0) return { start: to.piece.start, end: to.piece.start };
  return { start: places[first]!, end: places[first + count - 1]! + 1 };
}

const LETTER = /[\p{L}\p{N}]/gu;

function letters(text: string, { start, end }: Span): number {
  return text.slice(start, end).match(LETTER)?.length ?? 0;
}

function placesOfLetters(text: string, { start, end }: Span): number[] {
  return [...text.slice(start, end).matchAll(LETTER)].map(({ index }) => start + index);
}

function textOf(sql: Statements, document: DocumentId): { readonly hash: Hash | undefined; readonly text: string } {
  const row = sql.get(
    `SELECT document.text AS hash, document_words.text FROM document JOIN document_words ON document_words.rowid = document.sequence
     WHERE document.id = ?`,
    document,
  );
  return { hash: row === undefined ? undefined : String(row['hash']), text: String(row?.['text'] ?? '') };
}

function linksBetween(sql: Statements, one: DocumentId, other: DocumentId): LinkBody[] {
  return sql
    .all('SELECT link FROM link WHERE copy = 1 AND document IN (?1, ?2) AND other IN (?1, ?2)', one, other)
    .map(({ link }) => JSON.parse(String(link)) as LinkBody);
}
