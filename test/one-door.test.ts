// The lint forbids any client of the network outside src/network/: each way to one is planted, and has to be seen.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from './command.ts';

const root = join(import.meta.dirname, '..');

const clients = [
  `import { request } from 'node:http';\nexport const a = request;`,
  `import * as https from 'https';\nexport const a = https;`,
  `import { connect } from 'node:http2';\nexport const a = connect;`,
  `import { connect } from 'node:net';\nexport const a = connect;`,
  `import { connect } from 'node:tls';\nexport const a = connect;`,
  `import { createSocket } from 'node:dgram';\nexport const a = createSocket;`,
  `import { lookup } from 'node:dns/promises';\nexport const a = lookup;`,
  `export { lookup } from 'node:dns';`,
  `import { request } from 'undici';\nexport const a = request;`,
  `export const a = async (): Promise<unknown> => import('node:http');`,
  `import { createRequire } from 'node:module';\nexport const a = createRequire;`,
  `export const a = (): unknown => process.getBuiltinModule('node:http');`,
  `export const a = (): unknown => fetch('https://example.org');`,
  `export const a = (): unknown => globalThis.fetch('https://example.org');`,
  `export const { fetch: a } = globalThis;`,
  `export const a = (): unknown => new WebSocket('wss://example.org');`,
  `export const a = (): unknown => new EventSource('https://example.org');`,
];

/** What the lint says about the one file of a project with our rules. */
function lint(folder: string, file: string, text: string): string {
  cpSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), `${text}\n`);
  const { stdout } = spawnSync(process.execPath, [join(root, 'node_modules/oxlint/bin/oxlint'), file], {
    cwd: folder,
    encoding: 'utf8',
  });
  assert.match(stdout, /Finished in/u);
  return stdout;
}

test('every client of the network is seen by the lint, wherever in src it stands, except behind the door', t => {
  const folder = temporaryFolder(t);
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const client of clients) {
    for (const file of ['src/planted.ts', 'src/cli/planted.ts', 'src/record/sqlite/planted.ts']) {
      assert.match(lint(folder, file, client), /no-restricted-/u, `not seen in ${file}: ${client}`);
    }
    assert.doesNotMatch(lint(folder, 'src/network/planted.ts', client), /no-restricted-/u, client);
  }
  const type = `import type { Socket } from 'node:net';\nexport type A = Socket;`;
  assert.doesNotMatch(lint(folder, 'src/planted.ts', type), /no-restricted-/u);
});
