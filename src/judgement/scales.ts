/** Findings on the scales of others. Every one of them says less than the finding does; what is lost is said beside each value. */
import type { Finding } from '../core/finding.ts';

export interface OnScale {
  readonly scale: ScaleName;
  /** Empty: the scale has no value for it. */
  readonly value: string;
  /** What the value does not say, in a sentence. */
  readonly loss: string;
}

export const scaleNames = ['g7', 'pam', 'ogp', 'politifact'] as const;
export type ScaleName = (typeof scaleNames)[number];

type Told = Pick<Finding, 'level' | 'extent' | 'because' | 'interim' | 'late' | 'rated'>;
type Value = readonly [value: string, loss: string];

const BLANK: Value = ['', 'The scale has no value for it; the finding has.'];
const NO_CONFIDENCE = 'Confidence, coverage and origins are not told.';

/** The G7 Research Group: +1, 0, −1. */
function g7({ level }: Told): Value {
  switch (level) {
    case 'fulfilled':
      return ['+1', NO_CONFIDENCE];
    case 'partly_fulfilled':
      return ['0', 'Minimum and intermediate are one value, and so is late.'];
    case 'no_action_on_record':
      return ['-1', 'That nothing was found looks like something contrary that was.'];
    case 'contravened':
      return ['-1', 'Something contrary looks like nothing done.'];
    case 'no_indication':
      return ['+1', 'No indication of contravention is not compliance shown: read it with its coverage.'];
    default:
      return BLANK;
  }
}

/** The Peace Accords Matrix: 3, 2, 1, 0. */
function pam({ level, extent }: Told): Value {
  switch (level) {
    case 'fulfilled':
      return ['3', NO_CONFIDENCE];
    case 'partly_fulfilled':
      return [extent === 'intermediate' ? '2' : '1', 'That it was late is not told.'];
    case 'no_action_on_record':
      return ['0', 'How far one looked is not told.'];
    default:
      return BLANK;
  }
}

/** The Independent Reporting Mechanism of the Open Government Partnership. */
function ogp({ level, extent, because }: Told): Value {
  switch (level) {
    case 'fulfilled':
      return ['Complete', NO_CONFIDENCE];
    case 'partly_fulfilled':
      return [extent === 'intermediate' ? 'Substantial' : 'Limited', 'That it was late is not told.'];
    case 'no_action_on_record':
      return ['Not started', 'How far one looked is not told.'];
    case 'undetermined':
      return because === 'insufficient' || because === 'unverifiable'
        ? ['No evidence available', 'Whether it could be seen at all is not told.']
        : BLANK;
    default:
      return BLANK;
  }
}

function politifact({ level, interim }: Told): Value {
  switch (level) {
    case 'fulfilled':
      return ['Kept', NO_CONFIDENCE];
    case 'partly_fulfilled':
      return interim
        ? ['In the Works', 'How far it went is not told.']
        : ['Compromise', 'How far it went is not told, nor that it was late.'];
    case 'no_action_on_record':
      return ['Stalled', 'How far one looked is not told.'];
    case 'contravened':
      return ['Broken', 'Who found it, and how well founded it is, is not told.'];
    case 'not_due':
    case 'not_assessed':
    case 'undetermined':
      return ['Not yet rated', 'Not due, not looked at and cannot be said are one value.'];
    default:
      return BLANK;
  }
}

const SCALES: Readonly<Record<ScaleName, (told: Told) => Value>> = { g7, pam, ogp, politifact };

/** A finding on every scale, lossy. */
export function onScales(finding: Told): OnScale[] {
  return scaleNames.map(scale => {
    const [value, loss] = finding.rated ? SCALES[scale](finding) : BLANK;
    return { scale, value, loss };
  });
}
