import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Findings } from './report.ts';

/** What is remembered of an entry: little, for there may be millions. */
export interface ChainLink {
  readonly sequence: number;
  readonly kind: string;
  /** The document it is about, where it is about one. */
  readonly document: string | undefined;
}

export interface ReadEntry {
  readonly sequence: number;
  readonly kind: string;
  readonly at: string;
  readonly by: string;
  readonly body: { readonly [field: string]: unknown };
}

/** Reads the log in order, hashes every entry again, and gives those whose body can be read. */
export function* readChain(database: DatabaseSync, findings: Findings): Iterable<ChainLink> {
  let before = { sequence: 0, hash: Buffer.alloc(32) };
  for (const row of database.prepare('SELECT * FROM entry ORDER BY sequence').iterate()) {
    const sequence = Number(row['sequence']);
    const place = `entry ${sequence}`;
    const [previous, hash] = [Buffer.from(row['previous'] as Uint8Array), Buffer.from(row['hash'] as Uint8Array)];
    findings.entries++;
    if (sequence !== before.sequence + 1) {
      findings.problem(place, 'chain_broken', `It follows entry ${before.sequence}: entries are missing or added.`);
    }
    if (!previous.equals(before.hash)) {
      findings.problem(place, 'chain_broken', `It does not name the hash of entry ${before.sequence}.`);
    }
    if (!hash.equals(hashOf(row))) {
      findings.problem(place, 'entry_altered', 'Its content does not give the hash that was recorded.');
    }
    before = { sequence, hash };
    const body = bodyOf(String(row['body']));
    if (body === undefined) {
      findings.problem(place, 'entry_altered', 'Its body is no JSON object.');
      continue;
    }
    const { document } = body;
    yield { sequence, kind: String(row['kind']), document: typeof document === 'string' ? document : undefined };
  }
  findings.head = { sequence: before.sequence, hash: before.hash.toString('hex') };
}

export function entryOf(row: Record<string, unknown>): ReadEntry {
  return {
    sequence: Number(row['sequence']),
    kind: String(row['kind']),
    at: String(row['at']),
    by: String(row['by']),
    body: bodyOf(String(row['body']))!,
  };
}

function hashOf(row: Record<string, unknown>): Buffer {
  const sequence = Buffer.alloc(8);
  sequence.writeBigUInt64BE(BigInt(Number(row['sequence'])));
  const texts = ['kind', 'at', 'by', 'body'].map(column => Buffer.from(String(row[column])));
  const hash = createHash('sha256');
  for (const part of [Buffer.from('deeds/entry/1'), row['previous'] as Uint8Array, sequence, ...texts]) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(part.length);
    hash.update(length);
    hash.update(part);
  }
  return hash.digest();
}

function bodyOf(json: string): { [field: string]: unknown } | undefined {
  try {
    const body: unknown = JSON.parse(json);
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : undefined;
  } catch {
    return undefined;
  }
}
