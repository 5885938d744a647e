/** What the rules of the rubric may ask, one by one. Each says what meets it, and what is missing where nothing does. */
import type { Attribution } from '../core/finding.ts';
import type { Facts } from './case.ts';
import { type Evidence, isOwnWord, reportWeight, weight } from './evidence.ts';

export interface Outcome {
  readonly met: boolean;
  readonly by: readonly Evidence[];
  /** What would meet it, in a sentence without a full stop. */
  readonly lacks: string;
}

export interface ConditionKind {
  /** As docs/judgement.md and the specification put it. */
  readonly asks: string;
  readonly test: (facts: Facts, act: readonly Evidence[]) => Outcome;
}

const met = (by: readonly Evidence[] = []): Outcome => ({ met: true, by, lacks: '' });
const unmet = (lacks: string): Outcome => ({ met: false, by: [], lacks });
const need = (holds: boolean, by: readonly Evidence[], lacks: string): Outcome => (holds ? met(by) : unmet(lacks));

/** `act` is the contrary act that is looked at; empty where none is. */
export const conditions = {
  ahead: {
    asks: 'the window is not open, or the day is ahead',
    test: ({ case: { window, asOf, provision } }) =>
      need(
        (window.from !== undefined && window.from > asOf) ||
          (provision.kind === 'deliverable' && (provision.dueBy?.until ?? '') > asOf),
        [],
        'a day that is still ahead',
      ),
  },
  due: {
    asks: 'due or in force',
    test: ({ case: { window, asOf, provision } }) => {
      if (window.from !== undefined && window.from > asOf) return unmet('the window must open');
      if (provision.kind !== 'deliverable' || provision.dueBy === undefined) return met();
      if (provision.dueBy.until === undefined)
        return unmet(`the day it is due must be known (“${provision.dueBy.reading}”)`);
      return need(provision.dueBy.until <= asOf, [], 'its day must have come');
    },
  },
  nobody_looked: {
    asks: 'nobody has looked',
    test: ({ case: { coverage }, performed, contrary, words }) =>
      need(
        coverage.level === 'none' && performed.length + contrary.length + words.length === 0,
        [],
        'nothing read, and nothing said',
      ),
  },
  coverage_limited: {
    asks: 'coverage at least limited',
    test: ({ case: { coverage } }) =>
      need(coverage.level !== 'none', [], 'a source able to see it, and no party, must be read in the window'),
  },
  coverage_substantial: {
    asks: 'coverage substantial over the window',
    test: ({ case: { coverage } }) =>
      need(
        coverage.level === 'substantial',
        [],
        coverage.unread.length > 0
          ? `more of the sources able to see it must be read: ${listed(coverage.unread)}`
          : 'at least three listed sources able to see it, two thirds of all, must be read in the window',
      ),
  },
  only_words: {
    asks: 'no act beyond words on record, whoever reports it, but the party’s own word',
    test: ({ performed, words, case: { party } }) =>
      need(
        ![...performed, ...words].some(one => isReported(one, party)),
        [],
        'what is reported of acts must be shown false, out of scope, or better founded',
      ),
  },
  deed: {
    asks: 'at least one act beyond words (A1 or more), in scope',
    test: ({ performed }) =>
      need(performed.length > 0, performed, 'an act beyond words, in scope: at least a preparation'),
  },
  reliable_origin: {
    asks: 'at least one origin of reliability A to C that is not the party’s own word, or the record of the act',
    test: facts =>
      need(
        carried(facts).length > 0,
        carried(facts),
        facts.performed.length === 0 ? 'an origin of reliability A to C' : unrated(facts.performed, facts),
      ),
  },
  every_part: {
    asks: 'the act itself (A3) or its result (A4) for every part',
    test(facts) {
      const open = facts.parts.filter(part => !facts.isComplete(part));
      return need(
        open.length === 0,
        facts.parts.flatMap(part => facts.performing(part)),
        `the act itself (A3 or A4) for: ${open.map(({ says }) => says).join('; ')}`,
      );
    },
  },
  in_time: {
    asks: 'in time',
    test(facts) {
      const wrong = facts.parts.filter(part => facts.timing(part) !== 'in_time');
      const late = wrong.some(part => facts.timing(part) === 'late');
      return need(wrong.length === 0, [], late ? 'it was done after its day' : 'the day on which it was done');
    },
  },
  primary_or_two: {
    asks: 'for every part a primary record of the act, or at least two independent origins',
    test(facts) {
      const open = facts.parts.filter(part => !isWellFounded(facts.performing(part), facts));
      return need(
        open.length === 0,
        facts.parts.flatMap(part => facts.performing(part)),
        `a primary record, or a second origin that is shown to have seen for itself, for: ${open.map(({ says }) => says).join('; ')}`,
      );
    },
  },
  no_contradiction: {
    asks: 'no unresolved contradiction',
    test: facts =>
      need(
        !facts.acts().some(act => isConcern(facts, act)),
        [],
        'what is said to the contrary must be withdrawn, or shown false or out of scope',
      ),
  },
  contrary_act: {
    asks: 'a contrary act, in scope or of undetermined scope',
    test: (_, act) => need(act.length > 0, act, 'an act that is contrary to it'),
  },
  identified: {
    asks: 'alleged by a named person or body, or by a stated class of unnamed officials',
    test: (facts, act) =>
      need(identifiedAgainst(facts, act).length > 0, act, 'somebody named who says that the party did it'),
  },
  contrary_origin: {
    asks: 'at least one origin of reliability A to C',
    test(facts, act) {
      const fit = act.filter(one => one.source.reliability <= 'C' && one.origin !== undefined);
      return need(fit.length > 0, fit, act.length === 0 ? 'an origin of reliability A to C' : unrated(act, facts));
    },
  },
  all_elements: {
    asks: 'all elements met',
    test(_, act) {
      const whole = act.filter(({ bearing }) => bearing.scope === 'in_scope');
      const open = new Set(
        act.flatMap(({ bearing }) => bearing.elements.filter(one => one.verdict !== 'met').map(one => one.element)),
      );
      return need(whole.length > 0, whole, `words that settle: ${[...open].join(', ') || 'every element'}`);
    },
  },
  sponsor: {
    asks: 'for a prohibition addressed to a government, attribution at sponsor tier by somebody named',
    test(facts, act) {
      if (facts.case.provision.kind !== 'prohibition' || isPrivate(facts.case.party)) return met();
      const fit = act.filter(({ bearing }) =>
        bearing.attributions.some(
          ({ to, tier, identified }) => to.actor === facts.case.party && tier === 'sponsor' && identified === 'named',
        ),
      );
      return need(
        fit.length > 0,
        fit,
        'somebody named who says that the government stands behind it, not only who ran it',
      );
    },
  },
  established: {
    asks: 'at least two independent origins, one of them no party to the instrument; or an admission; or a finding of a court or agency',
    test(facts, act) {
      const by = facts.against(act);
      const admitted = by.some(({ type, by: who }) => type === 'self' && who?.actor === facts.case.party);
      // That a word in a report sounds like a court is not enough: somebody looked, or it is the judgment itself.
      const found = act.some(
        ({ bearing, confirmed }) =>
          (confirmed || bearing.primary) &&
          bearing.attributions.some(
            ({ to, type, identified }) => to.actor === facts.case.party && type === 'legal' && identified === 'named',
          ),
      );
      const { independent } = facts.origins(act);
      const outside = act.some(
        ({ source, copy }) => source.speaksFor === undefined && source.reliability <= 'C' && !copy,
      );
      return need(
        admitted || found || (independent >= 2 && outside),
        act,
        'a second origin that is shown to have seen for itself and is no party; or an admission; or a finding of a court or agency',
      );
    },
  },
  no_competing: {
    asks: 'no competing attribution of equal or higher standing',
    test(facts, act) {
      const best = Math.max(0, ...facts.against(act).map(weight));
      const rivals = act.length === 0 ? [] : facts.competing(act).filter(one => weight(one) >= best);
      return need(rivals.length === 0, [], `who else is named must be settled: ${namesOf(rivals)}`);
    },
  },
  both_ways: {
    asks: 'evidence of equal standing both ways',
    test(facts) {
      const against = facts
        .acts()
        .filter(act => isConcern(facts, act))
        .flat();
      const [one, other] = [carried(facts), against].map(side => Math.max(-1, ...side.map(reportWeight)));
      return need(
        against.length > 0 && carried(facts).length > 0 && one! >= other!,
        [...carried(facts), ...against],
        'evidence of equal standing that speaks the other way',
      );
    },
  },
  nothing_attributed: {
    asks: 'no act attributed to the party, in scope or of undetermined scope',
    test: ({ contrary }) =>
      need(contrary.length === 0, [], 'what is said of the party, by whomever, must be settled or shown out of scope'),
  },
  no_concern: {
    asks: 'no open concern, from before the window either',
    test: facts =>
      need(
        !facts.actsAndEarlier().some(act => isConcern(facts, act)),
        [],
        'the concern must be withdrawn, or shown false or out of scope, with the evidence',
      ),
  },
} as const satisfies Record<string, ConditionKind>;

export type ConditionName = keyof typeof conditions;

/** What raises a concern; here once, so that what blocks a level and what makes one are the same. */
export const CONCERN: readonly ConditionName[] = ['contrary_act', 'identified', 'contrary_origin'];

function isConcern(facts: Facts, act: readonly Evidence[]): boolean {
  return CONCERN.every(name => (conditions[name] as ConditionKind).test(facts, act).met);
}

/** A deed that somebody reports, in scope or of undetermined scope: to say that there is none on record would be false. */
function isReported(one: Evidence, party: string): boolean {
  const { grade, direction, primary } = one.bearing;
  return grade !== 'W0' && direction === 'supports' && (primary || !isOwnWord(one, party));
}

/** Deeds that may carry a finding of performance. */
function carried(facts: Facts): Evidence[] {
  return facts.performed.filter(one => facts.mayCarry(one) && one.origin !== undefined);
}

function isWellFounded(evidence: readonly Evidence[], facts: Facts): boolean {
  return evidence.some(({ bearing }) => bearing.primary) || facts.origins(evidence).independent >= 2;
}

/** Allegations against the party by somebody who is identified; a party's word on itself is an admission, and identified. */
function identifiedAgainst(facts: Facts, act: readonly Evidence[]): Attribution[] {
  return facts.against(act).filter(({ identified }) => identified !== 'nobody');
}

const isPrivate = (party: string): boolean => /^(?:person|firm|group|organisation)\//u.test(party);

const namesOf = (attributions: readonly Attribution[]): string =>
  [...new Set(attributions.map(({ by, to }) => `${by?.name ?? 'the report'} names ${to.name}`))].join('; ');

/** Of many sources a sentence names the first few. */
const NAMED = 8;

const listed = (names: readonly string[]): string =>
  names.length <= NAMED
    ? names.join(', ')
    : `${names.slice(0, NAMED - 1).join(', ')} and ${names.length - NAMED + 1} more`;

function unrated(evidence: readonly Evidence[], facts: Facts): string {
  const names = [
    ...new Set(evidence.filter(({ source }) => source.reliability > 'C').map(({ source }) => source.name)),
  ];
  if (names.length > 0)
    return `an origin of reliability A to C; not rated so: ${listed(names)} (\`deeds judge source\` rates one)`;
  return facts.case.party === '' ? '' : 'an origin that is not the party’s own word';
}
