// Web archives made by hand (WARC 1.1, ISO 28500), each of whose records may lie. For A23 and A24.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { type ZipEntry, zipOf } from './zip.ts';

export interface WarcRecord {
  /** "response", "revisit", "warcinfo", … */
  readonly type: string;
  readonly url?: string;
  readonly body: string | Buffer;
  /** What Content-Length says; undefined: the truth. */
  readonly says?: string;
  /** What WARC-Payload-Digest says; undefined: the truth. */
  readonly digest?: string;
  readonly refersTo?: string;
  /** What its Content-Type says; undefined: an answer, or fields. */
  readonly contentType?: string;
}

/** Records one after the other, each packed by itself where `packed`. */
export function warcOf(records: readonly WarcRecord[], packed = false): Buffer {
  return Buffer.concat(
    records.map((record, n) => {
      const bytes = recordOf(record, n);
      return packed ? gzipSync(bytes) : bytes;
    }),
  );
}

function recordOf({ type, url, body, says, digest, refersTo, contentType }: WarcRecord, number: number): Buffer {
  const content = Buffer.from(body);
  const head = [
    'WARC/1.1',
    `WARC-Type: ${type}`,
    `WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-${String(number).padStart(12, '0')}>`,
    'WARC-Date: 2015-11-09T12:00:00Z',
    ...(url === undefined ? [] : [`WARC-Target-URI: ${url}`]),
    ...(refersTo === undefined ? [] : [`WARC-Refers-To-Target-URI: ${refersTo}`]),
    ...(type === 'response' ? [`WARC-Payload-Digest: ${digest ?? sha1(payloadOf(content))}`] : []),
    `Content-Type: ${contentType ?? (type === 'response' ? 'application/http; msgtype=response' : 'application/warc-fields')}`,
    `Content-Length: ${says ?? content.length}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), content, Buffer.from('\r\n\r\n')]);
}

/** What a server answered with a page. */
export function responseOf(page: string, type = 'text/html; charset=utf-8'): string {
  return `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(page)}\r\n\r\n${page}`;
}

/** A page that was captured, as a record. */
export function pageRecord(page: string, more: Partial<WarcRecord> = {}): WarcRecord {
  return { type: 'response', url: 'https://news.example/report', body: responseOf(page), ...more };
}

function payloadOf(content: Buffer): Buffer {
  const end = content.indexOf('\r\n\r\n');
  return end < 0 ? content : content.subarray(end + 4);
}

const sha1 = (bytes: Buffer): string => `sha1:${base32(createHash('sha1').update(bytes).digest())}`;

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648, as WARC digests are written. */
function base32(bytes: Buffer): string {
  const bits = [...bytes].map(byte => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/gu) ?? []).map(five => LETTERS[Number.parseInt(five.padEnd(5, '0'), 2)]!).join('');
}

/** A WACZ of one web archive, whose package description says what `digest` and `more` make it say. */
export function waczOf(warc: Buffer, digest?: string, more: readonly ZipEntry[] = []): Buffer {
  const hash = digest ?? `sha256:${createHash('sha256').update(warc).digest('hex')}`;
  const description = JSON.stringify({
    profile: 'data-package',
    wacz_version: '1.1.1',
    resources: [{ name: 'data.warc.gz', path: 'archive/data.warc.gz', hash, bytes: warc.length }],
  });
  return zipOf([
    { name: 'archive/data.warc.gz', data: warc },
    { name: 'pages/pages.jsonl', data: '{"format":"json-pages-1.0","id":"pages","title":"All Pages"}\n' },
    { name: 'datapackage.json', data: description },
    ...more,
  ]);
}
