import type { NameRange } from './words.ts';

/**
 * One name means one thing in one text: where a name is read once as a place and three times as a person, the three are right; and a
 * name that is the last part of a person's full name is that person. Changes types only, never what is a name.
 */
export function settleTypes(names: readonly NameRange[], forms: readonly string[]): NameRange[] {
  const votes = new Map<string, Votes>();
  const of = (key: string): Votes => {
    let found = votes.get(key);
    if (found === undefined) votes.set(key, (found = { PER: 0, ORG: 0, LOC: 0 }));
    return found;
  };
  for (const { from, to, type } of names) {
    of(forms.slice(from, to).join(' '))[type]++;
    // "Maria Lopez" speaks for "Lopez", and a full name is surer than a part of it.
    if (type === 'PER' && to - from > 1) of(forms[to - 1]!).PER += 2;
  }
  return names.map(name => {
    const found = votes.get(forms.slice(name.from, name.to).join(' '))!;
    let type = name.type;
    for (const other of ['PER', 'ORG', 'LOC'] as const) if (found[other] > found[type]) type = other;
    return type === name.type ? name : { ...name, type };
  });
}

type Votes = Record<NameRange['type'], number>;
