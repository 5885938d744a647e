import { open, partOf, stated, thirdOf, timeless, unitAround, workedOut, type Stretch } from './calendar-unit.ts';
import { dayOf, nearest, tenseInWords, textAfter, textBefore } from './nearest.ts';
import { ordinalOf, phrase } from './phrase.ts';
import type { Context, Meaning, Rule } from './rule.ts';

const WHOSE = '(?:(?<whose>this|last|next|the) year|(?<year>{year}))';

/** Parts of years and spans of years: quarters, halves, fiscal years, seasons, decades, centuries. */
export const periods: readonly Rule[] = [
  {
    name: 'quarter',
    pattern: phrase(
      `(?:the )?(?<which>first|second|third|fourth|final|last)(?: |-)(?:calendar )?quarter(?:,? (?:of |in )?${WHOSE})?|(?<year2>{year})[’']s (?<which2>first|second|third|fourth|final|last) quarter`,
    ),
    read(match, context) {
      const { whose } = match.groups!;
      const which = (match.groups!['which'] ?? match.groups!['which2'])!;
      const year = match.groups!['year'] ?? match.groups!['year2'];
      if (which.toLowerCase() === 'last' && whose === undefined && year === undefined) return undefined;
      const number = /final|last/iu.test(which) ? 4 : ordinalOf(which);
      return quarter(number, whose, year, context, match.index);
    },
  },
  {
    name: 'quarter, short',
    pattern: phrase(`q(?<number>[1-4])(?:,?(?: of)? ?${WHOSE})?|(?<year2>{year})(?: |-)?q(?<number2>[1-4])`),
    read(match, context) {
      const { number, whose, year, year2, number2 } = match.groups!;
      if (!match[0].includes('Q') && year === undefined && year2 === undefined && whose === undefined) return undefined;
      return quarter(Number(number ?? number2), whose, year ?? year2, context, match.index);
    },
  },
  {
    name: 'half of a year',
    pattern: phrase(
      `(?:the )?(?<which>first|second|last|latter) half of ${WHOSE}|h(?<number>[12]),? ?(?<year2>{year})`,
    ),
    read(match, context) {
      const { which, whose, year, number, year2 } = match.groups!;
      const half = Number(number ?? (/first/iu.test(which!) ? 1 : 2));
      return inYear('half', half * 6, whose, year ?? year2, context, match.index);
    },
  },
  {
    name: 'fiscal year',
    pattern: phrase(
      "(?:the )?(?<federal>federal |u\\.?s\\.? )?(?:(?:fiscal|financial)(?: year|-year)?,? (?<year>{year})(?:[/\\u2013-](?<short>\\d\\d))?|fy ?(?:[’'])?(?<year2>{year}|\\d\\d)|(?<year3>{year})(?:[/\\u2013-](?<short3>\\d\\d))? (?:fiscal|financial) year)",
    ),
    read(match) {
      const { federal, year, short, year2, year3, short3 } = match.groups!;
      const digits = (year ?? year2 ?? year3)!;
      const number = digits.length === 2 ? 2000 + Number(digits) : Number(digits);
      return fiscalYear(number, short ?? short3, federal !== undefined);
    },
  },
  {
    name: 'fiscal year from publication',
    pattern: phrase(
      '(?:the (?:very )?(?:beginning|start|middle|end) of )?(?<the>the )?(?:(?<which>this|last|next|current|previous|coming) )?(?:fiscal|financial) year',
    ),
    read(match, context) {
      const { the, which } = match.groups!;
      const { anchor } = context;
      const ends = /^,?\s(?:that )?(?:ended|ending|ends|to)\s(?:on )?[^\n;]{0,16}?(?<year>20\d\d)/iu.exec(
        textAfter(context, match),
      )?.groups?.['year'];
      if (/(?:every|each|per|a)\s{1,3}$/iu.test(textBefore(context, match))) return undefined;
      if (ends !== undefined) return fiscalYear(Number(ends), undefined, false, 'Named after the year it ends in.');
      if ((which === undefined && the === undefined) || anchor === undefined)
        return open('a fiscal year', 'year', 'Which one is not said.');
      const step = /last|previous/iu.test(which ?? '') ? -1 : /next|coming/iu.test(which ?? '') ? 1 : 0;
      return fiscalYear(
        anchor.year + step,
        undefined,
        false,
        `Counted from ${context.anchorName}; where the year begins is not said.`,
      );
    },
  },
  {
    name: 'season',
    pattern: phrase('(?:(?<part>early|mid|late)(?: |-))?(?:the )?(?<season>{season})(?: of|,)? (?<year>{year})'),
    read(match) {
      const { part, season, year } = match.groups!;
      return inSeason(season!, Number(year), part, 'stated', 'The words name the season');
    },
  },
  {
    name: 'season from publication',
    pattern: phrase(
      '(?:(?<part>early|mid|late|earlier|later)(?: |-))?(?:(?<which>last|this|this past|this coming|next|the coming|the past) )(?<season>{season})|in (?:the )?(?:(?<part2>early|mid|late)(?: |-))?(?<season2>{season})',
    ),
    read(match, context) {
      const season = (match.groups!['season'] ?? match.groups!['season2'])!;
      const after = textAfter(context, match);
      if (
        /fall|spring/iu.test(season) &&
        /^\s(?:of|from|to|in|on|into|out|forward|back|through|down|down|apart|short|for|prey)(?![\p{L}])/iu.test(after)
      )
        return undefined;
      if (
        /^[-\s](?:olympic|paralympic|games|palace|school|street|time|break|offensive)/iu.test(after) &&
        match.groups!['season'] === undefined
      )
        return undefined;
      const start =
        match.groups!['season2'] === undefined ? match.index : match.index + /^in\s+/iu.exec(match[0])![0].length;
      const meaning = seasonNear(
        season,
        match.groups!['which'],
        match.groups!['part'] ?? match.groups!['part2'],
        context,
        match.index,
      );
      return [{ span: { start, end: match.index + match[0].length }, meaning }];
    },
  },
  {
    name: 'decade',
    pattern: phrase(
      "(?:the )?(?:(?<part>early|mid|late)(?: |-)(?:to(?: |-)late(?: |-))?)?(?:the )?(?<year>(?:1[5-9]|20)\\d)0(?<mark>[’'])?s|(?:the )(?:(?<part2>early|mid|late)(?: |-))?[’'‘]?(?<short>[2-9])0[’']?s|(?:the )(?:(?<part3>early|mid|late)(?: |-))?(?<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)",
    ),
    read(match, context) {
      const { part, part2, part3, year, mark, short, word } = match.groups!;
      // "2025's budget" is a year with an apostrophe, "the 1960's" a decade.
      if (mark !== undefined && part === undefined && !/^the\s/iu.test(match[0])) return undefined;
      if (short !== undefined && /^\s(?:percent|per cent|degrees|fahrenheit)|^[%°]/iu.test(textAfter(context, match)))
        return undefined;
      const tens =
        year === undefined
          ? 190 + (short === undefined ? DECADES.indexOf(word!.toLowerCase()) + 2 : Number(short))
          : Number(year);
      const whole = unitAround('decade', dayOf(tens * 10, 1, 1)!);
      const third = partOf(part ?? part2 ?? part3);
      const found = third === undefined ? whole : thirdOf(whole, third);
      return year === undefined
        ? workedOut(found, 'A decade named without its century is taken to be of the twentieth.')
        : stated(found, 'The words name the decade.');
    },
  },
  {
    name: 'century',
    pattern: phrase(
      '(?:the )?(?:(?<part>early|mid|late)(?: |-))?(?:(?<number>\\d{1,2})(?:st|nd|rd|th)|(?<word>sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first))(?: |-)century',
    ),
    read(match) {
      const { part, number, word } = match.groups!;
      const century = number === undefined ? CENTURIES.indexOf(word!.toLowerCase()) + 16 : Number(number);
      if (century < 1 || century > 30) return undefined;
      const whole = unitAround('century', dayOf(century * 100, 1, 1)!);
      const padded: Stretch = { ...whole, value: whole.value.padStart(2, '0') };
      const third = partOf(part);
      return stated(third === undefined ? padded : thirdOf(padded, third), 'The words name the century.');
    },
  },
];

const DECADES = ['twenties', 'thirties', 'forties', 'fifties', 'sixties', 'seventies', 'eighties', 'nineties'];
const CENTURIES = ['sixteenth', 'seventeenth', 'eighteenth', 'nineteenth', 'twentieth', 'twenty-first'];

function quarter(
  number: number,
  whose: string | undefined,
  year: string | undefined,
  context: Context,
  offset: number,
): Meaning {
  return inYear('quarter', number * 3, whose, year, context, offset);
}

/** The quarter or half that ends with month `lastMonth`, of the year the words name, or of the nearest. */
function inYear(
  unit: 'quarter' | 'half',
  lastMonth: number,
  whose: string | undefined,
  year: string | undefined,
  context: Context,
  offset: number,
): Meaning {
  if (year !== undefined)
    return stated(unitAround(unit, dayOf(Number(year), lastMonth, 1)!), `The words name the ${unit} and the year.`);
  const { anchor } = context;
  const name =
    unit === 'half' ? `the ${lastMonth === 6 ? 'first' : 'second'} half of a year` : `Q${lastMonth / 3} of a year`;
  if (anchor === undefined) return open(name, unit, 'The words name no year, and the publication date is not known.');
  if (whose !== undefined) {
    const step = /last/iu.test(whose) ? -1 : /next/iu.test(whose) ? 1 : 0;
    return workedOut(unitAround(unit, dayOf(anchor.year + step, lastMonth, 1)!), `Counted from ${context.anchorName}.`);
  }
  const tense = context.tenseAt(offset);
  const months = (candidate: number): number => {
    const left = (candidate - anchor.year) * 12 + lastMonth - anchor.month;
    // The running quarter is both: what is told as past has mostly happened when most of it is over.
    return left >= 0 && left < 3 && tense !== 'past' ? 0 : left >= 0 ? left + 1 : left;
  };
  const nearestYear = nearest([anchor.year, anchor.year - 1, anchor.year + 1], months, tense)!;
  return workedOut(
    unitAround(unit, dayOf(nearestYear, lastMonth, 1)!),
    `The nearest to ${context.anchorName}; ${tenseInWords(tense)}.`,
  );
}

function fiscalYear(year: number, short: string | undefined, federal: boolean, reason?: string): Meaning {
  const name = short === undefined ? `fiscal year ${year}` : `fiscal year ${year}/${short}`;
  if (!federal) {
    return {
      ...timeless(
        'DATE',
        `FY${year}`,
        name,
        reason ?? 'The words name it; where a fiscal year begins differs, and is not said.',
      ),
      precision: 'year',
    };
  }
  const first = dayOf(year - 1, 10, 1)!;
  return {
    ...timeless(
      'DATE',
      `FY${year}`,
      `U.S. federal ${name}`,
      'The U.S. federal fiscal year begins on 1 October of the year before (31 U.S.C. 1102).',
    ),
    precision: 'year',
    from: first.toString(),
    until: dayOf(year, 9, 30)!.toString(),
  };
}

const SEASONS: Record<string, readonly [string, number]> = {
  spring: ['SP', 4],
  summer: ['SU', 7],
  autumn: ['FA', 10],
  fall: ['FA', 10],
  winter: ['WI', 1],
};

/** Seasons have a value but no first and last day: those differ between the hemispheres and between conventions. */
function inSeason(
  season: string,
  year: number,
  part: string | undefined,
  standing: Meaning['standing'],
  reason: string,
): Meaning {
  const word = season.toLowerCase();
  const reading = `${part === undefined ? '' : `${part.toLowerCase()} `}${word} ${year}`;
  const value = `${year}-${SEASONS[word]![0]}`;
  return {
    ...timeless('DATE', value, reading, `${reason}; its first and last day differ by country.`),
    precision: 'season',
    standing,
  };
}

function seasonNear(
  season: string,
  which: string | undefined,
  part: string | undefined,
  context: Context,
  offset: number,
): Meaning {
  const word = season.toLowerCase();
  const { anchor } = context;
  if (anchor === undefined)
    return open(`a ${word}`, 'season', 'The words name no year, and the publication date is not known.');
  const month = SEASONS[word]![1];
  const months = (year: number): number => (year - anchor.year) * 12 + month - anchor.month;
  const said = which?.toLowerCase() ?? '';
  const years = [anchor.year - 1, anchor.year, anchor.year + 1];
  const year = /last|past/u.test(said)
    ? years.findLast(year => months(year) < -1)!
    : /next|coming/u.test(said)
      ? (years.find(year => months(year) > 1) ?? anchor.year + 1)
      : said === 'this'
        ? nearest(years, year => Math.abs(months(year)), undefined)!
        : nearest(years, months, context.tenseAt(offset))!;
  return inSeason(season, year, part, 'worked_out', `Counted from ${context.anchorName}`);
}
