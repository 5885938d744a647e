// Tries what a file would try that took over the process it is taken apart in, and tells what came of each attempt.
import { spawnSync } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { Worker } from 'node:worker_threads';

const attempts = {
  'reads a file': () => readFileSync('/etc/hosts'),
  'writes a file': () => rmSync(written(join(tmpdir(), `deeds-attempt-${process.pid}`))),
  'starts a program': () => spawnSync(process.execPath, ['--version']).error,
  'starts a thread': () => new Worker('0', { eval: true }).terminate(),
  'opens the network': () => connected(),
  'asks for a name': () => lookup('localhost'),
  // oxlint-disable-next-line typescript/no-implied-eval
  'makes code from words': () => new Function('return 1')(),
  'changes what all objects are': () =>
    Object.hasOwn(Object.prototype, '__proto__') || Promise.reject(new Error('it is not there')),
  'sees the environment': () => Object.keys(process.env).length > 0 || Promise.reject(new Error('it is empty')),
};

function written(path) {
  writeFileSync(path, 'x');
  return path;
}

/** That nobody listens is an answer of the network too. */
function connected() {
  return new Promise((resolve, reject) => {
    const onError = error => (error.code === 'ECONNREFUSED' ? resolve() : reject(error));
    process.once('uncaughtException', onError);
    connect(1, '127.0.0.1').on('connect', resolve).on('error', onError);
  });
}

async function succeeded(attempt) {
  try {
    const failed = await attempt();
    return !(failed instanceof Error);
  } catch {
    return false;
  }
}

async function all() {
  const done = [];
  for (const [name, attempt] of Object.entries(attempts)) if (await succeeded(attempt)) done.push(name);
  return done.join(', ');
}

if (process.send === undefined) process.stdout.write(await all());
else {
  process.on('message', async () => {
    const bytes = serialize({ problem: { code: 'tried', message: await all(), next: 'x', exitCode: 1 } });
    const head = Buffer.alloc(4);
    head.writeUInt32LE(bytes.length);
    writeSync(4, Buffer.concat([head, bytes]));
  });
  process.send('ready');
}
