/** What a text takes out of its provisions, or bends to another rule. */
import type { ElementName } from '../core/instrument.ts';
import type { Words } from '../core/span.ts';
import type { ReadingContext } from '../kinds/reading-context.ts';
import type { Sentence } from '../language/analysis.ts';
import { unpunctuated } from './elements.ts';

export interface Exception {
  readonly words: Words;
  /** The element that an act under the exception does not meet; told by what the words speak of. */
  readonly element: ElementName;
}

/** Words that except, and phrases that bend an undertaking to another rule; told by the words themselves, because trees hang them anywhere. */
const EXCEPTING =
  /\b(?:except(?: for| as| that| where| when| if)?|unless|excluding|other than|save (?:for|as|where)|barring|apart from|with the exception of|(?:in a manner )?consistent with|subject to|without prejudice to|(?:in a manner )?in accordance with|in conformity with|to the extent (?:permitted|possible|allowed) (?:by|under)|as (?:permitted|required) by|which (?:this|the) [\w ]{1,40}? does not (?:prohibit|cover|forbid))\b/giu;

/** The exceptions that a sentence states, in its order. */
export function exceptionsIn(sentence: Sentence, context: ReadingContext): Exception[] {
  const found: Words[] = [];
  const text = context.text.slice(sentence.start, sentence.end);
  for (const match of text.matchAll(EXCEPTING)) {
    const start = sentence.start + match.index;
    const [last] = found.slice(-1);
    if (last && start < last.end) continue;
    const end = endOfPhrase(sentence, start + match[0].length);
    found.push(context.words(unpunctuated(context.text, { start, end })));
  }
  return found.map(words => ({ words, element: elementOf(words.exact) }));
}

/** To the next comma, semicolon or end: such phrases stand between commas in legal English, or close the sentence. */
function endOfPhrase({ words, end }: Sentence, from: number): number {
  return words.find(word => word.start >= from && /^[,;:]$/u.test(word.text))?.start ?? end;
}

/** Which element an exception is about; what tells nothing else bends the conduct. */
function elementOf(words: string): ElementName {
  if (/\b(?:territory|waters|zone|airspace|border|region|area|sea|soil)s?\b/iu.test(words)) return 'territory';
  if (
    /\b(?:purpose|intent|intention|aim|reason|self-defen[cs]e|security|emergency|humanitarian|espionage|intelligence)s?\b/iu.test(
      words,
    )
  )
    return 'purpose';
  if (/\b(?:before|after|until|during|days?|months?|years?)\b/iu.test(words)) return 'time';
  return 'conduct';
}

/** How far a sentence reaches that takes something out: over all provisions, its own paragraph, or what was undertaken right before it. */
export type SavingReach = 'all' | 'paragraph' | 'undertaking';

/** A text by a name of its own, with what may stand before it: "this framework agreement". */
const TEXT =
  '(?:[a-z-]+ ){0,2}(?:agreement|treaty|statement|declaration|communiqué|communique|memorandum|protocol|convention|accord|arrangement|charter|understanding|document|text)';
const LIMITS =
  '(?:do|does|shall|will) not (?:apply|extend|affect|prejudice|prevent|preclude|prohibit|limit|impair|cover)';
const SAVINGS: readonly (readonly [SavingReach, RegExp])[] = [
  [
    'paragraph',
    /^(?:nothing in (?:this|the present) (?:paragraph|article|section|clause|provision)|the provisions of this (?:paragraph|article|section))\b/u,
  ],
  ['paragraph', new RegExp(`^this (?:paragraph|article|section|clause|provision) ${LIMITS}`, 'u')],
  [
    'undertaking',
    new RegExp(
      `^(?:this|the above|the foregoing) (?:undertaking|commitment|obligation|prohibition|restriction|duty|moratorium|ban|pledge) ${LIMITS}`,
      'u',
    ),
  ],
  [
    'all',
    /^(?:nothing in (?:this|the|these)|this [a-z -]{1,40}? (?:is|are|shall be) without prejudice|the provisions of this [a-z -]{1,40}? (?:do|shall) not)/u,
  ],
  ['all', new RegExp(`^(?:this|the present) ${TEXT} ${LIMITS}`, 'u')],
];

/** "Nothing in this statement prevents …", "This undertaking does not apply to …": a sentence that limits provisions; undefined for any other. */
export function savingReach({ words }: Sentence): SavingReach | undefined {
  const text = words
    .slice(0, 14)
    .map(word => word.lower)
    .join(' ')
    // The number of its paragraph.
    .replace(/^\W*(?:\w{1,4} ?[.):]|\d+(?:\.\d+)+) /u, '');
  return SAVINGS.find(([, pattern]) => pattern.test(text))?.[0];
}

/**
 * "Paragraph 1 shall not apply to emergency works" in paragraph 3(2) limits 3(1), "Article 4 shall not apply …" limits 4: the label of what a sentence
 * limits by its number, where `label` is its own.
 */
export function numberLimited({ words }: Sentence, label: string): string | undefined {
  const text = words
    .slice(0, 12)
    .map(word => word.lower)
    .join(' ');
  const found = NUMBERED.exec(text)?.groups;
  if (!found) return undefined;
  const article = /^[^(]*/u.exec(label)![0];
  return found['part'] === 'article' || !label.includes('(') ? found['number'] : `${article}(${found['number']})`;
}

const NUMBERED = new RegExp(`\\b(?<part>paragraph|article) (?<number>\\d+) ${LIMITS}`, 'u');

/** A sentence that limits, as an exception of what it limits. */
export function savingAsException(words: Words): Exception {
  return { words, element: elementOf(words.exact) };
}
