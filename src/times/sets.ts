import { timeless } from './calendar-unit.ts';
import { textAfter, textBefore } from './nearest.ts';
import { amountOf, ordinalOf, phrase, weekdayNames, weekdayOf } from './phrase.ts';
import type { Rule } from './rule.ts';

const LETTERS: Record<string, string> = {
  hour: 'T1H',
  day: '1D',
  week: '1W',
  month: '1M',
  quarter: '3M',
  year: '1Y',
  decade: '10Y',
};
const ADVERBS: Record<string, string> = {
  annually: '1Y',
  yearly: '1Y',
  monthly: '1M',
  weekly: '1W',
  daily: '1D',
  quarterly: '3M',
};

/** Times that come again: "every Monday", "twice a year", "annual". */
export const sets: readonly Rule[] = [
  {
    name: 'every weekday',
    pattern: phrase('(?:every|each) (?<weekday>{weekday})(?: {daypart})?|(?<plural>{weekday})s'),
    read(match) {
      const weekday = weekdayOf((match.groups!['weekday'] ?? match.groups!['plural'])!);
      return timeless(
        'SET',
        `XXXX-WXX-${weekday}`,
        `every ${weekdayNames[weekday - 1]}`,
        'The words say that it comes again every week.',
      );
    },
  },
  {
    name: 'every unit',
    pattern: phrase(
      '(?:every|each)(?: (?<amount>{number}|other|{ordinal}))? (?<unit>hour|day|week|month|quarter|year|decade)s?',
    ),
    read(match) {
      const { amount, unit } = match.groups!;
      const step = amount === undefined ? 1 : /other/iu.test(amount) ? 2 : ordinalOf(amount) || amountOf(amount);
      const value = LETTERS[unit!.toLowerCase()]!.replace('1', String(step));
      return timeless('SET', `P${value}`, match[0].toLowerCase(), 'The words say how often it comes again.');
    },
  },
  {
    name: 'so much a year',
    pattern: phrase('(?:an?|per|every|each) (?<unit>hour|day|week|month|quarter|year)'),
    read(match, context) {
      const before = textBefore(context, match);
      if (
        !/(?:\d[\d.,]*[kmb]?|\p{N}\s\p{L}{1,20}|once|twice|times|dollars|euros|pounds|million|billion|trillion|percent|per cent|%)\s{1,3}$/iu.test(
          before,
        ) &&
        !/^per/iu.test(match[0])
      )
        return undefined;
      if (/^\s(?:ago|after|before|later|earlier|and a half)(?![\p{L}])|^-/iu.test(textAfter(context, match)))
        return undefined;
      return timeless(
        'SET',
        `P${LETTERS[match.groups!['unit']!.toLowerCase()]!}`,
        `per ${match.groups!['unit']!.toLowerCase()}`,
        'The words give an amount for each.',
      );
    },
  },
  {
    name: 'adverb of repetition',
    pattern: phrase('annually|yearly|monthly|weekly|quarterly|daily'),
    read(match, context) {
      // "The Daily Telegraph", "Science Weekly": a name.
      if (/^\p{Lu}/u.test(match[0]) && /^\s\p{Lu}/u.test(textAfter(context, match))) return undefined;
      if (/^\p{Lu}/u.test(match[0]) && /\p{L}\s$/u.test(textBefore(context, match))) return undefined;
      const word = match[0].toLowerCase();
      // "the monthly meeting" names a kind of meeting; "meets monthly" says when.
      if (
        word !== 'annually' &&
        /^\s(?!(?:and|or|in|on|at|to|since|from|until|by|but|with|as|for)\s)\p{L}|^-/iu.test(textAfter(context, match))
      )
        return undefined;
      return timeless('SET', `P${ADVERBS[word]!}`, word, 'The words say how often it comes again.');
    },
  },
];
