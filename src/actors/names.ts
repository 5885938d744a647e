import type { Analysis } from '../language/analysis.ts';
import { fromEarlierUse, sameTypes, sharedWithPeople } from './naming/again.ts';
import { fromCalled, fromNounBeside } from './naming/beside.ts';
import { cutHeadlines } from './naming/headlines.ts';
import { fromModel } from './naming/model.ts';
import { fromOrganisationWords, fromParenthesis } from './naming/organisations.ts';
import { fromCapitals, fromGivenName, fromPostBefore, fromPostOfState, fromTitle } from './naming/people.ts';
import { fromGovernment, fromPlaceNoun, fromPlaceWords, fromStay } from './naming/places.ts';
import { type Candidate, type Found, Shape } from './naming/shape.ts';
import { fromWorld, spelledLike } from './naming/world.ts';

export type { Found } from './naming/shape.ts';
export { degradedWords } from './naming/shape.ts';

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
    fromPostBefore(text, at, candidates);
    fromPostOfState(text, at, candidates);
    fromGivenName(text, at, candidates);
    fromOrganisationWords(text, at, candidates);
    fromPlaceWords(text, at, candidates);
    fromPlaceNoun(text, at, candidates);
    fromStay(text, at, candidates);
    fromGovernment(text, at, candidates);
    fromParenthesis(text, at, candidates);
    fromNounBeside(text, at, candidates);
    fromCalled(text, at, candidates);
    fromCapitals(text, at, candidates);
  }
  const taken = sameTypes(text, sharedWithPeople(text, cutHeadlines(text, select(text, candidates))));
  const again: Candidate[] = [];
  fromEarlierUse(text, taken, again);
  const all = again.length === 0 ? taken : select(text, [...taken.map(found => ({ ...found, weight: 100 })), ...again]);
  return all.map(name =>
    // What is used again is a name of this text, whatever the world has by that name: "the Times" after The New York Times.
    name.spellings.length > 0 || name.type === 'PER' || name.source === 'again'
      ? name
      : { ...name, spellings: spelledLike(text, name) },
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
