// ZIP archives that are traps, or whose names lead elsewhere (A21 and A22).
import assert from 'node:assert/strict';
import { deflateRawSync } from 'node:zlib';
import type { Inputs } from '../../../src/cli/inputs.ts';
import { manyTimes, type ZipEntry, zipOf } from '../zip.ts';

/** One archive that means harm. */
export interface HostileArchive {
  readonly id: 'A21' | 'A22';
  readonly what: string;
  readonly make: () => Uint8Array;
  /** What comes of each file in it: "bytes", or the code of the problem; of an archive that is refused as a whole, one code. */
  readonly ends: readonly string[];
  readonly holds?: (inputs: Inputs) => void;
}

const REPORT = 'The minister said on Monday that the talks had failed.';

const trap = (what: string, make: () => Buffer): HostileArchive => ({
  id: 'A21',
  what,
  make,
  ends: ['archive_refused'],
});

/** Names that lead out of a folder, or to a device, where they are taken for paths. */
const NAMES = [
  'd\\..\\..\\x.txt',
  '../../x.txt',
  '/etc/passwd',
  'C:\\Windows\\x.txt',
  'CON',
  'aux.txt',
  'a\0b.txt',
  'x.txt\u202etxt.exe',
  `${'d/'.repeat(3_000)}x.txt`,
  'x'.repeat(60_000),
  'file:///x.txt',
  ' ',
  'README',
  'readme',
];

export const archives: readonly HostileArchive[] = [
  trap('60 MB in 60 kB', () => zipOf([{ name: 'a.txt', data: Buffer.alloc(60_000_000) }])),
  trap('a thousand files of 5 MB that pack to 5 kB each', () => {
    const packed = deflateRawSync(Buffer.alloc(5_000_000));
    return zipOf(Array.from({ length: 1_000 }, (_, n) => ({ name: `${n}`, data: '', packed, says: 5_000_000 })));
  }),
  trap('a directory that names one file a million times', () => manyTimes(1_000_000)),
  trap('more files than are taken from one archive', () => manyTimes(10_001)),
  trap('an end that says more files than there are', () => zipOf([{ name: 'a.txt', data: REPORT }], 60_000)),
  trap('a directory that is not there', () => {
    const archive = zipOf([{ name: 'a.txt', data: REPORT }]);
    archive.writeUInt32LE(0xff_ff_ff_f0, archive.length - 6);
    return archive;
  }),
  trap('an archive cut short', () => zipOf([{ name: 'a.txt', data: REPORT.repeat(100) }]).subarray(0, 60)),
  {
    id: 'A21',
    what: 'a file that says 10 bytes and unpacks to 200 MB, beside a report',
    make: () =>
      zipOf([
        { name: 'a.txt', data: '', packed: deflateRawSync(Buffer.alloc(200_000_000), { level: 1 }), says: 10 },
        { name: 'b.txt', data: REPORT },
      ]),
    ends: ['damaged', 'bytes'],
  },
  {
    id: 'A21',
    what: 'archives in archives in archives',
    make() {
      let inner = zipOf([{ name: 'a.txt', data: Buffer.alloc(1_000_000) }]);
      for (let depth = 0; depth < 5; depth++)
        inner = zipOf(Array.from({ length: 16 }, (_, n) => ({ name: `${depth}-${n}.zip`, data: inner })));
      return inner;
    },
    // Only the outermost is opened; each in it is an input like any other, and is refused as one.
    ends: Array.from({ length: 16 }, () => 'bytes'),
  },
  {
    id: 'A22',
    what: 'names that lead elsewhere',
    make: () => zipOf(NAMES.map(name => ({ name, data: REPORT }))),
    ends: NAMES.map(() => 'bytes'),
    holds({ inputs }) {
      assert.deepEqual(new Set(inputs.map(({ name }) => name.slice(name.indexOf('.zip/') + 5))), new Set(NAMES));
    },
  },
  {
    id: 'A22',
    what: 'links, and two files of one name',
    make: () =>
      zipOf([
        { name: 'link', data: '/etc/passwd', mode: 0o120777 },
        { name: 'a.txt', data: REPORT },
        { name: 'a.txt', data: 'The mayor said no.' },
      ]),
    ends: ['bytes', 'bytes'],
    holds: ({ notes }) => assert.match(notes.join('\n'), /1 symbolic link/u),
  },
  {
    id: 'A22',
    what: 'a name that is no UTF-8, a locked file, one that is packed in a way nobody knows, and one whose sum is wrong',
    make: () =>
      zipOf([{ name: Buffer.from([0xff, 0xfe, 0x2e]), data: REPORT }, ...['locked', 'unknown', 'wrong'].map(wrong)], 4),
    ends: ['bytes', 'damaged', 'damaged', 'damaged'],
  },
];

/** What `broken` does to a file of an archive after it was made stands in its name. */
const wrong = (name: string): ZipEntry => ({ name, data: REPORT, broken: name as NonNullable<ZipEntry['broken']> });
