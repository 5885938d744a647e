// PDFs that mean harm (A16 to A20).
import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import type { HostileCase } from '../case.ts';
import { said, sized, time } from '../size.ts';
import { onePage, pageEntries, pdfOf, showing, streamOf } from '../pdf.ts';

const FLATE = '/Filter /FlateDecode';
const WORDS = 'The minister said on Monday that two bridges would be closed.';

/** One content so many times, packed as fast as may be. */
function packed(piece: string, times: number): Buffer {
  return deflateSync(Buffer.alloc(piece.length * times, piece), { level: 1 });
}

const pdf = (id: HostileCase['id'], what: string, ends: readonly string[], make: () => Buffer): HostileCase => ({
  id,
  what,
  file: 'hostile.pdf',
  make,
  ends,
});

const costly = (...given: Parameters<typeof pdf>): HostileCase => ({
  ...pdf(...given),
  costly: true,
  ...time,
});

/** A page tree in which a node is its own child, and what else no reader should follow. */
const LOOPS: readonly [what: string, objects: readonly string[]][] = [
  [
    'pages that are their own child',
    ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R] /Count 1 >>'],
  ],
  [
    'two nodes of pages that hold each other',
    [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 5 >>',
      '<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 5 >>',
    ],
  ],
  ['a count of two billion', ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 2000000000 >>']],
  ['a count below nothing', ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count -5 >>']],
  ['an object that is itself', ['2 0 R', '2 0 R']],
];

const ENCRYPTED = `/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}> /P -4 >> /ID [<${'43'.repeat(16)}> <${'43'.repeat(16)}>]`;

export const pdfs: readonly HostileCase[] = [
  pdf('A16', '300 MB of a page in 1.6 MB', ['too_slow', 'too_much_memory', 'too_large'], () =>
    onePage(streamOf(packed('(x) Tj ', 43_000_000), FLATE)),
  ),
  costly('A17', `${said(1_000)} MB packed twice`, ['too_slow', 'too_much_memory', 'too_large', 'no_text'], () => {
    // A block of zeros packs to nearly nothing; a thousand of them one after the other is what is packed again.
    const once = deflateSync(Buffer.alloc(sized(1_000_000_000) / 8), { level: 6 });
    return onePage(
      streamOf(
        deflateSync(Buffer.concat(Array.from({ length: 8 }, () => once))),
        '/Filter [/FlateDecode /FlateDecode]',
      ),
    );
  }),
  {
    ...pdf(
      'A17',
      '1,000,000 states that are never given back',
      ['no_text', 'parsed', 'too_slow', 'too_much_memory'],
      () => onePage(streamOf(packed('q ', 1_000_000), FLATE)),
    ),
    costly: true,
    endless: true,
  },
  {
    ...pdf('A17', `${said(2_000_000)} words one by one`, ['parsed', 'too_slow', 'too_much_memory', 'too_large'], () =>
      onePage(
        streamOf(deflateSync(Buffer.from(`BT /F1 12 Tf ${'(x) Tj 0 -1 Td '.repeat(sized(2_000_000))} ET`)), FLATE),
      ),
    ),
    ...time,
  },
  pdf('A17', 'forms within forms, each twice', ['parsed', 'no_text', 'too_slow', 'too_much_memory'], () =>
    onePage(
      streamOf('/X Do'),
      '',
      Array.from({ length: 30 }, (_, n) =>
        streamOf(
          n === 29 ? showing([WORDS]) : '/X Do /X Do',
          `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 3 0 R >> /XObject << /X ${7 + n} 0 R >> >>`,
        ),
      ),
    ),
  ),
  ...LOOPS.map(([what, objects]) =>
    pdf('A18', what, ['damaged', 'no_text', 'too_large', 'too_slow'], () => pdfOf(objects)),
  ),
  pdf('A18', 'cut short', ['damaged', 'no_text', 'parsed'], () => {
    const whole = onePage(streamOf(showing([WORDS])));
    return whole.subarray(0, whole.length / 2);
  }),
  pdf('A18', '5 MB of rubbish', ['damaged'], () =>
    Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(5_000_000, 'obj << 1 0 R ')]),
  ),
  pdf('A18', 'nested lists without an end', ['damaged', 'no_text', 'too_slow', 'reader_crashed'], () =>
    pdfOf([`<< /Type /Catalog /Pages ${'['.repeat(200_000)} >>`]),
  ),
  pdf('A18', 'locked with a password', ['locked', 'damaged'], () =>
    pdfOf(
      [
        '<< /Type /Catalog /Pages 2 0 R >>',
        '<< /Type /Pages /Kids [4 0 R] /Count 1 >>',
        '<< >>',
        `<< ${pageEntries(5)} >>`,
        streamOf(''),
      ],
      ENCRYPTED,
    ),
  ),
  {
    ...pdf('A19', 'actions, scripts, attachments and a matrix that is code', ['parsed'], () =>
      pdfOf([
        '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\("PWNED"\\)) >> /AA << /WC << /S /Launch /F (/bin/sh) >> >> /Names << /EmbeddedFiles << /Names [(x.exe) 7 0 R] >> >> >>',
        '<< /Type /Pages /Kids [4 0 R] /Count 1 >>',
        '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FontMatrix [1 2 3 4 5 (1\\); globalThis.PWNED = 1; \\()] /FirstChar 0 /LastChar 255 >>',
        `<< ${pageEntries(5)} /Annots [6 0 R] >>`,
        streamOf(showing([WORDS])),
        '<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (http://localhost:1/PWNED) >> >>',
        '<< /Type /Filespec /F (x.exe) /EF << /F 8 0 R >> >>',
        streamOf('MZ PWNED', '/Type /EmbeddedFile'),
      ]),
    ),
    holds({ text }) {
      assert.equal(text.trim(), WORDS);
      assert.equal((globalThis as { PWNED?: unknown }).PWNED, undefined);
    },
  },
  {
    ...pdf('A20', 'words that the page does not show (a text layer drawn with nothing)', ['parsed'], () =>
      onePage(streamOf(showing([WORDS], '3 Tr'))),
    ),
    holds: ({ notes }) => assert.match(notes.join('\n'), /what the pages show was not compared/u),
  },
  {
    ...pdf('A20', 'letters that are mapped to other letters', ['parsed'], () =>
      pdfOf([
        '<< /Type /Catalog /Pages 2 0 R >>',
        '<< /Type /Pages /Kids [4 0 R] /Count 1 >>',
        '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>',
        `<< ${pageEntries(5)} >>`,
        streamOf(showing(['yes yes yes'])),
        streamOf(
          '/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange 3 beginbfchar <79> <006E> <65> <006F> <73> <0021> endbfchar endcmap end',
        ),
      ]),
    ),
    holds: ({ notes }) => assert.match(notes.join('\n'), /what the pages show was not compared/u),
  },
];
