import type { NameRange } from './words.ts';

/** What acronyms are seen by: plain forms (signs.ts), and whether a word is written in capitals alone, or begins with one. */
export interface Spelled {
  readonly forms: readonly string[];
  isCapitals(word: number): boolean;
  isCapitalised(word: number): boolean;
}

/**
 * Names that a text abbreviates are named by their acronyms too: "the Housing Authority of New Orleans (HANO)" is one name, however its parts were read, and
 * every later "HANO" is it; so is every "CPA" of a text that tells of a "Coalition Provisional Authority". Gives the names with those that were
 * overlooked, in the order of the text.
 */
export function nameAcronyms(names: readonly NameRange[], spelled: Spelled): NameRange[] {
  const explained = explainedAcronyms(names, spelled);
  const abbreviated = new Set<number>();
  for (const { from, to } of explained.values()) for (let i = from; i < to; i++) abbreviated.add(i);
  let found = [
    ...names.filter(({ from, to }) => {
      for (let i = from; i < to; i++) if (abbreviated.has(i)) return false;
      return true;
    }),
    ...explained.values(),
  ];
  const types = new Map([...explained].map(([acronym, { type }]) => [acronym, type]));
  for (const name of found) {
    const acronym = initialsOf(name, spelled);
    if (acronym.length > 1 && !types.has(acronym)) types.set(acronym, name.type);
  }
  if (types.size === 0) return found;
  found = found.map(name => {
    const type = name.to - name.from === 1 && spelled.isCapitals(name.from) && types.get(spelled.forms[name.from]!);
    return type === undefined || type === false ? name : { ...name, type };
  });
  const taken = new Set<number>();
  for (const { from, to } of found) for (let i = from; i < to; i++) taken.add(i);
  spelled.forms.forEach((form, i) => {
    const type = form.length >= SHORTEST ? types.get(form) : undefined;
    if (type !== undefined && spelled.isCapitals(i) && !taken.has(i)) found.push({ from: i, to: i + 1, type });
  });
  return found.sort((a, b) => a.from - b.from);
}

/** Two letters stand for too much else ("PM", "AM") to be a name by their letters alone. */
const SHORTEST = 3;

/** Words that give no letter to an acronym. */
const SILENT = new Set(['of', 'the', 'for', 'and', 'on', 'to', 'in', 'de', '&', '-', "'s"]);

/** Acronyms in brackets behind the words that they abbreviate, and where those words stand. */
function explainedAcronyms(names: readonly NameRange[], spelled: Spelled): Map<string, NameRange> {
  const { forms } = spelled;
  const explained = new Map<string, NameRange>();
  const byEnd = new Map(names.map(name => [name.to, name]));
  for (let i = 2; i + 1 < forms.length; i++) {
    const acronym = forms[i]!;
    if (forms[i - 1] !== '(' || forms[i + 1] !== ')' || acronym.length < SHORTEST || !spelled.isCapitals(i)) continue;
    let from = i - 1;
    let letters = acronym.length;
    for (let k = i - 2; k >= 0 && letters > 0; k--) {
      if (spelled.isCapitalised(k) && forms[k]![0] === acronym[letters - 1]) {
        letters--;
        from = k;
      } else if (!SILENT.has(forms[k]!)) break;
    }
    if (letters > 0) continue;
    if (explained.has(acronym)) continue;
    const to = i - 1;
    const whole = byEnd.get(to);
    explained.set(acronym, whole !== undefined && whole.from <= from ? whole : { from, to, type: 'ORG' });
  }
  return explained;
}

/** The first letters of a name's words, in small letters as plain forms are. */
function initialsOf({ from, to }: NameRange, spelled: Spelled): string {
  let initials = '';
  for (let i = from; i < to; i++)
    if (spelled.isCapitalised(i)) initials += spelled.forms[i]![0]!;
    else if (!SILENT.has(spelled.forms[i]!)) return '';
  return to - from < 2 ? '' : initials;
}
