/** Who chairs a meeting, on which level it is, and of which series. */
import type { Party } from '../../core/actor.ts';
import type { Word } from '../../language/analysis.ts';
import { conjuncts, isPassive, subject, withPreposition } from '../../language/clause.ts';
import type { ReadingContext } from '../reading-context.ts';
import { isSomebody } from './participants.ts';

const CHAIRING = new Set(['chair', 'co-chair', 'cochair', 'preside', 'co-host']);

/** "a meeting co-chaired by A and B", "A and B chaired the talks", "the talks were chaired by A". */
export function chairsOf(head: Word, context: ReadingContext): Word[] {
  const verbs = head.sentence.words.filter(word => CHAIRING.has(word.lemma) || CHAIRING.has(stemOf(word)));
  return [...presided(head, context), ...verbs.flatMap(verb => chairsBy(verb, head, context))];
}

/** "Met under the chairmanship of A", "under the co-chairmanship of A and B". */
function presided(head: Word, context: ReadingContext): Word[] {
  const noun = head.sentence.words.find(({ lower }) => /^(?:co-?)?chair(?:man)?ship$|^presidency$/u.test(lower));
  const chair =
    noun?.child('case')?.lower === 'under' || noun?.previous?.previous?.lower === 'under' ? noun : undefined;
  const who = chair && withPreposition(chair, 'of')[0];
  return who ? conjuncts(who).filter(word => isSomebody(word, context)) : [];
}

function chairsBy(verb: Word, head: Word, context: ReadingContext): Word[] {
  const isOfIt =
    verb.head === head ||
    (head.head === verb && head.is('obj', 'nsubj', 'obl')) ||
    verb.head === head.head ||
    verb.subtree().includes(head);
  if (!isOfIt) return [];
  const by = verb.children('obl', 'nmod').find(noun => noun.child('case')?.lower === 'by');
  const who = by ?? (isPassive(verb) || verb.is('acl') ? undefined : subject(verb));
  return who ? conjuncts(who).filter(word => isSomebody(word, context)) : [];
}

/** "co-chaired", taken for an adjective, is the verb all the same. */
function stemOf({ lower }: Word): string {
  return lower.replace(/(?:ed|d|s|ing)$/u, '');
}

/** On which level those sit who meet, the highest first. */
export const LEVELS = ['leaders', 'ministers', 'deputy ministers', 'senior officials', 'experts'] as const;
export type Level = (typeof LEVELS)[number];

const LEVEL_WORDS: readonly (readonly [Level, RegExp])[] = [
  [
    'deputy ministers',
    /\b(?:deputy|vice|assistant|under)[ -](?:foreign |defen[cs]e |prime )?(?:minister|secretary)|\bundersecretar/iu,
  ],
  ['experts', /\b(?:expert|technical|working[ -]group|working[ -]level)/iu],
  [
    'senior officials',
    /\b(?:senior officials?|officials['’]? level|envoys?|ambassadors?|national security advis[eo]rs?)\b/iu,
  ],
  [
    'leaders',
    /\b(?:summit|leaders?|heads of (?:state|government)|prime ministers?|presidents?|chancellors?|kings?|premiers?|taoiseach|emperors?|pope)\b/iu,
  ],
  ['ministers', /\b(?:ministerial|ministers?|secretar(?:y|ies) (?:of|for)|foreign secretary)\b/iu],
];

/** The level that the words of a title or a post tell; the words are tried as a whole, so "deputy minister" is no minister. */
export function levelIn(words: string): Level | undefined {
  return LEVEL_WORDS.find(([, pattern]) => pattern.test(words))?.[0];
}

/** The level of a meeting: what its name says, else that of the posts of those who meet, where all that are known sit on one. */
export function levelOf(title: string, participants: readonly Party[]): Level | undefined {
  const named = levelIn(title);
  if (named) return named;
  const levels = new Set(participants.flatMap(({ capacity, words }) => levelIn(capacity ?? words.exact) ?? []));
  return levels.size === 1 ? [...levels][0] : undefined;
}

/** What stays of a name from one round to the next: without its number, article and year. Undefined: a name of one word is no series. */
export function seriesOf(title: string): string | undefined {
  const kept = title
    .replaceAll(
      /\b(?:the|a|an|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|inaugural|next|annual|\d{1,3}(?:st|nd|rd|th)|(?:19|20)\d\d)\b/giu,
      ' ',
    )
    .replaceAll(/\s+/gu, ' ')
    .trim();
  return kept.split(' ').length < 2 ? undefined : kept;
}
