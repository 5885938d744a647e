import { agent, conjuncts, followingWith, isPassive, objects, subject } from '../../../language/clause.ts';
import { MEETING_NOUNS, type MeetingRule, mention, predicateSpan } from '../mention.ts';
import { isSomebody } from '../participants.ts';
import { isPlace } from '../places.ts';
import { isOffice } from '../../office.ts';
import { isUnrealised } from '../realised.ts';

/** "Obama welcomed world leaders to the White House for a working dinner." */
export const receive: MeetingRule = {
  name: 'receive',
  about: 'Somebody receives somebody at a place, or for talks.',
  lemmas: new Set(['welcome', 'host', 'receive', 'bring']),
  read(word, context) {
    if (word.pos !== 'VERB' || isUnrealised(word)) return undefined;
    if (word.lemma === 'bring' && !word.dependents.some(child => child.lower === 'together')) return undefined;
    // "He was received by the premier"
    const isReceived = word.lemma === 'receive' && isPassive(word);
    const guest = isReceived ? objects(word)[0] : word.child('obj');
    const host = isReceived ? agent(word) : subject(word);
    const near = followingWith(word, 'to', 'at', 'in');
    const place = near && isPlace(near, context) ? near : undefined;
    const occasion = followingWith(word, 'for');
    const isOccasion = occasion !== undefined && (MEETING_NOUNS.includes(occasion.lemma) || MEALS.has(occasion.lemma));
    // "The president received the ambassador": those who hold an office receive each other to talk.
    const isAudience =
      (word.lemma === 'receive' || (word.lemma === 'host' && context.timeOf(word) !== undefined)) &&
      [host, guest].every(party => party && isOffice(party, context));
    const isKnown = guest?.pos !== 'PRON' || (isReceived && context.party(guest).actor !== undefined);
    if (!guest || !isSomebody(guest, context) || !isKnown || !(place || isOccasion || isAudience)) return undefined;
    const participants = [...(host && isSomebody(host, context) ? conjuncts(host) : []), ...conjuncts(guest)];
    return mention(word, predicateSpan(word, host), { participants, ...(place && { place }) }, context);
  },
};

const MEALS = new Set(['dinner', 'lunch', 'breakfast', 'banquet', 'reception']);
