import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { analyse } from './analyse.ts';
import { datelineEnds } from './datelines.ts';
import { decodeModel, MODEL_FILE } from './model.ts';

// What stands before "|" is the dateline; a line without "|" has none.
const cases = [
  'SAN FRANCISCO — |The firm said on Monday that it had been attacked.',
  'BEIJING, Nov. 9 (Reuters) - |China said on Monday that talks would resume.',
  'WASHINGTON, D.C. -- |The ministers met on Friday.',
  'New York (AP) – |Vice President Ana Duarte said no.',
  'KYIV, Ukraine — |“We wait,” the mayor said.',
  'GENEVA—|Delegates left early.',
  'Tallinn, Nov 9 — |The ministers met.',
  'Port Ellis, Ruritania, 3 May 2015 – |The mayor resigned.',
  'New York, September 3, 2015 (Globe Press) - |Talks broke down.',
  'June 2021: |The army shells two camps.',
  '14 June 2021 – |Lissa complains.',
  '5-7 May 2023 – |A second round of talks ends.',
  'January-March 2024: |Talks go on.',
  '2019: |The plant closes.',
  'May 5, 2023 - |The plant closes.',
  '18.42 |That is all for tonight.',
  '09:05 GMT |Good morning.',
  '3.2 percent of voters stayed at home.',
  '12.50 for a pound of beans',
  'May – the month of fairs.',
  'The ministers met – and left.',
  'Tallinn, the capital – a city of spires',
  'NATO - an alliance of many states - met on Monday.',
  'Ana Duarte - The Long Way Home',
];

for (const line of cases) {
  test(line, () => {
    const text = line.replace('|', '');
    assert.deepEqual(datelineEnds(text), line.includes('|') ? [line.indexOf('|')] : []);
  });
}

test('every line is looked at, and a long line costs no more than its beginning', () => {
  assert.deepEqual(datelineEnds('A title\nOSLO — |They met.'.replace('|', '')), [15]);
  assert.deepEqual(datelineEnds('A'.repeat(1_000_000)), []);
});

test('the analysis begins a sentence after the dateline', () => {
  const model = decodeModel(readFileSync(new URL(`../../model/${MODEL_FILE}`, import.meta.url)));
  const { sentences, text } = analyse(
    'OSLO, May 11 (Reuters) - The minister said on Friday that the talks had failed.',
    model,
  );
  assert.deepEqual(
    sentences.map(({ start, end }) => text.slice(start, end).trim()).at(-1),
    'The minister said on Friday that the talks had failed.',
  );
});
