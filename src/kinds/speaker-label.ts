/** Before a colon stands who says what follows, or what it is about. */
import { bodyNouns, personNouns } from '../actors/vocabulary.ts';
import type { Attribution } from '../attributions/attribution.ts';
import type { ReadingContext } from './reading-context.ts';

/**
 * "Minister: the dam is safe" is said by the minister; "Norland: ten held after protest", "Ferry disaster: what we know", "Sarrin: additions to the list" and
 * "Position: deputy commander" by nobody.
 */
export function isLabelOfSpeaker({ sourceHead: head, source, content }: Attribution, context: ReadingContext): boolean {
  if (head === undefined) return false;
  const isWhole = source.length === 1 && source[0]!.start === head.sentence.start;
  // A single name over words without a verb is a heading.
  const isBareName =
    head.pos === 'PROPN' && source.length === 1 && source[0]!.end - source[0]!.start === head.end - head.start;
  const isSaying = content.some(part =>
    context.analysis.wordsIn(part).some(({ tag }) => /^(?:VB[DZP]|MD)$/u.test(tag)),
  );
  if (!isWhole || (isBareName && !isSaying)) return false;
  const { actor } = context.party(head);
  const type = actor === undefined ? undefined : context.actors.actor(actor)?.type;
  if (type !== undefined) return type !== 'place' && type !== 'state';
  return personNouns.has(head.lemma) || bodyNouns.has(head.lemma);
}
