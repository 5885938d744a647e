/** A text as one that somebody issues in his own name would be read: its sentences, its author, and what stands in quotation marks. */
import { scanQuotations } from '../../../attributions/quotation.ts';
import type { Analysis } from '../../../language/analysis.ts';
import { type Author, type AuthoredSentence, authoredSentences, authorOf } from './sentence.ts';

export interface AuthoredPage {
  readonly analysis: Analysis;
  readonly author: Author;
  readonly sentences: readonly AuthoredSentence[];
  /** By word index: does the word stand between quotation marks? */
  readonly quoted: readonly boolean[];
}

export function authoredPage(analysis: Analysis): AuthoredPage {
  const author = authorOf(analysis);
  const quoted = analysis.words.map(() => false);
  for (const quotation of scanQuotations(analysis.text)) {
    for (const word of analysis.wordsIn(quotation)) quoted[word.index] = true;
  }
  return { analysis, author, sentences: authoredSentences(analysis, author), quoted };
}
