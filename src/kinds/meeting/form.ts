/** How they meet: in one place, or by telephone or video. */
import type { Word } from '../../language/analysis.ts';
import { withPreposition } from '../../language/clause.ts';

/** `call`: they speak to each other over a distance, by telephone or video; undefined where no word tells. */
export type MeetingForm = 'call';

/** What the words around a meeting's word, and around the verb that carries it, tell of its form. */
export function formOf(head: Word, verb: Word | undefined): MeetingForm | undefined {
  const isCall =
    isCallNoun(head) ||
    head.children('amod', 'compound').some(({ lower }) => OVER_A_DISTANCE.has(lower)) ||
    (head.pos === 'VERB' && CALLING.has(head.lemma)) ||
    [head, ...(verb ? [verb] : [])].some(isByWire);
  return isCall ? 'call' : undefined;
}

/** "A phone call", "a telephone conversation", "a videoconference"; a bare "call" may be a demand. */
export function isCallNoun(noun: Word): boolean {
  if (/^(?:teleconference|videoconference)$/u.test(noun.lemma)) return true;
  return SPEAKING.has(noun.lemma) && noun.children('compound', 'amod', 'nmod').some(({ lower }) => WIRES.has(lower));
}

const SPEAKING = new Set(['call', 'conversation', 'conference', 'talk', 'talks', 'discussion', 'meeting', 'summit']);

/** "Spoke by telephone", "met via video link", "talked on the phone". */
export function isByWire(verb: Word): boolean {
  return (
    verb.pos === 'VERB' &&
    (withPreposition(verb, 'by', 'over', 'on', 'via', 'through').some(
      noun => WIRES.has(noun.lemma) || noun.children('compound', 'amod').some(({ lower }) => WIRES.has(lower)),
    ) ||
      verb.children('advmod').some(({ lower }) => OVER_A_DISTANCE.has(lower)))
  );
}

const CALLING = new Set(['phone', 'telephone', 'call', 'ring']);
const WIRES = new Set(['phone', 'telephone', 'video', 'videolink', 'videoconference', 'hotline', 'zoom', 'skype']);
const OVER_A_DISTANCE = new Set(['virtual', 'virtually', 'online', 'remotely']);
