/** Where the infinitive stands that tells what a verb or noun of undertaking undertakes. */
import type { Word } from '../../../language/analysis.ts';
import { prepositionOf, withPreposition } from '../../../language/clause.ts';
import type { ReadingContext } from '../../reading-context.ts';

/** The infinitive after the verb; parsers often hang it on a noun between ("agreed with Vietnam to open …"). */
export function infinitiveOf(verb: Word, context: ReadingContext): Word | undefined {
  // "Undertakes no obligation to …" undertakes nothing.
  if (verb.child('obj')?.child('det')?.lower === 'no') return undefined;
  const between = [...withPreposition(verb, 'with'), ...verb.children('obj')].flatMap(noun => noun.children('acl'));
  // "Agreed in Vienna on July 14 to limit …": with nothing beside it but with whom, when and where, the infinitive is what was agreed.
  const plain = verb.children('obj', 'obl').every(
    noun =>
      prepositionOf(noun) === 'with' ||
      // "Committed itself to …", "committed her country to …".
      (verb.lemma === 'commit' && noun.is('obj')) ||
      (noun.is('obl') && isSetting(noun, context)),
  );
  return [...verb.children('xcomp', 'ccomp'), ...between, ...(plain ? verb.children('advcl') : [])].find(
    child => child.start > verb.start && child.children('mark').some(mark => mark.lower === 'to'),
  );
}

function isSetting(noun: Word, context: ReadingContext): boolean {
  if (context.isTime(noun)) return true;
  return (
    /^(?:in|at|after|during)$/u.test(prepositionOf(noun)) &&
    (context.nameOf(noun) !== undefined || EVENTS.has(noun.lemma))
  );
}

const EVENTS = new Set([
  'meeting',
  'summit',
  'talk',
  'talks',
  'negotiation',
  'conference',
  'session',
  'hour',
  'statement',
]);

/** Words over which "to" and its verb are looked for after a pledge, where the tree hangs them elsewhere. */
const NEAR = 4;

/** "Berlin's pledge last month to add …": the infinitive that follows, over an expression of time or an adverb. */
export function infinitiveAfter(word: Word, context: ReadingContext): Word | undefined {
  let at = word.next;
  for (let steps = 0; at && at.sentence === word.sentence && steps < NEAR; steps++, at = at.next) {
    if (at.lower === 'to') {
      const verb = at.next?.pos === 'ADV' ? at.next.next : at.next;
      return verb?.tag === 'VB' ? verb : undefined;
    }
    if (!context.isTime(at) && at.pos !== 'ADV' && at.lower !== 'on' && at.lower !== 'in') return undefined;
  }
  return undefined;
}
