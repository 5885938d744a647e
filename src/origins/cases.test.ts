import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { comparable } from './comparable.ts';
import { compare } from './compare.ts';
import { reuseOf } from './reuse.ts';
import { addText, emptyRecord } from '../../test/texts-in-record.ts';

/** A text of cases.txt: what it is to the report of its story, and the note after the colon. */
interface Case {
  readonly is: string;
  readonly note: string;
  readonly text: string;
}

const stories = readFileSync(new URL('cases.txt', import.meta.url), 'utf8')
  .split(/^### /mu)
  .slice(1)
  .map(story => {
    const [name, ...texts] = story.split(/^--- /mu);
    return { name: name!.trim(), cases: texts.map(asCase) };
  });

function asCase(written: string): Case {
  const lineEnd = written.indexOf('\n');
  const [is, ...note] = written.slice(0, lineEnd).split(':');
  return { is: is!.trim(), note: note.join(':').trim(), text: written.slice(lineEnd).trim() };
}

for (const { name, cases } of stories) {
  describe(name, () => {
    const [report, ...others] = cases;
    for (const other of others) {
      test(`${other.is}: ${other.note}`, () => {
        const comparison = compare(comparable(report!.text), comparable(other.text));
        assert.equal(comparison.relation, other.is, comparison.reason);
      });
    }

    test('counts its origins', async t => {
      const folder = mkdtempSync(join(tmpdir(), 'deeds-origins-'));
      const record = await emptyRecord(folder);
      t.after(async () => {
        await record.close();
        rmSync(folder, { recursive: true });
      });
      const ids: string[] = [];
      for (const { text } of cases) ids.push(await addText(record, text));
      const copies = ids.filter((_, i) => ['report', 'copy', 'partial'].includes(cases[i]!.is));
      const origins = await record.origins();
      const ofReport = origins.find(({ documents }) => documents.includes(ids[0]!))!;
      assert.deepEqual(ofReport.documents, copies);
      assert.equal(origins.length, 1 + cases.length - copies.length);
    });
  });
}

test('the reuse is named where a text shows it', () => {
  const reuse = stories.map(({ cases }) => {
    const texts = cases.filter(({ is }) => is === 'report' || is === 'copy');
    const found = reuseOf(texts.map(({ is, text }) => ({ id: is, text })));
    return `${found.kind}: ${found.evidence[0]?.words.exact}`;
  });
  assert.deepEqual(reuse.slice(0, 3), ['wire copy: (AP)', 'none: undefined', 'press release: FOR IMMEDIATE RELEASE']);
});
