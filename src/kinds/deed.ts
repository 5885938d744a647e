/** Claims of every kind as deeds, for judgement. A kind that is not here is told by its words alone. */
import type { Party } from '../core/actor.ts';
import type { Claim } from '../core/claim.ts';
import type { Deed } from '../core/deed.ts';
import type { ActBody } from './act/act.ts';
import type { CommitmentBody } from './commitment/commitment.ts';
import type { IncidentBody } from './incident/incident.ts';
import type { MeetingBody } from './meeting/meeting.ts';
import type { StatementBody } from './statement/statement.ts';

type Part = Partial<Deed> & Pick<Deed, 'mode' | 'doers' | 'what'>;

const readers: Readonly<Record<string, (claim: Claim<never>) => Part>> = {
  statement: ({ voices, body: { speaker, content, force } }: Claim<StatementBody>) => ({
    mode: 'said',
    dates: 'saying',
    doers: [],
    what: content,
    voices: speaker === undefined ? voices : [...voices, speaker],
    denied: force === 'denied',
    // The time of a statement is that of the saying; when the thing was done, the claim does not tell.
    when: undefined,
  }),
  commitment: ({ body: { bound, jointly, undertaking, role } }: Claim<CommitmentBody>) => ({
    mode: role === 'undertaking' ? 'planned' : 'said',
    dates: 'saying',
    doers: [...(bound === undefined ? [] : [bound]), ...jointly],
    what: [undertaking],
  }),
  meeting: ({ words, body: { status, participants } }: Claim<MeetingBody>) => ({
    mode: status === 'held' ? 'done' : status === 'cancelled' || status === 'postponed' ? 'not_done' : 'planned',
    doers: participants.flatMap(({ party, side }): Party[] => (side === undefined ? [party] : [side, party])),
    what: [words],
  }),
  incident: ({ body: { conduct, purpose, attributions } }: Claim<IncidentBody>) => ({
    mode: 'done',
    doers: attributions.map(({ to }) => to),
    what: [conduct],
    purpose,
    attributions: attributions.map(({ attributor, to, cue }) => ({ by: attributor, to, cue })),
  }),
  act: ({ words, body: { status, doers } }: Claim<ActBody>) => ({
    mode: status === 'announced' ? 'planned' : status === 'not done' ? 'not_done' : 'done',
    doers,
    what: [words],
  }),
};

/** What a claim says was done, planned or said. */
export function deedOf(claim: Claim): Deed {
  const part = readers[claim.kind]?.(claim as Claim<never>) ?? { mode: 'said', doers: [], what: [claim.words] };
  return {
    purpose: undefined,
    voices: claim.voices,
    denied: claim.factuality === 'denied',
    when: claim.when,
    dates: 'deed',
    attributions: [],
    ...part,
  };
}
