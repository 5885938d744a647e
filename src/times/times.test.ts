import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { rulesByBeginning } from './beginnings.ts';
import { easter } from './holidays.ts';
import { internalDate, readTimes, rules } from './times.ts';

const words = [
  'Monday',
  'thursday',
  'and',
  'Friday',
  'may',
  'March',
  'September',
  'in',
  'on',
  'since',
  'by',
  'from',
  'to',
  'between',
  'the',
  'next',
  'last',
  'this',
  'week',
  'month',
  'year',
  'years',
  'ago',
  'two',
  '30',
  'days',
  'after',
  'of',
  '2015',
  '2015-11-09',
  '31',
  '9',
  '11/12/15',
  '24:00',
  '9:50 p.m.',
  'Q3',
  'FY2016',
  '1960s',
  'today',
  'said',
  'will',
  ',',
  '.',
  '“',
  '”',
  '\n',
  '-',
  '–',
  'early',
  'mid-2027',
  'end',
  'Easter',
  'following',
  'day',
  'that',
  '9999',
  '0',
  'quarter',
  'half',
  'a',
  'century',
  '20th',
  'BEIJING',
  'Nov.',
  '—',
  '\u00a0',
  '😀',
]; // prettier-ignore
const texts = fc.oneof(
  fc.array(fc.constantFrom(...words), { maxLength: 30 }).map(parts => parts.join(' ')),
  fc.array(fc.constantFrom(...words), { maxLength: 20 }).map(parts => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 80 }),
);
const dates = fc.option(fc.constantFrom('2015-11-09', '2016-02-29', '2000-01-01', '1999-12-31'), { nil: undefined });

test('every mention has the words that stand at its place, in order, none over another, and reading again changes nothing', () => {
  fc.assert(
    fc.property(texts, dates, (text, published) => {
      const mentions = readTimes(text, { published });
      let end = 0;
      for (const mention of mentions) {
        assert.equal(mention.words.exact, text.slice(mention.words.start, mention.words.end));
        assert.ok(
          mention.words.start >= end && mention.words.end > mention.words.start && mention.words.end <= text.length,
        );
        end = mention.words.end;
        for (const part of mention.parts ?? []) {
          assert.ok(mention.words.start <= part.words.start && part.words.end <= mention.words.end);
        }
        if (mention.from !== undefined && mention.until !== undefined)
          assert.ok(mention.from <= mention.until, JSON.stringify(mention));
        if (mention.standing === 'open') assert.equal(mention.value, undefined);
        assert.notEqual(mention.reason, '');
      }
      assert.deepEqual(readTimes(text, { published }), mentions);
      internalDate(text, mentions);
    }),
    { numRuns: 1500 },
  );
});

test('without a publication date nothing is worked out from one', () => {
  for (const text of ['said Monday', 'next month', 'in September', 'last year', 'two weeks ago', 'on 6 November']) {
    for (const mention of readTimes(text, { published: undefined }))
      assert.equal(mention.standing, 'open', mention.reading);
  }
});

test('what was read before does not matter', () => {
  const text = 'The mayor will speak. Monday morning was cold.';
  const alone = readTimes(text, { published: '2015-11-10' });
  readTimes('On Friday he left. He said so. It was late.', { published: '2015-11-09' });
  assert.deepEqual(readTimes(text, { published: '2015-11-10' }), alone);
});

test('only the parts asked for are read', () => {
  const text = 'It opened Monday. It closed Tuesday. It burnt Wednesday.';
  const within = [{ start: 18, end: 36 }];
  assert.deepEqual(
    readTimes(text, { published: '2015-11-09', within }).map(mention => mention.words.exact),
    ['Tuesday'],
  );
});

test('a tense that is given decides', () => {
  const text = 'The visit Thursday';
  const day = (tense: 'past' | 'future'): unknown =>
    readTimes(text, { published: '2015-11-09', tenseAt: () => tense })[0]?.value;
  assert.equal(day('past'), '2015-11-05');
  assert.equal(day('future'), '2015-11-12');
});

test('the following day counts from the date named last, and says so', () => {
  const text = 'He was held on 3 March 2014. The following day he was freed, and two weeks later he left.';
  const [, next, later] = readTimes(text, { published: '2015-11-09' });
  assert.equal(next?.value, '2014-03-04');
  assert.match(next?.reason ?? '', /2014-03-03.*named last/u);
  assert.equal(later?.value, '2014-W12');
});

test('a clock time belongs to the day in its sentence', () => {
  const text = 'The ferry docked Saturday in Kirkwall at 07:15 UTC. It left at 9:50 p.m. without delay.';
  const [, first, second] = readTimes(text, { published: '2015-11-09' });
  assert.equal(first?.value, '2015-11-07T07:15Z');
  assert.equal(second?.value, '2015-11-07T21:50');
  assert.match(second?.reason ?? '', /named last/u);
  assert.equal(readTimes('It left at 9:50 p.m. without delay.', { published: '2015-11-09' })[0]?.value, undefined);
});

test('what could belong to any of several days stays open', () => {
  const list =
    'The patrol met on 12 November. On 13 November two men were hurt.\n\nAt 11:50 a shot was fired. It hit nobody.';
  const clock = readTimes(list, { published: '2015-11-20' }).find(({ type }) => type === 'TIME');
  assert.equal(clock?.value, undefined);
  const far =
    'It began on 3 May.\n\nOn 11 May a boat sank.\n\nBoth sides signed a pact.\n\nThe same day a wreath was laid.';
  assert.equal(readTimes(far, { published: '2015-11-20' }).at(-1)?.from, undefined);
  const near = 'On 11 May a boat sank.\n\nThe same day a wreath was laid.';
  assert.equal(readTimes(near, { published: '2015-11-20' }).at(-1)?.from, '2015-05-11');
});

test('"earlier in the day" is no day that lies ahead', () => {
  const text = 'They met today and will meet again on 31 December. Earlier in the day the minister had left.';
  assert.equal(readTimes(text, { published: '2015-11-09' }).at(-1)?.from, '2015-11-09');
});

test('"earlier in the day" of a report on today is today, also where another day was spoken of meanwhile', () => {
  const text =
    'The Council today rejected the text. Ms. Okoro said that two men were freed on 2 November.\n\nEarlier in the day, she had met the envoy.';
  assert.equal(readTimes(text, { published: '2015-11-09' }).at(-1)?.from, '2015-11-09');
});

test('hours that head the entries of a live report are no years, and years of a list are', () => {
  const live = '2047 GMT\nCounting has stopped.\n\n1958\nThe president has left.\n\n1920: The mayor has left.';
  assert.deepEqual(
    readTimes(live, { published: '2015-11-09' }).filter(({ precision }) => precision === 'year'),
    [],
  );
  const list = '1945: The war ends.\n\n1958: The pact is signed.';
  assert.deepEqual(
    readTimes(list, { published: '2015-11-09' }).map(({ value }) => value),
    ['1945', '1958'],
  );
});

test('a year earlier keeps the quarter or month it counts from', () => {
  const text =
    'Profits fell in the first quarter of 2009 from a year earlier. Sales in April were lower than in the same month last year.';
  const values = readTimes(text, { published: '2009-06-01' }).map(mention => mention.value);
  assert.deepEqual(values, ['2009-Q1', '2008-Q1', '2009-04', '2008-04']);
});

test('a day without a year is of the year its story is in', () => {
  const text = 'The inquiry opened on 4 May 1998 with two judges. The ferry had sunk on 20 February.';
  const days = readTimes(text, { published: '2015-11-09' }).map(mention => mention.value);
  assert.deepEqual(days, ['1998-05-04', '1998-02-20']);
});

test("a text's own dateline is what its today means", () => {
  const text = 'Flood hits town\n\nWednesday, March 2, 2016\n\nYesterday a river rose.';
  assert.equal(readTimes(text, { published: '2016-03-01' })[1]?.value, '2016-03-01');
  assert.equal(readTimes(text, { published: undefined })[1]?.value, '2016-03-01');
});

const internal: readonly (readonly [text: string, reading: string | undefined])[] = [
  ['BEIJING, Nov. 9 (Xinhua) — China said that it had agreed.', 'a 9 November'],
  ['WASHINGTON (AP) — Nov. 9, 2015 — The White House said so.', '2015-11-09'],
  ['A headline\n\nMonday, November 9, 2015\n\nThe department said so.', '2015-11-09'],
  [
    'The ministers will open the new court in December. That ceremony next month is to be the first of its kind.',
    'a November',
  ],
  [
    'the ministers will open the new court in december that ceremony next month is to be the first of its kind',
    'a November',
  ],
  ['The two met in September. That meeting last month was their first.', 'an October'],
  ['The trial opens today, 9 November 2015, in the capital.', '2015-11-09'],
  ['The trial opened yesterday (9 November 2015) in the capital.', '2015-11-10'],
  ['The pact was signed on 25 September 2015.', 'not before 2015-09-25'],
  ['The department said Monday that it will send an envoy.', undefined],
];
for (const [text, reading] of internal) {
  test(`what a text tells of its own date: ${text.replaceAll('\n', ' ')}`, () => {
    assert.equal(internalDate(text, readTimes(text, { published: undefined }))?.reading, reading);
  });
}

test('with a month of publication inferred, last month has a name but no year', () => {
  const text =
    'The dialogue will open in December. That event next month is the first. He said last month that it would come.';
  const last = readTimes(text, { published: undefined }).at(-1);
  assert.equal(last?.reading, 'an October');
  assert.equal(last?.value, undefined);
  assert.match(last?.reason ?? '', /That event next month/u);
});

test('Easter falls where the almanacs have it', () => {
  const known = [
    '1961-04-02',
    '1999-04-04',
    '2000-04-23',
    '2008-03-23',
    '2015-04-05',
    '2016-03-27',
    '2024-03-31',
    '2038-04-25',
  ];
  for (const day of known) assert.equal(easter(Number(day.slice(0, 4))).toString(), day);
});

test('rules have names', () => {
  for (const rule of rules) assert.match(rule.name, /^[a-zA-Z, ]+$/u);
});

const hostile = {
  gaps: 'last \n \t '.repeat(11_000),
  months: 'in May '.repeat(14_000),
  digits: '1'.repeat(100_000),
  'digits apart': '1 '.repeat(50_000),
  'dates that never end': '11-'.repeat(33_000),
  'quotation marks': '"today '.repeat(14_000),
  weekdays: 'Monday and '.repeat(9_000),
  'one long word': 'may'.repeat(33_000),
  'numbers in words': 'twenty-'.repeat(14_000),
  'that event next month': 'in December. That event next month '.repeat(2_800),
};
for (const [name, text] of Object.entries(hostile)) {
  test(`100 kB of ${name} take time in proportion`, () => {
    readTimes(text.slice(0, 5_000), { published: '2015-11-09' });
    const begin = performance.now();
    readTimes(text, { published: '2015-11-09' });
    const took = performance.now() - begin;
    assert.ok(took < 3_000, `${took.toFixed(0)} ms`);
  });
}

test('wherever a rule matches, it is among those that are tried there', () => {
  const corpus = readFileSync(new URL('corpus.txt', import.meta.url), 'utf8').replaceAll(/[[\]]/gu, '');
  const rulesAt = rulesByBeginning(rules);
  const matched = new Set<string>();
  for (const text of [corpus, corpus.toUpperCase(), corpus.replaceAll(' ', '\n')]) {
    for (let start = 0; start < text.length; start++) {
      if (/[a-z0-9]/iu.test(text[start - 1] ?? '')) continue;
      const tried = new Set(rulesAt(text, start));
      for (const rule of rules) {
        rule.pattern.lastIndex = start;
        const [words] = rule.pattern.exec(text) ?? [];
        if (words === undefined) continue;
        matched.add(rule.name);
        assert.ok(tried.has(rule), `"${words}" is not tried with the rule "${rule.name}"`);
      }
    }
  }
  assert.ok(matched.size > rules.length * 0.7, `only ${matched.size} of ${rules.length} rules match in the corpus`);
});
