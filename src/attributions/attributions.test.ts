import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { overlaps, type Span } from '../core/span.ts';
import { analyse } from '../language/analyse.ts';
import { decodeModel } from '../language/model.ts';
import { type Attribution, loadAttributionWeights, readAttributions } from './attributions.ts';

const model = decodeModel(readFileSync(new URL('../../model/english.bin', import.meta.url)));
const judge = loadAttributionWeights(readFileSync(new URL('../../model/attributions.bin', import.meta.url)));
const read = (text: string): Attribution[] => readAttributions(analyse(text, model), judge);

/** A line of cases.txt: the text without its marks, and what was marked. */
interface Case {
  readonly text: string;
  readonly expected: readonly Record<string, string[]>[];
  readonly force: string | undefined;
  readonly form: string | undefined;
}

function parseCase(line: string): Case {
  const [marked = '', verdict = ''] = line.split(' => ');
  const marks: { key: string; number: number; start: number }[] = [];
  const spans: { key: string; number: number; start: number; end: number }[] = [];
  let text = '';
  for (const part of marked
    .replaceAll(' ¶ ', '\n\n')
    .replaceAll(' ↵ ', '\n')
    .split(/(\{[A-Z]\d? |\})/u)) {
    const open = /^\{([A-Z])(\d?) $/u.exec(part);
    if (open) marks.push({ key: open[1]!, number: Number(open[2] || 1), start: text.length });
    else if (part === '}') spans.push({ ...marks.pop()!, end: text.length });
    else text += part;
  }
  const expected: Record<string, string[]>[] = [];
  for (const { key, number, start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const one = (expected[number - 1] ??= {});
    (one[key] ??= []).push(plain(text.slice(start, end)));
  }
  const [force, form] = verdict.split(' ');
  return { text, expected, force: force === '' ? undefined : force, form };
}

/** Punctuation at the ends of a stretch is not what the cases are about. */
function plain(words: string): string {
  return words.replaceAll(/^[^\p{L}\p{N}:]+|[^\p{L}\p{N}:]+$/gu, '');
}

function shown(text: string, one: Attribution): Record<string, string[]> {
  const parts = (spans: readonly Span[]): string[] => spans.map(span => plain(text.slice(span.start, span.end)));
  return {
    ...(one.source.length > 0 && { S: parts(one.source) }),
    C: parts(one.cue),
    T: parts(one.content),
  };
}

function order(list: readonly object[]): string[] {
  return list.map(one => JSON.stringify(one)).toSorted();
}

const lines = readFileSync(new URL('cases.txt', import.meta.url), 'utf8').split('\n');
for (const marked of lines.filter(line => line.trim() !== '' && !line.startsWith('#'))) {
  const known = marked.startsWith('? ');
  const line = known ? marked.slice(2) : marked;
  test(line, { todo: known && 'the trained model misreads it' }, () => {
    const { text, expected, force, form } = parseCase(line);
    const found = read(text);
    const explanation = found.map(
      one => `[${one.rule}, ${one.score.toFixed(2)}, ${one.force} ${one.form}] ${JSON.stringify(shown(text, one))}`,
    );
    const wanted = expected.map(({ S, C, T }) => ({ ...(S && { S }), C, T }));
    assert.deepEqual(
      order(found.map(one => shown(text, one))),
      order(wanted),
      `the rules read:\n${explanation.join('\n')}`,
    );
    const first = found.find(one => JSON.stringify(shown(text, one)) === JSON.stringify(wanted[0]));
    if (force !== undefined) assert.equal(first?.force, force);
    if (form !== undefined) assert.equal(first?.form, form);
    const addressee = expected[0]?.['A']?.[0];
    if (addressee !== undefined) assert.equal(first?.addressee?.text, addressee);
    const occasion = expected[0]?.['O']?.[0];
    if (occasion !== undefined)
      assert.equal(first?.occasion && text.slice(first.occasion.start, first.occasion.end), occasion);
  });
}

/** Words hang together with their whole sentence and model, so they are compared by their place. */
function plainly({ sourceHead, addressee, ...rest }: Attribution): object {
  return { ...rest, sourceHead: sourceHead?.start, addressee: addressee?.start };
}

test('spans lie in the text in order, a cue is no part of its content, nesting points outwards', () => {
  const piece = fc.constantFrom(
    'the minister',
    'said',
    'that',
    '“we',
    'will',
    'go”',
    '"no"',
    ',',
    '.',
    ':',
    'according to',
    'Ana Lind',
    '\n\n',
    '’',
    '‘so’',
    'promised to pay',
    'was asked',
    'reportedly',
    'her claim',
    'seems to',
    'who',
    '“',
    '”',
    '"',
    'He added',
    '?',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
      const text = pieces.join(' ');
      const found = read(text);
      found.forEach((one, index) => {
        for (const spans of [one.source, one.cue, one.content, one.quoted]) {
          spans.forEach((span, i) => {
            assert.ok(span.start >= 0 && span.start < span.end && span.end <= text.length);
            if (i > 0) assert.ok(spans[i - 1]!.end <= span.start);
          });
        }
        assert.ok(one.cue.length > 0 && one.content.length > 0);
        assert.ok(!one.cue.some(cue => one.content.some(span => overlaps(cue, span))));
        assert.ok(one.within === undefined || (one.within !== index && one.within < found.length));
      });
      assert.deepEqual(read(text).map(plainly), found.map(plainly));
    }),
    { numRuns: 100 },
  );
});
