/**
 * A record as a desk has it after some years, grown from our own example reports. Each of them is read once by the engine; a document is two or three of
 * them behind each other with other words and other names in the same places, so that claims are what the readers make and their spans still fit.
 * One document in ten is a copy of another. What is written goes through the record's own interface.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadEngine, packageRoot, readInput } from '../../../src/app.ts';
import type { Document } from '../../../src/core/document.ts';
import type { Reading } from '../../../src/core/reading.ts';
import { sha256 } from '../../../src/record/chain.ts';
import { type Addition, documentIdOf, openRecord } from '../../../src/record/index.ts';
import { hasty } from '../record/filling.ts';
import { clock, say } from '../record/measure.ts';

interface Read {
  readonly document: Document;
  readonly reading: Reading;
}

/** Additions in flight. */
const AT_ONCE = 100;
/** One document in so many is a copy of one before it. */
const COPIES = 10;
/** Days over which the documents were published. */
const DAYS = 2_000;
/** The example reports are of 2015 and 2016, the grown ones of these days on. */
const FIRST_DAY = Temporal.PlainDate.from('2019-01-01');
/** Names that stand for those of the examples, the n-th 1/n as often as the first. */
const NAMES = 4_000;

/** Grows a record until it has so many documents and claims; answers how many claims it came to. */
export async function grow(
  folder: string,
  { documents, claims }: { documents: number; claims: number },
): Promise<number> {
  const texts = await exampleReadings();
  const vocabulary = Map.groupBy(
    new Set(texts.flatMap(({ document }) => document.text.match(/(?<![\p{L}])\p{Ll}{4,}(?!\p{L})/gu) ?? [])),
    word => word.length,
  );
  const names = new Set(texts.flatMap(({ reading }) => reading.actors.filter(isPerson).flatMap(namesIn)));
  const made = new Map<number, Addition>();
  const record = await openRecord(folder, { clock, mode: 'create', disk: hasty });
  let written = 0;
  for (let from = 0; from < documents; from += AT_ONCE) {
    const group: Promise<unknown>[] = [];
    for (let number = from; number < Math.min(from + AT_ONCE, documents); number++) {
      const random = randomFrom(number);
      const original = number % COPIES === COPIES - 1 ? made.get(from - 1 - Math.floor(random() * AT_ONCE)) : undefined;
      const wanted = (claims - written) / (documents - number);
      const addition =
        original === undefined
          ? report(number, { texts, vocabulary, names, wanted, random })
          : copyOf(original, number);
      written += addition.reading.claims.length;
      made.set(number, addition);
      made.delete(number - 2 * AT_ONCE);
      group.push(record.addDocument(addition));
    }
    await Promise.all(group);
    if ((from + AT_ONCE) % 2_000 === 0) say(`${from + AT_ONCE} documents, ${written} claims`);
  }
  await record.checkpoint();
  await record.close();
  return written;
}

async function exampleReadings(): Promise<Read[]> {
  const engine = loadEngine();
  const found: Read[] = [];
  for (const part of ['case/reports', 'case/texts', 'reports']) {
    const folder = join(packageRoot, 'examples', part);
    for (const name of readdirSync(folder).toSorted()) {
      const input = { name, take: async () => ({ bytes: readFileSync(join(folder, name)) }) };
      for await (const outcome of readInput(input, {}, () => engine))
        if ('reading' in outcome && outcome.reading.claims.length > 0) found.push(outcome);
    }
  }
  return found;
}

interface Grown {
  readonly texts: readonly Read[];
  readonly vocabulary: ReadonlyMap<number, readonly string[]>;
  readonly names: ReadonlySet<string>;
  /** Claims that it should have, by and large. */
  readonly wanted: number;
  readonly random: () => number;
}

function report(number: number, { texts, vocabulary, names, wanted, random }: Grown): Addition {
  const parts: Read[] = [];
  do parts.push(texts[Math.floor(random() * texts.length)]!);
  while (parts.reduce((sum, { reading }) => sum + reading.claims.length, 0) < wanted - 1);
  const other = wordChanger(vocabulary, names, random);
  const weeks = Math.floor((number / 10_000) * (DAYS / 7) + random() * 4);
  const source = `Gazette ${Math.floor(random() ** 2 * 300)}`;
  let text = `Report ${number} of the ${source}\n\n`;
  const claims: Reading['claims'][number][] = [];
  const actors = new Map<string, Reading['actors'][number]>();
  for (const [place, { document, reading }] of parts.entries()) {
    // Names stand in ids, too; every other word only where a text has it.
    const moved = JSON.parse(movedDays(other.names(JSON.stringify(reading)), weeks)) as Reading;
    const start = text.length;
    text += `${other.words(document.text)}\n\n`;
    for (const actor of moved.actors)
      if (!actors.has(actor.id)) actors.set(actor.id, respanned(actor, start, text) as typeof actor);
    for (const claim of moved.claims) {
      const shifted = respanned(claim, start, text) as typeof claim;
      claims.push({ ...shifted, id: `clm_${sha256(Buffer.from(`${number} ${place} ${claim.id}`)).slice(0, 24)}` });
    }
  }
  const published = FIRST_DAY.add({ weeks }).toString();
  return additionOf(text, {
    number,
    source,
    published,
    document: parts[0]!.document,
    reading: { ...parts[0]!.reading, claims, actors: [...actors.values()] },
  });
}

/** The same words under another name. */
function copyOf(original: Addition, number: number): Addition {
  const { document, reading } = original;
  const at = document.text.indexOf('\n\n') + 2;
  const head = `Reprint ${number}\n\n`;
  const text = head + document.text.slice(at);
  const shift = head.length - at;
  const shared = { start: head.length, end: text.length, exact: text.slice(head.length) };
  const { claims, actors } = respanned({ claims: reading.claims, actors: reading.actors }, shift, text) as Reading;
  return {
    ...additionOf(text, {
      number,
      source: `Reprinter ${number % 40}`,
      published: Temporal.PlainDate.from(document.published!.day).add({ days: 1 }).toString(),
      document,
      reading: { ...reading, claims, actors },
    }),
    links: [
      {
        other: documentIdOf(original.bytes),
        relation: 'copy',
        copy: true,
        comparison: { containment: 0.98 },
        shared: [shared],
        sharedOther: [{ start: at, end: document.text.length }],
        unshared: [],
        reason: 'All its words but the first line stand in the other.',
      },
    ],
  };
}

function additionOf(
  text: string,
  given: { number: number; source: string; published: string; document: Document; reading: Reading },
): Addition {
  const { number, source, published } = given;
  const bytes = Buffer.from(text);
  const date = { day: published, basis: 'given', evidence: published } as const;
  return {
    bytes,
    facts: {
      name: `report-${number}.txt`,
      url: undefined,
      asked: undefined,
      source,
      published,
      capturedAt: undefined,
      contentType: undefined,
      within: undefined,
    },
    document: {
      ...given.document,
      text,
      mediaType: 'text/plain',
      title: text.slice(0, text.indexOf('\n')),
      byline: undefined,
      source,
      url: undefined,
      canonicalUrl: undefined,
      published: date,
      dates: [date],
      missing: [],
      leftOut: [],
      map: undefined,
    },
    captureEngine: 'bench/1',
    reading: { ...given.reading, textHash: sha256(bytes), leftOut: [] },
    fingerprint: {
      engine: 'bench/1',
      keys: Array.from({ length: 16 }, (_, n) => (number * 2_654_435_761 + n * 40_503_000_017) % 2 ** 48),
      data: {},
    },
    links: [],
  };
}

/** Weeks between the example reports and the first that is grown. */
const WEEKS_BEFORE = 170;

/** So many weeks later: a Monday stays one. */
const movedDays = (json: string, weeks: number): string =>
  json.replace(/\b(?:2015|2016)-\d\d-\d\d\b/gu, day =>
    Temporal.PlainDate.from(day)
      .add({ weeks: weeks + WEEKS_BEFORE })
      .toString(),
  );

/** A value with every span in it moved, and the words of the text as they now stand there. */
function respanned(value: unknown, shift: number, text: string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(one => respanned(one, shift, text));
  const moved = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, respanned(one, shift, text)]));
  const { start, end } = moved;
  if (typeof start !== 'number' || typeof end !== 'number') return moved;
  const place = { ...moved, start: start + shift, end: end + shift };
  return 'exact' in place ? { ...place, exact: text.slice(place.start, place.end) } : place;
}

/** Puts other words of the same length, and other names for those of people, the same ones throughout a document. */
function wordChanger(
  vocabulary: ReadonlyMap<number, readonly string[]>,
  names: ReadonlySet<string>,
  random: () => number,
) {
  const chosen = new Map<string, string>();
  const once = (word: string, choose: () => string): string => {
    const known = chosen.get(word) ?? choose();
    chosen.set(word, known);
    return known;
  };
  const nameFor = (word: string): string => once(word, () => nameOf(Math.floor(NAMES ** random()), word.length));
  const changed = (text: string, isText: boolean): string =>
    text.replace(/\p{L}{4,}/gu, word => {
      const asName = word[0]!.toUpperCase() + word.slice(1);
      if (names.has(asName)) {
        const name = nameFor(asName);
        return word === asName ? name : name.toLowerCase();
      }
      if (!isText || !/^\p{Ll}{4,}$/u.test(word) || random() < 0.05) return word;
      const same = vocabulary.get(word.length)!;
      return same[Math.floor(random() * same.length)]!;
    });
  return { words: (text: string) => changed(text, true), names: (json: string) => changed(json, false) };
}

/** A name of so many letters for every number. */
function nameOf(number: number, length: number): string {
  const random = randomFrom(number * 31 + length);
  const letters = Array.from({ length }, (_, at) => {
    const set = at % 2 === 0 ? 'bdfghklmnprstvw' : 'aeiou';
    return set[Math.floor(random() * set.length)]!;
  }).join('');
  return letters[0]!.toUpperCase() + letters.slice(1);
}

const isPerson = ({ type }: Reading['actors'][number]): boolean => type === 'person';
const namesIn = ({ name }: Reading['actors'][number]): string[] => name.match(/\p{Lu}\p{Ll}{3,}/gu) ?? [];

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
