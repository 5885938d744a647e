import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { KERNEL } from './kernel.bytes.ts';
import { compileKernel } from '../train/kernel.ts';
import { Kernel, type Table } from './kernel.ts';

test('the compiled kernel is the one that is written down', async () => {
  assert.ok((await compileKernel()).includes(KERNEL), 'run "npm run kernel"');
});

const size = fc.integer({ min: 1, max: 11 });
const eights = fc.integer({ min: 1, max: 6 }).map(n => 8 * n);

function filled(kernel: Kernel, rows: number, columns: number, seed: number): Table {
  const table = kernel.table(rows, columns);
  for (let i = 0; i < table.values.length; i++) table.values[i] = Math.sin(seed + i * 1.7);
  return table;
}

test('a product is the sum over rows and columns, and the same bits for one row as among many', () => {
  fc.assert(
    fc.property(size, eights, eights, fc.boolean(), (rows, inner, columns, transposed) => {
      const kernel = new Kernel(10_000);
      const a = transposed ? filled(kernel, inner, 16, 1) : filled(kernel, rows, inner, 1);
      const b = filled(kernel, inner, columns, 2);
      const c = filled(kernel, rows, columns, 3);
      const alone = filled(kernel, rows, columns, 3);
      const before = c.values.slice();
      kernel.multiply(rows, a, b, c, { transposed });
      for (let i = 0; i < rows; i++)
        kernel.multiply(1, a, b, alone, transposed ? { transposed, aColumn: i, cRow: i } : { aRow: i, cRow: i });
      assert.deepEqual(c.values, alone.values);
      for (let i = 0; i < rows; i++)
        for (let j = 0; j < columns; j++) {
          let sum = before[i * columns + j]!;
          for (let k = 0; k < inner; k++)
            sum += (transposed ? a.values[k * 16 + i]! : a.values[i * inner + k]!) * b.values[k * columns + j]!;
          assert.ok(Math.abs(sum - c.values[i * columns + j]!) < 1e-5);
        }
    }),
  );
});

test('a product with a packed table is nearly the same, and the same bits for one row as among many', () => {
  fc.assert(
    fc.property(size, eights, eights, fc.integer({ min: -8, max: 8 }), (rows, inner, columns, power) => {
      const kernel = new Kernel(12_000, 11);
      const a = filled(kernel, rows, inner, 1);
      for (let i = 0; i < a.values.length; i++) a.values[i]! *= 2 ** power;
      const b = filled(kernel, inner, columns, 2);
      const [floats, whole, alone] = [3, 3, 3].map(seed => filled(kernel, rows, columns, seed)) as [
        Table,
        Table,
        Table,
      ];
      kernel.multiply(rows, a, b, floats);
      kernel.pack(b);
      kernel.multiply(rows, a, b, whole);
      for (let i = 0; i < rows; i++) kernel.multiply(1, a, b, alone, { aRow: i, cRow: i });
      assert.deepEqual(whole.values, alone.values);
      // Each of the two numbers of a product is off by half a step at most.
      const off = inner * (0.5 / 4_095 + 0.5 / 2_047) * 2 ** power * 1.01 + 1e-5;
      whole.values.forEach((value, i) => assert.ok(Math.abs(value - floats.values[i]!) < off));
    }),
  );
});

test('sums that would not fit into 32 bits are refused, and more rows than there is room for', () => {
  const kernel = new Kernel(20_000, 2);
  assert.throws(() => kernel.pack(kernel.table(264, 8)), RangeError);
  const b = kernel.table(256, 8);
  b.values.fill(-3);
  kernel.pack(b);
  const a = kernel.table(3, 256);
  a.values.fill(7);
  const c = kernel.table(3, 8);
  kernel.multiply(2, a, b, c);
  c.values.subarray(0, 16).forEach(value => assert.ok(Math.abs(value + 256 * 21) < 0.1));
  assert.throws(() => kernel.multiply(3, a, b, c), RangeError);
});

test('a cell forgets, takes in and shows as its gates say', () => {
  const number = fc.double({ min: -40, max: 40, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(number, { minLength: 24, maxLength: 24 }),
      fc.double({ min: -1, max: 1, noNaN: true }),
      (raw, old) => {
        const kernel = new Kernel(1_000);
        const [gates, before, cells, out] = [24, 8, 8, 8].map(columns => kernel.table(1, columns)) as [
          Table,
          Table,
          Table,
          Table,
        ];
        gates.values.set(raw);
        before.values.fill(old);
        kernel.cell(8, gates, 0, before, 0, cells, out, 0, 0);
        for (let i = 0; i < 8; i++) {
          const forget = sigmoid(raw[i]!);
          const cell = forget * old + (1 - forget) * Math.tanh(raw[i + 8]!);
          assert.ok(Math.abs(cells.values[i]! - cell) < 1e-6);
          assert.ok(Math.abs(out.values[i]! - sigmoid(raw[i + 16]!) * Math.tanh(cell)) < 1e-6);
        }
      },
    ),
  );
});

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

test('tables of odd widths are refused', () => {
  assert.throws(() => new Kernel(100).table(1, 7), RangeError);
});
