import type { TimeMention } from '../core/time.ts';
import {
  moved,
  open,
  partOf,
  thirdOf,
  timeless,
  unitAround,
  workedOut,
  type Part,
  type Stretch,
  type Unit,
} from './calendar-unit.ts';
import { endsPeriod, lastDay, narrowed } from './calendar.ts';
import { NO_ANCHOR, textAfter, textBefore } from './nearest.ts';
import { aMonth, amountOf, phrase } from './phrase.ts';
import type { Context, Meaning, Rule } from './rule.ts';
import { withDaypart } from './weekdays.ts';

const APPROXIMATELY =
  '(?:(?:about|around|almost|nearly|roughly|some|approximately|just over|just under|more than|over|at least) )?';

/** Times that count from the day of publication: "today", "next month", "later this year", "two years ago". */
export const relative: readonly Rule[] = [
  {
    name: 'day from publication',
    pattern: phrase(
      '(?:(?:earlier|later|late|early) )?(?<word>today|this day|the day before yesterday|the day after tomorrow|yesterday|tomorrow|tonight|last night|this (?:morning|afternoon|evening))(?: (?<part>{daypart}))?',
    ),
    read(match, context) {
      const word = match.groups!['word']!.toLowerCase().replaceAll(/\s+/gu, ' ');
      const steps = Object.entries(DAYS).find(([words]) => word.startsWith(words))?.[1] ?? 0;
      const part = match.groups!['part'] ?? /night|morning|afternoon|evening/u.exec(word)?.[0];
      // "USA Today", "the Today programme".
      if (
        /^(?:Today|TODAY)$/u.test(match[0]) &&
        (/USA\s$/u.test(textBefore(context, match)) || /^\s(?:show|programme)/u.test(textAfter(context, match)))
      )
        return undefined;
      if (context.quotedAt(match.index)) {
        return open(
          `${word}, as it was said`,
          'day',
          `In a quotation “${word}” counts from the day the words were said, which is not worked out here.`,
        );
      }
      if (context.anchor === undefined)
        return open(word, 'day', `“${word}” ${NO_ANCHOR}.`.replace('it counts', 'counts'));
      const date = context.anchor.add({ days: steps });
      const reason =
        steps === 0 ? `The day of ${context.anchorName}.` : `${inWords(steps, 'day')} ${context.anchorName}.`;
      return withDaypart(workedOut(unitAround('day', date), reason), part);
    },
  },
  {
    name: 'unit from publication',
    pattern: phrase(
      '(?:(?<part>early|earlier|mid|late|later)(?: |-)(?:in )?(?:the )?)?(?<which>last|next|this|this past|this coming|previous|coming|current|upcoming)(?: |-)(?<unit>day|{calendarUnit})(?<plural>s(?= ))?(?! \\d)',
    ),
    read(match, context) {
      const { part, which, unit, plural } = match.groups!;
      // "this years budget", with its apostrophe lost.
      if (plural !== undefined && which!.toLowerCase() !== 'this') return undefined;
      if (/^[-\s](?:old|long)(?![\p{L}])/iu.test(textAfter(context, match))) return undefined;
      const after = textBefore(context, match);
      // "the previous year", "the next day": counted from what was named last, not from the publication.
      if (
        /day/iu.test(unit!) ||
        (/previous|coming/iu.test(which!) &&
          !/this/iu.test(which!) &&
          /(?:^|\s)the\s{1,3}$/iu.test(after) &&
          /previous/iu.test(which!))
      )
        return undefined;
      return unitFromPublication(context, which!.toLowerCase(), unit!.toLowerCase() as Unit | 'fortnight', part, match);
    },
  },
  {
    name: 'the weekend',
    pattern: phrase('(?:over|at|during|on) (?<words>the weekend)'),
    read(match, context) {
      const words = match.groups!['words']!;
      const end = match.index + match[0].length;
      if (/^\s(?:of|after|before|that|when|edition)(?![\p{L}])|^-/iu.test(textAfter(context, match))) return undefined;
      return [{ span: { start: end - words.length, end }, meaning: weekendNear(context, match) }];
    },
  },
  {
    name: 'earlier or later in the unit',
    pattern: phrase('(?<part>earlier|later|early|late) (?:on )?in the (?<unit>day|week|month|year|decade|century)'),
    read(match, context) {
      const unit = match.groups!['unit']!.toLowerCase() as Unit;
      if (/^\s(?:of|when|that)(?![\p{L}])/iu.test(textAfter(context, match))) return undefined;
      // "on Thursday … later in the day": the day is the one named last, where it is none that lies ahead.
      const today = context.anchor?.toString();
      const past = context.earlier
        .slice(-3)
        .filter(
          ({ precision, from }) => precision === 'day' && from !== undefined && (today === undefined || from <= today),
        );
      // A new paragraph of a report on "today" goes on about that day, whatever day was spoken of meanwhile.
      const before = past.at(-1);
      const isNewStretch = before !== undefined && /\n\s*\n/u.test(context.text.slice(before.words.end, match.index));
      const last = (isNewStretch ? context.earlier.findLast(isToday) : undefined) ?? before;
      const named = unit === 'day' ? last : undefined;
      const day = named === undefined ? context.anchor : Temporal.PlainDate.from(named.from!);
      if (day === undefined)
        return open(match[0].toLowerCase(), undefined, 'It counts from a publication date that is not known.');
      const where =
        named === undefined
          ? `The ${unit} of ${context.anchorName}.`
          : `The day of “${named.words.exact}”, named last.`;
      return workedOut(unitAround(unit, day), where);
    },
  },
  {
    name: 'part of the current unit',
    pattern: phrase(
      '(?<part>(?:the )?(?:very )?(?:beginning|start|middle|end|close|turn)) of (?:(?<which>the|this|last|next) )(?:(?:current|calendar) )?(?<unit>{calendarUnit})|(?<unit2>year|month|week)(?: |-)(?<part2>end)',
    ),
    read(match, context) {
      const part = match.groups!['part'] ?? 'end';
      const unit = (match.groups!['unit'] ?? match.groups!['unit2']!).toLowerCase() as Unit;
      const which = match.groups!['which']?.toLowerCase() ?? 'the';
      if (
        match.groups!['part2'] !== undefined &&
        (unit === 'week' ||
          (/^[-\s]\p{L}/u.test(textAfter(context, match)) &&
            !/(?:by|before|until)\s{1,3}(?:the\s{1,3})?$/iu.test(textBefore(context, match))))
      )
        return undefined;
      if (/^\s(?:of|in which|when)(?![\p{L}])/iu.test(textAfter(context, match))) return undefined;
      const { anchor } = context;
      if (anchor === undefined)
        return open(match[0].toLowerCase().replaceAll(/\s+/gu, ' '), undefined, `It ${NO_ANCHOR.replace('it ', '')}.`);
      const whole = unitAround(unit, moved(anchor, unit, which === 'last' ? -1 : which === 'next' ? 1 : 0));
      const reason = `the ${unit} ${which === 'last' ? 'before' : which === 'next' ? 'after' : 'of'} ${context.anchorName}`;
      if (match.groups!['part2'] !== undefined || endsPeriod(match, context, part))
        return lastDay(whole, 'worked_out', reason);
      return workedOut(narrowed(whole, part), `In ${reason}; “${part.toLowerCase()}” is taken as a third of it.`);
    },
  },
  {
    name: 'so long ago',
    pattern: phrase(
      `${APPROXIMATELY}(?<amount>{quantity}|an?)(?<half>(?: |-)and(?: |-)a(?: |-)half)?(?: |-)(?<unit>{unit})(?<half2> and a half)? (?:ago|back)`,
    ),
    read(match, context) {
      const { amount, unit } = match.groups!;
      if (/back$/iu.test(match[0]) && /^(?:\s(?:to|in|into|from|at|on|home|up)|[-])/iu.test(textAfter(context, match)))
        return undefined;
      const number = amountOf(amount!);
      const more = match.groups!['half'] === undefined && match.groups!['half2'] === undefined ? 0 : 0.5;
      return counted(context, number === 'X' ? 'X' : number + more, unit!.toLowerCase(), -1);
    },
  },
  {
    name: 'so long from now',
    pattern: phrase(`${APPROXIMATELY}(?<amount>{quantity}|an?) (?<unit>{unit}) (?:from (?:now|today)|hence)`),
    read(match, context) {
      const { amount, unit } = match.groups!;
      return counted(context, amountOf(amount!), unit!.toLowerCase(), 1);
    },
  },
];

function weekendNear(context: Context, match: RegExpExecArray): Meaning {
  const { anchor } = context;
  if (anchor === undefined)
    return open('a weekend', 'interval', 'It counts from a publication date that is not known.');
  // Saturday and Sunday belong to their own weekend.
  if (anchor.dayOfWeek >= 6)
    return workedOut(
      unitAround('weekend', anchor.subtract({ days: anchor.dayOfWeek - 6 })),
      `The weekend of ${context.anchorName}.`,
    );
  if (context.tenseAt(match.index) === 'future')
    return workedOut(unitAround('weekend', anchor), `The weekend after ${context.anchorName}.`);
  return workedOut(unitAround('weekend', anchor.subtract({ days: 7 })), `The weekend before ${context.anchorName}.`);
}

/** Days from publication; longer words first, for they begin alike. */
const DAYS: Record<string, number> = {
  'the day before yesterday': -2,
  'the day after tomorrow': 2,
  yesterday: -1,
  tomorrow: 1,
  'last night': -1,
  today: 0,
};

function inWords(steps: number, unit: string): string {
  const count = Math.abs(steps) === 1 ? `One ${unit}` : `${Math.abs(steps)} ${unit}s`;
  return `${count} ${steps < 0 ? 'before' : 'after'}`;
}

function unitFromPublication(
  context: Context,
  which: string,
  unit: Unit | 'fortnight',
  part: string | undefined,
  match: RegExpExecArray,
): Meaning | undefined {
  if (unit === 'fortnight') return undefined;
  const step = /last|previous|past/u.test(which) ? -1 : /next|coming|upcoming/u.test(which) ? 1 : 0;
  const { anchor, internalMonth } = context;
  const name = match[0].toLowerCase().replaceAll(/\s+/gu, ' ');
  if (anchor === undefined) {
    if (unit === 'month' && internalMonth !== undefined) {
      const month = aMonth(((internalMonth.month + 11 + step) % 12) + 1);
      return open(month, 'month', `${internalMonth.reason} So “${name}” is ${month} of a year that is not known.`);
    }
    return open(
      name,
      unit === 'weekend' || unit === 'century' ? 'interval' : unit,
      `“${name}” counts from a publication date that is not known.`,
    );
  }
  const whole = unitAround(unit, moved(anchor, unit, step));
  const where = step === 0 ? `The ${unit} of` : step < 0 ? `The ${unit} before` : `The ${unit} after`;
  if (part === undefined) {
    if (unit === 'weekend' && step === 0 && anchor.dayOfWeek === 1 && context.tenseAt(match.index) === 'past') {
      return workedOut(
        unitAround('weekend', anchor.subtract({ days: 3 })),
        `The weekend that ended the day before ${context.anchorName}; the clause is in the past.`,
      );
    }
    return workedOut(whole, `${where} ${context.anchorName}.`);
  }
  if (/later|earlier/iu.test(part) && step === 0) return restOf(whole, anchor, /later/iu.test(part), context, unit);
  return workedOut(
    thirdOf(whole, partOf(part) as Part),
    `${where} ${context.anchorName}; “${part.toLowerCase()}” is taken as a third of it.`,
  );
}

/** "later this year": what is left of it; when that is one quarter or less, the quarter is named. */
function restOf(whole: Stretch, anchor: Temporal.PlainDate, later: boolean, context: Context, unit: Unit): Meaning {
  const first = later ? anchor : whole.first;
  const last = later ? whole.last : anchor;
  const quarter = unitAround('quarter', anchor);
  const within =
    unit === 'year' && quarter.first.toString() <= first.toString() && last.toString() <= quarter.last.toString();
  const part = within ? quarter : whole;
  return workedOut(
    { ...part, first, last, reading: `${later ? 'later' : 'earlier'} in ${whole.reading}` },
    `The part of ${whole.reading} ${later ? 'after' : 'before'} ${context.anchorName}.`,
  );
}

/** So many units before or after the anchor, as exactly as the unit says: years give a year, months a month. */
function counted(context: Context, amount: number | 'X', unit: string, sign: 1 | -1): Meaning | undefined {
  const singular = unit.replace(/ies$/u, 'y').replace(/s$/u, '');
  const far = sign < 0 ? 'PAST_REF' : 'FUTURE_REF';
  const words = `${amount === 'X' ? 'several' : amount} ${singular}${amount === 1 ? '' : 's'} ${sign < 0 ? 'before' : 'after'}`;
  if (amount === 'X' || /second|minute|hour/u.test(singular)) {
    return timeless('DATE', far, `${words} publication`, 'The words give no exact number of days.');
  }
  const { anchor } = context;
  if (anchor === undefined)
    return open(`${words} publication`, undefined, 'It counts from a publication date that is not known.');
  const [precise, count]: [Unit, number] = singular === 'fortnight' ? ['week', amount * 2] : [singular as Unit, amount];
  const whole = Math.floor(count);
  if ((precise === 'year' && whole > anchor.year - 1000) || whole > 5000) return undefined;
  let date = moved(anchor, precise === 'decade' ? 'year' : precise, sign * (precise === 'decade' ? whole * 10 : whole));
  if (count !== whole && precise === 'year') date = anchor.add({ months: Math.round(sign * count * 12) });
  if (count !== whole && precise === 'month') date = anchor.add({ months: sign * whole, days: sign * 15 });
  const reason = `${words} ${context.anchorName}${precise === 'day' ? '' : `; no closer than a ${precise === 'decade' ? 'decade' : precise}`}.`;
  return workedOut(unitAround(precise, date), reason[0]!.toUpperCase() + reason.slice(1));
}

function isToday({ words }: TimeMention): boolean {
  return /^today$/iu.test(words.exact);
}
