/** Meetings across reports: who tells of them, what they tell differently, what is overdue, and what was undertaken there. */
import type { Claim } from '../core/claim.ts';
import type { Listing, ListingRow } from '../core/listing.ts';
import { type Gathering, gatherings, type MeetingReport } from '../kinds/meeting/gatherings.ts';
import type { MeetingBody } from '../kinds/meeting/meeting.ts';
import type { DeedsRecord, RecordedClaim, RecordedDocument } from '../record/record.ts';
import { count } from './count.ts';
import { titleOf } from './documents.ts';
import { type Counter, counterOf } from './origins.ts';

/** Every meeting that the record tells of; copies count with their original. */
export async function gatheringList(record: DeedsRecord): Promise<Listing> {
  const documents = new Map((await record.documents()).map(document => [document.id, document]));
  const reports = (await record.claims({ kind: 'meeting' })).filter(stands).map(
    ({ claim, document, origin }): MeetingReport => ({
      claim: claim as Claim<MeetingBody>,
      document,
      origin,
      published: documents.get(document)?.about.published?.day,
    }),
  );
  const undertaken = (await record.claims({ kind: 'commitment' })).filter(stands);
  const countries = new Map((await record.actors()).map(({ id, country }) => [id, country]));
  /** An actor, and the state it belongs to: what a minister agrees on, his state undertakes. */
  const sides = (actor: string): string[] => [actor, countries.get(actor) ?? actor];
  const today = await lastDay(record);
  const found = gatherings(reports, today);
  const counted = await counterOf(record);
  const overdue = found.filter(({ status }) => status === 'overdue').length;
  return {
    name: 'gatherings',
    columns: [
      'title',
      'status',
      'from',
      'until',
      'place',
      'level',
      'documents',
      'origins',
      'contradictions',
      'outcomes',
      'claims',
    ],
    rows: found.map(one => row(one, outcomesOf(one, undertaken, sides), documents, counted)),
    ...(overdue > 0 && {
      notes: [
        `${count(overdue, 'meeting')} should have been held by ${today}, and nothing in the record tells that it was.`,
      ],
    }),
  };
}

/** Is it of the current reading, and not rejected? */
function stands({ current, review }: RecordedClaim): boolean {
  return current && review.state !== 'rejected';
}

/** The day of the record's last entry: up to then it may have news. */
async function lastDay(record: DeedsRecord): Promise<string> {
  const { sequence } = await record.head();
  for await (const { at } of record.entries(sequence)) return at.slice(0, 10);
  return '0000-01-01';
}

function row(
  gathering: Gathering,
  outcomes: readonly RecordedClaim[],
  documents: ReadonlyMap<string, RecordedDocument>,
  counted: Counter,
): ListingRow {
  const { reports, origins, status, from, until, contradictions } = gathering;
  const fullest = reports.toSorted((a, b) => weight(b.claim.body) - weight(a.claim.body))[0]!;
  const { title, place, level, participants, named } = fullest.claim.body;
  const who = participants.map(({ party }) => party.name).join(', ');
  const called = named || who === '' ? oneLine(title.exact) : who;
  const day = from === undefined ? (fullest.claim.when?.reading ?? '') : from === until ? from : `${from} to ${until}`;
  return {
    cells: [
      called,
      status,
      from ?? '',
      until ?? '',
      place?.name ?? '',
      level ?? '',
      String(new Set(reports.map(({ document }) => document)).size),
      String(origins.length),
      contradictions.map(({ about }) => about).join('; '),
      outcomes.map(({ claim }) => claim.id).join(' '),
      reports.map(({ document, claim }) => `${document}/${claim.id}`).join(' '),
    ],
    value: {
      title: called,
      status,
      from,
      until,
      origins,
      reports: reports.map(({ document, origin, published, claim }) => ({
        document,
        origin,
        published,
        claim: claim.id,
      })),
      contradictions: contradictions.map(({ about, told }) => ({
        about,
        told: told.map(({ value, by }) => ({ value, by: by.map(({ document, claim }) => `${document}/${claim.id}`) })),
      })),
      outcomes: outcomes.map(({ document, claim }) => `${document}/${claim.id}`),
    },
    shown: {
      headline: [called, day, place?.name ?? '', status].filter(Boolean).join(' · '),
      details: [
        ['level', level ?? ''],
        ['told in', counted(reports.map(({ document }) => document))],
        ...contradictions.flatMap(({ about, told }) =>
          told.map(
            ({ value, by }) =>
              [
                'CONFLICT',
                `${about}: ${value} (${by.map(({ document }) => titleOf(documents.get(document))).join('; ')})`,
              ] as const,
          ),
        ),
        ...reports.map(
          ({ claim, document }) =>
            [
              'report',
              `${claim.body.status}${claim.when ? `, ${claim.when.reading}` : ''}: ${titleOf(documents.get(document))} · ${claim.id}`,
            ] as const,
        ),
        ...outcomes.map(({ claim }) => ['undertaken', `“${oneLine(claim.words.exact)}” · ${claim.id}`] as const),
      ],
    },
  };
}

function weight({ named, participants, place }: MeetingBody): number {
  return Number(named) * 2 + participants.length + Number(place !== undefined);
}

/** UTF-16 units between a commitment and what is told of a meeting, within which one is an outcome of the other. */
const NEAR = 600;

/** Commitments of those who met that stand beside what a report tells of the meeting, or fall on its days. */
function outcomesOf(
  { reports, from, until }: Gathering,
  undertaken: readonly RecordedClaim[],
  sides: (actor: string) => readonly string[],
): RecordedClaim[] {
  return undertaken.filter(({ claim, document }) =>
    reports.some(report => {
      if (report.document !== document) return false;
      const met = new Set(report.claim.actors.flatMap(sides));
      const shares = claim.actors.flatMap(sides).some(side => met.has(side));
      const { when } = claim;
      const then =
        from !== undefined && until !== undefined && when?.from !== undefined && when.until !== undefined
          ? when.from <= until && from <= when.until
          : undefined;
      const near = report.claim.body.mentions.some(
        ({ start, end }) => claim.words.start < end + NEAR && start < claim.words.end + NEAR,
      );
      return shares && then !== false && (then === true || near);
    }),
  );
}

const oneLine = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();
