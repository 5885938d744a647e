/** A text as a careless scraper leaves it: small letters, no punctuation, one line. */
import type { GoldAttribution } from './gold.ts';

interface Marked {
  readonly text: string;
  readonly gold: readonly GoldAttribution[];
}

export function stripped({ text, gold }: Marked): Marked {
  let out = '';
  const places = new Int32Array(text.length + 1);
  for (let i = 0; i < text.length; i++) {
    places[i] = out.length;
    if (/[\p{L}\p{N}]/u.test(text[i]!)) out += text[i]!.toLowerCase()[0]!;
    else if (out !== '' && !out.endsWith(' ')) out += ' ';
  }
  places[text.length] = out.length;
  const moved = (ranges: GoldAttribution['content'] = []): (readonly [number, number])[] =>
    ranges.map(([start, end]) => [places[start]!, places[end]!] as const);
  return {
    text: out,
    gold: gold.map(one => ({ source: moved(one.source), cue: moved(one.cue), content: moved(one.content) })),
  };
}
