/** What finds the copies of a document among those that came before; each is asked about a document first and given it then. */
import { mkdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { HOLDERS, mostInCommon } from '../../../src/core/in-common.ts';
import { CandidateIndex } from './index-in-memory.ts';
import { comparable, wordsIn } from '../../../src/origins/comparable.ts';
import { compare, haveMuchInCommon } from '../../../src/origins/compare.ts';
import { fingerprint, fingerprintOf } from '../../../src/origins/fingerprint.ts';
import { glanceFrom } from '../../../src/origins/glance.ts';
import type { Grown } from './corpus.ts';
import { projections } from '../../../src/record/sqlite/schema.ts';

export interface Engine {
  readonly name: string;
  /** Gives it a document that it is not asked about. */
  fill(number: number, document: Grown): void;
  /** Numbers of the documents that it takes for copies of one origin. `documentOf` gives one that came before, and takes no time that is counted. */
  add(number: number, document: Grown, documentOf: (number: number) => Grown): { copies: number[]; waited: number };
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
    fill: (number, { text }) => index.add(number, fingerprint(text)),
    add(number, { text, leftOut }, documentOf) {
      const own = comparable(text, leftOut);
      const keys = fingerprintOf(own.hashes);
      const mayHaveMuchInCommon = glanceFrom(own);
      const copies: number[] = [];
      let waited = 0;
      for (const candidate of index.find(keys)) {
        const start = performance.now();
        const other = documentOf(candidate);
        waited += performance.now() - start;
        const theirs = comparable(other.text, other.leftOut);
        if (mayHaveMuchInCommon(theirs) && haveMuchInCommon(own, theirs) && compare(own, theirs).copy)
          copies.push(candidate);
      }
      index.add(number, keys);
      return { copies, waited };
    },
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

/** The table of the record with its indexes, without the rest of a record. Committed every 200 documents. */
export function inTable(folder: string): Engine {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'keys.sqlite');
  const database = new DatabaseSync(file);
  const tables = projections.split(/(?<=;)\s*\n/u).filter(statement => statement.includes('TABLE fingerprint_key'));
  database.exec(
    `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -256000; ${tables.join('\n')}; BEGIN`,
  );
  const find = database.prepare('SELECT document FROM fingerprint_key WHERE key = ? ORDER BY document LIMIT ?');
  const insert = database.prepare('INSERT OR IGNORE INTO fingerprint_key (key, document) VALUES (?, ?)');
  const keys: Keys = {
    find: print =>
      mostInCommon(
        Array.from(print, key => find.all(BigInt(key), HOLDERS).map(row => Number(row['document']))),
        20,
      ).map(({ document }) => document),
    add(number, print) {
      for (const key of print) insert.run(BigInt(key), String(number).padStart(8, '0'));
      if (number % 200 === 199) database.exec('COMMIT; BEGIN');
    },
  };
  return deeds('table of the record', keys, {
    bytesOnDisk: () => statSync(file).size,
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
  const fill = (number: number, text: string): Signature => {
    const { words } = wordsIn(text);
    const signature = new Minhash({ numPerm: 128 });
    for (let i = 0; i + 5 <= words.length; i++) signature.update(words.slice(i, i + 5).join(' '));
    index.insert(String(number), signature);
    signatures[number] = signature;
    return signature;
  };
  return {
    name: 'minhash 0.0.9 (MinHash, LSH)',
    fill: (number, { text }) => void fill(number, text),
    add(number, { text }) {
      const signature = fill(number, text);
      const found = index.query(signature).map(Number);
      return {
        copies: found.filter(other => other !== number && signature.jaccard(signatures[other]!) >= 0.5),
        waited: 0,
      };
    },
    bytesOnDisk: () => 0,
    close: () => undefined,
  };
}
