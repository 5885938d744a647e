import type { Rule } from '../../kind.ts';
import type { FoundCommitment } from '../found.ts';

/** A rule by which commitments are found. */
export type CommitmentRule = Rule<FoundCommitment>;
