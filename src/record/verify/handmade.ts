// For tests: records and bundles made by hand from docs/record-format.md alone, apart from both the writer and the verifier.
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { canonicalJson } from '../../core/canonical.ts';

const page = readFileSync(new URL('../../../docs/record-format.md', import.meta.url), 'utf8');
const [recordSchema, bundleSchema] = page
  .split('```sql\n')
  .slice(1)
  .map(block => block.split('\n```')[0]!) as [string, string];

interface Made {
  readonly sequence: number;
  readonly kind: string;
  readonly at: string;
  readonly by: string;
  readonly body: string;
  readonly previous: Buffer;
  readonly hash: Buffer;
}

const sha256 = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

/** The root over some leaves, by the recursion that RFC 6962 defines it with. */
function treeOver(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 0) return sha256();
  if (hashes.length === 1) return sha256(Buffer.of(0), hashes[0]!);
  const left = leftOf(hashes.length);
  return sha256(Buffer.of(1), treeOver(hashes.slice(0, left)), treeOver(hashes.slice(left)));
}

function pathIn(hashes: readonly Buffer[], index: number): Buffer[] {
  if (hashes.length <= 1) return [];
  const left = leftOf(hashes.length);
  return index < left
    ? [...pathIn(hashes.slice(0, left), index), treeOver(hashes.slice(left))]
    : [...pathIn(hashes.slice(left), index - left), treeOver(hashes.slice(0, left))];
}

const leftOf = (size: number): number => 2 ** Math.floor(Math.log2(size - 1));

function peaksOf(hashes: readonly Buffer[]): string[] {
  const peaks: string[] = [];
  for (let at = 0; at < hashes.length; ) {
    const leaves = 2 ** Math.floor(Math.log2(hashes.length - at));
    peaks.push(treeOver(hashes.slice(at, at + leaves)).toString('hex'));
    at += leaves;
  }
  return peaks;
}

export function newKey(): KeyObject {
  return generateKeyPairSync('ed25519').privateKey;
}

export function publicBytes(key: KeyObject): Buffer {
  return Buffer.from((key.export({ format: 'jwk' }) as { x: string }).x, 'base64url');
}

/** A log made by hand. */
export class Handmade {
  readonly name = '0b3f6c1e-7d0a-4c52-9a55-2f1f6f0c9d11';
  readonly entries: Made[] = [];
  readonly blobs = new Map<string, Buffer>();
  key = newKey();
  /** Hour of the day of the entries to come; their minute is their number. */
  hour = 8;

  blob(value: unknown): string {
    const bytes = Buffer.from(typeof value === 'string' ? value : canonicalJson(value));
    const hash = sha256(bytes).toString('hex');
    this.blobs.set(hash, bytes);
    return hash;
  }

  append(kind: string, body: unknown, by = 'machine'): Made {
    const sequence = this.entries.length + 1;
    const at = `2015-11-09T${String(this.hour).padStart(2, '0')}:${String(sequence).padStart(2, '0')}:00.000Z`;
    const previous = this.entries.at(-1)?.hash ?? Buffer.alloc(32);
    const json = canonicalJson(body);
    const number = Buffer.alloc(8);
    number.writeBigUInt64BE(BigInt(sequence));
    const fields = [
      Buffer.from('deeds/entry/1'),
      previous,
      number,
      ...[kind, at, by, json].map(text => Buffer.from(text)),
    ];
    const hash = sha256(
      ...fields.flatMap(field => {
        const length = Buffer.alloc(4);
        length.writeUInt32BE(field.length);
        return [length, field];
      }),
    );
    const entry = { sequence, kind, at, by, body: json, previous, hash };
    this.entries.push(entry);
    return entry;
  }

  created(): void {
    this.append('record_created', { format: 2, record: this.name, key: publicBytes(this.key).toString('base64') });
  }

  /** A document of one text, with a claim over each of the words given, and its reading. */
  document(text: string, claimed: readonly string[] = []): { id: string; claims: string[] } {
    const bytes = this.blob(`${text}\n`);
    const id = `doc_${bytes.slice(0, 24)}`;
    const hash = this.blob(text);
    const claims = claimed.map(words => this.claim(text, words));
    this.append(
      'document_captured',
      { document: id, bytes, length: Buffer.byteLength(text) + 1, facts: { name: 'x' } },
      'anna',
    );
    this.append('text_made', {
      document: id,
      text: hash,
      about: this.blob({ leftOut: [], notes: [] }),
      engine: 'hand/1',
    });
    const reading = { textHash: hash, engine: 'hand/1', strength: 'clean', sentences: 1, actors: [], claims };
    this.append('reading_made', { document: id, text: hash, reading: this.blob(reading), engine: 'hand/1' });
    return { id, claims: claims.map(claim => claim.id) };
  }

  claim(text: string, exact: string): { id: string; words: object; actors: string[] } {
    const start = text.indexOf(exact);
    const id = `clm_${sha256(Buffer.from(`${text} ${exact}`))
      .toString('hex')
      .slice(0, 24)}`;
    return { id, words: { start, end: start + exact.length, exact }, actors: [] };
  }

  note(size = this.entries.length, key = this.key): string {
    const hashes = this.entries.slice(0, size).map(entry => entry.hash);
    return this.signed(
      `deeds/${this.name}\n${size}\n${treeOver(hashes).toString('base64')}\ntime ${this.#next()}\n`,
      key,
    );
  }

  signed(text: string, key = this.key): string {
    const origin = text.split('\n')[0]!;
    const id = sha256(Buffer.from(`${origin}\n`), Buffer.of(1), publicBytes(key)).subarray(0, 4);
    return `${text}\n— ${origin} ${Buffer.concat([id, sign(null, Buffer.from(text), key)]).toString('base64')}\n`;
  }

  /** As a person with the key, but without scruples, might: any field can be given another value. */
  checkpoint(more: object = {}): Made {
    const hashes = this.entries.map(entry => entry.hash);
    return this.append('checkpoint_made', {
      size: hashes.length,
      root: treeOver(hashes).toString('hex'),
      peaks: peaksOf(hashes),
      key: publicBytes(this.key).toString('base64'),
      note: this.note(),
      ...more,
    });
  }

  changeKey(vouched: 'by the key before' | 'by nobody' | 'by another'): void {
    const key = newKey();
    const encoded = publicBytes(key).toString('base64');
    const text = Buffer.from(`deeds/key/1\n${this.name}\n${encoded}\n`);
    const signer = vouched === 'by another' ? key : this.key;
    const signature = sign(null, text, signer).toString('base64');
    this.append('key_changed', vouched === 'by nobody' ? { key: encoded } : { key: encoded, signature }, 'anna');
    this.key = key;
  }

  /** The record without its state. */
  write(folder: string): void {
    mkdirSync(folder, { recursive: true });
    using database = new DatabaseSync(join(folder, 'record.sqlite'));
    database.exec(`PRAGMA application_id = 0x44454544; PRAGMA user_version = 7; ${recordSchema}`);
    this.#insert(database, this.entries);
    for (const [hash, bytes] of this.blobs) {
      const at = join(folder, 'blobs', 'sha256', hash.slice(0, 2));
      mkdirSync(at, { recursive: true });
      writeFileSync(join(at, hash.slice(2)), bytes);
    }
  }

  /** A bundle of everything, or of the entries of some sequences. */
  bundle(file: string, some?: readonly number[]): void {
    using database = new DatabaseSync(file);
    database.exec(`PRAGMA application_id = 0x44454542; ${bundleSchema}`);
    const values = {
      format: '1',
      record: this.name,
      key: publicBytes(this.key).toString('base64'),
      checkpoint: this.note(),
      whole: some === undefined ? '1' : '0',
    };
    for (const [name, value] of Object.entries(values)) {
      database.prepare('INSERT INTO bundle VALUES (?, ?)').run(name, value);
    }
    const entries = this.entries.filter(({ sequence }) => some?.includes(sequence) ?? true);
    this.#insert(database, entries);
    const hashes = this.entries.map(entry => entry.hash);
    for (const { sequence } of some === undefined ? [] : entries) {
      const path = Buffer.concat(pathIn(hashes, sequence - 1));
      database.prepare('INSERT INTO proof VALUES (?, ?)').run(sequence, path);
    }
    for (const [hash, bytes] of this.blobs) {
      // A link says which text the other document has, and does not bring it along.
      const names = entries.some(({ body }) => body.replace(/"otherText":"\w+"/u, '').includes(`"${hash}"`));
      if (!names) continue;
      database.prepare('INSERT INTO blob VALUES (?, ?)').run(hash, bytes);
    }
  }

  #insert(database: DatabaseSync, entries: readonly Made[]): void {
    const insert = database.prepare('INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)');
    for (const { sequence, kind, at, by, body, previous, hash } of entries) {
      insert.run(sequence, kind, at, by, body, previous, hash);
    }
  }

  /** The instant of the entry that is to come. */
  #next(): string {
    return `2015-11-09T08:${String(this.entries.length + 1).padStart(2, '0')}:00.000Z`;
  }
}
