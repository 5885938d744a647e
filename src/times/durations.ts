import { timeless } from './calendar-unit.ts';
import { textAfter, textBefore } from './nearest.ts';
import { amountOf, phrase } from './phrase.ts';
import type { Context, Meaning, Rule } from './rule.ts';

const APPROXIMATELY =
  '(?:(?:about|around|almost|nearly|roughly|approximately|just over|just under|more than|less than|at least|up to) )?';

/** Lengths of time: "three weeks", "a 12-year lease", "over the next four years", "for decades". */
export const durations: readonly Rule[] = [
  {
    name: 'half a unit of time',
    pattern: phrase('half(?: |-)(?:an?(?: |-))?(?<unit>hour|minute|day|year|decade|century)(?:-long)?'),
    read: match =>
      timeless(
        'DURATION',
        HALVES[match.groups!['unit']!.toLowerCase()]!,
        match[0].toLowerCase(),
        'The words give a length of time.',
      ),
  },
  {
    name: 'length of time',
    pattern: phrase(
      `${APPROXIMATELY}(?<amount>{quantity})(?: |-)(?:(?<half>and(?: |-)a(?: |-)half)(?: |-))?(?<unit>{unit})(?<half2> and a half)?(?:-long)?(?: now)?`,
    ),
    read(match, context) {
      const { amount, unit, half, half2 } = match.groups!;
      const after = textAfter(context, match);
      if (/^[-\s]olds?(?![\p{L}])/iu.test(after)) return undefined;
      const word = unit!.toLowerCase();
      // "the 2016 day pass": a number of days has the plural, or a hyphen.
      if (/^\d{4}$/u.test(amount!) && !word.endsWith('s')) return undefined;
      const number = amountOf(amount!);
      if (number === 1 && /^an?$/iu.test(amount!)) return undefined;
      // "one day we will", "two quarters"; "one second" is rarely a length in a report.
      if (
        number === 1 &&
        /^(?:day|second)$/u.test(word) &&
        !match[0].slice(amount!.length).startsWith('-') &&
        !LENGTH_COMES.test(textBefore(context, match))
      )
        return undefined;
      const size = number === 'X' ? 'X' : number + (half === undefined && half2 === undefined ? 0 : 0.5);
      return length(size, word, match[0], after);
    },
  },
  {
    name: 'length between two',
    pattern: phrase('(?:{number})(?: to | or |{dash})(?:{number})(?: |-)(?<unit>{unit})'),
    read: (match, context) =>
      /s$|-\p{L}+$/iu.test(match[0])
        ? length('X', match.groups!['unit']!.toLowerCase(), match[0], textAfter(context, match))
        : undefined,
  },
  {
    name: 'one unit of time',
    pattern: phrase(
      'an? (?<unit>minute|hour|day|week|fortnight|month|year|decade|century)(?<half> and a half)?(?:-long)?(?: now)?',
    ),
    read(match, context) {
      const { unit, half } = match.groups!;
      const after = textAfter(context, match);
      if (/^[-\s](?:olds?|ago)(?![\p{L}])/iu.test(after)) return undefined;
      if (
        half === undefined &&
        !/long$/iu.test(match[0]) &&
        !LENGTH_COMES.test(textBefore(context, match)) &&
        !/^\s(?:after|before|later|earlier|long)(?![\p{L}])/iu.test(after)
      )
        return undefined;
      return length(half === undefined ? 1 : 1.5, unit!.toLowerCase(), match[0], after);
    },
  },
  {
    name: 'length from publication',
    pattern: phrase(
      '(?:the |these )?(?<which>next|coming|past|last|previous|first|final)(?: (?<amount>{quantity}))? (?<unit>hours?|days?|weeks?|fortnights?|months?|quarters?|years?|decades?|century)(?: or so)?',
    ),
    read(match, context) {
      const { which, amount, unit } = match.groups!;
      const word = unit!.toLowerCase();
      const plural = word.endsWith('s');
      if (amount === undefined && !plural && !(/^(?:the|these)\s/iu.test(match[0]) && /past|coming/iu.test(which!))) {
        if (!/^decade$/u.test(word) || !/^the\s/iu.test(match[0])) return undefined;
      }
      if (/first|final/iu.test(which!) && (amount === undefined || !plural)) return undefined;
      const size = amount === undefined ? (plural ? 'X' : 1) : amountOf(amount);
      return lengthFromPublication(size, word, which!.toLowerCase(), context, match[0]);
    },
  },
  {
    name: 'uncounted time',
    pattern: phrase(
      '(?:over|for|in) the (?<unit>years|decades|months|weeks|centuries)|for (?<unit2>years|decades|months|weeks|centuries|days|hours)|(?<unit3>years|decades|months|weeks|days|hours|centuries)-long|within (?<unit4>hours|days|weeks|months|minutes)',
    ),
    read(match, context) {
      const groups = match.groups!;
      const unit = (groups['unit'] ?? groups['unit2'] ?? groups['unit3'] ?? groups['unit4'])!;
      if (
        groups['unit'] !== undefined &&
        /^\s(?:of|to|that|when|after|before|since|leading|following|ahead|between)(?![\p{L}])/iu.test(
          textAfter(context, match),
        ) &&
        !/^over/iu.test(match[0])
      )
        return undefined;
      const start = match.index + match[0].toLowerCase().indexOf(unit.toLowerCase());
      const from = groups['unit'] === undefined ? start : match.index;
      const meaning = length('X', unit.toLowerCase(), match[0], textAfter(context, match));
      return meaning === undefined
        ? undefined
        : [{ span: { start: from, end: match.index + match[0].length }, meaning }];
    },
  },
];

const HALVES: Record<string, string> = {
  hour: 'PT30M',
  minute: 'PT30S',
  day: 'PT12H',
  year: 'P6M',
  decade: 'P5Y',
  century: 'P50Y',
};

/** Words after which "a week" is a length and not one of many. */
const LENGTH_COMES =
  /(?:^|[^\p{L}])(?:for|in|within|than|about|over|almost|nearly|around|roughly|after|lasted|last|takes?|took|only|just|under|least|most|every|once|whole|full|spent|every|to)\s{1,3}$/iu;

/** ISO 8601 duration; decades and centuries in years, fortnights in weeks, quarters in months. */
function iso(amount: number | 'X', unit: string): string | undefined {
  const singular = unit.replace(/ies$/u, 'y').replace(/s$/u, '');
  const [letter, factor] = LETTERS[singular] ?? [undefined, 1];
  if (letter === undefined) return undefined;
  const size = amount === 'X' ? 'X' : String(Number((amount * factor).toFixed(2)));
  return 'HMS'.includes(letter) && singular !== 'month' && singular !== 'quarter'
    ? `PT${size}${letter}`
    : `P${size}${letter}`;
}

const LETTERS: Record<string, readonly [string, number]> = {
  second: ['S', 1],
  minute: ['M', 1],
  hour: ['H', 1],
  day: ['D', 1],
  week: ['W', 1],
  fortnight: ['W', 2],
  month: ['M', 1],
  quarter: ['M', 3],
  year: ['Y', 1],
  decade: ['Y', 10],
  century: ['Y', 100],
}; // prettier-ignore

function length(amount: number | 'X', unit: string, words: string, after: string): Meaning | undefined {
  const value = iso(amount, unit);
  if (value === undefined) return undefined;
  const reading = words.toLowerCase().replaceAll(/\s+/gu, ' ');
  const event = EVENT.exec(after)?.groups;
  if (event === undefined) return timeless('DURATION', value, reading, 'The words give a length of time.');
  const relation = event['relation']!.toLowerCase();
  return timeless(
    'DURATION',
    value,
    `${reading} ${relation} “${event['event']!.trim()}”`,
    `Counted ${relation === 'before' ? 'back ' : ''}from an event that the words name; its date is not worked out here.`,
  );
}

/** "three weeks after the agreement", "within 30 days of receipt": the event, as far as the next pause. */
const EVENT =
  /^\s(?<relation>of|after|before|from|following|since)\s(?<event>[^\s.,;:!?()]{1,20}(?:\s(?!(?:the|a|an|and|but|that|which|who|to|in|on|at|by|is|are|was|were|will|would|has|had|have|notwithstanding|despite|as|when|if)\s)[^\s.,;:!?()]{1,20}){0,4})/iu;

/** "the next four years": a length, and from or up to the publication also a place in the calendar. */
function lengthFromPublication(
  amount: number | 'X',
  unit: string,
  which: string,
  context: Context,
  words: string,
): Meaning | undefined {
  const value = iso(amount, unit);
  if (value === undefined) return undefined;
  const reading = words.toLowerCase().replaceAll(/\s+/gu, ' ');
  const singular = unit.replace(/ies$/u, 'y').replace(/s$/u, '');
  const { anchor } = context;
  const plain = timeless('DURATION', value, reading, 'The words give a length of time.');
  if (
    anchor === undefined ||
    amount === 'X' ||
    amount > 1000 ||
    !Number.isInteger(amount) ||
    /first|final|hour/u.test(`${which} ${singular}`)
  )
    return plain;
  const sign = /next|coming/u.test(which) ? 1 : -1;
  const far = anchor.add(Temporal.Duration.from(value)).toString();
  const back = anchor.subtract(Temporal.Duration.from(value)).toString();
  return {
    ...plain,
    from: sign > 0 ? anchor.toString() : back,
    until: sign > 0 ? far : anchor.toString(),
    precision: 'interval',
    standing: 'worked_out',
    reason: `Counted ${sign > 0 ? 'forward' : 'back'} from ${context.anchorName}.`,
  };
}
