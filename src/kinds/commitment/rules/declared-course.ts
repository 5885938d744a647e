/** What somebody says that he, or the side he speaks for, will do. */
import type { Attribution } from '../../../attributions/attribution.ts';
import type { Word } from '../../../language/analysis.ts';
import { auxiliaries, isNegated, objects, predicatePhrase } from '../../../language/clause.ts';
import { isIssuer } from '../../author.ts';
import { isHypothetical, type ReadingContext } from '../../reading-context.ts';
import { speaksFor } from '../../side.ts';
import { isConditional } from '../conditions.ts';
import { foundIn, phraseOf } from '../found.ts';
import { dueBy, isOneOff, undertakingKind } from '../undertaking.ts';
import { APPEARANCES, GIVING, NOT_UNDERTAKEN, REFUSED, UNDERTAKEN } from './acts.ts';
import type { CommitmentRule } from './rule.ts';
import { HELP, MONEY } from './what-is-given.ts';

/** Ways of saying that bind more than "said": the speaker answers for what follows. */
const FIRM_FORCES: ReadonlySet<Attribution['force']> = new Set(['vowed', 'warned', 'stressed', 'reaffirmed', 'agreed']);
const FIRM_CUES: ReadonlySet<string> = new Set([
  'make clear',
  'assure',
  'insist',
  'declare',
  'reiterate',
  'reaffirm',
  'pledge',
  'promise',
  'announce',
]);

/** "Obama made clear that the United States would judge China … based on its actions". */
export const declaredCourse: CommitmentRule = {
  name: 'declared-course',
  about: 'What somebody firmly says that he, or the side he speaks for, will do.',
  lemmas: new Set(['will', 'would', 'shall', "'ll", '’ll']),
  read(modal, context) {
    const act = modal.head;
    if (!act || !modal.is('aux') || act.pos !== 'VERB' || act.child('aux:pass', 'nsubj:pass') || isHypothetical(act))
      return undefined;
    if (auxiliaries(act).includes('have') || NOT_UNDERTAKEN.has(act.lemma)) return undefined;
    const bound = act.child('nsubj');
    if (!bound) return undefined;
    const over = context.attributionsOver(act).at(-1);
    const speaker = over && context.speakerOf(over);
    const together = over && sayersMeant(bound, act, over);
    const own = together !== undefined || (speaker !== undefined && speaksFor(speaker, bound, context));
    if (isUnreal(act) || (isConditional(act, act) && !own)) return undefined;
    const binds =
      (over !== undefined && own && isFirm(over)) ||
      ((own || isText(bound, over) || (modal.lower !== 'would' && isIssuer(bound, context))) &&
        (isDeliverable(act, context) || isUndertaken(act))) ||
      isGift(act, bound, own, context);
    // "Varda shall release …" in a text of Varda's and others' binds by the text.
    const firmness = modal.lower === 'shall' && isIssuer(bound, context) ? 'bound by text' : 'announced';
    return binds ? foundIn(act, act, phraseOf(act), together ?? bound, firmness) : undefined;
  },
};

/** "Norway and Poland said they would …": those who say so. */
function sayersMeant(bound: Word, act: Word, { sourceHead, cue }: Attribution): Word | undefined {
  const isBelow =
    act.is('ccomp') &&
    act.head !== undefined &&
    cue.some(part => part.start <= act.head!.start && act.head!.end <= part.end);
  return bound.lower === 'they' && isBelow && sourceHead && sourceHead.children('conj').length > 0
    ? sourceHead
    : undefined;
}

/** "We will continue to …" in nobody's mouth: whoever issues the text speaks. */
function isText(bound: Word, over: Attribution | undefined): boolean {
  return over === undefined && (bound.lower === 'we' || /^(?:Government|Ministry)$/u.test(bound.text));
}

/** "Would send troops if it were asked", "would have helped if it could": nothing is offered. */
function isUnreal(act: Word): boolean {
  return act
    .children('advcl')
    .some(
      clause =>
        isHypothetical(clause) &&
        clause.dependents.concat(clause).some(({ lower }) => /^(?:were|could|had)$/u.test(lower)),
    );
}

/** "The United States will provide $100 million": a state or body that will give something, whoever reports it. */
function isGift(act: Word, bound: Word, own: boolean, context: ReadingContext): boolean {
  const { actor } = context.party(bound);
  const type = actor === undefined ? undefined : context.actors.actor(actor)?.type;
  if (!(own || type === 'state' || type === 'body' || type === 'organisation') || !GIVING.has(act.lemma)) return false;
  return objects(act).some(
    thing =>
      thing.tag === '$' || MONEY.has(thing.lemma) || HELP.has(thing.lemma) || thing.child('nummod') !== undefined,
  );
}

/** Said of oneself, doing this is more than a forecast; with "continue to", it is what is continued that counts. */
function isUndertaken(act: Word): boolean {
  const continued = act.lemma === 'continue' || act.lemma === 'keep' ? (act.child('xcomp') ?? act) : act;
  if (APPEARANCES.has(continued.lemma) || NOT_UNDERTAKEN.has(continued.lemma))
    return continued !== act && continued.lemma === 'try';
  if (act.lemma === 'call') return act.child('compound:prt')?.lower === 'off';
  return UNDERTAKEN.has(continued.lemma) || continued !== act || (isNegated(act) && REFUSED.has(act.lemma));
}

/** Plainly said, only what can be delivered counts: a thing done once, or dated; not who goes where to speak with whom. */
function isDeliverable(act: Word, context: ReadingContext): boolean {
  if (APPEARANCES.has(act.lemma) || (act.lemma === 'send' && objects(act).some(sent => !isThing(sent, context))))
    return false;
  // "Will not sell the ferries": not doing what is done once is as plain.
  if (isNegated(act)) {
    const things = [act, ...act.children('conj')].flatMap(objects);
    return isOneOff(act) && things.length > 0 && !things.some(({ lemma }) => TOLD.has(lemma));
  }
  return undertakingKind(act, dueBy(predicatePhrase(act), context)) === 'deliverable';
}

/** What is only not told: "would not provide details". */
const TOLD = new Set(
  'detail figure information comment timeline timetable date reason name number estimate evidence answer view guidance'.split(
    ' ',
  ),
);

function isThing(word: Word, context: ReadingContext): boolean {
  const party = context.party(word);
  return (
    word.pos === 'NOUN' &&
    party.actor === undefined &&
    party.how !== 'class' &&
    !/^(?:his|her|its|their)$/u.test(word.child('nmod:poss')?.lower ?? '')
  );
}

function isFirm(attribution: Attribution): boolean {
  return FIRM_FORCES.has(attribution.force) || FIRM_CUES.has(attribution.cueLemma);
}
