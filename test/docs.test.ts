// The documentation is held true to the program.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { madePages } from '../docs/made.ts';
import { commandLine } from '../src/cli/program.ts';

const root = join(import.meta.dirname, '..');
const page = (name: string): string => readFileSync(join(root, name), 'utf8');

test('pages made from code are as the code would make them', () => {
  for (const [name, content] of madePages())
    assert.equal(page(`docs/${name}`), content, `docs/${name}: run npm run docs`);
});

test('every verb and every option is documented', () => {
  const text = page('docs/verbs.md');
  const sections = new Map(text.split(/^## /mu).map(part => [/^`deeds ([a-z]+)/u.exec(part)?.[1], part]));
  for (const verb of commandLine().commands) {
    const section = sections.get(verb.name());
    assert.ok(section, `docs/verbs.md has no section for deeds ${verb.name()}`);
    for (const part of verb.commands) {
      assert.ok(
        section.includes(`\`deeds ${verb.name()} ${part.name()}`),
        `docs/verbs.md has no line for deeds ${verb.name()} ${part.name()}`,
      );
    }
    for (const option of [verb, ...verb.commands].flatMap(command => command.options)) {
      assert.ok(
        section.includes(`\`${option.long}`),
        `docs/verbs.md, deeds ${verb.name()}: ${option.long} is not documented`,
      );
    }
  }
});

/** The TypeScript below a folder of the house, without its tests, as one text. */
const sourceBelow = (folder: string): string =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map(name => page(join(folder, name)))
    .join('\n');

/** Codes that stand first in the rows of a table. */
const tabled = (text: string): string[] =>
  [...text.matchAll(/^\| (`[^|]+`) \|/gmu)].flatMap(([, cell]) => cell!.match(/[a-z_0-9]+/gu)!);

const [problems, findings] = page('docs/problems.md').split('## What verify finds') as [string, string];

test('every problem code in the source is on the page, and no other', () => {
  const raised = new Set([...sourceBelow('src').matchAll(/new Problem\(\s*'([a-z_0-9]+)'/gu)].map(match => match[1]!));
  assert.deepEqual(tabled(problems).toSorted(), [...raised].toSorted());
});

test('every code that verify finds is on the page, and no other', () => {
  const calls = sourceBelow('src/record/verify').matchAll(
    /indings\.problem\(\s*(?:`[^`]*`|'[^']*'|\w+),\s*'([a-z_0-9]+)'/gu,
  );
  assert.deepEqual(tabled(findings).toSorted(), [...new Set([...calls].map(match => match[1]!))].toSorted());
});

test('every link from one page of the house to another leads to a file', () => {
  const pages = ['README.md', 'ARCHITECTURE.md', 'AGENTS.md', 'CONTRIBUTING.md', 'CHANGELOG.md'].concat(
    readdirSync(join(root, 'docs'))
      .filter(name => name.endsWith('.md'))
      .map(name => `docs/${name}`),
  );
  const links = pages.flatMap(from =>
    [...page(from).matchAll(/\]\((?![a-z]+:|#)([^)#]+)/gu)].map(([, to]) => ({ from, to: to! })),
  );
  assert.ok(links.length > 20, `${links.length}`);
  for (const { from, to } of links) assert.ok(existsSync(join(root, dirname(from), to)), `${from}: ${to}`);
});

test('the README names only scripts and verbs that are there', () => {
  const { scripts } = JSON.parse(page('package.json')) as { scripts: Record<string, string> };
  for (const name of ['README.md', 'CONTRIBUTING.md', 'AGENTS.md', 'ARCHITECTURE.md']) {
    const text = page(name);
    for (const [, script] of text.matchAll(/npm run (?:--silent )?([a-z:]+)/gu))
      assert.ok(scripts[script!], `${name}: npm run ${script}`);
    const verbs = commandLine().commands.map(verb => verb.name());
    for (const [, verb] of text.matchAll(/npx deeds ([a-z]+)/gu))
      assert.ok(verbs.includes(verb!), `${name}: deeds ${verb}`);
  }
});
