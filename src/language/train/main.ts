import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync, constants } from 'node:zlib';
import { FEATURE_SET, MAGIC, MODEL_FILE, SECTIONS, type ModelHead } from '../model.ts';
import { Gazetteer } from '../gazetteer.ts';
import { SentenceCutter, tagKinds } from '../boundaries.ts';
import { Guide } from '../parser.ts';
import { setCasing, signsOf } from '../signs.ts';
import { Tagger } from '../tagger.ts';
import { ByteList, concat, packWeights, UNIT, unpackWeights, type Weights } from '../weights.ts';
import { documentsOf, fitBoundaries, prepare, stripText, type CutText, type Readers } from './boundaries.ts';
import { degraded, settleTitles } from './conventions.ts';
import { fitParser, fitTagger, type Example, type Hints } from './fit.ts';
import { newsFrame } from './frames.ts';
import { lemmaTable } from './lemmas.ts';
import { readLists } from './lists.ts';
import { properTags } from '../names.ts';
import { fitNames, nameClasses, namesFromEntities, type NameExample } from './names.ts';
import type { Perceptron } from './perceptron.ts';
import { readNames, readTreebank, type TreeSentence } from './treebank.ts';

/**
 * Trains the English model: `npm run train -- --data FOLDER [--out FILE]`. FOLDER is the benchmark kit's `data/language`; its neighbours
 * `attribution/train` and `cyber/train` give punctuated news without gold, from which the boundary classifier learns where sentences
 * begin in text without punctuation. The same data and code give the same file, bit for bit.
 */
const settings = {
  /** Rounds over the data. */
  taggerRounds: 5,
  guideRounds: 5,
  parserRounds: 6,
  nameRounds: 6,
  boundaryRounds: 4,
  /** The tagger is trained this many times more, each time without one part, to tag that part as it will tag new text. */
  folds: 4,
  /** How many weights of each classifier are kept, the largest ones; the rest would cost room and change little. */
  keep: {
    tagger: 900_000,
    guide: 1_500_000,
    moves: 1_700_000,
    relations: 900_000,
    names: 350_000,
    boundaries: 400_000,
  },
  /** Found on the dev parts: two bare sentences run together harm more than one cut in two. */
  boundaryBias: 12 * UNIT,
} as const;

/** A weight below this never decides anything (averaged; one update is 1). */
const SMALLEST_KEPT = 0.05;

const { values } = parseArgs({ options: { data: { type: 'string' }, out: { type: 'string' } } });
if (values.data === undefined) throw new Error('Say where the treebanks are: npm run train -- --data FOLDER');
const data = values.data;
const started = Date.now();
const say = (line: string): void =>
  console.log(`${String(Math.round((Date.now() - started) / 1000)).padStart(5)} s  ${line}`);

const lists = readLists();
const gazetteer = new Gazetteer(lists);
const ewt = readTreebank(join(data, 'train/ewt-train.conllu.gz'));
const gum = readTreebank(join(data, 'train/gum-train.conllu.gz'));
const clean = [...ewt, ...gum];
say(`${clean.length} sentences; titles settled: ${settleTitles(clean)}`);

const tagNames = namesByFrequency(
  clean.flatMap(s => s.tags),
  3,
);
const relationNames = namesByFrequency(
  clean.flatMap(s => s.relations),
  1,
);
const nameTags = [
  ...readNames(join(data, 'train/uner-ewt-train.iob2.gz'), ewt).map(nameClasses),
  ...gum.map(namesFromEntities),
];
// Every second sentence a second time as scrapers leave it, every tenth in small letters only.
interface Source {
  readonly sentence: TreeSentence;
  readonly names: Uint8Array;
  readonly fold: number;
}
const sources: Source[] = clean.map((sentence, i) => ({
  sentence,
  names: nameTags[i]!,
  fold: Math.floor(i / 50) % settings.folds,
}));
clean.forEach((sentence, i) => {
  const frame = newsFrame(sentence, i);
  if (frame === undefined) return;
  const names = Uint8Array.from(frame.origin, k => (k < 0 ? 0 : nameTags[i]![k]!));
  sources.push({ sentence: frame.sentence, names, fold: sources[i]!.fold });
});
say(`${sources.length - clean.length} copies with a date or an occasion behind the verb`);
for (const [n, source] of sources.slice().entries()) {
  if (n % 2 === 0) addCopy(source, true);
  else if (n % 10 === 1) addCopy(source, false);
}

const examples = sources.map(({ sentence }) => exampleOf(sentence));
const predicted: Uint8Array[] = [];
for (let fold = 0; fold < settings.folds; fold++) {
  const part = fitTagger(
    examples.filter((_, i) => sources[i]!.fold !== fold),
    tagNames.length,
    settings.taggerRounds - 1,
    11 + fold,
  );
  const tagger = new Tagger(pack('tagger', part).weights);
  examples.forEach((example, i) => {
    if (sources[i]!.fold !== fold) return;
    predicted[i] = new Uint8Array(example.length);
    tagger.tag(example.signs, 0, example.length, predicted[i]);
  });
  say(`tagger without part ${fold + 1} of ${settings.folds}`);
}
const tagger = pack('tagger', fitTagger(examples, tagNames.length, settings.taggerRounds, 1));
say(`tagger: ${tagger.bytes.length} bytes`);
const hints: Hints[] = [];
for (let fold = 0; fold < settings.folds; fold++) {
  const rest = examples.map((_, i) => i).filter(i => sources[i]!.fold !== fold);
  const part = fitParser(
    rest.map(i => examples[i]!),
    rest.map(i => predicted[i]!),
    undefined,
    1,
    settings.guideRounds - 1,
    21 + fold,
  );
  const without = new Guide(pack('guide', part.moves).weights);
  examples.forEach(({ signs, length }, i) => {
    if (sources[i]!.fold !== fold) return;
    const heads = without.parse(signs, predicted[i]!, 0, length).slice(0, length);
    hints[i] = { heads, sure: without.sure.slice(0, length) };
  });
  say(`guide without part ${fold + 1} of ${settings.folds}`);
}
const guide = pack('guide', fitParser(examples, predicted, undefined, 1, settings.guideRounds, 20).moves);
say(`guide: ${guide.bytes.length} bytes`);
const fit = fitParser(examples, predicted, hints, relationNames.length, settings.parserRounds, 2, epoch =>
  say(`parser, round ${epoch + 1}`),
);
const moves = pack('moves', fit.moves);
const relations = pack('relations', fit.labels);
say(`parser: ${moves.bytes.length} + ${relations.bytes.length} bytes`);
const nameExamples = examples.map(
  (example, i): NameExample => ({
    signs: example.signs,
    length: example.length,
    tags: predicted[i]!,
    names: sources[i]!.names,
  }),
);
const names = pack(
  'names',
  fitNames(nameExamples, properTags(tagNames.map(name => ({ tag: name.split(' ')[1]! }))), settings.nameRounds, 3),
);
say(`names: ${names.bytes.length} bytes`);

const finalTagger = new Tagger(tagger.weights);
const kinds = tagKinds(tagNames.map(name => ({ pos: name.split(' ')[0]!, tag: name.split(' ')[1]! })));
const readers: Readers = { tagger: finalTagger, guide: new Guide(guide.weights), gazetteer, kinds };
const documents = documentsOf(clean);
const printed = documents.map(d => prepare(d, readers, false));
const cutter = new SentenceCutter(pack('boundaries', fitBoundaries(printed, settings.boundaryRounds, 4)).weights, 0);
const stripped = [...documents, ...news()].map(d => prepare(stripText(d), readers, true));
const boundaries = pack('boundaries', fitBoundaries([...printed, ...stripped], settings.boundaryRounds, 5));
say(`boundaries: ${boundaries.bytes.length} bytes`);

const head: ModelHead = {
  tags: tagNames,
  relations: relationNames,
  lemmas: lemmaTable(clean),
  lists,
  boundaryBias: settings.boundaryBias,
};
const parts = { tagger, guide, moves, relations, names, boundaries };
const body = concat(
  [new TextEncoder().encode(JSON.stringify(head)), ...SECTIONS.map(name => parts[name].bytes)].map(withLength),
);
const packed = brotliCompressSync(body, {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 9,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
  },
});
const out = values.out ?? join(import.meta.dirname, '../../../model', MODEL_FILE);
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, concat([new TextEncoder().encode(MAGIC), Uint8Array.of(FEATURE_SET), packed]));
say(`${MODEL_FILE}: ${packed.length} bytes`);

/** Names that occur at least `least` times, the most frequent first. */
function namesByFrequency(list: readonly string[], least: number): string[] {
  const counts = new Map<string, number>();
  for (const name of list) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .filter(([, n]) => n >= least)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([name]) => name);
}

function addCopy({ sentence, names, fold }: Source, dropPunctuation: boolean): void {
  const copy = degraded(sentence, dropPunctuation);
  if (copy === undefined) return;
  const kept: number[] = [];
  let at = 0;
  copy.spans.forEach((span, n) => {
    while (sentence.spans[at] !== span) at++;
    kept[n] = at++;
  });
  // A name that loses its first piece begins with what is left of it.
  let last = -1;
  const classes = Uint8Array.from(kept, i => {
    const name = names[i]!;
    const begins = name !== 0 && (name & 1) === 0 && (last === 0 || last === -1);
    last = name;
    return begins ? name - 1 : name;
  });
  sources.push({ sentence: copy, names: classes, fold });
}

function exampleOf(s: TreeSentence): Example {
  const signs = signsOf(s.forms, gazetteer);
  setCasing(signs, 0, s.forms.length);
  return {
    signs,
    length: s.forms.length,
    tags: Uint8Array.from(s.tags, tagNumber),
    heads: s.heads,
    relations: Uint8Array.from(s.relations, r => relationNames.indexOf(r)),
  };
}

/** Number of a tag; of one that is too rare, the most frequent one of its part of speech. */
function tagNumber(tag: string): number {
  const exact = tagNames.indexOf(tag);
  return exact >= 0
    ? exact
    : Math.max(
        0,
        tagNames.findIndex(t => t.startsWith(`${tag.split(' ')[0]} `)),
      );
}

function pack(
  section: (typeof SECTIONS)[number],
  model: Perceptron,
): { readonly bytes: Uint8Array; readonly weights: Weights } {
  const rows = model.rows();
  const sizes = Float32Array.from(rows.flatMap(row => row.weights).map(Math.abs)).sort();
  const smallest = Math.max(SMALLEST_KEPT, sizes[sizes.length - settings.keep[section]] ?? 0);
  const bytes = packWeights(model.classes, rows, smallest);
  return { bytes, weights: unpackWeights(bytes) };
}

function withLength(bytes: Uint8Array): Uint8Array {
  const length = new ByteList();
  length.number(bytes.length);
  return concat([length.bytes(), bytes]);
}

/** Punctuated news of the sets that allow training, cut into sentences by the classifier for print. */
function news(): CutText[] {
  return ['attribution/train', 'cyber/train'].flatMap(set =>
    readFileSync(join(data, '..', set, 'documents.jsonl'), 'utf8')
      .split('\n')
      .filter(line => line !== '')
      .map(line => {
        const { text } = JSON.parse(line) as { text: string };
        const { places } = prepare({ text, begins: new Set() }, readers, false);
        const starts = cutter.cut(places);
        return { text, begins: new Set(Array.from(starts.slice(0, -1), i => places.tokens.starts[i]!)) };
      }),
  );
}
