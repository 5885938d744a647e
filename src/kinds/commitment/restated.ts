/** Which commitments of a document only say again what it said before. A wrong join hides a commitment; a missed one shows it twice. */
import type { Span } from '../../core/span.ts';
import type { Word } from '../../language/analysis.ts';
import { objects } from '../../language/clause.ts';
import type { ReadingContext } from '../reading-context.ts';
import type { RuledCommitment } from './authored/authored.ts';
import { dueBy } from './undertaking.ts';

/** Each commitment with those that restate it, in the order of the text. */
export function joinRestated(
  found: readonly RuledCommitment[],
  context: ReadingContext,
): { readonly first: RuledCommitment; readonly again: readonly RuledCommitment[] }[] {
  const groups: { first: RuledCommitment; again: RuledCommitment[] }[] = [];
  for (const one of found.toSorted((a, b) => a.result.cue.start - b.result.cue.start)) {
    const group = groups.find(({ first }) => isRestated(first, one, context));
    if (group) group.again.push(one);
    else groups.push({ first: one, again: [] });
  }
  return groups;
}

function isRestated({ result: a }: RuledCommitment, { result: b }: RuledCommitment, context: ReadingContext): boolean {
  if (a.role !== b.role || a.act.sentence === b.act.sentence || !a.bound || !b.bound) return false;
  const [one, other] = [context.party(a.bound), context.party(b.bound)];
  if (one.actor === undefined || sideOf(one.actor, context) !== sideOf(other.actor, context)) return false;
  if (!sameDeed(a.act, b.act) || figuresDiffer(a.undertaking, b.undertaking, context)) return false;
  const [due, later] = [dueBy(a.undertaking, context), dueBy(b.undertaking, context)];
  return !(due && later && context.timesAgree(due, later) === false);
}

/** What an actor stands for: a minister for his state. */
function sideOf(actor: string | undefined, context: ReadingContext): string | undefined {
  return actor === undefined ? undefined : (context.actors.actor(actor)?.country ?? actor);
}

/** The same verb, or one of the same sense, done to the same thing; "do so" and "defeat them" name the thing by pointing back. */
function sameDeed(a: Word, b: Word): boolean {
  if (a.lemma !== b.lemma && (senseOf(a) === undefined || senseOf(a) !== senseOf(b))) return false;
  if (a.pos !== 'VERB' || b.pos !== 'VERB') return a.lemma === b.lemma;
  const [things, others] = [objects(a), objects(b)];
  if (things.length === 0 || others.length === 0) return things.length === others.length && a.lemma === b.lemma;
  return others.some(other => pointsBack(other) || things.some(thing => thing.lemma === other.lemma));
}

function pointsBack(thing: Word): boolean {
  return (
    /^(?:it|them|this|that|these|those|so)$/u.test(thing.lower) ||
    thing.children('det').some(det => /^(?:this|these|that|those|such)$/u.test(det.lower))
  );
}

/** Verbs that say the same of what is undertaken. */
const SENSES: readonly (readonly string[])[] = [
  ['expand', 'bolster', 'strengthen', 'increase', 'raise', 'boost', 'enlarge', 'grow', 'enhance'],
  ['cut', 'reduce', 'lower', 'decrease', 'curb', 'limit'],
  ['stop', 'end', 'halt', 'cease', 'suspend', 'freeze'],
  ['provide', 'give', 'contribute', 'donate', 'send', 'supply', 'deliver'],
  ['defeat', 'destroy', 'eliminate', 'eradicate'],
  ['respect', 'honour', 'honor', 'observe', 'uphold', 'abide'],
  ['build', 'construct', 'establish', 'create', 'set', 'open'],
];

function senseOf({ lemma }: Word): number | undefined {
  const sense = SENSES.findIndex(words => words.includes(lemma));
  return sense < 0 ? undefined : sense;
}

/** "$40 million" and "$60 million" are two promises. */
function figuresDiffer(a: Span, b: Span, context: ReadingContext): boolean {
  const figures = (span: Span): string[] => context.text.slice(span.start, span.end).match(/\d[\d.,]*/gu) ?? [];
  const [one, other] = [figures(a), figures(b)];
  return one.length > 0 && other.length > 0 && !one.some(figure => other.includes(figure));
}
