import type { Word } from '../../../language/analysis.ts';
import { conjuncts, subject, withPreposition } from '../../../language/clause.ts';
import type { ReadingContext } from '../../reading-context.ts';
import { type MeetingRule, mention, predicateSpan } from '../mention.ts';
import { isSomebody, strayPartner } from '../participants.ts';
import { isAcquaintance, isAwaited, isContest, isCounted, isToldInGeneral, isUnrealised } from '../realised.ts';

/** "Lavrov met with Kerry in Geneva on Friday"; "representatives for both countries meet in Washington". */
export const meet: MeetingRule = {
  name: 'meet',
  about: 'The verb meet, with those who meet as subject, object or after with.',
  lemmas: new Set(['meet', 'confer', 'convene']),
  read(word, context) {
    if (word.pos !== 'VERB' || isUnrealised(word) || isCounted(word, context)) return undefined;
    if (isContest(word) || isAwaited(word)) return undefined;
    const others = [...withPreposition(word, 'with'), ...word.children('obj')].filter(other => !context.isTime(other));
    if (others.length === 0) others.push(...strayPartner(word, context));
    // "meet the criteria": what is met must be somebody.
    if (others.some(other => !isSomebody(other, context))) return undefined;
    const first = nearerSubject(word, context) ?? subject(word);
    const participants = [...(first ? [first] : []), ...others].flatMap(conjuncts);
    if (participants.length === 0 || !participants.every(head => isSomebody(head, context))) return undefined;
    if (withPreposition(word, 'with').length === 0 && participants.some(head => isWriter(head, context)))
      return undefined;
    if (isAcquaintance(word, participants, context)) return undefined;
    const told = mention(word, predicateSpan(word, first), { participants }, context);
    const tied = told?.time !== undefined || told?.place !== undefined;
    return !tied && isToldInGeneral(word, others) ? undefined : told;
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

/** "I met his friend": whoever wrote the text got to know somebody. */
function isWriter(head: Word, context: ReadingContext): boolean {
  return /^(?:i|me)$/u.test(head.lower) && context.party(head).actor === undefined;
}
