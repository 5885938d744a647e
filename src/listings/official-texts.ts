/** Official texts as they are read, before anything is recorded: their provisions, and two texts of one deal side by side. */
import type { Listing, ListingRow } from '../core/listing.ts';
import type { Words } from '../core/span.ts';
import type { ReadInstrument, ReadProvision } from '../instruments/instrument.ts';
import type { Clause, Pair } from '../instruments/parallel.ts';
import { alterations } from '../origins/alterations.ts';
import { comparable } from '../origins/comparable.ts';

/** The provisions of a text, as a program reads them. */
export function readProvisionList(read: ReadInstrument): Listing {
  return {
    name: 'provisions',
    columns: ['label', 'kind', 'bound', 'due', 'words'],
    rows: read.provisions.map(provision => provisionRow(provision, read)),
    notes: [
      `${read.title}${read.form === undefined ? '' : ` (${read.form})`}, ${read.adopted === undefined ? 'day of adoption not stated' : `adopted ${read.adopted}`}.`,
      read.parties.length === 0
        ? 'The text does not say between whom it is.'
        : `Parties: ${read.parties.map(({ name, actor }) => `${name} (${actor ?? 'not known'})`).join('; ')}.`,
      ...read.savings.map(words => `For all provisions: “${oneLine(words)}” [${words.start}–${words.end}]`),
    ],
  };
}

function provisionRow(provision: ReadProvision, { parties }: ReadInstrument): ListingRow {
  const { label, kind, words, due, elements, exceptions, conditions, stipulations, reason } = provision;
  const bound = provision.bound.flatMap(index => parties[index]?.name ?? []).join('; ');
  return {
    cells: [label, kind, bound, due?.reading ?? '', oneLine(words)],
    value: { ...provision, bound: provision.bound.flatMap(index => parties[index]?.actor ?? []) },
    shown: {
      headline: `${label} (${kind}${bound === '' ? '' : `, binds ${bound}`})`,
      details: [
        ['words', quoted(words)],
        ['bound', reason],
        ...Object.entries(elements).map(([name, element]) => [name, quoted(element as Words)] as const),
        ...exceptions.map(({ words: except, element }) => ['except', `${quoted(except)} (${element})`] as const),
        ...conditions.map(condition => ['only if', quoted(condition)] as const),
        ['due', due?.reading ?? ''],
        ...stipulations.map(
          one =>
            [
              'part',
              `${one.id}: ${quoted(one.words)}${one.due === undefined ? '' : `; due ${one.due.reading}`}`,
            ] as const,
        ),
      ],
    },
  };
}

/** Clause by clause: what both texts say, in which words they differ, and what only one of them has. `left` and `right` name the texts. */
export function parallelList(pairs: readonly Pair[], left: string, right: string): Listing {
  return {
    name: 'clauses',
    columns: ['standing', 'left', 'right', 'left_words', 'right_words', 'differences'],
    rows: pairs.map(pair => pairRow(pair, left, right)),
    notes: [
      `${pairs.filter(pair => pair.left && pair.right).length} clauses stand in both texts, ${pairs.filter(pair => !pair.right).length} only in ${left}, ${pairs.filter(pair => !pair.left).length} only in ${right}.`,
    ],
  };
}

function pairRow(pair: Pair, left: string, right: string): ListingRow {
  const differences = differencesOf(pair);
  const standing =
    pair.right === undefined
      ? 'only left'
      : pair.left === undefined
        ? 'only right'
        : differences.length === 0
          ? 'same'
          : 'differs';
  const cells = [
    standing,
    pair.left?.label ?? '',
    pair.right?.label ?? '',
    wordsOf(pair.left),
    wordsOf(pair.right),
    differences.map(({ left: was, right: is }) => `${was || '–'} → ${is || '–'}`).join(' | '),
  ];
  const kinds =
    pair.left && pair.right && pair.left.kind !== pair.right.kind ? `${pair.left.kind} → ${pair.right.kind}` : '';
  const only = pair.left === undefined ? right : left;
  return {
    cells,
    value: { standing, left: pair.left, right: pair.right, alike: Math.round(pair.alike * 100) / 100, differences },
    shown: {
      headline:
        pair.left && pair.right
          ? `${pair.left.label} and ${pair.right.label}: ${differences.length === 0 ? 'the same words' : 'in different words'}`
          : `${(pair.left ?? pair.right)!.label}: only in ${only}`,
      details: [
        [left, pair.left === undefined ? '' : quoted(pair.left.words)],
        [right, pair.right === undefined ? '' : quoted(pair.right.words)],
        ['kind', kinds],
        ...differences.map(
          ({ left: was, right: is }) =>
            [
              'differs',
              was === '' ? `only right: “${is}”` : is === '' ? `only left: “${was}”` : `“${was}” → “${is}”`,
            ] as const,
        ),
      ],
    },
  };
}

/** Word by word; capitals, punctuation and numbers of paragraphs are no difference. */
function differencesOf({ left, right }: Pair): { left: string; right: string }[] {
  if (!left || !right) return [];
  return alterations(comparable(bare(left.words)), comparable(bare(right.words))).map(({ left: was, put }) => ({
    left: was,
    right: put,
  }));
}

/** The words without the number of their paragraph. */
function bare({ exact }: Words): string {
  return exact.replace(/^\W*(?:(?:article|section)\s+)?\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,5})[.):]+\s+/iu, '');
}

const wordsOf = (clause: Clause | undefined): string => (clause === undefined ? '' : oneLine(clause.words));
const oneLine = ({ exact }: Words): string => exact.replaceAll(/\s+/gu, ' ').trim();
const quoted = (words: Words): string => `“${oneLine(words)}” [${words.start}–${words.end}]`;
