import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { EXAMPLE_RECORD, makeExample } from '../example.ts';
import { Desk } from '../server/desk.ts';
import { Problem } from '../core/problem.ts';
import { Accounts } from '../accounts/accounts.ts';
import { type Listening, listen, mustBeLoopback, originIn } from '../server/listen.ts';
import { nameIn } from '../who-and-when.ts';
import { openInBrowser } from './browser.ts';
import { problemLine, say } from './messages.ts';
import { DEFAULT_RECORD, numberOf, wordsOf } from './options.ts';
import { nameOf } from './session.ts';

export interface ServeOptions {
  readonly record?: string;
  readonly port: string;
  readonly host: string;
  readonly by?: string;
  readonly origin?: string;
  readonly fetching?: boolean;
  readonly captures?: string;
}

/** The port where `deeds serve` is looked for. */
const PORT = '8440';

export function serveVerb(program: Command): Command {
  return program
    .command('serve')
    .description('Read and review in a browser, on this machine. Without a record of one’s own: the worked example.')
    .option('--record <dir>', 'the record; else .deeds where there is one, else the worked example', value =>
      wordsOf(value, '--record'),
    )
    .option('--port <number>', 'where to listen; 0 takes one that is free', PORT)
    .option('--host <name>', 'where to listen; anything but localhost needs --origin', 'localhost')
    .option(
      '--origin <address>',
      'by which people reach it, as https://deeds.example.org; they then sign in with accounts',
    )
    .option('--by <name>', 'who decides; else each browser is asked, with DEEDS_BY from the environment as the default')
    .option(
      '--captures <address>',
      'with --origin: another name of the server, at which original captures are given out and nothing else',
    )
    .option('--no-fetching', 'fetch no web addresses that people add')
    .action((options: ServeOptions) => serve(options));
}

/** Serves until somebody ends it. `page`: opened in the browser of this machine, where there is one. */
export async function serve(options: ServeOptions, page?: string): Promise<void> {
  // Before anything is made for it.
  const origin = options.origin === undefined ? undefined : originIn(options.origin);
  const captures = options.captures === undefined ? undefined : originIn(options.captures);
  if (captures !== undefined && (origin === undefined || new URL(captures).host === new URL(origin).host)) {
    throw new Problem(
      'bad_origin',
      'The address for captures must be another name than that of --origin, which it stands beside.',
      'Give both, as --origin https://deeds.example.org --captures https://captures.example.org.',
      2,
    );
  }
  if (origin === undefined) mustBeLoopback(options.host);
  const folder = options.record ?? (existsSync(DEFAULT_RECORD) ? DEFAULT_RECORD : await example());
  const by = options.by === undefined ? nameIn(process.env['DEEDS_BY'] ?? '') : nameOf(options.by);
  const desk = await Desk.open({ folder, by, fetches: options.fetching !== false });
  const guarded =
    origin === undefined ? undefined : { origin, accounts: Accounts.open(folder), ...(captures && { captures }) };
  const door = { host: options.host, port: numberOf(options.port, '--port') };
  const server = await listen(desk, { ...door, ...(guarded && { guarded }) });
  say(`deeds: ${folder} is open at ${server.address}${page ?? ''}   (Ctrl-C ends it)`);
  if (guarded !== undefined) sayDoor(guarded.accounts, server);
  if (page !== undefined) openInBrowser(`${server.address}${page}`);
  await new Promise<void>(done => {
    process.once('SIGINT', () => done());
    process.once('SIGTERM', () => done());
  });
  await server.close();
}

/** Who owns the record is whoever reads the console: until somebody has an account, the way to the first stands there, and nowhere else. */
function sayDoor(accounts: Accounts, { address, port }: Listening): void {
  say(`deeds: it listens on port ${port}; people sign in at ${address}login.`);
  if (!accounts.hasOwner)
    say(
      `deeds: nobody has an account yet. Make the first at ${address}join, with this code: ${accounts.invite('owner', undefined)}`,
    );
}

async function example(): Promise<string> {
  if (existsSync(EXAMPLE_RECORD)) return EXAMPLE_RECORD;
  say('deeds: reading the worked example …');
  for await (const outcome of makeExample(EXAMPLE_RECORD, nameOf(undefined))) {
    if (outcome.outcome === 'failed') say(problemLine(outcome.problem, outcome.name));
  }
  return EXAMPLE_RECORD;
}
