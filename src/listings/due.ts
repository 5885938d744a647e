/** What reports say is to be held or done by a day: of a large record, where nobody has held them against each other yet. */
import type { ClaimFilter, DeedsRecord, RecordedClaim } from '../record/index.ts';
import { count } from './count.ts';

/** What was to be held or done by some day, as reports tell it, one by one and by the month. */
export interface Due {
  readonly total: number;
  /** The next, or the last, one by one. */
  readonly rows: readonly RecordedClaim[];
  /** How many of each kind there are in the months that follow, the next or the last first. */
  readonly months: readonly { readonly month: string; readonly counts: readonly string[] }[];
}

/** Up to so many stand one by one; of more a few, and so many months with their counts. */
const [SHOWN, FEW, MONTHS] = [6, 3, 6];

/** Kinds of claims that tell of what is to be held or done. */
const TO_COME = ['meeting', 'commitment'];

/** Meetings that are scheduled, and commitments with a day by which they are due: before a day, the last first, or from it on. */
export async function dueOnes(record: DeedsRecord, when: Pick<ClaimFilter, 'dueBefore' | 'dueFrom'>): Promise<Due> {
  const isPast = when.dueFrom === undefined;
  const order = isPast ? 'due, last first' : 'due';
  const rows: RecordedClaim[] = [];
  let total = 0;
  for (const kind of TO_COME) {
    rows.push(...(await record.claims({ kind, ...when, order, limit: SHOWN })));
    total += await record.claimCount({ kind, ...when });
  }
  const sign = isPast ? -1 : 1;
  const sorted = rows.toSorted((a, b) => (dueOf(a) < dueOf(b) ? -sign : sign));
  if (total <= SHOWN) return { total, rows: sorted, months: [] };
  const [nearest] = sorted;
  const first = Temporal.PlainYearMonth.from(dueOf(nearest!).slice(0, 7));
  const months = [];
  for (let step = 0; step < MONTHS; step++) {
    const month = first.add({ months: sign * step });
    const [from, next] = [
      month.toPlainDate({ day: 1 }).toString(),
      month.add({ months: 1 }).toPlainDate({ day: 1 }).toString(),
    ];
    const within = { dueFrom: later(from, when.dueFrom), dueBefore: earlier(next, when.dueBefore) };
    const counts = [];
    for (const kind of TO_COME) {
      const number = await record.claimCount({ kind, ...within });
      if (number > 0) counts.push(count(number, kind));
    }
    if (counts.length > 0) months.push({ month: month.toString(), counts });
  }
  return { total, rows: sorted.slice(0, FEW), months };
}

const later = (a: string, b: string | undefined): string => (b === undefined || a > b ? a : b);
const earlier = (a: string, b: string | undefined): string => (b === undefined || a < b ? a : b);

/** The last day: of a commitment the one by which it is due, of a meeting its own. */
export function dueOf({ claim }: RecordedClaim): string {
  const { dueBy } = claim.body as { dueBy?: { until?: string } };
  return dueBy?.until ?? claim.when?.until ?? '';
}
