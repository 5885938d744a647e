/** What an address asks of a page: its days, and nothing that the page does not know. */
import { Problem } from '../../core/problem.ts';
import { dayIn } from '../../who-and-when.ts';
import type { Visit } from '../visit.ts';

/** The day up to which a page knows: of the moment that is looked at, else today. */
export function dayOf({ asOf }: Pick<Visit, 'asOf'>): string {
  return /^\d{4}-\d{2}-\d{2}/u.exec(asOf ?? '')?.[0] ?? new Date().toISOString().slice(0, 10);
}

/** A calendar day of the address; undefined where none is asked. Throws `bad_date`. */
export function dayAsked(query: ReadonlyMap<string, string>, name: string): string | undefined {
  const value = query.get(name);
  if (value === undefined) return undefined;
  const day = dayIn(value);
  if (day !== undefined) return day;
  throw new Problem('bad_date', `“${value.slice(0, 100)}” is no calendar day.`, 'Write it as YYYY-MM-DD.', 2);
}

/** One of the words that a question may have; the first where nothing is asked. Throws `unknown_filter`. */
export function oneAsked<T extends string>(
  query: ReadonlyMap<string, string>,
  name: string,
  known: readonly [T, ...T[]],
): T {
  const value = query.get(name) ?? known[0];
  const found = known.find(one => one === value);
  if (found !== undefined) return found;
  throw new Problem(
    'unknown_filter',
    `“${value.slice(0, 100)}” is nothing that ${name} can be.`,
    `It can be ${known.filter(one => one !== '').join(', ')}.`,
    2,
  );
}

/** Throws `unknown_filter` for a question that the page does not know: left out silently, what it shows would seem to be the answer. */
export function onlyAsked(query: ReadonlyMap<string, string>, known: readonly string[]): void {
  for (const name of query.keys()) {
    if (known.includes(name)) continue;
    throw new Problem(
      'unknown_filter',
      `This page cannot be asked for “${name.slice(0, 100)}”.`,
      `It can be asked for ${known.join(', ') || 'nothing'}.`,
      2,
    );
  }
}
