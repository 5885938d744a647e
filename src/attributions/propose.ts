/** All readings that the rules propose for a text, grouped by cue, each fitted to the quotations it touches. */
import type { Analysis, Word } from '../language/analysis.ts';
import type { Candidate, Page } from './candidate.ts';
import { readAdjective, readNoun } from './nouns.ts';
import { readAdverb, readColon, readPreposition } from './phrases.ts';
import { inOrder, isPunctuation, quotationsAt } from './pieces.ts';
import { paragraphs, type Quotation, scanQuotations } from './quotation.ts';
import { readVerb } from './verbs.ts';

function pageOf(analysis: Analysis): Omit<Page, 'speakers'> {
  const blocks = paragraphs(analysis.text);
  const quotations = scanQuotations(analysis.text, blocks);
  const quotationOf: (Quotation | undefined)[] = Array.from({ length: analysis.words.length });
  for (const quotation of quotations)
    for (const word of analysis.wordsIn(quotation)) quotationOf[word.index] = quotation;
  const nameTypeOf: (string | undefined)[] = Array.from({ length: analysis.words.length });
  for (const name of analysis.names) for (const word of name.words) nameTypeOf[word.index] = name.type;
  const bare: boolean[] = Array.from({ length: analysis.words.length }, () => false);
  for (const stretch of analysis.degradation.stretches)
    for (const word of analysis.wordsIn(stretch)) bare[word.index] = true;
  return { analysis, quotations, paragraphs: blocks, quotationOf, nameTypeOf, bare };
}

/** The page, and one list of candidates for each word that may be a cue. */
export function propose(analysis: Analysis): Proposal {
  const blank: Page = { ...pageOf(analysis), speakers: new Map() };
  const groups: Candidate[][] = [];
  const speakers = new Map<string, number>();
  for (const word of analysis.words) {
    const fitted = distinct(proposeFor(blank, word).flatMap(candidate => fit(blank, candidate) ?? []));
    if (fitted.length === 0) continue;
    groups.push(fitted);
    const speaker = fitted.find(candidate => candidate.known && candidate.source.head)?.source.head;
    if (speaker && speaker.pos !== 'PRON') speakers.set(speaker.lower, (speakers.get(speaker.lower) ?? 0) + 1);
  }
  return { page: { ...blank, speakers }, groups };
}

export interface Proposal {
  readonly page: Page;
  readonly groups: readonly (readonly Candidate[])[];
}

function proposeFor(page: Page, word: Word): Candidate[] {
  switch (word.pos) {
    case 'VERB':
      return [...readVerb(page, word), ...readPreposition(word)];
    case 'AUX':
      return word.is('aux', 'cop') ? [] : readVerb(page, word);
    case 'NOUN':
      return readNoun(word);
    case 'ADJ':
      return readAdjective(word);
    case 'ADP':
    case 'SCONJ':
      return readPreposition(word);
    case 'ADV':
      return readAdverb(word);
    case 'PUNCT':
      return readColon(page, word);
    default:
      return [];
  }
}

/** Of candidates that say the same, the first. */
function distinct(candidates: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ source, content }) => {
    const solid = content.filter(word => !isPunctuation(word));
    const key = `${source.words[0]?.index} ${source.words.at(-1)?.index} ${solid[0]?.index} ${solid.at(-1)?.index} ${solid.length}`;
    if (solid.length === 0 || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/**
 * A cue inside a quotation reads only words of that quotation. A cue outside takes a quotation whole, or not at all:
 * it is one person's words.
 */
function fit(page: Page, candidate: Candidate): Candidate | undefined {
  const home = page.quotationOf[candidate.cue.index];
  if (home) {
    const within = (word: Word): boolean => page.quotationOf[word.index] === home;
    const content = candidate.content.filter(within);
    const words = candidate.source.words.filter(within);
    if (content.length === 0 || (words.length === 0 && candidate.source.words.length > 0)) return undefined;
    return { ...candidate, content, source: { ...candidate.source, words } };
  }
  const first = candidate.content[0]!;
  const last = candidate.content.at(-1)!;
  const touched = quotationsAt(page.quotations, { start: first.start, end: last.end });
  if (touched.length === 0) return candidate;
  const taken = new Set([...candidate.cueWords, ...candidate.source.words]);
  const content = new Set(candidate.content);
  for (const quotation of touched) {
    const words = page.analysis.wordsIn(quotation);
    if (words.some(word => taken.has(word))) continue;
    const shared = words.filter(word => content.has(word)).length;
    if (shared === 0) continue;
    if (shared * 2 >= words.length || content.has(words[0]!)) for (const word of words) content.add(word);
    else for (const word of words) content.delete(word);
  }
  if (content.size === 0) return undefined;
  return { ...candidate, content: inOrder(content) };
}
