import type { Name } from '../analysis.ts';
import type { NameRange } from '../words.ts';
import type { Table } from './kernel.ts';
import { stepsOf } from './layers.ts';
import { KNOWN, Member, type Seen } from './member.ts';
import type { Sizes } from './parameters.ts';
import { TreeFinder } from './tree.ts';
import type { NetworkWeights } from './weights.ts';

/** Classes of the names: outside, then beginning and inside of each type. */
export const NAME_CLASSES = ['O', 'B-PER', 'I-PER', 'B-ORG', 'I-ORG', 'B-LOC', 'I-LOC'] as const;
const NAME_TYPES: readonly Name['type'][] = ['PER', 'ORG', 'LOC'];

const BEGINS_BODY = NAME_CLASSES.indexOf('B-ORG');
const GOES_ON = NAME_CLASSES.indexOf('I-ORG');

/** Added to the logarithm of the odds that a word belongs to an organisation's name, where the lists say so. Found on the dev part. */
const FAVOUR = 4;

/** What a reading writes down, in arrays over all words of the text. */
export interface Read {
  readonly tags: Uint8Array;
  /** Number of the head in the whole text; -1 for a root. */
  readonly heads: Int32Array;
  readonly relations: Uint8Array;
  /** By how much the head is likelier than the next best, as the logarithm of the ratio. */
  readonly margins: Float32Array;
  readonly names: NameRange[];
}

interface Sentence {
  readonly from: number;
  readonly length: number;
}

/** Row of a sentence's word, counted from its first, in the tables of the network. */
type RowOf = (word: number) => number;

/** Sentences that are read side by side. */
const TOGETHER = 8;

/** Words at the ends of a piece that are read again, with more words beside them, in the next. */
const OVERLAP = 25;

/** Margin of the one arc of a sentence of one word. */
const UNRIVALLED = 20;

/**
 * Reads sentences with a trained network, or with several whose scores are added up (they must know the same classes). Keeps its work space from one
 * text to the next; the same sentence gives the same result, whatever it is read beside.
 */
export class Reader {
  private readonly members: readonly Member[];
  private readonly sizes: Sizes;
  private readonly tree: TreeFinder;
  private readonly found: Int32Array;
  private readonly headRows: Int32Array;
  private readonly path: Uint8Array;
  private readonly rootRelation: number;
  private readonly longest: number;

  /** No sentence may have more than `longest` words. */
  constructor(networks: readonly NetworkWeights[], rootRelation: number, longest: number) {
    this.members = networks.map(weights => new Member(weights, longest));
    this.sizes = networks[0]!.sizes;
    this.rootRelation = rootRelation;
    this.longest = longest;
    this.tree = new TreeFinder(longest);
    this.found = new Int32Array(longest);
    this.headRows = new Int32Array(longest);
    this.path = new Uint8Array(longest * this.sizes.names);
  }

  /** Reads the sentences that begin with the words `starts`; the last number is where the last one ends. */
  read(seen: Seen, starts: Int32Array, read: Read): void {
    const last = starts.length - 1;
    for (let s = 0; s < last; ) {
      let rows = 0;
      const group: Sentence[] = [];
      do {
        const from = starts[s]!;
        const length = starts[++s]! - from;
        group.push({ from, length });
        rows += length;
      } while (s < last && group.length < TOGETHER && rows + starts[s + 1]! - starts[s]! <= this.longest);
      this.readTogether(seen, group, read);
    }
  }

  /** Reads a few sentences side by side: the recurrent layers are faster so. */
  private readTogether(seen: Seen, sentences: readonly Sentence[], read: Read): void {
    const { members, headRows } = this;
    const sorted = sentences.toSorted((a, b) => b.length - a.length);
    const steps = stepsOf(sorted.map(({ length }) => length));
    const rowsOf = sorted.map(
      (_, b): RowOf =>
        word =>
          steps.offsets[word]! + b,
    );
    for (const member of members) {
      sorted.forEach(({ from, length }, b) => {
        for (let i = 0; i < length; i++) member.fill(seen, from + i, rowsOf[b]!(i));
      });
      member.read(steps);
    }
    const tags = this.total(member => member.encoder.tags, steps.rows);
    const names = this.total(member => member.encoder.names, steps.rows);
    sorted.forEach(({ from, length }, b) => {
      const rowOf = rowsOf[b]!;
      for (const member of members) member.scoreArcs(length, rowOf);
      this.attach(
        this.total(member => member.arcs.scores, length),
        from,
        length,
        read,
      );
      for (let i = 0; i < length; i++) {
        const row = rowOf(i);
        const head = read.heads[from + i]!;
        headRows[row] = head < 0 ? -1 : rowOf(head - from);
        read.tags[from + i] = highest(tags.values, row * tags.columns, this.sizes.tags);
      }
    });
    for (const member of members) member.scoreRelations(steps.rows, headRows);
    const relations = this.total(member => member.relations, steps.rows);
    sorted.forEach(({ from, length }, b) => this.relate(relations, from, length, read, rowsOf[b]!));
    for (const sentence of sentences)
      this.name(names, sentence, seen.known, read.names, rowsOf[sorted.indexOf(sentence)]!);
  }

  /**
   * Reads the words `[from, to)` as text without punctuation and writes to `begins` the logarithm of the odds that a sentence begins with each. Long
   * texts are read in pieces that overlap, so that each word is judged with words on both sides.
   */
  readStream(seen: Seen, from: number, to: number, begins: Float32Array): void {
    const { longest, members } = this;
    for (let start = from; start < to; start += longest - 2 * OVERLAP) {
      const end = Math.min(to, start + longest);
      for (const member of members) {
        for (let i = start; i < end; i++) member.fill(seen, i, i - start);
        member.readStream(stepsOf([end - start]));
      }
      const { values, columns } = this.total(member => member.encoder.begins, end - start);
      for (let i = start === from ? start : start + OVERLAP; i < end; i++) {
        const at = (i - start) * columns;
        begins[i] = values[at + 1]! - values[at]!;
      }
      if (end === to) break;
    }
  }

  /** The sum of a table over all members, left in the table of the first. */
  private total(tableOf: (member: Member) => Table, rows: number): Table {
    const [first, ...others] = this.members.map(tableOf) as [Table, ...Table[]];
    for (const { values } of others) for (let i = 0; i < rows * first.columns; i++) first.values[i]! += values[i]!;
    return first;
  }

  private attach({ values, columns }: Table, from: number, length: number, { heads, margins }: Read): void {
    const { found } = this;
    this.tree.find(values, columns, length, found);
    for (let i = 0; i < length; i++) {
      const head = found[i]!;
      heads[from + i] = head < 0 ? -1 : from + head;
      let rival = -Infinity;
      for (let j = 0, at = i * columns; j <= length; j++, at++)
        if (j !== head + 1 && values[at]! > rival) rival = values[at]!;
      margins[from + i] = length === 1 ? UNRIVALLED : Math.max(0, values[i * columns + head + 1]! - rival);
    }
  }

  private relate({ values, columns }: Table, from: number, length: number, read: Read, rowOf: RowOf): void {
    const { heads, relations } = read;
    for (let i = 0; i < length; i++) {
      const at = rowOf(i) * columns;
      if (heads[from + i]! >= 0) values[at + this.rootRelation] = -Infinity;
      relations[from + i] = heads[from + i]! < 0 ? this.rootRelation : highest(values, at, this.sizes.relations);
    }
  }

  /** The likeliest classes of which none goes on with a name that has not begun (Viterbi). */
  private name(
    { values, columns }: Table,
    { from, length }: Sentence,
    known: Uint8Array | undefined,
    names: NameRange[],
    rowOf: RowOf,
  ): void {
    const { path } = this;
    if (known !== undefined)
      for (let i = 0; i < length; i++)
        if (known[from + i] !== 0) {
          // What is the first word of a known name may stand inside a longer one.
          values[rowOf(i) * columns + GOES_ON]! += FAVOUR;
          if (known[from + i] === KNOWN.first) values[rowOf(i) * columns + BEGINS_BODY]! += FAVOUR;
        }
    const count = this.sizes.names;
    let best = new Float64Array(count);
    let next = new Float64Array(count);
    for (let i = 0; i < length; i++) {
      for (let c = 0; c < count; c++) {
        let top = i === 0 ? (isInside(c) ? -Infinity : 0) : -Infinity;
        if (i > 0)
          for (let b = 0; b < count; b++)
            if (best[b]! > top && mayFollow(b, c)) {
              top = best[b]!;
              path[i * count + c] = b;
            }
        next[c] = top + values[rowOf(i) * columns + c]!;
      }
      [best, next] = [next, best];
    }
    let at = highest(best, 0, count);
    const inOrder: NameRange[] = [];
    let end = -1;
    for (let i = length - 1; i >= 0; i--) {
      if (at === 0) end = -1;
      else {
        if (end < 0) end = i + 1;
        if (!isInside(at)) {
          inOrder.unshift({ from: from + i, to: from + end, type: NAME_TYPES[(at - 1) >> 1]! });
          end = -1;
        }
      }
      if (i > 0) at = path[i * count + at]!;
    }
    names.push(...inOrder);
  }
}

function isInside(name: number): boolean {
  return name > 0 && (name & 1) === 0;
}

function mayFollow(before: number, name: number): boolean {
  return !isInside(name) || before === name || before === name - 1;
}

function highest(values: Float32Array | Float64Array, from: number, count: number): number {
  let best = 0;
  for (let c = 1; c < count; c++) if (values[from + c]! > values[from + best]!) best = c;
  return best;
}
