import { wordsAt } from '../core/span.ts';
import type { TimeMention } from '../core/time.ts';
import { weekLater } from './weekdays.ts';

/**
 * Two mentions that are the ends of one range become one mention with both as its `parts`: "from 2009 to 2011", "between May and July",
 * "12–13 November", and days that follow each other, "Thursday and Friday".
 */
export function joinRanges(text: string, mentions: readonly TimeMention[]): TimeMention[] {
  const joined: TimeMention[] = [];
  for (const mention of mentions) {
    const last = joined.at(-1);
    const range = last === undefined || last.parts !== undefined ? undefined : rangeOf(text, last, mention);
    if (range === undefined) joined.push(mention);
    else joined[joined.length - 1] = range;
  }
  return joined;
}

const LONGEST_GAP = 12;
/** Verbs that lead from one date to another without meaning what lies between. */
const MOVES =
  /(?:moved|postponed|delayed|changed|shifted|pushed|brought|rescheduled|rose|fell|compared|extended|deferred|grew)\s(?:[\p{L}\s]{0,20}\s)?(?:from\s)?$/iu;

function rangeOf(text: string, first: TimeMention, second: TimeMention): TimeMention | undefined {
  if (!['DATE', 'TIME'].includes(first.type) || second.type !== first.type || first.precision === undefined)
    return undefined;
  if (second.words.start - first.words.end > LONGEST_GAP || second.precision !== first.precision) return undefined;
  const gap = text.slice(first.words.end, second.words.start).trim().toLowerCase();
  const before = text.slice(Math.max(0, first.words.start - 40), first.words.start);
  const until = /^(?:[-‐-―]|to|through|thru|until|till)(?: the)?$/u.test(gap);
  const and = /^(?:and|&)(?: the)?$/u.test(gap);
  if (!until && !and) return undefined;
  if (MOVES.test(before)) return undefined;
  if (
    and &&
    !/between(?:\sthe)?\s{1,3}$/iu.test(before) &&
    !(second.precision === 'day' && areNeighbours(first, second))
  )
    return undefined;
  const end = inOrder(first, second);
  if (end === undefined) return undefined;
  const known = first.value !== undefined && end.value !== undefined;
  return {
    words: wordsAt(text, { start: first.words.start - opening(before), end: second.words.end }),
    type: 'DATE',
    value: known ? `${first.value}/${end.value}` : undefined,
    from: first.from,
    until: end.until,
    precision: 'interval',
    standing: known ? (first.standing === 'stated' && end.standing === 'stated' ? 'stated' : 'worked_out') : 'open',
    reading:
      and && !known
        ? `${first.reading} and ${end.reading.replace(/^an? /u, '')}`
        : `${first.reading} to ${end.reading}`,
    reason: first.reason === end.reason ? first.reason : `${first.reason} ${end.reason}`,
    rule: 'range',
    parts: [first, end],
  };
}

/** Length of the "from" or "between" that belongs to the range. */
function opening(before: string): number {
  return /(?:(?<![\p{L}\p{N}])(?:from|between)\s{1,3}(?:the\s{1,3})?)$/iu.exec(before)?.[0].length ?? 0;
}

const DAY_NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

function areNeighbours(first: TimeMention, second: TimeMention): boolean {
  if (first.from === undefined || second.from === undefined) {
    const a = DAY_NAMES.indexOf(first.words.exact.toLowerCase());
    const b = DAY_NAMES.indexOf(second.words.exact.toLowerCase());
    return a >= 0 && (a + 1) % 7 === b;
  }
  const next = Temporal.PlainDate.from(first.from).add({ days: 1 }).toString();
  return next === second.from || (second.rule === 'weekday' && next === weekLater(second).from);
}

/** The second end, not before the first: a weekday moves on a week; other ends that lie before make no range. */
function inOrder(first: TimeMention, second: TimeMention): TimeMention | undefined {
  if (first.from === undefined || second.from === undefined) return second;
  if (first.from <= second.from) return second;
  if (second.rule !== 'weekday') return undefined;
  const later = { ...second, ...weekLater(second) };
  return first.from <= later.from! ? later : undefined;
}
