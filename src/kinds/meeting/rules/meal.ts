import { conjuncts, followingWith, subject, withPreposition } from '../../../language/clause.ts';
import { isOffice } from '../../office.ts';
import { type MeetingRule, mention, predicateSpan } from '../mention.ts';
import { isSomebody } from '../participants.ts';
import { isUnrealised } from '../realised.ts';

/** "The envoy had breakfast with the president on Tuesday." */
export const meal: MeetingRule = {
  name: 'meal',
  about: 'Somebody of an office has a meal with somebody.',
  lemmas: new Set(['breakfast', 'lunch', 'dinner']),
  read(word, context) {
    const verb = word.is('obj') ? word.head : undefined;
    if (!verb || !HAVING.has(verb.lemma) || isUnrealised(verb)) return undefined;
    const who = subject(verb);
    const partner = withPreposition(word, 'with')[0] ?? withPreposition(verb, 'with')[0] ?? followingWith(word, 'with');
    const participants = [who, partner].flatMap(party => (party ? conjuncts(party) : []));
    if (!who || !partner || !participants.every(head => isSomebody(head, context))) return undefined;
    if (!participants.some(head => isOffice(head, context))) return undefined;
    return mention(verb, predicateSpan(verb, who), { participants }, context);
  },
};

const HAVING = new Set(['have', 'eat', 'hold', 'share']);
