import { conjuncts, subject, withPreposition } from '../../../language/clause.ts';
import { MEETING_NOUNS, type MeetingRule, mention, predicateSpan } from '../mention.ts';
import { isUnrealised } from '../realised.ts';

/** "Johnson and Lynch are slated to represent the U.S. at next month's meeting in Washington." */
export const represent: MeetingRule = {
  name: 'represent',
  about: 'Who represents whom at a meeting.',
  lemmas: new Set(['represent', 'lead']),
  read(word, context) {
    const event = withPreposition(word, 'at', 'in', 'to', 'during').find(noun => MEETING_NOUNS.includes(noun.lemma));
    const who = subject(word);
    const side = word.child('obj');
    if (!event || !who || !side || isUnrealised(word)) return undefined;
    if (word.lemma === 'lead' && side.lemma !== 'delegation') return undefined;
    return mention(event, predicateSpan(word, who), { participants: conjuncts(who), side, verb: word }, context);
  },
};
