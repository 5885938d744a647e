import { basename } from 'node:path';
import { limits } from '../core/limits.ts';
import { sha256 } from '../record/index.ts';
import { unzip, type ZipFile } from '../zip.ts';
import type { Archive } from './archive.ts';
import { warcArchive } from './warc.ts';

/** Web archives in a ZIP (WACZ 1.1): the WARC files in it, with what its list of digests says of them. */
export function isWacz(names: readonly string[]): boolean {
  return names.includes('datapackage.json') && names.some(name => WARC.test(name));
}

const WARC = /^archive\/[^/]+\.warc(?:\.gz)?$/u;
const LIST = 'datapackage.json';

/**
 * The pages of all its WARC files. Whoever signed the list is not looked at, and every document says so. Throws a plain error, with a sentence,
 * where it cannot be unpacked.
 */
export function waczArchive(path: string, bytes: Uint8Array, files: readonly ZipFile[]): Archive {
  const wanted = files.filter(({ name }) => name === LIST || WARC.test(name));
  if (wanted.reduce((sum, { size }) => sum + size, 0) > limits.archiveBytes)
    throw new Error(`the web archives in it unpack to more than ${limits.archiveBytes.toLocaleString('en')} bytes`);
  const list = wanted.find(({ name }) => name === LIST);
  const digests = digestsIn(list && unzip(bytes, list));
  const archives = wanted
    .filter(({ name }) => WARC.test(name))
    .map(file => {
      const [{ name }, warc] = [file, unzip(bytes, file)];
      const hash = sha256(warc);
      const source = {
        size: warc.length,
        read: (start: number, length: number) =>
          Buffer.from(
            warc.buffer,
            warc.byteOffset + Math.min(start, warc.length),
            Math.max(0, Math.min(length, warc.length - start)),
          ),
      };
      const within = { name: `${basename(path)}/${name}`, hash: () => hash };
      return warcArchive({ path: `${path}/${name}`, source, within, remarks: [remarkOn(digests.get(name), hash)] });
    });
  const passedOver = new Map<string, number>();
  for (const [noun, number] of archives.flatMap(archive => [...archive.passedOver]))
    passedOver.set(noun, (passedOver.get(noun) ?? 0) + number);
  return { inputs: archives.flatMap(({ inputs }) => inputs), passedOver };
}

function remarkOn(said: string | undefined, hash: string): string {
  if (said === undefined) return 'The web archive gives no digest for the file that it stands in.';
  return said === `sha256:${hash}`
    ? 'The file that it stands in has the digest that the web archive lists; who signed that list was not checked.'
    : 'The file that it stands in does not have the digest that the web archive lists: one of the two was altered.';
}

/** Digests by the paths of files; none where the list cannot be read. */
function digestsIn(list: Uint8Array | undefined): ReadonlyMap<string, string> {
  try {
    const { resources } = JSON.parse(new TextDecoder().decode(list)) as { resources?: unknown };
    const entries = (Array.isArray(resources) ? resources : []) as readonly { path?: unknown; hash?: unknown }[];
    return new Map(
      entries.flatMap(({ path, hash }) =>
        typeof path === 'string' && typeof hash === 'string' ? [[path, hash] as const] : [],
      ),
    );
  } catch {
    return new Map();
  }
}
