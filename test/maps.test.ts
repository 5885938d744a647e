// Every character of real web pages leads back to its place in the page. The pages belong to their publishers and are not part of this
// repository: the tests look for them beside the checkout, and say so by name when they are not there. DEEDS_MAPS=all takes all of them.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { capture } from '../src/capture/index.ts';
import { mapFaults } from '../src/capture/map-faults.ts';
import type { SourceRun } from '../src/core/document.ts';
import { Problem } from '../src/core/problem.ts';

const folder = join(import.meta.dirname, '..', '..', 'shared', 'benchmarks', 'data', 'body');
/** Of how many pages one is taken. */
const EVERY = process.env['DEEDS_MAPS'] === 'all' ? 1 : 4;

interface Page {
  readonly id: string;
  readonly html: string;
}

function pagesOf(file: string): Page[] {
  return gunzipSync(readFileSync(file))
    .toString('utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Page);
}

for (const set of ['aeb', 'wcxb']) {
  const file = join(folder, set, 'documents.jsonl.gz');
  const skip = existsSync(file) ? false : `the benchmark pages are not beside this checkout (${file})`;
  test(`every character of the pages of ${set} leads back to its place in the page`, { skip }, t => {
    const faults: string[] = [];
    let [pages, characters, unitForUnit, refused] = [0, 0, 0, 0];
    for (const [at, { id, html }] of pagesOf(file).entries()) {
      if (at % EVERY !== 0) continue;
      pages++;
      const source = html.replace(/^\ufeff/u, '');
      try {
        const document = capture(new TextEncoder().encode(html), {
          name: 'page.html',
          contentType: 'text/html; charset=utf-8',
        });
        characters += document.text.length;
        for (const { length, sourceLength } of document.map as readonly SourceRun[])
          unitForUnit += length === sourceLength ? length : 0;
        faults.push(...mapFaults(document, () => source).map(fault => `${id}: ${fault}`));
      } catch (error) {
        // A page that shows no text has no map.
        if (!(error instanceof Problem)) throw error;
        refused++;
      }
    }
    t.diagnostic(
      `${pages} pages, ${characters} characters, ${unitForUnit} of them unit for unit; ${refused} pages without text`,
    );
    assert.ok(pages > 0);
    assert.deepEqual(faults, []);
  });
}
