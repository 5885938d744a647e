/** Findings with what they rest on, as formats of other programs take them. */
import type { ActorId } from './actor.ts';
import type { Attribution, Finding } from './finding.ts';
import type { Instrument, Provision } from './instrument.ts';

export interface JudgedFinding {
  /** `fnd_…` */
  readonly id: string;
  readonly provision: Provision;
  readonly party: { readonly actor: ActorId; readonly name: string };
  readonly finding: Finding;
  /** "Compliance concern (dormant)". */
  readonly label: string;
  /** "machine proposal", "proposed", "reviewed", "published", … */
  readonly state: string;
  /** ISO 8601 instant at which it was published; undefined: it was not. */
  readonly published: string | undefined;
  readonly publishedBy: string | undefined;
  /** Why it is no longer supported; undefined: it is. */
  readonly unsupported: string | undefined;
}

/** A contrary act that is said to have happened, with everybody who says so. */
export interface JudgedAct {
  readonly id: string;
  readonly provision: string;
  readonly words: readonly {
    readonly exact: string;
    readonly source: string;
    readonly url: string | undefined;
    readonly published: string | undefined;
  }[];
  readonly attributions: readonly Attribution[];
  readonly from: string | undefined;
  readonly until: string | undefined;
  /** Bearings that tell of it. */
  readonly bearings: readonly string[];
}

export interface JudgedCase {
  readonly instrument: Instrument;
  readonly asOf: string;
  /** Instants of the first and of the last entry of the record that it was judged from. */
  readonly began: string;
  readonly at: string;
  readonly findings: readonly JudgedFinding[];
  readonly acts: readonly JudgedAct[];
  readonly appointments: readonly {
    readonly what: string;
    readonly state: string;
    readonly from: string | undefined;
    readonly until: string | undefined;
    readonly reading: string;
    readonly words: string;
  }[];
  /** What was decided about findings, the latest last. */
  readonly changes: readonly {
    readonly id: string;
    readonly finding: string;
    readonly at: string;
    readonly by: string;
    readonly what: string;
  }[];
}
