import { calendarWords } from '../phrases.ts';
import { bodyNouns, placeEndings, placeOpenings } from '../vocabulary.ts';
import { demonymOf } from '../world/gazetteer.ts';
import { isGivenName, isSurname } from '../world/people.ts';
import { capitalRunStart } from './organisations.ts';
import { isTitleWord, nameEnd } from './people.ts';
import { type Candidate, isTight, type Shape } from './shape.ts';

export function fromPlaceWords(text: Shape, at: number, out: Candidate[]): void {
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

/** "The port city of Kelmouth", "the village of Ard Sool": what a noun for a place says is one, and everywhere in the text. */
export function fromPlaceNoun(text: Shape, at: number, out: Candidate[]): void {
  if (text.lost(at) || text.lower(at + 1) !== 'of' || !SETTLEMENTS.has(text.words[at]!.text)) return;
  const from = at + 2;
  let to = from;
  while (to - from < 3 && text.capital(to) && text.words[to]!.pos === 'PROPN' && text.sameSentence(at, to)) to++;
  if (to > from)
    out.push({ from, to, type: 'LOC', spellings: [], source: 'settlement', weight: 5.2 + 0.3 * (to - from) });
}

/** In small letters: "the City of Kelmouth" is a body's name. */
const SETTLEMENTS = new Set(['city', 'town', 'village', 'port', 'suburb', 'hamlet', 'district', 'province', 'island']);

/** "Met in Kelmouth", "talks in Ard Sool on Friday", "flew to Kelmouth": a capital behind "in" where people meet or come to, and nothing that it belongs to behind it. */
export function fromStay(text: Shape, at: number, out: Candidate[]): void {
  const opener = text.lower(at);
  if (text.lost(at) || (opener !== 'in' && opener !== 'to') || text.capital(at)) return;
  const from = at + 1;
  let to = from;
  let hyphens = 0;
  for (; to - from < 5 && text.sameSentence(at, to); to++) {
    const isHyphen = /^[-‐‑]$/u.test(text.words[to]!.text) && to > from && isTight(text, to);
    if (isHyphen) hyphens++;
    else if (!isPlaceLike(text, to)) break;
  }
  const next = text.words[to];
  if (to === from || (text.sameSentence(at, to) && next !== undefined && /^(?:NOUN|PROPN|PART|SYM)$/u.test(next.pos)))
    if (to === from || !calendarWords.test(next!.lower)) return;
  const noun = text.words
    .slice(from, to)
    .find(({ head }) => head === undefined || head.index < from || head.index >= to);
  const governor = noun?.is('obl', 'nmod') === true ? noun.head : undefined;
  // "Met in May in Kelmouth", whatever the tree hangs it on.
  let host = governor !== undefined && calendarWords.test(governor.lower) ? governor.head : governor;
  // "The meeting of the ministers of the two countries in Kelmouth"
  if (opener === 'in')
    for (let climbed = 0; climbed < 3 && host?.is('nmod') === true && !STAYING.has(host.lemma); climbed++)
      host = host.head;
  const isStay = host !== undefined && (opener === 'in' ? STAYING.has(host.lemma) : COMING.has(host.lemma));
  // "In Norland-Ostria talks" are two; "Haut-Kelmouth" behind which nothing stands is one.
  const weight = hyphens > 0 ? 5.5 : 1.2;
  if (isStay) out.push({ from, to, type: 'LOC', spellings: [], source: 'stay', weight: weight + 0.3 * (to - from) });
}

function isPlaceLike(text: Shape, at: number): boolean {
  const word = text.words[at];
  return (
    word !== undefined &&
    word.pos === 'PROPN' &&
    text.capital(at) &&
    text.inWorld(at) === 0 &&
    !isTitleWord(text, at) &&
    !bodyNouns.has(word.lower) &&
    !calendarWords.test(word.lower) &&
    demonymOf(word.text) === undefined &&
    !/\d/u.test(word.text)
  );
}

const STAYING = new Set(
  'meet hold convene gather talk talks meeting summit conference session negotiation consultation host take sign open begin arrive visit resume'.split(
    ' ',
  ),
);
const COMING = new Set('fly travel go come head return visit trip move'.split(' '));

/** "the governments of Ostria and Kelland", "the Republic of Ostria": whatever has a government is a state, though no table knows it. */
export function fromGovernment(text: Shape, at: number, out: Candidate[]): void {
  if (text.lost(at) || text.lower(at + 1) !== 'of' || !GOVERNING.has(text.lower(at))) return;
  const several = text.lower(at).endsWith('s');
  for (let from = at + 2; text.sameSentence(at, from); ) {
    if (text.lower(from) === 'the') from++;
    let to = from;
    while (to - from < 3 && text.capital(to) && text.words[to]!.pos === 'PROPN' && text.sameSentence(at, to)) to++;
    const first = text.lower(from);
    // "the government of Angela Merkel", "of Prime Minister Orban"
    if (to === from || isTitleWord(text, from) || isGivenName(first) || (!several && isSurname(text.lower(to - 1))))
      return;
    out.push({ from, to, type: 'LOC', spellings: [], source: 'government', weight: 5.2 + 0.3 * (to - from) });
    if (!several || !/^(?:and|,)$/u.test(text.lower(to))) return;
    from = to + (text.lower(to) === ',' && text.lower(to + 1) === 'and' ? 2 : 1);
  }
}

const GOVERNING = new Set(['government', 'governments', 'parliament', 'parliaments', 'republic', 'kingdom']);
