// The house's walls, as data. A wrong import fails with the sentence that says what to do instead.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { apiRoutes } from '../src/server/api/index.ts';
import type { FormRoute } from '../src/server/api/form.ts';
import { sections } from '../src/server/pages/index.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Which rooms a room may import besides itself. A room is a folder of src/, or a file right below it. */
const mayImport: Record<string, readonly string[]> = {
  core: [],
  'zip.ts': [],
  capture: ['core', 'zip.ts'],
  language: ['core'],
  times: ['core'],
  actors: ['core', 'language'],
  attributions: ['core', 'language'],
  events: ['core', 'language'],
  kinds: ['core', 'language', 'actors', 'times', 'attributions'],
  instruments: ['core', 'language', 'actors', 'times', 'attributions', 'kinds'],
  origins: ['core'],
  record: ['core'],
  outputs: ['core'],
  network: ['core'],
  'read.ts': ['core', 'language', 'actors', 'times', 'attributions', 'kinds', 'events'],
  'capture-child.ts': ['core', 'capture', 'capturing.ts'],
  'capturing.ts': ['core', 'capture'],
  'intake.ts': ['core', 'capture', 'record'],
  archives: ['core', 'record', 'zip.ts', 'intake.ts'],
  'web.ts': ['core', 'intake.ts', 'network'],
  'app.ts': [
    'core',
    'capture',
    'capturing.ts',
    'intake.ts',
    'language',
    'attributions',
    'events',
    'kinds',
    'instruments',
    'origins',
    'record',
    'outputs',
    'read.ts',
  ],
  judgement: ['core'],
  judging: ['core', 'kinds', 'origins', 'judgement', 'record'],
  decisions: ['core', 'actors', 'kinds', 'origins', 'judgement', 'judging', 'record'],
  'witness.ts': ['core', 'record'],
  'exchange.ts': ['core', 'origins', 'record'],
  listings: ['core', 'kinds', 'instruments', 'origins', 'judgement', 'judging', 'record'],
  'who-and-when.ts': ['core', 'outputs', 'record'],
  'official-text.ts': ['core', 'actors', 'app.ts', 'instruments', 'decisions', 'read.ts', 'record'],
  'example.ts': ['core', 'app.ts', 'decisions'],
  accounts: ['core'],
  server: [
    'accounts',
    'web.ts',
    'core',
    'kinds',
    'origins',
    'judgement',
    'judging',
    'record',
    'outputs',
    'app.ts',
    'exchange.ts',
    'decisions',
    'listings',
    'who-and-when.ts',
    'official-text.ts',
  ],
  cli: [
    'accounts',
    'core',
    'capture',
    'language',
    'outputs',
    'app.ts',
    'instruments',
    'judgement',
    'judging',
    'decisions',
    'listings',
    'witness.ts',
    'exchange.ts',
    'intake.ts',
    'archives',
    'web.ts',
    'who-and-when.ts',
    'example.ts',
    'official-text.ts',
    'server',
  ],
};

/** Rooms that must stay pure: no disk, clock, network or process. */
const pure = [
  'core',
  'zip.ts',
  'capture',
  'language',
  'times',
  'actors',
  'attributions',
  'events',
  'kinds',
  'instruments',
  'origins',
  'judgement',
  'outputs',
  'read.ts',
];
const impureModules = /^node:(?:fs|child_process|net|http|https|worker_threads|sqlite|os|dns)/u;

const importStatement = /^(?:import|export)\b[^'"]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gmu;

interface Import {
  readonly file: string;
  readonly room: string;
  readonly target: string;
}

function roomOf(path: string): string {
  return relative(join(root, 'src'), path).split(/[\\/]/u)[0]!;
}

function importsOfSource(): Import[] {
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .flatMap(name => {
      const file = join(root, 'src', name);
      return [...readFileSync(file, 'utf8').matchAll(importStatement)].map(match => ({
        file,
        room: roomOf(file),
        target: (match[1] ?? match[2] ?? match[3])!,
      }));
    });
}

/** The trainers read corpora from disk; they are tools beside the rooms, not part of what reads. */
const isTrainer = (file: string): boolean => /[\\/]train[\\/]/u.test(file);

test('every room imports only what its wall allows', () => {
  for (const { file, room, target } of importsOfSource()) {
    if (!target.startsWith('.') || isTrainer(file)) continue;
    const targetRoom = roomOf(normalize(join(dirname(file), target)));
    if (targetRoom === room) continue;
    const allowed = mayImport[room];
    assert.ok(
      allowed,
      `${relative(root, file)}: the room "${room}" is not in the table; add it to test/layers.test.ts with what it may import`,
    );
    assert.ok(
      allowed.includes(targetRoom),
      `${relative(root, file)} imports ${targetRoom}: ${room} may import only ${allowed.join(', ') || 'itself'}. ` +
        `Put shared words into core, or let read.ts or app.ts bring the two together.`,
    );
  }
});

test('reading is pure: no disk, clock, network or process below read.ts', () => {
  for (const { file, room, target } of importsOfSource()) {
    if (!pure.includes(room) || isTrainer(file)) continue;
    assert.ok(
      !impureModules.test(target),
      `${relative(root, file)} imports ${target}: ${room} is pure. Take what you need as an argument; app.ts reads files and clocks.`,
    );
  }
});

/** What is kept beside the record, and is nothing that it says. */
const FILES_BESIDE = ['src/accounts/accounts.ts', 'src/server/jobs.ts'];

test('no SQL outside record/ but for what is kept beside it', () => {
  for (const { file, room, target } of importsOfSource()) {
    if (target === 'node:sqlite' && !FILES_BESIDE.includes(relative(root, file)))
      assert.equal(room, 'record', `${relative(root, file)} opens a database; only record/ does`);
  }
});

/** Of what people decide, the questions: who only shows something may ask them. All else of `src/decisions` writes, but for types. */
const QUESTIONS = [
  'decidedPairs',
  'findBearing',
  'findClaim',
  'findDocument',
  'findInstrument',
  'toReview',
  'waiting',
  'waitingBefore',
  'allStates',
];

/** Of accounts and jobs, what only looks. Signing in and out, and a new password, are matters of the browser, for they end in a cookie. */
const LOOKING = ['tokensOf', 'all', 'refusals', 'now', 'denied'];
const OF_THE_BROWSER = ['login', 'logout', 'join', 'changePassword'];

const ASK_THE_API =
  'Pages write by the API alone: add an operation to src/server/api, and let the form ask it (formOf in src/server/api/form.ts).';

test('a page writes by the API alone', () => {
  const server = join(root, 'src', 'server');
  const files = ['pages', 'parts', 'published'].flatMap(folder =>
    readdirSync(join(server, folder), { encoding: 'utf8' })
      .filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map(name => join(server, folder, name)),
  );
  assert.ok(files.length > 40, String(files.length));
  for (const file of files) {
    const source = readFileSync(file, 'utf8');
    const told = `${relative(root, file)}: `;
    for (const [, names] of source.matchAll(/^import \{([^}]*)\} from '[^']*\/decisions\/[^']*'/gmu))
      for (const name of names!.split(',').map(one => one.trim()))
        if (name !== '' && !name.startsWith('type '))
          assert.ok(QUESTIONS.includes(name), `${told}imports ${name}, which writes. ${ASK_THE_API}`);
    for (const [, name] of source.matchAll(/\baccounts\??\.(\w+)\(/gu))
      assert.ok([...LOOKING, ...OF_THE_BROWSER].includes(name!), `${told}accounts.${name} writes. ${ASK_THE_API}`);
    assert.doesNotMatch(
      source,
      /\bdesk\.write\b|\bjobs\.(?:start|once)\b|\bwrite\(visit\./u,
      `${told}it writes. ${ASK_THE_API}`,
    );
  }
});

test('every form asks an operation of the API, but for who uses this browser', () => {
  const forms = sections.flatMap(({ routes }) => routes).filter(({ method }) => method === 'POST');
  const own = forms.filter(route => !('operations' in route)).map(({ path }) => path);
  assert.deepEqual(own.toSorted(), ['/account/password', '/join', '/login', '/logout', '/who'], ASK_THE_API);
  for (const form of forms)
    for (const operation of (form as Partial<FormRoute>).operations ?? [])
      assert.ok(apiRoutes.includes(operation), `${form.path} asks ${operation.path}, which no program finds`);
});
