import { wordsAt, type Words } from '../core/span.ts';
import type { Day, TimeMention } from '../core/time.ts';
import { dayOf } from './nearest.ts';
import { aDay, aMonth, monthNames, monthOf, phrase, weekdayOf } from './phrase.ts';
import { tenseNear } from './tense.ts';

/** What a text tells about its own publication date. Never more than the words give; never today's date. */
export interface InternalDate {
  /** For people: "a November", "2015-11-09", "a 9 November". */
  readonly reading: string;
  readonly year?: number;
  /** 1 to 12 */
  readonly month?: number;
  /** 1 to 31 */
  readonly day?: number;
  /** The text tells of this day as past, so it is not older. */
  readonly notBefore?: Day;
  /** The words it rests on. */
  readonly words: readonly Words[];
  /** The inference, in a sentence. */
  readonly reason: string;
}

/**
 * The publication date as far as `text` itself gives it away; the surest evidence first. `mentions`, the times read from the text, add the
 * latest day that it tells of as past.
 */
export function internalDate(text: string, mentions: readonly TimeMention[] = []): InternalDate | undefined {
  const found = dateline(text) ?? todayNamed(text) ?? monthBesideNextMonth(text);
  if (found?.year !== undefined) return found;
  const latest = latestPast(text, mentions);
  if (latest?.from === undefined) return found;
  const past = `“${latest.words.exact}” is told as past, so it is not older than ${latest.from}.`;
  return {
    ...found,
    reading: `${found === undefined ? '' : `${found.reading}, `}not before ${latest.from}`,
    notBefore: latest.from,
    words: [...(found?.words ?? []), latest.words],
    reason: found === undefined ? past : `${found.reason} ${past}`,
  };
}

/** Of the dates that the words fix, the latest that a clause in the past speaks of. */
function latestPast(text: string, mentions: readonly TimeMention[]): TimeMention | undefined {
  let latest: TimeMention | undefined;
  for (const mention of mentions.flatMap(mention => mention.parts ?? [mention])) {
    if (mention.standing !== 'stated' || mention.from === undefined) continue;
    if (latest !== undefined && mention.from <= latest.from!) continue;
    if (tenseNear(text, mention.words.start) === 'past') latest = mention;
  }
  return latest;
}

/** UTF-16 units from the beginning in which a dateline may stand. */
const HEAD = 1500;

const DATE =
  '(?:(?<weekday>{anyWeekday}),? )?(?:(?<month>{month}) (?<day>{day})|(?<day2>{day}) (?<month2>{month}))(?:,? (?<year>{year}))?';
const DATE_LINE = phrase(`(?<date>${DATE})`);

function dateline(text: string): InternalDate | undefined {
  let offset = 0;
  for (const line of text.slice(0, HEAD).split('\n')) {
    const found = lineDate(text, line, offset);
    if (found !== undefined) return found;
    offset += line.length + 1;
  }
  return undefined;
}

/** A date that has a line to itself, stands behind "Published", or between a place in capitals and a dash. */
function lineDate(text: string, line: string, offset: number): InternalDate | undefined {
  const starts = [/^\s{0,20}(?:published|posted|updated|date|released|issued)?(?: on)?:?\s{0,3}/iu, PLACE];
  for (const start of starts) {
    const lead = start.exec(line)?.[0];
    if (lead === undefined) continue;
    DATE_LINE.lastIndex = lead.length;
    const match = DATE_LINE.exec(line);
    if (match === null) continue;
    const rest = line.slice(match.index + match[0].length);
    const { year } = match.groups!;
    const alone = year !== undefined && /^\s*(?:$|[|•·—–-]|,? (?:at )?\d{1,2}[:.]\d\d|[A-Z]{4})/u.test(rest);
    const between = start === PLACE && /^\s?(?:\([^()]{1,30}\)|\/[^/]{1,30}\/)?\s?(?:[-–—]|--)/u.test(rest);
    if (!alone && !between) continue;
    const words = wordsAt(text, { start: offset + match.index, end: offset + match.index + match[0].length });
    return fromDate(match, words, 'The text has a dateline');
  }
  return undefined;
}

/** A place as datelines write it: "BEIJING", "NEW YORK (AP)", "WASHINGTON, D.C." */
const PLACE =
  /^\s{0,20}\p{Lu}{3}[\p{Lu}.,'’ /-]{0,40}(?:\([^()]{1,30}\))?[,\s]{0,3}(?:[-–—]{1,2}\s)?(?=\p{Lu}\p{Ll}|\d)/u;

function fromDate(match: RegExpExecArray, words: Words, claim: string, shift = 0): InternalDate | undefined {
  const groups = match.groups!;
  const month = monthOf((groups['month'] ?? groups['month2'])!);
  const day = Number.parseInt((groups['day'] ?? groups['day2'])!, 10);
  const { year } = groups;
  const date = dayOf(year === undefined ? 2000 : Number(year), month, day)?.add({ days: shift });
  if (date === undefined) return undefined;
  const reason = `${claim}, “${words.exact}”.`;
  if (year === undefined) {
    return {
      reading: aDay(date.month, date.day),
      month: date.month,
      day: date.day,
      words: [words],
      reason,
    };
  }
  if (groups['weekday'] !== undefined && weekdayOf(groups['weekday']) !== date.subtract({ days: shift }).dayOfWeek)
    return undefined;
  return { reading: date.toString(), year: date.year, month: date.month, day: date.day, words: [words], reason };
}

/** "today, 9 November 2015", "yesterday (Nov. 8)": the words name the day and say how far it is. */
function todayNamed(text: string): InternalDate | undefined {
  for (const match of text.matchAll(TODAY)) {
    DATE_LINE.lastIndex = match.index + match[0].length;
    const date = DATE_LINE.exec(text);
    if (date === null) continue;
    const words = wordsAt(text, { start: match.index, end: date.index + date[0].length });
    const shift = { yesterday: 1, tomorrow: -1 }[match.groups!['word']!.toLowerCase()] ?? 0;
    return fromDate(date, words, 'The text itself dates its today', shift);
  }
  return undefined;
}

const TODAY = /(?<![\p{L}\p{N}])(?<word>today|yesterday|tomorrow),?\s\(?(?=[\p{L}\d])/giu;

/**
 * "… dialogue in December … That event next month …": what is called the event of next month was put in a named month just before, so the
 * report is from the month before that. The same for "last month". Only a demonstrative, which must refer back, is believed.
 */
function monthBesideNextMonth(text: string): InternalDate | undefined {
  for (const match of text.matchAll(THAT_EVENT)) {
    const { which } = match.groups!;
    const next = which!.toLowerCase() === 'next';
    const start = Math.max(0, match.index - BACK);
    const named = [...text.slice(start, match.index).matchAll(IN_MONTH)].at(-1);
    if (named === undefined) continue;
    const at = start + named.index;
    const tense = tenseNear(text, at);
    if (tense === (next ? 'past' : 'future')) continue;
    const month = monthOf(named.groups!['month']!);
    const published = ((month - 1 + (next ? -1 : 1) + 12) % 12) + 1;
    const words = [
      wordsAt(text, { start: at, end: at + named[0].length }),
      wordsAt(text, { start: match.index, end: match.index + match[0].length }),
    ];
    return {
      reading: aMonth(published),
      month: published,
      words,
      reason: `“${words[1]!.exact}” takes up what the text puts “${words[0]!.exact}”, so it was published in a month of ${monthNames[published - 1]}.`,
    };
  }
  return undefined;
}

/** UTF-16 units between the named month and "that event next month": a sentence or two, and what a scraper pasted between. */
const BACK = 600;
const THAT_EVENT =
  /(?<![\p{L}\p{N}])(?:that|this|those|these)\s\p{L}{3,15}(?:,)?\s(?<which>next|last)\smonth(?![\p{L}])/giu;
const IN_MONTH =
  /(?<![\p{L}\p{N}])in\s(?:early\s|mid-|late\s)?(?<month>january|february|march|april|may|june|july|august|september|october|november|december)(?![\p{L}])/giu;
