import { existsSync, readFileSync } from 'node:fs';
import type { Findings } from './report.ts';

/** Sizes in bytes, and offsets of fields, after sqlite.org/fileformat2.html#the_write_ahead_log */
const HEADER = 32;
const FRAME_HEADER = 24;
/** A writer may be at work between two looks. */
const LOOKS = 3;

/**
 * SQLite reads its write-ahead log up to the first frame whose checksum is wrong, and drops the rest without a word. That
 * is right for a write that was cut short, which has no finished transaction behind it; with one behind it, something that
 * was acknowledged has been damaged. (Damage to the very last frame looks like a write cut short: as with a chain that was
 * cut off, only its head written down elsewhere tells.)
 */
export function checkWriteAheadLog(file: string, findings: Findings): void {
  let broken = brokenFrame(file);
  for (let look = 1; look < LOOKS && broken !== undefined; look++) {
    const again = brokenFrame(file);
    if (again !== broken) broken = undefined;
  }
  if (broken === undefined) return;
  findings.problem(
    'record.sqlite-wal',
    'database_damaged',
    `${broken === 0 ? 'Its header' : `Frame ${broken}`} is damaged, and SQLite drops finished transactions behind it. After a power cut that is no loss of anything acknowledged; otherwise it is.`,
  );
}

/** The first frame (from 1; 0: the header) with a wrong checksum that has a finished transaction behind it. */
function brokenFrame(file: string): number | undefined {
  if (!existsSync(file)) return undefined;
  const log = readFileSync(file);
  if (log.length < HEADER + FRAME_HEADER) return undefined;
  const littleEndian = log.readUInt32BE(0) % 2 === 0;
  const frame = FRAME_HEADER + log.readUInt32BE(8);
  let sum = checksum(log.subarray(0, 24), [0, 0], littleEndian);
  if (!sameSum(sum, log, 24)) return 0;
  let broken: number | undefined;
  for (let number = 1, at = HEADER; at + frame <= log.length; number++, at += frame) {
    const sameGeneration = log.compare(log, 16, 24, at + 8, at + 16) === 0;
    const finishes = log.readUInt32BE(at + 4) !== 0;
    if (broken !== undefined) {
      if (sameGeneration && finishes) return broken;
      continue;
    }
    sum = checksum(log.subarray(at, at + 8), sum, littleEndian);
    sum = checksum(log.subarray(at + FRAME_HEADER, at + frame), sum, littleEndian);
    if (!sameGeneration || !sameSum(sum, log, at + 16)) broken = number;
  }
  return undefined;
}

function checksum(bytes: Buffer, [first, second]: readonly [number, number], littleEndian: boolean): [number, number] {
  let [s0, s1] = [first, second];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length; at += 8) {
    s0 = (s0 + view.getUint32(at, littleEndian) + s1) >>> 0;
    s1 = (s1 + view.getUint32(at + 4, littleEndian) + s0) >>> 0;
  }
  return [s0, s1];
}

function sameSum([s0, s1]: readonly [number, number], log: Buffer, at: number): boolean {
  return log.readUInt32BE(at) === s0 && log.readUInt32BE(at + 4) === s1;
}
