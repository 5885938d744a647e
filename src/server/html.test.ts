import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { parseFragment } from 'parse5';
import { Outside, to } from './address.ts';
import { html, type Piece, render } from './html.ts';

const written = (markup: ReturnType<typeof html>): string =>
  render(markup, address => `${address.path}${address.rest}`);

/** Any text, with much of what markup is made of. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom('<', '>', '"', "'", '&', '`', '/', '=', 'script', 'img', 'onerror', '--', '!', '&lt;', ' ', 'a'),
    )
    .map(parts => parts.join('')),
);

/** What a browser would make of characters that no page can hold. */
const asShown = (value: string): string => value.replaceAll('\0', '�').toWellFormed();

test('whatever is put into markup comes out of a browser’s parser as the same text, and as nothing else', () => {
  fc.assert(
    fc.property(text, text, (within, attribute) => {
      const fragment = parseFragment(written(html`<p title="${attribute}">${within}</p>`).toWellFormed());
      assert.equal(fragment.childNodes.length, 1);
      const element = fragment.childNodes[0]! as unknown as {
        tagName: string;
        attrs: { name: string; value: string }[];
        childNodes: { nodeName: string; value?: string }[];
      };
      assert.equal(element.tagName, 'p');
      assert.deepEqual(
        element.attrs.map(({ name, value }) => [name, value]),
        [['title', asShown(attribute)]],
      );
      assert.equal(element.childNodes.map(({ value }) => value).join(''), asShown(within));
      assert.ok(element.childNodes.every(({ nodeName }) => nodeName === '#text'));
    }),
    { numRuns: 2_000 },
  );
});

test('an attribute without quotation marks, and a link that is text, are faults of the page and are not written', () => {
  assert.throws(() => html`<p title=${'a'}>`, /without quotation marks/u);
  for (const link of ['javascript:alert(1)', 'https://example.org/', ''] satisfies Piece[]) {
    assert.throws(() => html`<a href="${link}">`, /Links, and only links/u);
    assert.throws(() => html`<form action="${link}">`, /Links, and only links/u);
  }
  assert.throws(() => html`<p title="${to('documents')}">`, /Links, and only links/u);
});

test('only web addresses lead away', () => {
  for (const url of [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    '//evil.example',
    'x',
  ])
    assert.equal(Outside.at(url), undefined, url);
  assert.equal(
    written(html`<a href="${Outside.at('https://example.org/"><script>')}">`),
    '<a href="https://example.org/%22%3E%3Cscript%3E">',
  );
});

test('addresses are escaped part by part', () => {
  const address = to('documents', '../"<').with({ about: '&"=#', page: undefined }).at('a b"');
  assert.equal(written(html`<a href="${address}">`), '<a href="/documents/..%2F%22%3C?about=%26%22%3D%23#a%20b%22">');
});

test('a page of any length is put together: pieces are not handed over as arguments', () => {
  const long = html`${Array.from({ length: 300_000 }, () => html`<b>x</b>`)}`;
  assert.equal(render(html`<p>${long}</p>`, () => '').length, 300_000 * 8 + 7);
});
