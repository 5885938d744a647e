import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { comparable } from './comparable.ts';
import { compare } from './compare.ts';
import { group, type Link } from './group.ts';

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

    test('counts its origins', () => {
      const documents = cases.map((one, i) => ({ id: `d${i}`, text: one.text, published: undefined }));
      const links: Link[] = [];
      for (const [i, a] of cases.entries()) {
        for (const [j, b] of cases.entries()) {
          if (i < j)
            links.push({ a: `d${i}`, b: `d${j}`, comparison: compare(comparable(a.text), comparable(b.text)) });
        }
      }
      const copies = documents
        .filter((_, i) => ['report', 'copy', 'partial'].includes(cases[i]!.is))
        .map(({ id }) => id);
      const groups = group(documents, links);
      assert.deepEqual(groups.find(one => one.members.includes('d0'))!.members, copies);
      assert.equal(groups.length, 1 + cases.length - copies.length);
    });
  });
}

test('the reuse is named where a text shows it', () => {
  const reuse = stories.map(({ cases }) => {
    const [report, copy] = [cases[0]!, cases.find(one => one.is === 'copy')];
    if (copy === undefined) return undefined;
    const documents = [report, copy].map((one, i) => ({ id: `d${i}`, text: one.text, published: undefined }));
    const comparison = compare(comparable(report.text), comparable(copy.text));
    const found = group(documents, [{ a: 'd0', b: 'd1', comparison }])[0]!.reuse;
    return `${found.kind}: ${found.evidence[0]?.words.exact}`;
  });
  assert.deepEqual(reuse, ['wire copy: (AP)', undefined, 'press release: FOR IMMEDIATE RELEASE']);
});
