import { longestAt, pieces, type Spelling } from '../world/gazetteer.ts';
import { type Candidate, type Found, type Shape } from './shape.ts';

export function fromWorld(text: Shape, out: Candidate[]): void {
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

/** The known things written just like a name that was found another way: "Apple" at the head of a sentence. */
export function spelledLike(text: Shape, name: Found): readonly Spelling[] {
  const list = text.words
    .slice(name.from, name.to)
    .flatMap(word => pieces(word.text))
    .map(piece => ({ piece, breaks: false }));
  const whole = longestAt(list, 0).find(({ length }) => length === list.length);
  const wanted = (spelling: Spelling) =>
    worldType(spelling) === name.type && (!text.lost(name.from) || !spelling.everyday);
  return whole?.spellings.filter(wanted) ?? [];
}
