/** What a hostile deed is said to be for. */
import type { Span } from '../../core/span.ts';
import type { Word } from '../../language/analysis.ts';
import { clauseOf, predicatePhrase, withPreposition } from '../../language/clause.ts';
import type { ReadingContext } from '../reading-context.ts';
import { HOSTILE_NOUNS } from './lexicon.ts';

/** Nouns that name what a deed is for. */
const AIMS = new Set(['purpose', 'aim', 'goal', 'benefit', 'motive', 'objective', 'intent', 'intention', 'motivation']);
const PURPOSE_VERBS = new Set([
  'facilitate',
  'steal',
  'obtain',
  'gain',
  'collect',
  'gather',
  'acquire',
  'disrupt',
  'destroy',
  'intimidate',
  'influence',
  'extort',
  'force',
  'weaken',
  'undermine',
  'sabotage',
  'conduct',
  'spy',
  'retaliate',
  'punish',
  'avenge',
]);

/** A purpose given for hostile conduct: "the primary benefit of the intrusions seems … to facilitate theft of intellectual property". */
export interface FoundPurpose {
  /** The deed it is given for ("intrusions"). */
  readonly deed: Word;
  readonly purpose: Span;
}

export function purposes(context: ReadingContext): FoundPurpose[] {
  return context.analysis.words.flatMap(word => {
    if (!AIMS.has(word.lemma)) return [];
    const deed = withPreposition(word, 'of', 'behind')[0];
    const verb = clauseOf(word);
    if (!deed || !HOSTILE_NOUNS.has(deed.lemma) || !verb) return [];
    const act = verb
      .subtree()
      .find(
        at =>
          at.start > word.start && PURPOSE_VERBS.has(at.lemma) && at.children('mark').some(mark => mark.lower === 'to'),
      );
    return act ? [{ deed, purpose: withoutContrast(act) }] : [];
  });
}

/** "in order to steal …": the purpose that stands with the deed itself. */
export function purposeOf(verb: Word): Span | undefined {
  const act = verb
    .children('advcl', 'xcomp')
    .find(clause => PURPOSE_VERBS.has(clause.lemma) && clause.children('mark').some(mark => mark.lower === 'to'));
  return act ? withoutContrast(act) : undefined;
}

/** The phrase up to "rather than …", "not …": what it is not for is no purpose. */
function withoutContrast(act: Word): Span {
  const phrase = predicatePhrase(act);
  const contrast = act
    .subtree()
    .find(
      word =>
        word.start > act.start &&
        ((word.lower === 'rather' && word.next?.lower === 'than') || (word.lower === 'not' && word.is('cc', 'advmod'))),
    );
  if (!contrast) return phrase;
  const last = contrast.previous?.pos === 'PUNCT' ? contrast.previous.previous : contrast.previous;
  return last && last.end > phrase.start ? { start: phrase.start, end: last.end } : phrase;
}
