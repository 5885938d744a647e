import type { Span } from '../../core/span.ts';
import type { Day } from '../../core/time.ts';

/** A calendar day as somebody wrote it out. */
export interface WrittenDay extends Span {
  readonly day: Day;
}

/** Month names and their usual short forms; the first three or four letters tell them apart in each language. */
const months: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'january jan januar jänner jaenner janvier janv enero ene gennaio gen januari janeiro styczeń stycznia',
    'february feb februar feber février fevrier févr febrero febbraio februari fevereiro fev lutego',
    'march mar märz maerz mrz mär mars marzo maart mrt março marco marca',
    'april apr avril avr abril abr aprile kwietnia',
    'may mai mayo maggio mag mei maio maja',
    'june jun juni juin junio giugno giu junho czerwca',
    'july jul juli juillet juil julio luglio lug julho lipca',
    'august aug août aout agosto ago augustus augusti sierpnia',
    'september sep sept septembre septiembre settembre set setembro września',
    'october oct oktober okt octobre octubre ottobre ott outubro out października',
    'november nov novembre noviembre novembro listopada',
    'december dec dezember dez décembre decembre déc diciembre dic dicembre desember dezembro grudnia',
  ].flatMap((names, i) => names.split(' ').map(name => [name, i + 1] as const)),
);

const NAME = `(${Object.keys(months)
  .sort((a, b) => b.length - a.length)
  .join('|')})`;
const YEAR = '((?:19|20)\\d\\d)';

interface Pattern {
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray, monthFirst: boolean) => Day | undefined;
}

const patterns: readonly Pattern[] = [
  // 2016-12-23, 2016/12/23, 2016.12.23, 2016年12月23日
  {
    pattern: new RegExp(
      `(?<![\\d.,/-])${YEAR}(?:[-/.]|年)(0?[1-9]|1[0-2])(?:[-/.]|月)(0?[1-9]|[12]\\d|3[01])(?![\\d])`,
      'g',
    ),
    read: m => toDay(m[1]!, m[2]!, m[3]!),
  },
  // 23.12.2016, 23/12/2016, 12/23/2016, 23-12-2016
  {
    pattern: new RegExp(`(?<![\\d.,/-])(\\d{1,2})([./-])(\\d{1,2})\\2${YEAR}(?!\\.?\\d)`, 'g'),
    read: (m, monthFirst) =>
      m[2] !== '.' && monthFirst
        ? (toDay(m[4]!, m[1]!, m[3]!) ?? toDay(m[4]!, m[3]!, m[1]!))
        : (toDay(m[4]!, m[3]!, m[1]!) ?? toDay(m[4]!, m[1]!, m[3]!)),
  },
  // 23.12.16
  {
    pattern: /(?<![\d.,/-])(\d{1,2})\.(\d{1,2})\.([012]\d)(?![\d.])/g,
    read: m => toDay(`20${m[3]!}`, m[2]!, m[1]!),
  },
  // 23 December 2016, 23. Dezember 2016, 23rd of December, 2016, 1er mai 2016, 23 de diciembre de 2016
  {
    pattern: new RegExp(
      `(?<![\\d.,/-])(\\d{1,2})(?:\\.|st|nd|rd|th|er|º)?[\\s-]{1,3}(?:of |de |d['’])?${NAME}\\.?,?[\\s-]{1,3}(?:de |del )?${YEAR}(?!\\d)`,
      'gi',
    ),
    read: m => toDay(m[3]!, monthOf(m[2]!), m[1]!),
  },
  // December 23, 2016, Dec. 23rd 2016
  {
    pattern: new RegExp(
      `(?<![\\p{L}])${NAME}\\.?\\s{1,3}(\\d{1,2})(?:st|nd|rd|th)?(?:,\\s{0,3}|\\s{1,3})${YEAR}(?!\\d)`,
      'giu',
    ),
    read: m => toDay(m[3]!, monthOf(m[1]!), m[2]!),
  },
];

/** Every day written out in `text`, in order. `monthFirst`: 12/11/2016 is in December, as Americans write. */
export function writtenDays(text: string, monthFirst: boolean): WrittenDay[] {
  const found: WrittenDay[] = [];
  for (const { pattern, read } of patterns) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      const day = read(match, monthFirst);
      if (day !== undefined) found.push({ day, start: match.index, end: match.index + match[0].length });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/**
 * The day of a value made for machines: "2016-12-23", "20161223", "2016-12-23T10:00:00+01:00", or written out.
 * The day is the one written, in the page's own time zone.
 */
export function machineDay(value: string, monthFirst: boolean): Day | undefined {
  const text = value.slice(0, 100).trim();
  const iso =
    /^((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)/.exec(text) ??
    /^((?:19|20)\d\d)(\d\d)(\d\d)\d{0,6}$/.exec(text);
  if (iso !== null) return toDay(iso[1]!, iso[2]!, iso[3]!);
  const seconds = /^1[0-9]{9}(?:\d{3})?$/.exec(text);
  if (seconds !== null) return new Date(Number(text.slice(0, 10)) * 1000).toISOString().slice(0, 10);
  return writtenDays(text, monthFirst)[0]?.day;
}

/** The day in the path of an address: "/2016/12/23/", "/2016-12-23-title", "/20161223/". */
export function urlDay(url: string): WrittenDay | undefined {
  const match =
    /[/_-]((?:19|20)\d\d)([/_-])(0?[1-9]|1[0-2]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\2(0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)/i.exec(
      url,
    ) ?? /[/_-]((?:19|20)\d\d)()(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=\D|$)/.exec(url);
  if (match === null) return undefined;
  const month = /\d/.test(match[3]!) ? match[3]! : monthOf(match[3]!);
  const day = toDay(match[1]!, month, match[4]!);
  return day === undefined ? undefined : { day, start: match.index, end: match.index + match[0].length };
}

function monthOf(name: string): string {
  return String(months[name.toLowerCase()] ?? 0);
}

/** Undefined for days that no calendar has, and for years before there were web pages or far ahead. */
function toDay(year: string, month: string, day: string): Day | undefined {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (y < 1900 || y > 2100 || m < 1 || m > 12 || d < 1 || d > new Date(Date.UTC(y, m, 0)).getUTCDate())
    return undefined;
  return `${year}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}
