/**
 * In a headline nearly every word has a capital, so a name runs on into its neighbours ("Ana Duarte Meets Omar Haddad"). What the
 * rest of the text calls by name tells where the names end.
 */
import type { Sentence } from '../../language/analysis.ts';
import { type Found, functionWords, type Shape } from './shape.ts';

/** Names of three words and more in headlines, cut to the names that stand in the rest of the text; left whole where none does. */
export function cutHeadlines(text: Shape, names: readonly Found[]): Found[] {
  const known = new Map<string, Found['type']>();
  const doubtful: Found[] = [];
  const headlines = new Map<Sentence, boolean>();
  for (const name of names) {
    const { sentence } = text.words[name.from]!;
    let capitals = headlines.get(sentence);
    if (capitals === undefined) headlines.set(sentence, (capitals = isHeadline(text, sentence)));
    if (capitals && name.spellings.length === 0 && name.to - name.from > 2) doubtful.push(name);
    if (!capitals && name.to - name.from > 1) known.set(written(text, name.from, name.to), name.type);
  }
  if (doubtful.length === 0) return [...names];
  const cut = new Set(doubtful);
  return names.flatMap(name => (cut.has(name) ? partsOf(text, name, known) : [name]));
}

function partsOf(text: Shape, name: Found, known: ReadonlyMap<string, Found['type']>): Found[] {
  const parts: Found[] = [];
  for (let from = name.from; from < name.to; ) {
    let to = Math.min(name.to, from + LONGEST);
    while (to > from + 1 && !known.has(written(text, from, to))) to--;
    const type = to > from + 1 ? known.get(written(text, from, to)) : undefined;
    if (type !== undefined) parts.push({ from, to, type, spellings: [], source: 'again' });
    from = type === undefined ? from + 1 : to;
  }
  return parts.length > 0 ? parts : [name];
}

const LONGEST = 5;

function written(text: Shape, from: number, to: number): string {
  return text.words
    .slice(from, to)
    .map(word => word.lower)
    .join(' ');
}

/** Has every word a capital but the smallest? A sentence that is more than names has a verb without one. */
function isHeadline(text: Shape, { words }: Sentence): boolean {
  const telling = words.filter(word => /^\p{L}{3,}/u.test(word.text) && !functionWords.has(word.lower));
  return telling.length >= 4 && telling.every(word => /^\p{Lu}/u.test(word.text)) && !text.lost(words[0]!.index);
}
