import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gaps } from '../../core/span.ts';
import { capture } from '../index.ts';

const PARAGRAPH =
  '<p>The minister said on Monday that two bridges would be closed, and that heavy trucks must use the northern road until the repairs are over.</p>';

const box = (n: number, end: string): string =>
  `<div class="post"><h3><a href="/${n}">The council of the town votes again</a></h3><span>Front page</span>` +
  `<p>The council of the town number ${n} voted on Tuesday about a new line of the tram, which the mayor had asked for in the spring${end}</p></div>`;

/** What is read of a page with this body. */
function read(body: string): string {
  const { text, leftOut } = capture(Buffer.from(`<!doctype html><title>Bridges</title><body>${body}</body>`), {});
  return gaps(text.length, leftOut)
    .map(({ start, end }) => text.slice(start, end))
    .join('\n');
}

const row = (end: string): string => `<div>${[1, 2, 3, 4].map(n => box(n, end)).join('')}</div>`;

test('boxes below a report, each with a linked headline and a text that breaks off, are left out with a reason', () => {
  for (const end of ['...', ' …', ' [...]', '. Read more']) {
    const words = read(`<div>${PARAGRAPH.repeat(5)}</div>${row(end)}`);
    assert.match(words, /two bridges/u);
    assert.doesNotMatch(words, /tram|Front page/u, end);
  }
});

const inOneColumn = (...parts: readonly string[]): string => `<article><div>${parts.join('')}</div></article>`;

test('below a brief report too: what other texts say is not its own', () => {
  const words = read(`<article>${PARAGRAPH.repeat(2)}</article>${row(' …')}`);
  assert.match(words, /two bridges/u);
  assert.doesNotMatch(words, /tram/u);
});

test('where there is little but such boxes, they are the page', () => {
  assert.match(read(`<p>All the news of Tuesday.</p>${row(' …')}`), /tram/u);
});

test('a list whose entries are whole is read, and so are two boxes, and a row with a report behind it', () => {
  for (const body of [
    inOneColumn(PARAGRAPH.repeat(5), [1, 2, 3, 4].map(n => box(n, '.')).join('')),
    inOneColumn(PARAGRAPH.repeat(5), box(1, '...'), box(2, '...')),
    inOneColumn(PARAGRAPH.repeat(3), [1, 2, 3].map(n => box(n, '...')).join(''), PARAGRAPH.repeat(5)),
  ]) {
    assert.match(read(body), /tram/u);
  }
});
