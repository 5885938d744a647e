import { timeless } from './calendar-unit.ts';
import { textAfter, textBefore } from './nearest.ts';
import { phrase } from './phrase.ts';
import type { Rule } from './rule.ts';

const REASON = 'The words point in time without measuring it.';

/** Times that are only before, at or after the speaking: "recently", "now", "in the future". */
export const references: readonly Rule[] = [
  {
    name: 'the present',
    pattern: phrase('now(?!-)|currently|at present|at the moment|presently|nowadays|right now|these days'),
    read(match, context) {
      if (/^\s(?:that|known|called|defunct|famous|former|infamous)(?![\p{L}])/iu.test(textAfter(context, match)))
        return undefined;
      if (
        /(?:until|till|by|from|up to|just|even|and|or|will|would|can|could|must|should)\s{1,3}$/iu.test(
          textBefore(context, match),
        )
      )
        return undefined;
      return timeless('DATE', 'PRESENT_REF', 'the present', REASON);
    },
  },
  {
    name: 'the recent past',
    pattern: phrase(
      '(?:more |most |very |only )?recently|lately|in the past|in recent (?<unit>days|weeks|months|years|decades|times)',
    ),
    read(match, context) {
      if (
        /past$/iu.test(match[0]) &&
        /^\s(?:\p{N}|(?:second|minute|hour|day|week|fortnight|month|quarter|year|decade|centur|few|several|couple|two|three|four|five|six|seven|eight|nine|ten|one)(?:y|ies|s)?(?![\p{L}]))/iu.test(
          textAfter(context, match),
        )
      )
        return undefined;
      return timeless('DATE', 'PAST_REF', 'the recent past', REASON);
    },
  },
  {
    name: 'the future',
    pattern: phrase(
      'in the (?:near |foreseeable |not too distant )?future|in the coming (?:days|weeks|months|years)|in the (?:days|weeks|months|years) ahead',
    ),
    read() {
      return timeless('DATE', 'FUTURE_REF', 'the future', REASON);
    },
  },
];
