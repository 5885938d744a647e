import { join } from 'node:path';
import { degraded, settleQuestions, settleTitles } from './conventions.ts';
import { newsFrames } from './frames.ts';
import { NAME_CLASSES } from '../neural/reader.ts';
import { nameClasses, namesFromEntities } from './names.ts';
import { readNames, readTreebank, type TreeSentence } from './treebank.ts';

/** A sentence to learn from, with its names. */
export interface Source {
  readonly sentence: TreeSentence;
  readonly names: Uint8Array;
}

export interface Sources {
  /** The sentences of the treebanks as they stand. */
  readonly clean: readonly Source[];
  /** Copies with a date, an occasion or somebody who is told behind a verb of news. */
  readonly framed: readonly Source[];
  /** Copies in small letters without punctuation, as scrapers leave them. */
  readonly bare: readonly Source[];
  /** Copies in small letters. */
  readonly small: readonly Source[];
}

/** Reads one part ("train", "dev") of the treebanks below `data`, the benchmark kit's `data/language`. */
export function readSources(data: string, part: 'train' | 'dev'): Sources {
  const ewt = readTreebank(join(data, `train/ewt-${part}.conllu.gz`));
  const gum = readTreebank(join(data, `train/gum-${part}.conllu.gz`));
  const sentences = [...ewt, ...gum];
  settleTitles(sentences);
  settleQuestions(sentences);
  const names = [
    ...readNames(join(data, `train/uner-ewt-${part}.iob2.gz`), ewt).map(nameClasses),
    ...gum.map(namesFromEntities),
  ];
  const clean = sentences.map((sentence, i) => ({ sentence, names: names[i]! }));
  const copies = (dropPunctuation: boolean): Source[] =>
    clean.map(source => copyOf(source, dropPunctuation)).filter(copy => copy !== undefined);
  return { clean, framed: clean.flatMap(framesOf), bare: copies(true), small: copies(false) };
}

const PLACE = NAME_CLASSES.indexOf('B-LOC');

function framesOf({ sentence, names }: Source, turn: number): Source[] {
  return newsFrames(sentence, turn).map(frame => ({
    sentence: frame.sentence,
    names: Uint8Array.from(frame.origin, (k, i) =>
      k >= 0 ? names[k]! : frame.sentence.forms[i] === 'Geneva' ? PLACE : 0,
    ),
  }));
}

/** The same sentence in small letters, perhaps without punctuation; names keep their classes. */
export function copyOf({ sentence, names }: Source, dropPunctuation: boolean): Source | undefined {
  const copy = degraded(sentence, dropPunctuation);
  if (copy === undefined) return undefined;
  let at = 0;
  // A name that loses its first piece begins with what is left of it.
  let last = -1;
  const classes = Uint8Array.from(copy.spans, span => {
    while (sentence.spans[at] !== span) at++;
    const name = names[at++]!;
    const begins = name !== 0 && (name & 1) === 0 && (last === 0 || last === -1);
    last = name;
    return begins ? name - 1 : name;
  });
  return { sentence: copy, names: classes };
}
