/** The lists of what is judged, as the command line and a server give them. */
import type { Listing } from '../core/listing.ts';
import type { Docket } from '../judging/cases.ts';
import type { JudgedRow } from '../judging/findings.ts';
import type { DeedsRecord } from '../record/index.ts';
import { attributorList } from './attributors.ts';
import { bearingList, scopeLedger } from './bearings.ts';
import { appointments, calendarList } from './calendar.ts';
import { gatheringOutlines } from './gatherings.ts';
import { findingList, partyName } from './findings.ts';
import { scaleList } from './scales.ts';

/** What is judged, with the day. */
export interface Judged {
  readonly docket: Docket;
  readonly rows: readonly JudgedRow[];
  readonly day: string;
}

export type JudgedList = 'findings' | 'bearings' | 'scope' | 'attributions' | 'calendar' | 'scales';

export const judgedLists: Readonly<
  Record<JudgedList, (record: DeedsRecord, judged: Judged) => Promise<Listing> | Listing>
> = {
  findings: (_, { rows, docket }) => findingList(rows, docket),
  scales: (_, { rows, docket }) => scaleList(rows, docket),
  bearings: (_, { docket }) => bearingList(docket),
  scope: (_, { docket }) => scopeLedger(docket),
  attributions: (_, { docket }) => attributorList(docket),
  calendar: async (record, { docket, rows, day }) =>
    calendarList(await appointments(docket, rows, await gatheringOutlines(record), day)),
};

export interface Narrowing {
  /** Id of a provision. */
  readonly provision?: string;
  /** A party by id or name. */
  readonly party?: string;
}

/** Only one provision, only one party. */
export function narrowed({ docket, rows, day }: Judged, { provision, party }: Narrowing): Judged {
  const isParty = (actor: string): boolean =>
    party === undefined || actor === party || partyName(docket.instrument, actor).toLowerCase() === party.toLowerCase();
  const isProvision = (id: string): boolean => provision === undefined || id === provision;
  return {
    docket: {
      ...docket,
      held: docket.held.filter(
        ({ bearing }) => isProvision(bearing.provision) && (party === undefined || bearing.parties.some(isParty)),
      ),
    },
    rows: rows.filter(row => isProvision(row.provision.id) && isParty(row.party)),
    day,
  };
}
