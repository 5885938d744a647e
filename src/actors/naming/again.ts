import { organisationEndings, organisationOpenings, postModifiers } from '../vocabulary.ts';
import { demonymOf, longestAt } from '../world/gazetteer.ts';
import { isGivenName } from '../world/people.ts';
import { pastVerbs } from './people.ts';
import {
  type Candidate,
  type Found,
  functionWords,
  placingWords,
  type Shape,
  surnamesLikeSmallWords,
} from './shape.ts';

/** Words of names found once are names again: surnames, short names, the same name where nothing else tells it. */
export function fromEarlierUse(text: Shape, taken: readonly Found[], out: Candidate[]): void {
  const votes = new Map<string, Map<Found['type'], number>>();
  const vote = (key: string, type: Found['type'], count: number) => {
    const types = votes.get(key) ?? new Map<Found['type'], number>();
    types.set(type, (types.get(type) ?? 0) + count);
    votes.set(key, types);
  };
  const lastWords = new Set<string>();
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
    // "The Washington Post" is "the Post" later on, "the Court of Appeals" no "the Appeals".
    if (
      name.type === 'ORG' &&
      name.to - name.from > 1 &&
      /^\p{Lu}\p{Ll}{2,}$/u.test(last.text) &&
      !hasSmallWord(text, name)
    )
      lastWords.add(last.lower);
  }
  for (let at = 0; at < text.words.length; at++) {
    if (covered[at] === 1) continue;
    const word = text.words[at]!;
    if (lastWords.has(word.lower) && isShortened(text, at)) {
      out.push({ from: at, to: at + 1, type: 'ORG', spellings: [], source: 'again', weight: 1.5 });
      continue;
    }
    const types = votes.get(word.lower);
    if (types === undefined) continue;
    if (
      (functionWords.has(word.lower) && !(types.has('PER') && isSurnameHere(text, at))) ||
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

function hasSmallWord(text: Shape, name: Found): boolean {
  return text.words.slice(name.from, name.to).some(word => /^\p{Ll}/u.test(word.text));
}

/** "the Post said": the article, one word with a capital inside the sentence, and no further capital. */
function isShortened(text: Shape, at: number): boolean {
  return (
    !text.lost(at) &&
    text.capital(at) &&
    text.lower(at - 1) === 'the' &&
    text.sameSentence(at - 1, at) &&
    !text.capital(at + 1) &&
    !/^[-‐‑]$/u.test(text.words[at + 1]?.text ?? '')
  );
}

/** "May said", "Will’s column": a small word with a capital before a verb in the past or a possessive is the surname found before. */
function isSurnameHere(text: Shape, at: number): boolean {
  if (!surnamesLikeSmallWords.has(text.lower(at)) || !text.capital(at)) return false;
  const before = text.lower(at - 1);
  if (
    placingWords.has(before) ||
    /^(?:since|until|before|after|last|next|this|early|late|mid|by|\d+|on|and)$/u.test(before)
  )
    return false;
  const next = text.words[at + 1];
  return next !== undefined && (/^VB[DZ]$/u.test(next.tag) || pastVerbs.has(next.lower) || /^['’]s$/u.test(next.text));
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

/** Where a name stands says less of what it is than a title or a telling word. */
const GUESSED: ReadonlySet<Found['source']> = new Set(['model', 'again', 'stay']);

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
    const said = name.source === 'government' || name.source === 'settlement' ? 6 : 3;
    vote(key(name), name.type, GUESSED.has(name.source) ? 1 : said);
    // "Le Pen" is whoever "Marine Le Pen" is.
    if (name.type === 'PER')
      for (let from = name.from + 1; from < name.to; from++) vote(key({ ...name, from }), 'PER', 2);
    if (name.type === 'ORG' && name.to - name.from > 1) vote(text.lower(name.from), 'ORG', 1.5);
  }
  return names.map(name => {
    if (name.source !== 'model' && name.source !== 'stay') return name;
    const counts = votes.get(key(name))!;
    const best = (['PER', 'ORG', 'LOC'] as const).reduce((a, b) => (counts[b] > counts[a] ? b : a));
    return counts[best] > counts[name.type] ? { ...name, type: best } : name;
  });
}
