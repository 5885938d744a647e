import type { TimeMention } from '../core/time.ts';
import { open, partOf, stated, thirdOf, unitAround, workedOut, type Part, type Stretch } from './calendar-unit.ts';
import { dayOf, daysFrom, nearest, tenseInWords, textAfter, textBefore } from './nearest.ts';
import { aDay, aMonth, monthNames, monthOf, phrase, source, weekdayNames, weekdayOf } from './phrase.ts';
import type { Context, Meaning, Reading, Rule } from './rule.ts';
import { disagreement, OPENS_SENTENCE, statedDay } from './weekdays.ts';

const PART = '(?:(?<part>early|mid|late|the (?:very )?(?:beginning|start|middle|end|close|turn) of|end of)(?: |-))?';
const WEEKDAY = '(?:(?<weekday>{anyWeekday}),? )?';

/** Dates that the calendar names: days, months and years, in words, digits and ISO 8601. */
export const calendar: readonly Rule[] = [
  {
    name: 'month, day and year',
    pattern: phrase(`${WEEKDAY}(?<month>{month}) (?<day>{day})(?:,|,? of)? ?(?<year>{year})`),
    read: match => fullDay(match),
  },
  {
    name: 'day, month and year',
    pattern: phrase(`${WEEKDAY}(?:the )?(?<day>{day})(?: day)?(?: of| |-)? ?(?<month>{month}),?(?: |-)(?<year>{year})`),
    read: match => fullDay(match),
  },
  {
    name: 'month and day',
    pattern: phrase(`${WEEKDAY}(?<month>{month}) (?:the )?(?<day>{day})(?: (?<which>last|next) year)?`),
    read: (match, context) => dayWithoutYear(match, context),
  },
  {
    name: 'day and month',
    pattern: phrase(
      `${WEEKDAY}(?:the )?(?<day>{day})(?: day)?(?: of)? (?<month>{month})(?: (?<which>last|next) year)?`,
    ),
    read: (match, context) => dayWithoutYear(match, context),
  },
  {
    name: 'week of a day',
    pattern: phrase(
      '(?:the )?week (?:of|beginning|starting) (?:(?:monday|sunday),? )?(?:(?<month>{month}) (?:the )?(?<day>{day})|(?<day>{day})(?: of)? (?<month>{month}))(?:,? (?<year>{year}))?',
    ),
    read(match, context) {
      const day = match.groups!['year'] === undefined ? dayWithoutYear(match, context) : fullDay(match);
      return day && wholeWeek(day);
    },
  },
  {
    name: 'week of a month',
    pattern: phrase(
      '(?:the )?(?<which>first|second|third|fourth|last|final) week (?:of|in) (?<month>{month})(?:,? (?:of )?(?<year>{year}))?',
    ),
    read(match, context) {
      const { which, month, year } = match.groups!;
      const whole =
        year === undefined
          ? monthWithoutYear(match, context)
          : stated(unitAround('month', dayOf(Number(year), monthOf(month!), 1)!), 'The words name the month.');
      return whole && weekOfMonth(whole, which!.toLowerCase());
    },
  },
  {
    name: 'days of a month',
    pattern: phrase(
      '(?<month>{month}) (?<first>{day})(?<to>{to})(?:(?:the )?(?<second>{day}))(?:,? (?<year>{year}))?(?![:.]\\d)|(?:the )?(?<first2>{day})(?<to2>{to})(?:the )?(?<second2>{day})(?: of)? (?<month2>{month})(?:,? (?<year2>{year}))?',
    ),
    read: (match, context) => daysOfMonth(match, context),
  },
  {
    name: 'month and year',
    pattern: phrase(`${PART}(?<month>{month}),?(?: of)?(?: |-)(?<year>{year})`),
    read(match) {
      const { part, month, year } = match.groups!;
      const whole = unitAround('month', dayOf(Number(year), monthOf(month!), 1)!);
      return stated(narrowed(whole, part), `The words name the month${thirdNote(part)}.`);
    },
  },
  {
    name: 'month',
    pattern: phrase(
      `${PART}(?:(?<which>last|next|this|that|this past|this coming) )?(?<month>{month})(?:,? (?:of )?(?<whose>last|next|this|the current|the same|that) year)?`,
    ),
    read: (match, context) => monthWithoutYear(match, context),
  },
  {
    name: 'year',
    pattern: phrase(`${PART}(?:(?:the |calendar )?year )?(?<year>{year})`),
    read(match, context) {
      const { part, year } = match.groups!;
      if (!/year/iu.test(match[0]) && !isYear(match, context, part)) return undefined;
      const whole = unitAround('year', dayOf(Number(year), 1, 1)!);
      if (endsPeriod(match, context, part)) return lastDay(whole, 'stated', 'the words name the year');
      return stated(narrowed(whole, part), `The words name the year${thirdNote(part)}.`);
    },
  },
  {
    name: 'two years, the second shortened',
    pattern: phrase('(?<year>{year})(?:[-/\\u2013])(?<short>\\d\\d)'),
    read(match, context) {
      const { year, short } = match.groups!;
      if (!isYear(match, context, undefined)) return undefined;
      const first = Number(year);
      const second = first - (first % 100) + Number(short);
      if (second <= first) return isoMonth(first, Number(short));
      if (
        second === first + 1 &&
        Number(short) <= 12 &&
        match[0].includes('-') &&
        !TWO_YEARS.test(textAfter(context, match))
      ) {
        return open(
          `${first}–${second} or ${monthNames[Number(short) - 1]} ${first}`,
          undefined,
          'The digits can be two years or a year and a month.',
        );
      }
      const start = match.index;
      const year1 = stated(unitAround('year', dayOf(first, 1, 1)!), 'The words name the year.');
      const year2 = stated(
        unitAround('year', dayOf(second, 1, 1)!),
        `The second year of “${match[0]}”, written short.`,
      );
      return [
        { span: { start, end: start + 4 }, meaning: year1 },
        { span: { start: start + 5, end: start + 7 }, meaning: year2 },
      ];
    },
  },
  {
    name: 'ISO date',
    pattern: phrase(
      '(?<year>{year})(?<mark>[-/.])(?<month>\\d{1,2})\\k<mark>(?<day>\\d{1,2})(?<time>t\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,6})?)?(?:z|[+-]\\d\\d:?\\d\\d)?)?',
    ),
    read(match, context) {
      const { year, month, day, time } = match.groups!;
      if (stuck(context, match)) return undefined;
      const date = dayOf(Number(year), Number(month), Number(day));
      if (date === undefined) return undefined;
      const meaning = statedDay(date, undefined);
      return time === undefined
        ? meaning
        : { ...meaning, type: 'TIME', value: `${meaning.value}${time.toUpperCase()}` };
    },
  },
  {
    name: 'date in digits',
    pattern: phrase('(?<a>\\d{1,2})(?<mark>[-/.])(?<b>\\d{1,2})\\k<mark>(?<year>(?:{year}|\\d\\d))'),
    read: (match, context) => (stuck(context, match) ? undefined : dateInDigits(match, context)),
  },
  {
    name: 'day of this month',
    pattern: phrase(
      '(?:on|by|until|from|before|since) (?<words>the (?<day>\\d{1,2}(?:st|nd|rd|th)))(?: (?:of )?(?<which>this|last|next) month)?',
    ),
    read(match, context) {
      const { words, day, which } = match.groups!;
      if (which === undefined && !/^\s*(?:[.,;:)]|$|and |that )/u.test(textAfter(context, match))) return undefined;
      const start = match.index + match[0].indexOf(words!);
      const span = { start, end: match.index + match[0].length };
      return [{ span, meaning: dayOfMonth(Number.parseInt(day!, 10), which, match, context) }];
    },
  },
];

/** "The week of Nov. 2": the calendar week that holds the day. */
function wholeWeek(day: Meaning): Meaning {
  if (day.from === undefined) return { ...day, precision: 'week', reading: `the week of ${day.reading}` };
  const week = unitAround('week', Temporal.PlainDate.from(day.from));
  return (day.standing === 'stated' ? stated : workedOut)(week, `The calendar week of the day named. ${day.reason}`);
}

/** "The first week of October": days are counted in sevens from the first of the month, or to its last. */
function weekOfMonth(month: Meaning, which: string): Meaning {
  const { from, until } = month;
  if (from === undefined || until === undefined) return { ...month, reading: `the ${which} week of ${month.reading}` };
  const place = ['first', 'second', 'third', 'fourth'].indexOf(which);
  const first =
    place < 0
      ? Temporal.PlainDate.from(until).subtract({ days: 6 })
      : Temporal.PlainDate.from(from).add({ days: 7 * place });
  return {
    ...month,
    from: first.toString(),
    until: first.add({ days: 6 }).toString(),
    precision: 'week',
    reading: `the ${which} week of ${month.reading}`,
    reason: `${month.reason} Seven days counted from ${place < 0 ? 'its end' : 'its beginning'}.`,
  };
}

function fullDay(match: RegExpExecArray): Meaning | undefined {
  const { weekday, month, day, year } = match.groups!;
  const date = dayOf(Number(year), monthOf(month!), Number.parseInt(day!, 10));
  return date === undefined ? undefined : statedDay(date, weekday);
}

/** Is the match glued to other digits or marks, as in a version, an address or a sum of money? */
function stuck(context: Context, match: RegExpExecArray): boolean {
  return (
    /(?:[\p{L}\p{N}][-./:_]|[$€£¥#/:_@=&%+.\\])$/u.test(textBefore(context, match)) ||
    /^(?:[-./:_]\d|[%°_@/])/u.test(textAfter(context, match))
  );
}

const COUNTED =
  /^[\s-](?:(?:(?!(?:a|an|the|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|some|many|dozens|hundreds|all|no)\s)[a-z]+\s)?(?:people|persons|men|women|children|troops|soldiers|officers|police|workers|employees|jobs|homes|houses|members|students|refugees|migrants|supporters|protesters|demonstrators|seats|units|copies|items|pages|words|points|votes|rooms|cars|vehicles|aircraft|planes|tons|tonnes|dollars|euros|pounds|yuan|yen|percent|per cent|times|others)|km|kilomet|metres|meters|miles|feet|foot|ft|kg|lbs?|mph|hectares|acres|square|cubic|watts?|megawatts|mw|gb|mb|hours|days|years|hrs|bits?|bytes?|encryption)(?![\p{L}])/iu;
const MEASURED =
  /(?:[$€£¥]|(?:^|[^\p{L}])(?:more than|less than|fewer than|at least|at most|nearly|almost|some|roughly|room|flight|route|highway|article|section|resolution|chapter|page|no\.?|number|numbered|us\$|rs\.?))\s{0,2}$/iu;

function isYear(match: RegExpExecArray, context: Context, part: string | undefined): boolean {
  const before = textBefore(context, match);
  if (
    part === undefined &&
    (MEASURED.test(before) ||
      /(?:^|[^\p{L}])(?!pre|post)\p{L}{2,12}-$|\p{L}\d?-$(?<!(?:pre|post|since)-)/iu.test(before))
  )
    return false;
  if (/(?:\p{N}[.,:/]|[$€£¥#/_@=&%+.\\])$/u.test(before)) return false;
  // "2013-2017" is two years, "555-2015" a telephone number.
  if (/\p{N}[-–]$/u.test(before) && !/(?<!\p{N})(?:1[5-9]|20)\d\d[-–]$/u.test(before)) return false;
  const after = textAfter(context, match);
  if (part === undefined && isHourOfLiveReport(match, before, after, context)) return false;
  return !COUNTED.test(after) && !/^(?:[.,:/]\d|[%°_@]|\s?[€£$]|\s\d{3}(?!\d))/u.test(after);
}

/** "1958" at the head of an entry, in a report whose entries are headed by hours that are plainly no years ("2047 GMT", "0915"). */
function isHourOfLiveReport(match: RegExpExecArray, before: string, after: string, { text }: Context): boolean {
  const isHeading = /(?:^|\n)[ \t]*$/u.test(before) && /^[ \t]*(?:$|\n|[:–—-]|(?:GMT|UTC)(?![\p{L}]))/u.test(after);
  if (!isHeading || !/^(?:[01]\d|2[0-3])[0-5]\d$/u.test(match[0])) return false;
  return HOUR_HEADING.test(text.slice(Math.max(0, match.index - LIVE_REACH), match.index + LIVE_REACH));
}

const HOUR_HEADING =
  /(?:^|\n)[ \t]*(?:0\d[0-5]\d[ \t]*(?:\n|[:–—-])|(?:[01]\d|2[0-3])[0-5]\d[ \t]*(?:GMT|UTC|BST|CET|CEST|EST|EDT|local time)(?![\p{L}]))/u;
/** UTF-16 units around an entry in which another must be headed by an hour. */
const LIVE_REACH = 3000;

/** Is this "by the end of …", which means the last day? */
export function endsPeriod(match: RegExpExecArray, context: Context, part: string | undefined): boolean {
  return (
    /end|close/iu.test(part ?? '') &&
    /(?:by|until|till|before|through|later than|to)\s{1,3}(?:the\s{1,3})?$/iu.test(textBefore(context, match))
  );
}

export function lastDay(whole: Stretch, standing: 'stated' | 'worked_out', reason: string): Meaning {
  const meaning = {
    ...unitAround('day', whole.last),
    reading: `the end of ${whole.reading} (${whole.last.toString()})`,
  };
  const sentence = `The last day of ${whole.reading}: ${reason}.`;
  return standing === 'stated' ? stated(meaning, sentence) : workedOut(meaning, sentence);
}

export function narrowed(whole: Stretch, part: string | undefined): Stretch {
  const third: Part | undefined = partOf(part);
  return third === undefined ? whole : thirdOf(whole, third);
}

function thirdNote(part: string | undefined): string {
  return part === undefined ? '' : `; “${part.toLowerCase()}” is taken as a third of it`;
}

const THIS_YEAR = /^,?\s(?:of\s)?this\s(?:same\s)?year(?![\p{L}])/iu;

/** The year that stands after the second date of a range: "November 20 to December 11, 2015". */
const YEAR_OF_RANGE = new RegExp(
  `^(?:${source('{to}(?:{anyWeekday},? )?(?:(?:{month}) {day},? |{day} (?:{month}),? )(?<year>{year})')})`,
  'iu',
);

function dayWithoutYear(match: RegExpExecArray, context: Context): Meaning | undefined {
  const { weekday, month, day, which } = match.groups!;
  const number = monthOf(month!);
  const dayNumber = Number.parseInt(day!, 10);
  const after = textAfter(context, match);
  if (dayOf(2000, number, dayNumber) === undefined) return undefined;
  // "march 3 miles", "may 20 people"; "May 3.5", "June 18:30".
  // Only a number that stands last may count what follows: "on 17 October two men" counts nothing by its day.
  const endsWithDay = /\d(?:st|nd|rd|th)?$/iu.test(match[0]);
  if (/^(?:[.:]\d|,\d{3}|%)/u.test(after) || (endsWithDay && COUNTED.test(after))) return undefined;
  const written = month!.trim();
  if (/^(?:may|march|mar)$/u.test(written) && !looksLikeMonth(match, context)) return undefined;

  const rangeYear = YEAR_OF_RANGE.exec(
    context.text.slice(match.index + match[0].length, match.index + match[0].length + 48),
  )?.groups?.['year'];
  if (rangeYear !== undefined) {
    const date = dayOf(Number(rangeYear), number, dayNumber);
    return date === undefined
      ? undefined
      : stated(unitAround('day', date), `The year stands at the end of the range.${disagreement(date, weekday)}`);
  }
  if (number === 9 && dayNumber === 11 && /^(?:th)?[\s,-](?:(?:\p{L}+\s){0,2})attacks?(?![\p{L}])/iu.test(after)) {
    return elevenSeptember(context, match);
  }
  const { anchor } = context;
  if (anchor !== undefined && (which !== undefined || THIS_YEAR.test(after))) {
    const date = dayOf(anchor.year + (which === undefined ? 0 : /last/iu.test(which) ? -1 : 1), number, dayNumber);
    return date === undefined ? undefined : workedOut(unitAround('day', date), `Counted from ${context.anchorName}.`);
  }
  return inItsYear(number, dayNumber, weekday, match, context);
}

/** A day of a month in the year of the story it stands in, or in the one that brings it nearest to the anchor. */
function inItsYear(
  month: number,
  day: number,
  weekday: string | undefined,
  match: RegExpExecArray,
  context: Context,
): Meaning | undefined {
  const { anchor } = context;
  const name =
    weekday === undefined
      ? aDay(month, day)
      : `a ${weekdayNames[weekdayOf(weekday) - 1]}, ${day} ${monthNames[month - 1]}`;
  const tense = context.tenseAt(match.index);
  const story = tense === 'future' || weekday !== undefined ? undefined : yearOfTheStory(context, match);
  const told = story === undefined ? undefined : dayOf(Number(story.from!.slice(0, 4)), month, day);
  if (told !== undefined)
    return workedOut(unitAround('day', told), `In the year of “${story!.words.exact}”, named just before.`);
  if (anchor === undefined) return open(name, 'day', 'The words name no year, and the publication date is not known.');

  const dates = [-1, 0, 1].map(step => dayOf(anchor.year + step, month, day)).filter(date => date !== undefined);
  const fitting = weekday === undefined ? dates : dates.filter(date => date.dayOfWeek === weekdayOf(weekday));
  const date = nearest(fitting, date => daysFrom(anchor, date), tense);
  const distance = date === undefined ? 0 : daysFrom(anchor, date);
  const against = (tense === 'past' && distance > 0) || (tense === 'future' && distance < 0);
  if (dates.length === 0) return undefined;
  if (date === undefined || (weekday !== undefined && against)) {
    return open(name, 'day', `No such day lies near ${context.anchorName} on the side that the tense tells.`);
  }
  const nearby = `The ${day} ${monthNames[month - 1]} nearest to ${context.anchorName}; ${tenseInWords(tense)}.`;
  return workedOut(unitAround('day', date), nearby);
}

/** UTF-16 units after which a year named before is no longer the year of the story. */
const STORY = 300;

/**
 * A day or month of an earlier year named just before, in the same paragraph: a day that follows it without a year belongs to that year.
 * A bare year is not enough: "founded in 2004, it said on 3 March …".
 */
function yearOfTheStory(context: Context, match: RegExpExecArray): TimeMention | undefined {
  const last = context.earlier.at(-1);
  if (last?.from === undefined || match.index - last.words.end > STORY) return undefined;
  const told = last.standing === 'stated' || last.reason.startsWith('In the year of');
  const exact = last.precision === 'day' || last.precision === 'month';
  if (!told || !exact || last.type !== 'DATE' || Number(last.from.slice(0, 4)) >= (context.anchor?.year ?? Infinity))
    return undefined;
  return /\n/u.test(context.text.slice(last.words.end, match.index)) ? undefined : last;
}

/** "The September 11 attacks" are known by that day; a single "attack" of some 11 September is of the year the story is in, or open. */
function elevenSeptember(context: Context, match: RegExpExecArray): Meaning {
  const plural = /^(?:th)?[\s,-](?:(?:\p{L}+\s){0,2})attacks(?![\p{L}])/iu.test(textAfter(context, match));
  if (plural)
    return workedOut(
      unitAround('day', dayOf(2001, 9, 11)!),
      'The attacks that are known by this day are those of 2001.',
    );
  return open('an 11 September', 'day', 'Which year’s attack is meant cannot be told.');
}

/** Lower-cased "may 3" or "march 20" could be a verb; a word of time before it, or no number word after it, says month. */
function looksLikeMonth(match: RegExpExecArray, context: Context): boolean {
  const before = textBefore(context, match);
  return (
    /(?:^|[^\p{L}])(?:on|in|of|by|until|till|since|from|to|through|before|after|and|dated)\s{1,3}$/iu.test(before) ||
    !/[\p{L}]\s{1,3}$/u.test(before)
  );
}

function daysOfMonth(match: RegExpExecArray, context: Context): readonly Reading[] | undefined {
  const groups = match.groups!;
  const month = groups['month'] ?? groups['month2']!;
  const first = groups['first'] ?? groups['first2']!;
  const second = groups['second'] ?? groups['second2']!;
  const year = groups['year'] ?? groups['year2'];
  const to = groups['to'] ?? groups['to2']!;
  const low = Number.parseInt(first, 10);
  const high = Number.parseInt(second, 10);
  if (low >= high || stuck(context, match)) return undefined;
  if (/^(?:may|march|mar)$/u.test(month) && !looksLikeMonth(match, context)) return undefined;
  if (COUNTED.test(textAfter(context, match))) return undefined;
  const number = monthOf(month);
  const read = (day: number): Meaning | undefined => {
    if (year === undefined) return inItsYear(number, day, undefined, match, context);
    const date = dayOf(Number(year), number, day);
    return date === undefined ? undefined : statedDay(date, undefined);
  };
  const a = read(low);
  const b = read(high);
  if (a === undefined || b === undefined) return undefined;
  const cut = match[0].indexOf(to, match[0].indexOf(first));
  return [
    { span: { start: match.index, end: match.index + cut }, meaning: a },
    { span: { start: match.index + cut + to.length, end: match.index + match[0].length }, meaning: b },
  ];
}

/** Words that make a month of "may", "march", "april", "june" and "august", which are also verbs, adjectives and people's names. */
const MONTH_COMES =
  /(?:^|[^\p{L}])(?:in|since|until|till|by|during|throughout|early|mid|late|later|earlier|last|next|(?:end|beginning|start|middle|month|half|part|week|weekend|days?) of|as of|from|between)[\s-]{1,3}(?:(?:early|mid|late)[\s-]{1,3})?$/iu;
const VERB_GOES_ON =
  /^\s(?:be|have|not|also|well|even|never|only|still|yet|or may|to|on|through|along|past|towards?|up|down|him|her|them|say|seem|make|take|go|come|lead|become|need)(?![\p{L}])/iu;

function isMonthName(match: RegExpExecArray, context: Context): boolean {
  const { month, which, whose, part } = match.groups!;
  const name = month!.replace('.', '');
  const before = textBefore(context, match);
  const after = textAfter(context, match);
  if (/^\p{L}{3,4}$/u.test(name) && !/^(?:may|june|july)$/iu.test(name)) {
    // "Nov." may stand alone after a word of time; "mar", "dec", "jan" and the like are other words too.
    return MONTH_COMES.test(before) && (/^\p{Lu}/u.test(name) || /^(?:sept|nov|aug)$/u.test(name));
  }
  if (!/^(?:may|march|april|june|august)$/iu.test(name)) return true;
  const capital = /^\p{Lu}/u.test(name);
  if (whose !== undefined) return true;
  // "this may be", "that April had left".
  if (/^(?:this|that)$/iu.test(which ?? '')) return !/^may$/u.test(name) && /this/iu.test(which!);
  if (which !== undefined) return capital || !/(?:^|[^\p{L}])(?:the|a|this)\s{1,3}$/iu.test(before);
  if (part !== undefined || MONTH_COMES.test(before)) {
    if (/^may$/iu.test(name) || !capital)
      return !VERB_GOES_ON.test(after) && !/^[’']s\s/u.test(after) && !/^\s\p{Lu}/u.test(capital ? after : '');
    return true;
  }
  // "the June meeting", "an April report"; "the May government" stays out.
  return (
    capital &&
    !/^may$/iu.test(name) &&
    /(?:^|[^\p{L}])(?:the|an?|its|their|his|her|our)\s{1,3}$/iu.test(before) &&
    /^\s\p{Ll}/u.test(after)
  );
}

function monthWithoutYear(match: RegExpExecArray, context: Context): Meaning | undefined {
  const { part, which, month, whose } = match.groups!;
  if (!isMonthName(match, context)) return undefined;
  const number = monthOf(month!);
  const name =
    part === undefined
      ? aMonth(number)
      : `a ${partOf(part)}${partOf(part) === 'mid' ? '-' : ' '}${monthNames[number - 1]}`;
  const { anchor } = context;
  if (anchor === undefined)
    return open(name, 'month', 'The words name no year, and the publication date is not known.');
  const first = (year: number): Temporal.PlainDate => dayOf(year, number, 1)!;
  let year: number;
  let why: string;
  const said = which?.toLowerCase();
  if (said === 'that' || (whose !== undefined && /same|that/iu.test(whose))) {
    const last = context.earlier.findLast(mention => mention.from !== undefined && mention.until !== undefined);
    if (last === undefined) return open(name, 'month', 'The year it belongs to is not named before it.');
    year = Number(last.from!.slice(0, 4));
    why = `In the year of ${last.reading} (“${last.words.exact}”), named last.`;
  } else if (whose !== undefined) {
    year = anchor.year + (/last/iu.test(whose) ? -1 : /next/iu.test(whose) ? 1 : 0);
    why = `In ${year}, counted from ${context.anchorName}.`;
  } else if (said === 'last' || said === 'this past') {
    year = number < anchor.month ? anchor.year : anchor.year - 1;
    why = `The last ${monthNames[number - 1]} that was over at ${context.anchorName}.`;
  } else if (said === 'next' || said === 'this coming') {
    year = number > anchor.month ? anchor.year : anchor.year + 1;
    why = `The first ${monthNames[number - 1]} that begins after ${context.anchorName}.`;
  } else if (said === 'this' || THIS_YEAR.test(textAfter(context, match))) {
    year = anchor.year;
    why = `In the year of ${context.anchorName}.`;
  } else {
    const before = textBefore(context, match);
    const told = context.tenseAt(match.index);
    const forward =
      /(?:^|[^\p{L}])(?:by|until|till|before|later than|come)\s{1,3}$/iu.test(before) &&
      !(told === 'past' && OPENS_SENTENCE.test(before));
    const tense = forward ? 'future' : told;
    const months = (year: number): number => (year - anchor.year) * 12 + number - anchor.month;
    year = nearest([anchor.year, anchor.year - 1, anchor.year + 1], months, tense)!;
    why = `The ${monthNames[number - 1]} nearest to ${context.anchorName}; ${tenseInWords(tense)}.`;
  }
  const whole = unitAround('month', first(year));
  if (endsPeriod(match, context, part)) return lastDay(whole, 'worked_out', why.replace(/\.$/u, ''));
  return workedOut(narrowed(whole, part), why);
}

/** What runs over the turn of a year: "the 2008-09 season". */
const TWO_YEARS =
  /^\s(?:\p{L}{1,15}\s)?(?:season|year|winter|term|period|budget|biennium|crisis|recession|campaign|session|tour)(?![\p{L}])/iu;

function isoMonth(year: number, month: number): Meaning | undefined {
  const first = dayOf(year, month, 1);
  return first === undefined ? undefined : stated(unitAround('month', first), 'The digits are a year and a month.');
}

/** "3/4/12": day or month first? Only an impossible month, or a date a few days around the publication, decides. */
function dateInDigits(match: RegExpExecArray, context: Context): Meaning | undefined {
  const { a, b, year, mark } = match.groups!;
  if (mark === '.' && year!.length === 2) return undefined;
  const full = year!.length === 4 ? Number(year) : Number(year) + (Number(year) < 70 ? 2000 : 1900);
  const monthFirst = dayOf(full, Number(a), Number(b));
  const dayFirst = dayOf(full, Number(b), Number(a));
  if (monthFirst === undefined && dayFirst === undefined) return undefined;
  const only =
    monthFirst === undefined || dayFirst === undefined || monthFirst.equals(dayFirst)
      ? (monthFirst ?? dayFirst)!
      : undefined;
  if (only !== undefined) return stated(unitAround('day', only), 'The digits name the day.');
  const either = `${dayFirst!.toString()} or ${monthFirst!.toString()}`;
  if (mark === '.') return stated(unitAround('day', dayFirst!), 'With dots between the digits, the day comes first.');
  const { anchor } = context;
  if (anchor !== undefined) {
    const close = [monthFirst!, dayFirst!].filter(date => Math.abs(daysFrom(anchor, date)) <= 7);
    if (close.length === 1) {
      return workedOut(
        unitAround('day', close[0]!),
        `The digits can be ${either}; only one lies within a week of ${context.anchorName}.`,
      );
    }
  }
  return open(either, 'day', 'Whether the day or the month comes first cannot be told.');
}

function dayOfMonth(day: number, which: string | undefined, match: RegExpExecArray, context: Context): Meaning {
  const { anchor } = context;
  if (anchor === undefined)
    return open(`the ${day}th of a month`, 'day', 'The words name no month, and the publication date is not known.');
  const tense = context.tenseAt(match.index);
  const steps = which === undefined ? [-1, 0, 1] : [which === 'last' ? -1 : which === 'next' ? 1 : 0];
  const dates = steps
    .map(step => anchor.with({ day: 1 }).add({ months: step }))
    .map(first => dayOf(first.year, first.month, day))
    .filter(date => date !== undefined);
  const date = nearest(dates, date => daysFrom(anchor, date), tense);
  if (date === undefined) return open(`the ${day}th of a month`, 'day', 'That month has no such day.');
  return workedOut(unitAround('day', date), `The ${day}th nearest to ${context.anchorName}; ${tenseInWords(tense)}.`);
}
