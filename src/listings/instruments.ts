import { elementNames, type Instrument, partsOf, type Provision, type TextWords } from '../core/instrument.ts';
import type { Listing } from '../core/listing.ts';
import { type DeedsRecord, instruments, provisions, type Registered } from '../record/index.ts';
import { count } from './count.ts';
import { decidedText } from './decided.ts';
import { oneLine } from './one-line.ts';

/** The instruments that stand. */
export async function instrumentList(record: DeedsRecord): Promise<Listing> {
  const all = await provisions(record);
  const rows = (await instruments(record)).map(({ value, decision }) => {
    const own = all.filter(({ value: { instrument } }) => instrument === value.id);
    return {
      cells: [
        value.id,
        value.title,
        value.form ?? '',
        value.parties.map(({ name }) => name).join('; '),
        value.adopted ?? '',
        value.inForce ?? '',
        value.until ?? '',
        String(own.length),
      ],
      value: { ...value, provisions: own.map(({ value: { id } }) => id), decision },
      shown: {
        headline: `${value.id}: ${value.title}`,
        details: [
          ['parties', value.parties.map(({ name, actor }) => `${name} (${actor})`).join('; ')],
          ['in force', periodText(value)],
          [
            'texts',
            value.texts.map(({ document, by }) => (by === undefined ? document : `${document} by ${by}`)).join('; '),
          ],
          ['provisions', count(own.length, 'provision')],
          ['registered', decidedText(decision)],
        ] as const,
      },
    };
  });
  return {
    name: 'instruments',
    columns: ['id', 'title', 'form', 'parties', 'adopted', 'in_force', 'until', 'provisions'],
    rows,
  };
}

/** What each provision of an instrument asks of whom, with the words it stands in. */
export async function provisionList(record: DeedsRecord, instrument: string): Promise<Listing> {
  return {
    name: 'provisions',
    columns: ['id', 'label', 'kind', 'bound', 'due', 'words', 'specificity', 'verifiability', 'ambition', 'standing'],
    rows: (await provisions(record, instrument)).map(row),
  };
}

function row({ value, decision, erased }: Registered<Provision>): Listing['rows'][number] {
  const { elements, carveOuts, dueBy, specificity, verifiability, ambition } = value;
  return {
    cells: [
      value.id,
      value.label,
      value.kind,
      value.bound.join(' '),
      dueBy?.reading ?? '',
      value.words.map(({ exact }) => oneLine(exact)).join(' | '),
      specificity,
      verifiability,
      ambition,
      value.readBy === undefined ? 'confirmed' : 'read',
    ],
    value: { ...value, erased, decision },
    shown: {
      headline: `${value.id}: ${value.label} (${value.kind}, binds ${value.bound.join(', ')})${standingText(value)}`,
      details: [
        ...value.words.map(words => ['words', quoted(words)] as const),
        ['words', erased ? 'erased' : ''],
        ...elementNames.flatMap(name => {
          const element = name === 'time' ? undefined : elements[name];
          if (element === undefined) return [];
          const from = element.words === undefined ? `worked out: ${element.reason ?? ''}` : quoted(element.words);
          return [[name, `${element.says} (${from})`] as const];
        }),
        ...carveOuts.map(
          ({ element, says, words }) =>
            ['except', `${says} (${element})${words === undefined ? '' : `; ${quoted(words)}`}`] as const,
        ),
        ['due', dueBy?.reading ?? ''],
        ...(value.stipulations.length === 0 ? [] : partsOf(value)).map(
          ({ id, says, dueBy }) =>
            ['part', `${id}: ${says}${dueBy === undefined ? '' : `; due ${dueBy.reading}`}`] as const,
        ),
        [
          'easy to keep?',
          `specificity ${specificity}, verifiability ${verifiability}, asks for ${ambition === 'unknown' ? 'unknown' : `an ${ambition}`}`,
        ],
        ['registered', decidedText(decision)],
      ],
    },
  };
}

/** What a program read and nobody looked at never looks like what a person wrote. */
function standingText({ readBy }: Provision): string {
  return readBy === undefined ? '' : ` — read by ${readBy}, confirmed by nobody`;
}

export function periodText({ adopted, inForce, until }: Instrument): string {
  const from = inForce ?? (adopted === undefined ? undefined : `${adopted} (adopted)`);
  return `${from ?? 'not known'} to ${until ?? 'open'}`;
}

const quoted = ({ exact, document, start, end }: TextWords): string =>
  `“${oneLine(exact)}” [${document} ${start}–${end}]`;
