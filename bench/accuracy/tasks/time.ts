import { casual, type ParsedComponents } from 'chrono-node';
import type { TimeMention } from '../../../src/core/time.ts';
import { readTimes } from '../../../src/times/times.ts';
import type { Task } from '../task.ts';

/** Benchmark `time`, in the terms of TIMEX3: a range is a duration with two dates in it, as the gold has them. */
export const task: Task = {
  name: 'time',
  predict({ text, published }) {
    return text === undefined ? undefined : { times: readTimes(text, { published: dayOf(published) }).flatMap(timex) };
  },
};

/** Some sets know no day, or only a year. */
function dayOf(published: string | undefined): string | undefined {
  return /^\d{4}-\d\d-\d\d$/u.test(published ?? '') ? published : undefined;
}

function timex(mention: TimeMention): object[] {
  const { words, type, value, parts } = mention;
  const [first, last] = parts ?? [];
  if (first === undefined || last === undefined)
    return [{ start: words.start, end: words.end, type, value: value ?? null }];
  const opened = words.start < first.words.start;
  const whole = opened
    ? [{ start: words.start, end: words.end, type: 'DURATION', value: lengthOf(first, last) ?? null }]
    : [];
  return [...whole, ...timex(first), ...timex(last)];
}

/** From the beginning of one date to that of another, in the unit both are named in. */
function lengthOf(first: TimeMention, last: TimeMention): string | undefined {
  if (first.from === undefined || last.from === undefined) return undefined;
  const unit = ({ year: 'years', month: 'months' } as const)[first.precision as string] ?? 'days';
  return Temporal.PlainDate.from(first.from).until(last.from, { largestUnit: unit }).toString();
}

/** chrono-node 2.10.3 on the same documents, as it comes: no direction is asked of it, since "forward" sends last Tuesday into the future. */
export const peers: readonly Task[] = [
  {
    name: 'chrono-node',
    predict({ text, published }) {
      if (text === undefined) return undefined;
      const found = casual.parse(
        text,
        published === undefined ? undefined : { instant: new Date(`${published}T12:00:00Z`), timezone: 0 },
      );
      return {
        times: found.flatMap(({ index, text: exact, start, end }) => {
          const first = { start: index, end: index + exact.length, type: 'DATE', value: valueOf(start) };
          // The far end of a range has no place of its own; its last letter stands for it.
          return end === null || end === undefined
            ? [first]
            : [
                { ...first, end: first.end - 1 },
                { ...first, start: first.end - 1, value: valueOf(end) },
              ];
        }),
      };
    },
  },
];

function two(n: number | null): string {
  return String(n ?? 1).padStart(2, '0');
}

/** As fine as chrono is certain of it. */
function valueOf(parsed: ParsedComponents): string {
  const year = String(parsed.get('year'));
  const onlyYear = parsed.isCertain('year') && !parsed.isCertain('month');
  if (onlyYear) return year;
  const month = `${year}-${two(parsed.get('month'))}`;
  return parsed.isCertain('month') && !parsed.isCertain('day') ? month : `${month}-${two(parsed.get('day'))}`;
}
