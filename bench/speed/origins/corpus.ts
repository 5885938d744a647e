/** A corpus grown from the visible benchmark texts: as many documents as are asked for, each made anew from its number, so that none is kept. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { LeftOut } from '../../../src/core/document.ts';
import { mixed, wordsIn } from '../../../src/origins/comparable.ts';

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
  /** For every place the places of the words that stand behind the same two words somewhere. */
  private readonly next: Int32Array[] = [];
  private readonly furniture: string[];

  constructor(texts: readonly string[]) {
    this.words = texts.flatMap(text => text.split(/\s+/u)).filter(word => word !== '');
    const pairs = Map.groupBy(this.words.keys(), i => `${this.words[i - 1]} ${this.words[i]}`);
    for (const places of pairs.values()) {
      const behind = Int32Array.from(places, i => (i + 1) % this.words.length);
      for (const i of places) this.next[i] = behind;
    }
    this.furniture = Array.from({ length: SOURCES }, (_, source) => this.prose(60, randomFrom(-1 - source)));
  }

  document(number: number): Grown {
    const random = randomFrom(number);
    const furniture = this.furniture[Math.floor(random() * SOURCES)]!;
    const page = (text: string): Pick<Grown, 'text' | 'leftOut'> => ({
      text: `${furniture}\n\n${text}`,
      leftOut: [{ start: 0, end: furniture.length, step: 'menu', reason: 'The corpus says so.' }],
    });
    if (number < 100 || random() > 1 / COPIES) {
      return { ...page(this.report(number)), copyOf: undefined, edit: 'report' };
    }
    let original = Math.floor(random() * (random() < 1 / POPULAR ? Math.min(20, number) : number));
    while (original > 0 && this.isCopy(original)) original--;
    const text = this.report(original);
    const edit = (['copy', 'first third', 'stripped', 'half wire'] as const)[Math.floor(random() * 4)]!;
    return { ...page(this.edited(text, edit, random)), copyOf: original, edit };
  }

  private isCopy(number: number): boolean {
    const random = randomFrom(number);
    random();
    return number >= 100 && random() <= 1 / COPIES;
  }

  private edited(text: string, edit: Grown['edit'], random: () => number): string {
    if (edit === 'first third') return text.slice(0, text.length / 3);
    if (edit === 'stripped') return wordsIn(text).words.join(' ');
    if (edit === 'half wire') return `${text.slice(0, text.length / 2)}\n\n${this.prose(150, random)}`;
    return text;
  }

  private report(number: number): string {
    const random = randomFrom(number ^ 0x5bd1e995);
    return this.prose(200 + Math.floor(200 * random()), random);
  }

  private prose(length: number, random: () => number): string {
    const any = (): number => Math.floor(random() * this.words.length);
    let at = any();
    const text: string[] = [];
    for (let i = 0; i < length; i++) {
      text.push(this.words[at]!);
      const places = this.next[at]!;
      at = random() < 1 / LEAP ? any() : places[Math.floor(random() * places.length)]!;
    }
    return text.join(' ');
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
