import type { Span } from '../core/span.ts';
import type { Analysis, Degradation, Name, Sentence, Upos, Word } from './analysis.ts';
import { lemmaOf, type LemmaTable } from './lemmas.ts';

/** What the steps of the analysis leave behind, in parallel arrays over all words; the objects below only look into it. */
export interface Layer {
  readonly text: string;
  readonly count: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** The words in small letters, apostrophes and quotation marks made plain. */
  readonly forms: readonly string[];
  readonly tags: Uint8Array;
  readonly relations: Uint8Array;
  /** Number of the head in the whole text, -1 for a root. */
  readonly heads: Int32Array;
  readonly margins: Float32Array;
  /** First word of each sentence, and the number of words at the end. */
  readonly sentenceStarts: Int32Array;
  readonly tagNames: readonly { readonly pos: Upos; readonly tag: string }[];
  readonly relationNames: readonly string[];
  readonly lemmas: LemmaTable;
}

/** A name as word numbers, end exclusive. */
export interface NameRange {
  readonly from: number;
  readonly to: number;
  readonly type: Name['type'];
}

/** The analysis as objects that read well in rules. */
export function buildAnalysis(layer: Layer, names: readonly NameRange[], degradation: Degradation): Analysis {
  const sentences: TreeSentence[] = [];
  const words: TreeWord[] = [];
  for (let s = 0; s + 1 < layer.sentenceStarts.length; s++) sentences.push(new TreeSentence(layer, words, s));
  return new TextAnalysis(layer, sentences, words, names, degradation);
}

class TextAnalysis implements Analysis {
  readonly text: string;
  readonly sentences: readonly Sentence[];
  readonly words: readonly Word[];
  readonly names: readonly Name[];
  readonly degradation: Degradation;

  constructor(
    layer: Layer,
    sentences: readonly Sentence[],
    words: readonly Word[],
    names: readonly NameRange[],
    degradation: Degradation,
  ) {
    this.text = layer.text;
    this.sentences = sentences;
    this.words = words;
    this.degradation = degradation;
    this.names = names.map(({ from, to, type }) => ({
      type,
      start: layer.starts[from]!,
      end: layer.ends[to - 1]!,
      words: words.slice(from, to),
    }));
  }

  wordAt(offset: number): Word | undefined {
    return this.words[this.firstEndingAfter(offset)];
  }

  wordsIn(span: Span): Word[] {
    const found: Word[] = [];
    for (let i = this.firstEndingAfter(span.start); i < this.words.length; i++) {
      const word = this.words[i]!;
      if (word.end > span.end) break;
      if (word.start >= span.start) found.push(word);
    }
    return found;
  }

  /** Number of the first word that ends after `offset`. */
  private firstEndingAfter(offset: number): number {
    let low = 0;
    let high = this.words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.words[middle]!.end > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

class TreeSentence implements Sentence {
  readonly index: number;
  readonly words: readonly TreeWord[];
  readonly root: TreeWord;
  readonly start: number;
  readonly end: number;

  constructor(layer: Layer, all: TreeWord[], index: number) {
    this.index = index;
    const from = layer.sentenceStarts[index]!;
    const to = layer.sentenceStarts[index + 1]!;
    const words: TreeWord[] = [];
    for (let i = from; i < to; i++) words.push((all[i] = new TreeWord(layer, all, this, i)));
    this.words = words;
    this.start = layer.starts[from]!;
    this.end = layer.ends[to - 1]!;
    let root: TreeWord | undefined;
    for (const word of words) {
      const head = layer.heads[word.index]!;
      if (head < 0) root = word;
      else all[head]!.adopt(word);
    }
    this.root = root ?? words[0]!;
  }
}

const NONE: readonly TreeWord[] = [];

class TreeWord implements Word {
  readonly index: number;
  readonly sentence: TreeSentence;
  private readonly layer: Layer;
  private readonly all: readonly TreeWord[];
  private below: readonly TreeWord[] = NONE;
  // Rules ask for these again and again; each is made when it is first asked for.
  private small: string | undefined = undefined;
  private entry: string | undefined = undefined;

  constructor(layer: Layer, all: readonly TreeWord[], sentence: TreeSentence, index: number) {
    this.layer = layer;
    this.all = all;
    this.sentence = sentence;
    this.index = index;
  }

  get start(): number {
    return this.layer.starts[this.index]!;
  }

  get end(): number {
    return this.layer.ends[this.index]!;
  }

  get text(): string {
    return this.layer.text.slice(this.start, this.end);
  }

  get lower(): string {
    return (this.small ??= this.text.toLowerCase());
  }

  get lemma(): string {
    return (this.entry ??= this.dictionaryForm());
  }

  private dictionaryForm(): string {
    const { tag } = this.layer.tagNames[this.layer.tags[this.index]!]!;
    return lemmaOf(this.layer.lemmas, this.layer.forms[this.index]!, this.text, this.pos, tag);
  }

  get pos(): Upos {
    return this.layer.tagNames[this.layer.tags[this.index]!]!.pos;
  }

  get tag(): string {
    return this.layer.tagNames[this.layer.tags[this.index]!]!.tag;
  }

  get head(): TreeWord | undefined {
    const head = this.layer.heads[this.index]!;
    return head < 0 ? undefined : this.all[head];
  }

  get relation(): string {
    return this.layer.relationNames[this.layer.relations[this.index]!]!;
  }

  get margin(): number {
    return this.layer.margins[this.index]!;
  }

  get dependents(): readonly TreeWord[] {
    return this.below;
  }

  get previous(): TreeWord | undefined {
    const before = this.all[this.index - 1];
    return before?.sentence === this.sentence ? before : undefined;
  }

  get next(): TreeWord | undefined {
    const after = this.all[this.index + 1];
    return after?.sentence === this.sentence ? after : undefined;
  }

  children(...relations: string[]): TreeWord[] {
    return this.below.filter(word => word.is(...relations));
  }

  child(...relations: string[]): TreeWord | undefined {
    return this.below.find(word => word.is(...relations));
  }

  subtree(): TreeWord[] {
    // Breadth first over an explicit list: no recursion, however deep the tree.
    const found: TreeWord[] = [this];
    for (let i = 0; i < found.length; i++) for (const word of found[i]!.below) found.push(word);
    return found.sort((a, b) => a.index - b.index);
  }

  is(...relations: string[]): boolean {
    const { relation } = this;
    return relations.some(r => relation === r || (relation.startsWith(r) && relation.charCodeAt(r.length) === 0x3a));
  }

  /** For the builder only: takes `word` as a dependent; called in the order of the text. */
  adopt(word: TreeWord): void {
    if (this.below === NONE) this.below = [word];
    else (this.below as TreeWord[]).push(word);
  }
}
