import { conjuncts, followingWith, subject, withPreposition } from '../../../language/clause.ts';
import { type MeetingRule, mention, predicateSpan } from '../mention.ts';
import { isPlace, placeOf } from '../places.ts';
import { isUnrealised } from '../realised.ts';

/** "will send its second-in-command to Beijing this week to discuss cybersecurity concerns with the Chinese". */
export const sentToDiscuss: MeetingRule = {
  name: 'sent-to-discuss',
  about: 'Somebody is sent or travels somewhere in order to discuss something with somebody.',
  lemmas: new Set(['send', 'dispatch', 'travel', 'fly', 'go', 'arrive', 'come', 'head', 'return']),
  read(word, context) {
    if (word.pos !== 'VERB' || isUnrealised(word)) return undefined;
    const talk = word
      .subtree()
      .find(at => TALKING.has(at.lemma) && at.pos === 'VERB' && at.is('advcl', 'xcomp', 'acl'));
    const near = followingWith(word, 'to', 'in');
    const place =
      withPreposition(word, 'to', 'in', 'for').find(noun => isPlace(noun, context)) ??
      (near && isPlace(near, context) ? near : placeOf(word, context));
    const traveller = SENDING.has(word.lemma) ? word.child('obj') : subject(word);
    const partner = talk && (withPreposition(talk, 'with')[0] ?? followingWith(talk, 'with'));
    if (!talk || !partner || !place) return undefined;
    return mention(
      word,
      predicateSpan(word, traveller),
      {
        participants: [...(traveller ? [traveller] : []), partner].flatMap(conjuncts),
        place,
        purpose: [predicateSpan(talk, undefined)],
      },
      context,
    );
  },
};

const SENDING = new Set(['send', 'dispatch']);

const TALKING = new Set(['discuss', 'negotiate', 'confer', 'consult', 'talk', 'meet']);
