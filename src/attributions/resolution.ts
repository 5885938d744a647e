/**
 * Resolutions: an organ named once ("The Council,"), why it acts, and paragraphs that say what it does ("1. Demands that …; 2. Calls upon …"). Nobody
 * stands before those verbs, and their forms look like plurals; where the organ stands over such paragraphs, they are its own.
 */
import type { Span } from '../core/span.ts';
import type { Word } from '../language/analysis.ts';
import type { Force } from './attribution.ts';
import type { Candidate, Page } from './candidate.ts';
import { isPunctuation } from './pieces.ts';
import { paragraphs } from './quotation.ts';

/** The rule that reads them. */
export const OPERATIVE = 'operative paragraph';

/** UTF-16 units from the start of a text within which the organ is named. */
const OPENING = 2000;

/** A line of its own: "The Security Council,". */
const ORGAN =
  /^[^\S\n]*The[^\S\n]+(?<name>\p{Lu}[\p{L}’'-]*(?:[^\S\n]+(?:(?:of|for|on|and|the)[^\S\n]+){0,2}\p{Lu}[\p{L}’'-]*){0,8}),[^\S\n]*$/mu;

/** Fewer paragraphs of this form make no resolution. */
const FEWEST = 2;

/** What organs do in such a paragraph, and with which force it is said; what they decide is no saying. */
const VERBS: ReadonlyMap<string, Force | undefined> = new Map([
  ...forced('demand call request urge encourage invite appeal recommend ask', 'urged'),
  ...forced('condemn deplore denounce deprecate', 'criticised'),
  ...forced('welcome commend endorse support applaud praise', 'praised'),
  ...forced('stress emphasize emphasise underline underscore highlight affirm', 'stressed'),
  ...forced('reaffirm reiterate', 'reaffirmed'),
  ...forced('recognize recognise acknowledge regret', 'acknowledged'),
  ...forced('note recall', 'said'),
  ...forced('declare', 'announced'),
  ...forced('reject', 'denied'),
  ...forced('warn', 'warned'),
  ...forced('express take decide authorize authorise establish adopt approve', undefined),
]);

function forced(lemmas: string, force: Force | undefined): [string, Force | undefined][] {
  return lemmas.split(' ').map(lemma => [lemma, force]);
}

const PARAGRAPH =
  /^[^\S\n]*(?:\(?(?:\d{1,3}|[a-z]|[ivx]+)[.)][^\S\n]*)?(?:(?:Also|Further|Again|Strongly|Once[^\S\n]again|Firmly|Deeply)[^\S\n]+)?(?<verb>\p{Lu}?\p{Ll}+s)(?=[^\S\n])/u;

/** The name of the organ whose resolution the text is, without "the"; undefined where it is none. */
export function organOf(text: string): Span | undefined {
  const found = ORGAN.exec(text.slice(0, OPENING));
  if (!found) return undefined;
  const acts = paragraphs(text).filter(
    ({ start, end }) => start > found.index && verbOf(text.slice(start, end)) !== undefined,
  );
  if (acts.length < FEWEST) return undefined;
  const name = found.groups!['name']!;
  const start = found.index + found[0].indexOf(name);
  return { start, end: start + name.length };
}

/** "Demands" at the beginning of a paragraph: the verb as the table has it, and where it stands. */
function verbOf(paragraph: string): { lemma: string; at: number } | undefined {
  const found = PARAGRAPH.exec(paragraph);
  const form = found?.groups?.['verb'];
  const lemma = form === undefined ? undefined : lemmaOf(form);
  return found && lemma !== undefined ? { lemma, at: found[0].length - form!.length } : undefined;
}

/** "Stresses", "calls". */
function lemmaOf(form: string): string | undefined {
  const lower = form.toLowerCase();
  return [lower.slice(0, -1), lower.slice(0, -2)].find(lemma => VERBS.has(lemma));
}

/** What the paragraphs of a resolution say, each verb by itself ("Condemns the attack, and urges that …"). */
export function readOperative({ analysis, paragraphs: blocks }: Page): Candidate[] {
  const organ = organOf(analysis.text);
  if (!organ) return [];
  const sourceWords = analysis.wordsIn(organ);
  const head = sourceWords.at(-1)!;
  return blocks.flatMap(({ start, end }): Candidate[] => {
    const verb = start > organ.end ? verbOf(analysis.text.slice(start, end)) : undefined;
    if (!verb) return [];
    const all = analysis.wordsIn({ start: start + verb.at, end });
    const cues = all.filter((word, i) => i === 0 || isFurtherVerb(word));
    return cues.flatMap((cue, i): Candidate[] => {
      const lemma = lemmaOf(cue.text);
      const force = lemma === undefined ? undefined : VERBS.get(lemma);
      const next = cues[i + 1]?.index ?? all.at(-1)!.index + 1;
      const content = withoutLink(all.filter(word => word.index > cue.index && word.index < next));
      if (force === undefined || content.every(isPunctuation)) return [];
      return [
        {
          rule: OPERATIVE,
          cue,
          cueWords: [cue],
          cueLemma: lemma!,
          force,
          known: true,
          frame: 'clause',
          source: { words: sourceWords, head, way: 'subject' },
          content,
          contentHead: undefined,
          link: '',
        },
      ];
    });
  });
}

/** ", and urges that": the next thing that the organ does. */
function isFurtherVerb(word: Word): boolean {
  return (
    word.previous?.lower === 'and' &&
    word.tag === 'VBZ' &&
    lemmaOf(word.text) !== undefined &&
    word.child('nsubj', 'nsubj:pass') === undefined
  );
}

/** Without the "and" before the next verb, and the marks at the end. */
function withoutLink(content: readonly Word[]): Word[] {
  const last = content.findLastIndex(word => !isPunctuation(word) && word.lower !== 'and');
  return content.slice(0, last + 1);
}
