import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KEY_LENGTH, Lexicon } from '../neural/lexicon.ts';
import { type ParameterName, shapesOf } from '../neural/parameters.ts';
import { type Example, LearningNetwork } from './network.ts';
import { random } from './random.ts';

const sizes = { input: 16, state: 8, arc: 8, relation: 8, name: 8, tags: 5, relations: 6, names: 7 };
const dice = random(8);
const pick = (n: number): number => Math.floor(dice() * n);
const LENGTHS = [6, 4, 4, 1];
const batch = LENGTHS.map(
  (length): Example => ({
    length,
    keys: Array.from({ length }, () => Int32Array.from({ length: KEY_LENGTH }, () => pick(4))),
    shapes: Uint8Array.from({ length }, () => pick(64)),
    listed: Int32Array.from({ length }, () => pick(8)),
    tags: Uint8Array.from({ length }, () => pick(5)),
    heads: Array.from({ length }, (_, i) => i - 1),
    relations: Uint8Array.from({ length }, () => pick(6)),
    names: Uint8Array.from({ length }, () => pick(7)),
    weight: 1.5,
    nameWeight: 2,
  }),
);
const makeNetwork = (seed = 3): LearningNetwork =>
  new LearningNetwork(
    sizes,
    { forms: 3, affixes: [3, 3, 3, 3, 3, 3] },
    { codes: Int8Array.from({ length: 4 * 16 }, (_, i) => (i < 16 ? 0 : 24 * Math.sin(i))), columns: 16 },
    random(seed),
  );
const still = { layers: 0, heads: 0, words: 0 };
const lossOf = (network: LearningNetwork): number => {
  const { tags, arcs, relations, names } = network.slopesOf(batch, still);
  return tags + arcs + relations + names;
};

test('the slope of each weight is how much the loss changes with it', () => {
  const network = makeNetwork();
  const loss = lossOf(network);
  const slopes = Object.fromEntries(
    Object.entries(network.slopes).map(([name, table]) => [name, table.values.slice()]),
  ) as Record<ParameterName, Float32Array>;
  const step = 5e-4;
  const wrong: string[] = [];
  for (const name of Object.keys(shapesOf(sizes)) as ParameterName[]) {
    const { values } = network.parameters[name];
    for (let n = 0; n < 6; n++) {
      const i = pick(values.length);
      const before = values[i]!;
      values[i] = before + step;
      const up = lossOf(network);
      values[i] = before - step;
      const down = lossOf(network);
      values[i] = before;
      // Where a rectifier has its corner in between, the loss goes up by one slope and down by another.
      const changes = [(up - loss) / step, (loss - down) / step, (up - down) / (2 * step)];
      const slope = slopes[name][i]!;
      if (changes.every(change => Math.abs(change - slope) > 4e-3 + 0.03 * Math.abs(change)))
        wrong.push(`${name}[${i}]: slope ${slope}, change ${changes[2]}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('what it is shown often enough it learns by heart', () => {
  const network = makeNetwork();
  let losses = network.learn(batch, still, 0.01, 1);
  const first = losses.tags + losses.arcs + losses.relations + losses.names;
  for (let step = 2; step <= 300; step++) losses = network.learn(batch, still, 0.01, step);
  const last = losses.tags + losses.arcs + losses.relations + losses.names;
  assert.ok(last < first / 20, `the loss went from ${first} to ${last}`);
});

test('going on from a file goes on from what it holds', () => {
  const taught = makeNetwork();
  for (let step = 1; step <= 100; step++) taught.learn(batch, still, 0.01, step);
  const other = makeNetwork(4);
  assert.ok(Math.abs(lossOf(other) - lossOf(taught)) > 1);
  const weights = taught.weights();
  other.startFrom({ ...weights, sizes, lexicon: new Lexicon([], [], []) });
  assert.deepEqual(other.weights(), weights);
  assert.ok(Math.abs(lossOf(other) - lossOf(taught)) < 0.1);
});
