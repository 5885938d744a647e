/** A note on characters of a text that steer how it is shown, or are not shown at all; nothing where there are none. They stay as they stand. */
export function controlNotes(text: string): string[] {
  const found = CONTROLS.map(([what, pattern, units]) => {
    const number = (text.length - text.replaceAll(pattern, '').length) / units;
    return [number, what] as const;
  }).filter(([number]) => number > 0);
  if (found.length === 0) return [];
  const counts = found.map(([number, what]) => `${number} ${what}`);
  return [
    `unicode controls: the text holds ${counts.join(', ')}; words with them may say something else than they seem to.`,
  ];
}

/** Name, characters, and UTF-16 units of each. The joiner between two signs of one emoji is no secret. */
const CONTROLS: readonly (readonly [what: string, pattern: RegExp, units: number])[] = [
  ['controls of direction', /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, 1],
  [
    'zero-width characters',
    /[\u00ad\u180e\u200b\u200c\u2060-\u2064\u3164\ufeff\uffa0]|(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d/gu,
    1,
  ],
  ['tag characters', /[\u{e0000}-\u{e007f}]/gu, 2],
];
