import { calendarWords } from '../phrases.ts';
import { bodyNouns, personNouns, postHeads, postModifiers } from '../vocabulary.ts';
import { demonymOf } from '../world/gazetteer.ts';
import { isTitleWord } from './people.ts';
import { type Candidate, type Found, placingWords, type Shape } from './shape.ts';

/** "Nordlys, a Bergen-based security firm": a capital that the noun beside it explains. */
export function fromNounBeside(text: Shape, at: number, out: Candidate[]): void {
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

/** "An advocacy group called River Watch": what the noun before the verb says it is. */
export function fromCalled(text: Shape, at: number, out: Candidate[]): void {
  if (text.lost(at) || !/^(?:called|named)$/u.test(text.lower(at)) || !text.capital(at + 1)) return;
  const noun = bodyNouns.get(text.lower(at - 1));
  if (noun === undefined || noun === 'state') return;
  let to = at + 1;
  while (
    to - at < 7 &&
    text.sameSentence(at, to) &&
    (text.capital(to) || (/^(?:of|for)$/u.test(text.lower(to)) && text.capital(to + 1)))
  )
    to++;
  out.push({ from: at + 1, to, type: 'ORG', spellings: [], source: 'shape', weight: 5.6 + 0.3 * (to - at - 1) });
}

/** "Nordlys, a Bergen-based security firm": the noun set beside a name tells what it is. */
export function typeBeside(text: Shape, to: number): Found['type'] | undefined {
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
