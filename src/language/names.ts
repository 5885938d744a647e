import { nameAcronyms } from './acronyms.ts';
import { settleTypes } from './consistency.ts';
import { LIST_BITS, listed } from './gazetteer.ts';
import type { Seen } from './neural/member.ts';
import type { Read } from './neural/reader.ts';
import type { RepairClasses } from './repairs.ts';
import { isCapitalised, isCapitals } from './signs.ts';
import type { NameRange } from './words.ts';

/** All that is known of a text's words when its names are settled. */
export interface ReadText extends Pick<Seen, 'forms' | 'listed'>, Pick<Read, 'tags' | 'heads' | 'relations' | 'names'> {
  /** Shapes of the words alone (signs.ts). */
  readonly plainShape: Uint8Array;
}

/**
 * The names of a text, from those that the network read sentence by sentence: each is made whole by its tree, what the text abbreviates is found by its acronym, and
 * one name gets one type.
 */
export function settleNames(text: ReadText, classes: RepairClasses): NameRange[] {
  const { forms, plainShape } = text;
  const spelled = {
    forms,
    isCapitals: (i: number) => isCapitals(plainShape[i]!),
    isCapitalised: (i: number) => isCapitalised(plainShape[i]!),
  };
  return settleTypes(nameAcronyms(wholeNames(text, classes), spelled), forms);
}

/**
 * "Washington" in "the Washington Post" is the beginning of a name: where the last word of an organisation or place depends on a capitalised name behind it, that
 * belongs to it. A name that the lists know is whole as it is, and what stands behind it is something of its: "a White House Briefing", "the Iraq War"; a post
 * and a group of people are never the end of a body's name: "Norville Mayor", "Senate Republicans".
 */
function wholeNames(
  { forms, tags, heads, relations, names, plainShape, listed: bits }: ReadText,
  classes: RepairClasses,
): NameRange[] {
  const begins = new Set(names.map(({ from }) => from));
  const belongs = (word: number, from: number, to: number): boolean => {
    if (
      word >= tags.length ||
      begins.has(word) ||
      tags[word] !== classes.nameOfOne ||
      (bits[word]! & listed.title) !== 0 ||
      !isCapitalised(plainShape[word]!)
    )
      return false;
    for (let i = from; i < to; i++)
      if (heads[i] === word && (classes.modifiers.has(relations[i]!) || relations[i] === classes.partOfName))
        return true;
    return false;
  };
  return names
    .filter(({ from }) => !NO_NAMES.has(forms[from]!))
    .map(name => {
      if (name.type === 'PER' || isListed(name, bits)) return name;
      let { to } = name;
      while (belongs(to, name.from, to)) to++;
      return to === name.to ? name : { ...name, to };
    });
}

/** "Neither Party", "Both Sides": these open no name. */
const NO_NAMES = new Set(['neither', 'either', 'each', 'both']);

/** Do the lists know the whole name, as what it was read as? */
function isListed({ from, to, type }: NameRange, bits: Int32Array): boolean {
  const mask = (type === 'LOC' ? PLACES : ORGANISATIONS) << (to - from > 1 ? LIST_BITS : 0);
  for (let i = from; i < to; i++) if ((bits[i]! & mask) === 0) return false;
  return true;
}

const PLACES = listed.city | listed.region | listed.country;
const ORGANISATIONS = listed.organisation | listed.company;
