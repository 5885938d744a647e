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

/** Longest phrase of the lists that is looked for, in words. */
const LONGEST_PHRASE = 4;

/** Known names of people, places and organisations. */
export class Gazetteer {
  private readonly words = new Map<string, number>();
  private readonly phrases = new Map<string, number>();
  /** First words of phrases, so that most places need one look-up only. */
  private readonly openers = new Set<string>();

  constructor(lists: Lists) {
    for (const [name, bit] of Object.entries(listed))
      for (const entry of (lists[name as ListName] ?? '').split('\n')) {
        if (entry === '') continue;
        const blank = entry.indexOf(' ');
        const table = blank < 0 ? this.words : this.phrases;
        table.set(entry, (table.get(entry) ?? 0) | bit);
        if (blank > 0) this.openers.add(entry.slice(0, blank));
      }
  }

  /** For each form the bits of the lists it stands in, alone (the low LIST_BITS bits) or as part of a phrase (the bits above). */
  look(forms: readonly string[]): Int32Array {
    const found = new Int32Array(forms.length);
    for (let i = 0; i < forms.length; i++) {
      const form = forms[i]!;
      const bits = this.words.get(form);
      if (bits !== undefined) found[i]! |= bits;
      if (!this.openers.has(form)) continue;
      let phrase = form;
      for (let n = 1; n < LONGEST_PHRASE && i + n < forms.length; n++) {
        phrase += ` ${forms[i + n]}`;
        const whole = this.phrases.get(phrase);
        if (whole !== undefined) for (let k = 0; k <= n; k++) found[i + k]! |= whole << LIST_BITS;
      }
    }
    return found;
  }
}
