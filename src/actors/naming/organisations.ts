import { calendarWords } from '../phrases.ts';
import {
  honorifics,
  organisationEndings,
  organisationOpenings,
  otherEndings,
  personNouns,
  postHeads,
  postModifiers,
} from '../vocabulary.ts';
import { demonymOf } from '../world/gazetteer.ts';
import { isGivenName } from '../world/people.ts';
import { type Candidate, connectors, functionWords, isTight, type Shape } from './shape.ts';

export function fromOrganisationWords(text: Shape, at: number, out: Candidate[]): void {
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
    // "Ministry of … Act" is a law, but "Board of Elections" a board.
    if (otherEndings.has(text.lower(to - 1)) && to - after > 1) return;
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

/** The first word of the run of capitals that ends with the word at `last`. */
export function capitalRunStart(text: Shape, last: number): number {
  let from = last;
  while (from > 0 && text.sameSentence(from - 1, last) && last - from < 7) {
    const before = text.words[from - 1]!;
    if (
      text.capital(from - 1) &&
      !/^(?:the|a|an|this|that|each|either|neither|both|and|of|in|on|at|for)$/u.test(before.lower)
    )
      from--;
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
    if (
      text.lower(to) === 'and' &&
      (startsOwnName(text, next) || text.inWorld(next) > 0 || legalForm.test(text.bare(to - 1)))
    )
      break;
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

const legalForm = /^(?:inc|ltd|llc|plc|corp|ag|sa|nv|gmbh|co)$/u;

/** "Acme Corp., Ltd.": further legal forms belong to the name. */
function endOfForms(text: Shape, from: number): number {
  let to = from;
  for (;;) {
    const next = text.words[to]?.text === ',' ? to + 1 : to;
    if (legalForm.test(text.bare(next)) && text.capital(next)) to = next + 1;
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

/** "Department of Homeland Security (DHS)": a short name in brackets after capitals. */
export function fromParenthesis(text: Shape, at: number, out: Candidate[]): void {
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
