import type { ElementTest } from '../core/finding.ts';
import type { Listing, ListingRow } from '../core/listing.ts';
import { failing } from '../judgement/scope.ts';
import type { Docket, Held } from '../judging/cases.ts';
import { decidedText } from './decided.ts';
import { partyName } from './findings.ts';
import { oneLine } from './one-line.ts';

/** Claims that bear, or may bear, on provisions, best first; of what is out of scope only where it is asked for. */
export function bearingList(docket: Docket, which: (one: Held) => boolean = () => true): Listing {
  return {
    name: 'bearings',
    columns: [
      'bearing',
      'provision',
      'parties',
      'direction',
      'scope',
      'grade',
      'state',
      'standing',
      'credibility',
      'score',
      'words',
      'source',
      'published',
      'document',
      'claim',
      'why',
    ],
    rows: docket.held.filter(which).map(one => row(one, docket)),
    notes: docket.sentences.mayBear.map(
      ({ document, words, provisions }) =>
        `Read by no kind of claim, and counted nowhere; may bear on ${provisions.map(({ id }) => id).join(', ')}: “${oneLine(words.exact)}” (${document.about.source ?? document.facts.name}; ${document.id} ${words.start}–${words.end}). \`deeds review add\` makes a claim of it.`,
    ),
  };
}

/** The out-of-scope ledger: what was set aside, for which element, in which words. It counts in no finding, and is never dropped. */
export function scopeLedger(docket: Docket): Listing {
  const rows = docket.held
    .filter(({ bearing, state }) => bearing.scope === 'out_of_scope' && state !== 'rejected')
    .map(one => {
      const { bearing } = one;
      const failed = failing(bearing.elements);
      const elsewhere = docket.held.filter(
        other =>
          other.bearing.document === bearing.document &&
          other.bearing.claim === bearing.claim &&
          other.bearing.scope !== 'out_of_scope',
      );
      return {
        ...row(one, docket),
        cells: [
          bearing.id,
          bearing.provision,
          failed.map(({ element }) => element).join('; '),
          failed.map(({ words }) => oneLine(words?.exact ?? '')).join('; '),
          failed.map(({ carveOut }) => carveOut ?? '').join('; '),
          oneLine(one.claim.claim.words.exact),
          one.document.about.source ?? '',
          one.document.about.published?.day ?? '',
          one.state,
          elsewhere.map(other => other.bearing.provision).join(' '),
        ],
      };
    });
  return {
    name: 'out of scope',
    columns: [
      'bearing',
      'provision',
      'element',
      'its_words',
      'carve_out',
      'words',
      'source',
      'published',
      'state',
      'bears_on',
    ],
    rows,
  };
}

function row(one: Held, { instrument }: Docket): ListingRow {
  const { bearing, claim, document, state, evidence, decision } = one;
  const parties = bearing.parties.map(party => partyName(instrument, party)).join('; ');
  const words = oneLine(claim.claim.words.exact);
  return {
    cells: [
      bearing.id,
      bearing.provision,
      parties,
      bearing.direction,
      bearing.scope,
      bearing.grade,
      state,
      evidence.standing,
      bearing.credibility ?? '',
      String(bearing.score),
      words,
      document.about.source ?? '',
      document.about.published?.day ?? '',
      bearing.document,
      bearing.claim,
      bearing.why,
    ],
    value: { ...bearing, state, standing: evidence.standing, origin: evidence.origin, copy: evidence.copy },
    shown: {
      headline: `${bearing.provision} ← ${parties || 'nobody named'}: ${bearing.direction}, ${bearing.scope.replaceAll('_', ' ')}, ${bearing.grade}: “${words}”`,
      details: [
        ['id', bearing.id],
        [
          'state',
          state === 'proposed'
            ? `proposed by the machine, not confirmed (score ${bearing.score})`
            : `${state} ${decision === undefined ? '' : decidedText(decision)}`,
        ],
        ['standing', evidence.standing === 'stands' ? '' : evidence.standing.replaceAll('_', ' ')],
        ['counts', evidence.copy ? 'not: a copy, counted with its origin' : ''],
        [
          'from',
          [
            document.about.source ?? document.facts.name,
            document.about.published?.day ?? 'date open',
            bearing.document,
          ].join(' · '),
        ],
        ['why', bearing.why],
        ...bearing.elements.map(test => [test.element, testText(test)] as const),
        ['credibility', bearing.credibility ?? ''],
        ['saw for itself', bearing.observation === undefined ? '' : `“${oneLine(bearing.observation.exact)}”`],
        ...bearing.attributions.map(
          ({ by, identified, to, type, tier }) =>
            [
              'who says so',
              `${by?.name ?? 'the report itself'} (${identified}${type === undefined ? '' : `, ${type.replaceAll('_', ' ')}`}) names ${to.name}${tier === undefined ? '' : ` as ${tier}`}`,
            ] as const,
        ),
      ],
    },
  };
}

const VERDICTS = { met: 'met', not_met: 'NOT MET', not_stated: 'not stated' } as const;

function testText({ verdict, words, why, inferred }: ElementTest): string {
  const place = words === undefined ? '' : ` “${oneLine(words.exact)}” [${words.start}–${words.end}]`;
  return `${VERDICTS[verdict]}:${place} ${why}${inferred ? ' (worked out)' : ''}`;
}
