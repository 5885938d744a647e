/** ZIP archives of reports, each file in them an input of its own. */
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { unzipSync, type UnzipFileInfo } from 'fflate';
import type { Input } from '../app.ts';
import { limits } from '../core/limits.ts';
import { Problem } from '../core/problem.ts';

/** Unpacked bytes for each packed one, over a whole archive, from where on it is a trap and no archive; text seldom has more than ten. */
const TRAP = 100;

export interface Archive {
  readonly inputs: readonly Input[];
  /** Hidden files, and what a Mac puts beside others. */
  readonly passedOver: number;
}

/**
 * The files in a ZIP archive, in its order; undefined for anything else, an Office file or a book among it, which is one document. Names in an
 * archive are shown and never used as paths. Throws `archive_refused` for one that is damaged, too large or a trap; nothing of it is unpacked then.
 */
export function archiveAt(path: string): Archive | undefined {
  if (!isZip(path)) return undefined;
  const size = statSync(path).size;
  if (size > limits.archiveBytes) throw refused(path, `it has ${size.toLocaleString('en')} bytes`);
  const bytes = readFileSync(path);
  const files = listed(path, bytes);
  if (files.some(({ name }) => name === '[Content_Types].xml' || name === 'mimetype')) return undefined;
  if (files.length > limits.archiveFiles) throw refused(path, `it holds ${files.length} files`);
  const unpacked = files.reduce((sum, { originalSize }) => sum + originalSize, 0);
  if (unpacked > Math.max(limits.inputBytes, TRAP * size))
    throw refused(path, `it unpacks to ${unpacked.toLocaleString('en')} bytes`);
  const shown = files.map((file, place) => ({ ...file, place })).filter(({ name }) => !isPassedOver(name));
  return {
    inputs: shown.map(({ name, originalSize, place }) => ({
      name: `${path}/${name}`,
      bytes: async () => unpack({ path, bytes, name, originalSize, place }),
    })),
    passedOver: files.filter(({ name }) => !name.endsWith('/')).length - shown.length,
  };
}

function isZip(path: string): boolean {
  const start = Buffer.alloc(4);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return false;
  const file = openSync(path, 'r');
  try {
    readSync(file, start);
  } finally {
    closeSync(file);
  }
  return start.toString('latin1') === 'PK\u0003\u0004';
}

function isPassedOver(name: string): boolean {
  return name.endsWith('/') || name.split('/').some(part => /^\.(?!\.?$)/u.test(part) || part === '__MACOSX');
}

function listed(path: string, bytes: Uint8Array): UnzipFileInfo[] {
  const files: UnzipFileInfo[] = [];
  try {
    unzipSync(bytes, {
      filter: file => {
        files.push(file);
        return false;
      },
    });
  } catch (error) {
    throw refused(path, `it is damaged (${(error as Error).message})`, error);
  }
  return files;
}

interface Packed {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly originalSize: number;
  /** Two files of an archive may have one name. */
  readonly place: number;
}

function unpack({ path, bytes, name, originalSize, place }: Packed): Uint8Array {
  if (originalSize > limits.inputBytes) {
    throw new Problem(
      'too_large',
      `${path}/${name} unpacks to ${originalSize.toLocaleString('en')} bytes; at most ${limits.inputBytes.toLocaleString('en')} are read of one input.`,
      'Split it into single reports.',
    );
  }
  let at = -1;
  try {
    return unzipSync(bytes, { filter: () => ++at === place })[name]!;
  } catch (error) {
    throw new Problem(
      'damaged',
      `${path}/${name} cannot be unpacked (${(error as Error).message}).`,
      'Get the archive again; where it has a password, unpack it yourself.',
      1,
      error,
    );
  }
}

function refused(path: string, why: string, cause?: unknown): Problem {
  return new Problem(
    'archive_refused',
    `The archive ${path} is not unpacked: ${why}.`,
    `Unpack it yourself and name the folder; at most ${limits.archiveFiles.toLocaleString('en')} files and ${limits.archiveBytes.toLocaleString('en')} bytes are taken from one archive.`,
    1,
    cause,
  );
}
