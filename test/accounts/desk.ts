/** A server with accounts for one test, and people who ask it. */
import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { TestContext } from 'node:test';
import { Accounts } from '../../src/accounts/accounts.ts';
import { type Role, roles } from '../../src/accounts/policy.ts';
import { addInput, loadEngine, openRecordForAdding } from '../../src/app.ts';
import { FORM_TOKEN, formTokenOf } from '../../src/server/form-token.ts';
import { Desk } from '../../src/server/desk.ts';
import { listen } from '../../src/server/listen.ts';
import { ask, type Told } from '../asking.ts';
import { recordFolder } from '../page/browser.ts';

export const ORIGIN = 'https://deeds.example.org';
export const PASSWORD = 'nine green bottles on a wall';

export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookie?: string | undefined;
  readonly token?: string | undefined;
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: object;
  /** The body as it is; the headers say what it is. */
  readonly raw?: string;
  /** The token of the form; undefined: the one that a page of the site would have, null: none. */
  readonly formToken?: string | null;
}

export interface House {
  readonly accounts: Accounts;
  readonly port: number;
  readonly folder: string;
  readonly document: string;
  readonly claims: readonly string[];
  readonly ask: (path: string, asking?: Asking) => Promise<Told>;
  /** Signs in, and answers the cookie. */
  readonly login: (name: string, password?: string) => Promise<string>;
}

const engine = loadEngine();

/** Makes a record with one report in a folder. */
async function oneReport(folder: string): Promise<void> {
  const record = await openRecordForAdding(folder, 'Ana');
  const text = 'The ministry said on Monday that the talks had failed. Norway and Poland agreed to share radar data.';
  for await (const _ of addInput(
    record,
    { name: 'report.txt', take: async () => ({ bytes: Buffer.from(text) }) },
    {},
    engine,
  ));
  await record.close();
}

/** A record, and an account of each role, named by it. */
export async function house(
  context: TestContext,
  now?: () => number,
  make: (folder: string) => Promise<void> = oneReport,
): Promise<House> {
  const folder = recordFolder();
  await make(folder);
  const record = await openRecordForAdding(folder, 'Ana');
  const claims = await record.claims();
  await record.close();
  const desk = await Desk.open({ folder, by: undefined });
  const accounts = Accounts.open(folder, now);
  for (const role of roles) await accounts.join(accounts.invite(role, undefined), NAMES[role], PASSWORD, 'test');
  const server = await listen(desk, { host: 'localhost', port: 0, guarded: { accounts, origin: ORIGIN } });
  context.after(async () => {
    await server.close();
    rmSync(dirname(folder), { recursive: true, force: true });
  });
  const asking = (path: string, request: Asking = {}): Promise<Told> => asked(server.port, path, request);
  return {
    accounts,
    port: server.port,
    folder,
    document: claims[0]!.document,
    claims: claims.map(({ claim }) => claim.id),
    ask: asking,
    login: async (name, password = PASSWORD) => {
      const told = await asking('/login', { form: { name, password } });
      return /__Host-deeds=[^;]+/u.exec(String(told.headers['set-cookie']))?.[0] ?? '';
    },
  };
}

export const NAMES: Readonly<Record<Role, string>> = {
  reader: 'Rita',
  reviewer: 'Vera',
  editor: 'Edda',
  owner: 'Olga',
};

/** What a browser has that was shown a form and is not signed in. */
const BEFORE = `__Host-deeds-form=${'f'.repeat(43)}`;

/** As a browser on a page of the site would send it, unless the headers say otherwise. */
function asked(
  port: number,
  path: string,
  { method, headers, cookie = BEFORE, token, form, json, raw, formToken }: Asking,
): Promise<Told> {
  const body = raw ?? (form === undefined ? json && JSON.stringify(json) : new URLSearchParams(form).toString());
  const secret = /__Host-deeds(?:-form)?=([\w-]+)/u.exec(cookie)?.[1] ?? '';
  const shown = formToken === undefined ? formTokenOf(secret) : formToken;
  const type = form === undefined ? 'application/json' : 'application/x-www-form-urlencoded';
  return ask(port, path, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      host: new URL(ORIGIN).host,
      ...(body !== undefined && { 'content-type': type }),
      ...(token === undefined ? { 'sec-fetch-site': 'same-origin' } : { authorization: `Bearer ${token}` }),
      ...(cookie !== '' && { cookie }),
      ...(body !== undefined && token === undefined && shown !== null && { [FORM_TOKEN]: shown }),
      ...headers,
    },
    body,
  });
}
