import type { Read } from './neural/reader.ts';

/** Adverbs that the network takes for nouns where an adjective stands for a people: "with the Chinese ahead of the meeting". */
const NEVER_NOUNS = new Set(['ahead', 'afterwards', 'beforehand', 'together', 'alone', 'again']);

/** Numbers of the tags and relations that repairs write. */
export interface RepairClasses {
  readonly adverb: number;
  readonly adverbial: number;
  readonly nouns: ReadonlySet<number>;
  readonly modifiers: ReadonlySet<number>;
}

/** Finds the classes by their names. */
export function repairClasses(
  tagNames: readonly { readonly pos: string; readonly tag: string }[],
  relationNames: readonly string[],
): RepairClasses {
  return {
    adverb: tagNames.findIndex(({ pos, tag }) => pos === 'ADV' && tag === 'RB'),
    adverbial: relationNames.indexOf('advmod'),
    nouns: new Set(tagNames.flatMap(({ pos }, i) => (pos === 'NOUN' || pos === 'PROPN' ? [i] : []))),
    modifiers: new Set([relationNames.indexOf('amod'), relationNames.indexOf('compound')]),
  };
}

/** Puts right what the network reads wrongly in a way that can be told for certain: an adverb heads no noun phrase. */
export function repair(forms: readonly string[], read: Read, classes: RepairClasses): void {
  const { tags, heads, relations } = read;
  for (let i = 1; i < forms.length; i++) {
    if (!NEVER_NOUNS.has(forms[i]!) || !classes.nouns.has(tags[i]!)) continue;
    const noun = i - 1;
    if (heads[noun] !== i || !classes.modifiers.has(relations[noun]!)) continue;
    heads[noun] = heads[i]!;
    relations[noun] = relations[i]!;
    // What stands before belongs to the phrase, what stands behind to the adverb.
    for (let k = Math.max(0, i - REACH); k < noun; k++) if (heads[k] === i) heads[k] = noun;
    heads[i] = noun;
    relations[i] = classes.adverbial;
    tags[i] = classes.adverb;
  }
}

/** Words before the adverb among which its dependents are looked for. */
const REACH = 20;
