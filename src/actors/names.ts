import type { Analysis, Word } from '../language/analysis.ts';
import { calendarWords } from './phrases.ts';
import {
  bodyNouns,
  honorifics,
  organisationEndings,
  organisationOpenings,
  otherEndings,
  personNouns,
  placeEndings,
  placeOpenings,
  productWords,
  postHeads,
  postModifiers,
  singular,
} from './vocabulary.ts';
import { demonymOf, longestAt, pieces, type Spelling } from './world/gazetteer.ts';
import { givenNameGender, isGivenName, isSurname, leadsWithSurname } from './world/people.ts';

/** A name found in the text; word numbers, `to` exclusive. Titles and articles are left outside. */
export interface Found {
  readonly from: number;
  readonly to: number;
  readonly type: 'PER' | 'ORG' | 'LOC';
  /** The known things that go by this name; empty: the world table does not have it. */
  readonly spellings: readonly Spelling[];
  /** How it was found. */
  readonly source: 'world' | 'title' | 'shape' | 'model' | 'acronym' | 'again';
}

interface Candidate extends Found {
  /** Higher wins where candidates overlap. */
  weight: number;
}

/**
 * Every name of the text, without overlaps, in order: the language model's, those that English marks by a title or a
 * telling word ("Ministry of …", "… Inc."), those of the world table, and later uses of each ("Mr. Mayorkas" → "Mayorkas").
 */
export function findNames(analysis: Analysis): Found[] {
  const text = new Shape(analysis);
  const candidates: Candidate[] = [];
  fromWorld(text, candidates);
  text.noteWorld(candidates);
  fromModel(text, candidates);
  for (let at = 0; at < text.words.length; at++) {
    fromTitle(text, at, candidates);
    fromGivenName(text, at, candidates);
    fromOrganisationWords(text, at, candidates);
    fromPlaceWords(text, at, candidates);
    fromParenthesis(text, at, candidates);
    fromNounBeside(text, at, candidates);
    fromCapitals(text, at, candidates);
  }
  const taken = sameTypes(text, sharedWithPeople(text, select(text, candidates)));
  const again: Candidate[] = [];
  fromEarlierUse(text, taken, again);
  const all = again.length === 0 ? taken : select(text, [...taken.map(found => ({ ...found, weight: 100 })), ...again]);
  return all.map(name =>
    name.spellings.length > 0 || name.type === 'PER' ? name : { ...name, spellings: spelledLike(text, name) },
  );
}

function select(text: Shape, candidates: readonly Candidate[]): Found[] {
  preferWhole(text, candidates);
  const order = [...candidates].sort(
    (a, b) => b.weight - a.weight || b.to - b.from - (a.to - a.from) || a.from - b.from,
  );
  const free = new Uint8Array(text.words.length).fill(1);
  const kept: Candidate[] = [];
  for (const candidate of order) {
    let open = candidate.to > candidate.from;
    for (let i = candidate.from; open && i < candidate.to; i++) open = free[i] === 1;
    if (!open) continue;
    free.fill(0, candidate.from, candidate.to);
    kept.push(candidate);
  }
  return kept
    .sort((a, b) => a.from - b.from)
    .map(({ from, to, type, spellings, source }) => ({ from, to, type, spellings, source }));
}

/** Verbs that follow a name in lower-cased reports and look like nothing else. */
const pastVerbs = new Set(
  `met went came left took gave made held told said says saw spoke won lost wrote sent began became`.split(' '),
);
/** Adjectives of regions, peoples and creeds, which are no names by themselves. */
const regionalAdjectives = new Set(
  `european asian african latin arab arabic western eastern northern southern central islamic islamist muslim christian jewish kurdish catholic
  protestant orthodox soviet scottish english welsh tibetan chechen uighur uyghur sunni shia shiite buddhist hindu nordic baltic balkan caribbean
  mediterranean atlantic pacific arctic olympic global international federal internet`.split(/\s+/u),
);
const placingWords = new Set(['in', 'at', 'near', 'to', 'from', 'across', 'around', 'outside', 'into', 'of']);

/** "Paris" after Paris Hilton, "Washington" after George Washington: a person unless a preposition says where. */
function sharedWithPeople(text: Shape, names: readonly Found[]): Found[] {
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

/** A name with a telling word outweighs the known name inside it: "Chiang Mai International Airport". */
function preferWhole(text: Shape, candidates: readonly Candidate[]): void {
  const inside: (Candidate | undefined)[] = Array.from({ length: text.words.length });
  for (const candidate of candidates) {
    if (candidate.source === 'world') for (let at = candidate.from; at < candidate.to; at++) inside[at] ??= candidate;
  }
  for (const candidate of candidates) {
    if (candidate.source !== 'shape' && candidate.source !== 'model') continue;
    if (candidate.type === 'PER') continue;
    for (let at = candidate.from; at < candidate.to; at++) {
      const known = inside[at];
      const wider = known !== undefined && known.to - known.from < candidate.to - candidate.from;
      if (wider) candidate.weight = Math.max(candidate.weight, known.weight + 0.1);
    }
  }
}

/** The known things written just like a name that was found another way: "Apple" at the head of a sentence. */
function spelledLike(text: Shape, name: Found): readonly Spelling[] {
  const list = text.words
    .slice(name.from, name.to)
    .flatMap(word => pieces(word.text))
    .map(piece => ({ piece, breaks: false }));
  const whole = longestAt(list, 0).find(({ length }) => length === list.length);
  const wanted = (spelling: Spelling) =>
    worldType(spelling) === name.type && (!text.lost(name.from) || !spelling.everyday);
  return whole?.spellings.filter(wanted) ?? [];
}

/** One name is one kind of thing throughout a text: what a title or a telling word says outweighs the model's guess. */
function sameTypes(text: Shape, names: readonly Found[]): Found[] {
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

const connectors = new Set(['of', 'for', 'on', 'in', 'and', '&', 'the', 'to', 'at']);
const particles = new Set([
  'de',
  'la',
  'le',
  'du',
  'van',
  'von',
  'der',
  'den',
  'al',
  'el',
  'bin',
  'ibn',
  'da',
  'dos',
  'di',
  'abu',
  'ul',
  'bint',
  'ben',
  'ter',
  'del',
  'y',
  "o'",
  'o’',
]);
const functionWords = new Set(
  `the a an and or but nor if of in on at by to from with for as is are was were be been has have had do does did will would can could
  may might must shall should not no that this these those which who whom whose what when where why how he she it they we you i his her
  its their our my your him them us me there here then than so also said says say told tell after before since until while because about
  into over under between during against within without through per via near both all any some each more most other such only own same too very just
  s t`.split(/\s+/u),
);

/** 1 for every word that stands in a stretch without capitals or punctuation. */
export function degradedWords(analysis: Analysis): Uint8Array {
  const { words } = analysis;
  const degraded = new Uint8Array(words.length);
  let at = 0;
  for (const stretch of analysis.degradation.stretches) {
    while (at < words.length && words[at]!.start < stretch.start) at++;
    while (at < words.length && words[at]!.start < stretch.end) degraded[at++] = 1;
  }
  return degraded;
}

/** The words of a text with what their letters tell. */
class Shape {
  readonly words: readonly Word[];
  readonly names: Analysis['names'];
  private readonly degraded: Uint8Array;
  private readonly world: Uint8Array;

  constructor(analysis: Analysis) {
    this.words = analysis.words;
    this.names = analysis.names;
    this.degraded = degradedWords(analysis);
    this.world = new Uint8Array(analysis.words.length);
  }

  /** Keeps which words the world table names, for rules that must give way to it. */
  noteWorld(candidates: readonly Candidate[]): void {
    for (const { from, to, spellings } of candidates) {
      const type = spellings[0]?.known.type;
      this.world.fill(type === 'firm' || type === 'place' ? 1 : 2, from, to);
    }
  }

  /** 0: the table does not have the word; 1: a firm or a place, which people share names with; 2: a state, body or organisation. */
  inWorld(at: number): number {
    return this.world[at] ?? 0;
  }

  /** Does the word stand where capitals are lost? */
  lost(at: number): boolean {
    return this.degraded[at] === 1;
  }

  lower(at: number): string {
    return this.words[at]?.lower ?? '';
  }

  /** Without full stops: "Gen." is "gen". */
  bare(at: number): string {
    return this.lower(at).replace(/\./gu, '');
  }

  capital(at: number): boolean {
    const word = this.words[at];
    return word !== undefined && /^\p{Lu}/u.test(word.text);
  }

  sameSentence(a: number, b: number): boolean {
    return this.words[a]?.sentence === this.words[b]?.sentence;
  }

  startsSentence(at: number): boolean {
    const word = this.words[at];
    return (
      word !== undefined &&
      (at === 0 || word.sentence.words[0] === word || /^["“”'‘(]$/u.test(this.words[at - 1]!.text))
    );
  }

  /** May the word be part of a name: a capital, or a proper noun where capitals are lost. */
  nameLike(at: number): boolean {
    const word = this.words[at];
    if (word === undefined || !/^\p{L}/u.test(word.text)) return false;
    if (this.lost(at))
      return (
        !functionWords.has(word.lower) && (word.pos === 'PROPN' || isGivenName(word.lower) || isSurname(word.lower))
      );
    return /^\p{Lu}/u.test(word.text) || /^(?:al|el|an)-\p{Lu}/u.test(word.text);
  }
}

// ---- the world table ----

function fromWorld(text: Shape, out: Candidate[]): void {
  const list: { piece: string; word: number; first: boolean; last: boolean; breaks: boolean }[] = [];
  let breaks = true;
  for (let at = 0; at < text.words.length; at++) {
    const word = text.words[at]!;
    if (at > 0 && word.sentence !== text.words[at - 1]!.sentence) breaks = true;
    const parts = pieces(word.text);
    if (parts.length === 0 && !/^[-‐‑'’.]$/u.test(word.text)) breaks = true;
    parts.forEach((piece, i) => {
      list.push({ piece, word: at, first: i === 0, last: i === parts.length - 1, breaks });
      breaks = false;
    });
  }
  for (let i = 0; i < list.length; i++) {
    const start = list[i]!;
    if (!start.first) continue;
    for (const { length, spellings } of longestAt(list, i)) {
      const end = list[i + length - 1]!;
      if (!end.last) continue;
      const fitting = spellings.filter(spelling => fits(text, start.word, end.word + 1, spelling, length));
      if (fitting.length === 0) continue;
      const type = worldType(fitting[0]!);
      const words = end.word + 1 - start.word;
      out.push({
        from: start.word,
        to: end.word + 1,
        type,
        spellings: fitting,
        source: 'world',
        weight: (length > 1 ? 6 : 4.5) + 0.3 * words,
      });
      break;
    }
  }
}

function worldType(spelling: Spelling): Found['type'] {
  return spelling.known.type === 'place' || spelling.known.type === 'state' ? 'LOC' : 'ORG';
}

/** Are the letters of the text such that they can be this spelling? */
function fits(text: Shape, from: number, to: number, spelling: Spelling, length: number): boolean {
  const first = text.words[from]!;
  const written = text.words
    .slice(from, to)
    .map(word => word.text)
    .join('');
  if (text.lost(from)) {
    if (spelling.everyday) return false;
    if (length === 1 && spelling.acronym && first.text.length < 3) return false;
    return !(length === 1 && first.pos !== 'PROPN' && spelling.acronym && first.text.length < 4);
  }
  // "US$40 billion" is money.
  if (text.words[to]?.text.startsWith('$') && text.words[to].start === text.words[to - 1]!.end) return false;
  if (spelling.acronym)
    return written.replace(/[.-]/gu, '') === spelling.written.replace(/[.&-]/gu, '') || written === spelling.written;
  if (/^\p{Lu}/u.test(spelling.written) && !/^\p{Lu}/u.test(first.text)) return false;
  // "U.S." in a text of capitals is still "U.S."; "Us" at the head of a sentence is not.
  if (/^\p{Lu}\./u.test(spelling.written) && /\p{Ll}/u.test(written)) return false;
  return !(length === 1 && spelling.everyday && text.startsSentence(from) && first.pos !== 'PROPN');
}

// ---- the language model ----

function fromModel(text: Shape, out: Candidate[]): void {
  for (const { type, words } of text.names) {
    // "New Party's Regina Ip" is two names.
    let part: Word[] = [];
    for (const word of words) {
      if (/^['’]s$/u.test(word.text) && part.length > 0 && word !== words.at(-1)) {
        fromModelName(text, part, type === 'PER' ? 'ORG' : type, out);
        part = [];
      } else if (word.text === ',' && part.length > 0) {
        fromModelName(text, part, type, out);
        part = [];
      } else part.push(word);
    }
    // "the Trump - Clinton fight"
    if (type === 'PER' && part.length === 3 && /^[-‐‑]$/u.test(part[1]!.text) && !isGivenName(part[0]!.lower)) {
      fromModelName(text, part.slice(0, 1), type, out);
      part = part.slice(2);
    }
    const owned = part.length < words.length;
    fromModelName(text, part, owned && isGivenName(part[0]?.lower ?? '') ? 'PER' : type, out);
  }
}

function fromModelName(text: Shape, words: readonly Word[], told: Found['type'], out: Candidate[]): void {
  let type = told;
  let from = words[0]?.index;
  let to = (words.at(-1)?.index ?? -2) + 1;
  if (from === undefined) return;
  // Where capitals are kept, a name starts and ends with one.
  const outside = (at: number) =>
    (!text.lost(at) && !/^(?:\p{Lu}|\p{N}|(?:al|el)-)/u.test(text.words[at]!.text)) ||
    calendarWords.test(text.lower(at)) ||
    !/[\p{L}\p{N}]/u.test(text.words[at]!.text) ||
    /^['’]s?$/iu.test(text.words[at]!.text);
  while (from < to && (outside(from) || /^(?:the|a|an)$/u.test(text.lower(from)))) from++;
  // "Airbus A330" is the firm and its product.
  while (to > from && (outside(to - 1) || (to - from > 1 && /\d/u.test(text.words[to - 1]!.text)))) to--;
  [from, to] = wholeName(text, from, to);
  // "the Middle East Tobias Ellwood": a place of the title before it and a person.
  for (let at = from + 1; at < to - 1; at++) {
    if (text.inWorld(at - 1) === 0 || text.inWorld(at) > 0 || !isGivenName(text.lower(at))) continue;
    from = at;
    type = 'PER';
  }
  const start = afterDescription(text, from, to);
  // "Commerce Secretary Ruth Hall" is a person, whatever the model says.
  if (type === 'PER' || (start > from && isTitleWord(text, start - 1) && isGivenName(text.lower(start)))) {
    from = start;
    type = 'PER';
  }
  if (type === 'PER') while (from < to && (isTitleWord(text, from) || demonymOf(text.words[from]!.text))) from++;
  if (from >= to || onlyJoins(text, from, to) || onlyTitle(text, from, to)) return;
  // "Inside …" at the head of a sentence, "LGBT Americans": no name of one.
  if (to - from === 1 && !(text.words[from]!.pos === 'PROPN' && /\p{L}/u.test(text.words[from]!.text))) return;
  const lastWord = text.words[to - 1]!;
  if (
    demonymOf(
      text.words
        .slice(from, to)
        .map(word => word.text)
        .join(' '),
    ) !== undefined
  )
    return;
  if (demonymOf(lastWord.text) !== undefined && (type === 'PER' || lastWord.tag === 'NNPS')) return;
  if (to - from === 1 && lastWord.lower.endsWith('s') && personNouns.has(singular(lastWord.lower))) return;
  // "Image: …" under a picture
  if (to - from === 1 && text.words[to]?.text === ':' && text.startsSentence(from)) return;
  if (namesThing(text, from, to) || (text.lost(from) && !vouched(text, from, to, type))) return;
  // "a UAV", "an IED": one word after an indefinite article is a thing of a kind.
  if (to - from === 1 && /^an?$/u.test(text.lower(from - 1)) && type !== 'PER') return;
  if (!text.lost(from) && !text.words.slice(from, to).some(word => /\p{Lu}/u.test(word.text))) return;
  out.push({
    from,
    to,
    type: typeOf(text, from, to, type),
    spellings: [],
    source: 'model',
    weight: 5 + 0.3 * (to - from),
  });
}

/** "GOP frontrunner Donald Trump", "House Chairman Bob Lee": the name starts after the last common noun or title. */
function afterDescription(text: Shape, from: number, to: number): number {
  if (text.lost(from)) return from;
  for (let at = to - 2; at >= from; at--) {
    const word = text.words[at]!;
    if (at > from && isTitleWord(text, at) && !isGivenName(word.lower)) return at + 1;
    if (at === from) break;
    if (/^\p{Ll}/u.test(word.text) && word.pos === 'NOUN' && text.capital(at + 1) && !particles.has(word.lower))
      return at + 1;
  }
  return from;
}

/** A meeting, a law, a product, an adjective: "Ministerial Dialogue on Cybercrime", "A380", "European". */
function namesThing(text: Shape, from: number, to: number): boolean {
  if (productWords.has(text.lower(from)) || productWords.has(singular(text.lower(to - 1)))) return true;
  // "iTunes Music Store": small letter first, capital inside, is a brand of goods.
  if (/^\p{Ll}+\p{Lu}/u.test(text.words[from - 1]?.text ?? '') && text.sameSentence(from - 1, from)) return true;
  if (text.words[to]?.text.startsWith('$') && text.words[to].start === text.words[to - 1]!.end) return true;
  if (otherEndings.has(singular(text.lower(to - 1)))) return true;
  if (to - from === 1) return /\d/u.test(text.words[from]!.text) || regionalAdjectives.has(text.lower(from));
  if (organisationEndings.has(text.bare(to - 1))) return false;
  for (let at = from + 1; at < to - 1; at++)
    if (otherEndings.has(text.lower(at)) && /^(?:on|of|for)$/u.test(text.lower(at + 1))) return true;
  return false;
}

/** Where capitals are lost the model's name counts only if its words say the same: a given name, a surname, "… Ministry". */
function vouched(text: Shape, from: number, to: number, type: Found['type']): boolean {
  for (let at = from; at < to; at++) {
    const { lower, pos } = text.words[at]!;
    const known = isGivenName(lower) || isSurname(lower);
    if (
      !known &&
      (pos !== 'PROPN' ||
        functionWords.has(lower) ||
        postHeads.has(lower) ||
        lower.endsWith('ed') ||
        pastVerbs.has(lower))
    )
      return false;
  }
  if (type === 'PER')
    return to - from > 1 && to - from < 4 && (isGivenName(text.lower(from)) || isSurname(text.lower(to - 1)));
  return type === 'ORG' && to - from > 1 && organisationEndings.has(text.lower(to - 1));
}

/** Is it what the world table names already, alone or joined by small words ("the U.S. and Britain")? */
function onlyJoins(text: Shape, from: number, to: number): boolean {
  for (let at = from; at < to; at++)
    if (text.inWorld(at) === 0 && !connectors.has(text.lower(at)) && /[\p{L}\p{N}]/u.test(text.words[at]!.text))
      return false;
  return true;
}

/** Are two neighbours parts of one name in the tree? */
function tiedTogether(a: Word | undefined, b: Word | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const parts = a.is('flat', 'compound') && b.is('flat', 'compound') && a.head !== undefined && a.head === b.head;
  return parts || (a.head === b && a.is('flat', 'compound')) || (b.head === a && b.is('flat', 'compound'));
}

/** The model's name with the capitals that the tree ties to it: "Jinping" is part of "Xi Jinping". */
function wholeName(text: Shape, start: number, end: number): [number, number] {
  let from = start;
  let to = end;
  const tied = (at: number): boolean => {
    const word = text.words[at];
    return (
      word !== undefined &&
      word.pos === 'PROPN' &&
      text.capital(at) &&
      !text.lost(at) &&
      !calendarWords.test(word.lower) &&
      !/\d/u.test(word.text) &&
      text.sameSentence(at, start)
    );
  };
  // "al - Zarqawi": an Arabic article belongs to the name after it.
  if (
    from > 1 &&
    /^[-‐‑]$/u.test(text.words[from - 1]!.text) &&
    /^(?:al|el|an|as|ash|ad|ar|at)$/u.test(text.lower(from - 2))
  )
    from -= 2;
  while (
    to - from < 6 &&
    from > 0 &&
    tied(from - 1) &&
    !isTitleWord(text, from - 1) &&
    text.inWorld(from - 1) === 0 &&
    tiedTogether(text.words[from - 1], text.words[from])
  )
    from--;
  while (
    to - from < 6 &&
    tied(to) &&
    !postHeads.has(text.lower(to)) &&
    tiedTogether(text.words[to - 1], text.words[to])
  )
    to++;
  // "Ban Ki-moon"
  if (to < text.words.length && leadsWithSurname(text.lower(from)) && tightOn(text, from, to)) to += 2;
  return [from, to];
}

/** "Chinese President", "U.S. Secretary": titles, adjectives and states, but no name. */
function onlyTitle(text: Shape, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const bare = text.bare(at);
    const title = postHeads.has(bare) || postModifiers.has(bare) || honorifics.has(bare) || connectors.has(bare);
    if (!title && demonymOf(text.words[at]!.text) === undefined && text.inWorld(at) === 0) return false;
  }
  return true;
}

/** The model's type, unless the words themselves tell better. */
function typeOf(text: Shape, from: number, to: number, type: Found['type']): Found['type'] {
  const last = text.bare(to - 1);
  const first = text.lower(from);
  const beside = typeBeside(text, to);
  if (beside !== undefined) return beside;
  if (to - from > 1) {
    if (organisationEndings.has(last) && !placeEndings.has(last)) return 'ORG';
    if (placeEndings.has(last) && type !== 'ORG') return 'LOC';
    const given = isSurname(last) ? isGivenName(first) : givenNameGender(first) !== undefined;
    if (given && to - from <= 4 && type !== 'PER') return 'PER';
  }
  const placed = placingWords.has(text.lower(from - 1));
  if (to - from === 1 && type !== 'PER' && !placed && isGivenName(first) && !text.lost(from)) return 'PER';
  return type;
}

/** "Nordlys, a Bergen-based security firm": the noun set beside a name tells what it is. */
function typeBeside(text: Shape, to: number): Found['type'] | undefined {
  if (text.words[to]?.text !== ',') return undefined;
  // "In Paris, the government …", "On Tuesday, the firm …": the comma opens the clause.
  if (placingWords.has(text.lower(to - 2)) || text.lower(to - 2) === 'on' || calendarWords.test(text.lower(to - 1)))
    return undefined;
  const article = /^(?:a|an|the)$/u.test(text.lower(to + 1));
  // Without an article only a post will do: ", deputy secretary of …".
  if (!article && !postModifiers.has(text.lower(to + 1)) && !postHeads.has(text.lower(to + 1))) return undefined;
  for (let at = to + (article ? 2 : 1); at < to + 10 && text.sameSentence(to, at); at++) {
    const word = text.words[at]!;
    if (word.pos !== 'NOUN' || text.words[at + 1]?.pos === 'NOUN') {
      if (/^(?:PUNCT|ADP|VERB)$/u.test(word.pos) && !/^[-‐‑]$/u.test(word.text) && word.tag !== 'VBN') return undefined;
      continue;
    }
    if (text.lower(to + 1) === 'the' && !/^(?:,|\.|;|of|for|in|that|which|who)$/u.test(text.lower(at + 1)))
      return undefined;
    if (bodyNouns.has(word.lower) && bodyNouns.get(word.lower) !== 'state') return 'ORG';
    return personNouns.has(word.lower) || postHeads.has(word.lower) ? 'PER' : undefined;
  }
  return undefined;
}

// ---- titles ----

function isTitleWord(text: Shape, at: number): boolean {
  const bare = text.bare(at);
  if (honorifics.has(bare)) return true;
  return postHeads.has(bare) && (text.capital(at) || text.lost(at) || !text.nameLike(at));
}

/** Titles that a name can follow without a comma and without doubt. */
function introducesPerson(text: Shape, at: number): 'honorific' | 'post' | undefined {
  const bare = text.bare(at);
  if (honorifics.has(bare)) {
    const word = text.words[at]!.text;
    if (!text.lost(at) && !/^\p{Lu}/u.test(word)) return undefined;
    // "St. Petersburg", "King Street", "Count": words that also start other names need a known given name after them.
    if (
      /^(?:st|saint|king|queen|prince|lord|father|brother|sister|count|sir|miss|lady|fr|det|rep|hon|duke|cardinal|bishop|general|gen)$/u.test(
        bare,
      ) &&
      bare !== 'gen' &&
      bare !== 'rep' &&
      bare !== 'sir'
    ) {
      return isGivenName(text.lower(at + 1)) ? 'honorific' : undefined;
    }
    return 'honorific';
  }
  return postHeads.has(bare) ? 'post' : undefined;
}

function fromTitle(text: Shape, at: number, out: Candidate[]): void {
  const kind = introducesPerson(text, at);
  if (kind === undefined) return;
  let from = at + 1;
  if (text.words[from]?.text === '.') from++;
  // "Northrop Grumman CEO, Michael O'Leary": a comma may stand between when a given name follows.
  if (text.words[from]?.text === ',' && kind === 'post' && isGivenName(text.lower(from + 1)) && text.capital(from + 1))
    from++;
  if (!text.sameSentence(at, from)) return;
  const to = nameEnd(text, from, kind === 'honorific');
  if (to === from) return;
  // "Madame Tussauds Museum" is a place.
  if (to - from > 1 && endsLikeNoPerson(text, from, to)) return;
  // "Madam Speaker", "Mr. President": an address, not a name.
  if (to - from === 1 && postHeads.has(text.bare(from)) && !isSurname(text.bare(from))) return;
  if (kind === 'post') {
    // "President Ford" is no firm, but "President China" would be no person.
    if (to - from === 1 && text.inWorld(from) > (text.capital(at) && text.capital(from) ? 1 : 0)) return;
    if (/^(?:VERB|AUX)$/u.test(text.words[at]!.pos) && !text.capital(at)) return;
    const lower = text.lower(from);
    const known = isGivenName(lower) || isSurname(lower);
    // In the lower-cased "secretary of …" or "minister may" nothing tells a name but the name itself.
    if (text.lost(at) && !known && text.words[from]!.pos !== 'PROPN') return;
    if (!text.lost(at) && demonymOf(text.words[from]!.text) && !known) return;
    if (endsLikeNoPerson(text, from, to) && !known) return;
  }
  out.push({
    from,
    to,
    type: 'PER',
    spellings: [],
    source: 'title',
    weight: 6 + 0.3 * (to - from) + (kind === 'honorific' ? 0.4 : 0),
  });
}

/** Is what stands here an organisation or a place by its last word? "President Street", "Attorney General's Office". */
function endsLikeNoPerson(text: Shape, from: number, to: number): boolean {
  const last = text.bare(to - 1);
  // "Ruth Hall", "James Rivers"
  if (isGivenName(text.lower(from)) && (isSurname(last) || isTitleWord(text, from - 1))) return false;
  return organisationEndings.has(last) || placeEndings.has(last) || otherEndings.has(last);
}

/** Where a person's name that starts at `from` ends; `from` itself when no name starts there. */
function nameEnd(text: Shape, from: number, certain: boolean): number {
  let to = from;
  // "Attorney General Loretta Lynch": a title after a title is no name yet.
  const opening = text.bare(from);
  if (honorifics.has(opening) && (!certain || text.capital(from + 1)) && !isSurname(opening)) return from;
  if (!certain && (postHeads.has(opening) || (postModifiers.has(opening) && !isGivenName(opening)))) return from;
  while (to < text.words.length && to - from < 6 && text.sameSentence(from, to)) {
    const word = text.words[to]!;
    const lower = word.lower;
    if (text.lost(to)) {
      if (functionWords.has(lower) && !particles.has(lower)) break;
      if (!/^\p{L}/u.test(lower)) break;
      // A surname ends the name; an initial stands between two words of it.
      if (to - from >= 3 || (to - from > 1 && isSurname(text.lower(to - 1)))) break;
      if (lower.length === 1) {
        if (to !== from + 1 || !text.nameLike(to + 1)) break;
        to++;
        continue;
      }
      if (personNouns.has(lower) && !isGivenName(lower) && !isSurname(lower)) break;
      const like = text.nameLike(to);
      if (to > from && (lower.endsWith('ed') || pastVerbs.has(lower)) && !isGivenName(lower) && !isSurname(lower))
        break;
      // The second word of a lower-cased name is often an everyday one ("josh earnest"); the given name before it vouches for it.
      const vouched =
        to === from + 1 &&
        isGivenName(text.lower(from)) &&
        !postHeads.has(lower) &&
        !postModifiers.has(lower) &&
        word.pos !== 'VERB' &&
        word.pos !== 'AUX';
      if (!(like || (certain && to === from) || vouched)) break;
      if (to > from && (postHeads.has(lower) || honorifics.has(lower) || demonymOf(lower))) break;
      to++;
      continue;
    }
    if (/^\p{Lu}/u.test(word.text) && !functionWords.has(lower)) {
      if (to > from && (postHeads.has(lower) || honorifics.has(text.bare(to))) && !isSurname(lower)) break;
      to++;
    } else if (tightOn(text, from, to)) to += 2;
    else if (/^\p{Lu}\.$/u.test(word.text)) to++;
    else if (to > from && (particles.has(lower) || /^(?:al|el)-/u.test(lower)) && particleLeadsOn(text, to)) to++;
    else break;
  }
  while (to > from && !/[\p{L}]/u.test(text.words[to - 1]!.text)) to--;
  return to;
}

/** "Jean-Claude", "Ban Ki-moon": a joined word goes on with a capital, or with the small letters of a Korean or Chinese name. */
function tightOn(text: Shape, from: number, at: number): boolean {
  if (at === from || !/^[-‐‑]$/u.test(text.words[at]!.text) || !isTight(text, at)) return false;
  return text.capital(at + 1) || leadsWithSurname(text.lower(from));
}

/** A particle counts when the name goes on with a capital after it ("bin Salman", "al - Assad"). */
function particleLeadsOn(text: Shape, at: number): boolean {
  for (let next = at + 1; next <= at + 3; next++) {
    if (text.capital(next)) return true;
    if (!/^[-‐‑]$/u.test(text.words[next]?.text ?? '') && !particles.has(text.lower(next))) return false;
  }
  return false;
}

/** Does the hyphen at `at` touch a word on both sides? */
function isTight(text: Shape, at: number): boolean {
  const [before, hyphen, after] = [text.words[at - 1], text.words[at]!, text.words[at + 1]];
  return (
    before !== undefined &&
    after !== undefined &&
    before.end === hyphen.start &&
    hyphen.end === after.start &&
    /^\p{L}/u.test(after.text)
  );
}

function fromGivenName(text: Shape, at: number, out: Candidate[]): void {
  const lower = text.lower(at);
  if (!isGivenName(lower) || functionWords.has(lower)) return;
  if (text.lost(at)) {
    const next = text.lower(at + 1);
    if (!(isSurname(next) && text.sameSentence(at, at + 1))) return;
    out.push({ from: at, to: at + 2, type: 'PER', spellings: [], source: 'shape', weight: 5.2 });
    return;
  }
  if (!text.capital(at)) return;
  const to = nameEnd(text, at, false);
  if (to - at < 2 || endsLikeNoPerson(text, at, to) || to - at > 5) return;
  if (givenNameGender(lower) === undefined && !isSurname(text.lower(to - 1))) return;
  out.push({ from: at, to, type: 'PER', spellings: [], source: 'shape', weight: 4.6 + 0.3 * (to - at) });
}

// ---- telling words of organisations and places ----

/** The first word of the run of capitals that ends with the word at `last`. */
function capitalRunStart(text: Shape, last: number): number {
  let from = last;
  while (from > 0 && text.sameSentence(from - 1, last) && last - from < 7) {
    const before = text.words[from - 1]!;
    if (text.capital(from - 1) && !/^(?:the|a|an|this|that|and|of|in|on|at|for)$/u.test(before.lower)) from--;
    else if (
      (before.text === '&' || (/^[-‐‑]$/u.test(before.text) && isTight(text, from - 1))) &&
      text.capital(from - 2)
    )
      from -= 2;
    else break;
  }
  // The first word of a sentence has its capital from there: keep it only if it is no function word.
  if (
    from < last &&
    text.startsSentence(from) &&
    (functionWords.has(text.lower(from)) || /^(?:ADP|SCONJ|ADV|VERB|AUX|PRON|CCONJ)$/u.test(text.words[from]!.pos))
  )
    from++;
  return from;
}

/** The end of the run of capitals that starts at `from`, with "of", "and" and the like inside it. */
function titledRunEnd(text: Shape, from: number): number {
  let to = from;
  while (to < text.words.length && text.sameSentence(from, to) && to - from < 10) {
    const word = text.words[to]!;
    if (text.capital(to)) {
      to++;
      continue;
    }
    let next = to;
    while (next - to < 2 && connectors.has(text.lower(next))) next++;
    if (/^[-‐‑]$/u.test(word.text) && isTight(text, to)) next = to + 1;
    if (next === to || !text.capital(next) || !text.sameSentence(from, next)) break;
    // "and" joins two names as often as it stands in one: what follows must not be a name of its own.
    if (text.lower(to) === 'and' && startsOwnName(text, next)) break;
    if (/^(?:in|at|to|on)$/u.test(text.lower(to))) break;
    to = next;
  }
  return to;
}

function startsOwnName(text: Shape, at: number): boolean {
  const lower = text.bare(at);
  return (
    organisationOpenings.has(lower) ||
    honorifics.has(lower) ||
    postHeads.has(lower) ||
    isGivenName(lower) ||
    demonymOf(text.words[at]!.text) !== undefined ||
    (text.words[at]!.text.length > 1 && /^[\p{Lu}.]+$/u.test(text.words[at]!.text))
  );
}

function fromOrganisationWords(text: Shape, at: number, out: Candidate[]): void {
  const word = text.words[at]!;
  const bare = text.bare(at);
  if (text.lost(at)) return lowerCasedOrganisation(text, at, out);
  if (!/^\p{Lu}/u.test(word.text)) return;
  if (organisationEndings.has(bare)) {
    const from = capitalRunStart(text, at);
    const to = endOfForms(text, at + 1);
    if (to - from > 1 && !/^(?:The|A|An)$/u.test(text.words[from]!.text) && !text.capital(to)) {
      const start = skipPersonTitle(text, from, at);
      const meaningful =
        to - start > 1 &&
        !(
          to - start === 2 &&
          demonymOf(text.words[start]!.text) !== undefined &&
          /^(?:company|times|partners|press|post|news|front|trust|co)$/u.test(bare)
        );
      if (meaningful)
        out.push({ from: start, to, type: 'ORG', spellings: [], source: 'shape', weight: 5.5 + 0.3 * (to - start) });
    }
  }
  if (organisationOpenings.has(bare) && /^(?:of|for|on)$/u.test(text.lower(at + 1))) {
    const after = text.lower(at + 2) === 'the' ? at + 3 : at + 2;
    if (!text.capital(after) || calendarWords.test(text.lower(after))) return;
    const to = titledRunEnd(text, after);
    const from = capitalRunStart(text, at);
    if (otherEndings.has(text.lower(to - 1))) return;
    out.push({
      from: skipPersonTitle(text, from, at),
      to,
      type: 'ORG',
      spellings: [],
      source: 'shape',
      weight: 5.6 + 0.3 * (to - from),
    });
  }
}

/** "Acme Corp., Ltd.": further legal forms belong to the name. */
function endOfForms(text: Shape, from: number): number {
  let to = from;
  for (;;) {
    const next = text.words[to]?.text === ',' ? to + 1 : to;
    if (/^(?:inc|ltd|llc|plc|corp|ag|sa|nv|gmbh|co)$/u.test(text.bare(next)) && text.capital(next)) to = next + 1;
    else return to;
  }
}

/** "Secretary-General of …", "Defence Minister Ministry": a run must not swallow a person's title before it. */
function skipPersonTitle(text: Shape, from: number, last: number): number {
  for (let at = last - 1; at >= from; at--)
    if (honorifics.has(text.bare(at)) && /\.$|^(?:Mr|Mrs|Ms)$/u.test(text.words[at]!.text)) return at + 1;
  return from;
}

const lowerEndings = new Set([
  'department',
  'ministry',
  'university',
  'inc',
  'corp',
  'ltd',
  'airlines',
  'airways',
  'agency',
]);

/** "homeland security department", "ministry of foreign affairs" where capitals are lost. */
function lowerCasedOrganisation(text: Shape, at: number, out: Candidate[]): void {
  const bare = text.bare(at);
  if (lowerEndings.has(bare)) {
    let from = at;
    while (
      from > 0 &&
      at - from < 3 &&
      /^(?:NOUN|PROPN|ADJ)$/u.test(text.words[from - 1]!.pos) &&
      !personNouns.has(text.lower(from - 1)) &&
      !demonymOf(text.lower(from - 1))
    )
      from--;
    const proper = text.words.slice(from, at).some(word => word.pos === 'PROPN') || postModifiers.has(text.lower(from));
    const definite = /^(?:the)$/u.test(text.lower(from - 1));
    if (from < at && (proper || (definite && /^(?:department|ministry)$/u.test(bare))))
      out.push({ from, to: at + 1, type: 'ORG', spellings: [], source: 'shape', weight: 5.3 });
  }
  if (/^(?:ministry|department|university)$/u.test(bare) && text.lower(at + 1) === 'of') {
    let to = at + 2;
    while (to - at < 7 && /^(?:NOUN|PROPN|ADJ)$/u.test(text.words[to]?.pos ?? '')) to++;
    if (to > at + 2) out.push({ from: at, to, type: 'ORG', spellings: [], source: 'shape', weight: 5.3 });
  }
}

function fromPlaceWords(text: Shape, at: number, out: Candidate[]): void {
  if (text.lost(at) || !text.capital(at)) return;
  const bare = text.bare(at);
  if (placeEndings.has(bare)) {
    const from = capitalRunStart(text, at);
    const first = text.words[from]!;
    const person = isGivenName(text.lower(at - 1)) && (isSurname(bare) || isTitleWord(text, at - 2));
    if (!person && at - from >= 1 && at - from <= 4 && !text.capital(at + 1) && !/^(?:The|A|An)$/u.test(first.text))
      out.push({ from, to: at + 1, type: 'LOC', spellings: [], source: 'shape', weight: 4.8 + 0.3 * (at + 1 - from) });
  }
  if (placeOpenings.has(bare) && text.capital(at + 1) && text.sameSentence(at, at + 1)) {
    const to = nameEnd(text, at, false);
    if (to - at > 1 && to - at < 4)
      out.push({ from: at, to, type: 'LOC', spellings: [], source: 'shape', weight: 4.6 + 0.3 * (to - at) });
  }
}

/** "Nordlys, a Bergen-based security firm": a capital that the noun beside it explains. */
function fromNounBeside(text: Shape, at: number, out: Candidate[]): void {
  if (text.lost(at) || !text.capital(at) || text.words[at]!.pos !== 'PROPN' || text.words[at + 1]?.text !== ',') return;
  const type = typeBeside(text, at + 1);
  if (type === undefined) return;
  let from = at;
  while (
    from > 0 &&
    at - from < 4 &&
    text.words[from - 1]!.pos === 'PROPN' &&
    text.capital(from - 1) &&
    text.sameSentence(from - 1, at)
  )
    from--;
  while (from < at && (isTitleWord(text, from) || demonymOf(text.words[from]!.text))) from++;
  out.push({ from, to: at + 1, type, spellings: [], source: 'shape', weight: 3 + 0.3 * (at + 1 - from) });
}

/** "Department of Homeland Security (DHS)": a short name in brackets after capitals. */
function fromParenthesis(text: Shape, at: number, out: Candidate[]): void {
  if (text.words[at]!.text !== '(' || text.words[at + 2]?.text !== ')') return;
  const inside = text.words[at + 1]!.text;
  if (!/^\p{Lu}[\p{Lu}\p{N}&-]*\p{Lu}[\p{Lu}\p{N}s]*$/u.test(inside) || !spells(text, at, inside)) return;
  out.push({ from: at + 1, to: at + 2, type: 'ORG', spellings: [], source: 'acronym', weight: 5.4 });
}

/** Do the words before the bracket begin with the letters of the short name? */
function spells(text: Shape, bracket: number, short: string): boolean {
  const letters = short.replace(/[^\p{Lu}]/gu, '').toLowerCase();
  let missing = letters.length - 1;
  let organisation = false;
  for (let at = bracket - 1; at >= 0 && bracket - at < 14 && missing >= 0 && text.sameSentence(at, bracket); at--) {
    const bare = text.bare(at);
    if (bare.charAt(0) === letters[missing]) missing--;
    organisation ||=
      text.capital(at) && (organisationEndings.has(bare) || organisationOpenings.has(bare) || text.inWorld(at) === 2);
  }
  // "Software Development Kit (SDK)" is short for a thing: only where a word tells an organisation is one meant.
  return missing < 0 && organisation;
}

// ---- nothing but capitals ----

/** Two or three capitals inside a sentence are a person where a surname, a given name or a verb of speech vouches for it. */
function fromCapitals(text: Shape, at: number, out: Candidate[]): void {
  if (text.lost(at) || !unknownCapital(text, at) || text.startsSentence(at) || unknownCapital(text, at - 1)) return;
  let to = at + 1;
  while (to - at < 5 && text.sameSentence(at, to) && unknownCapital(text, to)) to++;
  if (
    to - at < 2 ||
    otherEndings.has(text.lower(to - 1)) ||
    text.capital(to) ||
    /^[-‐‑\d]/u.test(text.words[to]?.text ?? '')
  )
    return;
  const speaks = /^(?:who|said|says|told|added|whose)$/u.test(text.lower(to));
  if (to - at > 3 || !(speaks || isSurname(text.lower(to - 1)) || isGivenName(text.lower(at)))) return;
  out.push({ from: at, to, type: 'PER', spellings: [], source: 'shape', weight: 2 });
}

function unknownCapital(text: Shape, at: number): boolean {
  const word = text.words[at];
  if (word === undefined || !/^\p{Lu}\p{Ll}/u.test(word.text)) return false;
  const bare = text.bare(at);
  return (
    word.pos === 'PROPN' &&
    !functionWords.has(bare) &&
    !postHeads.has(bare) &&
    !honorifics.has(bare) &&
    !calendarWords.test(bare) &&
    demonymOf(word.text) === undefined
  );
}

// ---- later uses ----

/** Words of names found once are names again: surnames, short names, the same name where nothing else tells it. */
function fromEarlierUse(text: Shape, taken: readonly Found[], out: Candidate[]): void {
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
