import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from './measure.ts';
import { ARTICLE, range, report } from './reports.ts';

/** Bytes that `statSync` counts a block as, whatever the file system's own are. */
const BLOCK = 512;

/** Room on disk that a record of articles takes for each, closed: database and blobs, beside the bytes that were handed in. */
export function room(folder: string, documents: number): Row[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => ({ isBlob: entry.parentPath !== folder, ...sizes(join(entry.parentPath, entry.name)) }));
  const perDocument = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0) / documents / 1000;
  const handedIn = perDocument(range(documents, n => report(n, ARTICLE).bytes.length));
  const row = (what: string, deeds: number): Row => ({
    what: `${what} a document`,
    deeds,
    peer: handedIn,
    peerIs: 'the bytes handed in',
    unit: 'kB',
    isRate: false,
  });
  return [
    row('on disk,', perDocument(files.map(({ onDisk }) => onDisk))),
    row('bytes of the database,', perDocument(files.filter(({ isBlob }) => !isBlob).map(({ bytes }) => bytes))),
    row('bytes of the blobs,', perDocument(files.filter(({ isBlob }) => isBlob).map(({ bytes }) => bytes))),
  ];
}

function sizes(path: string): { bytes: number; onDisk: number } {
  const { size, blocks } = statSync(path);
  return { bytes: size, onDisk: blocks * BLOCK };
}
