import type { Finding } from '../core/finding.ts';
import type { Instrument } from '../core/instrument.ts';
import type { Listing, ListingRow } from '../core/listing.ts';
import { labels } from '../judgement/rubric.ts';
import type { Docket, Held } from '../judging/cases.ts';
import type { JudgedRow, RecordedFinding } from '../judging/findings.ts';
import { count } from './count.ts';
import { deciderOf } from './decided.ts';
import { oneLine } from './one-line.ts';

/** "Partly fulfilled (minimum, late)": the level with what goes with it. */
export function levelText({ level, extent, because, late, dormant, rated }: Finding): string {
  if (!rated) return 'Noted, not rated';
  const more = [extent, because?.replaceAll('_', ' '), late && 'late', dormant && 'dormant'].filter(Boolean);
  return `${labels[level]}${more.length === 0 ? '' : ` (${more.join(', ')})`}`;
}

/** Where a row stands: what only the machine says never looks like what people reviewed. */
export function stateText(recorded: RecordedFinding | undefined): string {
  if (recorded === undefined) return 'machine proposal, not in the record, reviewed by nobody';
  const { state, proposal, approvedBy, published } = recorded;
  const [by, day] = deciderOf(proposal);
  const approved = approvedBy.length === 0 ? 'not reviewed' : `approved by ${approvedBy.join(' and ')}`;
  if (state === 'published' && published !== undefined) {
    const [publisher, on] = deciderOf(published);
    return `published by ${publisher} on ${on}, ${approved}`;
  }
  return `${state} by ${by} on ${day}, ${approved}`;
}

export const partyName = ({ parties }: Pick<Instrument, 'parties'>, actor: string): string =>
  parties.find(party => party.actor === actor)?.name ?? actor;

/** The matrix of an instrument: every provision for every party that it binds, with what each finding met and lacks. */
export function findingList(rows: readonly JudgedRow[], { instrument, held }: Docket): Listing {
  const byId = new Map(held.map(one => [one.bearing.id, one]));
  return {
    name: 'findings',
    columns: [
      'provision',
      'label',
      'kind',
      'party',
      'level',
      'extent',
      'because',
      'late',
      'dormant',
      'interim',
      'confidence',
      'coverage',
      'independent_origins',
      'not_established',
      'bearings',
      'confirmed',
      'on_confirmed_alone',
      'state',
      'unsupported',
      'now',
      'fragile_to',
      'specificity',
      'verifiability',
      'ambition',
      'window_from',
      'window_until',
      'as_of',
      'rubric',
    ],
    rows: rows.map(row => rowOf(row, instrument, byId)),
    notes: findingNotes(rows),
  };
}

function rowOf(row: JudgedRow, instrument: Instrument, byId: ReadonlyMap<string, Held>): ListingRow {
  const { provision, party, finding, confirmedLevel, recorded } = row;
  const { coverage, confidence, origins } = finding;
  return {
    cells: [
      provision.id,
      provision.label,
      provision.kind,
      partyName(instrument, party),
      finding.level,
      finding.extent ?? '',
      finding.because ?? '',
      yes(finding.late),
      yes(finding.dormant),
      yes(finding.interim),
      confidence?.level ?? '',
      coverage.level,
      String(origins.independent),
      String(origins.notEstablished),
      String(finding.restsOn.length),
      String(finding.confirmed),
      confirmedLevel,
      recorded?.state ?? '',
      recorded?.unsupported ?? '',
      recorded?.now ?? '',
      finding.fragility?.join(' ') ?? '',
      provision.specificity,
      provision.verifiability,
      provision.ambition,
      finding.window.from ?? '',
      finding.window.until ?? '',
      finding.asOf,
      finding.rubric,
    ],
    value: {
      finding,
      confirmedLevel,
      label: provision.label,
      kind: provision.kind,
      partyName: partyName(instrument, party),
      recorded: recorded === undefined ? undefined : { ...recorded, proposal: recorded.proposal.sequence },
    },
    shown: {
      headline: `${provision.label} · ${partyName(instrument, party)}: ${levelText(finding)}`,
      details: [
        ['state', stateText(recorded)],
        ['UNSUPPORTED', recorded?.unsupported ?? ''],
        [
          'now',
          recorded?.now === undefined
            ? ''
            : `the evidence now gives ${labels[recorded.now]}, the record has ${labels[recorded.finding.level]}`,
        ],
        [
          'confirmed alone',
          confirmedLevel === finding.level ? '' : `without the machine’s proposals: ${labels[confirmedLevel]}`,
        ],
        ['confidence', confidence === undefined ? '' : `${confidence.level}: ${confidence.why}`],
        ['coverage', coverageText(finding)],
        ['origins', originsText(finding)],
        ...finding.met.conditions.map(({ asks }) => ['met', asks] as const),
        ...finding.blocked.flatMap(({ rule, to, conditions }) => {
          // How far one has looked is told by the coverage.
          if (to === 'not_due' || to === 'not_assessed') return [];
          const lacking = conditions.filter(({ met }) => !met);
          return lacking.length === conditions.length && conditions.length > 1
            ? []
            : [
                [
                  `lacks for ${rule.replaceAll('_', ' ')}`,
                  lacking.map(({ asks, lacks }) => `${asks}${lacks === '' ? '' : ` (lacks: ${lacks})`}`).join('; '),
                ] as const,
              ];
        }),
        ...finding.restsOn.flatMap(id => {
          const one = byId.get(id);
          return one === undefined ? [] : [['rests on', evidenceText(one)] as const];
        }),
        ['fragile', fragileText(finding)],
        ...finding.wouldChange.map(sentence => ['would change it', sentence] as const),
      ],
    },
  };
}

export function coverageText({ coverage: { level, why, unread } }: Finding): string {
  return `${level}: ${why}${unread.length === 0 ? '' : `; not read: ${unread.join(', ')}`}`;
}

export function originsText({ origins: { independent, notEstablished }, restsOn }: Finding): string {
  if (restsOn.length === 0) return '';
  const open = notEstablished === 0 ? '' : `, of ${notEstablished} more not established`;
  return `${count(independent, 'independent origin')}${open}`;
}

function fragileText({ fragility, restsOn, lossesTried = 3 }: Finding): string {
  if (restsOn.length === 0) return '';
  if (fragility !== undefined)
    return `another level without ${fragility.length === 1 ? 'the origin' : 'the origins'} ${fragility.join(', ')}`;
  if (lossesTried === 0) return 'more origins carry it than were tried';
  return `no ${lossesTried === 1 ? 'origin' : `${lossesTried} origins`} whose loss would change it`;
}

/** What a bearing says, with where it is from and whether anybody confirmed it. */
export function evidenceText({ bearing, claim, document, state }: Held): string {
  const source = [document.about.source ?? document.facts.name, document.about.published?.day ?? 'date open'].join(
    ', ',
  );
  const item = bearing.credibility === undefined ? '' : `; credibility ${bearing.credibility}`;
  return `${bearing.grade} “${oneLine(claim.claim.words.exact)}” (${source}${item}; ${state === 'proposed' ? 'not confirmed' : state}; ${bearing.id})`;
}

const yes = (flag: boolean): string => (flag ? 'yes' : 'no');

/** What is said of all findings of an instrument together. */
export function findingNotes(rows: readonly JudgedRow[]): string[] {
  return rows.length === 0 ? ['The instrument has no provisions.'] : [aggregate(rows)];
}

/** A figure, where one is wanted: shares with n, undetermined shown, and never an average. */
function aggregate(rows: readonly JudgedRow[]): string {
  const rated = rows.filter(({ finding }) => finding.rated);
  const shares = [...Map.groupBy(rated, ({ finding }) => finding.level)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([level, some]) => `${labels[level]} ${some.length}`);
  const noted = rows.length - rated.length;
  return `${count(rated.length, 'finding')}: ${shares.join(', ')}${noted === 0 ? '' : `; ${noted} noted, not rated`}. Easy promises are kept more often: see specificity, verifiability and ambition.`;
}
