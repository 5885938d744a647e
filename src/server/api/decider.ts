/** In whose name something is decided by a request. */
import { Problem } from '../../core/problem.ts';
import { nameIn } from '../../who-and-when.ts';
import type { Visit } from '../visit.ts';

/** `given`: who the request itself says; else who the cookie or the token names, or who serves. Without a name nothing is decided: the log keeps who it was. Throws `not_you`, `who_is_missing`. */
export function deciderOf({ who, person }: Pick<Visit, 'who' | 'person'>, given?: string): string {
  const wanted = given ?? who;
  if (person !== undefined && wanted !== person.name) {
    throw new Problem(
      'not_you',
      'Where people have accounts, everybody decides in their own name.',
      'Leave the name out.',
      2,
    );
  }
  const name = wanted === undefined ? undefined : nameIn(wanted);
  if (name !== undefined) return name;
  throw new Problem(
    'who_is_missing',
    'Nobody said yet who decides here, and every decision is kept with a name.',
    'Say who you are on the page “Say who you are”, and decide then.',
  );
}
