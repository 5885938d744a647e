import type { Draft } from '../../core/claim.ts';
import type { Deed } from '../../core/event.ts';
import type { CommitmentBody } from './commitment.ts';

/** To undertake something is to agree to it, to refuse or to threaten; a note on what an agreement leaves open is no deed. */
export function deed({ words, body }: Draft<CommitmentBody>): Deed | undefined {
  const { bound, jointly, counterparty, role, kind } = body;
  if (role === 'scope note' || !bound) return undefined;
  return {
    sources: counterparty ? [bound, ...jointly] : [bound],
    targets: counterparty ? [counterparty] : jointly,
    words,
    among: kind === 'prohibition' && counterparty ? ['AGREE'] : ['AGREE', 'REJECT', 'THREATEN'],
  };
}
