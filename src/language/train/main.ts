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
import { joinParts } from '../parts.ts';
import { type CutText, documentsOf, fitBoundaries, prepare, stripText } from './boundaries.ts';
import { fitNetwork, lexiconOf, type Schedule, streamOf } from './fit-network.ts';
import { lemmaTable } from './lemmas.ts';
import { readLists, readOrganisations } from './lists.ts';
import { readNews } from './read-news.ts';
import { copyOf, readSources, type Sources } from './sources.ts';
import { readVectors, VECTOR_COLUMNS } from './vectors.ts';

/**
 * Trains the English model: `npm run train -- --data FOLDER [--out FILE] [--from FILE]... [--until N]`. FOLDER is the benchmark kit's
 * `data/language`; its neighbours `attribution/train` and `cyber/train` give punctuated news without gold, from which the network learns where sentences
 * begin in text without punctuation. Several networks are trained in turn (STAGES): the first learns from the treebanks alone, each later one also from what
 * those before it, together, make of the news. `--until` ends after as many; `--from` names the files of the first ones, so that they need not be trained
 * again. General word vectors are fetched once with npm (vectors.ts). The same data and code give the same file, bit for bit.
 */
interface Stage extends Pick<Schedule, 'rounds' | 'read' | 'streams' | 'rate'> {
  readonly seed: number;
  /** Goes on with the network before it, instead of beginning anew. */
  readonly goesOn?: true;
  /** Words that have a general vector, the most frequent ones. */
  readonly vectors: number;
}

/** Whoever has nothing but gold to learn from needs more rounds; only the last one, which is kept, need know rare words and stripped text well. */
const STAGES: readonly Stage[] = [
  { seed: 1, rounds: 22, read: 0, streams: 0.6, vectors: 40_000, rate: 2e-3 },
  { seed: 2, rounds: 16, read: 0.2, streams: 0.6, vectors: 40_000, rate: 2e-3 },
  { seed: 3, rounds: 14, read: 0.4, streams: 0.9, vectors: 64_000, rate: 2e-3 },
  { seed: 4, rounds: 6, read: 0, streams: 0.6, vectors: 64_000, rate: 1e-3, goesOn: true },
];
const schedule: Omit<Schedule, keyof Stage> = {
  warmUp: 200,
  dropout: { layers: 0.3, heads: 0.3, words: 0.25 },
  batch: 1_500,
  bare: 0.5,
  small: 0.1,
  readWeight: 0.5,
};
const sizes = { input: 128, state: 64, arc: 64, relation: 64, name: 64 } as const;
/** Found on the dev parts: two bare sentences run together harm more than one cut in two. */
const BOUNDARY_BIAS = 1;

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    out: { type: 'string' },
    from: { type: 'string', multiple: true, default: [] },
    until: { type: 'string', default: String(STAGES.length) },
  },
});
if (values.data === undefined) throw new Error('Say where the treebanks are: npm run train -- --data FOLDER');
const data = values.data;
const out = values.out ?? join(import.meta.dirname, '../../../model', MODEL_FILE);
const started = Date.now();
const say = (line: string): void =>
  console.log(`${String(Math.round((Date.now() - started) / 1000)).padStart(5)} s  ${line}`);

const sources = readSources(data, 'train');
const sentences = sources.clean.map(({ sentence }) => sentence);
const lists = readLists(sentences);
const gazetteer = new Gazetteer(lists);
const tagNames = namesByFrequency(
  sentences.flatMap(s => s.tags),
  3,
);
const relationNames = namesByFrequency(
  sentences.flatMap(s => s.relations),
  1,
);
say(`${sentences.length} sentences, ${sources.framed.length} copies in the frames of news`);
const documents = documentsOf(sentences);
const boundaries = fitBoundaries(documents.map(prepare), 4, 4);
const cutter = new SentenceCutter(boundaries, 0);
say(`${boundaries.size} weights for boundaries in print`);

const networkSizes = {
  ...sizes,
  tags: tagNames.length,
  relations: relationNames.length,
  names: NAME_CLASSES.length,
};
const classes = { tagNames, relationNames };
function fit(stage: Stage, read: Pick<Sources, 'clean' | 'bare'>): Uint8Array {
  const vectors = readVectors(stage.vectors);
  const lexicon = lexiconOf(sources.clean, vectors);
  const streams = [...documents, ...news()].map(text => streamOf(stripText(text), lexicon.lexicon, gazetteer));
  say(`${lexicon.lists.forms.length} forms, ${vectors.words.length} general vectors, ${streams.length} streams`);
  const network = fitNetwork(
    sources,
    read,
    streams,
    lexicon,
    vectors,
    gazetteer,
    classes,
    networkSizes,
    { ...schedule, ...stage },
    stage.seed,
    stage.goesOn && networks.at(-1),
    (round, losses) => say(`network ${stage.seed}, round ${round + 1}: ${losses}`),
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
/** The news as several networks together read it; nothing where there are none. */
function newsReadBy(networks: readonly NetworkWeights[]): Pick<Sources, 'clean' | 'bare'> {
  const clean = readNews(news(), networks, gazetteer, classes);
  say(`${clean.length} sentences of news read by ${networks.length} networks`);
  return { clean, bare: clean.map(source => copyOf(source, true)).filter(copy => copy !== undefined) };
}

const networks = values.from.map(file => decodeModel(readFileSync(file)).network);
let networkBytes: Uint8Array = new Uint8Array();
for (const stage of STAGES.slice(networks.length, Number(values.until))) {
  networkBytes = fit(stage, stage.read > 0 ? newsReadBy(networks) : { clean: [], bare: [] });
  networks.push(decodeNetwork(networkBytes));
}

const head: ModelHead = {
  tags: tagNames,
  relations: relationNames,
  lemmas: lemmaTable(sentences),
  lists,
  organisations: readOrganisations(sentences, lists),
  boundaryBias: BOUNDARY_BIAS,
  boundaries: [...boundaries],
};
const body = joinParts([Buffer.from(JSON.stringify(head)), networkBytes]);
const packed = brotliCompressSync(body, {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 9,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
  },
});
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, Buffer.concat([Buffer.from(MAGIC), Uint8Array.of(FEATURE_SET), packed]));
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
