// "We", "the Parties" and "both sides" in a text that says whose it is, and in texts that do not. A text, and who is bound by each commitment in it ("We": not told).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from '../app.ts';
import { capture } from '../capture/index.ts';
import { read } from '../read.ts';
import type { CommitmentBody } from './commitment/commitment.ts';

const engine = loadEngine();

const texts: readonly (readonly [text: string, bound: readonly string[], says?: string])[] = [
  [
    'Statement by the Ministry of Fisheries of Norway\n\nOslo, 9 November 2015\n\nWe will open three ports by the end of 2016.',
    ['Ministry of Fisheries of Norway'],
    'Statement by the Ministry of Fisheries of Norway',
  ],
  [
    'Joint Statement of Norway and Chile on fishing\n\nWe will share data on catches every month.',
    ['Norway and Chile'],
    'Joint Statement of Norway and Chile',
  ],
  [
    'Remarks by Foreign Minister Lars Holm in Oslo\n\nWe will open a line to Chile.',
    ['Lars Holm'],
    'Remarks by Foreign Minister Lars Holm',
  ],
  [
    'Issued by Palisade Security, Inc.\n\nWe will publish the code by the end of the month.',
    ['Palisade Security'],
    'Issued by Palisade Security',
  ],
  [
    'We, the ministers of Norway and Chile, met in Oslo on Friday.\n\nWe commit to share data on catches every month.',
    ['ministers of Norway and Chile'],
    'We, the ministers of Norway and Chile',
  ],
  // A statement within a report is its speaker's; the report's own words behind it are not.
  [
    'The Ministry of Fisheries said in a statement:\n\nWe will open three ports by the end of 2016.\n\nReporters asked about it.\n\nWe will publish the answers, the newspaper wrote.',
    ['Ministry of Fisheries', 'the newspaper'],
  ],
  // "We" in a quotation is whoever speaks there, in whosever text.
  [
    'Statement by the Ministry of Fisheries of Norway\n\nMr. Holm thanked the crews. “We will pay for the ports,” Mr. Holm said.',
    ['Holm'],
  ],
  // Parties of a treaty, under the name that it gives them or under its title; "both sides" are two.
  [
    'The Government of Norway and the Government of Chile (hereinafter "the Parties"),\n\nHave agreed as follows:\n\nEach Party shall publish its catches.\n\nThe Parties shall share data on storms.',
    ['Norway and Chile', 'Norway and Chile'],
  ],
  [
    'Joint Statement by Norway and Chile\n\nPeru and Ghana took part in the talks as observers. Both sides agreed to share data on storms.',
    ['Norway and Chile'],
  ],
  // A release of a firm's, known by its words for the press: "the company" and the firm by its name are the issuer; what others want of it is theirs.
  [
    'Palisade Security, Inc. (NYSE: PLS) today announced a plan for its plants.\n\nUnder the plan, the company will close two plants by the end of 2017. A union said the company would pay for it.',
    ['Palisade Security'],
    'Palisade Security, Inc. (NYSE: PLS) today announced',
  ],
  // In a report the same words bind nobody by themselves.
  ['Palisade Security has two plants, which the company will close by the end of 2017, workers were told.', []],
  [
    'Central Bank of Norway\nPress release\n\nThe Bank will publish a list of its bonds in June 2016.',
    ['Central Bank of Norway'],
    'Central Bank of Norway',
  ],
  // A body by the one word of its name.
  [
    'Ministry of Fisheries of Norway\n\nPress release\n\nThe ports are old. The Ministry has promised to open three ports by the end of 2016.',
    ['Ministry of Fisheries of Norway'],
  ],
  // A text that does not say whose it is, a byline of a reporter, and a statement that is only told of.
  ['We will open three ports by May.', ['We']],
  ['Norway opens ports\n\nBy Ida Lund\n\nWe will open three ports by May.', ['We']],
  ['A statement by the critics was ignored.\n\nWe will open three ports by May.', ['We']],
];

for (const [text, bound, says] of texts) {
  test(`“we” in: ${text.replaceAll(/\s+/gu, ' ').slice(0, 90)}`, () => {
    const { claims } = read(capture(Buffer.from(text), { published: '2015-11-09' }), engine);
    const bodies = claims.filter(({ kind }) => kind === 'commitment').map(({ body }) => body as CommitmentBody);
    assert.deepEqual(
      bodies.map(body => [body.bound?.name, ...body.jointly.map(({ name }) => name)].join(' and ')),
      bound,
    );
    for (const { author, bound: party } of bodies) {
      if (says !== undefined) assert.equal(author?.exact, says);
      if (author) assert.equal(text.slice(author.start, author.end), author.exact);
      assert.match(
        party!.words.exact,
        /^(?:we|both sides|(?:each|the) part(?:y|ies)|the ministry|the bank|the company)$/iu,
      );
    }
  });
}
