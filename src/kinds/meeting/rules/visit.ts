import { conjuncts, subject } from '../../../language/clause.ts';
import { isOfficialVisit } from '../../office.ts';
import { type MeetingRule, mention, predicateSpan } from '../mention.ts';
import { isSomebody } from '../participants.ts';
import { isPlace } from '../places.ts';
import { isUnrealised } from '../realised.ts';

/** "Chinese President Xi Jinping visited the White House in September." */
export const visit: MeetingRule = {
  name: 'visit',
  about: 'Somebody with a public part visits a seat of government or a country.',
  lemmas: new Set(['visit']),
  read(word, context) {
    if (word.pos !== 'VERB' || isUnrealised(word)) return undefined;
    const visitor = subject(word);
    const place = word.child('obj');
    if (!visitor || !place || !isSomebody(visitor, context) || !isPlace(place, context)) return undefined;
    const visitors = conjuncts(visitor);
    if (!isOfficialVisit(visitors, place, context)) return undefined;
    return mention(word, predicateSpan(word, visitor), { participants: visitors, place }, context);
  },
};
