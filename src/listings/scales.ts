import type { Listing } from '../core/listing.ts';
import { onScales, scaleNames } from '../judgement/scales.ts';
import type { Docket } from '../judging/cases.ts';
import type { JudgedRow } from '../judging/findings.ts';
import { levelText, partyName } from './findings.ts';

/** Findings on the scales of others, each value with what it does not say. */
export function scaleList(rows: readonly JudgedRow[], { instrument }: Docket): Listing {
  return {
    name: 'scales',
    columns: ['provision', 'label', 'party', 'level', 'state', ...scaleNames.flatMap(name => [name, `${name}_loss`])],
    rows: rows.map(({ provision, party, finding, recorded }) => {
      const values = onScales(finding);
      const name = partyName(instrument, party);
      return {
        cells: [
          provision.id,
          provision.label,
          name,
          finding.level,
          recorded?.state ?? 'machine proposal',
          ...values.flatMap(({ value, loss }) => [value, loss]),
        ],
        value: { provision: provision.id, party, level: finding.level, scales: values },
        shown: {
          headline: `${provision.label} · ${name}: ${levelText(finding)}`,
          details: values.map(
            ({ scale, value, loss }) => [scale, `${value === '' ? 'no value' : value} (lossy: ${loss})`] as const,
          ),
        },
      };
    }),
  };
}
