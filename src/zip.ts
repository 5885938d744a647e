import { crc32, inflateRawSync } from 'node:zlib';

/** One file of a ZIP archive, as the archive's directory tells it (APPNOTE 6.3.10). */
export interface ZipFile {
  /** For showing; never a path. */
  readonly name: string;
  /** Bytes that it has when it is unpacked, says the directory; `unzip` holds it to that. */
  readonly size: number;
  /** It is a symbolic link, and its bytes are the path that it leads to. */
  readonly isLink: boolean;
  readonly method: number;
  readonly locked: boolean;
  readonly crc: number;
  readonly packedSize: number;
  readonly at: number;
}

/** Marks, four bytes each: the end of the directory, its 64-bit form and where that stands, a file of the directory, a file. */
const [END, LARGE_END, LARGE_PLACE, LISTED, FILE] = [
  0x06054b50, 0x06064b50, 0x07064b50, 0x02014b50, 0x04034b50,
] as const;
/** Bytes of an end without its comment, which has at most 65,535. */
const END_BYTES = 22;
const COMMENT_BYTES = 0xff_ff;
/** Stands where a number is too large for four bytes, and is in the 64-bit field. */
const LARGE = 0xff_ff_ff_ff;
const LARGE_FIELD = 1;
const [STORED, DEFLATED] = [0, 8] as const;

/** The files of an archive in its order; at most `most`. Nothing is unpacked. Throws a plain error, with a sentence, where it is damaged. */
export function zipFiles(bytes: Uint8Array, most: number): ZipFile[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { count, start } = directoryOf(view);
  if (count > most) throw new Error(`it holds ${count.toLocaleString('en')} files`);
  const files: ZipFile[] = [];
  let at = start;
  for (let n = 0; n < count; n++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== LISTED) throw new Error('its directory is cut short');
    const [nameLength, extraLength] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true)];
    const flags = view.getUint16(at + 8, true);
    const name = bytes.subarray(at + 46, at + 46 + nameLength);
    const extra = new DataView(
      bytes.buffer,
      bytes.byteOffset + at + 46 + nameLength,
      Math.min(extraLength, Math.max(0, bytes.length - at - 46 - nameLength)),
    );
    const [size, packedSize, place] = sizesOf(view, at, extra);
    // The high half says what Unix says of a file, where Unix or a Mac made it.
    const unix = [3, 19].includes(view.getUint8(at + 5));
    files.push({
      name: new TextDecoder((flags & 0x800) === 0 ? 'latin1' : 'utf-8').decode(name),
      size,
      isLink: unix && (view.getUint16(at + 40, true) & 0o170000) === 0o120000,
      method: view.getUint16(at + 10, true),
      locked: (flags & 1) !== 0,
      crc: view.getUint32(at + 16, true),
      packedSize,
      at: place,
    });
    at += 46 + nameLength + extraLength + view.getUint16(at + 32, true);
  }
  return files;
}

/** The bytes of one file. It has exactly as many as the directory says, and is whole; else throws a plain error with a sentence. */
export function unzip(bytes: Uint8Array, file: ZipFile): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { at, packedSize, size, method, locked, crc } = file;
  if (locked) throw new Error('it is locked with a password');
  if (at + 30 > bytes.length || view.getUint32(at, true) !== FILE)
    throw new Error('it is not where the directory says');
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (start + packedSize > bytes.length) throw new Error('it is cut short');
  const packed = bytes.subarray(start, start + packedSize);
  if (method !== STORED && method !== DEFLATED) throw new Error(`it is packed in a way that is not known (${method})`);
  const unpacked = method === STORED ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  if (unpacked.length !== size || crc32(unpacked) !== crc) throw new Error('it is not what the directory says');
  return unpacked;
}

function directoryOf(view: DataView): { readonly count: number; readonly start: number } {
  const first = Math.max(0, view.byteLength - END_BYTES - COMMENT_BYTES);
  for (let at = view.byteLength - END_BYTES; at >= first; at--) {
    if (view.getUint32(at, true) !== END) continue;
    if (at >= 20 && view.getUint32(at - 20, true) === LARGE_PLACE) {
      const large = Number(view.getBigUint64(at - 12, true));
      if (large + 56 <= at && view.getUint32(large, true) === LARGE_END)
        return {
          count: Number(view.getBigUint64(large + 32, true)),
          start: Number(view.getBigUint64(large + 48, true)),
        };
    }
    return { count: view.getUint16(at + 10, true), start: view.getUint32(at + 16, true) };
  }
  throw new Error('it has no directory');
}

/** Bytes unpacked and packed, and where the file stands. */
function sizesOf(view: DataView, at: number, extra: DataView): [number, number, number] {
  const sizes = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
  for (let field = 0; field + 4 <= extra.byteLength; field += 4 + extra.getUint16(field + 2, true)) {
    if (extra.getUint16(field, true) !== LARGE_FIELD) continue;
    let next = field + 4;
    for (const [n, size] of sizes.entries()) {
      if (size !== LARGE || next + 8 > extra.byteLength) continue;
      sizes[n] = Number(extra.getBigUint64(next, true));
      next += 8;
    }
  }
  return sizes as [number, number, number];
}
