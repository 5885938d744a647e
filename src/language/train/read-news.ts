import { LONGEST_SENTENCE } from '../boundaries.ts';
import type { Gazetteer } from '../gazetteer.ts';
import { NAME_CLASSES, type Read, Reader } from '../neural/reader.ts';
import { readSigns, setCasing } from '../signs.ts';
import { tokenize } from '../tokens.ts';
import type { NetworkWeights } from '../neural/weights.ts';
import type { CutText } from './boundaries.ts';
import type { Classes } from './fit-network.ts';
import type { Source } from './sources.ts';

/** Sentences of other lengths, in words, teach little or are badly cut. */
const SHORTEST = 5;
const LONGEST = 60;

/**
 * Reads printed news without gold with several networks together, whose sum is better than each, so that a new network can learn from
 * what they make of it (tri-training: Zhou & Li 2005; for parsers: Wagner & Foster 2021).
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
    const signs = readSigns(tokens);
    const starts = Array.from({ length: tokens.count }, (_, i) => i).filter(
      i => i === 0 || begins.has(tokens.starts[i]!),
    );
    return [...starts, tokens.count].slice(0, -1).flatMap((from, s): Source[] => {
      const to = starts[s + 1] ?? tokens.count;
      const length = to - from;
      if (length < SHORTEST || length > LONGEST) return [];
      setCasing(signs, from, to);
      const forms = Array.from({ length }, (_, i) => text.slice(tokens.starts[from + i], tokens.ends[from + i]));
      const seen = {
        forms: signs.forms.slice(from, to),
        shape: signs.shape.slice(from, to),
        listed: gazetteer.look(signs.forms.slice(from, to)),
      };
      const read: Read = {
        tags: new Uint8Array(length),
        heads: new Int32Array(length),
        relations: new Uint8Array(length),
        margins: new Float32Array(length),
        names: [],
      };
      reader.read(seen, Int32Array.of(0, length), read);
      const names = new Uint8Array(length);
      for (const name of read.names)
        for (let i = name.from; i < name.to; i++)
          names[i] = NAME_CLASSES.indexOf(`${i === name.from ? 'B' : 'I'}-${name.type}`);
      const sentence = {
        document: `news ${document}`,
        opens: 'sentence' as const,
        text: forms.join(' '),
        forms,
        spans: forms.map((_, i) => [tokens.starts[from + i]!, tokens.ends[from + i]!] as const),
        tags: Array.from(read.tags, tag => tagNames[tag]!),
        lemmas: forms,
        heads: Array.from(read.heads),
        relations: Array.from(read.relations, relation => relationNames[relation]!),
        entities: forms.map(() => ''),
      };
      return [{ sentence, names }];
    });
  });
}
