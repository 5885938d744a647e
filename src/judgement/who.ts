/** Which party to an instrument the words of a report mean. */
import type { ActorId, Party } from '../core/actor.ts';
import type { Instrument, InstrumentParty } from '../core/instrument.ts';
import { contains, type Span, type Words, wordsAt } from '../core/span.ts';

export interface PartyMention {
  readonly party: ActorId;
  readonly words: Words;
}

/** Both sides of an instrument at once. */
const BOTH =
  /\b(?:the two (?:sides|governments|countries|states|parties)|both (?:sides|governments|countries|states|parties))\b/giu;

/** Every mention of a party within a stretch of text, in its order. */
export function partiesIn(text: string, within: Span, { parties }: Pick<Instrument, 'parties'>): PartyMention[] {
  const slice = text.slice(within.start, within.end);
  const found = parties.flatMap(party =>
    [...slice.matchAll(patternOf(party))].map(match =>
      mention(text, within.start + match.index, match[0], party.actor),
    ),
  );
  const both = [...slice.matchAll(BOTH)].flatMap(match =>
    parties.map(({ actor }) => mention(text, within.start + match.index, match[0], actor)),
  );
  return [...found, ...both].toSorted((a, b) => a.words.start - b.words.start);
}

function mention(text: string, start: number, exact: string, party: ActorId): PartyMention {
  return { party, words: wordsAt(text, { start, end: start + exact.length }) };
}

const patterns = new WeakMap<InstrumentParty, RegExp>();

function patternOf(party: InstrumentParty): RegExp {
  const known = patterns.get(party) ?? madePattern(party);
  patterns.set(party, known);
  return known;
}

/** Names and aliases, longest first, as whole words; of a name also its possessive. */
function madePattern({ name, aliases }: InstrumentParty): RegExp {
  const names = [name, ...aliases].toSorted((a, b) => b.length - a.length).map(one => RegExp.escape(one));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${names.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
}

/** The party that somebody in a claim is, or speaks for, by what the actor is called and what stands around the words. */
export function partyOf(
  party: Party | undefined,
  text: string,
  instrument: Pick<Instrument, 'parties'>,
): ActorId | undefined {
  if (party === undefined) return undefined;
  const known = instrument.parties.find(({ actor }) => actor === party.actor);
  if (known !== undefined) return known.actor;
  for (const words of [party.name, party.capacity]) {
    const [found] = words === undefined ? [] : partiesIn(words, { start: 0, end: words.length }, instrument);
    if (found !== undefined) return found.party;
  }
  // "Norland's justice ministry", "officials in Norland": what hangs on the words before them and behind.
  const { start, end } = party.words;
  const around = { start: Math.max(0, start - AROUND), end: Math.min(text.length, end + AROUND) };
  return partiesIn(text, around, instrument).find(
    ({ words }) => contains(party.words, words) || isBeside(text, words, party.words),
  )?.party;
}

/** Characters around words that are looked at. */
const AROUND = 40;

function isBeside(text: string, party: Span, words: Span): boolean {
  if (party.end <= words.start) {
    return /^(?:[’']s?)?\s+(?:(?:former|foreign|deputy|prime|justice|interior|defen[cs]e)\s+){0,2}(?:minister|president|spokes(?:man|woman|person))?,?\s*$/u.test(
      text.slice(party.end, words.start),
    );
  }
  return /^\s+(?:of|in|from|for)\s+(?:the\s+)?$/u.test(text.slice(words.end, party.start));
}

/**
 * Who did it: of the parties that a stretch of a report names, the one named before the deed (`deed`: where its verb stands), or behind
 * "by". A party that is named after it suffered it. Two that stand together did it together.
 */
export function doersIn(
  text: string,
  within: Span,
  instrument: Pick<Instrument, 'parties'>,
  deed: Span | undefined,
): PartyMention[] {
  const found = partiesIn(text, within, instrument);
  const passive = found.find(({ words }) => /\bby (?:the )?$/u.test(text.slice(within.start, words.start)));
  const first = passive ?? found.find(({ words }) => deed === undefined || words.start < deed.start);
  if (first === undefined) return [];
  const together = found.filter(
    ({ party, words }) =>
      party !== first.party &&
      (words.start === first.words.start ||
        (words.start > first.words.end &&
          /^(?:[’']s?)?\s*(?:,|and|,? and the|-|–)\s*(?:the )?$/u.test(text.slice(first.words.end, words.start)))),
  );
  return [first, ...together.slice(0, 1)];
}
