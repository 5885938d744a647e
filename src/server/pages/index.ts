/** The pages of the site, in the order of the menu. A new one is a file and a line here. */
import type { Section } from '../visit.ts';
import { account } from './account.ts';
import { actors } from './actors.ts';
import { add } from './add.ts';
import { affected } from './affected.ts';
import { board } from './board.ts';
import { brief } from './brief.ts';
import { calendar } from './calendar.ts';
import { documents } from './documents.ts';
import { gatherings } from './gatherings.ts';
import { kindSections } from './kinds.ts';
import { origins } from './origins.ts';
import { record } from './record.ts';
import { review } from './review.ts';
import { search } from './search.ts';
import { timeline } from './timeline.ts';
import { today } from './today.ts';
import { utterances } from './utterances.ts';
import { who } from './who.ts';

export const sections: readonly Section[] = [
  today,
  review,
  board,
  timeline,
  calendar,
  brief,
  documents,
  ...kindSections,
  gatherings,
  utterances,
  actors,
  origins,
  add,
  affected,
  record,
  search,
  who,
  account,
];
