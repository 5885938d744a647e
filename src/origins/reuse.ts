import { type Words, wordsAt } from '../core/span.ts';

/**
 * How documents of one origin came to share their words, where the texts show it. `copy`: words were taken over and the texts don't say
 * how. `none`: there is only one document.
 */
export type ReuseKind = 'wire copy' | 'press release' | 'source-to-source' | 'copy' | 'none';

export interface Reuse {
  readonly kind: ReuseKind;
  /** The words that show it, and in which document they stand; empty for `copy` and `none`. */
  readonly evidence: readonly { readonly document: string; readonly words: Words }[];
}

interface Sign {
  readonly kind: 'wire copy' | 'press release' | 'source-to-source';
  readonly pattern: RegExp;
}

const AGENCIES =
  '(?:AP|AFP|UPI|Reuters|Associated Press|Agence France-Presse|Press Association|PA Media|Bloomberg News|Xinhua|Kyodo(?: News)?|DPA|dpa|EFE|ANSA|TASS|Interfax|Yonhap|ANI|PTI|IANS)';

/**
 * In order of strength: a credit to an agency tells more than the genre of a release. The dateline forms ask for brackets or a dash,
 * because "Reuters reported" names a source of one sentence, not of the text.
 */
const SIGNS: readonly Sign[] = [
  { kind: 'wire copy', pattern: new RegExp(`\\(${AGENCIES}\\)`, 'u') },
  { kind: 'wire copy', pattern: new RegExp(`^[A-Z][A-Za-z ,.]{1,40}\\b${AGENCIES} ?[-–—]`, 'mu') },
  { kind: 'wire copy', pattern: new RegExp(`^(?:By|From|Source:) (?:the )?${AGENCIES}\\b`, 'imu') },
  { kind: 'wire copy', pattern: new RegExp(`\\b${AGENCIES} contributed to this report`, 'u') },
  { kind: 'wire copy', pattern: new RegExp(`^(?:©|Copyright) ?(?:\\d{4} )?(?:the )?${AGENCIES}\\b`, 'imu') },
  { kind: 'press release', pattern: /\bFOR IMMEDIATE RELEASE\b/iu },
  {
    kind: 'press release',
    pattern: /\b(?:PRNewswire|PR Newswire|Business Wire|BUSINESS WIRE|GLOBE NEWSWIRE|GlobeNewswire|Marketwired)\b/u,
  },
  { kind: 'press release', pattern: /^(?:Media|Press) contacts?\b/imu },
  {
    kind: 'source-to-source',
    pattern:
      /\bThis (?:article|story|report) (?:was )?(?:first|originally) (?:appeared|published|ran) (?:in|on|by|at) [^\n.]{2,60}/u,
  },
  { kind: 'source-to-source', pattern: /\b(?:Republished|Reprinted) (?:from|with permission)[^\n.]{0,60}/u },
];

/** `documents` are those of one origin, the earliest known first. */
export function reuseOf(documents: readonly { readonly id: string; readonly text: string }[]): Reuse {
  if (documents.length < 2) return { kind: 'none', evidence: [] };
  const found = documents.flatMap(({ id, text }) =>
    SIGNS.flatMap(({ kind, pattern }) => {
      const match = pattern.exec(text);
      if (match === null) return [];
      return [{ kind, document: id, words: wordsAt(text, { start: match.index, end: match.index + match[0].length }) }];
    }),
  );
  for (const kind of ['wire copy', 'press release', 'source-to-source'] as const) {
    const evidence = found.filter(sign => sign.kind === kind).map(({ document, words }) => ({ document, words }));
    if (evidence.length > 0) return { kind, evidence };
  }
  return { kind: 'copy', evidence: [] };
}
