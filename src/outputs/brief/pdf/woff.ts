/** A WOFF 1.0 file (W3C Recommendation, 2012) as the TrueType or OpenType font that is packed in it: PDF wants the font itself. */
import { inflateSync } from 'node:zlib';

interface Table {
  readonly entry: Buffer;
  readonly bytes: Buffer;
}

/** Bytes of the headers and of one entry of the directory, in WOFF and in the font. */
const SIZES = { woff: 44, woffEntry: 20, font: 12, fontEntry: 16 };

export function unpacked(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, at) => table(woff, SIZES.woff + at * SIZES.woffEntry));
  const header = Buffer.alloc(SIZES.font);
  woff.copy(header, 0, 4, 8);
  header.writeUInt16BE(count, 4);
  // For searching the directory by halves, as the format asks: the largest power of two, its logarithm, and the rest, in entries of 16 bytes.
  const power = Math.floor(Math.log2(count));
  header.writeUInt16BE(2 ** power * SIZES.fontEntry, 6);
  header.writeUInt16BE(power, 8);
  header.writeUInt16BE((count - 2 ** power) * SIZES.fontEntry, 10);
  let offset = SIZES.font + count * SIZES.fontEntry;
  const directory: Buffer[] = [];
  const bodies: Buffer[] = [];
  for (const { entry, bytes } of tables) {
    entry.writeUInt32BE(offset, 8);
    directory.push(entry);
    const padding = (4 - (bytes.length % 4)) % 4;
    bodies.push(bytes, Buffer.alloc(padding));
    offset += bytes.length + padding;
  }
  return Buffer.concat([header, ...directory, ...bodies]);
}

/** Of WOFF: tag, offset, packed length, length, sum; of the font: tag, sum, offset (still 0 here), length. */
function table(woff: Buffer, at: number): Table {
  const [offset, packed, length] = [4, 8, 12].map(field => woff.readUInt32BE(at + field)) as [number, number, number];
  const body = woff.subarray(offset, offset + packed);
  const entry = Buffer.alloc(SIZES.fontEntry);
  woff.copy(entry, 0, at, at + 4);
  woff.copy(entry, 4, at + 16, at + 20);
  entry.writeUInt32BE(length, 12);
  return { entry, bytes: packed < length ? inflateSync(body) : body };
}
