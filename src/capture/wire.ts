import type { Document, PublicationDate } from '../core/document.ts';
import type { Captured, Part } from './captured.ts';

/** What was captured, on its way from the process that did it. */
export interface Sent extends Omit<Captured, 'document'> {
  readonly document: SentDocument | undefined;
}

/** Its long lists go as columns: a million objects would keep the process that takes them for a second, and nothing else would be done in it. */
interface SentDocument extends Omit<Document, 'leftOut' | 'map'> {
  readonly leftOut: Columns;
  readonly map: Columns | undefined;
}

/** Rows of numbers and words, column by column. */
interface Columns {
  readonly rows: number;
  /** Not a number: that row does not have it. */
  readonly numbers: ReadonlyMap<string, Float64Array>;
  readonly words: ReadonlyMap<string, Words>;
}

/** Each different word once, and for each row its place among them; -1: that row has none. */
interface Words {
  readonly different: readonly string[];
  readonly places: Int32Array;
}

export function toSend(captured: Captured): Sent {
  const { document } = captured;
  if (document === undefined) return { ...captured, document };
  const { leftOut, map } = document;
  return { ...captured, document: { ...document, leftOut: columnsOf(leftOut), map: map && columnsOf(map) } };
}

/** What was sent, as it was captured, in many short steps. Rejects what it cannot be: who sent it may be in the hands of a file. */
export async function received(sent: unknown): Promise<Captured> {
  if (!isSent(sent)) throw new TypeError('This is nothing captured.');
  const { document } = sent;
  if (document === undefined) return { ...sent, document };
  const leftOut = (await rowsOf(document.leftOut)) as unknown as Document['leftOut'];
  const map = document.map && ((await rowsOf(document.map)) as unknown as NonNullable<Document['map']>);
  return { ...sent, document: { ...document, leftOut, map } };
}

type Row = Record<string, number | string>;

function columnsOf(rows: readonly object[]): Columns {
  const numbers = new Map<string, Float64Array>();
  const words = new Map<string, { different: string[]; places: Int32Array; known: Map<string, number> }>();
  for (const [at, row] of rows.entries()) {
    for (const name in row) {
      const value = (row as Partial<Row>)[name];
      if (typeof value === 'number') {
        numbers.getOrInsertComputed(name, () => new Float64Array(rows.length).fill(Number.NaN))[at] = value;
      } else if (typeof value === 'string') {
        const column = words.getOrInsertComputed(name, () => ({
          different: [],
          places: new Int32Array(rows.length).fill(-1),
          known: new Map(),
        }));
        column.places[at] = column.known.getOrInsertComputed(value, () => column.different.push(value) - 1);
      }
    }
  }
  return {
    rows: rows.length,
    numbers,
    words: new Map([...words].map(([name, { different, places }]) => [name, { different, places }])),
  };
}

/** Rows that are made at one go; a few milliseconds. */
const AT_ONCE = 10_000;

async function rowsOf({ rows, numbers, words }: Columns): Promise<Row[]> {
  const made: Row[] = [];
  while (made.length < rows) {
    const end = Math.min(rows, made.length + AT_ONCE);
    for (let at = made.length; at < end; at++) {
      const row: Row = {};
      for (const [name, column] of numbers) if (!Number.isNaN(column[at])) row[name] = column[at]!;
      for (const [name, { different, places }] of words) if (places[at]! >= 0) row[name] = different[places[at]!]!;
      made.push(row);
    }
    await new Promise(done => setImmediate(done));
  }
  return made;
}

function isSent(sent: unknown): sent is Sent {
  if (typeof sent !== 'object' || sent === null) return false;
  const { document, mediaType, parts, notes } = sent as Partial<Sent>;
  return (
    (document === undefined || isDocument(document)) &&
    isText(mediaType) &&
    isListOf(notes, isText) &&
    isListOf(parts, isPart)
  );
}

function isPart(part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return false;
  const { place, bytes, facts } = part as Partial<Part>;
  if (!isText(place) || !(bytes instanceof Uint8Array) || typeof facts !== 'object' || facts === null) return false;
  const { remarks, ...words } = facts;
  return (remarks === undefined || isListOf(remarks, isText)) && Object.values(words).every(isTextOrNone);
}

function isDocument(document: unknown): boolean {
  if (typeof document !== 'object' || document === null) return false;
  const { text, mediaType, encoding, language, published, dates, missing, notes, leftOut, map, ...rest } =
    document as Partial<SentDocument>;
  return (
    [text, mediaType, encoding].every(isText) &&
    [rest.title, rest.byline, rest.source, rest.url, rest.canonicalUrl].every(isTextOrNone) &&
    (language === undefined || [language.tag, language.basis].every(isText)) &&
    (published === undefined || isDate(published)) &&
    isListOf(dates, isDate) &&
    isListOf(missing, one => isText(one.code) && isText(one.sentence)) &&
    isListOf(notes, isText) &&
    isColumns(leftOut, NEEDED.leftOut) &&
    (map === undefined || isColumns(map, NEEDED.map))
  );
}

const isDate = ({ day, basis, evidence }: PublicationDate): boolean => [day, basis, evidence].every(isText);

function isListOf<T>(list: readonly T[] | undefined, is: (one: T) => boolean): boolean {
  return Array.isArray(list) && list.every(is);
}

/** Columns of which no row may lack one. */
const NEEDED = { leftOut: ['start', 'end', 'step', 'reason'], map: ['textStart', 'length'] } as const;

const isText = (field: unknown): boolean => typeof field === 'string';
const isTextOrNone = (field: unknown): boolean => field === undefined || isText(field);

function isColumns(value: unknown, needed: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { rows, numbers, words } = value as Partial<Columns>;
  if (!Number.isSafeInteger(rows) || !(numbers instanceof Map) || !(words instanceof Map)) return false;
  const sound =
    [...numbers.values()].every(column => column instanceof Float64Array && column.length === rows) &&
    [...words.values()].every(column => isWords(column, rows!));
  return sound && (rows === 0 || needed.every(name => isFull(value as Columns, name)));
}

function isWords({ different, places }: Words, rows: number): boolean {
  if (!Array.isArray(different) || !different.every(isText)) return false;
  return places instanceof Int32Array && places.length === rows && places.every(at => at < different.length);
}

function isFull({ numbers, words }: Columns, name: string): boolean {
  return numbers.get(name)?.every(Number.isFinite) ?? words.get(name)?.places.every(at => at >= 0) ?? false;
}
