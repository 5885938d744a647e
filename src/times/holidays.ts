import { open, stated, unitAround, workedOut } from './calendar-unit.ts';
import { dayOf, daysFrom, nearest, tenseInWords, textAfter } from './nearest.ts';
import { phrase } from './phrase.ts';
import type { Rule } from './rule.ts';

type DayInYear = (year: number) => Temporal.PlainDate;

const fixed =
  (month: number, day: number): DayInYear =>
  year =>
    dayOf(year, month, day)!;

/** The nth weekday (ISO number) of a month; -1: the last. */
const nth =
  (n: number, weekday: number, month: number): DayInYear =>
  year => {
    const first = dayOf(year, month, 1)!;
    const start = first.add({ days: (weekday - first.dayOfWeek + 7) % 7 });
    const all = [0, 7, 14, 21, 28].map(days => start.add({ days })).filter(date => date.month === month);
    return all.at(n < 0 ? n : n - 1)!;
  };

/** Western Easter Sunday; the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8). */
export function easter(year: number): Temporal.PlainDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return dayOf(year, Math.floor(n / 31), (n % 31) + 1)!;
}

const fromEaster =
  (days: number): DayInYear =>
  year =>
    easter(year).add({ days });

/**
 * Days that a law or a church calendar puts in the same place everywhere the name is used. Names that mean different days in different
 * countries ("National Day", "Labour Day", "Mother's Day") are left out. U.S. days: 5 U.S.C. 6103.
 */
const HOLIDAYS: readonly (readonly [words: string, name: string, day: DayInYear])[] = [
  ["new year[’']?s day", "New Year's Day", fixed(1, 1)],
  ["new year[’']?s eve", "New Year's Eve", fixed(12, 31)],
  [
    "(?:dr\\.? )?martin luther king,?(?: jr\\.?)?(?:[’']s birthday| day)|mlk day",
    'Martin Luther King Day',
    nth(3, 1, 1),
  ],
  ["presidents?[’']?s? day|washington[’']s birthday", "Washington's Birthday", nth(3, 1, 2)],
  ['memorial day', 'Memorial Day', nth(-1, 1, 5)],
  ['juneteenth', 'Juneteenth', fixed(6, 19)],
  ['(?:u\\.?s\\.? )?independence day', 'U.S. Independence Day', fixed(7, 4)],
  ['(?:the )?fourth of july', 'U.S. Independence Day', fixed(7, 4)],
  ['labor day', 'Labor Day', nth(1, 1, 9)],
  ["columbus day|indigenous peoples?[’']? day", 'Columbus Day', nth(2, 1, 10)],
  ["veterans[’']? day", 'Veterans Day', fixed(11, 11)],
  ['armistice day', 'Armistice Day', fixed(11, 11)],
  ['thanksgiving(?: day)?', 'Thanksgiving', nth(4, 4, 11)],
  ['black friday', 'Black Friday', year => nth(4, 4, 11)(year).add({ days: 1 })],
  ['cyber monday', 'Cyber Monday', year => nth(4, 4, 11)(year).add({ days: 4 })],
  ['christmas eve', 'Christmas Eve', fixed(12, 24)],
  ['christmas(?: day)?', 'Christmas Day', fixed(12, 25)],
  ['boxing day', 'Boxing Day', fixed(12, 26)],
  ["valentine[’']?s day", "Valentine's Day", fixed(2, 14)],
  ["st\\.? patrick[’']?s day", "St Patrick's Day", fixed(3, 17)],
  ['may day', 'May Day', fixed(5, 1)],
  ['bastille day', 'Bastille Day', fixed(7, 14)],
  ['canada day', 'Canada Day', fixed(7, 1)],
  ['australia day', 'Australia Day', fixed(1, 26)],
  ['anzac day', 'Anzac Day', fixed(4, 25)],
  ['waitangi day', 'Waitangi Day', fixed(2, 6)],
  ['german unity day|day of german unity', 'German Unity Day', fixed(10, 3)],
  ['halloween', 'Halloween', fixed(10, 31)],
  ["all saints[’']? day", "All Saints' Day", fixed(11, 1)],
  ['epiphany', 'Epiphany', fixed(1, 6)],
  ['shrove tuesday', 'Shrove Tuesday', fromEaster(-47)],
  ['ash wednesday', 'Ash Wednesday', fromEaster(-46)],
  ['palm sunday', 'Palm Sunday', fromEaster(-7)],
  ['(?:maundy|holy) thursday', 'Maundy Thursday', fromEaster(-3)],
  ['good friday', 'Good Friday', fromEaster(-2)],
  ['easter monday', 'Easter Monday', fromEaster(1)],
  ['easter(?: sunday| day)?', 'Easter Sunday', fromEaster(0)],
  ['ascension day', 'Ascension Day', fromEaster(39)],
  ['whit monday|pentecost monday', 'Whit Monday', fromEaster(50)],
  ['whit sunday|pentecost', 'Pentecost', fromEaster(49)],
  ['corpus christi', 'Corpus Christi', fromEaster(60)],
];

/** Words after a holiday's name that make it a season, a place or a thing: "Christmas sales", "Easter Island". */
const NOT_THE_DAY =
  /^[\s-](?:sales?|shopping|season|period|tree|trees|island|rising|carol|cards?|gifts?|presents?|party|parties|market|markets|break|holidays?|vacation|weekend|eggs?|bunny|egg|turkey|dinner|texas|college|accords?|documents?|bonus|island[’']s)(?![\p{L}])/iu;

/** Holidays whose day is fixed by law or by the date of Easter. */
export const holidays: readonly Rule[] = [
  {
    name: 'holiday',
    pattern: phrase(
      `(?:(?<which>last|this|next) )?(?<holiday>${HOLIDAYS.map(([words]) => words).join('|')})(?:,? (?:of |in )?(?<year>{year}))?`,
    ),
    read(match, context) {
      const { which, holiday, year } = match.groups!;
      // "an epiphany" is no day in January, and lower-cased "easter" may be a surname or a lily.
      if (NOT_THE_DAY.test(textAfter(context, match)) || /^(?:epiphany|easter)$/u.test(match[0])) return undefined;
      const [, name, day] = HOLIDAYS.find(([words]) => phrase(words).test(holiday!))!;
      if (year !== undefined) return stated(unitAround('day', day(Number(year))), `${name} of ${year}.`);
      const { anchor } = context;
      if (anchor === undefined) {
        return open(
          `a ${name}`,
          'day',
          `It is a ${name}; the words name no year, and the publication date is not known.`,
        );
      }
      const days = [-1, 0, 1].map(step => day(anchor.year + step));
      const distance = (date: Temporal.PlainDate): number => daysFrom(anchor, date);
      const tense = context.tenseAt(match.index);
      const date =
        which === undefined || /this/iu.test(which)
          ? nearest(days, distance, tense)!
          : (/last/iu.test(which) ? days.findLast(date => distance(date) < 0) : days.find(date => distance(date) > 0))!;
      return workedOut(
        unitAround('day', date),
        `The ${name} nearest to ${context.anchorName}; ${tenseInWords(tense)}.`,
      );
    },
  },
];
