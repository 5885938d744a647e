// ZIP archives made by hand, whose directory may say something else than their files.
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  /** As bytes where it is no UTF-8. */
  readonly name: string | Buffer;
  readonly data: Buffer | string;
  /** Bytes that the directory says the file has when it is unpacked. */
  readonly says?: number;
  /** The high half of the external attributes: the mode that Unix gives a file (0o120777 for a symbolic link). */
  readonly mode?: number;
  /** It says that it is locked, or packed in a way that nobody knows, or has another checksum than it has. */
  readonly broken?: 'locked' | 'unknown' | 'wrong';
  /** Bytes that were packed before; `data` is not packed then. */
  readonly packed?: Buffer;
}

/** The archive; `says` is the number of files that its end tells. */
export function zipOf(entries: readonly ZipEntry[], says = entries.length): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const data = Buffer.from(entry.data);
    const packed = entry.packed ?? deflateRawSync(data);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(entry.broken === 'locked' ? 0x801 : 0x800, 2);
    fields.writeUInt16LE(entry.broken === 'unknown' ? 99 : 8, 4);
    fields.writeUInt32LE(entry.broken === 'wrong' ? 1 : crc32(data), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(entry.says ?? data.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const file = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), fields, name, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6);
    rest.writeUInt32LE(at, 10);
    // Made by Unix, so that the mode counts.
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0003', 'latin1'), fields, rest, name]));
    files.push(file);
    at += file.length;
  }
  return Buffer.concat([...files, ...directory, endOf(says, Buffer.concat(directory).length, at)]);
}

/** One small file that a directory names a million times. */
export function manyTimes(count: number): Buffer {
  const one = zipOf([{ name: 'a', data: 'x' }]);
  const start = one.indexOf('PK\u0001\u0002', 0, 'latin1');
  const entry = one.subarray(start, start + 47);
  const directory = Buffer.alloc(count * entry.length);
  for (let n = 0; n < count; n++) entry.copy(directory, n * entry.length);
  // The end has room for 65,535; the larger number stands in its 64-bit form before it.
  const large = Buffer.alloc(76);
  large.write('PK\u0006\u0006', 0, 'latin1');
  large.writeBigUInt64LE(44n, 4);
  large.writeBigUInt64LE(BigInt(count), 24);
  large.writeBigUInt64LE(BigInt(count), 32);
  large.writeBigUInt64LE(BigInt(directory.length), 40);
  large.writeBigUInt64LE(BigInt(start), 48);
  large.write('PK\u0006\u0007', 56, 'latin1');
  large.writeBigUInt64LE(BigInt(start + directory.length), 64);
  large.writeUInt32LE(1, 72);
  return Buffer.concat([one.subarray(0, start), directory, large, endOf(0xff_ff, 0xff_ff_ff_ff, 0xff_ff_ff_ff)]);
}

function endOf(count: number, size: number, start: number): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(start, 16);
  return end;
}
