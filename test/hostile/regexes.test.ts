// A15: every regular expression of capture takes less than 50 ms on 100,000 characters made to keep it busy.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { createContext, Script } from 'node:vm';
import { API } from 'typescript/unstable/sync';
import { isRegularExpressionLiteral } from 'typescript/unstable/ast/is';
import type { Node } from 'typescript/unstable/ast';
import { attacksOn } from './attacks.ts';

const root = join(import.meta.dirname, '..', '..');
const rooms = join(root, 'src', 'capture');

/** Milliseconds of the processor. */
const BUDGET = 50;

/** Every literal in the source, by its syntax tree. */
function literals(): Map<string, RegExp> {
  const found = new Map<string, RegExp>();
  const api = new API({ cwd: root });
  try {
    const project = api.updateSnapshot({ openProjects: [join(root, 'tsconfig.json')] }).getProjects()[0]!;
    const names = project.program
      .getSourceFileNames()
      .filter(name => name.startsWith(rooms) && !name.endsWith('.test.ts'));
    for (const name of names) {
      const visit = (node: Node): void => {
        if (isRegularExpressionLiteral(node)) {
          const end = node.text.lastIndexOf('/');
          found.set(
            `${relative(root, name)} ${node.text}`,
            new RegExp(node.text.slice(1, end), node.text.slice(end + 1)),
          );
        }
        node.forEachChild(visit);
      };
      visit(project.program.getSourceFile(name)!);
    }
  } finally {
    api.close();
  }
  return found;
}

/** Every expression that is put together when a module of capture is loaded. */
async function made(): Promise<Map<string, RegExp>> {
  const found = new Map<string, RegExp>();
  const own = RegExp;
  globalThis.RegExp = new Proxy(own, {
    construct(target, args) {
      const expression = Reflect.construct(target, args) as RegExp;
      // Those of libraries are theirs.
      if (/[\\/]src[\\/]capture[\\/]/u.test(new Error('where').stack!.split('\n')[2] ?? ''))
        found.set(`new ${String(expression)}`, expression);
      return expression;
    },
  });
  try {
    for (const name of readdirSync(rooms, { recursive: true, encoding: 'utf8' }))
      if (name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.endsWith('.d.ts'))
        await import(join(rooms, name));
  } finally {
    globalThis.RegExp = own;
  }
  return found;
}

/** The most that it takes on any attack up to the first on which it takes too much; the best of some times: the machine has other things to do. */
function worst(pattern: RegExp, turns = 3): { readonly took: number; readonly text: string } {
  let most = { took: 0, text: '' };
  for (const text of attacksOn(pattern)) {
    let took = Infinity;
    for (let turn = 0; turn < turns && took > BUDGET / 4; turn++) took = Math.min(took, time(pattern, text));
    if (took > most.took) most = { took, text };
    // One is enough, and of the rest some may take very long.
    if (took > BUDGET) break;
  }
  return most;
}

/** An expression may need longer than the world will last; it is ended. */
const GIVEN_UP = 500;

const tried = createContext({ pattern: /x/, text: '' });
const trying = new Script(`
  pattern.lastIndex = 0;
  if (pattern.global) text.replace(pattern, '');
  else pattern.test(text);
`);

function time(pattern: RegExp, text: string): number {
  Object.assign(tried, { pattern, text });
  const before = process.cpuUsage();
  try {
    trying.runInContext(tried, { timeout: GIVEN_UP });
  } catch {
    return GIVEN_UP;
  }
  return process.cpuUsage(before).user / 1000;
}

test('A15 an expression that takes more than linear time is seen', () => {
  for (const bad of [/(a+)+$/u, /\s+$/u, /^(?:\w+\s?)*$/u, /x[^]*y/u])
    assert.ok(worst(bad, 1).took > BUDGET, String(bad));
});

const all = new Map([...literals(), ...(await made())]);

test('A15 the expressions of capture are found', () => {
  assert.ok(all.size > 120, `${all.size}`);
  assert.ok([...all.keys()].some(name => name.startsWith('new ')));
});

test(`A15 each of ${all.size} expressions stays within ${BUDGET} ms`, () => {
  const slow = [...all].flatMap(([name, pattern]) => {
    const { took, text } = worst(pattern);
    return took > BUDGET
      ? [`${name.slice(0, 200)}: ${Math.round(took)} ms on ${JSON.stringify(text.slice(0, 60))}`]
      : [];
  });
  assert.deepEqual(slow, []);
});
