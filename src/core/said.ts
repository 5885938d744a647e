/** What a claim says somebody said, as a record looks for the same words in others. */
import type { Claim } from './claim.ts';
import { wordsIn } from './plain-words.ts';
import type { Words } from './span.ts';

/** Words in a row that are hardly ever said twice by chance. */
export const SAME_WORDS = 8;

/** The words said, in pieces, where a claim is somebody's words: its body then has them as `content`. None otherwise. */
export function saidIn({ body }: Pick<Claim, 'body'>): readonly Words[] {
  const { content } = (typeof body === 'object' && body !== null ? body : {}) as { content?: unknown };
  return Array.isArray(content) ? content.filter(isWords) : [];
}

const isWords = (piece: unknown): piece is Words =>
  typeof piece === 'object' && piece !== null && typeof (piece as { exact?: unknown }).exact === 'string';

/** The pieces as one text. */
export const joinedWords = (pieces: readonly Words[]): string => pieces.map(({ exact }) => exact).join(' ');

/** Every SAME_WORDS plain words in a row, each row once; none of a shorter text. */
export function rowsOfWords(text: string): Set<string> {
  const { words } = wordsIn(text);
  const rows = new Set<string>();
  for (let at = 0; at + SAME_WORDS <= words.length; at++) rows.add(words.slice(at, at + SAME_WORDS).join(' '));
  return rows;
}
