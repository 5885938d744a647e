import type { Document, LeftOut, PublicationDate } from '../core/document.ts';
import { INDENT, labelled, visible } from './text.ts';

/** What is explained of a document: how it was captured, and what of it was not read. */
export interface Explained {
  readonly document: Omit<Document, 'map'>;
  /** Where its text leads back to; undefined: this is not told here. */
  readonly map?: Document['map'];
  /** Everything that was not read, by capture and by reading, in the order of the text. */
  readonly leftOut: readonly LeftOut[];
  /** What else is known of how it came, as label and value. */
  readonly came: readonly (readonly [label: string, value: string])[];
}

/** For people who ask why a document's text, day or claims are what they are: each decision of the capture with what it rests on. */
export function explanation({ document, map, leftOut, came }: Explained): string {
  const { text, published, dates, missing } = document;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ...came,
    ['format', `${document.mediaType}, by its content`],
    ['encoding', document.encoding],
    ['language', languageOf(document)],
    ['title', document.title],
    ['byline', document.byline],
    ['source', document.source],
    ['address', document.url],
    ['its own address', document.canonicalUrl === document.url ? undefined : document.canonicalUrl],
    ['published', published === undefined ? 'not known: nothing says it' : dateLine(published)],
    ...dates
      .filter(({ day, basis }) => day !== published?.day || basis !== published.basis)
      .map(date => [date.day === published?.day ? 'so says also' : 'otherwise says', dateLine(date)] as const),
    ...missing.map(({ code, sentence }) => ['missing', `${sentence} [${code}]`] as const),
    ['text', `${number(text.length)} characters, ${number(text.length - size(leftOut))} of them read`],
    ['way back', wayBack(document, map)],
  ];
  return [
    'HOW IT WAS CAPTURED',
    ...facts.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [labelled(label, value)])),
    '',
    ...steps(text, leftOut),
  ].join('\n');
}

function languageOf({ language }: Pick<Document, 'language'>): string {
  if (language === undefined) return 'not known';
  return `${language.tag}, ${language.basis === 'markup' ? 'as the document itself says' : 'by its words'}`;
}

function dateLine({ day, basis, evidence }: PublicationDate): string {
  return `${day} (${basis}: ${evidence})`;
}

function wayBack({ mediaType }: Pick<Document, 'mediaType'>, map: Document['map']): string | undefined {
  if (map === undefined) return mediaType === 'text/plain' ? 'the text is the source' : undefined;
  const parts = new Set(map.map(run => ('page' in run ? `page ${run.page}` : (run.part ?? 'the file'))));
  const into = parts.size > 3 ? `${parts.size} pages or parts` : [...parts].join(', ');
  return `${number(map.length)} runs of text, each with its place in ${into}`;
}

/** Pieces by step, the step with most characters first; within a step in the order of the text. */
function steps(text: string, leftOut: readonly LeftOut[]): string[] {
  const shown = leftOut.filter(({ start, end }) => text.slice(start, end).trim() !== '');
  if (shown.length === 0) return ['LEFT OUT: nothing\n'];
  const groups = [...Map.groupBy(shown, ({ step }) => step)].toSorted(([, a], [, b]) => size(b) - size(a));
  return [
    `LEFT OUT (${shown.length})`,
    ...groups.flatMap(([step, pieces]) => [
      labelled(step, `${number(pieces.length)} of them, ${number(size(pieces))} characters`),
      ...pieces.map(
        ({ start, end, reason }) =>
          `${INDENT}${INDENT}${start}–${end} “${visible(excerpt(text.slice(start, end)))}” — ${visible(reason)}`,
      ),
    ]),
    '',
  ];
}

function size(pieces: readonly LeftOut[]): number {
  return pieces.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** UTF-16 units of left-out text that are shown; the offsets lead to the rest. */
const EXCERPT = 100;

export function excerpt(words: string): string {
  const line = words.replace(/\s+/gu, ' ').trim();
  return line.length <= EXCERPT ? line : `${line.slice(0, EXCERPT)}…`;
}

const number = (value: number): string => value.toLocaleString('en');
