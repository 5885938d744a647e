import type { ActorId } from '../core/actor.ts';
import type { Attribution, CoverageStated } from '../core/finding.ts';
import { partsOf, type Provision, type Stipulation } from '../core/instrument.ts';
import type { Day } from '../core/time.ts';
import { atLeast, countOrigins, type Evidence, isDeed, isOwnWord, isReliable, type Standing } from './evidence.ts';

/** All that a finding is made from. */
export interface Case {
  readonly provision: Provision;
  readonly party: ActorId;
  readonly window: { readonly from: Day | undefined; readonly until: Day | undefined };
  /** The day by which is judged what is due; what is published after it is not looked at. */
  readonly asOf: Day;
  readonly coverage: CoverageStated;
  /** Everything that is said to bear on the provision, for whichever party. */
  readonly evidence: readonly Evidence[];
}

/** The evidence of a case, sorted by what it may do. */
export class Facts {
  readonly case: Case;
  /** Deeds that speak for the provision being kept by the party, in scope. */
  readonly performed: readonly Evidence[];
  /** Contrary acts put down to the party, in scope or of undetermined scope. */
  readonly contrary: readonly Evidence[];
  /** Contrary acts from before the window: they carry no finding about it, but a concern that is open does not lapse with its window. */
  readonly #before: readonly Evidence[];
  /** Words and neutral evidence: looked at, and never counted. */
  readonly words: readonly Evidence[];
  readonly setAside: readonly { readonly bearing: string; readonly why: string }[];
  readonly parts: readonly Stipulation[];
  /** Worked out when they are asked for. */
  #acts: readonly (readonly Evidence[])[] | undefined;
  #actsAndEarlier: readonly (readonly Evidence[])[] | undefined;
  #told: ReadonlyMap<string, readonly Evidence[]> | undefined;

  constructor(given: Case) {
    const { provision, party, evidence } = given;
    this.case = given;
    this.parts = partsOf(provision);
    const own = evidence.filter(({ bearing }) => bearing.parties.includes(party));
    const reasons = own.map(one => [one, aside(one, given)] as const);
    const stands = reasons.filter(([, why]) => why === undefined).map(([one]) => one);
    const deeds = stands.filter(isDeed);
    this.performed = deeds.filter(
      ({ bearing: { direction, scope } }) => direction === 'supports' && scope === 'in_scope',
    );
    // What a party denies of itself is neither here nor there: it supports nothing and lowers nothing.
    this.contrary = deeds.filter(({ bearing: { direction } }) => direction === 'contradicts');
    this.#before = reasons
      .filter(([one, why]) => why === BEFORE && isDeed(one) && one.bearing.direction === 'contradicts')
      .map(([one]) => one);
    const counted = new Set([...this.performed, ...this.contrary]);
    this.words = stands.filter(one => !counted.has(one));
    this.setAside = [
      ...reasons.flatMap(([{ bearing }, why]) => (why === undefined ? [] : [{ bearing: bearing.id, why }])),
      ...this.words.map(one => ({ bearing: one.bearing.id, why: whyWords(one) })),
    ];
  }

  /** Acts of grade A3 or A4 for a part, from who may carry them. */
  performing({ id }: Stipulation): readonly Evidence[] {
    return this.performed.filter(
      one => atLeast(one.bearing.grade, 'A3') && one.bearing.parts.includes(id) && this.mayCarry(one),
    );
  }

  /** May it carry a finding for the party: a reliable source that is not its own voice, or the record of the act itself? */
  mayCarry(one: Evidence): boolean {
    return isReliable(one) && (one.bearing.primary || !isOwnWord(one, this.case.party));
  }

  /** A part counts as done when somebody who may carry it reports the act in time. */
  isComplete(part: Stipulation): boolean {
    return this.performing(part).length > 0;
  }

  /** Was it in time? `unknown` where the days do not tell. */
  timing(part: Stipulation): 'in_time' | 'late' | 'unknown' {
    const due = (part.dueBy ?? this.case.provision.dueBy)?.until;
    if (due === undefined) return 'in_time';
    const done = this.performing(part);
    if (done.some(one => (one.until ?? one.published ?? '~') <= due)) return 'in_time';
    return done.length > 0 && done.every(({ from }) => from !== undefined && from > due) ? 'late' : 'unknown';
  }

  /** The contrary acts that are told of, each with all that is said of it. */
  acts(): readonly (readonly Evidence[])[] {
    this.#acts ??= grouped(this.contrary);
    return this.#acts;
  }

  /** The same, with those from before the window. */
  actsAndEarlier(): readonly (readonly Evidence[])[] {
    this.#actsAndEarlier ??= grouped([...this.contrary, ...this.#before]);
    return this.#actsAndEarlier;
  }

  /** Attributions of an act to the party by somebody else, or by the party itself. */
  against(act: readonly Evidence[]): readonly Attribution[] {
    return act.flatMap(({ bearing }) => bearing.attributions.filter(({ to }) => to.actor === this.case.party));
  }

  /** Attributions of the same act to somebody else, by anybody but the party itself. */
  competing(act: readonly Evidence[]): readonly Attribution[] {
    this.#told ??= Map.groupBy(this.case.evidence, ({ bearing }) => bearing.act);
    return this.#told
      .get(act[0]!.bearing.act)!
      .filter(one => isDeed(one) && isStanding(one) && !isOwnWord(one, this.case.party))
      .flatMap(({ bearing }) => bearing.attributions)
      .filter(({ to, by }) => to.actor !== this.case.party && by?.actor !== this.case.party);
  }

  origins(evidence: readonly Evidence[]): ReturnType<typeof countOrigins> {
    return countOrigins(evidence, this.case.party);
  }
}

const grouped = (evidence: readonly Evidence[]): (readonly Evidence[])[] => [
  ...Map.groupBy(evidence, ({ bearing }) => bearing.act).values(),
];

const BEFORE = 'it was before the window';

const isStanding = ({ standing, copy }: Evidence): boolean => standing === 'stands' && !copy;

const BECAUSE: Readonly<Record<Exclude<Standing, 'stands'>, string>> = {
  retracted: 'its source took it back',
  corrected: 'its source corrected these words',
  withdrawn: 'whoever said so withdrew it',
  shown_false: 'it was shown to be false',
  shown_out_of_scope: 'it was shown to be out of scope',
};

/** Why evidence is not looked at; undefined: it is. */
function aside(one: Evidence, { window, asOf }: Case): string | undefined {
  if (one.standing !== 'stands') return BECAUSE[one.standing];
  if (one.copy) return 'it is a copy, and its origin is counted once';
  if (one.bearing.scope === 'out_of_scope') {
    const failed = one.bearing.elements.find(({ verdict }) => verdict === 'not_met');
    return `out of scope: ${failed?.element ?? 'an element'} is not met`;
  }
  const [from, until] = [one.from ?? one.until, one.until];
  if (one.published !== undefined && one.published > asOf) return 'it was published later';
  if (from !== undefined && from > asOf) return 'it is told of the future';
  if (window.from !== undefined && (until ?? one.published ?? '~') < window.from) return BEFORE;
  if (window.until !== undefined && (from ?? '') > window.until) return 'it was after the window';
  return undefined;
}

function whyWords({ bearing: { grade, direction, scope } }: Evidence): string {
  if (grade === 'W0') return 'words: no number of them changes a finding';
  if (direction === 'neutral') return 'it speaks neither for nor against';
  return scope === 'undetermined' ? 'its scope is undetermined, and it supports nothing until it is clear' : 'neutral';
}
