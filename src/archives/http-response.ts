import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import { limits } from '../core/limits.ts';
import { Problem } from '../core/problem.ts';
import { damaged } from './warc-problems.ts';

export interface Response {
  readonly body: Buffer;
  readonly contentType: string | undefined;
  /** What its writer may have taken a digest of: the body as it was sent, put together from its chunks, or unpacked. */
  readonly payloads: readonly Buffer[];
}

interface Head {
  readonly status: number | undefined;
  readonly contentType: string | undefined;
  readonly fields: ReadonlyMap<string, string>;
  /** Bytes of the head, its empty line included. */
  readonly length: number;
}

/** Bytes in which a head must end. */
const HEAD = 65_536;

/** What the head of a recorded answer says (RFC 9112), as far as it is given. */
export function responseHead(bytes: Buffer): Head {
  const within = bytes.subarray(0, HEAD);
  // Some writers end their lines with a line feed alone.
  const [end, gap] = ['\r\n\r\n', '\n\n']
    .map(sign => [within.indexOf(sign), sign.length] as const)
    .filter(([at]) => at >= 0)
    .toSorted(([a], [b]) => a - b)[0] ?? [within.length, 0];
  const lines = within.toString('latin1', 0, end).split(/\r?\n/u);
  const status = /^HTTP\/\d(?:\.\d)? (\d{3})\b/u.exec(lines[0] ?? '')?.[1];
  const fields = new Map(
    lines
      .slice(1)
      .map(line => [line.slice(0, line.indexOf(':')).trim().toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  return {
    status: status === undefined ? undefined : Number(status),
    contentType: fields.get('content-type'),
    fields,
    length: end + gap,
  };
}

/** The page that a recorded answer carried, as a reader's browser had it. Throws `damaged` or `too_large`. */
export function responseOf(block: Buffer, name: string): Response {
  const { contentType, fields, length } = responseHead(block);
  const sent = block.subarray(length);
  // Many writers take the chunks apart and leave the field as it was.
  const whole = /\bchunked\b/iu.test(fields.get('transfer-encoding') ?? '') ? (unchunked(sent) ?? sent) : sent;
  const body = decoded(whole, fields.get('content-encoding') ?? '', name);
  return { body, contentType, payloads: [sent, whole, body] };
}

/** Undefined where it is not in chunks. */
function unchunked(bytes: Buffer): Buffer | undefined {
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const line = /^([0-9a-f]{1,8})(?:;[^\r\n]{0,200})?\r?\n/iu.exec(bytes.subarray(at, at + 220).toString('latin1'));
    if (line === null) return chunks.length === 0 ? undefined : Buffer.concat(chunks);
    const [start, size] = [at + line[0].length, Number.parseInt(line[1]!, 16)];
    if (size === 0) break;
    chunks.push(bytes.subarray(start, start + size));
    at = start + size;
    while (bytes[at] === 0x0d || bytes[at] === 0x0a) at++;
  }
  return Buffer.concat(chunks);
}

const bounds = { maxOutputLength: limits.inputBytes };
const codings: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: bytes => gunzipSync(bytes, bounds),
  'x-gzip': bytes => gunzipSync(bytes, bounds),
  br: bytes => brotliDecompressSync(bytes, bounds),
  zstd: bytes => zstdDecompressSync(bytes, bounds),
  // Some servers leave out what stands around it.
  deflate: bytes => ((bytes[0]! & 15) === 8 ? inflateSync(bytes, bounds) : inflateRawSync(bytes, bounds)),
};
/** Nobody packs an answer more often in good faith. */
const CODINGS = 2;

function decoded(bytes: Buffer, encoding: string, name: string): Buffer {
  const names = encoding
    .toLowerCase()
    .split(',')
    .map(one => one.trim())
    .filter(one => one !== '' && one !== 'identity');
  if (names.length > CODINGS) throw damaged(name, `it is packed ${names.length} times`);
  try {
    return names.toReversed().reduce((packed, one) => {
      const coding = Object.hasOwn(codings, one) ? codings[one]! : undefined;
      if (coding === undefined) throw damaged(name, `it is packed as ${one.slice(0, 40)}`);
      return coding(packed);
    }, bytes);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') {
      const most = limits.inputBytes.toLocaleString('en');
      throw new Problem(
        'too_large',
        `${name} unpacks to more than ${most} bytes.`,
        'It may be a trap; look at it yourself.',
        1,
        error,
      );
    }
    // Some writers unpack the page and leave the field as it was.
    if (error instanceof Problem) throw error;
    return bytes;
  }
}
