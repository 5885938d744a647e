import { basename } from 'node:path';
import { limits } from '../core/limits.ts';
import { Problem } from '../core/problem.ts';
import type { Input } from '../intake.ts';
import { sha256 } from '../record/index.ts';
import type { Archive, Source } from './archive.ts';
import { unzip, type ZipFile, zipFiles } from '../zip.ts';
import { isWacz, waczArchive } from './wacz.ts';

/** Unpacked bytes for each packed one, over a whole archive, from where on it is a trap and no archive; text seldom has more than ten. */
const TRAP = 100;

export function isZip(start: Buffer): boolean {
  return start.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004';
}

/** The files in a ZIP archive; undefined for Office files and books. A web archive in one (WACZ) gives the pages in it. */
export function zipArchive(path: string, source: Source): Archive | undefined {
  const { size } = source;
  if (size > limits.archiveBytes) throw refused(path, `it has ${size.toLocaleString('en')} bytes`);
  const bytes = source.read(0, size);
  const files = listed(path, bytes);
  if (files.some(({ name }) => name === '[Content_Types].xml' || name === 'mimetype')) return undefined;
  const unpacked = files.reduce((sum, file) => sum + file.size, 0);
  if (unpacked > Math.max(limits.inputBytes, TRAP * size))
    throw refused(path, `it unpacks to ${unpacked.toLocaleString('en')} bytes`);
  if (isWacz(files.map(({ name }) => name))) return webArchive(path, bytes, files);
  const [links, plain] = [files.filter(file => file.isLink), files.filter(file => !file.isLink)];
  const shown = plain.filter(({ name }) => !isPassedOver(name));
  let hash: string | undefined;
  return {
    inputs: shown.map(
      (file): Input => ({
        name: `${path}/${file.name}`,
        take: async () => ({
          bytes: unpack(path, bytes, file),
          facts: { name: basename(file.name) },
          within: { name: basename(path), hash: (hash ??= sha256(bytes)), place: file.name },
        }),
      }),
    ),
    passedOver: new Map([
      ['hidden file', plain.filter(({ name }) => !name.endsWith('/')).length - shown.length],
      ['symbolic link', links.length],
    ]),
  };
}

function webArchive(path: string, bytes: Uint8Array, files: readonly ZipFile[]): Archive {
  try {
    return waczArchive(path, bytes, files);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw refused(path, (error as Error).message, error);
  }
}

function isPassedOver(name: string): boolean {
  return name.endsWith('/') || name.split('/').some(part => /^\.(?!\.?$)/u.test(part) || part === '__MACOSX');
}

function listed(path: string, bytes: Uint8Array): ZipFile[] {
  try {
    return zipFiles(bytes, limits.archiveFiles);
  } catch (error) {
    throw refused(path, (error as Error).message, error);
  }
}

function unpack(path: string, bytes: Uint8Array, file: ZipFile): Uint8Array {
  const { name, size } = file;
  if (size > limits.inputBytes) {
    throw new Problem(
      'too_large',
      `${path}/${name} unpacks to ${size.toLocaleString('en')} bytes; at most ${limits.inputBytes.toLocaleString('en')} are read of one input.`,
      'Split it into single reports.',
    );
  }
  try {
    return unzip(bytes, file);
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
