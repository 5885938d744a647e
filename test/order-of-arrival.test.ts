// Which documents count as one origin does not depend on which of them came first, nor on what else came between.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { relatives } from '../src/origins/relatives.ts';
import { document } from './made-documents.ts';
import { addText, emptyRecord } from './texts-in-record.ts';

const days = fc.option(fc.constantFrom('2015-11-08', '2015-11-09', '2015-11-10'), { nil: undefined });
const arrivals = fc
  .uniqueArray(fc.tuple(document, days), { minLength: 2, maxLength: 7, selector: ([text]) => text })
  .chain(documents =>
    fc.tuple(fc.constant(documents), fc.shuffledSubarray(documents, { minLength: documents.length })),
  );

/** Whatever the documents are and in whatever order they come: the same origins. */
const law = (comparing: typeof relatives) =>
  fc.asyncProperty(arrivals, async ([documents, otherwise]) => {
    assert.deepEqual(await originsOf(otherwise, comparing), await originsOf(documents, comparing));
  });

test('the order of arrival does not change the origins', async () => {
  await fc.assert(law(relatives), { numRuns: 40 });
});

/** The planted fault: which came first decides what is seen. */
const onlyShorter: typeof relatives = (document, near) =>
  relatives(
    document,
    near.filter(({ text }) => text.length >= document.text.length),
  );

test('a comparison that sees only copies shorter than what came before is caught by this law', async () => {
  await assert.rejects(fc.assert(law(onlyShorter), { numRuns: 40, endOnFailure: true }), /Property failed/u);
});

/** The members of each origin, in an order of their own. */
async function originsOf(
  documents: readonly (readonly [text: string, published: string | undefined])[],
  comparing: typeof relatives,
): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'deeds-order-'));
  const record = await emptyRecord(folder);
  try {
    for (const [text, published] of documents) await addText(record, text, published, comparing);
    return (await record.origins()).map(origin => origin.documents.toSorted().join(' ')).toSorted();
  } finally {
    await record.close();
    rmSync(folder, { recursive: true });
  }
}
