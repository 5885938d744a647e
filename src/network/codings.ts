import { once } from 'node:events';
import type { Transform } from 'node:stream';
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib';
import { type HeaderField, headersOf } from '../core/fetched.ts';
import { limits } from '../core/limits.ts';
import { Problem } from '../core/problem.ts';
import { shownHost } from './web-address.ts';

/** What servers are told that can be read. */
export const ACCEPTED = 'gzip, deflate, br, zstd';

/** The content codings of an answer, in the order in which they were put on. Refuses those that are not known, and too many of them. */
export function codingsOf(headers: readonly HeaderField[], url: URL): readonly string[] {
  const codings = headersOf(headers, 'content-encoding')
    .flatMap(value => value.split(','))
    .map(coding => coding.trim().toLowerCase())
    .filter(coding => coding !== '' && coding !== 'identity');
  if (codings.length > limits.contentCodings) {
    throw refused(
      url,
      `${codings.length} codings on top of each other; at most ${limits.contentCodings} are taken off`,
    );
  }
  for (const coding of codings) {
    if (!decoders.has(coding)) throw refused(url, `the coding ${JSON.stringify(coding)}, which is not read`);
  }
  return codings;
}

export interface Decoded {
  readonly bytes: Uint8Array;
  /** There is more than may be. */
  readonly isOver: boolean;
  /** The end was missing; what came before it is there. */
  readonly isShort: boolean;
}

/** Takes the codings off, the last one first, and stops at so many bytes. */
export async function decode(
  encoded: Uint8Array,
  codings: readonly string[],
  most: number,
  url: URL,
): Promise<Decoded> {
  let result: Decoded = { bytes: encoded, isOver: false, isShort: false };
  for (const coding of codings.toReversed()) {
    // What is cut between two codings could not be read on.
    if (result.isOver) throw refused(url, 'a body that unpacks without end');
    const next = await decodeOne(result.bytes, coding, most, url);
    result = { ...next, isShort: next.isShort || result.isShort };
  }
  return result;
}

async function decodeOne(bytes: Uint8Array, coding: string, most: number, url: URL): Promise<Decoded> {
  if (bytes.length === 0) return { bytes, isOver: false, isShort: false };
  const stream = decoders.get(coding)!(bytes);
  const pieces: Uint8Array[] = [];
  let length = 0;
  let isBomb = false;
  let isShort = false;
  stream.on('data', (piece: Uint8Array) => {
    pieces.push(piece);
    length += piece.length;
    isBomb = length > SMALL && length > stream.bytesWritten * limits.decodedRatio;
    if (isBomb || length > most) stream.destroy();
  });
  stream.end(bytes);
  try {
    await once(stream, 'close');
  } catch (error) {
    // Node says so for every coding; what stands before the missing end has been given out.
    isShort = (error as { code?: string }).code === 'Z_BUF_ERROR';
    if (!isShort) throw refused(url, 'a body whose coding is damaged', error);
  }
  if (isBomb) throw refused(url, `a body that unpacks to more than ${limits.decodedRatio} times its size`);
  return { bytes: Buffer.concat(pieces).subarray(0, most), isOver: length > most, isShort };
}

/** Bytes up to which nobody asks how well they were packed. */
const SMALL = 1_000_000;

/** Bytes that a decoder gives out at once. */
const chunkSize = 65_536;

/** What Node's decoders are; `bytesWritten` counts the bytes that they have read. */
type Unpacker = Transform & { readonly bytesWritten: number };

const gunzip = (): Unpacker => createGunzip({ chunkSize });

const decoders = new Map<string, (bytes: Uint8Array) => Unpacker>([
  ['gzip', gunzip],
  ['x-gzip', gunzip],
  // HTTP means zlib's format (RFC 9110, 8.4.1.2); some servers send it without its header.
  ['deflate', bytes => (hasZlibHeader(bytes) ? createInflate({ chunkSize }) : createInflateRaw({ chunkSize }))],
  ['br', () => createBrotliDecompress({ chunkSize })],
  // RFC 9659: on the web no window is larger than 8 MB, which bounds the memory.
  ['zstd', () => createZstdDecompress({ chunkSize, params: { [constants.ZSTD_d_windowLogMax]: 23 } })],
]);

function hasZlibHeader(bytes: Uint8Array): boolean {
  const [first = 0, second = 0] = bytes;
  return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
}

function refused(url: URL, what: string, cause?: unknown): Problem {
  return new Problem(
    'encoding_refused',
    `${shownHost(url)} sends ${what}.`,
    'Open it in a browser, save the page and add the file.',
    1,
    cause,
  );
}
