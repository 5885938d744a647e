// A brief as files that people are handed: nothing is lost on the way, notes lead to the exact words, and two pages are two pages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { getDocumentProxy } from 'unpdf';
import { fontFile } from '../../app.ts';
import type { Brief, BriefLine } from '../../core/brief.ts';
import { docx } from './docx.ts';
import { fitted, pagesIn } from './fit.ts';
import { html } from './html.ts';
import { Fonts } from './pdf/fonts.ts';
import { pagesOf, pdf } from './pdf/pdf.ts';

const plain = (text: string, ...notes: number[]): BriefLine => ({ text, notes });

const small: Brief = {
  title: 'First round: Accord & <annex>',
  day: '2026-06-30',
  about: ['As of 2026-06-30.'],
  sections: [
    { heading: 'What was agreed', lines: [plain('1 Radar: “share radar data”', 1, 2)], table: [], more: '' },
    {
      heading: 'How it stands',
      lines: [],
      table: [
        [plain('Provision'), plain('Norland'), plain('How easy')],
        [plain('1 Radar'), plain('Fulfilled', 3, 1), plain('specific: high')],
      ],
      more: '2 lines more: `deeds judge findings ins_x`.',
    },
  ],
  footnotes: [1, 2, 3].map(number => ({
    number,
    exact: `words number ${number} of a report`,
    source: 'Harbour Herald, 2025-10-15',
    document: 'doc_0123456789abcdef01234567',
    start: number,
    end: number + 10,
  })),
};

const opened = async (brief: Brief) => await getDocumentProxy(await pdf(brief, fontFile));

/** All that a reader of the PDF sees, without spaces: where lines end is the page's. */
async function lettersOf(brief: Brief): Promise<string> {
  const file = await opened(brief);
  let all = '';
  for (let at = 1; at <= file.numPages; at++) {
    const { items } = await (await file.getPage(at)).getTextContent();
    all += items.map(item => ('str' in item ? item.str : '')).join('');
  }
  return all.replaceAll(/\s/gu, '');
}

const close = (text: string): string => text.replaceAll(/\s/gu, '');

const everything = ({ title, about, sections, footnotes }: Brief): string[] => [
  title,
  ...about,
  ...sections.flatMap(({ heading, lines, table, more }) => [
    heading,
    more,
    ...[...lines, ...table.flat()].map(({ text }) => text),
  ]),
  ...footnotes.flatMap(({ exact, source, document }) => [exact, source, document]),
];

test('PDF: every line and every footnote is in it, and the same brief gives the same bytes', async () => {
  const letters = await lettersOf(small);
  for (const text of everything(small)) assert.ok(letters.includes(close(text)), text);
  assert.deepEqual(await pdf(small, fontFile), await pdf(small, fontFile));
});

test('PDF: a click on a note leads to its words, and a click there leads back', async () => {
  const file = await opened(small);
  const destinations = await file.getDestinations();
  const links = (await (await file.getPage(1)).getAnnotations()) as { subtype: string; dest: string }[];
  const told = links.filter(({ subtype }) => subtype === 'Link').map(({ dest }) => dest);
  assert.deepEqual(told.toSorted(), ['line-1', 'line-2', 'line-3', 'note-1', 'note-1', 'note-2', 'note-3']);
  for (const name of told) assert.ok(destinations[name], `${name} is a place in the file`);
});

test('PDF: tagged for screen readers, in English, with heads of tables told from cells, and notes as links', async () => {
  const file = await opened(small);
  assert.equal((await file.getMarkInfo())?.Marked, true);
  const { info } = await file.getMetadata();
  assert.equal((info as Record<string, unknown>)['Language'], 'en');
  const roles: string[] = [];
  const walk = (node: { role?: string; children?: unknown[] }): void => {
    if (node.role !== undefined) roles.push(node.role);
    for (const child of node.children ?? []) walk(child as typeof node);
  };
  const tree = await (await file.getPage(1)).getStructTree();
  walk(tree);
  const counts = Object.fromEntries([...Map.groupBy(roles, role => role)].map(([role, { length }]) => [role, length]));
  assert.deepEqual(
    [counts['H1'], counts['H2'], counts['Table'], counts['TR'], counts['TH'], counts['TD'], counts['Link']],
    [1, 3, 1, 2, 4, 2, 7],
  );
});

test('PDF: names stand as they are written, in whatever script, in fonts that are in the file', async () => {
  const names = ['Łódź', 'Владимир Кузнецов', 'Ελένη', 'Nguyễn Văn Nam', '李明', '김민수', 'ნინო', 'Ægir & Þór'];
  const letters = await lettersOf({
    ...small,
    sections: [{ heading: 'Names', lines: names.map(name => plain(name)), table: [], more: '' }],
  });
  for (const name of names) assert.ok(letters.normalize('NFC').includes(close(name)), name);
  // Arabic is written with other signs for joined letters, and laid out from its end.
  const arabic = await pdf({ ...small, title: 'محمد علي' }, fontFile);
  assert.ok(Buffer.from(arabic).includes('NotoSansArabic'));
  assert.ok(!Buffer.from(arabic).includes('/Helvetica'));
});

/** A brief of an agreement of so many provisions, of which there would be so many lines to tell. */
function long(provisions: number, lines: number): (room: { lines: number; provisions: number | undefined }) => Brief {
  const words =
    'each side will answer requests of the other in good time, and publish how it did so before the end of the year';
  return room => {
    const told = Math.min(provisions, room.provisions ?? provisions);
    const shown = Math.min(lines, room.lines);
    const agreed = Array.from({ length: told }, (_, at) => plain(`${at + 1} Provision: “${words}”`, at + 1));
    return {
      ...small,
      sections: [
        {
          heading: 'What was agreed',
          lines: agreed,
          table: [],
          more: told < provisions ? `${provisions - told} more.` : '',
        },
        {
          heading: 'How each provision stands',
          lines: [],
          table: [
            ['Provision', 'Norland', 'Sudmark', 'How easy'].map(text => plain(text)),
            ...agreed.map((_, at) => [
              plain(`${at + 1} Provision`),
              plain('Fulfilled. Confidence moderate'),
              plain('Not yet due'),
              plain('x'),
            ]),
          ],
          more: '',
        },
        ...['Done', 'Concerns', 'Said', 'Due', 'Disagreement', 'Aside'].map(heading => ({
          heading,
          lines: Array.from({ length: shown }, (_, at) => plain(`${heading} ${at}: ${words}; ${words}.`)),
          table: [],
          more: shown < lines ? `${lines - shown} lines more.` : '',
        })),
      ],
      footnotes: agreed.map((_, at) => ({ ...small.footnotes[0]!, number: at + 1, exact: words, start: at })),
    };
  };
}

test('a brief takes at most two pages, whatever there is to tell, and says how much more there is', async () => {
  const fonts = new Fonts(fontFile);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 40 }), async (provisions, lines) => {
      const make = long(provisions, lines);
      const made = await fitted(make, 6, pagesIn(fontFile));
      assert.ok((await pagesOf(made, fonts)) <= 2);
      const all = make({ lines: 6, provisions: undefined });
      // What fits is not cut.
      if ((await pagesOf(all, fonts)) <= 2) assert.deepEqual(made, all);
      else assert.ok(made.sections.some(({ more }) => more !== ''));
    }),
    { numRuns: 8, seed: 9 },
  );
});

test('Word file: a note that several lines refer to is one footnote, so that its number is right', async () => {
  const body = strFromU8(unzipSync(await docx(small))['word/document.xml']!);
  const ids = [...body.matchAll(/<w:footnoteReference w:id="(\d+)"/gu)].map(([, id]) => Number(id));
  assert.deepEqual(ids, [1, 2, 3]);
  assert.match(body, /w:anchor="note-1"/u);
});

test('page: every number of a note leads to a note', () => {
  const page = html(small);
  for (const [, name] of page.matchAll(/href="#([^"]+)"/gu)) assert.ok(page.includes(`id="${name!}"`), name!);
});
