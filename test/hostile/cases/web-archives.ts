// Web archives that lie (A23 and A24).
import { gzipSync } from 'node:zlib';
import { page, report } from '../case.ts';
import { pageRecord, responseOf, type WarcRecord, waczOf, warcOf } from '../warc.ts';

/** One web archive that means harm, in which one page at least is sound unless nothing is. */
export interface HostileWebArchive {
  readonly id: 'A23' | 'A24';
  readonly what: string;
  readonly file: string;
  readonly make: () => Uint8Array;
  /** Pages that are read all the same. */
  readonly sound: number;
  /** The problems of the others, in order; undefined: there are none. */
  readonly ends?: readonly string[];
  /** What must be said of those that are read. */
  readonly said?: RegExp;
}

const sound = pageRecord(page(report).toString());
const other = (more: Partial<WarcRecord>): WarcRecord =>
  pageRecord('<!doctype html><p>The governor said on Tuesday that the road would stay open.</p>', {
    url: 'https://news.example/other',
    ...more,
  });

/** A block of deflate that is not packed (RFC 1951, 3.2.4), and not the last. */
function stored(bytes: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt16LE(bytes.length, 1);
  head.writeUInt16LE(bytes.length ^ 0xff_ff, 3);
  return Buffer.concat([head, bytes]);
}

const lying = (says: string): HostileWebArchive => ({
  id: 'A23',
  what: `a record that says it is ${says} bytes long, before a sound one`,
  file: 'lying.warc',
  make: () => warcOf([other({ says }), sound]),
  sound: 1,
  ends: ['damaged'],
});

export const webArchives: readonly HostileWebArchive[] = [
  ...['10', '999999', '-5', '1000000000000', '1e9', ''].map(lying),
  {
    id: 'A23',
    what: 'a packed record that is broken, between sound ones',
    file: 'broken.warc.gz',
    make() {
      const broken = warcOf([other({})], true);
      broken.fill(0xff, 40, 80);
      return Buffer.concat([
        warcOf([sound], true),
        broken,
        warcOf([other({ url: 'https://news.example/last' })], true),
      ]);
    },
    sound: 2,
    ends: ['damaged'],
  },
  {
    id: 'A23',
    what: 'a packed record of 100 MB',
    file: 'bomb.warc.gz',
    make: () =>
      Buffer.concat([
        warcOf([sound], true),
        gzipSync(
          Buffer.concat([
            Buffer.from('WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 100000000\r\n\r\n'),
            Buffer.alloc(100_000_000),
          ]),
        ),
      ]),
    sound: 1,
    ends: ['too_large'],
  },
  {
    id: 'A23',
    what: 'a digest that is not that of the page',
    file: 'digest.warc',
    make: () => warcOf([other({ digest: 'sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }), sound]),
    sound: 2,
    said: /does not fit its bytes/u,
  },
  {
    id: 'A23',
    what: 'pages that were seen before, each in the other',
    file: 'revisits.warc',
    make: () =>
      warcOf([
        {
          type: 'revisit',
          url: 'https://news.example/a',
          refersTo: 'https://news.example/b',
          body: 'HTTP/1.1 200 OK\r\n\r\n',
        },
        {
          type: 'revisit',
          url: 'https://news.example/b',
          refersTo: 'https://news.example/a',
          body: 'HTTP/1.1 200 OK\r\n\r\n',
        },
        sound,
      ]),
    sound: 1,
  },
  {
    id: 'A23',
    what: '100,000 records without a page, and one with',
    file: 'many.warc',
    make: () =>
      Buffer.concat([warcOf(Array.from({ length: 100_000 }, () => ({ type: 'metadata', body: '' }))), warcOf([sound])]),
    sound: 1,
  },
  {
    id: 'A23',
    what: 'an answer packed within its record, which unpacks to 100 MB',
    file: 'encoded.warc',
    make() {
      const body = gzipSync(Buffer.alloc(100_000_000));
      const head = Buffer.from(
        `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n`,
      );
      return warcOf([{ type: 'response', url: 'https://news.example/bomb', body: Buffer.concat([head, body]) }, sound]);
    },
    sound: 1,
    ends: ['too_large'],
  },
  {
    id: 'A23',
    what: 'headers without an end',
    file: 'headers.warc',
    make: () =>
      Buffer.concat([Buffer.from('WARC/1.1\r\n'), Buffer.from('X: y\r\n'.repeat(1_000_000)), warcOf([sound])]),
    sound: 1,
    ends: ['damaged'],
  },
  {
    id: 'A23',
    what: 'an address of a page that is a script, and a type that it is not',
    file: 'address.warc',
    make: () =>
      warcOf([{ type: 'response', url: 'javascript:PWNED()', body: responseOf('\0\x01\x02', 'text/html') }, sound]),
    sound: 1,
    ends: ['not_text'],
  },
  {
    id: 'A23',
    what: '100,000 beginnings of records',
    file: 'beginnings.warc',
    make: () => Buffer.concat([warcOf([sound]), Buffer.from('WARC/1.1\r\n'.repeat(100_000))]),
    sound: 1,
    // The last says that nothing behind it is read.
    ends: Array.from({ length: 1_001 }, () => 'damaged'),
  },
  {
    id: 'A23',
    what: 'a million beginnings of packed pieces',
    file: 'marks.warc.gz',
    make: () => Buffer.concat([warcOf([sound], true), Buffer.alloc(3_000_000, Buffer.from([0x1f, 0x8b, 8]))]),
    sound: 1,
    ends: ['damaged', 'damaged'],
  },
  {
    id: 'A23',
    what: '200 packed records of 19 MB',
    file: 'bombs.warc.gz',
    make() {
      const head = 'WARC/1.1\r\nWARC-Type: metadata\r\nContent-Length: 19000000\r\n\r\n';
      const bomb = gzipSync(Buffer.concat([Buffer.from(head), Buffer.alloc(19_000_000)]));
      return Buffer.concat([warcOf([sound], true), ...Array.from({ length: 200 }, () => bomb)]);
    },
    sound: 1,
    ends: ['damaged'],
  },
  {
    id: 'A23',
    what: '2,000 packed pieces, each of which holds all that follow, and breaks at the end',
    file: 'nested.warc.gz',
    make() {
      const head = Buffer.from('WARC/1.1\r\nWARC-Type: metadata\r\nContent-Length: 9\r\n\r\n');
      // The end of each block is the beginning of another piece, which goes on with the same blocks.
      const begins = Buffer.from('1f8b08000000000000ff', 'hex');
      const block = stored(Buffer.concat([head, Buffer.alloc(5_000, 'x'), begins]));
      return Buffer.concat([warcOf([sound], true), begins, ...Array.from({ length: 2_000 }, () => block)]);
    },
    sound: 1,
    ends: Array.from({ length: 52 }, () => 'damaged'),
  },
  {
    id: 'A23',
    what: 'an archive packed as a whole, with 20,000 pictures and one page',
    file: 'whole.warc.gz',
    make: () =>
      gzipSync(warcOf([...Array.from({ length: 20_000 }, () => other({ body: responseOf('x', 'image/png') })), sound])),
    sound: 1,
  },
  {
    id: 'A24',
    what: 'a description whose digest is not that of the archive',
    file: 'forged.wacz',
    make: () => waczOf(warcOf([sound], true), `sha256:${'0'.repeat(64)}`),
    sound: 1,
    said: /does not have the digest/u,
  },
  {
    id: 'A24',
    what: 'a signature that nobody made',
    file: 'signed.wacz',
    make: () =>
      waczOf(warcOf([sound], true), undefined, [
        {
          name: 'datapackage-digest.json',
          data: JSON.stringify({
            path: 'datapackage.json',
            hash: `sha256:${'1'.repeat(64)}`,
            signedData: { hash: `sha256:${'1'.repeat(64)}`, signature: 'AAAA', publicKey: 'AAAA' },
          }),
        },
      ]),
    sound: 1,
    said: /who signed that list was not checked/u,
  },
  {
    id: 'A24',
    what: 'two archives of one name, and one outside',
    file: 'names.wacz',
    make: () =>
      waczOf(warcOf([sound], true), undefined, [
        { name: 'archive/data.warc.gz', data: warcOf([other({})], true) },
        { name: '../archive/x.warc.gz', data: warcOf([other({})], true) },
      ]),
    sound: 2,
    said: /does not have the digest/u,
  },
];
