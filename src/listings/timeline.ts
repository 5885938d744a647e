/** Words and deeds in time: what was said or announced, and what was done, each on its day, in the interval that is told, or without a day. */
import type { ActorId } from '../core/actor.ts';
import type { Direction, Grade } from '../core/finding.ts';
import type { Instrument } from '../core/instrument.ts';
import type { Listing } from '../core/listing.ts';
import type { Day } from '../core/time.ts';
import { Turns } from '../core/turns.ts';
import type { Docket, Held } from '../judging/cases.ts';
import { deedOf } from '../kinds/deed.ts';
import { kinds } from '../kinds/index.ts';
import type { ClaimFilter, ClaimState, DeedsRecord, RecordedClaim, RecordedDocument } from '../record/index.ts';
import { partyName } from './findings.ts';

/** One claim as something that happened, or is to happen. */
export interface Happening {
  readonly document: string;
  readonly claim: string;
  readonly kind: string;
  /** What is told of the future is words as well. */
  readonly side: 'words' | 'deeds';
  readonly mode: 'said' | 'planned' | 'done' | 'not_done';
  /** First and last day; undefined where that side is open. Neither: it has no day. */
  readonly from: Day | undefined;
  readonly until: Day | undefined;
  /** For people: "2015-11-09", "November 2015", "said by 2015-11-09, the day of its report". */
  readonly reading: string;
  readonly headline: string;
  readonly state: ClaimState;
  readonly actors: readonly ActorId[];
  /** "Harbour Herald", and the day of the report. */
  readonly source: string;
  readonly published: Day | undefined;
  /** The provision that it bears on, where that was asked for. */
  readonly bearing:
    | {
        readonly id: string;
        readonly provision: string;
        readonly direction: Direction;
        readonly grade: Grade;
        readonly parties: readonly string[];
        readonly state: Held['state'];
      }
    | undefined;
}

/** What is asked of a record: claims of some kinds, which may have happened within some days. */
export interface Asked extends Pick<ClaimFilter, 'actor' | 'about' | 'from' | 'until'> {
  readonly kinds: readonly string[];
}

/** Everything that is no copy, in the order of days; with `most`, of each kind and with and without a day no more than so many, the latest. */
export async function happenings(
  record: DeedsRecord,
  { kinds, from, until, ...filter }: Asked,
  most?: number,
): Promise<{
  readonly all: readonly Happening[];
  /** Those that were left out. */
  readonly left: number;
}> {
  const days = { ...(from !== undefined && { from }), ...(until !== undefined && { until }) };
  const turns = new Turns();
  const found: RecordedClaim[] = [];
  let left = 0;
  /** The first day from which on nothing is left out. */
  let since = '';
  for (const kind of kinds) {
    for (const undated of [false, true]) {
      const asked: ClaimFilter = { ...filter, ...(!undated && days), kind, undated, standing: true };
      const number = most === undefined ? 0 : await record.claimCount(asked);
      const isTooMuch = most !== undefined && number > most;
      // What has no day of its own was said or done before its report.
      const later = isTooMuch && undated && from !== undefined && { reported: { from } };
      const limit = isTooMuch && { limit: most };
      const some = await record.claims({ ...asked, ...later, ...limit, order: 'time, last first' });
      found.push(...some);
      await turns.next();
      if (!isTooMuch) continue;
      left += number - some.length;
      const first = undated ? '' : (some.at(-1)?.claim.when!.from ?? '');
      if (first > since) since = first;
    }
  }
  const documents = await documentsOf(record, found);
  const happened: Happening[] = [];
  for (const claim of found) {
    happened.push(happening(claim, documents.get(claim.document)!));
    await turns.next();
  }
  const asked = happened.toSorted(byDay).filter(one => !isDated(one) || touches(one, from, until));
  const all = asked.filter(one => !isDated(one) || (one.until ?? one.from!) >= since);
  return { all, left: left + asked.length - all.length };
}

async function documentsOf(
  record: DeedsRecord,
  claims: readonly RecordedClaim[],
): Promise<ReadonlyMap<string, RecordedDocument>> {
  const ids = [...new Set(claims.map(({ document }) => document))];
  return new Map((await record.documents({ ids })).map(document => [document.id, document]));
}

/** What bears on the provisions of an instrument; what was rejected, taken back or is a copy is left out. */
export function bearingHappenings({ held, instrument }: Docket): Happening[] {
  return held
    .filter(({ state, evidence }) => state !== 'rejected' && evidence.standing === 'stands' && !evidence.copy)
    .map(one => heldHappening(one, instrument))
    .toSorted(byDay);
}

/** A piece of evidence as words or as a deed. */
export function heldHappening(
  { bearing, claim, document, state }: Held,
  instrument: Pick<Instrument, 'parties'>,
): Happening {
  const { id, provision, direction, grade } = bearing;
  const told = happening(claim, document);
  const isDeed = grade !== 'W0';
  // When somebody says that it was done, it was done before.
  const isTold = isDeed && deedOf(claim.claim).dates === 'saying' && told.until !== undefined;
  return {
    ...told,
    ...(isTold && { from: undefined, reading: `by ${told.until}, when it was told` }),
    side: isDeed ? 'deeds' : 'words',
    // Whoever confirmed that it bears on the provision looked at it.
    state: told.state === 'proposed' && state !== 'proposed' ? 'confirmed' : told.state,
    bearing: {
      id,
      provision,
      direction,
      grade,
      parties: bearing.parties.map(party => partyName(instrument, party)),
      state,
    },
  };
}

function happening({ claim, document, review }: RecordedClaim, { about, facts }: RecordedDocument): Happening {
  const { mode, dates } = deedOf(claim);
  const { when } = claim;
  const published = about.published?.day;
  const isDated = when?.from !== undefined || when?.until !== undefined;
  // Nobody reports words before they are said; a deed may have been long before, and a plan is for later.
  const saidBy = !isDated && dates === 'saying' ? published : undefined;
  return {
    document,
    claim: claim.id,
    kind: claim.kind,
    side: mode === 'said' || mode === 'planned' ? 'words' : 'deeds',
    mode,
    from: when?.from,
    until: isDated ? when?.until : saidBy,
    reading: isDated
      ? when.reading
      : saidBy !== undefined
        ? `by ${saidBy}, the day of its report`
        : (when?.reading ?? 'no day'),
    headline: kinds.find(({ name }) => name === claim.kind)!.show(claim).headline,
    state: review.state,
    actors: claim.actors,
    source: about.source ?? facts.name,
    published,
    bearing: undefined,
  };
}

const byDay = (a: Happening, b: Happening): number => {
  const [one, other] = [a.from ?? a.until ?? '~', b.from ?? b.until ?? '~'];
  if (one !== other) return one < other ? -1 : 1;
  return a.claim < b.claim ? -1 : a.claim > b.claim ? 1 : 0;
};

/** May it have happened within these days, both inclusive? What has no day did not happen outside of them, and is asked apart. */
export function touches({ from, until }: Happening, first: Day | undefined, last: Day | undefined): boolean {
  return (
    (last === undefined || from === undefined || from <= last) &&
    (first === undefined || until === undefined || until >= first)
  );
}

export const isDated = ({ from, until }: Happening): boolean => from !== undefined || until !== undefined;

export function timelineList(all: readonly Happening[]): Listing {
  return {
    name: 'timeline',
    columns: [
      'side',
      'mode',
      'from',
      'until',
      'when',
      'kind',
      'what',
      'actors',
      'review',
      'provision',
      'direction',
      'grade',
      'bearing',
      'bearing_state',
      'source',
      'published',
      'document',
      'claim',
    ],
    rows: all.map(one => ({
      cells: [
        one.side,
        one.mode,
        one.from ?? '',
        one.until ?? '',
        one.reading,
        one.kind,
        one.headline,
        one.actors.join(' '),
        one.state,
        one.bearing?.provision ?? '',
        one.bearing?.direction ?? '',
        one.bearing?.grade ?? '',
        one.bearing?.id ?? '',
        one.bearing?.state ?? '',
        one.source,
        one.published ?? '',
        one.document,
        one.claim,
      ],
      value: one,
      shown: { headline: `${one.reading} · ${one.side}: ${one.headline}`, details: [] },
    })),
  };
}
