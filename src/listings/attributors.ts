/** Who says who did it: every attributor of every act that is said to be contrary, conflicts side by side. */
import type { Attribution } from '../core/finding.ts';
import type { Listing, ListingRow } from '../core/listing.ts';
import type { Docket, Held } from '../judging/cases.ts';
import { count } from './count.ts';
import { oneLine } from './one-line.ts';

export function attributorList(docket: Docket): Listing {
  const told = docket.held.filter(({ bearing, state }) => bearing.attributions.length > 0 && state !== 'rejected');
  const denials = docket.held.filter(
    ({ bearing, state }) =>
      bearing.ownWord && bearing.grade === 'W0' && bearing.direction === 'supports' && state !== 'rejected',
  );
  const rows = [...Map.groupBy(told, ({ bearing }) => bearing.act)].flatMap(([act, some]) =>
    some.flatMap(one => one.bearing.attributions.map(attribution => row(act, one, attribution, some))),
  );
  return {
    name: 'attributions',
    columns: [
      'act',
      'provision',
      'attributor',
      'identified',
      'type',
      'names',
      'tier',
      'cue',
      'basis',
      'settled',
      'competing',
      'source',
      'published',
      'origin',
      'words',
      'bearing',
    ],
    rows,
    notes: denials.map(
      ({ bearing, claim, document }) =>
        `Denied by ${bearing.parties.join(', ')}: “${oneLine(claim.claim.words.exact)}” (${document.about.source ?? document.facts.name}); a party’s own denial lowers nothing.`,
    ),
  };
}

function row(
  act: string,
  { bearing, claim, document, evidence }: Held,
  one: Attribution,
  all: readonly Held[],
): ListingRow {
  const named = new Set(all.flatMap(({ bearing }) => bearing.attributions.map(({ to }) => to.name)));
  const competing = named.size > 1 ? `${count(named.size, 'different name')}: ${[...named].join(', ')}` : '';
  const settled = evidence.standing === 'stands' ? 'open' : evidence.standing.replaceAll('_', ' ');
  const by = one.by?.name ?? 'the report itself';
  return {
    cells: [
      act,
      bearing.provision,
      by,
      one.identified,
      one.type ?? '',
      one.to.name,
      one.tier ?? '',
      one.cue ?? '',
      oneLine(bearing.observation?.exact ?? ''),
      settled,
      competing,
      document.about.source ?? '',
      document.about.published?.day ?? '',
      evidence.origin ?? '',
      oneLine(claim.claim.words.exact),
      bearing.id,
    ],
    value: { act, bearing: bearing.id, provision: bearing.provision, ...one, settled, competing: [...named] },
    shown: {
      headline: `${by} names ${one.to.name}${one.tier === undefined ? '' : ` as ${one.tier}`}: “${oneLine(claim.claim.words.exact)}”`,
      details: [
        ['act', act],
        ['attributor', [one.identified, one.type?.replaceAll('_', ' ')].filter(Boolean).join(', ')],
        ['put as', one.cue ?? ''],
        ['basis', oneLine(bearing.observation?.exact ?? 'not told')],
        ['settled', settled],
        ['competing', competing],
        [
          'from',
          [document.about.source ?? document.facts.name, document.about.published?.day ?? 'date open'].join(' · '),
        ],
      ],
    },
  };
}
