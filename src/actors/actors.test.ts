import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { array, assert as holds, constantFrom, property } from 'fast-check';
import { analyse } from '../language/analyse.ts';
import { decodeModel } from '../language/model.ts';
import { type ActorReading, readActors } from './actors.ts';

const model = decodeModel(readFileSync(new URL('../../model/english.bin', import.meta.url)));
const read = (text: string): ActorReading => readActors(analyse(text, model), { published: '2015-11-09' });

interface Question {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly capacity: string | undefined;
}

/** A line of `who.cases.txt`: the text without its marks, and what they ask. */
function parse(line: string): { text: string; questions: Question[] } {
  const lower = line.startsWith('lower: ');
  const marked = lower ? line.slice('lower: '.length) : line;
  const questions: Question[] = [];
  let text = '';
  let at = 0;
  for (const match of marked.matchAll(/\[([^\]]+?) => ([^\]|]+?)(?: \| ([^\]]+))?\]/gu)) {
    text += marked.slice(at, match.index);
    questions.push({ start: text.length, end: text.length + match[1]!.length, name: match[2]!, capacity: match[3] });
    text += match[1]!;
    at = match.index + match[0].length;
  }
  text += marked.slice(at);
  return { text, questions };
}

const lines = readFileSync(new URL('who.cases.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter(line => line.trim() !== '' && !line.startsWith('#'));

describe('who is meant', () => {
  for (const marked of lines) {
    const known = marked.startsWith('? ');
    const line = known ? marked.slice(2) : marked;
    test(line, { todo: known && 'the trained model misreads it' }, () => {
      const { text, questions } = parse(line);
      const analysis = analyse(text, model);
      const reading = readActors(analysis, { published: '2015-11-09' });
      for (const question of questions) {
        const words = analysis.wordsIn(question);
        const heads = words.filter(word => !words.includes(word.head!) && word.pos !== 'PUNCT');
        const answers = [...heads, ...words].map(word => reading.party(word));
        const party = answers[0]!;
        const id = party.actor ?? '';
        const name =
          party.how === 'unresolved' || party.actor === undefined
            ? '?'
            : `${id.startsWith('class/') ? 'class ' : ''}${party.name}`;
        assert.equal(name, question.name, `${text.slice(question.start, question.end)}: ${party.reason}`);
        if (question.capacity !== undefined) assert.equal(party.capacity ?? 'none', question.capacity);
      }
      if (questions.length === 0) assert.deepEqual(reading.mentions, []);
    });
  }
});

const types = (text: string): Record<string, string> =>
  Object.fromEntries(read(text).actors.map(({ name, type }) => [name, type]));

test('what has a government in the text is a state; who leads one is none', () => {
  const two = types(
    'The governments of Ostria and Kelland agreed on Friday to reopen the border. Ostria said it would go.',
  );
  assert.equal(two['Ostria'], 'state');
  assert.equal(two['Kelland'], 'state');
  assert.notEqual(types('The government of Angela Lindqvist fell on Friday.')['Angela Lindqvist'], 'state');
});

describe('laws', () => {
  const piece = constantFrom(
    ...lines.map(line => parse(line).text),
    'Mr.',
    'the two',
    '(',
    'U.S.',
    'his counterpart',
    'It',
    'both sides',
    '\n\n',
    '“',
    'Ministry of',
    'President',
    '’s',
    '𝒳',
  );
  const texts = array(piece, { maxLength: 8 }).map(parts => parts.join(' '));

  test('every span holds its words, mentions stand in order, every actor meant is listed', () => {
    holds(
      property(texts, text => {
        const reading = read(text);
        let before = 0;
        for (const { words, actor, reason } of reading.mentions) {
          assert.equal(text.slice(words.start, words.end), words.exact);
          assert.ok(words.start >= before);
          before = words.start;
          assert.ok(reason.length > 0);
          if (actor !== undefined) assert.ok(reading.actor(actor) !== undefined);
        }
        assert.equal(new Set(reading.actors.map(actor => actor.id)).size, reading.actors.length);
        for (const { id, posts } of reading.actors) {
          assert.match(id, /^[a-z]+\/[^/\s]+$/u);
          for (const post of posts) assert.equal(text.slice(post.words.start, post.words.end), post.words.exact);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('reading twice gives the same; every word has a party', () => {
    holds(
      property(texts, text => {
        const analysis = analyse(text, model);
        const [a, b] = [readActors(analysis, { published: undefined }), readActors(analysis, { published: undefined })];
        assert.deepEqual(a.actors, b.actors);
        assert.deepEqual(a.mentions, b.mentions);
        for (const word of analysis.words) {
          const party = a.party(word);
          assert.ok(party.name.length > 0);
          assert.equal(text.slice(party.words.start, party.words.end), party.words.exact);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('200 kB are read in a moment', () => {
    const part = lines.map(line => parse(line).text).join('\n');
    const analysis = analyse(part.repeat(Math.ceil(200_000 / part.length)).slice(0, 200_000), model);
    const start = performance.now();
    readActors(analysis, { published: undefined });
    assert.ok(performance.now() - start < 5_000);
  });
});

test('who heads an organ of a state holds a post of it; who heads its central bank or its opposition does not', () => {
  for (const [words, of] of [
    ["the head of Mexico's government", 'state/mexico'],
    ["the head of Mexico's central bank", undefined],
    ["the leader of Mexico's opposition", undefined],
  ] as const) {
    const reading = read(`"We will wait," Maria Lopez, ${words}, told reporters.`);
    const posts = reading.actors.find(({ name }) => name === 'Maria Lopez')!.posts;
    assert.deepEqual(
      posts.map(post => post.of),
      [of],
      words,
    );
  }
});
