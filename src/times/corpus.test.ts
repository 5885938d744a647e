import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readTimes } from './times.ts';

interface Case {
  readonly line: number;
  readonly published: string | undefined;
  readonly answer: string;
  readonly marked: string;
}

function casesOf(corpus: string): Case[] {
  const cases: Case[] = [];
  let published: string | undefined;
  let answer = 'nothing';
  for (const [i, text] of corpus.split('\n').entries()) {
    const mark = text.slice(0, 2);
    if (text.trim() === '' || text.startsWith('#')) continue;
    if (mark === '@ ') published = text.slice(2).trim() === '-' ? undefined : text.slice(2).trim();
    else if (mark === '= ') answer = text.slice(2).trim();
    else cases.push({ line: i + 1, published, answer, marked: text });
  }
  return cases;
}

const corpus = readFileSync(new URL('corpus.txt', import.meta.url), 'utf8');

for (const { line, published, answer, marked } of casesOf(corpus)) {
  test(`corpus.txt:${line} ${marked}`, () => {
    const text = marked.replaceAll(/[[\]]/gu, '');
    const found = readTimes(text, { published });
    const shown = found.map(
      ({ words, value, from, until, standing }) =>
        `[${words.exact}] ${value ?? '-'} | ${from ?? '-'} .. ${until ?? '-'} | ${standing}`,
    );
    const expected =
      answer === 'nothing' ? [] : [`[${/\[(?<words>[^\]]*)\]/u.exec(marked)!.groups!['words']}] ${answer}`];
    assert.deepEqual(shown, expected, found.map(mention => `${mention.rule}: ${mention.reason}`).join('\n'));
  });
}
