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

/** "Nothing in this statement prevents …", "This agreement is without prejudice to …": a sentence that limits all provisions. */
export function isSaving({ words }: Sentence): boolean {
  const text = words
    .slice(0, 14)
    .map(word => word.lower)
    .join(' ')
    // The number of its paragraph.
    .replace(/^\W*\w{1,4} ?[.):] /u, '');
  return /^(?:nothing in (?:this|the|these)|this [a-z -]{1,40}? (?:is|are|shall be) without prejudice|the provisions of this [a-z -]{1,40}? (?:do|shall) not)/u.test(
    text,
  );
}
