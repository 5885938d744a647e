// Whole texts keep their answers in src/kinds/commitment/texts.txt, a sentence a line; the head of the file says what its marks mean.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadEngine } from '../../../app.ts';
import { capture } from '../../../capture/index.ts';
import { read } from '../../../read.ts';
import type { CommitmentBody } from '../commitment.ts';
import { authoredPage } from './page.ts';
import { registerOf } from './register.ts';
import { analyse } from '../../../language/analyse.ts';

const engine = loadEngine();

interface MarkedLine {
  readonly text: string;
  readonly marks: readonly (readonly [letter: string, words: string])[];
  readonly kind: string | undefined;
}

const lineOf = (line: string): MarkedLine => {
  const [marked = '', kind] = line.split(' => ');
  return {
    text: marked.replace(/\{[A-Z] ([^{}]*)\}/gu, '$1'),
    marks: [...marked.matchAll(/\{([A-Z]) ([^{}]*)\}/gu)].map(match => [match[1]!, match[2]!]),
    kind,
  };
};

const texts = readFileSync(new URL('../texts.txt', import.meta.url), 'utf8')
  .split(/^## /mu)
  .slice(1);

for (const marked of texts) {
  const [head = '', ...rest] = marked.split('\n');
  const [name, register] = head.split(' => ');
  const lines = rest.filter(line => line.trim() !== '').map(lineOf);
  const text = lines.map(line => line.text).join('\n');

  test(`${name}: speaks as a ${register}`, () => {
    const page = authoredPage(analyse(text, engine.language));
    assert.equal(
      registerOf(page, false, features => engine.commitments.release(features)),
      register,
    );
  });

  const bodies = read(capture(Buffer.from(text)), engine).claims.flatMap(claim =>
    claim.kind === 'commitment' ? [{ ...(claim.body as CommitmentBody), rule: claim.rule }] : [],
  );
  let start = 0;
  for (const { text: line, marks, kind } of lines) {
    const [from, to] = [start, start + line.length];
    start = to + 1;
    test(`${name}: ${line}`, () => {
      const here = bodies.filter(({ undertaking }) => undertaking.start < to && undertaking.end > from);
      const seen = JSON.stringify(
        here.map(body => [body.rule, body.bound?.words.exact, body.undertaking.exact, body.kind]),
      );
      if (marks.length === 0) return assert.equal(here.length, 0, `must give nothing, read: ${seen}`);
      const fits = here.some(
        ({ bound, undertaking, kind: read }) =>
          marks.every(([letter, words]) =>
            letter === 'B'
              ? bound !== undefined && words.includes(bound.words.exact)
              : undertaking.exact.includes(words) || words.includes(undertaking.exact),
          ) &&
          (kind === undefined || kind === read),
      );
      assert.ok(fits, `not read as marked: ${seen}`);
    });
  }
}

test('what a release says can be explained feature by feature, in words', () => {
  const [loudest] = engine.commitments.explain(['role+mood=author will', 'always'], 1);
  assert.match(loudest!, /^[+-]\d+\.\d\d .+/u);
});
