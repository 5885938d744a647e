// The command line at a running server, with and without accounts.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { Desk } from '../../src/server/desk.ts';
import { listen } from '../../src/server/listen.ts';
import { launcher } from '../command.ts';
import { recordFolder } from './browser.ts';

async function deeds(args: readonly string[], token?: string): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(process.execPath, [launcher, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...(token !== undefined && { DEEDS_TOKEN: token }) },
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (piece: Buffer) => (out += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (err += piece.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, out, err };
}

test('what is added, listed, confirmed and logged at a server is what a folder would have', async t => {
  const folder = recordFolder();
  const server = await listen(await Desk.open({ folder, by: 'Ana' }), { host: 'localhost', port: 0 });
  t.after(async () => {
    await server.close();
    rmSync(dirname(folder), { recursive: true, force: true });
  });
  const at = ['--server', server.address];
  const report = join(dirname(folder), 'report.txt');
  writeFileSync(report, 'The ministry said on Monday that the talks had failed.');
  const added = await deeds(['add', report, ...at]);
  assert.equal(added.code, 0, added.err);
  assert.match(added.out, /added as doc_/u);
  assert.match((await deeds(['add', report, ...at])).out, /already in the record/u);
  const listed = await deeds(['show', 'statements', '--json', ...at]);
  const { items } = JSON.parse(listed.out) as { items: { id: string; document: string }[] };
  assert.equal(items.length, 1, listed.err);
  const name = `${items[0]!.document}/${items[0]!.id}`;
  assert.match((await deeds(['review', 'confirm', name, ...at])).err, /confirmed/u);
  const log = await deeds(['log', '--kind', 'claim_reviewed', '--jsonl', ...at]);
  assert.equal(log.out.trim().split('\n').length, 1);
  assert.match(log.out, /Ana/u);
  assert.match((await deeds(['show', 'statements', ...at])).err, /server_format|--json/u);
  assert.equal((await deeds(['review', 'confirm', 'clm_1', ...at])).code, 2);
});

test('an address that is none, and one where nobody answers, are told in a sentence', async () => {
  for (const [server, wanted] of [
    ['http://deeds.example.org', /no address of a server/u],
    ['nonsense', /no address of a server/u],
    ['http://127.0.0.1:9', /does not answer/u],
  ] as const) {
    const { code, err } = await deeds(['show', 'documents', '--json', '--server', server]);
    assert.notEqual(code, 0);
    assert.match(err, wanted);
  }
});
