/** What is due and what was held: dates stay as imprecise as the words are, and what was announced and never heard of again is said to be so. */
import { partsOf } from '../core/instrument.ts';
import type { Listing, ListingRow } from '../core/listing.ts';
import type { TimeMention } from '../core/time.ts';
import { partiesIn } from '../judgement/who.ts';
import type { Docket } from '../judging/cases.ts';
import type { JudgedRow } from '../judging/findings.ts';
import { kinds } from '../kinds/index.ts';
import type { DeedsRecord, RecordedClaim } from '../record/index.ts';
import { partyName } from './findings.ts';
import { oneLine } from './one-line.ts';

export type CalendarState = 'held' | 'done' | 'due' | 'overdue' | 'cancelled' | 'silently dropped' | 'date open';

/** One thing that has, or should have, a day. */
export interface Appointment {
  readonly what: string;
  readonly state: CalendarState;
  readonly from: string | undefined;
  readonly until: string | undefined;
  /** For people, as the words have it: "in 2026", "a Monday". */
  readonly reading: string;
  readonly words: string;
  readonly sources: readonly string[];
  /** The claims that tell of a meeting. */
  readonly claims?: readonly { readonly document: string; readonly claim: string }[];
  /** What is due, where it is no meeting. */
  readonly row?: { readonly provision: string; readonly party: string };
}

/** Days after its last possible day before a meeting of which nothing was heard is said to be dropped. */
export const SILENCE = 30;

export async function appointments(
  record: DeedsRecord,
  docket: Docket,
  rows: readonly JudgedRow[],
  asOf: string,
): Promise<Appointment[]> {
  const due = rows.flatMap(({ provision, party, finding }) =>
    partsOf(provision).flatMap((part): Appointment[] => {
      const by = part.dueBy ?? provision.dueBy;
      if (by === undefined) return [];
      const done =
        finding.level === 'fulfilled' || (finding.restsOn.length > 0 && isComplete(part.id, rows, provision.id, party));
      const state = done ? 'done' : by.until === undefined ? 'date open' : by.until < asOf ? 'overdue' : 'due';
      const what = `${provision.label}${provision.stipulations.length > 0 ? `: ${part.says}` : ''} (${partyName(docket.instrument, party)})`;
      const words = oneLine((part.words ?? provision.words[0])?.exact ?? '');
      const { from, until, reading } = by;
      return [{ what, state, from, until, reading, words, sources: [], row: { provision: provision.id, party } }];
    }),
  );
  return [...due, ...(await meetings(record, docket, asOf))].toSorted((a, b) =>
    (a.until ?? a.from ?? '~') < (b.until ?? b.from ?? '~') ? -1 : 1,
  );
}

function isComplete(part: string, rows: readonly JudgedRow[], provision: string, party: string): boolean {
  const row = rows.find(one => one.provision.id === provision && one.party === party);
  return (
    row?.case.evidence.some(
      ({ bearing, standing, copy }) =>
        standing === 'stands' &&
        !copy &&
        row.finding.restsOn.includes(bearing.id) &&
        bearing.parts.includes(part) &&
        (bearing.grade === 'A3' || bearing.grade === 'A4'),
    ) === true
  );
}

interface Meeting {
  readonly title: string;
  readonly status: string;
  readonly round: string;
  readonly when: TimeMention | undefined;
  readonly claim: RecordedClaim;
}

/** Meetings in which a party takes part, put together by title and round, or by day. */
async function meetings(record: DeedsRecord, { instrument, documents }: Docket, asOf: string): Promise<Appointment[]> {
  const kind = kinds.find(({ name }) => name === 'meeting')!;
  const column = (claim: RecordedClaim, name: string): string =>
    kind.columns.find(one => one.name === name)!.value(claim.claim);
  const found = (await record.claims({ kind: 'meeting', includeCopies: true }))
    .filter(({ document }) => (documents.get(document)?.published ?? '') <= asOf)
    .map(
      (claim): Meeting => ({
        title: column(claim, 'title'),
        status: column(claim, 'status'),
        round: column(claim, 'round'),
        when: claim.claim.when,
        claim,
      }),
    )
    .filter(({ claim, title }) => {
      const words = `${claim.claim.words.exact} ${column(claim, 'participants')} ${title}`;
      return partiesIn(words, { start: 0, end: words.length }, instrument).length > 0;
    });
  const groups: Meeting[][] = [];
  for (const meeting of found) {
    const group = groups.find(
      some => some.every(other => mayBeOne(other, meeting)) && some.some(other => isOne(other, meeting)),
    );
    if (group === undefined) groups.push([meeting]);
    else group.push(meeting);
  }
  return groups.map(group => {
    // When it was held tells more than when it was to be held.
    const dated =
      group.find(({ status, when }) => status === 'held' && when?.until !== undefined) ??
      group.find(({ when }) => when?.until !== undefined) ??
      group[0]!;
    const { when } = dated;
    const until = when?.until ?? when?.from;
    const lately = Temporal.PlainDate.from(asOf).subtract({ days: SILENCE }).toString();
    const states = new Set(group.map(({ status }) => status));
    const state: CalendarState = states.has('held')
      ? 'held'
      : states.has('cancelled') || states.has('postponed')
        ? 'cancelled'
        : until === undefined
          ? 'date open'
          : until >= asOf
            ? 'due'
            : until < lately
              ? 'silently dropped'
              : 'overdue';
    return {
      what: dated.round === '' ? dated.title : `${dated.title} (round ${dated.round})`,
      state,
      from: when?.from,
      until: when?.until,
      reading: when?.reading ?? 'no day is told',
      words: oneLine(dated.claim.claim.words.exact),
      sources: [...new Set(group.map(({ claim }) => claim.document))],
      claims: group.map(({ claim }) => ({ document: claim.document, claim: claim.claim.id })),
    };
  });
}

function isOne(one: Meeting, other: Meeting): boolean {
  const title = one.title.toLowerCase() === other.title.toLowerCase();
  const round = one.round !== '' && one.round === other.round;
  return (title && (round || isSameDay(one, other))) || (round && isSameDay(one, other));
}

/** Two rounds, or two days that do not meet, are two meetings. */
function mayBeOne(one: Meeting, other: Meeting): boolean {
  if (one.round !== other.round && one.round !== '' && other.round !== '') return false;
  const [a, b] = [one.when, other.when];
  if (a?.from === undefined || b?.from === undefined) return true;
  return a.from <= (b.until ?? b.from) && b.from <= (a.until ?? a.from);
}

const isSameDay = (one: Meeting, other: Meeting): boolean =>
  one.when?.from !== undefined && other.when?.from !== undefined && mayBeOne(one, other);

export function calendarList(all: readonly Appointment[]): Listing {
  return {
    name: 'calendar',
    columns: ['what', 'state', 'from', 'until', 'reading', 'words', 'documents'],
    rows: all.map(
      (one): ListingRow => ({
        cells: [one.what, one.state, one.from ?? '', one.until ?? '', one.reading, one.words, one.sources.join(' ')],
        value: one,
        shown: {
          headline: `${one.state}: ${one.what} · ${one.reading}`,
          details: [
            ['words', one.words === '' ? '' : `“${one.words}”`],
            ['told by', one.sources.join(', ')],
          ],
        },
      }),
    ),
  };
}
