import { hash as digest } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { type Json, parsed } from './json.ts';
import type { Findings } from './report.ts';

/** An entry as it stands in the log. */
export interface LogEntry {
  readonly sequence: number;
  readonly kind: string;
  readonly at: string;
  readonly by: string;
  readonly json: string;
  readonly previous: Uint8Array;
  readonly hash: Uint8Array;
}

/** An entry whose body can be read. */
export interface ReadEntry extends LogEntry {
  readonly body: Json;
}

/** Where the entry came from another record: what it was there. */
export interface From {
  readonly record: string;
  readonly sequence: number;
  readonly at: string;
  readonly by: string;
  readonly previous: string;
  readonly hash: string;
}

export const placeOf = ({ sequence }: { readonly sequence: number }): string => `entry ${sequence}`;

/** The log in its order, as it stands. */
export function* entriesOf(database: DatabaseSync): Iterable<LogEntry & { readonly octets: number }> {
  // A text may go on behind a zero byte, unseen by who reads it as text: its length in bytes tells.
  const statement = database.prepare(
    `SELECT sequence, kind, at, by, body AS json, previous, hash,
       octet_length(kind) + octet_length(at) + octet_length(by) + octet_length(body) AS octets
     FROM entry ORDER BY sequence`,
  );
  for (const row of statement.iterate()) yield row as unknown as LogEntry & { readonly octets: number };
}

/** Reads the log in order, hashes every entry again, and gives it with its body, undefined where that cannot be read. */
export function* readChain(
  database: DatabaseSync,
  findings: Findings,
  { gaps }: { /** Of some documents only, as in a bundle. */ readonly gaps: boolean },
): Iterable<LogEntry & { readonly body: Json | undefined }> {
  let before = { sequence: 0, hash: new Uint8Array(32) };
  try {
    for (const entry of entriesOf(database)) {
      const { sequence } = entry;
      const place = placeOf(entry);
      findings.entries++;
      const follows = sequence === before.sequence + 1;
      if (!follows && !gaps) {
        findings.problem(place, 'chain_broken', `It follows entry ${before.sequence}: entries are missing or added.`);
      }
      if ((follows || !gaps) && !equal(entry.previous, before.hash)) {
        findings.problem(place, 'chain_broken', `It does not name the hash of entry ${before.sequence}.`);
      }
      const octets = hashed(entry);
      if (octets !== entry.octets || !equal(entry.hash, digest('sha256', room.subarray(0, end), 'buffer'))) {
        findings.problem(place, 'entry_altered', 'Its content does not give the hash that was recorded.');
      }
      before = { sequence, hash: entry.hash as Uint8Array<ArrayBuffer> };
      const body = parsed(entry.json);
      if (body === undefined) findings.problem(place, 'entry_altered', 'Its body is no JSON object.');
      yield { ...entry, body };
    }
  } finally {
    findings.head = { sequence: before.sequence, hash: Buffer.from(before.hash).toString('hex') };
  }
}

/** The hash that the fields of an entry give. */
export function entryHash(entry: Omit<LogEntry, 'hash'>): string {
  hashed(entry);
  return digest('sha256', room.subarray(0, end), 'hex');
}

/** What is hashed of an entry: seven fields, each behind its length. One room for all, which grows. */
let room = Buffer.alloc(1 << 16);
let end = 0;

/** Lays the fields out, and gives the number of bytes of its four texts. */
function hashed({ sequence, kind, at, by, json, previous }: Omit<LogEntry, 'hash'>): number {
  const most = 128 + 3 * (kind.length + at.length + by.length + json.length) + previous.length;
  if (room.length < most) room = Buffer.alloc(2 * most);
  end = 0;
  write('deeds/entry/1');
  end = room.writeUInt32BE(previous.length, end);
  room.set(previous, end);
  end = room.writeUInt32BE(8, end + previous.length);
  end = room.writeBigUInt64BE(BigInt(sequence), end);
  return write(kind) + write(at) + write(by) + write(json);
}

function write(text: string): number {
  const length = room.write(text, end + 4);
  room.writeUInt32BE(length, end);
  end += 4 + length;
  return length;
}

function equal(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
