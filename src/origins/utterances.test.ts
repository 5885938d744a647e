import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { Party } from '../core/actor.ts';
import { type Saying, type Utterance, utterances } from './utterances.ts';

const cases = readFileSync(new URL('utterances.cases.txt', import.meta.url), 'utf8')
  .split(/^### /mu)
  .slice(1)
  .map(written => {
    const [name, ...lines] = written.trim().split('\n');
    return {
      name: name!,
      sayings: lines.filter(line => line.includes('|')).map(sayingIn),
      expected: lines.filter(line => line.startsWith('= ')).map(line => line.slice(2)),
    };
  });

function sayingIn(line: string, number: number): Saying {
  const [document, origin, speaker, exact, ...more] = line.split('|').map(part => part.trim()) as [
    string,
    string,
    string,
    string,
    ...string[],
  ];
  const start = Number(more.find(part => /^\d+$/.test(part)) ?? 0);
  return {
    id: `clm_${number}`,
    document,
    origin,
    published: undefined,
    speaker: speaker === '-' ? undefined : party(speaker),
    voices: [],
    isDegraded: more.includes('degraded'),
    alsoIn: [],
    words: [{ start, end: start + exact.length, exact }],
  };
}

function party(written: string): Party {
  const { name, note } = /^(?<name>[^[]*?)(?: \[(?<note>.*)\])?$/u.exec(written)!.groups as {
    name: string;
    note?: string;
  };
  return {
    words: { start: 0, end: name.length, exact: name },
    actor: undefined,
    name,
    capacity: note === 'class' ? undefined : note,
    how: note === 'class' ? 'class' : 'name',
    reason: 'the case says so',
  };
}

function told({ documents, origins, speakers, isConflicting }: Utterance): string {
  const names = speakers.map(({ name }) => name).toSorted();
  return `${documents.length}/${origins.length}: ${names.join(isConflicting ? ' ≠ ' : ' ')}`;
}

for (const { name, sayings, expected } of cases) {
  test(name, () => assert.deepEqual(utterances(sayings).map(told).toSorted(), expected));
}

test('the order of sayings does not matter', () => {
  const all = cases.flatMap(({ sayings }, i) => sayings.map(one => ({ ...one, document: `${i}${one.document}` })));
  const found = utterances(all);
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), shuffled => {
      assert.deepEqual(utterances(shuffled), found);
    }),
    { numRuns: 20 },
  );
});

test('a cut and a changed word are told where they are', () => {
  const [found] = utterances([
    sayingIn(
      'a | 1 | Corvane | “The new furnace of the works in the valley runs on hydrogen for half of the year, and pays for itself.”',
      0,
    ),
    sayingIn(
      'b | 2 | Corvane | furnace of the works in the valley runs on hydrogen for most of the year and soon pays for itself',
      1,
    ),
  ]);
  assert.deepEqual(found!.witnesses[1]!.alterations, [
    { at: 0, left: 'The new', put: '' },
    { at: 13, left: 'half', put: 'most' },
    { at: 18, left: '', put: 'soon' },
  ]);
});
