// Files that are taken apart in a process of their own: PDF and Word as people have them, and files and readers that mean harm.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { zipSync } from 'fflate';
import type { Facts } from '../src/capture/index.ts';
import { type Bounds, CaptureProcess } from '../src/capturing.ts';
import type { Document, PageBox, SourceRun } from '../src/core/document.ts';
import type { Problem } from '../src/core/problem.ts';
import { gaps } from '../src/core/span.ts';
import { deeds, temporaryFolder } from './command.ts';

function capturing(t: TestContext, bounds: Partial<Bounds> = {}): CaptureProcess {
  const process = new CaptureProcess(bounds);
  t.after(() => process.close());
  return process;
}

/** A PDF of pages of lines in Helvetica, 12 points, 15 apart; an empty line leaves a gap. `stream` may say something else than a page does. */
function pdf(pages: readonly (readonly string[])[], stream?: Buffer): Buffer {
  const objects: Buffer[] = [Buffer.from('<< /Type /Catalog /Pages 2 0 R >>')];
  const kids = pages.map((_, n) => `${4 + 2 * n} 0 R`).join(' ');
  objects.push(
    Buffer.from(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`),
    Buffer.from('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'),
  );
  for (const [n, lines] of pages.entries()) {
    const shown = lines.map(line => `(${line.replaceAll(/[()\\]/gu, String.raw`\$&`)}) Tj T*`).join('\n');
    const content = stream ?? deflateSync(Buffer.from(`BT /F1 12 Tf 15 TL 72 720 Td\n${shown}\nET`, 'latin1'));
    objects.push(
      Buffer.from(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + 2 * n} 0 R >>`,
      ),
      Buffer.concat([
        Buffer.from(`<< /Length ${content.length} /Filter /FlateDecode >>\nstream\n`),
        content,
        Buffer.from('\nendstream'),
      ]),
    );
  }
  const parts = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  let at = parts[0]!.length;
  for (const [n, object] of objects.entries()) {
    const part = Buffer.concat([Buffer.from(`${n + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    offsets.push(at);
    at += part.length;
    parts.push(part);
  }
  const table = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const trailer = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(trailer)]);
}

const word = (body: string, more: Record<string, string> = {}): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries({
        '[Content_Types].xml': '<Types/>',
        'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="x"><w:body>${body}</w:body></w:document>`,
        ...more,
      }).map(([name, content]) => [name, Buffer.from(content)]),
    ),
  );

/** The words that are read: the text without what is left out. */
const read = ({ text, leftOut }: Document): string =>
  gaps(text.length, leftOut)
    .map(({ start, end }) => text.slice(start, end))
    .join('')
    .trim();

const header = (page: number): string[] => [`Ministry of Transport, page ${page}`, ''];
const run = (words: string): string => `<w:r><w:t xml:space="preserve">${words}</w:t></w:r>`;

/** A part of an e-mail whose parts are apart by "b". */
const part = (type: string, body: string, more = ''): string =>
  `--b\r\nContent-Type: ${type}${more}\r\n\r\n${body}\r\n`;

async function documentOf(capturing: CaptureProcess, bytes: Uint8Array, facts: Facts = {}): Promise<Document> {
  const { document } = await capturing.capture(bytes, facts);
  assert.ok(document !== undefined);
  return document;
}

async function codeOf(capturing: CaptureProcess, bytes: Uint8Array): Promise<string> {
  try {
    await capturing.capture(bytes, {});
    return 'captured';
  } catch (error) {
    return (error as Problem).code;
  }
}

test('a PDF: paragraphs across lines and pages, parted words joined, headers left out, every word led to its box', async t => {
  const bytes = pdf([
    [...header(1), 'The minister said on Friday that two brid-', 'ges would be closed, and that', 'heavy trucks must'],
    [...header(2), 'use the northern road until the repairs', 'are done.', '', 'The mayor called the decision late.'],
    [...header(3), 'Talks go on.'],
  ]);
  const document = await documentOf(capturing(t), bytes, { published: '2026-05-11' });
  assert.equal(
    read(document).replaceAll(/\n{3,}/gu, '\n\n'),
    'The minister said on Friday that two bridges would be closed, and that heavy trucks must\n\nuse the northern road until the repairs are done.\n\nThe mayor called the decision late.\n\nTalks go on.',
  );
  assert.deepEqual([document.mediaType, document.published?.basis], ['application/pdf', 'given']);
  const boxes = document.map as readonly PageBox[];
  const words = boxes.map(({ textStart, length }) => document.text.slice(textStart, textStart + length));
  assert.ok(words.includes('use the northern road until the repairs'));
  const box = boxes[words.indexOf('are done.')]!;
  assert.deepEqual([box.page, box.x, box.y], [2, 72, 675]);
  assert.ok(box.width > 30 && box.width < 80 && box.height > 8 && box.height < 20);
});

test('a Word file: what tracked changes took away is not in it, every character led to its place in the XML', async t => {
  const body = `<w:p>${run('The minister said ')}${run('that R&amp;D would go on.')}<w:del><w:r><w:delText>Never.</w:delText></w:r></w:del></w:p><w:p>${run('Talks')}<w:r><w:tab/></w:r>${run('go on.')}<w:r><w:footnoteReference w:id="1"/></w:r></w:p>`;
  const bytes = word(body, { 'docProps/core.xml': '<x><dc:title>A decision</dc:title></x>' });
  const document = await documentOf(capturing(t), bytes, {});
  assert.equal(document.text.trim(), 'The minister said that R&D would go on.\n\nTalks\tgo on.');
  assert.equal(document.title, 'A decision');
  assert.deepEqual(document.notes, ['1 footnotes or endnotes are not in the text.']);
  const source = `<?xml version="1.0"?><w:document xmlns:w="x"><w:body>${body}</w:body></w:document>`;
  let at = 0;
  for (const { textStart, length, sourceStart, sourceLength, part } of document.map as readonly SourceRun[]) {
    assert.deepEqual([textStart, part], [at, 'word/document.xml']);
    at += length;
    const [text, from] = [document.text.slice(textStart, at), source.slice(sourceStart, sourceStart + sourceLength)];
    assert.ok(
      text === from || from.startsWith('&') || from.startsWith('<') || from.replace('&amp;', '&') === text,
      from,
    );
  }
  assert.equal(at, document.text.length);
});

test('an e-mail: its page is read, with subject, sender and day; a text that only quotes a message is none', async t => {
  const process = capturing(t);
  const head = [
    'From: "Ministry of Transport" <press@example.org>',
    'To: desk@example.org',
    'Subject: =?utf-8?Q?Two_bridges_will_close_=E2=80=93_for_repairs?=',
    'Date: Mon, 09 Nov 2015 23:30:00 -0500',
    'Message-ID: <1@example.org>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="b"',
  ];
  const page = '<p>The minister said that two bridges would be closed &amp; repaired.</p>';
  const attachment = part(
    'image/png; name="plan.png"',
    'iVBORw==',
    '\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="plan.png"',
  );
  const message = `${head.join('\r\n')}\r\n\r\n${part('text/plain', 'Plain.')}${part('text/html', page)}${attachment}--b--\r\n`;
  const document = await documentOf(process, Buffer.from(message));
  assert.equal(
    document.text.replaceAll(/\s+/gu, ' ').includes('The minister said that two bridges would be closed & repaired.'),
    true,
  );
  assert.deepEqual(
    [document.mediaType, document.title, document.byline],
    ['message/rfc822', 'Two bridges will close – for repairs', 'Ministry of Transport'],
  );
  assert.deepEqual([document.published?.day, document.published?.basis], ['2015-11-09', 'mail-header']);
  assert.match(document.notes.join(), /not read: plan\.png/u);
  assert.ok((document.map as readonly SourceRun[]).every(({ part }) => part === 'text/html'));
  assert.equal(
    (await documentOf(process, Buffer.from(message), { published: '2015-11-12' })).published?.day,
    '2015-11-12',
  );

  const quoted = 'From: Anna\nSubject: Talks\nDate: Monday\n\nThe minister said no.\n';
  assert.equal((await process.capture(Buffer.from(quoted), {})).mediaType, 'text/plain');
  const empty = `${head.slice(0, 6).join('\r\n')}\r\n\r\n`;
  assert.equal(await codeOf(process, Buffer.from(empty)), 'no_text');
});

test('files that mean harm are refused, each with its reason, and the next one is read', async t => {
  const process = capturing(t, { seconds: 3, megabytes: 400 });
  const bomb = deflateSync(Buffer.alloc(300_000_000, '(x) Tj '));
  const hostile: [string, Uint8Array, readonly string[]][] = [
    ['a PDF that unpacks to 300 MB', pdf([['']], bomb), ['too_slow', 'too_much_memory', 'no_text']],
    ['a PDF cut short', pdf([['Words.']]).subarray(0, 300), ['damaged', 'no_text', 'captured']],
    ['a PDF of rubbish', Buffer.from(`%PDF-1.7\n${'x'.repeat(100_000)}`), ['damaged']],
    ['a PDF without words', pdf([['']]), ['no_text']],
    ['a Word file without a text', zipSync({ '[Content_Types].xml': Buffer.from('<x/>') }), ['format_not_read']],
    ['a Word file that unpacks to 60 MB', word('x'.repeat(60_000_000)), ['too_large']],
    ['a Word file cut short', word('<w:p/>').subarray(0, 120), ['damaged']],
  ];
  for (const [what, bytes, codes] of hostile) {
    const code = await codeOf(process, bytes);
    assert.ok(codes.includes(code), `${what}: ${code}`);
    assert.equal((await documentOf(process, Buffer.from('He said no.'))).text, 'He said no.', `after ${what}`);
  }
});

test('a reader that loops, grows, ends or answers rubbish is given up, and a new one takes its place', async t => {
  const folder = temporaryFolder(t);
  const ways: [string, string, string][] = [
    ['loops', 'for (;;);', 'too_slow'],
    ['grows', 'const all = []; for (;;) all.push(Buffer.alloc(1e7, 1));', 'too_much_memory'],
    ['ends', 'process.exit(0)', 'reader_crashed'],
    ['throws', 'throw new Error("x")', 'reader_crashed'],
    ['answers rubbish', 'process.send({ captured: { parts: 1 } })', 'reader_crashed'],
  ];
  for (const [way, does, code] of ways) {
    const program = join(folder, `${way}.mjs`);
    writeFileSync(program, `process.on('message', () => { ${does} }); process.send('ready');`);
    const hostile = capturing(t, { program, seconds: 2, megabytes: 150 });
    for (let n = 0; n < 2; n++) assert.equal(await codeOf(hostile, Buffer.from('x')), code, way);
  }
  const program = join(folder, 'none.mjs');
  writeFileSync(program, 'process.exit(1)');
  assert.equal(await codeOf(capturing(t, { program }), Buffer.from('x')), 'reader_crashed');
});

test('deeds adds PDF and Word files, and keeps the way back in the record', t => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'a.pdf'), pdf([['The minister said on Monday that the talks', 'had failed.']]));
  writeFileSync(
    join(folder, 'b.docx'),
    word('<w:p><w:r><w:t>The mayor said that two bridges would be closed.</w:t></w:r></w:p>'),
  );
  writeFileSync(join(folder, 'c.pdf'), '%PDF-1.7 rubbish');
  const { out, err, code } = deeds(['add', 'a.pdf', 'b.docx', 'c.pdf', '--published', '2026-05-11'], { cwd: folder });
  assert.match(out, /a\.pdf: added as .*1 statement\nb\.docx: added as .*1 statement/u);
  assert.match(err, /c\.pdf: .*\[damaged\]/u);
  assert.equal(code, 4);
  assert.match(deeds(['show', 'documents'], { cwd: folder }).out, /application\/pdf/u);
  assert.equal(deeds(['verify'], { cwd: folder }).code, 0);
});

test('each file of a ZIP archive is an input; hidden ones are counted, one bad one stops nothing, a trap is not unpacked', t => {
  const folder = temporaryFolder(t);
  const archive = zipSync({
    'reports/a.txt': Buffer.from('The minister said that the talks had failed.'),
    'reports/': new Uint8Array(),
    '../../b.html': Buffer.from('<p>The mayor said that two bridges would be closed.</p>'),
    '__MACOSX/._a.txt': Buffer.from('x'),
    'c.zip': zipSync({ 'd.txt': Buffer.from('x') }),
  });
  writeFileSync(join(folder, 'all.zip'), archive);
  const { out, err, code } = deeds(['add', 'all.zip'], { cwd: folder });
  assert.match(out, /^all\.zip\/reports\/a\.txt: added as [\s\S]+^all\.zip\/\.\.\/\.\.\/b\.html: added as /mu);
  assert.match(err, /Passed over: 1 hidden file\.\n[\s\S]*all\.zip\/c\.zip: .*\[format_not_read\]/u);
  assert.equal(code, 4);
  assert.match(deeds(['show', 'documents'], { cwd: folder }).out, /b\.html/u);

  writeFileSync(join(folder, 'trap.zip'), zipSync({ a: Buffer.alloc(60_000_000), b: Buffer.alloc(1) }));
  writeFileSync(join(folder, 'cut.zip'), archive.subarray(0, 200));
  for (const name of ['trap.zip', 'cut.zip']) {
    const refused = deeds(['read', name], { cwd: folder });
    assert.match(
      refused.err,
      new RegExp(`^deeds: ${name}: The archive ${name} is not unpacked.*\\[archive_refused\\]$`, 'mu'),
    );
    assert.equal(refused.code, 1);
  }
});
