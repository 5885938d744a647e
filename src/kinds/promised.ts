/** What somebody agreed, promised or decided to do lies ahead of the promise, in whatever tense the promise is told. */
import type { Word } from '../language/analysis.ts';
import { predicateOfAdverbial, tenseAt, type Tense } from '../language/clause.ts';

const PROMISING = new Set([
  'agree',
  'promise',
  'pledge',
  'vow',
  'decide',
  'commit',
  'undertake',
  'resolve',
  'arrange',
  'consent',
  'threaten',
  'offer',
  'propose',
]);

/** The tense of the clause that an expression of time at `word` belongs to: "agreed on Monday to meet on Friday" is a Friday to come. */
export function tenseOfTime(word: Word): Tense | undefined {
  const deed = predicateOfAdverbial(word);
  const promise = deed?.is('xcomp') === true ? deed.head : undefined;
  const ahead =
    promise !== undefined &&
    PROMISING.has(promise.lemma) &&
    deed!.child('mark')?.lower === 'to' &&
    deed!.child('aux') === undefined;
  return ahead ? 'future' : tenseAt(word);
}
