import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { decodeModel, MODEL_FILE } from './model.ts';
import { settleNames } from './names.ts';
import { repairClasses } from './repairs.ts';
import { signsOf } from './signs.ts';
import type { NameRange } from './words.ts';

const model = decodeModel(readFileSync(new URL(`../../model/${MODEL_FILE}`, import.meta.url)));
const classes = repairClasses(model);
const PROPER = model.tagNames.findIndex(({ tag }) => tag === 'NNP');
const PLURAL = model.tagNames.findIndex(({ tag }) => tag === 'NNPS');
const OTHER = model.tagNames.findIndex(({ pos }) => pos === 'VERB');
const COMPOUND = model.relationNames.indexOf('compound');
const CASE = model.relationNames.indexOf('case');

/**
 * Names as the network read them, and as they are settled. Words with "+" depend on the next word as its compound; words that
 * begin with a capital are proper nouns, of many if they end in s.
 */
const cases: readonly { readonly read: string; readonly settled: string }[] = [
  // What a text abbreviates.
  {
    read: 'the [ORG Harbour Rights Board] sued ; HRB lawyers and the HRB won',
    settled: 'the [ORG Harbour Rights Board] sued ; [ORG HRB] lawyers and the [ORG HRB] won',
  },
  {
    read: 'the [ORG Port Authority of] [LOC Norville] ( PAN ) said PAN pays',
    settled: 'the [ORG Port Authority of Norville] ( [ORG PAN] ) said [ORG PAN] pays',
  },
  {
    read: 'the Lorran Fish Council ( LFC ) met',
    settled: 'the [ORG Lorran Fish Council] ( [ORG LFC] ) met',
  },
  {
    read: 'the [LOC United Isles of Norland] ( UIN ) met , and the [ORG UIN] agreed',
    settled: 'the [LOC United Isles of Norland] ( [LOC UIN] ) met , and the [LOC UIN] agreed',
  },
  // Other letters, other cases, and two letters are no acronym of it.
  { read: 'the [ORG Harbour Rights Board] sued the HRC', settled: 'the [ORG Harbour Rights Board] sued the HRC' },
  { read: 'the [ORG Harbour Rights Board] sued at hrb', settled: 'the [ORG Harbour Rights Board] sued at hrb' },
  { read: '[PER Paula Marsh] came at 3 PM', settled: '[PER Paula Marsh] came at 3 PM' },
  { read: 'the talks ( CET ) failed', settled: 'the talks ( CET ) failed' },
  // Names that go on.
  { read: 'the [ORG Norville]+ Post reported', settled: 'the [ORG Norville Post] reported' },
  { read: 'at [LOC Quill]+ River+ Bridge', settled: 'at [LOC Quill River Bridge]' },
  // What does not belong to the name: another's dependent, a small letter, a person, something of a known body or place.
  { read: 'the [ORG Norville] Post reported', settled: 'the [ORG Norville] Post reported' },
  { read: 'the [ORG Norville]+ post reported', settled: 'the [ORG Norville] post reported' },
  { read: '[PER Marsh]+ Industries', settled: '[PER Marsh] Industries' },
  { read: 'the [LOC Iraq]+ War', settled: 'the [LOC Iraq] War' },
  { read: 'the [ORG Norville Shire]+ Mayor', settled: 'the [ORG Norville Shire] Mayor' },
  { read: '[ORG Norville]+ Liberals', settled: '[ORG Norville] Liberals' },
  { read: '[ORG Neither Party] shall pay', settled: 'Neither Party shall pay' },
  { read: '[ORG Norville]+ [ORG Steel]', settled: '[ORG Norville] [ORG Steel]' },
];

test('names are settled over the text', () => {
  for (const { read, settled } of cases) {
    const { words, names, heads } = parse(read);
    const found = settle(words, names, heads);
    assert.equal(print(words, found), settled, `read as ${read}`);
  }
});

test('settled names stand in order, do not overlap, and settle to themselves', () => {
  const word = fc.constantFrom('HRB', 'Harbour', 'Rights', 'Board', 'of', '(', ')', 'met', 'Norville');
  const type = fc.constantFrom('PER' as const, 'ORG' as const, 'LOC' as const);
  fc.assert(
    fc.property(
      fc.array(
        fc.record({ word, joins: fc.boolean(), type, opens: fc.boolean(), length: fc.integer({ min: 1, max: 3 }) }),
        {
          maxLength: 30,
        },
      ),
      list => {
        const words = list.map(each => each.word);
        const names: NameRange[] = [];
        list.forEach(({ opens, length, type: kind }, i) => {
          if (opens && (names.at(-1)?.to ?? 0) <= i && i + length <= words.length)
            names.push({ from: i, to: i + length, type: kind });
        });
        const heads = list.map(({ joins }, i) => (joins && i + 1 < words.length ? i + 1 : -1));
        const settled = settle(words, names, heads);
        settled.forEach(({ from, to }, k) => assert.ok(from < to && to <= (settled[k + 1]?.from ?? words.length)));
      },
    ),
  );
});

function settle(words: readonly string[], names: readonly NameRange[], heads: readonly number[]): NameRange[] {
  const signs = signsOf(words);
  return settleNames(
    {
      forms: signs.forms,
      plainShape: signs.plainShape,
      listed: model.gazetteer.look(signs.forms),
      tags: Uint8Array.from(words, word => (/^\p{Lu}/u.test(word) ? (word.endsWith('s') ? PLURAL : PROPER) : OTHER)),
      heads: Int32Array.from(heads),
      relations: Uint8Array.from(heads, head => (head < 0 ? CASE : COMPOUND)),
      names: [...names],
    },
    classes,
  );
}

function parse(line: string): { words: string[]; names: NameRange[]; heads: number[] } {
  const words: string[] = [];
  const names: NameRange[] = [];
  const heads: number[] = [];
  let open: { from: number; type: NameRange['type'] } | undefined;
  for (const piece of line.split(' ')) {
    if (/^\[[A-Z]+$/.test(piece)) {
      open = { from: words.length, type: piece.slice(1) as NameRange['type'] };
      continue;
    }
    const joins = piece.endsWith('+');
    const closes = piece.includes(']');
    heads.push(joins ? words.length + 1 : -1);
    words.push(piece.replace(/[\]+]/g, ''));
    if (closes && open !== undefined) names.push({ ...open, to: words.length });
  }
  return { words, names, heads };
}

function print(words: readonly string[], names: readonly NameRange[]): string {
  return words
    .map((word, i) => {
      const opens = names.find(name => name.from === i);
      const closes = names.some(name => name.to === i + 1);
      return `${opens === undefined ? '' : `[${opens.type} `}${word}${closes ? ']' : ''}`;
    })
    .join(' ');
}
