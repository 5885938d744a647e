import assert from 'node:assert/strict';
import { test } from 'node:test';
import { captureAny } from '../index.ts';

const HEAD =
  'From: "Press desk" <press@example.org>\nSubject: Two reports\nDate: Mon, 09 Nov 2015 09:00:00 +0000\nMessage-ID: <1@example.org>\nMIME-Version: 1.0\n';
const WORDS = 'The desk sends two reports.';

/** A part of the message: its headers, an empty line, its words. */
type Part = string;
const words: Part = `Content-Type: text/plain\n\n${WORDS}`;
const file = (type: string, name: string, how = 'attachment', content = 'The mayor said no.'): Part =>
  `Content-Type: ${type}; name="${name}"\nContent-Disposition: ${how}; filename="${name}"\n\n${content}`;
const message = (said: string): string =>
  `From: Ann <ann@example.org>\nSubject: Re: trams\nDate: Tue, 10 Nov 2015 09:00:00 +0000\nMessage-ID: <2@example.org>\nMIME-Version: 1.0\nContent-Type: text/plain\n\n${said}\n`;
const mail = (parts: readonly Part[], kind = 'mixed'): Uint8Array =>
  Buffer.from(
    `${HEAD}Content-Type: multipart/${kind}; boundary="b"\n\n${parts.map(part => `--b\n${part}\n`).join('')}--b--\n`.replaceAll(
      '\n',
      '\r\n',
    ),
  );

/** What lies in an e-mail behind its own words, the parts that become of it (place, name, type as said), and the note. */
const attachments: readonly (readonly [
  what: string,
  lies: readonly Part[],
  parts: readonly (readonly [place: string, name: string | undefined, type: string])[],
  note?: string,
])[] = [
  ['nothing', [], []],
  ['a text', [file('text/plain', 'a.txt')], [['attachment 1', 'a.txt', 'text/plain']]],
  [
    'two files',
    [file('application/pdf', 'a.pdf'), file('text/html', 'b.html')],
    [
      ['attachment 1', 'a.pdf', 'application/pdf'],
      ['attachment 2', 'b.html', 'text/html'],
    ],
  ],
  [
    'a PDF that the program calls inline',
    [file('application/pdf', 'a.pdf', 'inline')],
    [['attachment 1', 'a.pdf', 'application/pdf']],
  ],
  [
    'a PDF without a disposition',
    ['Content-Type: application/pdf\n\nx'],
    [['attachment 1', undefined, 'application/pdf']],
  ],
  ['a picture', [file('image/png', 'plan.png')], [], 'What is attached is not read: plan.png.'],
  ['a picture in the words', [file('image/png', 'logo.png', 'inline')], []],
  [
    'a picture before a text, which keeps its number',
    [file('image/png', 'plan.png'), file('text/plain', 'b.txt')],
    [['attachment 2', 'b.txt', 'text/plain']],
    'What is attached is not read: plan.png.',
  ],
  [
    'an appointment, a signature and a sound',
    [file('text/calendar', 'talks.ics'), file('application/pkcs7-signature', 'smime.p7s'), file('audio/mpeg', 'a.mp3')],
    [],
    'What is attached is not read: talks.ics, smime.p7s, a.mp3.',
  ],
  [
    'seven pictures',
    Array.from({ length: 7 }, (_, n) => file('image/png', `${n}.png`)),
    [],
    'What is attached is not read: 0.png, 1.png, 2.png, 3.png, 4.png, and 2 more.',
  ],
  [
    'a message, as a file',
    [file('message/rfc822', 'trams.eml', 'attachment', message('The mayor said no.'))],
    [['attachment 1', 'trams.eml', 'message/rfc822']],
  ],
  [
    'a message that was forwarded, without a disposition',
    [`Content-Type: message/rfc822\n\n${message('The mayor said no.')}`],
    [['attachment 1', undefined, 'message/rfc822']],
  ],
  [
    'a message that was forwarded inline',
    [`Content-Type: message/rfc822\nContent-Disposition: inline\n\n${message('The mayor said no.')}`],
    [['attachment 1', undefined, 'message/rfc822']],
  ],
];
for (const [what, lies, parts, note] of attachments) {
  test(`an e-mail with ${what}`, async () => {
    const captured = await captureAny(mail([words, ...lies]));
    assert.deepEqual(
      captured.parts.map(({ place, facts }) => [place, facts.name, facts.contentType]),
      parts,
    );
    assert.equal(captured.document!.text.trim(), WORDS, 'the words of the message are its own');
    assert.deepEqual(captured.document!.notes, note === undefined ? [] : [note]);
    for (const { bytes } of captured.parts) assert.match(Buffer.from(bytes).toString(), /The mayor said no\.|^x/u);
  });
}

test('a message in a message has sender, subject and day of its own', async () => {
  const outer = await captureAny(mail([words, `Content-Type: message/rfc822\n\n${message('The mayor said no.')}`]));
  const inner = await captureAny(outer.parts[0]!.bytes, outer.parts[0]!.facts);
  assert.deepEqual(
    [outer, inner].map(({ document }) => [document!.title, document!.byline, document!.published?.day]),
    [
      ['Two reports', 'Press desk', '2015-11-09'],
      ['Re: trams', 'Ann', '2015-11-10'],
    ],
  );
  assert.equal(inner.document!.text.trim(), 'The mayor said no.');
});

test('a digest is as many messages as it holds, and none of its own', async () => {
  const digest = await captureAny(
    mail([`\n${message('The mayor said no.')}`, `\n${message('The minister said yes.')}`], 'digest'),
  );
  assert.equal(digest.document, undefined);
  const said = await Promise.all(
    digest.parts.map(async ({ bytes }) => (await captureAny(bytes)).document!.text.trim()),
  );
  assert.deepEqual(said, ['The mayor said no.', 'The minister said yes.']);
});
