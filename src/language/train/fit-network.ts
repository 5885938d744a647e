import type { Gazetteer } from '../gazetteer.ts';
import { affixesOf, AFFIXES, Lexicon, zeroDigits } from '../neural/lexicon.ts';
import type { Sizes } from '../neural/parameters.ts';
import type { NetworkWeights } from '../neural/weights.ts';
import { readSigns, setCasing, signsOf } from '../signs.ts';
import { tokenize } from '../tokens.ts';
import type { CutText } from './boundaries.ts';
import { type Dropout, type Example, LearningNetwork, type Stream, type Words } from './network.ts';
import { random, shuffled } from './random.ts';
import type { Source, Sources } from './sources.ts';
import { VECTOR_COLUMNS, type Vectors } from './vectors.ts';

export interface Schedule {
  /** Rounds over the clean sentences. */
  readonly rounds: number;
  /** Longest step of a weight, reached after `warmUp` batches; it falls to nothing by the end. */
  readonly rate: number;
  readonly warmUp: number;
  readonly dropout: Dropout;
  /** Words of a batch, counted as if all its sentences were as long as the longest. */
  readonly batch: number;
  /** Shares of the copies in small letters, and of the streams, that each round takes. */
  readonly bare: number;
  readonly small: number;
  readonly streams: number;
  /** Share of the sentences without gold that each round takes, and how much they count. */
  readonly read: number;
  readonly readWeight: number;
}

export interface Classes {
  readonly tagNames: readonly string[];
  readonly relationNames: readonly string[];
}

/** Forms and affixes that the training data show often enough to learn something about them. */
export function lexiconOf(clean: readonly Source[], vectors: Vectors): { lexicon: Lexicon; lists: LexiconLists } {
  const forms = new Map<string, number>();
  const affixes = Array.from({ length: AFFIXES }, () => new Map<string, number>());
  for (const { sentence } of clean)
    for (const form of plainForms(sentence.forms)) {
      const zeroed = zeroDigits(form);
      count(forms, zeroed);
      affixesOf(zeroed).forEach((affix, k) => count(affixes[k]!, affix));
    }
  const lists = {
    forms: frequent(forms, 2),
    affixes: affixes.map(map => frequent(map, 4)),
    vectors: vectors.words,
  };
  return { lexicon: new Lexicon(lists.forms, lists.affixes, lists.vectors), lists };
}

interface LexiconLists {
  readonly forms: readonly string[];
  readonly affixes: readonly (readonly string[])[];
  readonly vectors: readonly string[];
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function frequent(counts: ReadonlyMap<string, number>, least: number): string[] {
  return [...counts]
    .filter(([, n]) => n >= least)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([entry]) => entry);
}

function plainForms(forms: readonly string[]): readonly string[] {
  return signsOf(forms).forms;
}

/** A source as the network sees it. */
export function exampleOf(
  { sentence, names }: Source,
  lexicon: Lexicon,
  gazetteer: Gazetteer,
  classes: Classes,
  weight: number,
): Example {
  const signs = signsOf(sentence.forms);
  const { length } = sentence.forms;
  setCasing(signs, 0, length);
  return {
    length,
    keys: signs.forms.map(form => lexicon.keyOf(form)),
    shapes: signs.shape,
    listed: gazetteer.look(signs.forms),
    tags: Uint8Array.from(sentence.tags, tag => tagNumber(classes.tagNames, tag)),
    heads: sentence.heads,
    relations: Uint8Array.from(sentence.relations, r => Math.max(0, classes.relationNames.indexOf(r))),
    names,
    weight,
    nameWeight: sentence.document.startsWith('GUM_') ? NAME_WEIGHTS.gum : NAME_WEIGHTS.uner,
  };
}

/** How much a name counts beside a tag: less where names were found by rule. */
const NAME_WEIGHTS = { uner: 2, gum: 0.3 };

/** Number of a tag; of one that is too rare, the most frequent one of its part of speech. */
function tagNumber(tagNames: readonly string[], tag: string): number {
  const exact = tagNames.indexOf(tag);
  return exact >= 0
    ? exact
    : Math.max(
        0,
        tagNames.findIndex(t => t.startsWith(`${tag.split(' ')[0]} `)),
      );
}

/** A text without punctuation as the network sees it. */
export function streamOf(text: CutText, lexicon: Lexicon, gazetteer: Gazetteer): Stream {
  const tokens = tokenize(text.text, [{ start: 0, end: text.text.length, lowerCased: true, unpunctuated: true }]);
  const signs = readSigns(tokens);
  setCasing(signs, 0, signs.count);
  return {
    length: signs.count,
    keys: signs.forms.map(form => lexicon.keyOf(form)),
    shapes: signs.shape,
    listed: gazetteer.look(signs.forms),
    begins: Uint8Array.from({ length: tokens.count }, (_, i) => (text.begins.has(tokens.starts[i]!) ? 1 : 0)),
  };
}

/** Pieces of streams, of 50 to 110 words, that begin anywhere. */
function piecesOf(streams: readonly Stream[], dice: () => number): Stream[] {
  const pieces: Stream[] = [];
  for (const stream of streams)
    for (let from = -Math.floor(dice() * 60); from < stream.length; ) {
      const to = from + 50 + Math.floor(dice() * 60);
      const cut = <T extends { slice(from: number, to: number): T }>(list: T): T => list.slice(Math.max(0, from), to);
      const keys = stream.keys.slice(Math.max(0, from), to);
      if (keys.length >= 10)
        pieces.push({
          length: keys.length,
          keys,
          shapes: cut(stream.shapes),
          listed: cut(stream.listed),
          begins: cut(stream.begins),
        });
      from = to;
    }
  return pieces;
}

export function fitNetwork(
  sources: Sources,
  read: Pick<Sources, 'clean' | 'bare'>,
  streams: readonly Stream[],
  lexicon: { lexicon: Lexicon; lists: LexiconLists },
  vectors: Vectors,
  gazetteer: Gazetteer,
  classes: Classes,
  sizes: Sizes,
  schedule: Schedule,
  seed: number,
  start: NetworkWeights | undefined,
  afterRound: (round: number, losses: string, network: LearningNetwork) => void,
): LearningNetwork {
  const dice = random(seed);
  const examples = (list: readonly Source[], weight = 1): Example[] =>
    list.map(source => exampleOf(source, lexicon.lexicon, gazetteer, classes, weight));
  const clean = [...examples(sources.clean), ...examples(sources.framed)];
  const bare = examples(sources.bare);
  const small = examples(sources.small);
  const news = examples(read.clean, schedule.readWeight);
  const bareNews = examples(read.bare, schedule.readWeight);
  const { lists } = lexicon;
  const network = new LearningNetwork(
    sizes,
    { forms: lists.forms.length, affixes: lists.affixes.map(list => list.length) },
    { codes: vectors.codes, columns: VECTOR_COLUMNS },
    dice,
  );
  if (start !== undefined) network.startFrom(start);
  const share = <T>(list: readonly T[], part: number): T[] =>
    shuffled(list, dice).slice(0, Math.round(list.length * part));
  let step = 0;
  let steps = 0;
  for (let round = 0; round < schedule.rounds; round++) {
    const sentences = [
      ...clean,
      ...share(bare, schedule.bare),
      ...share(small, schedule.small),
      ...share(news, schedule.read),
      ...share(bareNews, schedule.read * schedule.bare),
    ];
    const pieces = piecesOf(share(streams, schedule.streams), dice);
    const batches = shuffled<{ sentences: Example[] } | { pieces: Stream[] }>(
      [
        ...batchesOf(sentences, schedule.batch, dice).map(batch => ({ sentences: batch })),
        ...batchesOf(pieces, schedule.batch, dice).map(batch => ({ pieces: batch })),
      ],
      dice,
    );
    if (round === 0) steps = batches.length * schedule.rounds;
    const sums: Record<string, { loss: number; batches: number }> = {};
    const note = (name: string, loss: number): void => {
      const sum = (sums[name] ??= { loss: 0, batches: 0 });
      sum.loss += loss;
      sum.batches++;
    };
    for (const batch of batches) {
      step++;
      const rate = schedule.rate * Math.min(1, step / schedule.warmUp) * Math.max(0.02, 1 - step / steps);
      if ('pieces' in batch) note('begins', network.learnStream(batch.pieces, schedule.dropout, rate, step));
      else
        for (const [name, loss] of Object.entries(network.learn(batch.sentences, schedule.dropout, rate, step)))
          note(name, loss);
    }
    afterRound(
      round,
      Object.entries(sums)
        .map(([name, { loss, batches: n }]) => `${name} ${(loss / n).toFixed(3)}`)
        .join(', '),
      network,
    );
  }
  return network;
}

/** Longer sentences are left out: they are few, and each costs as much as a batch. */
const LONGEST = 110;

/** Sentences of like length together, the longest of each batch first; batches in any order. */
function batchesOf<W extends Words>(examples: readonly W[], size: number, dice: () => number): W[][] {
  const usable = examples.filter(({ length }) => length >= 2 && length <= LONGEST);
  const keyed = usable.map(example => ({ example, key: example.length + dice() * 3 })).sort((a, b) => b.key - a.key);
  const batches: W[][] = [];
  let batch: W[] = [];
  let longest = 0;
  for (const { example } of keyed) {
    longest = Math.max(longest, example.length);
    if (batch.length > 0 && longest * (batch.length + 1) > size) {
      batches.push(batch);
      batch = [];
      longest = example.length;
    }
    batch.push(example);
  }
  batches.push(batch);
  for (const each of batches) each.sort((a, b) => b.length - a.length);
  return shuffled(batches, dice);
}
