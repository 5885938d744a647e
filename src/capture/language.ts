import { francAll } from 'franc-min';
import { type Document, type DocumentLanguage, readable } from '../core/document.ts';

/** Fewer characters are too few to tell a language by (franc's own advice is "the longer the better"; on single sentences it errs often). */
const ENOUGH = 200;
/** What is looked at: more makes no difference. */
const LOOKED_AT = 4000;
/** How much better than English another language must fit before markup is contradicted; close relatives come near each other. */
const CLEARLY = 0.1;

/** The language of a document as its markup says, else as its words look; with a note where they contradict each other, or where it is not English. */
export function withLanguage(document: Document): Document {
  const words = readable(document.text, document.leftOut).replace(/\s+/gu, ' ').trim().slice(0, LOOKED_AT);
  const likely = words.length < ENOUGH ? undefined : likelyLanguage(words);
  const language =
    document.language ??
    (likely === undefined ? undefined : ({ tag: likely, basis: 'words' } satisfies DocumentLanguage));
  const notes = [...document.notes, ...contradiction(document.language, likely), ...notEnglish(likely)];
  return { ...document, language, notes };
}

/** A tag from markup, in its canonical form; undefined when it is none. */
export function languageTag(tag: string | undefined): DocumentLanguage | undefined {
  if (tag === undefined || tag.trim() === '') return undefined;
  try {
    const [canonical] = Intl.getCanonicalLocales(tag.trim().replaceAll('_', '-').slice(0, 40));
    return canonical === undefined || canonical.startsWith('und') ? undefined : { tag: canonical, basis: 'markup' };
  } catch {
    return undefined;
  }
}

/** English where it fits about as well as the best: the reader reads English, and short or degraded texts look like several languages. */
function likelyLanguage(words: string): string | undefined {
  if (isPlainlyEnglish(words)) return 'en';
  const found = francAll(words);
  const [best] = found;
  if (best === undefined || best[0] === 'und') return undefined;
  const english = found.find(([code]) => code === 'eng')?.[1] ?? 0;
  return english > best[1] - CLEARLY ? 'en' : Intl.getCanonicalLocales(best[0])[0];
}

/**
 * English prose has some twenty of these in a hundred words, and no other language has more than two. Most texts are told at once by
 * them; comparing letters with those of a hundred languages takes a tenth of the time of a capture.
 */
const LITTLE_WORDS = /\b(?:the|and|of|to|that|with|was|were|which|from)\b/giu;
const PLAINLY = 0.12;

function isPlainlyEnglish(words: string): boolean {
  const all = words.split(' ').length;
  return (words.match(LITTLE_WORDS)?.length ?? 0) > all * PLAINLY;
}

function contradiction(said: DocumentLanguage | undefined, likely: string | undefined): string[] {
  if (said === undefined || likely === undefined || baseOf(said.tag) === baseOf(likely)) return [];
  return [`Its markup says that it is in ${named(said.tag)}; its words look like ${named(likely)}.`];
}

function notEnglish(likely: string | undefined): string[] {
  if (likely === undefined || baseOf(likely) === 'en') return [];
  return [`Its words look like ${named(likely)}. Deeds reads English: trust nothing that it finds here.`];
}

function baseOf(tag: string): string {
  return tag.split('-')[0]!;
}

const names = new Intl.DisplayNames('en', { type: 'language' });

function named(tag: string): string {
  return names.of(tag) ?? tag;
}
