/** Archives by their first bytes: ZIP, WARC and WACZ. */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Archive, Source } from './archive.ts';
import { isWarc, warcArchive } from './warc.ts';
import { isZip, zipArchive } from './zip.ts';

export type { Archive } from './archive.ts';

/** Bytes that tell an archive. */
const START = 4_096;

/**
 * The files in an archive, in its order; undefined for anything else, an Office file or a book among it, which is one document. Names in an
 * archive are shown and never used as paths. Throws `archive_refused` for one that is damaged, too large or a trap; nothing of it is read then.
 */
export function archiveAt(path: string): Archive | undefined {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return undefined;
  const source = fileSource(path);
  const start = source.read(0, START);
  if (isZip(start)) return zipArchive(path, source);
  if (isWarc(start))
    return warcArchive({ path, source, within: { name: basename(path), hash: () => hashOf(source) }, remarks: [] });
  return undefined;
}

/** Opened for each piece: an archive may be read hours after it was named. */
function fileSource(path: string): Source {
  return {
    size: statSync(path).size,
    read(start, length) {
      const file = openSync(path, 'r');
      try {
        const buffer = Buffer.alloc(length);
        return buffer.subarray(0, readSync(file, buffer, 0, length, start));
      } finally {
        closeSync(file);
      }
    },
  };
}

/** Bytes that are hashed at once. */
const PIECE = 1 << 20;

function hashOf(source: Source): string {
  const hash = createHash('sha256');
  for (let at = 0; at < source.size; at += PIECE) hash.update(source.read(at, PIECE));
  return hash.digest('hex');
}
