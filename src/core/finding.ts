/** What judgement says, as types: bearings of claims on provisions, and findings. The rules are in src/judgement. */
import type { ActorId } from './actor.ts';
import type { ElementName, ProvisionId } from './instrument.ts';
import type { Words } from './span.ts';
import type { Day } from './time.ts';

/**
 * From words to deeds, after the rungs of the G7 Research Group. `W0`: statement, reaffirmation, denial, announcement. `A1`: preparation. `A2`: authority
 * or resources committed. `A3`: the act itself. `A4`: an observed result.
 */
export const grades = ['W0', 'A1', 'A2', 'A3', 'A4'] as const;
export type Grade = (typeof grades)[number];

export type ElementVerdict = 'met' | 'not_met' | 'not_stated';

/** What a report says on one element of a provision. */
export interface ElementTest {
  readonly element: ElementName;
  readonly verdict: ElementVerdict;
  /** The words of the document that say so; undefined where nothing does. */
  readonly words: Words | undefined;
  /** Is it worked out from what stands around the claim, rather than said of the act itself? */
  readonly inferred: boolean;
  /** The carve-out that applies. */
  readonly carveOut: string | undefined;
  /** For people, in a sentence. */
  readonly why: string;
}

export type Scope = 'in_scope' | 'out_of_scope' | 'undetermined';
/** Does the claim, if true, speak for or against the provision being kept? */
export type Direction = 'supports' | 'contradicts' | 'neutral';

/** After EuRepoC. */
export type AttributionType = 'technical' | 'unofficial_policy' | 'official_policy' | 'legal' | 'self';
/** To whom it goes, from the weakest: a cluster of activity, a campaign, whoever ran it, whoever stands behind. */
export const tiers = ['cluster', 'campaign', 'operator', 'sponsor'] as const;
export type Tier = (typeof tiers)[number];

/** One attributor's word on who did it. */
export interface Attribution {
  /** Undefined: the report itself. */
  readonly by: { readonly name: string; readonly actor: ActorId | undefined } | undefined;
  /** `named`: a person or body; `unnamed`: a stated class ("officials"); `nobody`: neither. */
  readonly identified: 'named' | 'unnamed' | 'nobody';
  readonly to: { readonly name: string; readonly actor: ActorId | undefined };
  readonly type: AttributionType | undefined;
  readonly tier: Tier | undefined;
  /** How firmly, in the attributor's own words. */
  readonly cue: string | undefined;
}

/** How a claim bears on a provision: the join between what is said to have happened and what was undertaken. */
export interface Bearing {
  /** `brg_…` */
  readonly id: string;
  readonly document: string;
  readonly claim: string;
  readonly provision: ProvisionId;
  /** The bound parties whose keeping it speaks of. */
  readonly parties: readonly ActorId[];
  readonly direction: Direction;
  readonly scope: Scope;
  readonly elements: readonly ElementTest[];
  readonly grade: Grade;
  /** Ids of the stipulations that the act performs, or touches. */
  readonly parts: readonly string[];
  /** Claims with one key tell of one act; different keys are never added up. */
  readonly act: string;
  /** Who says who did it, where the claim tells of a contrary act. */
  readonly attributions: readonly Attribution[];
  /** Is the document itself the record of the act: the law, the judgment, the signed contract? */
  readonly primary: boolean;
  /** Words that show the source saw for itself (own access, own telemetry, own interview); undefined: not shown. */
  readonly observation: Words | undefined;
  /** Is it the party's own word, as its text or as an outlet that quotes it? */
  readonly ownWord: boolean;
  /**
   * Of the item, as a person rates it: 1 (confirmed by other sources) to 5 (improbable), 6 (its truth cannot be judged). Never fused with the
   * reliability of its source, and no rule reads it.
   */
  readonly credibility?: Credibility | undefined;
  /** From 0 to 1: how the machine ranks its proposal; it is no probability. 1 where a person set it. */
  readonly score: number;
  /** For people, in a sentence. */
  readonly why: string;
}

/** Admiralty code: A (completely reliable) to E (unreliable), F: cannot be judged. Of the source, never of the item. */
export const reliabilities = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export type Reliability = (typeof reliabilities)[number];
/** Admiralty code of the item. */
export const credibilities = ['1', '2', '3', '4', '5', '6'] as const;
export type Credibility = (typeof credibilities)[number];

export const levels = [
  'fulfilled',
  'partly_fulfilled',
  'no_action_on_record',
  'no_indication',
  'concern',
  'contravened',
  'undetermined',
  'not_due',
  'not_assessed',
] as const;
export type Level = (typeof levels)[number];

export type Undetermined = 'insufficient' | 'conflicting' | 'scope_unclear' | 'unverifiable';
export const coverages = ['none', 'limited', 'substantial'] as const;
export type Coverage = (typeof coverages)[number];
export type Confidence = 'high' | 'moderate' | 'low';

/** A condition of a rule: what the specification asks, and how the evidence stands to it. */
export interface Condition {
  /** Name in the rubric. */
  readonly name: string;
  /** As the rubric puts it. */
  readonly asks: string;
  readonly met: boolean;
  /** Bearings that meet it. */
  readonly by: readonly string[];
  /** What is missing, stated in advance; empty where it is met. */
  readonly lacks: string;
}

/** A rule of the rubric, tried on the evidence. */
export interface TriedRule {
  readonly rule: string;
  readonly to: Level;
  readonly conditions: readonly Condition[];
}

export interface CoverageStated {
  readonly level: Coverage;
  /** Sources able to see such conduct that were read in the window. */
  readonly read: readonly string[];
  /** Those that were not. */
  readonly unread: readonly string[];
  readonly why: string;
}

/** How one bound party stands to one provision in one window, as of one day, under one version of the rubric. */
export interface Finding {
  readonly provision: ProvisionId;
  readonly party: ActorId;
  readonly window: { readonly from: Day | undefined; readonly until: Day | undefined };
  readonly asOf: Day;
  readonly rubric: string;
  readonly level: Level;
  /** Of `partly_fulfilled`. */
  readonly extent: 'minimum' | 'intermediate' | undefined;
  /** Of `undetermined`. */
  readonly because: Undetermined | undefined;
  /** Performed after its day. */
  readonly late: boolean;
  /** A concern of which nothing was heard for a year: it does not lapse. */
  readonly dormant: boolean;
  /** A declaratory provision is noted and not rated. */
  readonly rated: boolean;
  /** May the window still change it? */
  readonly interim: boolean;
  /** Undefined where nothing is asserted. */
  readonly confidence: { readonly level: Confidence; readonly why: string } | undefined;
  readonly coverage: CoverageStated;
  /** The rule that gave the level. */
  readonly met: TriedRule;
  /** Rules of the levels next to it, each with at least one condition that is not met. */
  readonly blocked: readonly TriedRule[];
  /** Bearings that it rests on; then those that were looked at and count for nothing, with the reason. */
  readonly restsOn: readonly string[];
  readonly setAside: readonly { readonly bearing: string; readonly why: string }[];
  /** How many of those it rests on a person confirmed. */
  readonly confirmed: number;
  /** Independent origins behind it, and those of which independence is not established. */
  readonly origins: { readonly independent: number; readonly notEstablished: number };
  /** The smallest set of origins whose loss changes the level; undefined: none of those that were tried. */
  readonly fragility: readonly string[] | undefined;
  /** How many origins were taken away at once, from 0 to 3: of very many, fewer are tried. Findings of earlier versions do not say. */
  readonly lossesTried?: number;
  /** The nearest missing evidence, stated in advance. */
  readonly wouldChange: readonly string[];
  /** Reviewers that must approve it before it is published. */
  readonly reviewers: 1 | 2;
}
