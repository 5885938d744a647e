import type { Precision } from '../core/time.ts';
import { monthNames } from './phrase.ts';
import type { Meaning } from './rule.ts';

export type Unit = 'day' | 'week' | 'weekend' | 'month' | 'quarter' | 'half' | 'year' | 'decade' | 'century';

/** A stretch of the calendar: TIMEX3 value, first and last day, and a name for people. */
export interface Stretch {
  readonly value: string;
  readonly first: Temporal.PlainDate;
  readonly last: Temporal.PlainDate;
  readonly precision: Precision;
  readonly reading: string;
}

const two = (n: number): string => String(n).padStart(2, '0');

/** The calendar unit that holds `date`; weeks begin on Monday, as in ISO 8601. */
export function unitAround(unit: Unit, date: Temporal.PlainDate): Stretch {
  const { year } = date;
  switch (unit) {
    case 'day':
      return stretch(date.toString(), date, date, 'day', date.toString());
    case 'week': {
      const monday = date.subtract({ days: date.dayOfWeek - 1 });
      const value = `${date.yearOfWeek}-W${two(date.weekOfYear ?? 0)}`;
      return stretch(value, monday, monday.add({ days: 6 }), 'week', `the week of ${monday.toString()}`);
    }
    case 'weekend': {
      const saturday = date.add({ days: 6 - date.dayOfWeek });
      const week = unitAround('week', saturday);
      return stretch(
        `${week.value}-WE`,
        saturday,
        saturday.add({ days: 1 }),
        'interval',
        `the weekend of ${saturday.toString()}`,
      );
    }
    case 'month': {
      const first = date.with({ day: 1 });
      return months(first, 1, `${year}-${two(date.month)}`, 'month', `${monthNames[date.month - 1]} ${year}`);
    }
    case 'quarter': {
      const quarter = Math.ceil(date.month / 3);
      const first = Temporal.PlainDate.from({ year, month: quarter * 3 - 2, day: 1 });
      return months(first, 3, `${year}-Q${quarter}`, 'quarter', `Q${quarter} ${year}`);
    }
    case 'half': {
      const half = date.month <= 6 ? 1 : 2;
      const first = Temporal.PlainDate.from({ year, month: half === 1 ? 1 : 7, day: 1 });
      return months(first, 6, `${year}-H${half}`, 'half', `${half === 1 ? 'the first' : 'the second'} half of ${year}`);
    }
    case 'year':
      return years(year, 1, String(year), 'year', String(year));
    case 'decade': {
      const first = year - (year % 10);
      return years(first, 10, String(first / 10), 'decade', `the ${first}s`);
    }
    case 'century': {
      const first = year - ((year - 1) % 100);
      const number = Math.ceil(year / 100);
      return years(first, 100, String(number - 1), 'interval', `the ${number}${ending(number)} century`);
    }
  }
}

function stretch(
  value: string,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
  precision: Precision,
  reading: string,
): Stretch {
  return { value, first, last, precision, reading };
}

function months(
  first: Temporal.PlainDate,
  count: number,
  value: string,
  precision: Precision,
  reading: string,
): Stretch {
  return stretch(value, first, first.add({ months: count }).subtract({ days: 1 }), precision, reading);
}

function years(firstYear: number, count: number, value: string, precision: Precision, reading: string): Stretch {
  return months(Temporal.PlainDate.from({ year: firstYear, month: 1, day: 1 }), 12 * count, value, precision, reading);
}

function ending(n: number): string {
  if (n % 100 >= 11 && n % 100 <= 13) return 'th';
  return ['th', 'st', 'nd', 'rd'][n % 10] ?? 'th';
}

/** `date` moved by `count` units, backward when negative. */
export function moved(date: Temporal.PlainDate, unit: Unit, count: number): Temporal.PlainDate {
  switch (unit) {
    case 'day':
      return date.add({ days: count });
    case 'week':
    case 'weekend':
      return date.add({ days: 7 * count });
    case 'month':
      return date.with({ day: 1 }).add({ months: count });
    case 'quarter':
      return date.with({ day: 1 }).add({ months: 3 * count });
    case 'half':
      return date.with({ day: 1 }).add({ months: 6 * count });
    case 'year':
      return date.with({ day: 1 }).add({ years: count });
    case 'decade':
      return date.with({ day: 1 }).add({ years: 10 * count });
    case 'century':
      return date.with({ day: 1 }).add({ years: 100 * count });
  }
}

export type Part = 'early' | 'mid' | 'late';

/** The first, middle or last third of a stretch; the value stays that of the whole, as in TIMEX3. */
export function thirdOf(whole: Stretch, part: Part): Stretch {
  const end = whole.last.add({ days: 1 });
  const { months } = whole.first.until(end, { largestUnit: 'months' });
  const cut = (n: number): Temporal.PlainDate =>
    months >= 3
      ? whole.first.add({ months: Math.round((months * n) / 3) })
      : whole.first.add({ days: Math.floor((whole.first.until(end).days * n) / 3) });
  const n = part === 'early' ? 0 : part === 'mid' ? 1 : 2;
  return {
    ...whole,
    first: cut(n),
    last: n === 2 ? whole.last : cut(n + 1).subtract({ days: 1 }),
    reading: `${part}${part === 'mid' ? '-' : ' '}${whole.reading}`,
  };
}

/** The words "early", "in the middle of", "the end of" as a third. */
export function partOf(words: string | undefined): Part | undefined {
  if (words === undefined) return undefined;
  if (/early|beginning|start|turn|opening/iu.test(words)) return 'early';
  if (/mid/iu.test(words)) return 'mid';
  if (/late|end|close/iu.test(words)) return 'late';
  return undefined;
}

/** A stretch of the calendar as a date that the words alone fix. */
export function stated(found: Stretch, reason: string, more?: Partial<Meaning>): Meaning {
  return { ...asDate(found, reason), standing: 'stated', ...more };
}

/** A stretch of the calendar as a date computed from an anchor that `reason` names. */
export function workedOut(found: Stretch, reason: string, more?: Partial<Meaning>): Meaning {
  return { ...asDate(found, reason), standing: 'worked_out', ...more };
}

function asDate(found: Stretch, reason: string): Omit<Meaning, 'standing'> {
  return {
    type: 'DATE',
    value: found.value,
    from: found.first.toString(),
    until: found.last.toString(),
    precision: found.precision,
    reading: found.reading,
    reason,
  };
}

/** A date that needs an anchor nobody gave: only what the words say about it. */
export function open(reading: string, precision: Precision | undefined, reason: string): Meaning {
  return {
    type: 'DATE',
    value: undefined,
    from: undefined,
    until: undefined,
    precision,
    standing: 'open',
    reading,
    reason,
  };
}

/** An expression that has a TIMEX3 value but no place of its own in the calendar: "three weeks", "every Monday", "now". */
export function timeless(type: Meaning['type'], value: string, reading: string, reason: string): Meaning {
  return { type, value, from: undefined, until: undefined, precision: undefined, standing: 'stated', reading, reason };
}
