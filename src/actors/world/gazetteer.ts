import type { ActorType } from '../../core/actor.ts';
import { slug } from '../identity.ts';
import { bodies } from './bodies.ts';
import { places } from './places.ts';
import { seatsOf, type State, states } from './states.ts';

/** A state, place or body that the world knows by name. */
export interface Known {
  readonly id: string;
  readonly type: ActorType;
  readonly name: string;
  /** The name an encyclopedia (English Wikipedia) files it under. */
  readonly title: string;
  readonly country: string | undefined;
  /** The state whose seat of government this place is. */
  readonly seatOf: State | undefined;
}

/** One spelling of a known name. */
export interface Spelling {
  readonly known: Known;
  readonly written: string;
  /** Written in capitals throughout ("WHO", "US"): only capitals in the text can mean it. */
  readonly acronym: boolean;
  /** An everyday word once its capital is lost ("turkey", "apple", "who"). */
  readonly everyday: boolean;
}

/** An adjective or noun made from a state's name. */
export interface Demonym {
  readonly state: State;
  readonly form: 'adjective' | 'people' | 'person';
}

/** The letters-and-digits pieces of `text`, lower-cased; commas and ampersands are pieces too. "U.S." is "u", "s". */
export function pieces(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+|[,&]/gu) ?? [];
}

const everydayWords = new Set(
  `us america turkey chad jordan georgia guinea niger mali oman male nice bath cork essen reading mobile hit york hull split
  apple target visa ford shell orange delta time sprint oracle amazon alphabet guardian economist total who ice era it sea un
  sap fed mars earth moon queens bronx aden hue java papua cali rio victoria valencia galicia medina split nike dell uber
  adobe intel cisco yahoo gap moody's wagner quad commonwealth anonymous ba au ap la ana sia abc cbs cia's fars rt met ing eni
  derby kent dover lima sofia florence charlotte phoenix buffalo orlando austin everett dayton norfolk darwin marina
  wales grenada columbus jersey hamas fiat volvo saab vale democrats republicans tories senate congress parliament
  meta gm ge hp ira far farc ft bt lg jal scotland's tripoli hit bari piraeus kobe anbar swat mosul's beatles fatah polish
  brest bergen graz linz toledo aleppo's sana goa pune cannes nato's islamic state congress party security council general
  assembly group atlantic pacific arctic mediterranean caribbean gulf union levant persian
  reno flint mercosur queenstown pole kiwi dane thai finn lao swiss'`
    .split(/\s+/u)
    .filter(word => word !== ''),
);
// Names that keep their meaning without a capital in nearly every text, although a word of the list above.
for (const kept of [
  'mosul',
  'senate',
  'congress',
  'parliament',
  'democrats',
  'republicans',
  'hamas',
  'mediterranean',
  'wales',
  'aleppo',
]) {
  everydayWords.delete(kept);
}

interface Node {
  readonly next: Map<string, Node>;
  readonly spellings: Spelling[];
}

const root: Node = { next: new Map(), spellings: [] };
const byId = new Map<string, Known>();
const demonyms = new Map<string, Demonym>();

function add(known: Known, written: string): void {
  let node = root;
  const path = pieces(written);
  if (path.length === 0) return;
  for (const piece of path) {
    let next = node.next.get(piece);
    if (next === undefined) node.next.set(piece, (next = { next: new Map(), spellings: [] }));
    node = next;
  }
  if (node.spellings.some(each => each.known === known)) return;
  const acronym = /^[\p{Lu}\p{N}.&-]{2,6}$/u.test(written) && !written.includes('.');
  node.spellings.push({ known, written, acronym, everyday: everydayWords.has(path.join(' ')) });
}

function register(known: Known): Known {
  const before = byId.get(known.id);
  if (before !== undefined) return before;
  byId.set(known.id, known);
  return known;
}

/** Where the encyclopedia's title is not the plain name. */
const stateTitles: Record<string, string> = { GE: 'Georgia (country)', IE: 'Republic of Ireland' };

for (const state of states) {
  const known = register({
    id: `state/${slug(state.name)}`,
    type: 'state',
    name: state.name,
    title: stateTitles[state.code] ?? state.name,
    country: state.code,
    seatOf: undefined,
  });
  for (const name of state.names) add(known, name);
  // A demonym that two states share ("Congolese", "Dominican") stays with the first of the table.
  for (const [form, words] of [
    ['adjective', state.adjectives],
    ['people', state.peoples],
    ['person', state.person],
  ] as const) {
    for (const word of words) {
      const key = pieces(word).join(' ');
      if (!demonyms.has(key)) demonyms.set(key, { state, form });
    }
  }
}
for (const state of states) {
  const [seat, ...others] = seatsOf(state);
  if (seat === undefined || seat === state.name) continue;
  const known = register({
    id: `place/${slug(seat)}`,
    type: 'place',
    name: seat,
    title: seat,
    country: state.code,
    seatOf: state,
  });
  for (const name of [seat, ...others]) add(known, name);
}
for (const body of bodies) {
  const known = register({
    id: `${body.type}/${slug(body.name)}`,
    type: body.type,
    name: body.name,
    title: body.title,
    country: body.country,
    seatOf: undefined,
  });
  for (const name of body.names) add(known, name);
}
for (const place of places) {
  const id = `place/${slug(place.title)}`;
  const known = register({
    id,
    type: 'place',
    name: place.name,
    title: place.title,
    country: place.country,
    seatOf: undefined,
  });
  for (const name of place.names) add(known, name);
}

/** The known thing with this id: what a name in the text was taken for. */
export function knownById(id: string): Known | undefined {
  return byId.get(id);
}

/** The state or body of the world that goes by this name and no other does; undefined: none. */
export function knownByName(name: string): Known | undefined {
  const list = pieces(name).map(piece => ({ piece, breaks: false }));
  const whole = longestAt(list, 0).find(({ length }) => length === list.length);
  const called = (whole?.spellings ?? [])
    .map(({ known }) => known)
    .filter(({ type }) => type === 'state' || type === 'body');
  return new Set(called).size === 1 ? called[0] : undefined;
}

/** The state behind an adjective or a word for its people, in any case: "chinese", "danes". */
export function demonymOf(text: string): Demonym | undefined {
  return demonyms.get(PLAIN.test(text) ? text.toLowerCase() : pieces(text).join(' '));
}

/** One or two words of plain letters: their pieces are themselves. Nearly every word asked about is one. */
const PLAIN = /^[a-z]+(?: [a-z]+)?$/i;

/** The demonym that ends at `at`, of one word or two ("North Korean"), and how many words it has. */
export function demonymEnding(
  words: readonly { readonly text: string }[],
  at: number,
): (Demonym & { readonly length: 1 | 2 }) | undefined {
  const word = words[at]?.text;
  if (word === undefined || !/^\p{L}/u.test(word)) return undefined;
  const before = words[at - 1]?.text;
  const two = before === undefined || !/^\p{L}/u.test(before) ? undefined : demonymOf(`${before} ${word}`);
  if (two !== undefined) return { ...two, length: 2 };
  const one = demonymOf(word);
  return one === undefined ? undefined : { ...one, length: 1 };
}

/** The longest known spelling that starts at `at` in a list of pieces; `length` in pieces. */
export function longestAt(
  list: readonly { readonly piece: string; readonly breaks: boolean }[],
  at: number,
): { readonly length: number; readonly spellings: readonly Spelling[] }[] {
  const found: { length: number; spellings: readonly Spelling[] }[] = [];
  let node: Node | undefined = root;
  for (let i = at; i < list.length; i++) {
    const item = list[i]!;
    if (i > at && item.breaks) break;
    node = node.next.get(item.piece);
    if (node === undefined) break;
    if (node.spellings.length > 0) found.unshift({ length: i - at + 1, spellings: node.spellings });
  }
  return found;
}
