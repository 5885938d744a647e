/** What the list of gatherings may be narrowed to. */
import type { GatheringStatus } from '../kinds/meeting/gatherings.ts';
import type { GatheringOutline } from './gatherings.ts';

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
  { status, actors, names, places, series }: GatheringOutline,
  filter: GatheringFilter,
  named: ReadonlySet<string> | undefined,
): boolean {
  return (
    (filter.status === undefined || status === filter.status) &&
    (filter.actor === undefined || actors.some(id => named!.has(id)) || has(names, filter.actor)) &&
    (filter.place === undefined || has(places, filter.place)) &&
    (filter.series === undefined || has(series, filter.series))
  );
}

const has = (names: readonly string[], part: string): boolean => names.some(name => name.includes(part.toLowerCase()));

/** Has it a day within those asked for? What has none has not. */
export function isWithin({ from, until }: GatheringOutline, filter: GatheringFilter): boolean {
  const [first, last] = [from ?? until, until ?? from];
  if (first === undefined || last === undefined) return false;
  return (filter.from === undefined || last >= filter.from) && (filter.until === undefined || first <= filter.until);
}
