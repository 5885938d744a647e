/** Letters and digits, in an expression that is blind to case: what Latin script writes words with. */
export const LETTER = '0-9a-z\\u00c0-\\u024f\\u1e00-\\u1eff';

/**
 * The little pattern language that the rules are written in. A space stands for a gap between words, `{name}` for any word of
 * the vocabulary below, and the rest is an ordinary regular expression. Every gap is bounded, so every phrase has a greatest
 * length and reading stays linear in the text, however hostile.
 */
const GAP = '(?:\\s{1,4})';

const months = [
  'jan(?:uary|\\.)?',
  'feb(?:ruary|\\.)?',
  'mar(?:ch|\\.)?',
  'apr(?:il|\\.)?',
  'may',
  'jun(?:e|\\.)?',
  'jul(?:y|\\.)?',
  'aug(?:ust|\\.)?',
  'sep(?:tember|t\\.?|\\.)?',
  'oct(?:ober|\\.)?',
  'nov(?:ember|\\.)?',
  'dec(?:ember|\\.)?',
];
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

const numerals: Record<string, number> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  hundred: 100,
}; // prettier-ignore
const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const uncertain = 'several|few|some|many|couple of|number of|dozens of|hundreds of|thousands of|countless';

const tens = 'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety';
const small = 'one|two|three|four|five|six|seven|eight|nine';
const numeral = `(?:${tens})(?:-(?:${small}))?|${Object.keys(numerals)
  .filter(word => word.length > 2)
  .sort((a, b) => b.length - a.length)
  .join('|')}`;

const vocabulary: Record<string, string> = {
  month: months.join('|'),
  fullMonth: 'january|february|march|april|may|june|july|august|september|october|november|december',
  weekday: weekdays.join('|'),
  /** Short forms too: only for phrases in which a date follows. */
  anyWeekday: `${weekdays.join('|')}|mon\\.?|tues?\\.?|wed\\.?|thu(?:rs?)?\\.?|fri\\.?|sat\\.?|sun\\.?`,
  /** Day of a month, in digits. */
  day: '(?:0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?',
  year: '(?:1[5-9]|20)\\d\\d',
  unit: 'seconds?|minutes?|hours?|days?|weeks?|fortnights?|months?|quarters?|years?|decades?|centur(?:y|ies)',
  /** Units that a calendar counts. */
  calendarUnit: 'week|weekend|fortnight|month|quarter|year|decade|century',
  number: `\\d{1,4}(?:[.,]\\d{1,2})?(?: \\d/\\d)?|${numeral}`,
  quantity: `\\d{1,4}(?:[.,]\\d{1,2})?(?: \\d/\\d)?|${numeral}|a few|a couple of|a couple|a number of|${uncertain}`,
  ordinal: ordinals.join('|'),
  season: 'spring|summer|autumn|fall|winter',
  daypart: 'morning|afternoon|evening|night',
  dash: '[-\\u2010-\\u2015]',
  to: '(?:\\s{0,2}[-\\u2010-\\u2015/]\\s{0,2}|\\s{1,4}(?:to|through|thru|until|till|and)\\s{1,4})',
};

/** The source of a phrase, for phrases that are put into others. */
export function source(phrase: string): string {
  return phrase
    .replaceAll(/\{(?<name>[a-zA-Z]+)\}/gu, (_all, name: string) => {
      const words = vocabulary[name];
      if (words === undefined) throw new RangeError(`the vocabulary has no {${name}}`);
      return `(?:${words})`;
    })
    .replaceAll(' ', GAP);
}

/** A phrase as a sticky expression that is blind to case and ends at the end of a word. */
export function phrase(text: string): RegExp {
  return new RegExp(`(?:${source(text)})(?![${LETTER}])`, 'iy');
}

/** Number of the month that a name or its short form means, 1 to 12. */
export function monthOf(name: string): number {
  const start = name.slice(0, 3).toLowerCase();
  return months.findIndex(month => month.startsWith(start)) + 1;
}

/** ISO number of the weekday that a name or its short form means, 1 (Monday) to 7. */
export function weekdayOf(name: string): number {
  const start = name.slice(0, 2).toLowerCase();
  return weekdays.findIndex(weekday => weekday.startsWith(start)) + 1;
}

export function ordinalOf(word: string): number {
  return ordinals.indexOf(word.toLowerCase()) + 1;
}

/** The number that a quantity says; 'X', as in TIMEX3, for "several" and the like. */
export function amountOf(words: string): number | 'X' {
  const text = words.toLowerCase().trim();
  const digits = /^(?<whole>\d+)(?:[.,](?<part>\d+))?(?:\s+(?<top>\d)\/(?<bottom>\d))?$/u.exec(text)?.groups;
  if (digits !== undefined) {
    const fraction = digits['top'] === undefined ? 0 : Number(digits['top']) / Number(digits['bottom']);
    return Number(`${digits['whole']}.${digits['part'] ?? 0}`) + (Number.isFinite(fraction) ? fraction : 0);
  }
  let sum = 0;
  for (const word of text.split('-')) {
    const value = numerals[word];
    if (value === undefined) return 'X';
    sum += value;
  }
  return sum;
}

export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]; // prettier-ignore
/** "an April", "a May". */
export function aMonth(month: number): string {
  const name = monthNames[month - 1]!;
  return `${/^[AO]/u.test(name) ? 'an' : 'a'} ${name}`;
}

/** "a 9 November", "an 8 January". */
export function aDay(month: number, day: number): string {
  return `${day === 8 || day === 11 || day === 18 ? 'an' : 'a'} ${day} ${monthNames[month - 1]}`;
}

export const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
