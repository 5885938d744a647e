import { open, stated, unitAround, workedOut, type Stretch } from './calendar-unit.ts';
import { NO_ANCHOR, tenseInWords, textAfter, textBefore } from './nearest.ts';
import { phrase, weekdayNames, weekdayOf } from './phrase.ts';
import type { Context, Meaning, Rule, Tense } from './rule.ts';

/** TIMEX3 marks of the parts of a day. */
export const dayparts: Record<string, string> = { morning: 'MO', afternoon: 'AF', evening: 'EV', night: 'NI' };

/** The same day with its part of day: "2010-07-16TMO". */
export function withDaypart(meaning: Meaning, part: string | undefined): Meaning {
  if (part === undefined || meaning.value === undefined) return meaning;
  const word = part.toLowerCase();
  return {
    ...meaning,
    type: 'TIME',
    value: `${meaning.value}T${dayparts[word]}`,
    reading: `${meaning.reading}, ${word}`,
  };
}

const NAMED_AFTER_A_DAY = /(?:good|black|bloody|holy|ash|palm|super|cyber|maundy|shrove|sheffield|ruby|man)\s{1,3}$/iu;
const NAME_GOES_ON =
  /^[”"’']?\s(?:Times|Telegraph|Mail|Herald|Mirror|Express|Post|Sun|People|School|Live|Football)(?![\p{L}])/u;
const FORWARD = /(?:^|[^\p{L}])(?:until|till|for|starting|beginning|effective|coming|come|due)\s{1,3}$/iu;
/** With these even a clause in the past may look forward: "was told to leave by Friday", "had sold out by Friday". */
const EITHER_WAY = /(?:^|[^\p{L}])(?:by|before)\s{1,3}$/iu;
/** At the head of a sentence they tell when something had come about: "By Friday, the index had fallen", "Until Monday's vote, he was safe". */
export const OPENS_SENTENCE = /(?:^|[.!?”"\n]\s{0,2})(?:by|before|until|till)\s{1,3}$/iu;
const RUNS_ON = /(?:^|[^\p{L}])through\s{1,3}$/iu;

/** "Tuesday 25", alone in its line: the day that what follows is told of. */
const HEADING = 'weekday with a day alone';
/** Days before and after the anchor in which such a day is looked for. */
const HEADING_REACH = 45;

/** "Monday", "last Tuesday", "next Friday morning", "this coming Sunday", "Monday of last week". */
export const weekdays: readonly Rule[] = [
  {
    name: 'weekday',
    pattern: phrase(
      '(?:(?<which>last|next|this|this past|this coming|past|coming|previous) )?(?<weekday>{weekday})(?: (?<part>{daypart}))?',
    ),
    read(match, context) {
      const { which, weekday, part } = match.groups!;
      const before = textBefore(context, match);
      const after = textAfter(context, match);
      if (which === undefined && (NAMED_AFTER_A_DAY.test(before) || NAME_GOES_ON.test(after))) return undefined;
      if (/(?:every|each)\s{1,3}$/iu.test(before)) return undefined;
      const name = weekdayNames[weekdayOf(weekday!) - 1]!;
      if (context.anchor === undefined) return open(`a ${name}`, 'day', `It is a ${name}; ${NO_ANCHOR}.`);
      const told = context.tenseAt(match.index);
      const ahead =
        (FORWARD.test(before) && !(told === 'past' && OPENS_SENTENCE.test(before))) ||
        (RUNS_ON.test(before) && told === undefined);
      const tense = ahead ? 'future' : told;
      if (EITHER_WAY.test(before) && !OPENS_SENTENCE.test(before) && which === undefined && tense === 'past')
        return open(
          `a ${name}`,
          'day',
          `Whether the ${name} lies before or after ${context.anchorName} cannot be told.`,
        );
      const day = sectionDay(context);
      const near =
        day === undefined ? context : { ...context, anchor: day, anchorName: `the day above, ${day.toString()}` };
      return withDaypart(weekdayNear(near, weekdayOf(weekday!), which, tense, part), part);
    },
  },
  {
    name: HEADING,
    pattern: phrase('(?<weekday>{weekday}),? (?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)?'),
    read(match, context) {
      const isAlone =
        /(?:^|\n)[^\p{L}\p{N}\n]{0,4}$/u.test(textBefore(context, match)) &&
        /^\s*(?:\n|$)/u.test(textAfter(context, match));
      if (context.anchor === undefined || !isAlone) return undefined;
      const { anchor } = context;
      const weekday = weekdayOf(match.groups!['weekday']!);
      const days = Array.from({ length: 2 * HEADING_REACH + 1 }, (_, i) =>
        anchor.add({ days: i - HEADING_REACH }),
      ).filter(date => date.dayOfWeek === weekday && date.day === Number(match.groups!['day']));
      const [date] = days;
      return date === undefined || days.length > 1
        ? undefined
        : answer(
            date,
            `The only ${weekdayNames[weekday - 1]!} near ${context.anchorName} that is the ${date.day}. of a month.`,
          );
    },
  },
  {
    name: 'weekday of a week',
    pattern: phrase(
      "(?<weekday>{weekday})(?: (?<part>{daypart}))?(?:,? (?:of )?)(?<which>last|next|this) week|(?<which2>last|next|this) week(?:[’']s)?(?: on)? (?<weekday2>{weekday})",
    ),
    read(match, context) {
      const { part } = match.groups!;
      const weekday = weekdayOf(match.groups!['weekday'] ?? match.groups!['weekday2']!);
      const which = (match.groups!['which'] ?? match.groups!['which2']!).toLowerCase();
      const name = weekdayNames[weekday - 1]!;
      if (context.anchor === undefined) return open(`the ${name} of a week`, 'day', `It is a ${name}; ${NO_ANCHOR}.`);
      const date = inWeek(context.anchor, weekday, which === 'last' ? -1 : which === 'next' ? 1 : 0);
      return withDaypart(
        workedOut(
          unitAround('day', date),
          `${name} of the week ${which === 'this' ? 'of' : which === 'last' ? 'before' : 'after'} ${context.anchorName}.`,
        ),
        part,
      );
    },
  },
  {
    name: 'the weekday after',
    pattern: phrase('the (?<which>next|following) (?<weekday>{weekday})(?: (?<part>{daypart}))?'),
    read(match, context) {
      const weekday = weekdayOf(match.groups!['weekday']!);
      const name = weekdayNames[weekday - 1]!;
      const last = context.earlier.findLast(mention => mention.precision === 'day' && mention.from !== undefined);
      if (last === undefined) return open(`a ${name}`, 'day', `It follows a day that the text does not date.`);
      const start = Temporal.PlainDate.from(last.from!);
      const date = start.add({ days: ((weekday - start.dayOfWeek + 6) % 7) + 1 });
      return withDaypart(
        workedOut(
          unitAround('day', date),
          `The first ${name} after ${last.reading} (“${last.words.exact}”), the day named last.`,
        ),
        match.groups!['part'],
      );
    },
  },
];

/** The last day that heads a section of the text before this place, from which its weekdays count. */
function sectionDay({ earlier }: Context): Temporal.PlainDate | undefined {
  const heading = earlier.findLast(({ rule }) => rule === HEADING);
  return heading?.from === undefined ? undefined : Temporal.PlainDate.from(heading.from);
}

function inWeek(anchor: Temporal.PlainDate, weekday: number, weeks: number): Temporal.PlainDate {
  return anchor.add({ days: weekday - anchor.dayOfWeek + 7 * weeks });
}

function answer(date: Temporal.PlainDate, why: string): Meaning {
  return workedOut(unitAround('day', date), why);
}

function weekdayNear(
  context: Context,
  weekday: number,
  which: string | undefined,
  tense: Tense | undefined,
  part: string | undefined,
): Meaning {
  const anchor = context.anchor!;
  const name = weekdayNames[weekday - 1]!;
  const back = (anchor.dayOfWeek - weekday + 7) % 7;
  switch (which?.toLowerCase()) {
    case 'last':
    case 'past':
    case 'this past':
    case 'previous':
      return answer(anchor.subtract({ days: back === 0 ? 7 : back }), `The last ${name} before ${context.anchorName}.`);
    case 'next':
      return answer(inWeek(anchor, weekday, 1), `The ${name} of the week after ${context.anchorName}.`);
    case 'coming':
    case 'this coming':
      return answer(anchor.add({ days: 7 - back }), `The first ${name} after ${context.anchorName}.`);
    case 'this':
      if (tense !== 'past')
        return answer(
          anchor.add({ days: back === 0 ? 0 : 7 - back }),
          `The first ${name} on or after ${context.anchorName}.`,
        );
      break;
    default:
  }
  const forward = tense === 'future' || tense === 'present';
  // What is still to come on the day itself ("will speak Monday night") is that day.
  const days = forward ? (7 - back) % 7 : -back;
  const side = forward ? 'first' : 'last';
  const where = forward ? 'on or after' : 'on or before';
  const time = part === undefined ? '' : ` ${part.toLowerCase()}`;
  return answer(
    anchor.add({ days }),
    `The ${side} ${name}${time} ${where} ${context.anchorName}: ${tenseInWords(tense)}.`,
  );
}

/** Does the weekday that stands beside a date agree with it? */
export function disagreement(date: Temporal.PlainDate, weekday: string | undefined): string {
  if (weekday === undefined || weekdayOf(weekday) === date.dayOfWeek) return '';
  return ` The words say ${weekdayNames[weekdayOf(weekday) - 1]}, but that day was a ${weekdayNames[date.dayOfWeek - 1]}.`;
}

/** A day that the words fix. */
export function statedDay(date: Temporal.PlainDate, weekday: string | undefined): Meaning {
  const day: Stretch = unitAround('day', date);
  return stated(day, `The words name the day.${disagreement(date, weekday)}`);
}

/** The same weekday in the neighbouring week, for a range whose second day came out before its first. */
export function weekLater(meaning: Meaning): Meaning {
  const date = Temporal.PlainDate.from(meaning.from!).add({ days: 7 });
  const part = /T.*$/u.exec(meaning.value ?? '')?.[0] ?? '';
  return {
    ...meaning,
    value: date.toString() + part,
    from: date.toString(),
    until: date.toString(),
    reading: date.toString(),
    reason: `The ${weekdayNames[date.dayOfWeek - 1]} that follows the first day of the range.`,
  };
}
