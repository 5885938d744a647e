import type { Word } from '../../../language/analysis.ts';
import { conjuncts, isNegated, subject, withPreposition } from '../../../language/clause.ts';
import { isHypothetical, type ReadingContext } from '../../reading-context.ts';
import { type MeetingRule, mention, predicateSpan } from '../mention.ts';
import { isSomebody, strayPartner } from '../participants.ts';

/** "Lavrov met with Kerry in Geneva on Friday"; "representatives for both countries meet in Washington". */
export const meet: MeetingRule = {
  name: 'meet',
  about: 'The verb meet, with those who meet as subject, object or after with.',
  lemmas: new Set(['meet', 'confer', 'convene']),
  read(word, context) {
    if (word.pos !== 'VERB' || isUnrealised(word)) return undefined;
    const others = [...withPreposition(word, 'with'), ...word.children('obj')].filter(other => !context.isTime(other));
    if (others.length === 0) others.push(...strayPartner(word, context));
    // "meet the criteria": what is met must be somebody.
    if (others.some(other => !isSomebody(other, context))) return undefined;
    const first = nearerSubject(word, context) ?? subject(word);
    const participants = [...(first ? [first] : []), ...others].flatMap(conjuncts);
    if (participants.length === 0 || !participants.every(head => isSomebody(head, context))) return undefined;
    return mention(word, predicateSpan(word, first), { participants }, context);
  },
};

/** "… catch up with officials before representatives for both countries meet": who stands after the last "before" meets. */
function nearerSubject(verb: Word, context: ReadingContext): Word | undefined {
  const far = subject(verb);
  if (!far || far.sentence !== verb.sentence) return undefined;
  const between = verb.sentence.words.filter(word => word.index > far.index && word.index < verb.index);
  const opener = between.findLastIndex(word => CLAUSE_OPENERS.has(word.lower));
  return opener < 0
    ? undefined
    : between.slice(opener + 1).find(word => /^NNP?S$/u.test(word.tag) && isSomebody(word, context));
}

const CLAUSE_OPENERS = new Set(['before', 'after', 'when', 'while', 'until', 'once', 'as']);

/** "are not supposed to confer", "the good fortune to meet people": no meeting, or none in particular. */
function isUnrealised(verb: Word): boolean {
  if (isNegated(verb) || isHypothetical(verb) || (verb.is('acl') && verb.child('mark')?.lower === 'to')) return true;
  // "has no plans to attend the conference or meet him"
  const shares = verb.is('xcomp') || (verb.is('conj') && verb.child('nsubj') === undefined);
  return shares && verb.head !== undefined && isUnrealised(verb.head);
}
