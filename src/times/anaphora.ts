import type { TimeMention } from '../core/time.ts';
import { moved, open, unitAround, workedOut, type Unit } from './calendar-unit.ts';
import { textAfter } from './nearest.ts';
import { amountOf, phrase } from './phrase.ts';
import type { Context, Meaning, Rule } from './rule.ts';
import { withDaypart } from './weekdays.ts';

/** Times that count from the date named last in the text: "the following day", "two weeks later", "that year". */
export const anaphora: readonly Rule[] = [
  {
    name: 'unit from the date named last',
    pattern: phrase(
      "(?:the|that) (?<which>following|next|previous|preceding|same|very same|very next) (?<unit>day|week|month|year)(?:[’']s)?(?: (?<part>{daypart}))?",
    ),
    read(match, context) {
      const { which, unit, part } = match.groups!;
      const step = /following|next/iu.test(which!) ? 1 : /previous|preceding/iu.test(which!) ? -1 : 0;
      return withDaypart(fromLast(context, unit!.toLowerCase() as Unit, step, match), part);
    },
  },
  {
    name: 'the same part of last year',
    pattern: phrase(
      'the (?:same|corresponding|year-ago|comparable) (?<unit>period|month|quarter|week)(?: (?:of |in )?(?:the )?(?:last|previous|prior|preceding) year| a year (?:ago|earlier|before))',
    ),
    read(match, context) {
      const last = context.earlier.findLast(
        mention => mention.precision === 'month' || mention.precision === 'quarter',
      );
      if (last?.from === undefined)
        return open(match[0].toLowerCase(), undefined, 'The part of the year is not named before it.');
      const unit = last.precision as Unit;
      const date = Temporal.PlainDate.from(last.from).subtract({ years: 1 });
      return workedOut(unitAround(unit, date), `The year before ${last.reading} (“${last.words.exact}”), named last.`);
    },
  },
  {
    name: 'that day',
    pattern: phrase('that (?<unit>day|week|month|year)(?: (?<part>{daypart}))?'),
    read(match, context) {
      const unit = match.groups!['unit']!.toLowerCase() as Unit;
      // "said that day-to-day work", "that year-long": not an expression of time.
      if (textAfter(context, match).startsWith('-')) return undefined;
      return withDaypart(fromLast(context, unit, 0, match), match.groups!['part']);
    },
  },
  {
    name: 'the day before',
    pattern: phrase('(?:the|a) (?<unit>day|week|month|year) (?<which>before|after|earlier|later)'),
    read(match, context) {
      if (!NOTHING_FOLLOWS.test(textAfter(context, match))) return undefined;
      const step = /before|earlier/iu.test(match.groups!['which']!) ? -1 : 1;
      return fromLast(context, match.groups!['unit']!.toLowerCase() as Unit, step, match);
    },
  },
  {
    name: 'so much later',
    pattern: phrase(
      '(?<amount>{quantity}) (?<unit>day|week|month|year)s? (?<which>later|earlier|afterwards?|before(?:hand)?|after that|before that|thereafter)',
    ),
    read(match, context) {
      const { amount, unit, which } = match.groups!;
      if (!NOTHING_FOLLOWS.test(textAfter(context, match)) && !/later|earlier|wards|that|thereafter/iu.test(which!))
        return undefined;
      if (/^\sthan(?![\p{L}])/iu.test(textAfter(context, match))) return undefined;
      const count = amountOf(amount!);
      const sign = /before|earlier/iu.test(which!) ? -1 : 1;
      if (count === 'X' || !Number.isInteger(count) || count > 3000) {
        return open(
          `${match[0].toLowerCase()} than the date named last`,
          undefined,
          'The words give no exact distance.',
        );
      }
      return fromLast(context, unit!.toLowerCase() as Unit, sign * count, match);
    },
  },
];

const NOTHING_FOLLOWS = /^\s{0,3}(?:[.,;:!?)”"—–]|$|when |and |but |with )/u;

const FINENESS: Record<string, number> = { day: 0, week: 1, month: 2, quarter: 2, year: 3 };

/** The last mention that is at least as fine as `unit`; only that has a following or previous `unit`. */
function lastNamed(context: Context, unit: Unit): TimeMention | undefined {
  const last = context.earlier.findLast(
    mention => mention.precision !== undefined && mention.type !== 'DURATION' && mention.type !== 'SET',
  );
  if (last?.from === undefined || last.from === null) return undefined;
  return (FINENESS[last.precision!] ?? 9) <= (FINENESS[unit] ?? 0) ? last : undefined;
}

/** "The same day" two paragraphs behind the day named last, in a text that tells of several: it may be any of them. */
function isOneOfMany({ earlier, text }: Context, last: TimeMention, at: number): boolean {
  const breaks = text.slice(last.words.end, at).match(/\n\s*\n/gu)?.length ?? 0;
  return breaks > 1 && earlier.some(({ precision, from }) => precision === 'day' && from !== last.from);
}

function fromLast(context: Context, unit: Unit, step: number, match: RegExpExecArray): Meaning {
  const named = lastNamed(context, unit);
  const last = unit === 'day' && named !== undefined && isOneOfMany(context, named, match.index) ? undefined : named;
  const plain = match[0].toLowerCase().replaceAll(/\s+/gu, ' ');
  if (last === undefined)
    return open(plain, unit as 'day', `“${plain}” counts from a ${unit} that the text does not name just before.`);
  // A year before the first quarter is a first quarter.
  const kept =
    unit === 'year' && step !== 0 && (last.precision === 'quarter' || last.precision === 'month')
      ? last.precision
      : unit;
  const found = unitAround(kept, moved(Temporal.PlainDate.from(last.from!), unit, step));
  const distance =
    step === 0
      ? `The ${unit} of`
      : `${Math.abs(step)} ${unit}${Math.abs(step) === 1 ? '' : 's'} ${step < 0 ? 'before' : 'after'}`;
  return workedOut(found, `${distance} ${last.reading} (“${last.words.exact}”), the date named last.`);
}
