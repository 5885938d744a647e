import type { TimeMention } from '../../../src/core/time.ts';
import { readTimes } from '../../../src/times/times.ts';
import type { Task } from '../task.ts';

/** Benchmark `time`, in the terms of TIMEX3: a range is a duration with two dates in it, as the gold has them. */
export const task: Task = {
  name: 'time',
  predict({ text, published }) {
    return text === undefined ? undefined : { times: readTimes(text, { published }).flatMap(timex) };
  },
};

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
