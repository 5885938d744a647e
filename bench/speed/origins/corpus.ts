/** A corpus grown from the visible benchmark texts: as many documents as are asked for, each made anew from its number, so that none is kept. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { LeftOut } from '../../../src/core/document.ts';
import { mixed, wordHashes, wordsIn } from '../../../src/core/plain-words.ts';

export interface Grown {
  readonly text: string;
  /** Where its source's furniture stands, as capture leaves it out. */
  readonly leftOut: readonly LeftOut[];
  /** The number of the report that it is a copy of; undefined: it is a report of its own. */
  readonly copyOf: number | undefined;
  readonly edit: 'report' | 'copy' | 'first third' | 'stripped' | 'half wire';
}

/** One document in so many is a copy; of copies one in so many is of one of the few reports that everybody prints. */
const [COPIES, POPULAR] = [4, 5];
/** Sources, each with furniture of its own on every page. */
const SOURCES = 300;
/** One word in so many is any word of the vocabulary: the texts it is grown from are few, and reports must not repeat each other. */
const LEAP = 4;

export class Corpus {
  private readonly words: string[];
  /** UTF-16 units of every word. */
  private readonly lengths: Int32Array;
  /** For every place all places of the same two words: what stands behind any of them may come next. */
  private readonly next: Rows;
  /** For every place the hashes of the plain words in its word. */
  private readonly hashes: Rows;
  private readonly furniture: readonly Int32Array[];

  constructor(texts: readonly string[]) {
    this.words = texts.flatMap(text => text.split(/\s+/u)).filter(word => word !== '');
    this.lengths = Int32Array.from(this.words, word => word.length);
    this.hashes = new Rows(this.words.map(word => wordHashes(word)));
    const pairs = Map.groupBy(this.words.keys(), i => `${this.words[i - 1]} ${this.words[i]}`);
    const next: number[][] = [];
    for (const places of pairs.values()) for (const i of places) next[i] = places;
    this.next = new Rows(next);
    this.furniture = Array.from({ length: SOURCES }, (_, source) => this.prose(60, randomFrom(-1 - source)));
  }

  document(number: number): Grown {
    const { furniture, parts, copyOf, edit } = this.plan(number);
    const menu = this.textOf(furniture);
    const report = parts.map(part => this.textOf(part.places, part.share)).join('\n\n');
    return {
      text: `${menu}\n\n${edit === 'stripped' ? wordsIn(report).words.join(' ') : report}`,
      leftOut: [{ start: 0, end: menu.length, step: 'menu', reason: 'The corpus says so.' }],
      copyOf,
      edit,
    };
  }

  /** The hashes of a document's words, as its text has them, without making the text. */
  hashesOf(number: number): Uint32Array {
    const { furniture, parts } = this.plan(number);
    const hashes: number[] = [];
    const { starts, ends, values } = this.hashes;
    for (const { places, share } of [{ places: furniture, share: 1 }, ...parts]) {
      let room = Math.trunc(share * this.lengthOf(places));
      for (const place of places) {
        const length = this.lengths[place]!;
        if (room < length) hashes.push(...wordHashes(this.words[place]!.slice(0, room)));
        else for (let i = starts[place]!; i < ends[place]!; i++) hashes.push(values[i]!);
        room -= length + 1;
        if (room <= 0) break;
      }
    }
    return Uint32Array.from(hashes);
  }

  /** What a document is made of: furniture, and parts of reports, each the places of its words and how much of its text is taken, from the beginning. */
  private plan(number: number): {
    readonly furniture: Int32Array;
    readonly parts: readonly { readonly places: Int32Array; readonly share: number }[];
    readonly copyOf: number | undefined;
    readonly edit: Grown['edit'];
  } {
    const random = randomFrom(number);
    const furniture = this.furniture[Math.floor(random() * SOURCES)]!;
    if (number < 100 || random() > 1 / COPIES) {
      return { furniture, parts: [{ places: this.report(number), share: 1 }], copyOf: undefined, edit: 'report' };
    }
    let copyOf = Math.floor(random() * (random() < 1 / POPULAR ? Math.min(20, number) : number));
    while (copyOf > 0 && this.isCopy(copyOf)) copyOf--;
    const places = this.report(copyOf);
    const edit = (['copy', 'first third', 'stripped', 'half wire'] as const)[Math.floor(random() * 4)]!;
    const share = edit === 'first third' ? 1 / 3 : edit === 'half wire' ? 1 / 2 : 1;
    const own = edit === 'half wire' ? [{ places: this.prose(150, random), share: 1 }] : [];
    return { furniture, parts: [{ places, share }, ...own], copyOf, edit };
  }

  private isCopy(number: number): boolean {
    const random = randomFrom(number);
    random();
    return number >= 100 && random() <= 1 / COPIES;
  }

  private report(number: number): Int32Array {
    const random = randomFrom(number ^ 0x5bd1e995);
    return this.prose(200 + Math.floor(200 * random()), random);
  }

  private prose(length: number, random: () => number): Int32Array {
    const any = (): number => Math.floor(random() * this.words.length);
    const places = new Int32Array(length);
    const { starts, ends, values } = this.next;
    let at = any();
    for (let i = 0; i < length; i++) {
      places[i] = at;
      const [from, to] = [starts[at]!, ends[at]!];
      at = random() < 1 / LEAP ? any() : (values[from + Math.floor(random() * (to - from))]! + 1) % this.words.length;
    }
    return places;
  }

  private textOf(places: Int32Array, share = 1): string {
    const text = Array.from(places, place => this.words[place]).join(' ');
    return text.slice(0, share * text.length);
  }

  /** UTF-16 units of the text of these words. */
  private lengthOf(places: Int32Array): number {
    let length = places.length - 1;
    for (const place of places) length += this.lengths[place]!;
    return length;
  }
}

/** Rows of 32-bit numbers, one behind the other in memory: row i from `starts[i]` to `ends[i]`. A row that is given several times is kept once. */
class Rows {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly values: Uint32Array;

  constructor(rows: readonly (readonly number[] | Uint32Array)[]) {
    const places = new Map<readonly number[] | Uint32Array, number>();
    let length = 0;
    for (const row of rows) {
      if (places.has(row)) continue;
      places.set(row, length);
      length += row.length;
    }
    this.values = new Uint32Array(length);
    for (const [row, start] of places) this.values.set(row, start);
    this.starts = Int32Array.from(rows, row => places.get(row)!);
    this.ends = Int32Array.from(rows, row => places.get(row)! + row.length);
  }
}

/** All texts of the visible sets whose texts are reports. */
export function visibleTexts(kit: string): string[] {
  return ['copies/easy', 'attribution/train', 'time/meantime', 'actors/re3d'].flatMap(set => {
    const file = ['documents.jsonl', 'documents.jsonl.gz']
      .map(name => join(kit, 'data', set, name))
      .find(path => existsSync(path));
    if (file === undefined) return [];
    const bytes = readFileSync(file);
    return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes)
      .toString('utf8')
      .split('\n')
      .filter(Boolean)
      .map(line => (JSON.parse(line) as { text: string }).text);
  });
}

/** Numbers from 0 to 1, the same for the same seed. Made of seed and place, so that no two seeds ever give rows that run alike. */
function randomFrom(seed: number): () => number {
  const key = mixed(seed + 0x2545f491);
  let place = 0;
  return () => mixed(mixed(key ^ Math.imul(++place, 0x9e3779b1)) + seed) / 2 ** 32;
}
