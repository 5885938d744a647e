/**
 * How commitments are read in news and in official texts; a file a way of undertaking something. Precision first: predictions, wishes, demands,
 * other people's obligations, history and hypotheticals give nothing.
 */
import { scopeNote, terms, textBinds } from './agreements.ts';
import { declaredCourse } from './declared-course.ts';
import { promiseNoun } from './promise-nouns.ts';
import { agreedOn, pledgedThing, promiseThat, promiseToDo } from './promises.ts';
import type { CommitmentRule } from './rule.ts';

/** In the order in which they are asked. */
export const rules: readonly CommitmentRule[] = [
  promiseToDo,
  promiseThat,
  agreedOn,
  pledgedThing,
  promiseNoun,
  scopeNote,
  textBinds,
  terms,
  declaredCourse,
];
