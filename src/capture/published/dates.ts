import type { PublicationDate } from '../../core/document.ts';
import type { Day } from '../../core/time.ts';
import type { Facts } from '../format.ts';

/** What a document says of its day: the one that is taken, all that was found, and what speaks against it. */
export interface Dated {
  readonly published: PublicationDate | undefined;
  readonly dates: readonly PublicationDate[];
  readonly notes: readonly string[];
}

/** Evidence that is listed; a page may have a hundred dates. */
const LISTED = 12;

/** The first evidence is taken; what was given with the file goes before all of it. Evidence for the same day on the same basis is listed once. */
export function dated(evidence: readonly PublicationDate[], facts: Facts): Dated {
  const found = facts.published === undefined ? evidence : [given(facts.published), ...evidence];
  const dates = found
    .filter((one, at) => found.findIndex(({ day, basis }) => day === one.day && basis === one.basis) === at)
    .slice(0, LISTED);
  return { published: dates[0], dates, notes: conflict(dates) };
}

function given(day: Day): PublicationDate {
  return { day, basis: 'given', evidence: 'given with the file' };
}

/** A day apart is the same moment in two time zones. */
function conflict([best, ...others]: readonly PublicationDate[]): string[] {
  const other = others.find(({ day, basis }) => basis !== best!.basis && daysBetween(day, best!.day) > 1);
  if (best === undefined || other === undefined) return [];
  const found = `the document also gives ${other.day} (${other.basis}: ${other.evidence})`;
  return [`Two dates of publication: ${best.day} (${best.basis}) was taken; ${found}.`];
}

/** Whole days, without a sign. */
export function daysBetween(a: Day, b: Day): number {
  return Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000;
}
