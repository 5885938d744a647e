import { hashOf } from './hash.ts';

/** What a word or phrase may be by the lists that came with the model: a set of these bits. */
export const listed = {
  firstName: 1,
  lastName: 2,
  person: 4,
  city: 8,
  region: 16,
  country: 32,
  demonym: 64,
  organisation: 128,
  title: 256,
  company: 512,
} as const;

export type ListName = keyof typeof listed;

/** Words and phrases in small letters, separated by line breaks, for each list. */
export type Lists = Readonly<Record<ListName, string>>;

/** Bits that the lists take: those of a word alone stand below, those of a phrase that it is part of above. */
export const LIST_BITS = Object.keys(listed).length;

/** More words begin a phrase of the lists: stands above the bits of the lists. */
const GOES_ON = 1 << LIST_BITS;

/**
 * Known names of people, places and organisations. Kept by their hashes of 32 bits, since the names as strings would take more memory than the network:
 * of a hundred thousand words that are in no list, two are taken for one that is.
 */
export class Gazetteer {
  /** Hashes of words and phrases, and of the beginnings of phrases, in a table with open addressing; where `bits` is 0, nothing stands. */
  private readonly hashes: Int32Array;
  private readonly bits: Int32Array;

  constructor(lists: Partial<Lists>) {
    const entries = new Map<number, number>();
    const add = (hash: number, bit: number): void => {
      entries.set(hash, (entries.get(hash) ?? 0) | bit);
    };
    for (const [name, bit] of Object.entries(listed))
      for (const entry of (lists[name as ListName] ?? '').split('\n')) {
        if (entry === '') continue;
        const [first, ...others] = entry.split(' ') as [string, ...string[]];
        let hash = hashOf(first);
        for (const word of others) {
          add(hash, GOES_ON);
          hash = hashWith(hash, word);
        }
        add(hash, bit);
      }
    const size = 2 ** Math.ceil(Math.log2(2 * entries.size + 1));
    this.hashes = new Int32Array(size);
    this.bits = new Int32Array(size);
    for (const [hash, bits] of entries) {
      const at = this.placeOf(hash);
      this.hashes[at] = hash;
      this.bits[at] = bits;
    }
  }

  /** For each form the bits of the lists it stands in, alone (the low LIST_BITS bits) or as part of a phrase (the bits above). */
  look(forms: readonly string[]): Int32Array {
    const found = new Int32Array(forms.length);
    for (let i = 0; i < forms.length; i++) {
      let hash = hashOf(forms[i]!);
      let bits = this.bits[this.placeOf(hash)]!;
      found[i]! |= bits & (GOES_ON - 1);
      for (let end = i + 1; (bits & GOES_ON) !== 0 && end < forms.length; end++) {
        hash = hashWith(hash, forms[end]!);
        bits = this.bits[this.placeOf(hash)]!;
        const whole = bits & (GOES_ON - 1);
        if (whole !== 0) for (let k = i; k <= end; k++) found[k]! |= whole << LIST_BITS;
      }
    }
    return found;
  }

  private placeOf(hash: number): number {
    const last = this.bits.length - 1;
    let at = hash & last;
    while (this.bits[at] !== 0 && this.hashes[at] !== hash) at = (at + 1) & last;
    return at;
  }
}

/** Do the lists hold a phrase of which a word with these bits is part, where it stands? */
export function isPartOfPhrase(bits: number): boolean {
  return bits >> LIST_BITS !== 0;
}

/** The hash of a phrase that goes on with `word`. */
function hashWith(hash: number, word: string): number {
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) ^ hashOf(word);
}
