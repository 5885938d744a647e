// The command line at a running server, with and without accounts.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { exampleDay, makeExample } from '../../src/example.ts';
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
  assert.match(
    (await deeds(['show', 'statements', ...at])).out,
    /^ +1\. The ministry said/u,
    'for people, as a folder does',
  );
  assert.equal((await deeds(['review', 'confirm', 'clm_1', ...at])).code, 2);
  // Edited, taken back, made by hand, found.
  const edit = await deeds(['review', 'edit', name, '--set', '{"factuality":"alleged"}', '--why', 'It is said', ...at]);
  assert.equal(edit.code, 0, edit.err);
  assert.match((await deeds(['show', 'statements', '--jsonl', ...at])).out, /"factuality":"alleged"/u);
  assert.equal((await deeds(['review', 'undo', name, ...at])).code, 0);
  assert.doesNotMatch((await deeds(['show', 'statements', '--jsonl', ...at])).out, /alleged/u);
  const document = items[0]!.document;
  const byHand = ['review', 'add', '--document', document, '--kind', 'act', '--words', 'the talks had failed'];
  const made = await deeds([...byHand, '--why', 'A deed', ...at]);
  assert.match(made.out, new RegExp(`^${document}/clm_`, 'u'), made.err);
  const wrong = await deeds(['review', 'add', '--document', document, '--kind', 'act', '--words', 'nowhere', ...at]);
  assert.equal(wrong.code, 1);
  assert.match(wrong.err, /\[words_not_found\]|\[no_such_words\]|nowhere/u);
  assert.match((await deeds(['search', 'talks', ...at])).out, /talks/u);
  assert.equal(
    (JSON.parse((await deeds(['search', 'talks', '--limit', '1', '--json', ...at])).out) as { items: object[] }).items
      .length,
    1,
  );
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

test('what is judged at a server is what the folder judges: lists, briefs, and evidence that somebody confirms', async t => {
  const folder = recordFolder();
  for await (const outcome of makeExample(folder, 'Ana')) assert.equal(outcome.outcome, 'added');
  const server = await listen(await Desk.open({ folder, by: 'Ana' }), { host: 'localhost', port: 0 });
  t.after(async () => {
    await server.close();
    rmSync(dirname(folder), { recursive: true, force: true });
  });
  const [at, here] = [
    ['--server', server.address],
    ['--record', folder],
  ];
  for (const asked of [
    ['judge', 'findings', '--day', exampleDay(), '--csv'],
    ['judge', '--day', exampleDay(), '--party', 'Sudmark', '--jsonl'],
    ['judge', 'bearings', 'ins_straits', '--json'],
    ['judge', 'scope', '--csv'],
    ['judge', 'attributions'],
    ['judge', 'calendar', '--day', exampleDay()],
    ['judge', 'scales', '--day', exampleDay(), '--provision', 'prv_theft', '--json'],
    ['brief', '--day', exampleDay(), '--meeting', 'Second ministerial dialogue'],
  ]) {
    const [remote, local] = [await deeds([...asked, ...at]), await deeds([...asked, ...here])];
    assert.equal(remote.code, 0, remote.err);
    assert.ok(local.out.length > 100);
    assert.equal(remote.out, local.out, asked.join(' '));
  }
  // Asked twice with one key, it is decided once.
  const { items: all } = JSON.parse((await deeds(['judge', 'bearings', '--json', ...at])).out) as {
    items: { id: string }[];
  };
  const decide = async (verdict: string): Promise<Response> =>
    fetch(`${server.address}api/v1/bearings/${all[2]!.id}/review`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'once' },
      body: JSON.stringify({ verdict }),
    });
  const [first, again] = [await (await decide('rejected')).text(), await (await decide('rejected')).text()];
  assert.equal(again, first);
  assert.match(first, /"entry":\d+/u);
  assert.equal((await decide('accepted')).status, 409);
  const { items } = JSON.parse((await deeds(['judge', 'bearings', '--json', ...at])).out) as {
    items: { id: string }[];
  };
  assert.equal((await deeds(['judge', 'accept', items[0]!.id, '--why', 'So it is', ...at])).code, 0);
  assert.equal((await deeds(['judge', 'reject', items[1]!.id, ...at])).code, 0);
  const states = (await deeds(['judge', 'bearings', '--jsonl', ...here])).out.trim().split('\n');
  const stateOf = (id: string): string | undefined =>
    (JSON.parse(states.find(line => line.includes(id))!) as { state?: string }).state;
  assert.deepEqual([stateOf(items[0]!.id), stateOf(items[1]!.id)], ['confirmed', 'rejected']);
  assert.match((await deeds(['judge', 'findings', '--window', 'year', ...at])).err, /Give its days/u);
});

test('a finding goes its whole way at a server, and what comes of it is what the folder has: exports, origins, the published site, a bundle, and that nothing was altered', async t => {
  const folder = recordFolder();
  for await (const outcome of makeExample(folder, 'Clerk')) assert.equal(outcome.outcome, 'added');
  const server = await listen(await Desk.open({ folder, by: 'Ana' }), { host: 'localhost', port: 0 });
  const home = dirname(folder);
  t.after(async () => {
    await server.close();
    rmSync(home, { recursive: true, force: true });
  });
  const [at, here] = [
    ['--server', server.address],
    ['--record', folder],
  ];
  const day = ['--day', exampleDay()];
  const ok = async (...args: readonly string[]): Promise<string> => {
    const { code, out, err } = await deeds(args);
    assert.equal(code, 0, `${args.join(' ')}: ${err}`);
    return out;
  };

  // Evidence: confirmed as it is, and one of it set otherwise.
  const listed = JSON.parse(await ok('judge', 'findings', '--provision', 'prv_theft', ...day, '--json', ...at)) as {
    items: { finding: { restsOn: string[]; party: string } }[];
  };
  const { restsOn } = listed.items.find(({ finding }) => finding.party === 'state/sudmark')!.finding;
  assert.ok(restsOn.length > 1);
  await ok('judge', 'accept', ...restsOn, '--why', 'It says so', ...at);
  await ok('judge', 'accept', restsOn[0]!, '--credibility', '2', ...at);
  assert.match(await ok('judge', 'bearings', '--jsonl', ...here), /"credibility":"2"/u);
  await ok('judge', 'source', 'Sudmark Herald', 'C', '--why', 'Has been wrong before', ...at);
  assert.match(await ok('log', '--kind', 'source_rated', '--jsonl', ...here), /Sudmark Herald/u);

  const proposed = await ok('judge', 'propose', '--provision', 'prv_theft', '--party', 'state/sudmark', ...day, ...at);
  const id = /^fnd_[0-9a-f]{24}/u.exec(proposed)![0];
  assert.match(proposed, /^fnd_[0-9a-f]{24} {2}.* · .*: .*\n$/u);
  const wrong = await deeds(['judge', 'review', id, '--return', ...day, ...at]);
  assert.match(wrong.err, /return_without_reason/u);
  for (const by of ['Ben', 'Ida']) await ok('judge', 'review', id, '--approve', '--by', by, ...day, ...at);
  await ok('judge', 'publish', id, ...day, ...at);
  assert.match(await ok('judge', 'findings', '--provision', 'prv_theft', ...day, '--csv', ...here), /published/u);

  // What was written is signed when all is quiet, which is an entry as well.
  for (let last = ''; last !== 'checkpoint_made'; await new Promise(done => setTimeout(done, 200))) {
    const log = (await (await fetch(`${server.address}record.json`)).json()) as { items: { kind: string }[] };
    last = log.items.at(-1)!.kind;
  }
  const first = JSON.parse((await ok('log', '--kind', 'bearing_set', '--jsonl', ...here)).split('\n')[0]!) as {
    sequence: number;
  };
  for (const asked of [
    ...['stix', 'claimreview', 'ical', 'atom'].map(format => ['judge', 'export', '--format', format, ...day]),
    ['export', 'events'],
    ['export', 'events', '--from', '2026-01-01', '--reviewed'],
    ['origins'],
    ['origins', '--json'],
    ['origins', '--csv'],
    ['show', 'statements', '--as-of', '3', '--jsonl'],
    ['log', '--from', '7', '--by', 'Ana', '--jsonl'],
    ['judge', 'bearings', '--as-of', String(first.sequence), '--csv'],
  ]) {
    const [remote, local] = [await ok(...asked, ...at), await ok(...asked, ...here)];
    assert.equal(remote, local, asked.join(' '));
  }
  assert.notEqual(
    await ok('show', 'statements', '--as-of', '3', '--jsonl', ...at),
    await ok('show', 'statements', '--jsonl', ...at),
  );

  await ok('publish', join(home, 'theirs'), ...at);
  await ok('publish', join(home, 'ours'), ...here);
  const filesOf = (folder: string): string[] =>
    readdirSync(join(home, folder), { recursive: true, encoding: 'utf8' }).toSorted();
  assert.deepEqual(filesOf('theirs'), filesOf('ours'));
  const page = join('board', 'ins_straits', id, 'index.html');
  assert.equal(readFileSync(join(home, 'theirs', page), 'utf8'), readFileSync(join(home, 'ours', page), 'utf8'));

  const [document] = JSON.parse(await ok('show', 'documents', '--json', ...at)).items as { id: string }[];
  const bundle = join(home, 'some.deeds');
  await ok('export', '--bundle', bundle, '--document', document!.id, ...at);
  assert.match(await ok('verify', '--bundle', bundle), /all is as it was recorded/u);
  assert.equal((await deeds(['export', '--bundle', bundle, '--document', document!.id, ...at])).code, 2, 'it is there');
  const all = await deeds(['export', '--bundle', join(home, 'all.deeds'), ...at]);
  assert.match(all.err, /server_format/u);

  // Noted, taken back, parted, and corrected; what rests on it is a list like any other.
  const noted = (await deeds(['note', document!.id, 'Asked the editor.', ...at])).err;
  const entry = /entry (\d+)/u.exec(noted)![1]!;
  assert.match((await deeds(['undo', entry, ...at])).err, /note_added about doc_.* taken back by Ana/u);
  const {
    items: [, other],
  } = JSON.parse(await ok('show', 'documents', '--json', ...here)) as { items: { id: string }[] };
  assert.match(
    (await deeds(['unlink', document!.id, other!.id, ...at])).err,
    /They count as two origins|Both count as one/u,
  );
  const joined = await deeds(['link', document!.id, other!.id, '--why', 'One wire', ...at]);
  assert.match(joined.err, /Both count as one origin/u, joined.err);
  assert.match((await deeds(['unlink', document!.id, other!.id, ...at])).err, /recorded as entry/u);
  const corrected = await ok('correct', document!.id, '--retract', '--why', 'They took it back', '--csv', ...at);
  assert.equal(corrected, await ok('show', 'affected', '--document', document!.id, '--csv', ...here));
  assert.equal(corrected, await ok('show', 'affected', '--document', document!.id, '--csv', ...at));

  assert.match(await ok('verify', ...at), /all is as it was recorded/u);
  const report = JSON.parse(await ok('verify', '--json', ...at)) as { schema: string; problems: object[] };
  assert.deepEqual([report.schema, report.problems], ['deeds-verify/1', []]);
  const witness = join(home, 'witness');
  await ok('checkpoint', ...here, '--by', 'Ana', '--witness', witness);
  assert.match(await ok('verify', '--witness', witness, ...at), /Witnessed: 1 checkpoint/u);
  assert.match((await deeds(['verify', '--bundle', bundle, ...at])).err, /two_things/u);
});

test('a server whose files lead out of the folder writes nothing', async t => {
  const home = mkdtempSync(join(tmpdir(), 'deeds-published-'));
  for (const path of ['../evil.html', '/etc/evil', 'a/../../evil', 'a\\..\\evil', '']) {
    const server = createServer((_, answer) => {
      answer.setHeader('content-type', 'application/json');
      answer.end(
        JSON.stringify({
          files: [
            { path: 'index.html', content: 'x' },
            { path, content: 'x' },
          ],
        }),
      );
    });
    server.listen(0, 'localhost');
    await once(server, 'listening');
    t.after(() => server.close());
    const { port } = server.address() as { port: number };
    const told = await deeds(['publish', join(home, 'site'), '--server', `http://localhost:${port}`]);
    assert.match(told.err, /not below the folder/u, path);
    assert.deepEqual(readdirSync(home), []);
  }
  rmSync(home, { recursive: true });
});

test('a verb that works at the folder only says so, and which work at a server', async () => {
  for (const verb of [
    ['rebuild'],
    ['explain', 'x'],
    ['instrument', 'compare'],
    ['erase', 'doc_1'],
    ['backup', 'x'],
    ['actor', 'merge', 'x', 'y'],
  ]) {
    const { code, err } = await deeds([...verb, '--server', 'http://localhost:1']);
    assert.equal(code, 2, verb.join(' '));
    assert.match(
      err,
      /works at the folder of a record, and not at a server\. Run it .*`deeds review edit`.*\[folder_only\]/u,
    );
  }
});

test('an agreement is registered at a server from its text and by hand, confirmed, shown and withdrawn, as in a folder', async t => {
  const folder = recordFolder();
  const server = await listen(await Desk.open({ folder, by: 'Ana' }), { host: 'localhost', port: 0 });
  const home = dirname(folder);
  t.after(async () => {
    await server.close();
    rmSync(home, { recursive: true, force: true });
  });
  const at = ['--server', server.address];
  const text = (title: string, ...undertakings: string[]): string => {
    const file = join(home, `${title}.txt`);
    writeFileSync(
      file,
      `${title} of Norland and Sudmark\n\nLund, 14 May 2024\n\n${undertakings.map((one, index) => `${index + 1}. ${one}`).join('\n\n')}\n`,
    );
    return file;
  };
  const joint = text(
    'Joint Statement on Fishing',
    'Norland and Sudmark will share their charts of the northern banks.',
    'Neither side will use nets of more than two miles.',
  );
  const parties = ['--party', 'state/norland=Norland', '--party', 'state/sudmark=Sudmark'];
  const added = await deeds(['instrument', 'add', joint, '--id', 'fish', ...parties, ...at]);
  assert.equal(added.code, 0, added.err);
  assert.match(added.err, /ins_fish .* with 2 provisions, read and not confirmed: 3 entries/u);
  // The same again changes nothing; another text by the same name takes nobody's place.
  assert.match((await deeds(['instrument', 'add', joint, '--id', 'fish', ...parties, ...at])).err, /0 entries/u);
  const other = text('Joint Statement on Ferries', 'Sudmark will lend two patrol ships to the coast guard of Norland.');
  assert.match((await deeds(['instrument', 'add', other, '--id', 'fish', ...parties, ...at])).err, /agreement_known/u);
  const parallel = await deeds([
    'instrument',
    'add',
    other,
    '--to',
    'ins_fish',
    '--of',
    'state/sudmark=Sudmark',
    ...at,
  ]);
  assert.match(parallel.err, /0 provisions stand in this text too, 1 only in it, 2 not in it/u);
  const { items } = JSON.parse((await deeds(['instrument', 'show', '--json', ...at])).out) as {
    items: { texts: { by?: string }[] }[];
  };
  assert.equal(items[0]!.texts.at(-1)!.by, 'state/sudmark');
  assert.match((await deeds(['instrument', 'confirm', 'prv_fish_2', ...at])).err, /1 provision confirmed/u);
  // Read again, what somebody confirmed stays confirmed.
  assert.match((await deeds(['instrument', 'add', joint, '--id', 'fish', ...parties, ...at])).err, /1 entry recorded/u);
  const show = async (...args: string[]): Promise<string> => (await deeds(['instrument', 'show', ...args])).out;
  assert.equal(await show('ins_fish', '--json', ...at), await show('ins_fish', '--json', '--record', folder));
  assert.equal(await show('--csv', ...at), await show('--csv', '--record', folder));
  assert.match(await show('ins_fish', ...at), /prv_fish_1.*read by deeds/u);
  const file = join(home, 'by-hand.json');
  writeFileSync(
    file,
    JSON.stringify({
      id: 'ins_banks',
      title: 'Accord on the banks',
      parties: [{ actor: 'state/norland', name: 'Norland' }],
      provisions: [{ id: 'prv_banks', label: '1', kind: 'standing_duty', bound: ['state/norland'] }],
    }),
  );
  assert.match((await deeds(['instrument', 'by-hand', file, ...at])).err, /ins_banks .* 2 entries recorded/u);
  assert.match((await deeds(['instrument', 'withdraw', 'prv_fish_1', ...at])).err, /prv_fish_1 was withdrawn/u);
  assert.doesNotMatch(await show('ins_fish', ...at), /prv_fish_1\b/u);
  assert.equal((await deeds(['instrument', 'withdraw', 'ins_banks', ...at])).code, 0);
  assert.match((await deeds(['instrument', 'withdraw', 'ins_banks', ...at])).err, /unknown_instrument/u);
  assert.doesNotMatch(await show(...at), /ins_banks/u);
});
