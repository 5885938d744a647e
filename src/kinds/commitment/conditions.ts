import { cover, type Span } from '../../core/span.ts';
import type { Word } from '../../language/analysis.ts';
import { fullNounPhrase, prepositionOf } from '../../language/clause.ts';

/** Words that open what must come about first. */
const OPENERS = new Set(['if', 'unless', 'until', 'once', 'provided', 'providing', 'assuming']);

/** "in exchange for relief", "in return for aid", "on condition of silence": what the other side is to give. */
const PRICES = new Set(['exchange', 'return', 'condition']);

/** "Agreed in principle", "tentatively agreed": agreed on, and not for good. */
const TENTATIVE = new Set([
  'tentatively',
  'provisionally',
  'conditionally',
  'normally',
  'usually',
  'generally',
  'ideally',
]);

/** "Subject to approval by parliament", "pending a vote", "contingent on funds". */
const PENDING = new Set(['subject', 'pending', 'contingent', 'conditional', 'dependent']);

/**
 * What an undertaking is made to hang on, in the order of the text: clauses ("if the talks go on"), what is asked in exchange, whose approval it needs,
 * and that it is agreed in principle only; each in its own words.
 */
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
    if (isClause)
      found.set(
        word,
        cover(word.subtree().filter(({ pos }, i, all) => pos !== 'PUNCT' || (i > 0 && i < all.length - 1))),
      );
    else if (isPrice && word.next?.lower !== 'to') found.set(word, cover([opener, fullNounPhrase(word)]));
  }
  for (const word of hedges(cue)) found.set(word, cover(word.subtree()));
  for (const word of provisos(act, cue)) found.set(word, cover(word.subtree().filter(({ pos }) => pos !== 'PUNCT')));
  for (const word of consents(act, cue))
    found.set(word, { start: word.previous!.previous!.start, end: word.subtree().at(-1)!.end });
  for (const word of pending(act, cue)) found.set(word, cover(word.subtree().filter(({ pos }) => pos !== 'PUNCT')));
  return [...found.values()].sort((a, b) => a.start - b.start);
}

function hedges(cue: Word): Word[] {
  return [
    ...cue.children('advmod').filter(({ lower }) => TENTATIVE.has(lower)),
    ...cue.children('obl').filter(noun => noun.lemma === 'principle' && prepositionOf(noun) === 'in'),
  ];
}

/** Behind the verb and a comma or its object, wherever the tree hangs it. */
function pending(act: Word, cue: Word): Word[] {
  const { words } = act.sentence;
  const from = Math.min(act.index, cue.index) - words[0]!.index;
  return words
    .slice(from + 1)
    .filter(word => PENDING.has(word.lower) && word.child('cop', 'det') === undefined)
    .filter(
      word =>
        word.previous?.text === ',' ||
        (/^["“'‘]$/u.test(word.previous?.text ?? '') && word.previous?.previous?.text === ','),
    )
    .flatMap(word => (word.dependents.length > 0 ? [word] : word.is('case', 'mark') && word.head ? [word.head] : []));
}

/** "Sell the plant subject to approval by parliament": whose consent it needs, where no comma sets it off and the tree takes "subject" for a thing. */
function consents(act: Word, cue: Word): Word[] {
  const from = Math.min(act.index, cue.index);
  return act.sentence.words.filter(
    word =>
      word.index > from &&
      CONSENTS.has(word.lemma) &&
      word.previous?.lower === 'to' &&
      word.previous.previous?.lower === 'subject' &&
      word.previous.previous.previous?.text !== ',',
  );
}

const CONSENTS = new Set(['approval', 'ratification', 'consent', 'clearance', 'confirmation', 'review']);

/** ", provided that the other side does": a verb of its own by the tree, and a condition by its sense. */
function provisos(act: Word, cue: Word): Word[] {
  const from = Math.min(act.index, cue.index);
  return act.sentence.words.filter(
    word =>
      word.index > from &&
      /^(?:provided|providing)$/u.test(word.lower) &&
      word.previous?.text === ',' &&
      word.child('nsubj', 'obj', 'aux') === undefined &&
      word.child('ccomp') !== undefined,
  );
}

/** Trees hang "in exchange for …" on the object, too. */
function behind(noun: Word): Word[] {
  return noun.children('nmod');
}

/** Does it come about only when something else does? "In exchange for" binds both; "until" only puts it off. */
export function isConditional(act: Word, cue: Word): boolean {
  const hangsOn = [act, cue].some(verb =>
    verb
      .children('advcl')
      .some(clause => /^(?:if|unless|provided|providing|assuming)$/u.test(clause.child('mark')?.lower ?? '')),
  );
  return (
    hangsOn ||
    hedges(cue).length > 0 ||
    pending(act, cue).length > 0 ||
    provisos(act, cue).length > 0 ||
    consents(act, cue).length > 0
  );
}
