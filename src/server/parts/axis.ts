/** Days along a line: where each stands, which are named, and how what happened is put above each other so that nothing hides. */
import type { Day } from '../../core/time.ts';

/** Days since 1970-01-01. */
const number = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

const dayAt = (days: number): Day => new Date(days * 86_400_000).toISOString().slice(0, 10);

export const plusDays = (day: Day, days: number): Day => dayAt(number(day) + days);

/** From the beginning of `from` to the end of `until`. */
export class Axis {
  readonly from: Day;
  readonly until: Day;
  readonly #first: number;
  /** Days that it has. */
  readonly length: number;

  constructor(from: Day, until: Day) {
    this.from = from;
    this.until = until;
    this.#first = number(from);
    this.length = number(until) - this.#first + 1;
  }

  /** Where the middle of a day stands, from 0 to 100; beyond them for days outside. */
  at(day: Day): number {
    return ((number(day) - this.#first + 0.5) / this.length) * 100;
  }

  /** Where a day begins. */
  before(day: Day): number {
    return ((number(day) - this.#first) / this.length) * 100;
  }

  /** Equal parts of it with their first and last days; fewer where it has fewer days. */
  parts(wanted: number): { readonly from: Day; readonly until: Day }[] {
    const parts = Math.min(wanted, this.length);
    return Array.from({ length: parts }, (_, index) => ({
      from: dayAt(this.#first + Math.floor((index * this.length) / parts)),
      until: dayAt(this.#first + Math.floor(((index + 1) * this.length) / parts) - 1),
    }));
  }
}

/** Days of something that happened; undefined where that side is open. */
interface Dated {
  readonly from: Day | undefined;
  readonly until: Day | undefined;
}

/** From the first month that is told of to the last, or as it is asked; undefined where no day is told. */
export function axisOf(dated: readonly Dated[], from?: Day, until?: Day): Axis | undefined {
  const days = dated.flatMap(one => [one.from, one.until].filter(day => day !== undefined)).toSorted();
  if (days.length === 0) return undefined;
  const first = from ?? `${days[0]!.slice(0, 7)}-01`;
  const last = until ?? Temporal.PlainYearMonth.from(days.at(-1)!.slice(0, 7)).toPlainDate({ day: 31 }).toString();
  return new Axis(first, last < first ? first : last);
}

export interface Tick {
  /** Where it begins, from 0 to 100. */
  readonly at: number;
  /** "2026", "2026-03", "2026-03-09". */
  readonly label: string;
  readonly from: Day;
  readonly until: Day;
}

/** Ticks that one line has at most. */
const TICKS = 9;
const STEPS: readonly (readonly [unit: 'days' | 'months' | 'years', by: number])[] = [
  ['days', 1],
  ['days', 7],
  ['months', 1],
  ['months', 3],
  ['years', 1],
  ['years', 5],
  ['years', 10],
  ['years', 50],
  ['years', 100],
];
const DAYS_OF = { days: 1, months: 30.44, years: 365.25 } as const;

/** Beginnings of days, weeks, months, quarters, years: the finest that there is room for. */
export function ticksOf(axis: Axis): Tick[] {
  const [unit, by] = STEPS.find(([unit, by]) => axis.length / (DAYS_OF[unit] * by) <= TICKS) ?? STEPS.at(-1)!;
  const first = Temporal.PlainDate.from(axis.from);
  let day =
    unit === 'years'
      ? first.with({ year: first.year - (first.year % by), month: 1, day: 1 })
      : unit === 'months'
        ? first.with({ month: first.month - ((first.month - 1) % by), day: 1 })
        : first;
  const ticks: Tick[] = [];
  while (day.toString() <= axis.until) {
    const next = day.add({ [unit]: by });
    if (day.toString() >= axis.from)
      ticks.push({
        at: axis.before(day.toString()),
        label: day.toString().slice(0, unit === 'years' ? 4 : unit === 'months' ? 7 : 10),
        from: day.toString(),
        until: next.subtract({ days: 1 }).toString(),
      });
    day = next;
  }
  return ticks;
}

/** A stretch of the line, from 0 to 100. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** The row of each, from 0: the lowest in which nothing that came before stands nearer than `gap`. Takes them in the order of their starts. */
export function rowsOf(stretches: readonly Stretch[], gap: number): number[] {
  const ends: number[] = [];
  const order = [...stretches.keys()].toSorted((a, b) => stretches[a]!.start - stretches[b]!.start || a - b);
  const rows = Array.from({ length: stretches.length }, () => 0);
  for (const index of order) {
    const { start, end } = stretches[index]!;
    const free = ends.findIndex(last => last + gap <= start);
    const row = free === -1 ? ends.length : free;
    ends[row] = end;
    rows[index] = row;
  }
  return rows;
}
