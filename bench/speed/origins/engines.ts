/** What finds the copies of a document among those that came before; each is asked about a document first, and then keeps it. */
import { mkdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CandidateIndex } from './index-in-memory.ts';
import { comparable, wordsIn } from '../../../src/origins/comparable.ts';
import { compare, haveMuchInCommon } from '../../../src/origins/compare.ts';
import { fingerprint, fingerprintOf } from '../../../src/origins/fingerprint.ts';
import { glanceFrom } from '../../../src/origins/glance.ts';
import type { Grown } from './corpus.ts';
import { SqliteProjection } from '../../../src/record/sqlite/projection.ts';
import { findCandidates } from '../../../src/record/sqlite/queries.ts';
import { projections } from '../../../src/record/sqlite/schema.ts';
import { Statements } from '../../../src/record/sqlite/statements.ts';

export interface Engine {
  readonly name: string;
  /** Gives it a document that it is not asked about: the hashes of its words where it needs no more, else its text. */
  readonly fill:
    | { readonly hashes: (number: number, hashes: Uint32Array) => void }
    | { readonly text: (number: number, text: string) => void };
  /** Numbers of the documents that it takes for copies of one origin. `documentOf` gives one that came before. */
  ask(number: number, document: Grown, documentOf: (number: number) => Grown): number[];
  /** Keeps what finds it. */
  keep(number: number, document: Grown): void;
  bytesOnDisk(): number;
  close(): void;
}

/** Keys by which documents are found, in memory or in the table that the record has. */
interface Keys {
  find(keys: Uint32Array): number[];
  add(number: number, keys: Uint32Array): void;
}

function deeds(name: string, index: Keys, disk: { bytesOnDisk(): number; close(): void }): Engine {
  return {
    name,
    fill: { hashes: (number, hashes) => index.add(number, fingerprintOf(hashes)) },
    ask(_number, { text, leftOut }, documentOf) {
      const own = comparable(text, leftOut);
      const mayHaveMuchInCommon = glanceFrom(own);
      return index.find(fingerprintOf(own.hashes)).filter(candidate => {
        const other = documentOf(candidate);
        const theirs = comparable(other.text, other.leftOut);
        return mayHaveMuchInCommon(theirs) && haveMuchInCommon(own, theirs) && compare(own, theirs).copy;
      });
    },
    keep: (number, { text }) => index.add(number, fingerprint(text)),
    ...disk,
  };
}

export function inMemory(): Engine {
  const index = new CandidateIndex();
  const keys: Keys = {
    find: print => index.find(print).map(({ document }) => document),
    add: (number, print) => index.add(number, print),
  };
  return deeds('index in memory', keys, { bytesOnDisk: () => 0, close: () => undefined });
}

/** The tables of the record that hold fingerprints, by the record's own code, without the rest of a record. Committed every 200 documents. */
export function inTable(folder: string): Engine {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'keys.sqlite');
  const database = new DatabaseSync(file);
  database.exec(
    `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -262144; PRAGMA wal_autocheckpoint = 16000; ${projections} BEGIN`,
  );
  const sql = new Statements(database);
  const projection = new SqliteProjection(sql);
  const keys: Keys = {
    find: print => findCandidates(sql, [...print], 20).map(({ document }) => Number.parseInt(document.slice(4), 16)),
    add(number, print) {
      const document = `doc_${number.toString(16).padStart(24, '0')}`;
      const facts = { name: 'corpus', url: undefined, source: undefined, published: undefined, capturedAt: undefined };
      const row = { document, sequence: number + 1, at: '', by: '', bytesHash: '', byteLength: 0 };
      projection.addDocument({ ...row, facts: { ...facts, mediaType: 'text/plain', encoding: 'UTF-8' } });
      projection.setFingerprint(document, { engine: 'bench/1', keys: [...print], data: {} });
      if (number % 200 === 199) database.exec('COMMIT; BEGIN');
    },
  };
  return deeds('tables of the record', keys, {
    bytesOnDisk: () => {
      database.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE); BEGIN');
      return statSync(file).size;
    },
    close: () => database.close(),
  });
}

interface Signature {
  update(shingle: string): void;
  jaccard(other: Signature): number;
}
interface Lsh {
  insert(key: string, signature: Signature): void;
  query(signature: Signature): string[];
}

/** The npm package minhash, as its page uses it: 128 values, bands of 4, five-word shingles; a copy from an estimated Jaccard resemblance of .5. */
export function minhash(): Engine {
  const { Minhash, LshIndex } = createRequire(import.meta.url)('minhash') as {
    Minhash: new (options: object) => Signature;
    LshIndex: new (options: object) => Lsh;
  };
  const index = new LshIndex({ bandSize: 4 });
  const signatures: Signature[] = [];
  const signatureOf = (text: string): Signature => {
    const { words } = wordsIn(text);
    const signature = new Minhash({ numPerm: 128 });
    for (let i = 0; i + 5 <= words.length; i++) signature.update(words.slice(i, i + 5).join(' '));
    return signature;
  };
  const keep = (number: number, signature: Signature): void => {
    index.insert(String(number), signature);
    signatures[number] = signature;
  };
  return {
    name: 'minhash 0.0.9 (MinHash, LSH)',
    fill: { text: (number, text) => keep(number, signatureOf(text)) },
    ask(number, { text }) {
      // It can be asked only about what was put in; that is done at the first time of asking, which is not counted.
      const signature = signatureOf(text);
      if (signatures[number] === undefined) keep(number, signature);
      const found = index.query(signatures[number]!).map(Number);
      return found.filter(other => other !== number && signature.jaccard(signatures[other]!) >= 0.5);
    },
    keep: () => undefined,
    bytesOnDisk: () => 0,
    close: () => undefined,
  };
}
