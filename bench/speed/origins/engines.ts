/** What finds the copies of a document among those that came before; each is asked about a document first, and then keeps it. */
import { createRequire } from 'node:module';
import { wordsIn } from '../../../src/core/plain-words.ts';
import { comparable } from '../../../src/origins/comparable.ts';
import { compareIfMuch } from '../../../src/origins/compare.ts';
import { fingerprint, fingerprintOf } from '../../../src/origins/fingerprint.ts';
import { glanceFrom } from '../../../src/origins/glance.ts';
import { say } from '../record/measure.ts';
import type { Corpus, Grown } from './corpus.ts';
import type { GrownKeys } from './grown-keys.ts';
import { CandidateIndex } from './index-in-memory.ts';
import { KeyTable } from './table.ts';

export interface Engine {
  readonly name: string;
  /** Gives it the first documents of a corpus, which it is not asked about. */
  give(corpus: Corpus, keys: GrownKeys, size: number): void;
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
    give: (_corpus, grown, size) =>
      grown.each(size, (number, keys) => {
        index.add(number, keys);
        if (number % 50_000 === 49_999) say(`${name}: ${number + 1} of ${size}`);
      }),
    ask(_number, { text, leftOut }, documentOf) {
      const own = comparable(text, leftOut);
      const mayHaveMuchInCommon = glanceFrom(own);
      return index.find(fingerprintOf(own.hashes)).filter(candidate => {
        const other = documentOf(candidate);
        const theirs = comparable(other.text, other.leftOut);
        return mayHaveMuchInCommon(theirs) && compareIfMuch(own, theirs)?.copy === true;
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

export function inTable(folder: string): Engine {
  const table = new KeyTable(folder);
  return deeds('tables of the record', table, { bytesOnDisk: () => table.bytesOnDisk(), close: () => table.close() });
}

/** The same tables, filled in the order of the keys: for sizes that cannot be waited for otherwise. */
export function inTableFilledInOrder(folder: string): Engine {
  const table = new KeyTable(folder);
  const disk = { bytesOnDisk: () => table.bytesOnDisk(), close: () => table.close() };
  return {
    ...deeds('tables of the record, filled in order', table, disk),
    give: (_corpus, grown, size) => table.addInOrder(grown, size),
  };
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
    give(corpus, _keys, size) {
      for (let number = 0; number < size; number++) {
        keep(number, signatureOf(corpus.document(number).text));
        if (number % 10_000 === 9999) say(`minhash: ${number + 1} of ${size}`);
      }
    },
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
