// Instruments and provisions by the command line: registered from a file, edited, withdrawn, undone, erased.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Provision } from '../src/core/instrument.ts';
import { deeds } from './command.ts';

/** The instrument that the page on judgement shows. */
const page = readFileSync(join(import.meta.dirname, '..', 'docs', 'judgement.md'), 'utf8');
const shown = /```json\n(.*?)```/su.exec(page)![1]!;
const text =
  'Harbour Accord of Norland and Sudmark.\n\nNeither side will conduct the theft of trade secrets by hacking, and both will talk.\n';

interface Desk {
  readonly run: (...args: string[]) => string;
  readonly code: (...args: string[]) => { readonly code: number | null; readonly err: string };
  readonly list: (...args: string[]) => Record<string, unknown>[];
  readonly write: (name: string, content: string) => void;
}

function desk(t: TestContext): Desk {
  const folder = mkdtempSync(join(tmpdir(), 'deeds-instruments-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, content: string): void => writeFileSync(join(folder, name), content);
  write('norland-text.txt', text);
  write('accord.json', shown);
  const call = (args: string[]): ReturnType<typeof deeds> => deeds(args, { cwd: folder });
  const run = (...args: string[]): string => {
    const { code, out, err } = call(args);
    assert.equal(code, 0, `${args.join(' ')}: ${err}`);
    return out + err;
  };
  run('add', 'norland-text.txt', '--by', 'Ana');
  const list = (...args: string[]): Record<string, unknown>[] => {
    const { out } = call([...args, '--json']);
    return (JSON.parse(out) as { items: Record<string, unknown>[] }).items;
  };
  return { run, code: (...args) => call(args), list, write };
}

test('the instrument that the page shows is registered with its words, once; edited; withdrawn; and all of that taken back', t => {
  const { run, list, write } = desk(t);
  assert.match(run('instrument', 'by-hand', 'accord.json', '--by', 'Ana'), /2 entries recorded/u);
  assert.match(run('instrument', 'by-hand', 'accord.json', '--by', 'Ben'), /as it was/u);
  const [theft] = list('instrument', 'show', 'ins_harbour') as unknown as [Provision];
  const { start, end, exact } = theft.words[0]!;
  assert.equal(text.slice(start, end), exact);
  assert.equal(theft.elements.conduct?.standing, 'stated');

  write('edited.json', shown.replace('"label": "1"', '"label": "One"'));
  assert.match(run('instrument', 'by-hand', 'edited.json', '--by', 'Ben'), /1 entry recorded/u);
  assert.equal(list('instrument', 'show', 'ins_harbour')[0]!['label'], 'One');
  const [edit] = list('log', '--kind', 'provision_registered', '--by', 'Ben');
  run('undo', String(edit!['sequence']), '--by', 'Ana');
  assert.equal(list('instrument', 'show', 'ins_harbour')[0]!['label'], '1');

  run('instrument', 'withdraw', 'prv_theft', '--why', 'It is said twice.', '--by', 'Ana');
  assert.equal(list('instrument', 'show', 'ins_harbour').length, 0);
  const [gone] = list('log', '--kind', 'provision_withdrawn');
  run('undo', String(gone!['sequence']), '--by', 'Ana');
  assert.equal(list('instrument', 'show', 'ins_harbour').length, 1);
  run('instrument', 'withdraw', 'ins_harbour', '--by', 'Ana');
  assert.equal(list('instrument', 'show').length, 0);
  assert.match(run('verify'), /all is as it was recorded/u);
  assert.match(run('rebuild'), /is what it was/u);
});

test('what was erased leaves the label and the bound parties, and none of the words', t => {
  const { run, list } = desk(t);
  run('instrument', 'by-hand', 'accord.json', '--by', 'Ana');
  const [document] = list('show', 'documents');
  run('erase', String(document!['id']), '--basis', 'a court said so', '--yes', '--by', 'Ana');
  const [theft] = list('instrument', 'show', 'ins_harbour');
  assert.equal(theft!['erased'], true);
  assert.deepEqual([theft!['label'], theft!['words']], ['1', []]);
  assert.doesNotMatch(JSON.stringify(theft), /hacking/u);
  assert.match(run('rebuild'), /is what it was/u);
  run('verify');
});

test('words that stand in no text, strangers among the bound, and unknown ids are refused with what to do', t => {
  const { code, write } = desk(t);
  const refused = (json: string, problem: string): void => {
    write('wrong.json', json);
    const { code: exit, err } = code('instrument', 'by-hand', 'wrong.json', '--by', 'Ana');
    assert.equal(exit, 2, err);
    assert.match(err, new RegExp(problem, 'u'));
  };
  refused(shown.replace('by hacking",', 'by wishing",'), 'words_not_found');
  refused(shown.replace('"bound": ["state/norland"', '"bound": ["state/elsewhere"'), 'invalid_instrument');
  refused(shown.replace('norland-text.txt', 'nowhere.txt'), 'unknown_document');
  refused(shown.replace('"prohibition"', '"wish"'), 'invalid_instrument');
  assert.match(code('instrument', 'show', 'ins_none').err, /unknown_instrument/u);
  assert.match(code('instrument', 'withdraw', 'prv_none', '--by', 'Ana').err, /unknown_instrument/u);
});
