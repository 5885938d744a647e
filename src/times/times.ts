import { contains, wordsAt, type Span } from '../core/span.ts';
import type { Day, TimeMention } from '../core/time.ts';
import { anaphora } from './anaphora.ts';
import { rulesByBeginning } from './beginnings.ts';
import { withBounds } from './bounds.ts';
import { calendar } from './calendar.ts';
import { clock, onTheirDays } from './clock.ts';
import { countedFromDates } from './from-dates.ts';
import { durations } from './durations.ts';
import { holidays } from './holidays.ts';
import { internalDate, type InternalDate } from './internal.ts';
import { dayOf, daysFrom, nearest } from './nearest.ts';
import { LETTER } from './phrase.ts';
import { periods } from './periods.ts';
import { joinRanges } from './ranges.ts';
import { references } from './references.ts';
import { relative } from './relative.ts';
import type { Context, Reading, Rule, Tense } from './rule.ts';
import { sets } from './sets.ts';
import { tenseNear } from './tense.ts';
import { weekdays } from './weekdays.ts';

export { internalDate, type InternalDate } from './internal.ts';
export { tenseNear } from './tense.ts';
export type { Tense } from './rule.ts';

/** Every way of saying a time that Deeds knows. Of two that match at one place the longer wins, then the earlier in this list. */
export const rules: readonly Rule[] = [
  ...calendar,
  ...weekdays,
  ...holidays,
  ...periods,
  ...relative,
  ...anaphora,
  ...sets,
  ...durations,
  ...references,
  ...clock,
];

export interface TimeOptions {
  /** The day of publication, from which "Monday" and "next month" count; undefined: not known. */
  readonly published: Day | undefined;
  /** The tense of the clause at an offset (UTF-16 units), from a parse; where it is absent or tells nothing, the verbs nearby decide. */
  readonly tenseAt?: (offset: number) => Tense | undefined;
  /** Read these parts only, none overlapping another; absent: the whole text. Words outside them are still looked at to judge the words inside. */
  readonly within?: readonly Span[];
}

/**
 * The expressions of time in a text and what they mean, in the order of the text, none overlapping another; a range is one mention whose `parts`
 * are its ends. Pure, and linear in the length of the text.
 */
export function readTimes(text: string, options: TimeOptions): TimeMention[] {
  const mentions: TimeMention[] = [];
  const context: Context = {
    text,
    ...anchorOf(text, options.published),
    tenseAt: tenses(text, options.tenseAt),
    quotedAt: quotations(text),
    earlier: mentions,
  };
  const inside = spanFilter(options.within);
  BEGINNING.lastIndex = 0;
  for (;;) {
    const start = BEGINNING.exec(text)?.index;
    if (start === undefined) break;
    const here = rulesAt(text, start);
    const found = here.length > 0 && inside({ start, end: start + 1 }) ? longestAt(start, here, context) : undefined;
    const kept = found?.readings.filter(reading => inside(reading.span)) ?? [];
    for (const { span, meaning } of kept)
      mentions.push({ words: wordsAt(text, span), ...meaning, rule: found!.rule.name });
    BEGINNING.lastIndex = kept.length === 0 ? start + 1 : kept.at(-1)!.span.end;
  }
  return withBounds(text, countedFromDates(text, joinRanges(text, onTheirDays(text, mentions))));
}

/** Where an expression may begin: at any mark or letter that goes on with no word. */
const BEGINNING = new RegExp(`(?<![${LETTER}])\\S`, 'gi');

const rulesAt = rulesByBeginning(rules);

interface Found {
  readonly rule: Rule;
  readonly readings: readonly Reading[];
}

function longestAt(start: number, here: readonly Rule[], context: Context): Found | undefined {
  let best: Found | undefined;
  let end = start;
  for (const rule of here) {
    rule.pattern.lastIndex = start;
    const match = rule.pattern.exec(context.text);
    if (match === null || start + match[0].length <= end) continue;
    const read = rule.read(match, context);
    if (read === undefined) continue;
    const readings = 'length' in read ? read : [{ span: { start, end: start + match[0].length }, meaning: read }];
    if (readings.length === 0) continue;
    best = { rule, readings };
    end = start + match[0].length;
  }
  return best;
}

/** Days that a text's own dateline may lie from the date it was given, to be what its "today" means. */
const DATELINE_REACH = 3;

type Anchor = Pick<Context, 'anchor' | 'anchorName' | 'internalMonth'>;

/** The day from which the text counts: its own dateline, the publication date, or, when neither is known, what the text gives away. */
function anchorOf(text: string, published: Day | undefined): Anchor {
  const internal = internalDate(text);
  const given = published === undefined ? undefined : Temporal.PlainDate.from(published);
  const own = internal === undefined ? undefined : ownDay(internal, given);
  if (own !== undefined && (given === undefined || Math.abs(daysFrom(given, own)) <= DATELINE_REACH)) {
    const anchorName =
      given?.equals(own) === true ? `publication on ${published}` : `the text's own date, ${own.toString()}`;
    return { anchor: own, anchorName, internalMonth: undefined };
  }
  if (given !== undefined)
    return { anchor: given, anchorName: `publication on ${published}`, internalMonth: undefined };
  const internalMonth = internal?.month === undefined ? undefined : { month: internal.month, reason: internal.reason };
  return { anchor: undefined, anchorName: 'an unknown publication date', internalMonth };
}

/** The day a text gives itself; one without a year is put in the year that brings it nearest to the date that was given. */
function ownDay(internal: InternalDate, given: Temporal.PlainDate | undefined): Temporal.PlainDate | undefined {
  const { year, month, day } = internal;
  if (month === undefined || day === undefined) return undefined;
  if (year !== undefined) return dayOf(year, month, day);
  if (given === undefined) return undefined;
  const days = [-1, 0, 1].map(step => dayOf(given.year + step, month, day)).filter(date => date !== undefined);
  return nearest(days, date => Math.abs(daysFrom(given, date)), undefined);
}

/** What the parse tells of the tense; where it tells nothing, or only a present, the verbs nearby are asked too. Asked once for each place. */
function tenses(text: string, parsed: TimeOptions['tenseAt']): Context['tenseAt'] {
  const known = new Map<number, Tense | undefined>();
  const find = (offset: number): Tense | undefined => {
    const tense = parsed?.(offset);
    return tense === 'past' || tense === 'future' ? tense : (tenseNear(text, offset) ?? tense);
  };
  return offset => {
    if (!known.has(offset)) known.set(offset, find(offset));
    return known.get(offset);
  };
}

/** Quotation marks of English; a straight one opens and closes, and none reaches beyond its paragraph. */
function quotations(text: string): Context['quotedAt'] {
  const marks: { readonly at: number; readonly opens: boolean }[] = [];
  let opens = false;
  for (const match of text.matchAll(/[“”"]|\n/gu)) {
    const [mark] = match;
    opens = mark === '“' || (mark === '"' && !opens);
    marks.push({ at: match.index, opens });
  }
  return offset => {
    let low = 0;
    let high = marks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (marks[middle]!.at < offset) low = middle + 1;
      else high = middle;
    }
    return low > 0 && marks[low - 1]!.opens;
  };
}

/** Is a span wholly within one of the parts that are to be read? */
function spanFilter(within: readonly Span[] | undefined): (span: Span) => boolean {
  if (within === undefined) return () => true;
  const parts = [...within].sort((a, b) => a.start - b.start);
  return span => {
    let low = 0;
    let high = parts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (parts[middle]!.start <= span.start) low = middle + 1;
      else high = middle;
    }
    return low > 0 && contains(parts[low - 1]!, span);
  };
}
