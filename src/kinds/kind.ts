import type { Draft } from '../core/claim.ts';
import type { Deed } from '../core/event.ts';
import type { KindFace } from '../core/kind.ts';
import type { Words } from '../core/span.ts';
import type { Word } from '../language/analysis.ts';
import type { ReadingContext } from './reading-context.ts';

/** A kind of claim: its face for other rooms, and how it is read. */
export interface Kind<Body = unknown> extends KindFace {
  read(context: ReadingContext): Draft<Body>[];
  unread(words: Words): Body;
  /** What a claim tells of as a deed, for coding it as an event; undefined: of none. */
  deed(draft: Draft<Body>): Deed | undefined;
}

/** A rule is a value: a name, what it reads in a sentence, and a function that may answer nothing. */
export interface Rule<Result> {
  readonly name: string;
  readonly about: string;
  /** Lemmas of the words it is tried on. */
  readonly lemmas: ReadonlySet<string>;
  read(word: Word, context: ReadingContext): Result | undefined;
}

/** Every rule's answers over every word of the text, in the order of the text; a word is read by the first rule that answers. */
export function readWords<Result>(
  rules: readonly Rule<Result>[],
  context: ReadingContext,
): { rule: string; result: Result }[] {
  const found: { rule: string; result: Result }[] = [];
  for (const word of context.analysis.words) {
    const lemma = context.lemmas[word.index]!;
    const { lower } = word;
    for (const rule of rules) {
      if (!rule.lemmas.has(lemma) && !rule.lemmas.has(lower)) continue;
      const result = rule.read(word, context);
      if (result === undefined) continue;
      found.push({ rule: rule.name, result });
      break;
    }
  }
  return found;
}
