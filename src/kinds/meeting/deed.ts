import type { Draft } from '../../core/claim.ts';
import type { Deed, EventType } from '../../core/event.ts';
import type { MeetingBody } from './meeting.ts';

const TYPES: Readonly<Record<MeetingBody['status'], EventType>> = {
  scheduled: 'AGREE',
  held: 'CONSULT',
  cancelled: 'REJECT',
  postponed: 'REJECT',
  unknown: 'CONSULT',
};

/** The first who is named meets the others. */
export function deed({ words, body: { participants, place, status } }: Draft<MeetingBody>): Deed {
  const [first, ...others] = participants.map(({ party }) => party);
  return {
    sources: first ? [first] : [],
    targets: others,
    words,
    among: [TYPES[status]],
    ...(status !== 'held' && status !== 'unknown' && { mode: 'meet' }),
    ...(place && { place }),
  };
}
