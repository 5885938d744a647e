/** Rules for quotation marks: which quotations a cue verb takes, by the order of the words alone. */
import type { Word } from '../language/analysis.ts';
import type { Page } from './candidate.ts';
import type { Quotation } from './quotation.ts';
import { verbCue } from './lexicon.ts';
import { inOrder, isPunctuation } from './pieces.ts';

export interface QuotationReading {
  readonly rule: string;
  readonly words: readonly Word[];
}

/** Words between a cue verb and the quotation it takes. */
const REACH = 30;

/**
 * The quotations that may be what `verb` introduces: the one that ends before its clause, the one that starts after it
 * in the same sentence, both, or the one of the next paragraph when this one ends with a colon.
 */
export function sentenceQuotations(page: Page, verb: Word): QuotationReading[] {
  if (page.quotationOf[verb.index]) return [];
  const before = quotationBefore(page, verb);
  const after = quotationAfter(page, verb);
  const found: QuotationReading[] = [];
  if (before) {
    found.push({ rule: 'quotation before', words: before.words });
    if (before.joined.length > before.words.length) found.push({ rule: 'quotations before', words: before.joined });
  }
  if (after && !after.newSentence) {
    found.push({
      rule: after.newParagraph ? 'quotation in the next paragraph' : 'quotation after',
      words: after.words,
    });
  }
  if (before && after && !after.newParagraph && !hasOwnCue(page, after.words)) {
    found.push({ rule: 'quotation around', words: inOrder([...before.words, ...after.words]) });
  }
  return found;
}

/** "…,” the president said. “I will not go,” said a soldier": a quotation with a speaker of its own goes on with nobody else's. */
function hasOwnCue(page: Page, quotation: readonly Word[]): boolean {
  const last = quotation.at(-1);
  if (!last || !/[,?!]/u.test(page.analysis.text.slice(last.start - 2, last.end))) return false;
  let at = last.next;
  for (let distance = 0; at && distance < OWN_CUE_REACH && !endsSentence(at); distance++, at = at.next) {
    if (at.pos === 'VERB' && verbCue(at.lemma)?.frames.has('quotation')) return true;
  }
  return false;
}

const OWN_CUE_REACH = 8;

/** A quotation that can be an utterance of its own: scare quotes are short and end without a stop. */
export function isUtterance(page: Page, quotation: Quotation): boolean {
  const words = wordsOf(page, quotation).filter(word => !isPunctuation(word));
  if (words.length >= 5) return true;
  const text = page.analysis.text;
  const last = text[quotation.inner.end - 1] ?? '';
  return words.length > 0 && /[.,!?…]/u.test(last);
}

export function wordsOf(page: Page, quotation: Quotation): Word[] {
  return page.analysis.wordsIn(quotation);
}

function quotationBefore(page: Page, verb: Word): { words: Word[]; joined: Word[] } | undefined {
  const { words } = page.analysis;
  for (let at = verb.index - 1; at >= 0 && at > verb.index - REACH; at--) {
    const word = words[at]!;
    if (paragraphBreakBetween(page, word, words[at + 1]!)) return undefined;
    const quotation = page.quotationOf[at];
    if (quotation) {
      if (!isUtterance(page, quotation)) return undefined;
      return {
        words: withEarlier(page, quotation, part => part.continues),
        joined: withEarlier(page, quotation, (part, earlier) => part.continues || adjoins(page, earlier, part)),
      };
    }
    if (endsSentence(word)) return undefined;
  }
  return undefined;
}

function quotationAfter(
  page: Page,
  verb: Word,
): { words: Word[]; newSentence: boolean; newParagraph: boolean } | undefined {
  const { words } = page.analysis;
  let newSentence = false;
  let colon = false;
  for (let at = verb.index + 1; at < words.length && at < verb.index + REACH; at++) {
    const word = words[at]!;
    const quotation = page.quotationOf[at];
    const crosses = paragraphBreakBetween(page, words[at - 1]!, word);
    if (crosses && !colon) return undefined;
    if (quotation) {
      if (!crosses && !isUtterance(page, quotation)) {
        while (page.quotationOf[at + 1] === quotation) at++;
        continue;
      }
      return {
        words: withLaterParagraphs(page, quotation),
        newSentence: newSentence && !crosses,
        newParagraph: crosses,
      };
    }
    if (crosses) return undefined;
    colon = word.text === ':';
    if (newSentence) return undefined;
    if (endsSentence(word)) newSentence = true;
  }
  return undefined;
}

function endsSentence(word: Word): boolean {
  return word.text === '.' || word.text === '?' || word.text === '!' || word.text === '…';
}

export function paragraphBreakBetween(page: Page, a: Word, b: Word): boolean {
  return (
    page.analysis.text.slice(a.end, b.start).includes('\n') && paragraphAt(page, a.start) !== paragraphAt(page, b.start)
  );
}

/** Number of the paragraph that holds `offset`. */
export function paragraphAt(page: Page, offset: number): number {
  let low = 0;
  let high = page.paragraphs.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (page.paragraphs[middle]!.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A quotation with those before it that it goes on from, such as paragraphs that open with a mark after one that did not close. */
function withEarlier(
  page: Page,
  quotation: Quotation,
  goesOn: (part: Quotation, earlier: Quotation) => boolean,
): Word[] {
  const chain = [quotation];
  for (let at = quotation.index; at > 0 && goesOn(page.quotations[at]!, page.quotations[at - 1]!); at--) {
    chain.unshift(page.quotations[at - 1]!);
  }
  return chain.flatMap(part => wordsOf(page, part));
}

/** Two quotations of one paragraph with nothing but space between them. */
function adjoins(page: Page, a: Quotation, b: Quotation): boolean {
  return a.paragraph === b.paragraph && page.analysis.text.slice(a.end, b.start).trim() === '';
}

export function withLaterParagraphs(page: Page, quotation: Quotation): Word[] {
  const chain = [quotation];
  let at = quotation.index + 1;
  while (
    page.quotations[at] &&
    (page.quotations[at]!.continues || adjoins(page, page.quotations[at - 1]!, page.quotations[at]!))
  )
    chain.push(page.quotations[at++]!);
  return chain.flatMap(part => wordsOf(page, part));
}
