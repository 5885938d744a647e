/** What the list of gatherings may be narrowed to. */
import type { Party } from '../core/actor.ts';
import type { Gathering, GatheringStatus } from '../kinds/meeting/gatherings.ts';
import type { MeetingBody } from '../kinds/meeting/meeting.ts';
import { oneLine } from './one-line.ts';

/** Parts of names in any case, days inclusive. */
export interface GatheringFilter {
  /** Of somebody who takes part, or of a side. */
  readonly actor?: string;
  readonly place?: string;
  readonly status?: string;
  /** Of its series, or of what it is called. */
  readonly series?: string;
  readonly from?: string;
  readonly until?: string;
}

export const gatheringStatuses: readonly GatheringStatus[] = [
  'scheduled',
  'held',
  'overdue',
  'postponed',
  'cancelled',
  'unknown',
];

/** `named`: the ids of actors that the filter's name is of. */
export function isAsked(
  { reports, status }: Gathering,
  filter: GatheringFilter,
  named: ReadonlySet<string> | undefined,
): boolean {
  const bodies = reports.map(({ claim }) => claim.body);
  const { actor, place, series } = filter;
  return (
    (filter.status === undefined || status === filter.status) &&
    (actor === undefined ||
      bodies
        .flatMap(partiesOf)
        .some(party => (party.actor !== undefined && named!.has(party.actor)) || has(actor, party.name))) &&
    (place === undefined || bodies.some(body => has(place, body.place?.name, body.place?.words.exact))) &&
    (series === undefined || bodies.some(body => has(series, body.series, body.title.exact)))
  );
}

/** Has it a day within those asked for? What has none has not. */
export function isWithin({ from, until }: Gathering, filter: GatheringFilter): boolean {
  const [first, last] = [from ?? until, until ?? from];
  if (first === undefined || last === undefined) return false;
  return (filter.from === undefined || last >= filter.from) && (filter.until === undefined || first <= filter.until);
}

/** Everybody who takes part, and their sides. */
export function partiesOf({ participants, sides = [] }: MeetingBody): Party[] {
  return [...participants.flatMap(({ party, side }) => (side ? [party, side] : [party])), ...sides];
}

function has(part: string, ...names: readonly (string | undefined)[]): boolean {
  return names.some(name => name !== undefined && oneLine(name).toLowerCase().includes(part.toLowerCase()));
}
