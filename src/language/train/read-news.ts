import { LONGEST_SENTENCE } from '../boundaries.ts';
import { settleTypes } from '../consistency.ts';
import type { Gazetteer } from '../gazetteer.ts';
import { NAME_CLASSES, type Read, Reader } from '../neural/reader.ts';
import { readSigns, setCasing } from '../signs.ts';
import { tokenize } from '../tokens.ts';
import type { NetworkWeights } from '../neural/weights.ts';
import type { NameRange } from '../words.ts';
import type { CutText } from './boundaries.ts';
import type { Classes } from './fit-network.ts';
import type { Source } from './sources.ts';

/** Sentences of other lengths, in words, teach little or are badly cut. */
const SHORTEST = 5;
const LONGEST = 60;

/**
 * Reads printed news without gold with one network, or with several together, so that a new network can learn from what they make of it
 * (self-training and tri-training: Zhou & Li 2005; for parsers: Wagner & Foster 2021). A report names the same people, bodies and places again and
 * again, and more clearly in one sentence than in another: what most of it says of a name is what is learned of all its mentions.
 */
export function readNews(
  texts: readonly CutText[],
  networks: readonly NetworkWeights[],
  gazetteer: Gazetteer,
  { tagNames, relationNames }: Classes,
): Source[] {
  if (networks.length === 0) return [];
  const reader = new Reader(networks, relationNames.indexOf('root'), LONGEST_SENTENCE);
  return texts.flatMap(({ text, begins }, document) => {
    const tokens = tokenize(text, []);
    const { count } = tokens;
    const signs = readSigns(tokens);
    const first = Array.from({ length: count }, (_, i) => i).filter(i => i === 0 || begins.has(tokens.starts[i]!));
    const starts = Int32Array.from([...first, count].flatMap((from, s, all) => piecesOf(from, all[s + 1] ?? from)));
    for (let s = 0; s + 1 < starts.length; s++) setCasing(signs, starts[s]!, starts[s + 1]!);
    const read: Read = {
      tags: new Uint8Array(count),
      heads: new Int32Array(count),
      relations: new Uint8Array(count),
      margins: new Float32Array(count),
      names: [],
    };
    reader.read({ forms: signs.forms, shape: signs.shape, listed: gazetteer.look(signs.forms) }, starts, read);
    const forms = Array.from({ length: count }, (_, i) => text.slice(tokens.starts[i], tokens.ends[i]));
    const names = new Uint8Array(count);
    for (const { from, to, type } of everywhere(settleTypes(read.names, forms), forms))
      for (let i = from; i < to; i++) names[i] = NAME_CLASSES.indexOf(`${i === from ? 'B' : 'I'}-${type}`);

    return Array.from(starts.subarray(0, -1), (from, s): Source[] => {
      const to = starts[s + 1]!;
      if (to - from < SHORTEST || to - from > LONGEST) return [];
      const words = forms.slice(from, to);
      const sentence = {
        document: `news ${document}`,
        opens: 'sentence' as const,
        text: words.join(' '),
        forms: words,
        spans: words.map((_, i) => [tokens.starts[from + i]!, tokens.ends[from + i]!] as const),
        tags: Array.from(read.tags.subarray(from, to), tag => tagNames[tag]!),
        lemmas: words,
        heads: Array.from(read.heads.subarray(from, to), head => (head < 0 ? -1 : head - from)),
        relations: Array.from(read.relations.subarray(from, to), relation => relationNames[relation]!),
        entities: words.map(() => ''),
      };
      return [{ sentence, names: names.slice(from, to) }];
    }).flat();
  });
}

/** Where a sentence begins, and where pieces of it begin that are short enough to be read. */
function piecesOf(from: number, to: number): number[] {
  const starts = [from];
  for (let at = from + LONGEST_SENTENCE; at < to; at += LONGEST_SENTENCE) starts.push(at);
  return starts;
}

/** Adds the mentions that were overlooked of names that are found at most places where their words stand, and at two at least. */
function everywhere(names: readonly NameRange[], forms: readonly string[]): NameRange[] {
  const found = new Map<string, { readonly length: number; readonly type: NameRange['type']; times: number }>();
  const taken = new Uint8Array(forms.length);
  for (const { from, to, type } of names) {
    taken.fill(1, from, to);
    const key = forms.slice(from, to).join(' ');
    const name = found.get(key);
    if (name === undefined) found.set(key, { length: to - from, type, times: 1 });
    else name.times++;
  }
  const more: NameRange[] = [];
  for (const [key, { length, type, times }] of found) {
    if (times < 2 || !/^\p{Lu}/u.test(key)) continue;
    const overlooked: NameRange[] = [];
    for (let from = 0; from + length <= forms.length; from++) {
      const to = from + length;
      if (taken.subarray(from, to).every(mark => mark === 0) && forms.slice(from, to).join(' ') === key)
        overlooked.push({ from, to, type });
    }
    if (overlooked.length > times) continue;
    for (const name of overlooked) taken.fill(1, name.from, name.to);
    more.push(...overlooked);
  }
  return [...names, ...more];
}
