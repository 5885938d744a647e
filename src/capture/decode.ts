import { analyse } from 'chardet';
import { Problem } from '../core/problem.ts';

export interface Decoded {
  /** The decoded text without a byte order mark: offsets "in the decoded source" count from its first character. */
  readonly source: string;
  /** WHATWG name, lower case. */
  readonly encoding: string;
  /** Sentences on what could not be decoded. */
  readonly notes: string[];
}

/** Share of control characters above which a file is no text. Prose has none; compressed data has a tenth. */
const CONTROLS = 0.02;
/** The same for characters that could not be decoded; pages that were saved in the wrong encoding have up to a tenth. */
const REPLACED = 0.25;

/** Bytes that `chardet` looks at; it slows down on more and does not get better. */
const GUESS_BYTES = 65_536;

export function decode(bytes: Uint8Array, encoding: string): Decoded {
  const decoder = new TextDecoder(encoding);
  const source = decoder.decode(bytes);
  const noise = countNoise(source);
  if (noise.controls > source.length * CONTROLS || noise.replaced > source.length * REPLACED) {
    throw new Problem(
      'not_text',
      'This file holds binary data, not text.',
      'Give Deeds a text file or a web page; export other formats as text first.',
    );
  }
  const notes: string[] = [];
  if (noise.replaced > 0) {
    const what = noise.replaced === 1 ? '1 character was' : `${noise.replaced} characters were`;
    notes.push(`${what} not valid ${decoder.encoding} and replaced by U+FFFD.`);
  }
  return { source, encoding: decoder.encoding, notes };
}

/** What the bytes are written in when nothing declares it: UTF-16 by its zeros, valid UTF-8, else the best guess. */
export function guessEncoding(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, GUESS_BYTES);
  const wide = guessUtf16(sample);
  if (wide !== undefined) return wide;
  if (isUtf8(bytes)) return 'utf-8';
  for (const { name } of analyse(sample)) {
    const known = whatwgName(name);
    // A guess of UTF-8 for bytes that are mostly valid beats a single-byte guess that would garble every accent.
    if (known !== undefined && !known.startsWith('utf-16') && !known.startsWith('utf-32')) return known;
  }
  return 'windows-1252';
}

/** The WHATWG name of an encoding label; undefined for labels browsers do not decode, UTF-7 among them. */
export function whatwgName(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

/** The charset parameter of a content type, when it is one that can be decoded. */
export function declaredCharset(contentType: string | undefined): string | undefined {
  const label = /charset\s*=\s*["']?([^\s"';,]{1,40})/i.exec(contentType ?? '')?.[1];
  return label === undefined ? undefined : whatwgName(label);
}

export function byteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Western text in UTF-16 has a zero in every other byte, and no text in another encoding has many zeros. */
function guessUtf16(sample: Uint8Array): string | undefined {
  let even = 0;
  let odd = 0;
  for (let i = 0; i < sample.length; i++) {
    if (sample[i] === 0) {
      if (i % 2 === 0) even++;
      else odd++;
    }
  }
  const half = sample.length / 2;
  if (odd > half * 0.6 && even < half * 0.05) return 'utf-16le';
  if (even > half * 0.6 && odd < half * 0.05) return 'utf-16be';
  return undefined;
}

function countNoise(source: string): { controls: number; replaced: number } {
  let controls = 0;
  let replaced = 0;
  for (let i = 0; i < source.length; i++) {
    const code = source.charCodeAt(i);
    if (code === 0xfffd) replaced++;
    else if (code < 0x20 && (code < 0x09 || (code > 0x0d && code !== 0x1b))) controls++;
  }
  return { controls, replaced };
}
