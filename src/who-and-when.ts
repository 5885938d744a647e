/** Who decides, and at which moment a record is looked at, as people write it at a terminal or into a page. */
import { userInfo } from 'node:os';
import type { Day } from './core/time.ts';
import { visible } from './outputs/text.ts';
import type { Moment } from './record/index.ts';

/** Characters that a person's name may have. */
export const LONGEST_NAME = 200;

/** The name of somebody who decides: one line of visible characters, and not "machine"; undefined for anything else. */
export function nameIn(given: string): string | undefined {
  const name = given.trim();
  const isName = name !== '' && name.length <= LONGEST_NAME && name === visible(name) && name !== 'machine';
  return isName ? name : undefined;
}

/** Who is likely to decide where nobody was named: as the environment says, or as the operating system knows; perhaps empty. */
export function likelyName(): string {
  return (process.env['DEEDS_BY'] ?? loginName()).trim();
}

function loginName(): string {
  try {
    return userInfo().username;
  } catch {
    // In a container the user may have a number and no name.
    return '';
  }
}

/** Years that a day which somebody writes may have; others are slips of the keyboard. */
export const [FIRST_YEAR, LAST_YEAR] = [1400, 2200];

/** A calendar day as YYYY-MM-DD; undefined for anything else: 2015-02-31 is as wrong as "soon". */
export function dayIn(value: string): Day | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(value)) return undefined;
  try {
    const day = Temporal.PlainDate.from(value, { overflow: 'reject' });
    return day.year >= FIRST_YEAR && day.year <= LAST_YEAR ? day.toString() : undefined;
  } catch {
    return undefined;
  }
}

/** A moment of a record: a whole day in UTC, an instant, or the number of an entry; undefined for anything else. */
export function momentIn(value: string): Moment | undefined {
  if (/^\d{1,15}$/u.test(value)) return { sequence: Number(value) };
  const day = dayIn(value);
  if (day !== undefined) return { instant: `${day}T23:59:59.999Z` };
  try {
    return { instant: Temporal.Instant.from(value).toString({ fractionalSecondDigits: 3 }) };
  } catch {
    return undefined;
  }
}
