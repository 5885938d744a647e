/** A server with accounts for a test in a browser, and how somebody signs in there. */
import { rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import type { TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { Accounts } from '../../src/accounts/accounts.ts';
import { Desk } from '../../src/server/desk.ts';
import { listen } from '../../src/server/listen.ts';
import { recordFolder } from './browser.ts';

export const PASSWORD = 'nine green bottles on a wall';

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise(done => server.close(done));
  return port;
}

export interface House {
  readonly base: string;
  readonly desk: Desk;
  readonly accounts: Accounts;
}

/** A server with accounts, by an address that a browser takes for safe; without a folder its record is empty. `now`: what the accounts take for the time. */
export async function house(context: TestContext, folder = recordFolder(), now?: () => number): Promise<House> {
  const port = await freePort();
  const desk = await Desk.open({ folder, by: undefined });
  const accounts = Accounts.open(folder, now);
  const origin = `http://localhost:${port}`;
  const server = await listen(desk, { host: 'localhost', port, guarded: { accounts, origin } });
  context.after(async () => {
    await server.close();
    rmSync(dirname(folder), { recursive: true, force: true });
  });
  return { base: `${origin}/`, desk, accounts };
}

export async function signIn(page: Page, base: string, name: string): Promise<void> {
  await page.goto(`${base}login`);
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(base);
}
