import { cover, wordsAt } from '../core/span.ts';
import type { TimeMention } from '../core/time.ts';

/**
 * A length of time that is counted from a date beside it is a time of its own: "three weeks after 1 March 2016" is a day, "within 30 days of
 * 1 March 2016" the days up to one. A length counted from an event stays a length.
 */
export function countedFromDates(text: string, mentions: readonly TimeMention[]): TimeMention[] {
  const result: TimeMention[] = [];
  for (const mention of mentions) {
    const last = result.at(-1);
    const counted = last === undefined ? undefined : countedFrom(text, last, mention);
    if (counted === undefined) result.push(mention);
    else result[result.length - 1] = counted;
  }
  return result;
}

function countedFrom(text: string, length: TimeMention, date: TimeMention): TimeMention | undefined {
  if (length.type !== 'DURATION' || date.type !== 'DATE' || date.precision !== 'day' || date.from === undefined)
    return undefined;
  if (date.words.start - length.words.end > 12 || !/^P\d+[DWMY]$/u.test(length.value ?? '')) return undefined;
  const relation = /^\s(?<relation>of|after|from|following|before)\s(?:the\s)?$/iu.exec(
    text.slice(length.words.end, date.words.start),
  )?.groups?.['relation'];
  if (relation === undefined) return undefined;
  const within = /within\s{1,3}$/iu.test(text.slice(Math.max(0, length.words.start - 10), length.words.start));
  if (/^of$/iu.test(relation) && !within) return undefined;
  const anchor = Temporal.PlainDate.from(date.from);
  const duration = Temporal.Duration.from(length.value!);
  const far = /before/iu.test(relation) ? anchor.subtract(duration) : anchor.add(duration);
  const [first, last] = far.toString() < date.from ? [far.toString(), date.from] : [date.from, far.toString()];
  return {
    words: wordsAt(text, cover([length.words, date.words])),
    type: 'DATE',
    value: within ? `${first}/${last}` : far.toString(),
    from: within ? first : far.toString(),
    until: within ? last : far.toString(),
    precision: within ? 'interval' : 'day',
    standing: 'worked_out',
    reading: within ? `${first} to ${last}` : far.toString(),
    reason: `${length.reading} ${relation.toLowerCase()} ${date.from}, the date that stands beside it. ${date.reason}`,
    rule: 'counted from a date',
    parts: [length, date],
  };
}
