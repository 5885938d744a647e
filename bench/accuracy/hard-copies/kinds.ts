/** The kinds of hard cases, and how each is made from the texts of the easy set. */
import { CLOSING_NOTES, FILLINGS, FORMS } from './forms.ts';

/** A text of the easy set with the two gold fields that the maker needs. */
export interface Line {
  readonly story: string;
  readonly edit: string;
  readonly text: string;
}

/** A made document with its gold line. `shares`: how many sentences of the report an own story uses; null for a copy. */
export interface Made {
  readonly id: string;
  readonly text: string;
  readonly cluster: string;
  readonly story: string;
  readonly edit: string;
  readonly shares: number | null;
}

/** This many reports serve as other people's text only; without them the own stories would have to share their text. */
export const REPORTS_FOR_OWN_TEXT = 18;

export function makeHardCopies(easy: readonly Line[], seed: number): Made[] {
  const random = mulberry32(seed);
  const reports = easy.filter(line => line.edit === 'original');
  const furniture = furnitureLines(easy);
  const ownText = ownTextsFrom(easy, reports, random);

  const made: Omit<Made, 'id'>[] = withClosingNotes(ownText);
  for (const report of reports.slice(REPORTS_FOR_OWN_TEXT)) {
    const { story } = report;
    const wire = sentences(report.text);
    const copy = (edit: string, text: string): void => {
      made.push({ text, cluster: `k-${story}`, story, edit, shares: null });
    };
    copy('original', report.text);

    const part = wire.slice(0, Math.max(3, Math.round(wire.length * (0.33 + 0.25 * random()))));
    if (random() < 0.8) copy('truncated-mixed-lower', stripped(mixed(part, furniture, random)));
    if (random() < 0.3) copy('truncated-mixed', mixed(part, furniture, random));

    const middle = Math.ceil(wire.length / 2);
    const half = random() < 0.85 ? wire.slice(0, middle) : wire.slice(middle);
    const own = ownText(wordCount(half));
    const order = random();
    const sewn =
      order < 0.5
        ? [...half, ...own]
        : order < 0.75
          ? [...own, ...half]
          : [...own.slice(0, 2), ...half, ...own.slice(2)];
    if (random() < 0.8 && own.length > 0) copy('half-wire', sewn.join('\n'));
    if (random() < 0.4) {
      const reworded = half
        .filter((_, i) => i === 0 || random() > 0.2)
        .map(sentence => lightlyEdited(sentence, random));
      const rest = ownText(wordCount(reworded));
      if (rest.length > 0) copy('half-wire-edited', [...reworded, ...rest].join('\n'));
    }
    if (random() < 0.3) {
      const rest = ownText(wordCount(half));
      if (rest.length > 0) copy('half-wire-lower', stripped([...half, ...rest].join('\n')));
    }

    for (const edit of ['quotes-block', 'quotes-scattered', 'quotes-in-order']) {
      if (random() < 0.5) continue;
      const quotations = pickQuotations(wire, 3 + Math.floor(random() * 3), random);
      const text = ownText(150 + Math.floor(random() * 250));
      if (wordCount(text) < 100) continue;
      made.push({
        text: placed(edit, quotations, text, random).join('\n'),
        cluster: `o-${story}-${edit}`,
        story,
        edit,
        shares: quotations.length,
      });
    }
  }
  made.push(...twoWires(reports.slice(REPORTS_FOR_OWN_TEXT), random));
  made.push(...filledIn(random));
  return shuffled(made, random).map((document, i) => ({ id: `h${String(i + 1).padStart(4, '0')}`, ...document }));
}

/** Gives other people's text, about so many words at a time. */
export function ownTextsFrom(
  easy: readonly Line[],
  reports: readonly Line[],
  random: () => number,
): (words: number) => string[] {
  const ownTexts = shuffled(
    [
      ...reports.slice(0, REPORTS_FOR_OWN_TEXT).map(report => sentences(report.text).slice(2)),
      ...easy.filter(line => line.edit === 'own-story').map(line => withoutReport(line, reports)),
    ].flatMap(halves),
    random,
  );
  /** Each own text is given away once, so that no two own stories share words; what is left of it is given away later. */
  return (words: number): string[] => {
    const at = ownTexts.findIndex(text => wordCount(text) >= words * 0.8);
    const text = ownTexts.splice(Math.max(at, 0), 1)[0] ?? [];
    const taken = firstWords(text, words);
    const rest = text.slice(taken.length);
    if (wordCount(rest) >= 70) ownTexts.push(rest);
    return taken;
  };
}

/** More than half of one report, and after it less of another: a copy of the first that makes no one origin of the two. */
function twoWires(reports: readonly Line[], random: () => number): Omit<Made, 'id'>[] {
  return reports.flatMap(({ story, text }, i) => {
    const other = reports[(i + 1) % reports.length]!;
    if (random() < 0.75) return [];
    const [first, second] = [sentences(text), sentences(other.text)];
    const most = firstWords(first, 0.7 * wordCount(first));
    const less = firstWords(second, Math.min(0.5 * wordCount(second), 0.5 * wordCount(most)));
    return [{ text: [...most, ...less].join('\n'), cluster: `k-${story}`, story, edit: 'two-wires', shares: null }];
  });
}

/** Texts that have nothing in common but the note that closes them. */
function withClosingNotes(ownText: (words: number) => string[]): Omit<Made, 'id'>[] {
  return CLOSING_NOTES.flatMap((note, n) =>
    ['original', 'closing-note'].map((edit, i) => ({
      text: [...ownText(70 + 50 * i), note].join('\n'),
      cluster: `n-${n}-${i}`,
      story: `n-${n}`,
      edit,
      shares: i === 0 ? null : note.split('. ').length,
    })),
  );
}

/** One form, filled in for different events. */
function filledIn(random: () => number): Omit<Made, 'id'>[] {
  const anyOf = (list: readonly string[]): string => list[Math.floor(random() * list.length)]!;
  const filling = (what: string): string => {
    if (what === 'number') return (1 + 8 * random()).toFixed(1);
    if (what === 'count') return String(4 + Math.floor(random() * 90));
    if (what === 'time') return `${1 + Math.floor(random() * 12)}:${10 + Math.floor(random() * 50)}`;
    return anyOf(FILLINGS[what]!);
  };
  return FORMS.flatMap((form, n) =>
    ['original', 'form', 'form', 'form'].map((edit, i) => {
      // A firm or person that is named twice is the same one; numbers are not.
      const firm = filling('firm');
      const text = form.replaceAll('{firm}', firm).replaceAll(/\{(\w+)\}/gu, (_, what: string) => filling(what));
      return { text, cluster: `f-${n}-${i}`, story: `f-${n}`, edit, shares: i === 0 ? null : 4 };
    }),
  );
}

/** Quotations first, then other sentences, never more than 45 % of the report's words: beyond that nobody could call it a quotation. */
export function pickQuotations(wire: readonly string[], count: number, random: () => number): string[] {
  const body = wire.slice(1).filter(sentence => wordCount([sentence]) >= 8);
  const quoted = shuffled(
    body.filter(sentence => /[“"]/u.test(sentence)),
    random,
  );
  const plain = shuffled(
    body.filter(sentence => !/[“"]/u.test(sentence)),
    random,
  );
  const order = random() < 0.5 ? [...quoted, ...plain] : shuffled(body, random);
  const most = wordCount(wire) * 0.45;
  const picked: string[] = [];
  for (const sentence of order) {
    if (picked.length < count && wordCount([...picked, sentence]) <= most) picked.push(sentence);
  }
  return picked;
}

export function placed(
  edit: string,
  quotations: readonly string[],
  own: readonly string[],
  random: () => number,
): string[] {
  if (edit === 'quotes-block') {
    const at = Math.floor(own.length / 3);
    return [...own.slice(0, at), ...quotations, ...own.slice(at)];
  }
  const text = [...own];
  const places = [...quotations].map(() => 1 + Math.floor(random() * own.length)).sort((a, b) => b - a);
  places.forEach((place, i) => text.splice(place, 0, quotations[i]!));
  return text;
}

/** Furniture before and after, and a line or three of it between every second or third sentence. */
export function mixed(part: readonly string[], furniture: readonly string[], random: () => number): string {
  const some = (most: number): string[] =>
    Array.from({ length: 1 + Math.floor(random() * most) }, () => furniture[Math.floor(random() * furniture.length)]!);
  const text = some(14);
  for (const sentence of part) {
    text.push(sentence);
    if (random() < 0.4) text.push(...some(3));
  }
  return [...text, ...some(14)].join('\n');
}

const REWORDINGS: readonly (readonly [RegExp, string])[] = [
  [/\bsaid\b/u, 'stated'],
  [/\balso\b/u, 'in addition'],
  [/\blarge\b/u, 'big'],
  [/\bgovernment\b/u, 'authorities'],
  [/\babout\b/u, 'around'],
  [/\bbut\b/u, 'though'],
  [/\bmany\b/u, 'numerous'],
  [/\bafter\b/u, 'following'],
  [/\bUnited States\b/u, 'U.S.'],
  [/\bwhich\b/u, 'that'],
  [/\bbegan\b/u, 'started'],
  [/\bpeople\b/u, 'persons'],
];

function lightlyEdited(sentence: string, random: () => number): string {
  let edited = sentence;
  for (const [word, other] of REWORDINGS) if (random() < 0.7) edited = edited.replace(word, other);
  return edited;
}

/** Lower-cased, without punctuation, in one line. */
export function stripped(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).join(' ');
}

/** The lines that furniture copies of the easy set have and their originals have not. */
export function furnitureLines(easy: readonly Line[]): string[] {
  const lines: string[] = [];
  for (const copy of easy.filter(line => line.edit === 'furniture')) {
    const original = easy.find(line => line.story === copy.story && line.edit === 'original')!;
    const known = new Set(original.text.split('\n'));
    lines.push(...sentences(copy.text).filter(line => !known.has(line)));
  }
  return [...new Set(lines)];
}

function withoutReport(own: Line, reports: readonly Line[]): string[] {
  const known = new Set(reports.find(report => report.story === own.story)!.text.split('\n'));
  return sentences(own.text).filter(sentence => !known.has(sentence));
}

/** The easy set has a sentence a line. */
export function sentences(text: string): string[] {
  return text.split('\n').filter(line => line.trim() !== '');
}

function halves(text: readonly string[]): string[][] {
  const middle = Math.ceil(text.length / 2);
  return [text.slice(0, middle), text.slice(middle)].filter(half => wordCount(half) >= 70);
}

export function firstWords(text: readonly string[], words: number): string[] {
  const kept: string[] = [];
  for (const sentence of text) {
    if (wordCount(kept) >= words) break;
    kept.push(sentence);
  }
  return kept;
}

export function wordCount(text: readonly string[]): number {
  return text.join(' ').match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}

export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const copy = [...items];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [copy[i], copy[j]] = [copy[j]!, copy[i]!];
  }
  return copy;
}

/** Tommy Ettinger's mulberry32: a seeded generator of numbers in [0, 1), small and good enough for shuffling. */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
