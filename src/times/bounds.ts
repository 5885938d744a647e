import type { TimeMention } from '../core/time.ts';

/**
 * A preposition can leave one side of an interval open: "since late September", "by 2030", "no later than mid-2027". The value stays that of
 * the date itself, as in TIMEX3; `from` and `until` say what is meant.
 */
export function withBounds(text: string, mentions: readonly TimeMention[]): TimeMention[] {
  return mentions.map(mention => {
    if (mention.type === 'DURATION' || mention.type === 'SET' || mention.value?.endsWith('_REF')) return mention;
    const before = text.slice(Math.max(0, mention.words.start - REACH), mention.words.start);
    const word = BOUND.exec(before)?.groups?.['bound']?.toLowerCase().replaceAll(/\s+/gu, ' ');
    const after = text.slice(mention.words.end, mention.words.end + 20);
    // "after the September meeting": what follows is the meeting, not the month.
    const named =
      /the\s{1,3}$/iu.test(before) &&
      /^(?:[’']s)?\s(?!(?:and|or|to|when|that|which|with|but|in|on|at|of|for|as|by)\s)\p{Ll}/u.test(after);
    return word === undefined || named ? mention : bounded(mention, word);
  });
}

const REACH = 32;
const BOUND =
  /(?:^|[^\p{L}])(?<bound>ever since|since|no later than|not later than|no earlier than|not before|prior to|on or before|on or after|until|till|up to|through|by|before|after|starting|beginning|effective|as from|from)\s{1,3}(?:(?:on|in|at|the|about|around|at least)\s{1,3})?$/iu;

function shifted(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

function bounded(mention: TimeMention, word: string): TimeMention {
  const reading = `${word} ${mention.reading}`;
  const { from, until } = mention;
  switch (word) {
    case 'since':
    case 'ever since':
    case 'starting':
    case 'beginning':
    case 'effective':
    case 'as from':
    case 'from':
    case 'no earlier than':
    case 'not before':
    case 'on or after':
      // A range keeps its end: "from 3 May to 1 June".
      return mention.parts === undefined ? { ...mention, until: undefined, reading } : { ...mention, reading };
    case 'after':
      return mention.parts === undefined
        ? { ...mention, from: until === undefined ? undefined : shifted(until, 1), until: undefined, reading }
        : mention;
    case 'before':
    case 'prior to':
      return { ...mention, from: undefined, until: from === undefined ? undefined : shifted(from, -1), reading };
    default:
      return mention.parts === undefined ? { ...mention, from: undefined, reading } : mention;
  }
}
