import type { TimeMention } from '../core/time.ts';
import { open } from './calendar-unit.ts';
import { textAfter, textBefore } from './nearest.ts';
import { phrase } from './phrase.ts';
import type { Rule } from './rule.ts';

const ZONE =
  '(?: ?\\(?(?<zone>utc|gmt|z|est|edt|cst|cdt|mst|mdt|pst|pdt|et|pt|bst|cet|cest)(?: ?(?<offset>[+\\u2212-] ?\\d{1,2}(?::?\\d\\d)?))?\\)?)?';
const PREPOSITION =
  /(?:^|[^\p{L}])(?:at|by|from|until|till|around|about|since|after|before|between|to|and|of|[-–])\s{0,3}$/iu;
const ZONES: Record<string, string> = {
  utc: 'Z',
  gmt: 'Z',
  z: 'Z',
  est: '-05:00',
  edt: '-04:00',
  cst: '-06:00',
  cdt: '-05:00',
  mst: '-07:00',
  mdt: '-06:00',
  pst: '-08:00',
  pdt: '-07:00',
  bst: '+01:00',
  cet: '+01:00',
  cest: '+02:00',
};

/** Times of the clock; the day they belong to is found afterwards, by `onTheirDays`. */
export const clock: readonly Rule[] = [
  {
    name: 'clock time in four digits',
    pattern: phrase('(?<hour>[01]\\d|2[0-3])(?<minute>[0-5]\\d) ?(?<zone>gmt|utc|hours|hrs)'),
    read(match, context) {
      const { hour, minute, zone } = match.groups!;
      if (/[\p{L}\p{N}$€£¥#/.:,-]$/u.test(textBefore(context, match))) return undefined;
      // "1200 hours of video" are counted.
      if (/h/iu.test(zone!) && !/(?:^|\s)at\s{1,3}$/iu.test(textBefore(context, match))) return undefined;
      const value = `T${hour}:${minute}${/gmt|utc/iu.test(zone!) ? 'Z' : ''}`;
      return atTime(value, value.slice(1));
    },
  },
  {
    name: 'clock time',
    pattern: phrase(
      `(?<hour>[01]?\\d|2[0-3])(?:[:.](?<minute>[0-5]\\d))?(?::[0-5]\\d)?(?: ?(?<half>a\\.?m\\b\\.?|p\\.?m\\b\\.?)| o[’']clock| (?<hours>hours|hrs))?${ZONE}`,
    ),
    read(match, context) {
      const { hour, minute, half, zone, offset, hours } = match.groups!;
      const written = match[0];
      if (/[\p{L}\p{N}$€£¥#/.:,-]$/u.test(textBefore(context, match)) && !/[–-]$/u.test(textBefore(context, match)))
        return undefined;
      const oclock = /o[’']clock/iu.test(written);
      if (half === undefined && !oclock) {
        if (minute === undefined || /^\d{1,2}\./u.test(written) || hours !== undefined) return undefined;
        if (zone === undefined && !PREPOSITION.test(textBefore(context, match))) return undefined;
      }
      if (/^(?:[.:,]\d|\s?%)/u.test(textAfter(context, match))) return undefined;
      let h = Number(hour);
      if (half !== undefined) {
        if (h < 1 || h > 12) return undefined;
        h = (h % 12) + (/p/iu.test(half) ? 12 : 0);
      }
      const value = `T${String(h).padStart(2, '0')}:${minute ?? '00'}${zoneOf(zone, offset)}`;
      return atTime(value, value.slice(1));
    },
  },
  {
    name: 'noon and midnight',
    pattern: phrase('(?:12 )?(?<word>noon|midday|midnight)'),
    read(match, context) {
      if (!/(?:at|by|until|till|before|after|around|since|from|to|of)\s{1,3}$/iu.test(textBefore(context, match)))
        return undefined;
      return /midnight/iu.test(match[0]) ? atTime('T24:00', 'midnight') : atTime('T12:00', 'noon');
    },
  },
];

/** A time of the clock without a day: its value, "T18:00Z", waits in `reading` until a day is found. */
function atTime(value: string, reading: string): ReturnType<typeof open> {
  return {
    ...open(`at ${reading}`, undefined, 'The words name a time of the clock, but no day stands near.'),
    type: 'TIME',
    value,
  };
}

function zoneOf(zone: string | undefined, offset: string | undefined): string {
  if (offset !== undefined) {
    const { sign, hours, minutes } = /(?<sign>[+\u2212-]) ?(?<hours>\d{1,2}):?(?<minutes>\d\d)?/u.exec(offset)!.groups!;
    return `${sign === '+' ? '+' : '-'}${hours!.padStart(2, '0')}:${minutes ?? '00'}`;
  }
  return zone === undefined ? '' : (ZONES[zone.toLowerCase()] ?? '');
}

/**
 * A clock time belongs to the day named nearest to it in the same sentence, else to the day named last before it, within a few sentences.
 * Without either it keeps no value.
 */
export function onTheirDays(text: string, mentions: readonly TimeMention[]): TimeMention[] {
  let before: TimeMention | undefined;
  return mentions.map((mention, i) => {
    if (mention.precision === 'day' && mention.from !== undefined) before = mention;
    if (mention.type !== 'TIME' || !/^T\d/u.test(mention.value ?? '')) return mention;
    const near = [mentions[i - 1], mentions[i + 1]]
      .filter(other => other !== undefined)
      .filter(
        other =>
          other.precision === 'day' &&
          other.from !== undefined &&
          sameSentence(text, mention, other) &&
          !compared(text, other),
      )
      .sort((a, b) => distance(mention, a) - distance(mention, b))[0];
    const last =
      before !== undefined && distance(before, mention) < FEW_SENTENCES && !isOneOfMany(text, before, mention, mentions)
        ? before
        : undefined;
    // "Around 11 p.m. last night … at 1 a.m.": the night runs into another day, and the words do not tell which.
    const told = near ?? last;
    const day = told !== undefined && isOfNight(told) && isSmallHour(mention) ? undefined : told;
    if (day === undefined) return { ...mention, value: undefined };
    return {
      ...mention,
      value: `${day.from}${mention.value}`,
      from: day.from,
      until: day.until,
      precision: 'day',
      standing: near === undefined ? 'worked_out' : day.standing,
      reading: `${day.from}, ${mention.reading}`,
      reason:
        near === undefined
          ? `On the day named last, “${day.words.exact}”.`
          : `On the day that “${day.words.exact}” names in the same sentence.`,
    };
  });
}

function isOfNight({ words }: TimeMention): boolean {
  return /\b(?:night|overnight)\b/iu.test(words.exact);
}

function isSmallHour({ value }: TimeMention): boolean {
  return /^T0[0-5]/u.test(value ?? '');
}

/** UTF-16 units after which the day named last is no longer the day of the story. */
const FEW_SENTENCES = 500;

/** A new paragraph behind one that tells of several days: which of them its "at 11:50" belongs to, the words do not tell. */
function isOneOfMany(
  text: string,
  day: TimeMention,
  { words }: TimeMention,
  mentions: readonly TimeMention[],
): boolean {
  if (!/\n\s*\n/u.test(text.slice(day.words.end, words.start))) return false;
  return mentions.some(
    other =>
      other.precision === 'day' &&
      other.from !== undefined &&
      other.from !== day.from &&
      other.words.end < words.start &&
      words.start - other.words.end < FEW_SENTENCES,
  );
}

/** "down from Friday's close", "since Tuesday": another day than that of the clause. */
function compared(text: string, day: TimeMention): boolean {
  const before = text.slice(Math.max(0, day.words.start - 10), day.words.start);
  return /(?:^|\s)(?:from|since|than|until|after|before)\s(?:the\s)?$/iu.test(before);
}

function distance(a: TimeMention, b: TimeMention): number {
  return Math.max(a.words.start - b.words.end, b.words.start - a.words.end);
}

function sameSentence(text: string, a: TimeMention, b: TimeMention): boolean {
  if (distance(a, b) > 200) return false;
  const between = text.slice(Math.min(a.words.end, b.words.end), Math.max(a.words.start, b.words.start));
  return !/[.!?]\s+\p{Lu}|\n\s*\n/u.test(between);
}
