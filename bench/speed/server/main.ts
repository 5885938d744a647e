/**
 * npm run bench:server [-- --large FOLDER --documents N --claims N --seconds N --users N --singly N --plain --record]
 *
 * How `deeds serve` holds on a large record: so many users, each asking once a second on average, nine in ten to read, whether or not the answer before has come
 * (an open loop: who waits is counted as waiting). Beside it a bare HTTP server that answers two words, asked the same way in the same run: what of
 * the waiting is the machine's. `--large` names the record, which is grown there if there is none, and kept. `--singly`: how often each sort of page is asked for by itself.
 * `--plain`: nobody looks at what is judged or compared. `--record` adds a dated row to bench/results/server.md.
 */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openRecordForAdding, openRecordForReading, packageRoot } from '../../../src/app.ts';
import { limits } from '../../../src/core/limits.ts';
import { originMap } from '../../../src/judging/origins.ts';
import { holdsRecord } from '../../../src/record/index.ts';
import { say } from '../record/measure.ts';
import { withAgreement } from './agreement.ts';
import { grow } from './grown.ts';

const { values } = parseArgs({
  options: {
    large: { type: 'string' },
    documents: { type: 'string', default: '10000' },
    claims: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '60' },
    users: { type: 'string', default: '50' },
    singly: { type: 'string', default: '3' },
    plain: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
  },
});
const home = mkdtempSync(join(tmpdir(), 'deeds-bench-'));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
process.on('exit', () => rmSync(home, { recursive: true, force: true }));
const folder = values.large ?? join(home, 'large');
if (!holdsRecord(folder)) await grow(folder, { documents: Number(values.documents), claims: Number(values.claims) });
// Opened once to write, it is of the present version.
const opened = await openRecordForAdding(folder, 'bench');
const agreement = await withAgreement(opened);
await opened.close();

interface Ask {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
}

interface Answered {
  readonly sort: string;
  readonly ms: number;
  readonly status: number;
  /** Of what was refused: the code of the problem. */
  readonly code: string | undefined;
}

const record = await openRecordForReading(folder);
const documents = await record.documentCount();
const claims = await record.claimCount({ includeCopies: true });
const some = await record.claims({ limit: 4_000, order: 'text', offset: 1_000 });
const cursors = (await record.claims({ kind: 'statement', limit: 2_000 })).map(({ document, claim }) =>
  Buffer.from(`${document}/${claim.id}`).toString('base64url'),
);
/** How long each list is, in pages: nobody asks for one behind the last. */
const pages = {
  documents,
  statements: await record.claimCount({ kind: 'statement', standing: true }),
  commitments: await record.claimCount({ kind: 'commitment', standing: true }),
  meetings: await record.claimCount({ kind: 'meeting', standing: true }),
  actors: (await record.actors({})).length,
  origins: (await originMap(record)).all.length,
  record: (await record.head()).sequence,
};
await record.close();

const any = <T>(of: readonly T[]): T => of[Math.floor(Math.random() * of.length)]!;
/** A page of a list; the first ones more often, and of a long one at most so many. */
const page = (list: keyof typeof pages, most: number): string => {
  const last = Math.max(1, Math.floor(pages[list] / limits.pageItems));
  return `/${list}?page=${1 + Math.floor(Math.random() ** 3 * Math.min(most, last))}`;
};
const WORDS = ['talks', 'agreement', 'ministers', 'firms', 'dialogue', 'network', 'hotline', 'experts'];

/** What people look at, and how often: a desk reads and reviews more than it looks for who is who. */
const ALL_READS: readonly (readonly [sort: string, often: number, path: () => string])[] = [
  ['today', 10, () => '/'],
  ['review', 15, () => '/review'],
  ['document', 20, () => `/documents/${any(some).document}`],
  ['claim', 10, () => ''],
  ['documents', 8, () => page('documents', 150)],
  ['statements', 8, () => page('statements', 200)],
  ['commitments', 5, () => page('commitments', 50)],
  ['meetings', 4, () => page('meetings', 50)],
  ['search', 8, () => `/search?q=${any(WORDS)}+${any(WORDS)}`],
  ['actors', 3, () => page('actors', 20)],
  ['origins', 3, () => page('origins', 100)],
  ['record', 2, () => page('record', 500)],
  ['said by many', 1, () => '/utterances'],
  ['board', 4, () => `/board/${agreement}`],
  ['finding', 4, () => any(findings) ?? `/board/${agreement}`],
  ['brief', 1, () => `/brief/${agreement}`],
  ['calendar', 2, () => '/calendar'],
  ['gatherings', 2, () => `/gatherings?page=${1 + Math.floor(Math.random() * 20)}`],
  ['timeline', 2, () => '/timeline'],
  ['api list', 5, () => `/api/v1/statements?limit=50&cursor=${any(cursors)}`],
];

const JUDGED = new Set(['said by many', 'board', 'finding', 'brief', 'calendar', 'gatherings', 'timeline']);
const READS = ALL_READS.filter(([sort]) => !values.plain || !JUDGED.has(sort));

/** Addresses of findings, as the board has them. */
let findings: readonly string[] = [];

/** Milliseconds for which the pages that are worked out beside the others are waited for. */
const FIRST_LOOK = 180_000;

/** Seconds until they are there. */
async function firstLook(base: string): Promise<number> {
  const start = performance.now();
  for (const path of [`/board/${agreement}`, '/calendar', '/utterances']) {
    while (performance.now() - start < FIRST_LOOK) {
      const answer = await fetch(new URL(path, base));
      const body = await answer.text();
      if (path.startsWith('/board'))
        findings = [...new Set(body.match(new RegExp(`/board/${agreement}/fnd_[0-9a-f]+`, 'gu')) ?? [])];
      if (answer.status === 200) break;
      await new Promise(done => setTimeout(done, 1_000));
    }
  }
  return (performance.now() - start) / 1000;
}

let reviewed = 0;
function write(): Ask {
  const { document, claim } = some[reviewed++ % some.length]!;
  const body = { verdict: reviewed % 10 === 0 ? 'rejected' : 'confirmed', by: `reviewer ${reviewed % 7}` };
  return { method: 'POST', path: `/api/v1/claims/${document}/${claim.id}/review`, body: JSON.stringify(body) };
}

const SINGLY = Number(values.singly);
const single = new Agent({ keepAlive: true });

function readOf([sort, , path]: (typeof READS)[number]): [string, Ask] {
  if (sort !== 'claim') return [sort, { method: 'GET', path: path() }];
  // A claim is looked at where it stands.
  const { document, claim } = any(some);
  return [sort, { method: 'GET', path: `/documents/${document}/claims/${claim.id}` }];
}

function read(): [string, Ask] {
  let at = Math.random() * READS.reduce((sum, [, often]) => sum + often, 0);
  for (const sort of READS) {
    at -= sort[1];
    if (at < 0) return readOf(sort);
  }
  return ['today', { method: 'GET', path: '/' }];
}

/** Asks at random moments, so many a second on average, for some seconds; waits for all answers. */
async function load(base: string, rate: number, seconds: number, next: () => [string, Ask]): Promise<Answered[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 200 });
  const answers: Promise<Answered>[] = [];
  const start = performance.now();
  for (let due = 0; due < seconds * 1000; due += (-Math.log(1 - Math.random()) / rate) * 1000) {
    const wait = start + due - performance.now();
    if (wait > 0) await new Promise(done => setTimeout(done, wait));
    // Counted from when it was due, also where this process is late itself.
    answers.push(asked(agent, base, next(), start + due));
  }
  const all = await Promise.all(answers);
  agent.destroy();
  return all;
}

/** A connection that the server had just closed for being idle. */
const IDLE = 'idle connection';

/** What was sent by a connection that was just being closed is asked again, as browsers do and Node's documentation of `reusedSocket` says. */
async function asked(...question: Parameters<typeof askedOnce>): Promise<Answered> {
  const answer = await askedOnce(...question);
  return answer.code === IDLE ? await askedOnce(...question) : answer;
}

function askedOnce(
  agent: Agent,
  base: string,
  [sort, { method, path, body }]: [string, Ask],
  due: number,
): Promise<Answered> {
  // What is refused is told as programs are told it, with its code; pages are pages all the same.
  const accept = 'application/problem+json, text/html';
  const headers = body === undefined ? { accept } : { accept, 'content-type': 'application/json', 'if-match': '*' };
  return new Promise(done => {
    const sent = request(new URL(path, base), { agent, method, headers }, answer => {
      const status = answer.statusCode!;
      let problem = '';
      if (status < 400) answer.resume();
      else answer.setEncoding('utf8').on('data', (piece: string) => (problem += piece));
      answer.on('end', () => {
        const ms = performance.now() - due;
        done({ sort, ms, status, code: status < 400 ? undefined : codeIn(problem) });
      });
    });
    sent.on('error', error => {
      const isIdle = sent.reusedSocket && (error as NodeJS.ErrnoException).code === 'ECONNRESET' && method === 'GET';
      done({ sort, ms: performance.now() - due, status: 599, code: isIdle ? IDLE : 'no answer' });
    });
    sent.end(body);
  });
}

function codeIn(problem: string): string {
  try {
    return String((JSON.parse(problem) as { code?: string }).code);
  } catch {
    return 'no problem';
  }
}

const quantile = (of: readonly number[], share: number): number =>
  of.toSorted((a, b) => a - b)[Math.min(of.length - 1, Math.floor(of.length * share))] ?? Number.NaN;

async function bare(rate: number, seconds: number): Promise<Answered[]> {
  const server = createServer((_, response) => response.end('all well')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const answers = await load(base, rate, seconds, () => ['bare', { method: 'GET', path: '/' }]);
  server.closeAllConnections();
  server.close();
  return answers;
}

/** Milliseconds from the start of the command to the last byte of the first page. */
async function cold(): Promise<number> {
  const start = performance.now();
  const child = spawn(
    process.execPath,
    [join(packageRoot, 'bin', 'deeds.js'), 'serve', '--record', folder, '--port', '0', '--by', 'bench'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  try {
    let said = '';
    for await (const piece of child.stderr) {
      said += String(piece);
      const base = /http:\/\/localhost:\d+\//u.exec(said)?.[0];
      if (base === undefined) continue;
      await (await fetch(base)).text();
      return performance.now() - start;
    }
    throw new Error(said);
  } finally {
    child.kill('SIGTERM');
    await once(child, 'close');
  }
}

async function nothing(): Promise<number> {
  const start = performance.now();
  await once(spawn(process.execPath, ['-e', ''], { stdio: 'ignore' }), 'close');
  return performance.now() - start;
}

const told = async (child: ChildProcess): Promise<Record<string, number | string>> =>
  ((await once(child, 'message')) as [Record<string, number | string>])[0];

const rate = Number(values.users);
const seconds = Number(values.seconds);
const floor = [await nothing(), await nothing(), await nothing()];
const starts = [await cold(), await cold(), await cold()];
const before = await bare(rate, Math.min(seconds, 15));
// As bin/deeds.js starts it.
const child = fork(join(import.meta.dirname, 'served.ts'), [folder], {
  execArgv: [...process.execArgv, '--max-semi-space-size=8'],
});
const base = String((await told(child))['address']);
say('Waiting for the pages that are worked out beside the others.');
const first = values.plain ? 0 : await firstLook(base);
say(`They were there after ${first.toFixed(0)} s. Asking, ${seconds} s.`);
// What is loaded and compiled once is not what the hundredth reader meets.
await load(base, 10, 5, read);
child.send('begin');
const answers = await load(base, rate, seconds, () => (Math.random() < 0.9 ? read() : ['review a claim', write()]));
child.send('tell');
const { loop, turn, busy, memory, beside } = (await told(child)) as Record<
  'loop' | 'turn' | 'busy' | 'memory' | 'beside',
  number
>;
say('Asking each sort of page by itself.');
child.send('processor');
let taken = Number((await told(child))['processor']);
const taking = new Map<string, number[]>();
// One after the other: what each takes of the processor does not depend on who else is at work.
for (let n = 0; n < SINGLY * (READS.length + 1); n++) {
  const of = n % (READS.length + 1);
  const next: [string, Ask] = of === READS.length ? ['review a claim', write()] : readOf(READS[of]!);
  await asked(single, base, next, performance.now());
  child.send('processor');
  const now = Number((await told(child))['processor']);
  taking.set(next[0], [...(taking.get(next[0]) ?? []), now - taken]);
  taken = now;
}
single.destroy();
child.send('end');
await once(child, 'exit');
const after = await bare(rate, Math.min(seconds, 15));

const msOf = (of: readonly Answered[]): number[] => of.map(({ ms }) => ms);
const writes = answers.filter(({ sort }) => sort === 'review a claim');
const reads = answers.filter(({ sort }) => sort !== 'review a claim');
const ms = (value: number): string => Math.round(value).toLocaleString('en');
for (const [sort, of] of Map.groupBy(answers, ({ sort }) => sort)) {
  say(
    `${sort.padEnd(16)} ${String(of.length).padStart(5)}  p50 ${ms(quantile(msOf(of), 0.5))}  p99 ${ms(quantile(msOf(of), 0.99))}  processor ${quantile(taking.get(sort) ?? [], 0.5).toFixed(1)}, at most ${quantile(taking.get(sort) ?? [], 1).toFixed(0)}`,
  );
}
say(`The loop took ${(busy * 100).toFixed(0)} % of one processor.`);
const refused = answers.filter(({ status }) => status >= 400 && status < 500).length;
const failed = answers.filter(({ status }) => status >= 500).length;
const preparing = answers.filter(({ status }) => status === 202);
if (preparing.length > 0)
  say(
    `Told to wait a moment: ${preparing.length} of ${answers.length} (${[...new Set(preparing.map(({ sort }) => sort))].join(', ')}).`,
  );
const withCode = answers.filter(({ code }) => code !== undefined);
for (const [what, of] of Map.groupBy(withCode, ({ sort, status, code }) => `${sort}: ${status} ${code}`))
  say(`Refused: ${what}, ${of.length} of ${answers.length}.`);
const bareMs = msOf([...before, ...after]);
// Each sort as often as it is looked at.
const readsTaking = READS.flatMap(([sort, often]) => taking.get(sort)!.flatMap(one => Array<number>(often).fill(one)));
const row = [
  Temporal.Now.plainDateISO('UTC').toString(),
  `${documents.toLocaleString('en')} documents, ${claims.toLocaleString('en')} claims`,
  `${rate} a second, ${answers.length} asked`,
  `${ms(quantile(msOf(reads), 0.5))} / ${ms(quantile(msOf(reads), 0.99))}`,
  `${ms(quantile(msOf(writes), 0.5))} / ${ms(quantile(msOf(writes), 0.99))}`,
  `${quantile(bareMs, 0.5).toFixed(1)} / ${ms(quantile(bareMs, 0.99))}`,
  `${quantile(readsTaking, 0.5).toFixed(0)} / ${quantile(readsTaking, 0.99).toFixed(0)}`,
  quantile(taking.get('review a claim')!, 0.5).toFixed(0),
  `${failed} / ${refused}`,
  `${ms(loop)} (${ms(turn)})`,
  `${ms(memory)} + ${ms(beside)}`,
  `${ms(quantile(starts, 0.5))} (${ms(quantile(floor, 0.5))})`,
  `${loadavg()[0]!.toFixed(1)} on ${cpus().length}`,
];
const line = `| ${row.join(' | ')} |\n`;
process.stdout.write(line);
if (values.record) appendFileSync(join(packageRoot, 'bench', 'results', 'server.md'), line);
process.exit(0);
