/** A real browser for tests: Debian's Chromium by playwright-core. Where there is none a test is skipped by name; where CI=true it fails. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { Desk } from '../../src/server/desk.ts';
import { listen } from '../../src/server/listen.ts';
import { TRACE } from './hostile-strings.ts';

const executablePath = ['chromium', 'chromium-browser', 'google-chrome']
  .map(name => spawnSync('which', [name], { encoding: 'utf8' }).stdout.trim())
  .find(path => path !== '');

/** Why tests in a browser cannot be run here; undefined: they can. */
export const withoutBrowser: string | undefined =
  executablePath === undefined && process.env['CI'] !== 'true'
    ? 'no chromium on this machine: `apt-get install chromium`'
    : undefined;

export async function browserFor(context: TestContext): Promise<Browser> {
  assert.ok(executablePath, 'CI=true, and there is no chromium');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  context.after(() => browser.close());
  return browser;
}

/** Where a record can be made for one test; it goes when what serves it is closed. */
export const recordFolder = (): string => join(mkdtempSync(join(tmpdir(), 'deeds-page-')), 'record');

/** Serves a record on a port of its own for one test; its folder goes with it, unless others need it. */
export async function serving(context: TestContext, folder: string, by?: string, goes = true): Promise<string> {
  const desk = await Desk.open({ folder, by });
  const server = await listen(desk, { host: 'localhost', port: 0 });
  context.after(async () => {
    await server.close();
    if (goes) rmSync(dirname(folder), { recursive: true, force: true });
  });
  return server.address;
}

/** All that should never happen on a page: scripts of a text that run, things that the policy had to stop, failures, other hosts. */
export function watched(page: Page, base: string): string[] {
  const seen: string[] = [];
  page.on('dialog', dialog => {
    seen.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', error => seen.push(`error: ${error.message}`));
  page.on('console', message => {
    if (/Content Security Policy|Trusted Type|violates/iu.test(message.text())) seen.push(`policy: ${message.text()}`);
  });
  page.on('request', request => {
    if (!request.url().startsWith(base)) seen.push(`asked elsewhere: ${request.url()}`);
  });
  return seen;
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds wrong with a page, by all its rules or some, each as a sentence with the place. `preload`: may it fetch the page's style? */
export async function axeFindings(page: Page, rules?: readonly string[], preload = true): Promise<string[]> {
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.evaluate(axe);
  const only = { preload, ...(rules !== undefined && { runOnly: { type: 'rule', values: rules } }) };
  // As text: what runs in the page is no part of this program, and sees other names.
  return await page.evaluate<
    string[]
  >(`axe.run(${JSON.stringify(only)}).then(({ violations }) => violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => [id, help, target.join(' '), failureSummary.slice(0, 200)].join(': '))))`);
}

/** Elements and attributes that no page of ours has: what became markup shows here even where the policy kept it from running. */
const FOREIGN = `(() => {
  const known = new Set('html head meta title link script body a header form input nav div ul li p b br bdi main section h1 h2 h3 span time strong em button label select option textarea details summary dl dt dd article aside sup blockquote mark table thead tbody tr th td ol dialog kbd i pre fieldset legend del ins caption abbr footer cite code datalist output progress q'.split(' '));
  // Drawings of our own, and what they are made of; texts stand in their titles only.
  const drawn = new Set('svg g a line rect circle polygon text title'.split(' '));
  return [...document.querySelectorAll('*')].flatMap(element => [
    ...(known.has(element.localName) || (drawn.has(element.localName) && element.closest('svg.drawn, svg.sign')) ? [] : ['<' + element.localName + '>']),
    ...[...element.attributes].filter(({ name, value }) => /^on|^style$|^srcdoc$/.test(name) || (/^(?:href|src|action|formaction)$/.test(name) && !/^(?:\\/(?!\\/)|https:|#[a-z0-9_-]+$)/.test(value))).map(({ name, value }) => name + '=' + value.slice(0, 60)),
    ...(element.localName === 'script' && element.getAttribute('src') !== '/assets/deeds.js' ? ['a script of its own'] : []),
  ]);
})()`;

export async function foreignOn(page: Page): Promise<string[]> {
  const found = await page.evaluate<string[]>(FOREIGN);
  const ran = await page.evaluate<unknown>(`window.${TRACE}`);
  return ran === undefined ? found : [...found, `ran: ${JSON.stringify(ran)}`];
}
