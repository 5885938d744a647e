import { clauseOf, nounPhrase } from '../../../language/clause.ts';
import { MEETING_NOUNS, type MeetingRule, mention } from '../mention.ts';
import { participantsOf } from '../participants.ts';

/** "That event next month": a pointing word and a time make an event a meeting already spoken of. */
export const pointedEvent: MeetingRule = {
  name: 'pointed-event',
  about: 'A general noun that points to a meeting the text has spoken of.',
  lemmas: new Set(['event', 'gathering', 'occasion']),
  read(word, context) {
    if (!word.children('det').some(det => /^(?:that|this|the)$/u.test(det.lower)) || word.is('compound'))
      return undefined;
    const verb = clauseOf(word);
    const summit =
      verb?.is('xcomp') || verb?.child('xcomp')
        ? [verb, ...(verb?.children('xcomp') ?? [])].find(at => at && MEETING_NOUNS.includes(at.lemma))
        : undefined;
    return mention(word, nounPhrase(word), { participants: summit ? participantsOf(summit, context) : [] }, context);
  },
};
