import { brotliDecompressSync } from 'node:zlib';
import { Problem } from '../core/problem.ts';
import type { Upos } from './analysis.ts';
import type { BoundaryWeights } from './boundaries.ts';
import { Gazetteer, isPartOfPhrase, type Lists } from './gazetteer.ts';
import type { LemmaTable } from './lemmas.ts';
import { decodeNetwork } from './neural/file.ts';
import { KNOWN, type Seen } from './neural/member.ts';
import type { NetworkWeights } from './neural/weights.ts';
import { PartReader } from './parts.ts';
import { isCapitalised, type Signs } from './signs.ts';

/** Name of the file, below the folder `model/` of the package, that holds the English model. */
export const MODEL_FILE = 'english.bin';

/** Number of the set of features and layers that the code has. A model of another set is refused: its weights would mean nothing. */
export const FEATURE_SET = 7;

/** First bytes of a model file. */
export const MAGIC = 'DEEDSLM\n';

/** What is known about English: names of the classes and the weights that choose among them. */
export interface LanguageModel {
  readonly tagNames: readonly { readonly pos: Upos; readonly tag: string }[];
  readonly relationNames: readonly string[];
  readonly rootRelation: number;
  readonly lemmas: LemmaTable;
  readonly gazetteer: Gazetteer;
  /** Names that stand for an organisation and nothing else, as far as the lists know. */
  readonly organisations: Gazetteer;
  /** Added to the odds of a sentence boundary in unpunctuated text. */
  readonly boundaryBias: number;
  /** Where sentences begin in print. */
  readonly boundaries: BoundaryWeights;
  /** All else. */
  readonly network: NetworkWeights;
}

/** The head of a model file, as JSON: the first part of its body; the second is the network. */
export interface ModelHead {
  readonly tags: readonly string[];
  readonly relations: readonly string[];
  readonly lemmas: readonly (readonly [string, string])[];
  readonly lists: Lists;
  /** Names in plain forms, separated by line breaks. */
  readonly organisations: string;
  readonly boundaryBias: number;
  /** Features of the boundaries in print, and the weight of each. */
  readonly boundaries: readonly (readonly [feature: number, weight: number])[];
}

/** Reads a model from the bytes of its file. Throws a Problem when they are no model, damaged, or made for other features. */
export function decodeModel(bytes: Uint8Array): LanguageModel {
  const magic = new TextDecoder().decode(bytes.subarray(0, MAGIC.length));
  if (magic !== MAGIC)
    throw new Problem(
      'bad_model',
      'The file is not a language model of Deeds.',
      `Install the package again, or rebuild model/${MODEL_FILE} with "npm run train".`,
    );
  const set = bytes[MAGIC.length]!;
  if (set !== FEATURE_SET)
    throw new Problem(
      'model_mismatch',
      `The language model was made for feature set ${set}; this version reads feature set ${FEATURE_SET}.`,
      `Use the model that came with this version, or rebuild it with "npm run train".`,
    );
  try {
    return decodeBody(brotliDecompressSync(bytes.subarray(MAGIC.length + 1)));
  } catch (cause) {
    throw new Problem(
      'bad_model',
      'The language model is damaged.',
      'Install the package again, or rebuild it with "npm run train".',
      1,
      cause,
    );
  }
}

function decodeBody(body: Uint8Array): LanguageModel {
  const reader = new PartReader(body);
  const head = JSON.parse(new TextDecoder().decode(reader.next())) as ModelHead;
  const network = decodeNetwork(reader.next());
  return {
    tagNames: head.tags.map(name => {
      const [pos, tag] = name.split(' ');
      return { pos: pos as Upos, tag: tag! };
    }),
    relationNames: head.relations,
    rootRelation: head.relations.indexOf('root'),
    lemmas: new Map(head.lemmas),
    gazetteer: new Gazetteer(head.lists),
    organisations: new Gazetteer({ organisation: head.organisations }),
    boundaryBias: head.boundaryBias,
    boundaries: new Map(head.boundaries),
    network,
  };
}

/** What the network sees of words: their signs, and what the lists say of them. */
export function seenBy({ gazetteer, organisations }: LanguageModel, { forms, shape, plainShape }: Signs): Seen {
  const bits = organisations.look(forms);
  const known = Uint8Array.from(bits, (here, i) => {
    if (here === 0 || !isCapitalised(plainShape[i]!)) return 0;
    return isPartOfPhrase(here) && i > 0 && isPartOfPhrase(bits[i - 1]!) ? KNOWN.inside : KNOWN.first;
  });
  return { forms, shape, listed: gazetteer.look(forms), known };
}
