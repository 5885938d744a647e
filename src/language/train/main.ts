import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync, constants } from 'node:zlib';
import { SentenceCutter } from '../boundaries.ts';
import { Gazetteer } from '../gazetteer.ts';
import { decodeModel, FEATURE_SET, MAGIC, MODEL_FILE, type ModelHead } from '../model.ts';
import { decodeNetwork, encodeNetwork } from '../neural/file.ts';
import { NAME_CLASSES } from '../neural/reader.ts';
import type { NetworkWeights } from '../neural/weights.ts';
import { ByteList, concat, packWeights, unpackWeights } from '../weights.ts';
import { type CutText, documentsOf, fitBoundaries, prepare, stripText } from './boundaries.ts';
import { fitNetwork, lexiconOf, type Schedule, streamOf } from './fit-network.ts';
import { lemmaTable } from './lemmas.ts';
import { readLists } from './lists.ts';
import { readNews } from './read-news.ts';
import { copyOf, readSources, type Sources } from './sources.ts';
import { readVectors, VECTOR_COLUMNS } from './vectors.ts';

/**
 * Trains the English model: `npm run train -- --data FOLDER [--out FILE] [--plain] [--seed N] [--teacher FILE]...`. FOLDER is the benchmark kit's `data/language`; its neighbours
 * `attribution/train` and `cyber/train` give punctuated news without gold, from which the network learns where sentences begin in text
 * without punctuation. Two networks are trained on the treebanks first; they read the news, and the final network learns from that too. `--plain` trains one of
 * the first kind; `--teacher` names the files of such, so that they need not be trained again. General word vectors are fetched once with npm (vectors.ts). The same data and code give the same file, bit for bit.
 */
const schedule: Schedule = {
  rounds: 16,
  rate: 2e-3,
  warmUp: 200,
  dropout: { layers: 0.3, heads: 0.3, words: 0.25 },
  batch: 1_500,
  bare: 0.5,
  small: 0.1,
  streams: 0.4,
  read: 0.2,
  readWeight: 0.5,
};
const sizes = { input: 128, state: 64, arc: 64, relation: 64, name: 64 } as const;
/** Seeds and rounds of the networks that read the news for the final one; they have nothing but gold to learn from, and need more rounds. */
const TEACHERS = [1, 2];
const TEACHER_ROUNDS = 22;
/** Words that have a general vector. */
const VECTORS = 40_000;
/** Weights of the boundaries in print that are kept, the largest ones; the rest would cost room and change little. */
const BOUNDARIES = 100_000;
/** Found on the dev parts: two bare sentences run together harm more than one cut in two. */
const BOUNDARY_BIAS = 0.75;

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    out: { type: 'string' },
    plain: { type: 'boolean', default: false },
    seed: { type: 'string' },
    teacher: { type: 'string', multiple: true },
  },
});
if (values.data === undefined) throw new Error('Say where the treebanks are: npm run train -- --data FOLDER');
const data = values.data;
const out = values.out ?? join(import.meta.dirname, '../../../model', MODEL_FILE);
const started = Date.now();
const say = (line: string): void =>
  console.log(`${String(Math.round((Date.now() - started) / 1000)).padStart(5)} s  ${line}`);

const lists = readLists();
const gazetteer = new Gazetteer(lists);
const sources = readSources(data, 'train');
const sentences = sources.clean.map(({ sentence }) => sentence);
const tagNames = namesByFrequency(
  sentences.flatMap(s => s.tags),
  3,
);
const relationNames = namesByFrequency(
  sentences.flatMap(s => s.relations),
  1,
);
say(
  `${sentences.length} sentences, ${sources.framed.length} copies with a date, an occasion or somebody who is told behind the verb`,
);
const vectors = readVectors(VECTORS);
const lexicon = lexiconOf(sources.clean, vectors);
say(`${lexicon.lists.forms.length} forms, ${vectors.words.length} general vectors`);

const documents = documentsOf(sentences);
const boundaries = packBoundaries();
const cutter = new SentenceCutter(unpackWeights(boundaries), 0);
const streams = [...documents, ...news()].map(text => streamOf(stripText(text), lexicon.lexicon, gazetteer));
say(`boundaries in print: ${boundaries.length} bytes; ${streams.length} streams`);

const networkSizes = {
  ...sizes,
  tags: tagNames.length,
  relations: relationNames.length,
  names: NAME_CLASSES.length,
};
const classes = { tagNames, relationNames };
function fit(name: string, read: Pick<Sources, 'clean' | 'bare'>, rounds: number, seed: number): Uint8Array {
  const network = fitNetwork(
    sources,
    read,
    streams,
    lexicon,
    vectors,
    gazetteer,
    classes,
    networkSizes,
    { ...schedule, rounds },
    seed,
    (round, losses) => say(`${name}, round ${round + 1}: ${losses}`),
  );
  const networkHead = {
    sizes: network.sizes,
    forms: lexicon.lists.forms.join('\n'),
    affixes: lexicon.lists.affixes.map(list => list.join('\n')),
    vectors: vectors.words.join('\n'),
    vectorColumns: VECTOR_COLUMNS,
  };
  return encodeNetwork(networkHead, network.weights());
}
const none = { clean: [], bare: [] };

/** The networks that read the news for the final one: from files, or trained here. */
function teachers(): NetworkWeights[] {
  if (values.teacher !== undefined) return values.teacher.map(file => decodeModel(readFileSync(file)).network);
  return TEACHERS.map(seed => decodeNetwork(fit(`teacher ${seed}`, none, TEACHER_ROUNDS, seed)));
}

function newsRead(): Pick<Sources, 'clean' | 'bare'> {
  const clean = readNews(news(), teachers(), gazetteer, classes);
  say(`${clean.length} sentences of news read`);
  return { clean, bare: clean.map(source => copyOf(source, true)).filter(copy => copy !== undefined) };
}

const seed = Number(values.seed ?? 1);
const networkBytes = values.plain
  ? fit('network', none, TEACHER_ROUNDS, seed)
  : fit('network', newsRead(), schedule.rounds, seed);

const head: ModelHead = {
  tags: tagNames,
  relations: relationNames,
  lemmas: lemmaTable(sentences),
  lists,
  boundaryBias: BOUNDARY_BIAS,
};
const body = concat([new TextEncoder().encode(JSON.stringify(head)), boundaries, networkBytes].map(withLength));
const packed = brotliCompressSync(body, {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 9,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
  },
});
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, concat([new TextEncoder().encode(MAGIC), Uint8Array.of(FEATURE_SET), packed]));
say(`${out}: ${packed.length} bytes`);

/** Names that occur at least `least` times, the most frequent first. */
function namesByFrequency(list: readonly string[], least: number): string[] {
  const counts = new Map<string, number>();
  for (const name of list) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .filter(([, n]) => n >= least)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([name]) => name);
}

function packBoundaries(): Uint8Array {
  const model = fitBoundaries(documents.map(prepare), 4, 4);
  const rows = model.rows();
  const sizes = Float32Array.from(rows.flatMap(row => row.weights).map(Math.abs)).sort();
  return packWeights(model.classes, rows, Math.max(0.05, sizes[sizes.length - BOUNDARIES] ?? 0));
}

/** Punctuated news of the sets that allow training, cut into sentences by the classifier for print. */
function news(): CutText[] {
  return ['attribution/train', 'cyber/train'].flatMap(set =>
    readFileSync(join(data, '..', set, 'documents.jsonl'), 'utf8')
      .split('\n')
      .filter(line => line !== '')
      .map(line => {
        const { text } = JSON.parse(line) as { text: string };
        const { places } = prepare({ text, begins: new Set() });
        const starts = cutter.cut(places);
        return { text, begins: new Set(Array.from(starts.slice(0, -1), i => places.tokens.starts[i]!)) };
      }),
  );
}

function withLength(bytes: Uint8Array): Uint8Array {
  const length = new ByteList();
  length.number(bytes.length);
  return concat([length.bytes(), bytes]);
}
