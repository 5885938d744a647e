/**
 * The rubric: which level a finding has, as rules that a reader can hold against the specification line by line. The first rule of a kind
 * whose conditions all hold gives the level; where none holds, nobody can say. Whoever changes a rule gives the rubric another version,
 * and says in docs/judgement.md what changed: a published finding keeps the version it was made under.
 */
import type { Condition, Finding, Level, TriedRule, Undetermined } from '../core/finding.ts';
import type { ProvisionKind } from '../core/instrument.ts';
import type { Facts } from './case.ts';
import { CONCERN, type ConditionKind, type ConditionName, conditions } from './conditions.ts';
import type { Evidence } from './evidence.ts';

export const RUBRIC = 'deeds/rubric/2';

export interface RubricRule {
  readonly name: string;
  readonly to: Level;
  readonly kinds: readonly ProvisionKind[];
  readonly needs: readonly ConditionName[];
  /** Is it asked of one contrary act, and not of all together? */
  readonly ofAct?: true;
  readonly because?: Undetermined;
  readonly reviewers: Finding['reviewers'];
}

const TO_DO = ['deliverable', 'standing_duty'] as const;
const RATED = [...TO_DO, 'prohibition'] as const;

/** In the order they are tried. */
export const rules: readonly RubricRule[] = [
  {
    name: 'contravened',
    to: 'contravened',
    kinds: RATED,
    needs: [...CONCERN, 'all_elements', 'sponsor', 'established', 'no_competing'],
    ofAct: true,
    reviewers: 2,
  },
  // A report that a thing was done and one that it was not cannot both be right. Of a prohibition nothing speaks for keeping it but silence.
  { name: 'conflicting', to: 'undetermined', kinds: TO_DO, needs: ['both_ways'], because: 'conflicting', reviewers: 1 },
  { name: 'concern', to: 'concern', kinds: RATED, needs: CONCERN, ofAct: true, reviewers: 1 },
  {
    name: 'fulfilled',
    to: 'fulfilled',
    kinds: TO_DO,
    needs: ['deed', 'reliable_origin', 'every_part', 'in_time', 'primary_or_two', 'no_contradiction'],
    reviewers: 1,
  },
  { name: 'partly_fulfilled', to: 'partly_fulfilled', kinds: TO_DO, needs: ['deed', 'reliable_origin'], reviewers: 1 },
  { name: 'not_due', to: 'not_due', kinds: TO_DO, needs: ['ahead'], reviewers: 1 },
  { name: 'not_assessed', to: 'not_assessed', kinds: RATED, needs: ['nobody_looked'], reviewers: 1 },
  {
    name: 'no_action_on_record',
    to: 'no_action_on_record',
    kinds: TO_DO,
    needs: ['due', 'coverage_limited', 'only_words'],
    reviewers: 1,
  },
  {
    name: 'no_indication',
    to: 'no_indication',
    kinds: ['prohibition'],
    needs: ['coverage_substantial', 'nothing_attributed', 'no_concern'],
    reviewers: 1,
  },
];

/** Words for people; of a prohibition nothing is ever "fulfilled". */
export const labels: Readonly<Record<Level, string>> = {
  fulfilled: 'Fulfilled',
  partly_fulfilled: 'Partly fulfilled',
  no_action_on_record: 'No action on record',
  no_indication: 'No indication of contravention',
  concern: 'Compliance concern',
  contravened: 'Contravened',
  undetermined: 'Undetermined',
  not_due: 'Not yet due',
  not_assessed: 'Not assessed',
};

/** A rule tried, with the contrary act that it was tried on. */
export interface Tried extends TriedRule {
  readonly of: RubricRule;
  readonly act: readonly Evidence[];
  readonly holds: boolean;
}

/** Every rule of the kind, tried in order; a rule that is asked of one act is tried on the act that meets most of it. */
export function tryRules(facts: Facts): Tried[] {
  const { kind } = facts.case.provision;
  return rules
    .filter(({ kinds }) => kinds.includes(kind))
    .map(rule => {
      const acts = rule.ofAct === true ? facts.acts() : [];
      const tried = (acts.length === 0 ? [[]] : acts).map(act => tryOne(rule, facts, act));
      return tried.toSorted((a, b) => missing(a) - missing(b))[0]!;
    });
}

function tryOne(rule: RubricRule, facts: Facts, act: readonly Evidence[]): Tried {
  const tested = rule.needs.map((name): Condition => {
    const { asks, test }: ConditionKind = conditions[name];
    const { met, by, lacks } = test(facts, act);
    return { name, asks, met, by: [...new Set(by.map(({ bearing }) => bearing.id))].toSorted(), lacks };
  });
  return {
    rule: rule.name,
    to: rule.to,
    conditions: tested,
    of: rule,
    act,
    holds: tested.every(({ met }) => met),
  };
}

const missing = ({ conditions: tested }: Tried): number => tested.filter(({ met }) => !met).length;
