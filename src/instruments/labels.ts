/** How a text numbers its paragraphs: "3.", "2(a)", "Article 4", "IV.". */
import type { Sentence } from '../language/analysis.ts';
import type { AuthoredSentence } from '../kinds/commitment/authored/sentence.ts';

/** A number at the beginning of a line, with or without "Article" or "Section" before it. */
const NUMBER =
  /^[ \t>*•–-]*(?:(?:article|section|paragraph|outcome|point|para\.?)[ \t]+)?(\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivxlc]{1,6})\)?[.):]?(?:\s*\([a-z\d]{1,3}\))?)(?=[ \t]+\S|[ \t]*$)/iu;

/** "Article 4": paragraphs that are numbered within it are "4(1)". */
const ARTICLE = /^[ \t]*(?:article|section)[ \t]+(\d{1,3}|[IVXLC]{1,6})\b/iu;

/** By sentence, the number of the paragraph it stands in; sentences before the first number have none. */
export function labelsOf(text: string, sentences: readonly AuthoredSentence[]): Map<Sentence, string> {
  const found = new Map<Sentence, string>();
  let [article, paragraph, item, at] = ['', '', '', 0];
  for (const one of sentences) {
    const { start, end } = one.sentence;
    // A paragraph that has no number is no part of the numbered one before it.
    if (/\n\s*\n/u.test(text.slice(at, start)) || (item !== '' && !one.lead))
      [paragraph, item] = [one.lead ? paragraph : '', ''];
    // Every line that begins between the sentence before and the end of this one's first line may carry a number.
    for (const line of text.slice(lineStart(text, Math.max(at, 0), start), end).split('\n')) {
      const opened = ARTICLE.exec(line)?.[1];
      if (opened !== undefined) {
        [article, paragraph, item] = [opened.toLowerCase(), '', ''];
        continue;
      }
      const number = numberOf(line);
      if (number === undefined) continue;
      if (/^\d/u.test(number)) [paragraph, item] = [number, ''];
      else item = number;
    }
    at = end;
    const [outer = '', ...inner] = [article, paragraph, item].filter(number => number !== '');
    const label = outer + inner.map(number => `(${number})`).join('');
    if (label !== '') found.set(one.sentence, label);
  }
  return found;
}

/** Where the line of `start` begins, but not before `from`. */
function lineStart(text: string, from: number, start: number): number {
  return Math.max(from, text.lastIndexOf('\n', start - 1) + 1);
}

/** "2." → "2"; "(a)" → "a"; "A new fund" → undefined: a letter counts with a bracket or a stop only. */
export function numberOf(line: string): string | undefined {
  const number = NUMBER.exec(line)?.[1];
  if (number === undefined) return undefined;
  const plain = number.replaceAll(/^\(|[).:]+$/gu, '').replaceAll(/\s/gu, '');
  const marked = /[).:]/u.test(number) || /^\s*(?:article|section|paragraph|outcome|point)/iu.test(line);
  if (!marked || /^\d{4}$/u.test(plain)) return undefined;
  return plain.toLowerCase();
}
