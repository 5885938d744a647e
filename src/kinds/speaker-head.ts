/** Whose words an attribution tells, where the tree misleads about the subject of its verb. */
import type { Attribution } from '../attributions/attribution.ts';
import type { Word } from '../language/analysis.ts';
import { isPredicate } from '../language/clause.ts';
import type { ReadingContext } from './reading-context.ts';

/** The head of the noun phrase that names the speaker: by default the source's own. */
export function speakerHead(attribution: Attribution, context: ReadingContext): Word | undefined {
  const { sourceHead } = attribution;
  if (sourceHead === undefined) return undefined;
  const verb = context.analysis.wordAt(attribution.cue.at(-1)!.start);
  const cue = verb?.pos === 'VERB' ? verb : undefined;
  const [together] = saidTogether(sourceHead);
  const told = cue && (ofTwoSubjects(cue, sourceHead) ?? behindAs(cue) ?? ofRelativeClause(cue, sourceHead, context));
  return together ?? told ?? sourceHead;
}

/** Of "US, allies accuse", as headlines join, all who say it; else none beside the head. */
export function saidTogether(head: Word): Word[] {
  const verb = head.head;
  const [first, second] = verb?.children('nsubj') ?? [];
  if (!verb || !first || !second || second.index > verb.index || (head !== first && head !== second)) return [];
  const { words } = verb.sentence;
  const [start, end] = [first.subtree()[0]!, first.subtree().findLast(({ pos }) => pos !== 'PUNCT')!];
  const isHeadline = start === words[0] && !/[.!?]$/u.test(words.at(-1)!.text);
  const isRow = end.next?.text === ',' && second.subtree().find(({ pos }) => pos !== 'PUNCT') === end.next.next;
  // "Lind, her spokesman said, is confident" puts the saying in.
  const isPutIn = verb.next?.text === ',' || second.subtree().at(-1) !== verb.previous;
  return isHeadline && isRow && !isPutIn && first.pos === 'PROPN' ? [first, second] : [];
}

/** "Said the firm's research director" may get "research" and "director" for subjects, "Vesta, the second largest, said" both of its names. */
function ofTwoSubjects(verb: Word, source: Word): Word | undefined {
  const subjects = verb.children('nsubj');
  if (subjects.length !== 2 || !subjects.includes(source)) return undefined;
  const [first, second] = subjects as [Word, Word];
  if (second.index < verb.index !== first.index < verb.index) return undefined;
  if (first.next === second && first.pos === 'NOUN') return second;
  const opens = second.subtree().find(({ pos }) => pos !== 'PUNCT');
  // "It failed, the firm said" has two as well; only what is put in ends with a comma.
  const isPutIn = second.subtree().at(-1)!.text === ',' || verb.previous?.text === ',';
  return opens?.lower === 'the' && opens.previous?.text === ',' && isPutIn ? first : undefined;
}

/** "The sides fought on, as mediators pleaded with both": the tree may join the pleading to the fighting. */
function behindAs(verb: Word): Word | undefined {
  if (!verb.is('conj') || verb.child('nsubj')) return undefined;
  return verb.children('obl').find(noun => {
    const link = noun.child('case');
    return link?.lower === 'as' && link.previous?.text === ',' && noun.index < verb.index && noun.pos === 'NOUN';
  });
}

/**
 * "Ravania, which has denied it and says …": both are said of the noun that "which" takes up. Of "blamed the strike on Ravania, which says …" that is
 * whoever can speak, and not the strike.
 */
function ofRelativeClause(verb: Word, source: Word, context: ReadingContext): Word | undefined {
  let clause: Word | undefined = verb;
  if (verb.is('conj') && !verb.child('nsubj') && /^VB[ZDP]$/u.test(verb.tag)) {
    do clause = clause.head;
    while (clause && !isPredicate(clause));
  }
  const pronoun = clause?.is('acl:relcl') ? clause.child('nsubj') : undefined;
  const taken = clause?.head;
  if (!pronoun || !taken || !/^(?:who|which|that)$/u.test(pronoun.lower)) return undefined;
  const noun = nearestSpeaker(pronoun, taken, context);
  if (source === taken || source === pronoun) return noun;
  // What the relative clause is about is nearer than whoever the sentence is about.
  return clause !== verb && source.index < noun.index && !clause!.subtree().includes(source) ? noun : undefined;
}

function nearestSpeaker(pronoun: Word, taken: Word, context: ReadingContext): Word {
  // "Rosa Lindt of River Watch, who accused …": a person.
  const owner = taken.is('nmod') ? taken.head : undefined;
  if (
    pronoun.lower === 'who' &&
    owner &&
    context.nameOf(owner)?.type === 'PER' &&
    context.nameOf(taken)?.type !== 'PER'
  )
    return owner;
  let before = pronoun.previous?.text === ',' ? pronoun.previous.previous : pronoun.previous;
  while (before?.is('flat', 'compound') && before.head) before = before.head;
  const speaks = (word: Word): boolean => context.party(word).actor !== undefined;
  return before && before !== taken && before.pos === 'PROPN' && !speaks(taken) && speaks(before) ? before : taken;
}
