import type { JudgedCase } from '../../core/judged.ts';
import { atom } from './atom.ts';
import { claimReview } from './claim-review.ts';
import { icalendar } from './icalendar.ts';
import { stix } from './stix.ts';

/** A format of other programs; a new one is a file beside this and a line here. */
export interface JudgedFormat {
  readonly name: string;
  readonly about: string;
  /** Name of a file that holds it. */
  readonly file: string;
  readonly write: (given: JudgedCase) => string;
}

export const judgedFormats: readonly JudgedFormat[] = [
  {
    name: 'stix',
    about: 'STIX 2.1: incidents, identities, opinions and notes in a report',
    file: 'findings.stix.json',
    write: stix,
  },
  {
    name: 'claimreview',
    about: 'schema.org ClaimReview of published findings',
    file: 'claim-reviews.json',
    write: claimReview,
  },
  { name: 'ical', about: 'iCalendar of what is due and held', file: 'calendar.ics', write: icalendar },
  { name: 'atom', about: 'Atom feed of what was decided about findings', file: 'decisions.atom', write: atom },
];
