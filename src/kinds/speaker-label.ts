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
  // "NORLAND. Pledge: net zero".
  if (
    !isWhole ||
    (isBareName && !isSaying) ||
    /[.!?]\s/u.test(context.words(source[0]!).exact.replace(/^(?:Mr|Ms|Mrs|Dr|Gen|Sen|Rep|Gov)\.\s/u, ''))
  )
    return false;
  const { actor } = context.party(head);
  const is = actor === undefined ? undefined : context.actors.actor(actor);
  // A single name that is never given in full, and has no post, may as well be a place: "Sarrin: authorities must …".
  if (is?.type === 'person' && isBareName && !is.name.includes(' ') && is.posts.length === 0) return false;
  const type = is?.type;
  if (type !== undefined) return type !== 'place' && type !== 'state';
  return personNouns.has(head.lemma) || bodyNouns.has(head.lemma);
}
