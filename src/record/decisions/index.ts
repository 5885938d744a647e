import { actorGivenPost, actorSplit, actorsMerged } from './actors.ts';
import { instrumentRegistered, instrumentWithdrawn, provisionRegistered, provisionWithdrawn } from './agreements.ts';
import { bearingRejected, bearingSet, bearingSettled } from './bearing-set.ts';
import { claimAdded } from './claim-added.ts';
import { claimReviewed, claimReviewRefused } from './claim-reviewed.ts';
import { correctionReceived } from './correction-received.ts';
import type { DecisionKind } from './decision.ts';
import { entriesImported } from './entries-imported.ts';
import { erased } from './erased.ts';
import { findingProposed, findingPublished, findingReviewed, findingSuperseded } from './findings.ts';
import { noteAdded } from './note-added.ts';
import { originUnlinked } from './origin-unlinked.ts';
import { sourceRated } from './source-rated.ts';
import { undone } from './undone.ts';

/** Every kind of decision. A new one is a file beside this and a line here; `docs/record-format.md` describes each. */
export const decisionKinds: readonly DecisionKind<never>[] = [
  claimReviewed,
  claimReviewRefused,
  claimAdded,
  actorsMerged,
  actorSplit,
  actorGivenPost,
  originUnlinked,
  instrumentRegistered,
  provisionRegistered,
  instrumentWithdrawn,
  provisionWithdrawn,
  bearingSet,
  bearingRejected,
  bearingSettled,
  sourceRated,
  findingProposed,
  findingReviewed,
  findingPublished,
  findingSuperseded,
  correctionReceived,
  noteAdded,
  erased,
  undone,
  entriesImported,
];

const byName = new Map(decisionKinds.map(kind => [kind.name, kind]));

/** A kind by its name; undefined when it is none of these. */
export function decisionKindOf(name: string): DecisionKind<never> | undefined {
  return byName.get(name);
}
