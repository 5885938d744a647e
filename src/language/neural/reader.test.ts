import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { Lexicon } from './lexicon.ts';
import { type ParameterName, shapesOf, type Sizes } from './parameters.ts';
import { NAME_CLASSES, type Read, Reader } from './reader.ts';
import { byteTable, LISTED, type NetworkWeights, SHAPES } from './weights.ts';

const sizes: Sizes = {
  input: 16,
  state: 8,
  arc: 8,
  relation: 8,
  name: 8,
  tags: 5,
  relations: 6,
  names: NAME_CLASSES.length,
};
const wave = (length: number, phase: number): Float32Array =>
  Float32Array.from({ length }, (_, i) => Math.sin(phase + i * i * 0.37));

/** A network that has learned nothing, but gives every word, arc and name a score of its own. */
function network(phase: number): NetworkWeights {
  const words = ['the', 'talks', 'failed', 'in', 'geneva'];
  return {
    sizes,
    lexicon: new Lexicon(
      words,
      Array.from({ length: 6 }, () => ['s', 'd']),
      words.slice(1),
    ),
    forms: byteTable(wave(6 * 16, phase), 16),
    affixes: Array.from({ length: 6 }, (_, k) => byteTable(wave(3 * 16, phase + k), 16)),
    vectors: { columns: 16, codes: Int8Array.from(wave(5 * 16, phase), x => 24 * x).fill(0, 0, 16) },
    shapes: wave(SHAPES * 16, phase),
    listed: wave(LISTED * 16, phase + 1),
    projection: wave(16 * 16, phase + 2),
    unknown: wave(16, phase + 3),
    dense: Object.fromEntries(
      Object.entries(shapesOf(sizes)).map(([name, [rows, columns]], n) => [name, wave(rows * columns, phase + n)]),
    ) as Record<ParameterName, Float32Array>,
  };
}

const LONGEST = 40;
const one = new Reader([network(1)], 0, LONGEST);

function read(reader: Reader, sentences: readonly (readonly string[])[]): Read {
  const forms = sentences.flat();
  const reading: Read = {
    tags: new Uint8Array(forms.length),
    heads: new Int32Array(forms.length),
    relations: new Uint8Array(forms.length),
    margins: new Float32Array(forms.length),
    names: [],
  };
  let at = 0;
  const starts = Int32Array.from([0, ...sentences.map(sentence => (at += sentence.length))]);
  const seen = {
    forms,
    shape: Uint8Array.from(forms, form => form.length % SHAPES),
    listed: Int32Array.from(forms, form => form.length % 4),
  };
  reader.read(seen, starts, reading);
  return reading;
}

const sentence = fc.array(fc.constantFrom('the', 'talks', 'failed', 'in', 'geneva', 'again', 'x1'), {
  minLength: 1,
  maxLength: LONGEST,
});

test('a sentence is read the same alone and among others', () => {
  fc.assert(
    fc.property(fc.array(sentence, { minLength: 1, maxLength: 12 }), sentences => {
      const together = read(one, sentences);
      let at = 0;
      for (const words of sentences) {
        const alone = read(one, [words]);
        const to = at + words.length;
        assert.deepEqual(together.tags.slice(at, to), alone.tags);
        assert.deepEqual(together.relations.slice(at, to), alone.relations);
        assert.deepEqual(together.margins.slice(at, to), alone.margins);
        assert.deepEqual(
          Array.from(together.heads.slice(at, to), head => (head < 0 ? head : head - at)),
          Array.from(alone.heads),
        );
        const names = together.names.filter(name => name.from >= at && name.to <= to);
        assert.deepEqual(
          names.map(name => ({ ...name, from: name.from - at, to: name.to - at })),
          alone.names,
        );
        at = to;
      }
    }),
  );
});

test('one network twice reads as it does once, and surer', () => {
  const twice = new Reader([network(1), network(1)], 0, LONGEST);
  fc.assert(
    fc.property(sentence, words => {
      const single = read(one, [words]);
      const double = read(twice, [words]);
      assert.deepEqual(double.heads, single.heads);
      assert.deepEqual(double.tags, single.tags);
      assert.deepEqual(double.names, single.names);
    }),
  );
});

test('long text without punctuation is read in pieces that fit together', () => {
  const forms = Array.from({ length: 4 * LONGEST }, (_, i) => ['the', 'talks', 'failed'][i % 3]!);
  const wide = new Reader([network(1)], 0, 60);
  const begins = new Float32Array(forms.length).fill(Number.NaN);
  const seen = { forms, shape: new Uint8Array(forms.length), listed: new Int32Array(forms.length) };
  wide.readStream(seen, 0, forms.length, begins);
  assert.ok(begins.every(odds => Number.isFinite(odds)));
  // Pieces of 60 words begin ten words apart; the one from the tenth word on is the last that has 25 words before the 35th to 44th.
  const second = new Float32Array(70);
  wide.readStream(seen, 10, 70, second);
  assert.deepEqual(begins.slice(35, 45), second.slice(35, 45));
  assert.notEqual(new Set(begins).size, 1);
});
