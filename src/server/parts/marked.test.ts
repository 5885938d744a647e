import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { parseFragment } from 'parse5';
import { render } from '../html.ts';
import { blocksOf, type Mark, markedText } from './marked.ts';

interface Node {
  readonly nodeName: string;
  readonly value?: string;
  readonly attrs?: readonly { readonly name: string; readonly value: string }[];
  readonly childNodes?: readonly Node[];
}

const attribute = (node: Node, name: string): string | undefined =>
  node.attrs?.find(attribute => attribute.name === name)?.value;

/** The text without the numbers of claims, and for each claim the words that stand in its marks. */
function read(nodes: readonly Node[], within: readonly string[], marked: Map<string, string>): string {
  return nodes
    .map(node => {
      if (node.nodeName === 'sup') return '';
      if (node.nodeName !== '#text')
        return read(node.childNodes ?? [], [...within, attribute(node, 'data-mark') ?? ''], marked);
      for (const id of new Set(within)) marked.set(id, (marked.get(id) ?? '') + node.value!);
      return node.value!;
    })
    .join('');
}

const mark = (start: number, end: number, number: number): Mark => ({
  start,
  end,
  number,
  id: `clm_${number}`,
  kind: 'statement',
  state: 'proposed',
  label: 'statement',
});

const TEXT = 'Both sides <agreed> on guidelines & the "ministry" said so in a statement on Wednesday.';

test('the text stays as it is, and each mark holds its words, however marks nest and cross', () => {
  const place = fc.integer({ min: 0, max: TEXT.length });
  const spans = fc.array(
    fc.tuple(place, place).filter(([a, b]) => a !== b),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(spans, fc.option(fc.tuple(place, place)), (pairs, ends) => {
      const marks = pairs.map(([a, b], index) => mark(Math.min(a, b), Math.max(a, b), index + 1));
      const pointed = ends === null ? undefined : { start: Math.min(...ends), end: Math.max(...ends) };
      const page = render(markedText(TEXT, { start: 0, end: TEXT.length }, marks, [], pointed), () => '');
      const marked = new Map<string, string>();
      assert.equal(read(parseFragment(page).childNodes as unknown as Node[], [], marked), TEXT);
      for (const { id, start, end } of marks) assert.equal(marked.get(id), TEXT.slice(start, end));
      assert.equal([...page.matchAll(/<sup /gu)].length, marks.length);
      if (pointed !== undefined && pointed.start < pointed.end)
        assert.equal([...page.matchAll(/ id="words"/gu)].length, 1, 'a link leads to one place');
    }),
    { numRuns: 500 },
  );
});

test('nothing of a text is lost between what is read and what is left out', () => {
  const text =
    'Home\n\nA headline\n\nThe ministers met.\nThey agreed.\n\nAdvertisement Sign up now. They parted.\n\nMore news';
  const place = fc.integer({ min: 0, max: text.length });
  fc.assert(
    fc.property(fc.array(fc.tuple(place, place), { maxLength: 5 }), pairs => {
      const leftOut = pairs.map(([a, b]) => ({
        start: Math.min(a, b),
        end: Math.max(a, b),
        step: 'menu',
        reason: 'It is a menu.',
      }));
      const blocks = blocksOf(text, leftOut);
      const covered = blocks
        .map(block => ('read' in block ? block.read : block.leftOut))
        .toSorted((a, b) => a.start - b.start);
      const shown = new Set(
        covered.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at)),
      );
      for (let at = 0; at < text.length; at++) assert.ok(shown.has(at) || /\s/u.test(text[at]!), `${at}: ${text[at]}`);
      for (const block of blocks) {
        if (!('read' in block)) continue;
        for (const { start, end } of leftOut)
          assert.ok(
            end <= block.read.start || block.read.end <= start || start === end,
            'what is left out is not read',
          );
      }
    }),
    { numRuns: 500 },
  );
});
