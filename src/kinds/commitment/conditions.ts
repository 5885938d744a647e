import { cover, type Span } from '../../core/span.ts';
import type { Word } from '../../language/analysis.ts';
import { fullNounPhrase, prepositionOf } from '../../language/clause.ts';

/** Words that open what must come about first. */
const OPENERS = new Set(['if', 'unless', 'until', 'once', 'provided', 'providing', 'assuming']);

/** "in exchange for relief", "in return for aid", "on condition of silence": what the other side is to give. */
const PRICES = new Set(['exchange', 'return', 'condition']);

/** What an undertaking is made to hang on: clauses first ("if the talks go on"), then what is asked in exchange, each in its own words. */
export function conditions(act: Word, cue: Word): Span[] {
  const around = [act, cue].flatMap(verb => [
    ...verb.children('advcl', 'obl'),
    ...verb.children('obj').flatMap(behind),
  ]);
  const found = new Map<Word, Span>();
  for (const word of around) {
    const opener = word.child('mark') ?? word.child('case');
    if (opener === undefined) continue;
    const isClause = word.is('advcl') && OPENERS.has(opener.lower);
    const isPrice = PRICES.has(word.lemma) && /^(?:in|on)$/u.test(prepositionOf(word));
    if (isClause) found.set(word, cover(word.subtree()));
    else if (isPrice && word.next?.lower !== 'to') found.set(word, cover([opener, fullNounPhrase(word)]));
  }
  return [...found.values()].sort((a, b) => a.start - b.start);
}

/** Trees hang "in exchange for …" on the object, too. */
function behind(noun: Word): Word[] {
  return noun.children('nmod');
}

/** Does it come about only when something else does? "In exchange for" binds both; "until" only puts it off. */
export function isConditional(act: Word, cue: Word): boolean {
  return [act, cue].some(verb =>
    verb
      .children('advcl')
      .some(clause => /^(?:if|unless|provided|providing|assuming)$/u.test(clause.child('mark')?.lower ?? '')),
  );
}
