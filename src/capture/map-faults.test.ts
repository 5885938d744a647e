import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SourceRun } from '../core/document.ts';
import { capture } from './index.ts';
import { mapFaults } from './map-faults.ts';

const page = '<!doctype html><p>He said &ldquo;no&rdquo;.<p>Talks  <b>went</b> on.';
const document = capture(new TextEncoder().encode(page));
const map = document.map as readonly SourceRun[];
const faultsOf = (changed: readonly SourceRun[]): string[] =>
  mapFaults({ text: document.text, map: changed }, () => page);

test('a sound map has no faults', () => {
  assert.deepEqual(faultsOf(map), []);
});

const planted: readonly [what: string, changed: SourceRun[], told: RegExp][] = [
  ['that leads one character too far', map.map(run => ({ ...run, sourceStart: run.sourceStart + 1 })), /^leads to "/u],
  ['with a run left out', map.toSpliced(2, 1), /^leaves "no" uncovered/u],
  ['without its end', map.slice(0, -1), /^leaves " on\." uncovered at the end/u],
  ['with a run twice', [...map.slice(0, 2), map[1]!, ...map.slice(2)], /^covers again/u],
  [
    'behind the end of the page',
    map.map(run => ({ ...run, sourceStart: run.sourceStart + 1000 })),
    /^leads to nowhere/u,
  ],
  [
    'with a reference that is another',
    map.with(1, { ...map[1]!, sourceStart: page.indexOf('&rdquo;') }),
    /^leads to "&rdquo;"/u,
  ],
];
for (const [what, changed, told] of planted) {
  test(`a map ${what} is found`, () => {
    assert.match(faultsOf(changed)[0] ?? '', told);
  });
}
