import type { Word } from '../../language/analysis.ts';
import { calendarWords } from '../phrases.ts';
import {
  honorifics,
  organisationEndings,
  otherEndings,
  personNouns,
  placeEndings,
  postHeads,
  postModifiers,
  productWords,
  singular,
} from '../vocabulary.ts';
import { demonymOf } from '../world/gazetteer.ts';
import { givenNameGender, isGivenName, isSurname, leadsWithSurname } from '../world/people.ts';
import { typeBeside } from './beside.ts';
import { isTitleWord, pastVerbs, tightOn } from './people.ts';
import { type Candidate, connectors, type Found, functionWords, particles, placingWords, type Shape } from './shape.ts';

export function fromModel(text: Shape, out: Candidate[]): void {
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
    (calendarWords.test(text.lower(at)) && !isSurnameMay(text, at) && !isGivenMonth(text, at)) ||
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
  // "Minister of Industry and Trade Tran Quoc Bao": what the post is for is no part of the name.
  if (type === 'PER' && to - from > 2 && FIELDS.has(text.lower(from)) && isBehindPost(text, from)) from++;
  // "Lissan Prime [Minister Gregor Vasil]": what opens a title ends no name, and nobody's name stands before one.
  const opensTitle = postModifiers.has(text.lower(to - 1)) && postHeads.has(text.lower(to)) && text.capital(to);
  if (type === 'PER' && opensTitle && text.sameSentence(to - 1, to)) return;
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

/** What ministers are for. */
const FIELDS = new Set(
  'trade industry finance defence defense transport energy health education justice culture labour labor agriculture tourism sport sports communications technology environment affairs development commerce science infrastructure fisheries mines water housing interior'.split(
    ' ',
  ),
);

/** Does a post stand a few words before, with "of" or "for" and what it is for? */
function isBehindPost(text: Shape, at: number): boolean {
  for (let head = at - 1; head > 0 && at - head < 8 && text.sameSentence(head, at); head--)
    if (postHeads.has(text.bare(head))) return /^(?:of|for)$/u.test(text.lower(head + 1));
  return false;
}

/** "Jan Kowal", "April Lind", "June Roth": before a capital that is no month and no number, no month. */
function isGivenMonth(text: Shape, at: number): boolean {
  return (
    /^(?:jan|may|april|june|august)$/u.test(text.lower(at)) &&
    text.words[at]!.pos === 'PROPN' &&
    text.words[at + 1]?.pos === 'PROPN' &&
    text.capital(at + 1) &&
    text.sameSentence(at, at + 1) &&
    text.inWorld(at + 1) < 2 &&
    !calendarWords.test(text.lower(at + 1))
  );
}

/** "Theresa May": behind a given name no month. */
function isSurnameMay(text: Shape, at: number): boolean {
  return text.lower(at) === 'may' && isGivenName(text.lower(at - 1)) && text.capital(at - 1);
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

/** Adjectives of regions, peoples and creeds, which are no names by themselves. */
const regionalAdjectives = new Set(
  `european asian african latin arab arabic western eastern northern southern central islamic islamist muslim christian jewish kurdish catholic
  protestant orthodox soviet scottish english welsh tibetan chechen uighur uyghur sunni shia shiite buddhist hindu nordic baltic balkan caribbean
  mediterranean atlantic pacific arctic olympic global international federal internet`.split(/\s+/u),
);

/** Where capitals are lost the model's name counts only if its words say the same: a given name, a surname, "… Ministry". */
export function vouched(text: Shape, from: number, to: number, type: Found['type']): boolean {
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

/** Are two neighbours parts of one name in the tree? */
function tiedTogether(a: Word | undefined, b: Word | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const parts = a.is('flat', 'compound') && b.is('flat', 'compound') && a.head !== undefined && a.head === b.head;
  return parts || (a.head === b && a.is('flat', 'compound')) || (b.head === a && b.is('flat', 'compound'));
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
