/** The lists of what is judged, as the command line and a server give them. */
import type { Listing } from '../core/listing.ts';
import type { Docket } from '../judging/cases.ts';
import type { JudgedRow } from '../judging/findings.ts';
import { attributorList } from './attributors.ts';
import { bearingList, scopeLedger } from './bearings.ts';
import { appointments, calendarList } from './calendar.ts';
import type { GatheringOutline } from './gatherings.ts';
import { findingList, partyName } from './findings.ts';
import { scaleList } from './scales.ts';

/** What is judged, with the day. */
export interface Judged {
  readonly docket: Docket;
  readonly rows: readonly JudgedRow[];
  readonly day: string;
}

export type JudgedList = 'findings' | 'bearings' | 'scope' | 'attributions' | 'calendar' | 'scales';

/** All meetings across reports, for the list that has them. */
type Outlines = () => Promise<readonly GatheringOutline[]>;

export const judgedLists: Readonly<
  Record<JudgedList, (judged: Judged, outlines: Outlines) => Promise<Listing> | Listing>
> = {
  findings: ({ rows, docket }) => findingList(rows, docket),
  scales: ({ rows, docket }) => scaleList(rows, docket),
  bearings: ({ docket }) => bearingList(docket),
  scope: ({ docket }) => scopeLedger(docket),
  attributions: ({ docket }) => attributorList(docket),
  calendar: async ({ docket, rows, day }, outlines) =>
    calendarList(await appointments(docket, rows, await outlines(), day)),
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
