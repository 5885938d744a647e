/** Finds the records of a web archive (ISO 28500), packed record by record, as a whole or not at all. */
import { constants, crc32, inflateRawSync } from 'node:zlib';
import { limits } from '../core/limits.ts';
import type { Problem } from '../core/problem.ts';
import type { Source } from './archive.ts';
import { gzipHeaderLength } from './gzip.ts';
import { damaged, tooLarge } from './warc-problems.ts';

/** A record, found and not yet read. */
export interface Found {
  /** Bytes from the beginning of the file, packed as it is. */
  readonly at: number;
  /** Where it begins within what is unpacked there. */
  readonly inner: number;
  readonly head: Head;
  /** The first bytes of its block. */
  readonly start: Buffer;
  readonly problem?: Problem;
}

interface Head {
  readonly type: string;
  readonly url: string | undefined;
  readonly date: string | undefined;
  readonly contentType: string | undefined;
  readonly blockDigest: string | undefined;
  readonly payloadDigest: string | undefined;
  /** Bytes of the head, and of the block behind it as it says. */
  readonly length: number;
  readonly block: number;
}

/** Bytes of a record's head, and of the answer's head in it, that are looked at. */
export const HEAD = 65_536;

/** Bytes that a whole archive may unpack to for each of its own, from where on it is a trap; and what a small one may in any case. */
const [TRAP, ANYWAY] = [100, 1_000_000_000];
/** What unpacking the first bytes of what may be a record counts for. */
const TRIAL = 100_000;

export function opensRecord(bytes: Buffer): boolean {
  return /^WARC\/[01]\./u.test(bytes.toString('latin1', 0, 7));
}

export function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && (bytes.length < 3 || bytes[2] === 8);
}

/** Walks over the records. Behind one that is damaged it looks for the beginning of another. */
export function records(source: Source, path: string): Iterable<Found> {
  return new Walk(remembering(source), path).all();
}

/** What is unpacked at a place; undefined where it is not what it was when its records were found. */
export function unpackedAt(source: Source, at: number): Buffer | undefined {
  const unpacked = inflated(source, at, MOST);
  return typeof unpacked === 'string' ? undefined : unpacked.bytes;
}

/** Bytes that one packed piece may unpack to: a document and its heads. */
const MOST = limits.inputBytes + HEAD;

class Walk {
  readonly #source: Source;
  readonly #path: string;
  #left: number;
  #damaged = 0;

  constructor(source: Source, path: string) {
    this.#source = source;
    this.#path = path;
    this.#left = Math.max(ANYWAY, TRAP * source.size);
  }

  *all(): Generator<Found> {
    for (const found of this.#found()) {
      if (found.problem?.code === 'damaged' && ++this.#damaged > limits.damagedRecords) {
        yield this.#bad(
          found.at,
          `it holds more than ${limits.damagedRecords} damaged records; what lies behind is not read`,
        );
        return;
      }
      yield found;
    }
  }

  *#found(): Generator<Found> {
    for (let at = 0; at < this.#source.size; ) {
      if (this.#left < 0) {
        yield this.#bad(at, 'so far it unpacks to so much that it may be a trap; what lies behind is not read');
        return;
      }
      const start = this.#source.read(at, HEAD);
      if (isGzip(start)) {
        const { length, found } = this.#packed(at);
        yield* found;
        at = length === undefined ? this.#next(at + 1) : at + length;
        continue;
      }
      const head = headOf(start);
      if (head === undefined) {
        const blank = blankBytes(start, 0);
        if (blank === 0) yield this.#bad(at, 'it holds what is no record');
        at = blank === 0 ? this.#next(at + 1) : at + blank;
        continue;
      }
      const end = at + head.length + head.block;
      if (end > this.#source.size || !mayFollow(this.#source.read(end, 16))) {
        yield this.#bad(at, 'a record says a length that is not its own', head);
        at = this.#next(at + 1);
        continue;
      }
      yield { at, inner: 0, head, start: blockStart(start, head) };
      at = end;
    }
  }

  /** The records in one packed piece; most writers pack each by itself. Without a length, the piece has no known end. */
  #packed(at: number): { length: number | undefined; found: Found[] } {
    const unpacked = inflated(this.#source, at, MOST);
    // What breaks at its end was unpacked again and again, with more of the file each time.
    this.#left -= typeof unpacked === 'string' ? 2 * MOST : unpacked.bytes.length;
    if (unpacked === 'damaged') return { length: undefined, found: [this.#bad(at, 'a packed record is damaged')] };
    if (unpacked === 'large') return { length: undefined, found: [this.#large(at)] };
    const { bytes, isWhole } = unpacked;
    if (!isWhole) return { length: unpacked.length, found: [this.#bad(at, 'a packed record is damaged')] };
    const found: Found[] = [];
    for (let inner = blankBytes(bytes, 0); inner < bytes.length; inner += blankBytes(bytes, inner)) {
      const start = bytes.subarray(inner, inner + HEAD);
      const head = headOf(start);
      if (head === undefined) {
        found.push(this.#bad(at, 'it holds what is no record'));
        break;
      }
      const isThere = inner + head.length + head.block <= bytes.length;
      found.push(
        isThere
          ? { at, inner, head, start: blockStart(start, head) }
          : this.#bad(at, 'a record says a length that is not its own', head),
      );
      inner += head.length + head.block;
    }
    return { length: unpacked.length, found };
  }

  #large(at: number): Found {
    const start = beginning(this.#source.read(at, HEAD));
    const head = headOf(start);
    if (head === undefined) return this.#bad(at, 'a packed piece of it is too large');
    if (head.length + head.block <= limits.inputBytes)
      return this.#bad(at, 'it is packed as a whole, and too large for that; unpack it with gunzip', head);
    const problem = tooLarge(`${this.#path}/${head.url ?? ''}`);
    return { at, inner: 0, head, start: Buffer.alloc(0), problem };
  }

  /** Where the next record begins from `from` on; the end of the file where there is none. */
  #next(from: number): number {
    for (let at = from; at < this.#source.size; at += PIECE) {
      // Overlapping, so that a beginning across two pieces is found.
      const piece = this.#source.read(at, PIECE + MARK);
      let [plain, packed] = [piece.indexOf('WARC/'), piece.indexOf(GZIP)];
      while (plain >= 0 || packed >= 0) {
        const isPlain = plain >= 0 && (packed < 0 || plain < packed);
        const place = isPlain ? plain : packed;
        if (place >= PIECE) break;
        if (isPlain ? opensRecord(piece.subarray(place)) : this.#opensPacked(at + place)) return at + place;
        if (this.#left < 0) return at + place;
        if (isPlain) plain = piece.indexOf('WARC/', place + 1);
        else packed = piece.indexOf(GZIP, place + 1);
      }
    }
    return this.#source.size;
  }

  #opensPacked(at: number): boolean {
    this.#left -= TRIAL;
    return opensRecord(beginning(this.#source.read(at, TRIED)));
  }

  #bad(at: number, why: string, head: Head = NO_HEAD): Found {
    return { at, inner: 0, head, start: Buffer.alloc(0), problem: damaged(`${this.#path} at byte ${at}`, why) };
  }
}

const NO_HEAD: Head = {
  type: 'damaged',
  url: undefined,
  date: undefined,
  contentType: undefined,
  blockDigest: undefined,
  payloadDigest: undefined,
  length: 0,
  block: 0,
};

/** Bytes in which the next record is looked for at once, of the mark of one, and of what may be one that are unpacked to see. */
const [PIECE, MARK, TRIED] = [1 << 20, 16, 4_096];
const GZIP = Buffer.from([0x1f, 0x8b, 8]);

/** Many small records are read from one piece of the file. */
function remembering(source: Source): Source {
  let [from, piece]: [number, Buffer] = [0, Buffer.alloc(0)];
  return {
    size: source.size,
    read(start, length) {
      if (length > PIECE) return source.read(start, length);
      const isThere = start >= from && Math.min(start + length, source.size) <= from + piece.length;
      if (!isThere) [from, piece] = [start, source.read(start, 2 * PIECE)];
      return piece.subarray(start - from, start - from + length);
    },
  };
}

/** Two empty lines end a record. Some writers forget them; then another record follows, or nothing. */
function mayFollow(bytes: Buffer): boolean {
  if (bytes.toString('latin1', 0, 4) === '\r\n\r\n') return true;
  const next = bytes.subarray(blankBytes(bytes, 0));
  return next.length === 0 || opensRecord(next) || isGzip(next);
}

function blankBytes(bytes: Buffer, from: number): number {
  let at = from;
  while (bytes[at] === 0x0d || bytes[at] === 0x0a) at++;
  return at - from;
}

function blockStart(start: Buffer, { length, block }: Head): Buffer {
  return start.subarray(length, length + block);
}

/** A record's head: its version, named fields, an empty line. Undefined where there is none. */
function headOf(bytes: Buffer): Head | undefined {
  const end = bytes.subarray(0, HEAD).indexOf('\r\n\r\n');
  if (!opensRecord(bytes) || end < 0) return undefined;
  const fields = new Map(
    bytes
      .toString('latin1', 0, end)
      .split('\r\n')
      .slice(1)
      .map(line => [line.slice(0, line.indexOf(':')).trim().toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const block = fields.get('content-length') ?? '';
  if (!/^\d{1,12}$/u.test(block)) return undefined;
  const url = fields.get('warc-target-uri')?.replace(/^<|>$/gu, '');
  return {
    type: fields.get('warc-type') ?? '',
    url: url !== undefined && /^https?:\/\/\S{1,2000}$/u.test(url) ? url : undefined,
    date: instantOf(fields.get('warc-date')),
    contentType: fields.get('content-type'),
    blockDigest: fields.get('warc-block-digest'),
    payloadDigest: fields.get('warc-payload-digest'),
    length: end + 4,
    block: Number(block),
  };
}

function instantOf(date: string | undefined): string | undefined {
  try {
    return date === undefined ? undefined : Temporal.Instant.from(date).toString();
  } catch {
    return undefined;
  }
}

/** The first bytes that a packed piece unpacks to. */
export function beginning(packed: Buffer): Buffer {
  const header = gzipHeaderLength(packed);
  if (header === undefined) return Buffer.alloc(0);
  // What is made to unpack to very much shows its beginning in its first bytes.
  for (const length of [packed.length, 512]) {
    try {
      return inflateRawSync(packed.subarray(header, header + length), {
        finishFlush: constants.Z_SYNC_FLUSH,
        maxOutputLength: 1 << 20,
      });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') break;
    }
  }
  return Buffer.alloc(0);
}

interface Piece {
  readonly bytes: Buffer;
  /** Bytes that it takes in the file. */
  readonly length: number;
  /** Do they have the checksum that stands behind them? */
  readonly isWhole: boolean;
}

/** Unpacks one piece, with as much of the file as it takes. */
function inflated(source: Source, at: number, most: number): Piece | 'large' | 'damaged' {
  for (let window = HEAD; ; window *= 8) {
    const packed = source.read(at, window);
    const header = gzipHeaderLength(packed);
    if (header === undefined) return 'damaged';
    try {
      const { buffer, engine } = inflateRawSync(packed.subarray(header), {
        info: true,
        maxOutputLength: most,
      }) as unknown as {
        buffer: Buffer;
        engine: { bytesWritten: number };
      };
      const end = header + engine.bytesWritten;
      const trailer = source.read(at + end, TRAILER);
      const isWhole = trailer.length === TRAILER && trailer.readUInt32LE() === crc32(buffer);
      return { bytes: buffer, length: end + TRAILER, isWhole };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ERR_BUFFER_TOO_LARGE') return 'large';
      if (code !== 'Z_BUF_ERROR' || at + packed.length >= source.size) return 'damaged';
      if (window > most) return 'large';
    }
  }
}

/** Bytes of checksum and length behind a packed piece. */
const TRAILER = 8;
