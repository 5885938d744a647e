/** The order in which people read evidence: what weighs most first. */
import { reportWeight, weight } from '../judgement/evidence.ts';
import type { Held } from './cases.ts';

/**
 * In scope before undetermined before out of scope; what stands before what was taken back, words of its own before copies; then by what is reported and how
 * reliable its source is, by who names who did it, by whether the source saw for itself, and by how the machine ranks it. A decision moves nothing.
 */
export function weightiestFirst(held: readonly Held[]): readonly Held[] {
  return held
    .map(one => ({ one, weights: weightsOf(one) }))
    .toSorted((a, b) => {
      const at = a.weights.findIndex((weight, index) => weight !== b.weights[index]);
      return at === -1 ? (a.one.bearing.id < b.one.bearing.id ? -1 : 1) : b.weights[at]! - a.weights[at]!;
    })
    .map(({ one }) => one);
}

const SCOPES = ['out_of_scope', 'undetermined', 'in_scope'];

function weightsOf({ bearing, evidence }: Held): readonly number[] {
  return [
    SCOPES.indexOf(bearing.scope),
    evidence.standing === 'stands' ? 1 : 0,
    evidence.copy ? 0 : 1,
    reportWeight(evidence),
    Math.max(-1, ...bearing.attributions.map(weight)),
    bearing.observation === undefined ? 0 : 1,
    bearing.score,
  ];
}
