import { calendarWords } from '../phrases.ts';
import {
  honorifics,
  organisationEndings,
  otherEndings,
  personNouns,
  placeEndings,
  postHeads,
  postModifiers,
} from '../vocabulary.ts';
import { demonymOf } from '../world/gazetteer.ts';
import { givenNameGender, isGivenName, isSurname, leadsWithSurname } from '../world/people.ts';
import { type Candidate, functionWords, isTight, particles, type Shape, surnamesLikeSmallWords } from './shape.ts';

export function fromTitle(text: Shape, at: number, out: Candidate[]): void {
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

/** "The minister of fisheries, Sigrun Haraldsdottir, said": two or three capitals between commas behind a post with its article are its holder's name. */
export function fromPostBefore(text: Shape, at: number, out: Candidate[]): void {
  if (text.words[at]?.text !== ',' || text.lost(at)) return;
  const from = at + 1;
  let to = from;
  while (to - from < 4 && text.capital(to) && text.words[to]!.pos === 'PROPN' && !calendarWords.test(text.lower(to)))
    to++;
  const closes = /^[,.;]$/u.test(text.words[to]?.text ?? '');
  if (to - from < 2 || to - from > 3 || !closes || !text.sameSentence(at, from)) return;
  for (let word = from; word < to; word++) if (text.inWorld(word) === 2) return;
  // "Jakup Dam" and "Odd Vik" end like places, but no place is a minister.
  if (isTitleWord(text, from) || organisationEndings.has(text.bare(to - 1))) return;
  if (demonymOf(text.words[to - 1]!.text) !== undefined) return;
  if (isPostBefore(text, at - 1))
    out.push({ from, to, type: 'PER', spellings: [], source: 'title', weight: 6 + 0.3 * (to - from) });
}

/** "Minister of Foreign Affairs of Kazakhstan Zhandos Akhmetov": two or three capitals right behind the state that a post is held for, as agencies of some countries write. */
export function fromPostOfState(text: Shape, at: number, out: Candidate[]): void {
  if (text.inWorld(at) !== 2 || text.lost(at)) return;
  const from = at + 1;
  let to = from;
  while (
    to - from < 5 &&
    text.capital(to) &&
    text.words[to]!.pos === 'PROPN' &&
    text.inWorld(to) < 2 &&
    text.sameSentence(at, to) &&
    !isTitleWord(text, to) &&
    demonymOf(text.words[to]!.text) === undefined &&
    !calendarWords.test(text.lower(to))
  )
    to++;
  if (to - from < 2 || to - from > 4 || organisationEndings.has(text.bare(to - 1))) return;
  let first = at;
  while (text.inWorld(first - 1) === 2 && text.sameSentence(first - 1, at)) first--;
  if (text.lower(first - 1) === 'the') first--;
  if (text.lower(first - 1) !== 'of' && text.lower(first - 1) !== 'in') return;
  for (let head = first - 2; head > 0 && first - head < 9 && text.sameSentence(head, at); head--) {
    if (postHeads.has(text.bare(head))) {
      out.push({ from, to, type: 'PER', spellings: [], source: 'title', weight: 6.4 + 0.3 * (to - from) });
      return;
    }
    if (!/^(?:NOUN|PROPN|ADJ|ADP|DET|CCONJ)$/u.test(text.words[head]!.pos)) return;
  }
}

/** Does a post in small letters end at `last`, with all that stands behind its "of"? */
function isPostBefore(text: Shape, last: number): boolean {
  for (let at = last; at > 0 && last - at < 8 && text.sameSentence(at, last); at--) {
    const { pos } = text.words[at]!;
    const isHead = (postHeads.has(text.bare(at)) || text.lower(at) === 'counterpart') && !text.capital(at);
    if (isHead) return at === last || /^(?:of|for)$/u.test(text.lower(at + 1));
    if (!/^(?:NOUN|PROPN|ADJ|ADP|DET|CCONJ)$/u.test(pos)) return false;
  }
  return false;
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

export function isTitleWord(text: Shape, at: number): boolean {
  const bare = text.bare(at);
  if (honorifics.has(bare)) return true;
  return postHeads.has(bare) && (text.capital(at) || text.lost(at) || !text.nameLike(at));
}

/** Is what stands here an organisation or a place by its last word? "President Street", "Attorney General's Office". */
function endsLikeNoPerson(text: Shape, from: number, to: number): boolean {
  const last = text.bare(to - 1);
  // "Ruth Hall", "James Rivers"
  if (isGivenName(text.lower(from)) && (isSurname(last) || isTitleWord(text, from - 1))) return false;
  return organisationEndings.has(last) || placeEndings.has(last) || otherEndings.has(last);
}

/** Where a person's name that starts at `from` ends; `from` itself when no name starts there. */
export function nameEnd(text: Shape, from: number, certain: boolean): number {
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
    if (/^\p{Lu}/u.test(word.text) && (!functionWords.has(lower) || namesLikeSmallWord(text, from, to, certain))) {
      // "Julie Bishop, …": behind a given name, with no name behind it, a title is a surname.
      const isSurnameHere =
        isSurname(lower) || (to === from + 1 && isGivenName(text.lower(from)) && !text.capital(to + 1));
      if (to > from && (postHeads.has(lower) || honorifics.has(text.bare(to))) && !isSurnameHere) break;
      to++;
    } else if (tightOn(text, from, to)) to += 2;
    else if (/^\p{Lu}\.$/u.test(word.text)) to++;
    else if (to > from && (particles.has(lower) || /^(?:al|el)-/u.test(lower)) && particleLeadsOn(text, to)) to++;
    else break;
  }
  while (to > from && !/[\p{L}]/u.test(text.words[to - 1]!.text)) to--;
  return to;
}

/** "Theresa May", "Mrs. May", "George Will": behind a given name or a form of address a small word with a capital is a surname. */
function namesLikeSmallWord(text: Shape, from: number, at: number, certain: boolean): boolean {
  if (!surnamesLikeSmallWords.has(text.lower(at))) return false;
  return at === from ? certain : at === from + 1 && isGivenName(text.lower(from)) && !text.capital(at + 1);
}

/** Verbs that follow a name in lower-cased reports and look like nothing else. */
export const pastVerbs = new Set(
  `met went came left took gave made held told said says saw spoke won lost wrote sent began became`.split(' '),
);

/** "Jean-Claude", "Ban Ki-moon": a joined word goes on with a capital, or with the small letters of a Korean or Chinese name. */
export function tightOn(text: Shape, from: number, at: number): boolean {
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

export function fromGivenName(text: Shape, at: number, out: Candidate[]): void {
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
  const likeSmallWord = surnamesLikeSmallWords.has(text.lower(to - 1)) ? 1 : 0;
  out.push({
    from: at,
    to,
    type: 'PER',
    spellings: [],
    source: 'shape',
    weight: 4.6 + 0.3 * (to - at) + likeSmallWord,
  });
}

/** Two or three capitals inside a sentence are a person where a surname, a given name or a verb of speech vouches for it. */
export function fromCapitals(text: Shape, at: number, out: Candidate[]): void {
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
  // "party boss Dana Lee"
  if (
    to - at < 4 &&
    personNouns.has(text.lower(at - 1)) &&
    text.words[at - 1]!.pos === 'NOUN' &&
    text.sameSentence(at - 1, at)
  ) {
    out.push({ from: at, to, type: 'PER', spellings: [], source: 'shape', weight: 5.2 + 0.3 * (to - at) });
    return;
  }
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
