import { organisationEndings, organisationOpenings, postModifiers } from '../vocabulary.ts';
import { demonymOf, longestAt } from '../world/gazetteer.ts';
import { isGivenName } from '../world/people.ts';
import { type Candidate, type Found, functionWords, placingWords, type Shape } from './shape.ts';

/** Words of names found once are names again: surnames, short names, the same name where nothing else tells it. */
export function fromEarlierUse(text: Shape, taken: readonly Found[], out: Candidate[]): void {
  const votes = new Map<string, Map<Found['type'], number>>();
  const vote = (key: string, type: Found['type'], count: number) => {
    const types = votes.get(key) ?? new Map<Found['type'], number>();
    types.set(type, (types.get(type) ?? 0) + count);
    votes.set(key, types);
  };
  const common = new Set(text.words.filter(word => /^\p{Ll}/u.test(word.text)).map(word => word.lower));
  const covered = new Uint8Array(text.words.length);
  for (const name of taken) {
    covered.fill(1, name.from, name.to);
    const last = text.words[name.to - 1]!;
    if (name.to - name.from === 1) {
      // A word of a few letters found once by the model is no ground for finding it everywhere.
      if (name.source !== 'model' || last.text.length > 2) vote(last.lower, name.type, 1);
    } else if (name.type === 'PER') {
      vote(last.lower, 'PER', 2);
      if (last.lower.length > 3) vote(text.lower(name.from), 'PER', 0.5);
    } else if (name.type === 'ORG' && (name.source !== 'world' || name.spellings[0]?.known.type === 'firm')) {
      const first = text.words[name.from]!;
      const telling =
        /^\p{Lu}[\p{L}\p{N}]{3,}$/u.test(first.text) &&
        first.pos === 'PROPN' &&
        !demonymOf(first.text) &&
        !postModifiers.has(first.lower) &&
        !organisationOpenings.has(first.lower) &&
        !organisationEndings.has(first.lower) &&
        longestAt([{ piece: first.lower, breaks: false }], 0).length === 0;
      if (telling) vote(first.lower, 'ORG', 0.5);
    }
  }
  for (let at = 0; at < text.words.length; at++) {
    if (covered[at] === 1) continue;
    const word = text.words[at]!;
    const types = votes.get(word.lower);
    if (types === undefined) continue;
    if (
      functionWords.has(word.lower) ||
      (text.words[at + 1]?.text.startsWith('$') && text.words[at + 1]!.start === word.end)
    )
      continue;
    const [type] = [...types].sort((x, y) => y[1] - x[1])[0]!;
    // "alejandro mayorkas" where only "mr mayorkas" was told: the given name before a known surname belongs to it.
    const given = type === 'PER' && text.lost(at) && at > 0 && covered[at - 1] === 0 && isGivenName(text.lower(at - 1));
    if (given) {
      out.push({ from: at - 1, to: at + 1, type, spellings: [], source: 'again', weight: 2 });
      continue;
    }
    if (text.lost(at) ? word.pos !== 'PROPN' : !/^\p{Lu}/u.test(word.text)) continue;
    // At the head of a sentence "Jobs" is the surname unless the text has jobs in it too.
    if (!text.lost(at) && text.startsSentence(at) && word.pos !== 'PROPN' && common.has(word.lower)) continue;
    out.push({ from: at, to: at + 1, type, spellings: [], source: 'again', weight: 1 });
  }
}

/** "Paris" after Paris Hilton, "Washington" after George Washington: a person unless a preposition says where. */
export function sharedWithPeople(text: Shape, names: readonly Found[]): Found[] {
  const people = new Set<string>();
  return names.map(name => {
    if (name.type === 'PER' && name.to - name.from > 1) {
      people.add(text.lower(name.from));
      people.add(text.lower(name.to - 1));
    }
    const known = name.spellings[0]?.known.type;
    // "The Guardian" keeps its article; Mr. Guardian has none.
    const could = name.type === 'LOC' || (known === 'firm' && text.lower(name.from - 1) !== 'the');
    const shared = could && name.source === 'world' && name.to - name.from === 1 && people.has(text.lower(name.from));
    const place = placingWords.has(text.lower(name.from - 1)) || text.words[name.to]?.text === ',';
    return shared && !place ? { ...name, type: 'PER' as const, spellings: [] } : name;
  });
}

/** One name is one kind of thing throughout a text: what a title or a telling word says outweighs the model's guess. */
export function sameTypes(text: Shape, names: readonly Found[]): Found[] {
  const votes = new Map<string, Record<Found['type'], number>>();
  const key = (name: Found) =>
    text.words
      .slice(name.from, name.to)
      .map(word => word.lower)
      .join(' ');
  const vote = (of: string, type: Found['type'], count: number) => {
    const counts = votes.get(of) ?? { PER: 0, ORG: 0, LOC: 0 };
    counts[type] += count;
    votes.set(of, counts);
  };
  for (const name of names) {
    vote(key(name), name.type, name.source === 'model' || name.source === 'again' ? 1 : 3);
    if (name.type === 'PER' && name.to - name.from > 1) vote(text.lower(name.to - 1), 'PER', 2);
    if (name.type === 'ORG' && name.to - name.from > 1) vote(text.lower(name.from), 'ORG', 1.5);
  }
  return names.map(name => {
    if (name.source !== 'model') return name;
    const counts = votes.get(key(name))!;
    const best = (['PER', 'ORG', 'LOC'] as const).reduce((a, b) => (counts[b] > counts[a] ? b : a));
    return counts[best] > counts[name.type] ? { ...name, type: best } : name;
  });
}
