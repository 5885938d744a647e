import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { analyse } from './analyse.ts';
import { toConllu, toOutline } from './conllu.ts';
import { decodeModel, FEATURE_SET, MODEL_FILE } from './model.ts';

const bytes = readFileSync(new URL(`../../model/${MODEL_FILE}`, import.meta.url));
const model = decodeModel(bytes);

/** A sentence, then edges that a rule lives on: "dependent <relation head". Relations with or without a subtype. */
const trees = `
The foreign minister of Peru said on Monday that both sides had agreed on a ceasefire.
  minister <nsubj said · agreed <ccomp said · sides <nsubj agreed · that <mark agreed · ceasefire <obl agreed
President Maria Lopez told reporters that her government will not withdraw its troops.
  Maria <nsubj told · President <nmod Maria · reporters <iobj told · withdraw <ccomp told · not <advmod withdraw · troops <obj withdraw
The hackers attacked two ministries and took records from a bank.
  hackers <nsubj attacked · ministries <obj attacked · took <conj attacked · records <obj took
The two governments pledged to stop the attacks.
  governments <nsubj pledged · stop <xcomp pledged · attacks <obj stop
Officials discuss concerns with the Chinese ahead of a major meeting.
  Chinese <obl discuss · with <case Chinese · ahead <advmod Chinese
“Is it safe?” asked the inspector.
  safe <ccomp asked · inspector <nsubj asked
Hackers working for the government stole the records of officials, the ministry said.
  Hackers <nsubj stole · records <obj stole · ministry <nsubj said
The files were stored in a safe place, Paul Kern, the deputy minister, told reporters.
  stored <ccomp told · Paul <nsubj told · minister <appos Paul · reporters <iobj told · files <nsubj stored
The plant will close next year, Jane Roe, a spokeswoman for the firm, said in a statement.
  close <ccomp said · Jane <nsubj said · spokeswoman <appos Jane · statement <obl said
The ministry invited an expert, Paul Kern, the inspector said.
  invited <ccomp said · Paul <appos expert · inspector <nsubj said
The White House saw inconsistencies with the country's claim that it had tested a bomb.
  tested <acl claim · it <nsubj tested · bomb <obj tested
Mr. Lind told members of the ruling Labour party that he was determined to stay.
  determined <ccomp told · he <nsubj determined · members <iobj told
Ministers from Peru and Chile began to meet in Lima on Friday.
  Ministers <nsubj began · Chile <conj Peru · meet <xcomp began
The minister said his country would help Southeast Asian nations build their security capabilities.
  help <ccomp said · country <nsubj help · build <xcomp help · capabilities <obj build
The envoy stressed to Mr. Okoro “very grave doubts about the plan”.
  Okoro <obl stressed · to <case Okoro · doubts <obj stressed
A group tied to the Iranian government stole data from three banks, the firm said.
  group <nsubj stole · tied <acl group · government <obl tied · data <obj stole · stole <ccomp said · firm <nsubj said
Spies working for the Chinese army stole designs from the company in May.
  Spies <nsubj stole · army <obl working · designs <obj stole
On Thursday a court in Port Ellis sentenced two editors to six years in prison.
  court <nsubj sentenced · Ellis <nmod court · Thursday <obl sentenced · editors <obj sentenced
The talks between Norland and the rebel region of Sudova collapsed on Tuesday.
  talks <nsubj collapsed · Tuesday <obl collapsed
The talks between Peru and Chile in Lima were put off on Friday.
  talks <nsubj:pass put · Peru <nmod talks · Chile <conj Peru · Lima <nmod talks
The talks between Norland and the rebel region of Sudova collapsed on Friday.
  talks <nsubj collapsed · Norland <nmod talks · region <conj Norland
The commission, which last met in June, praised the plan.
  met <acl:relcl commission · last <advmod met · which <nsubj met
On Oct 30 fighter jets struck a convoy.
  30 <obl struck · On <case 30 · jets <nsubj struck · convoy <obj struck
The two men were accused by prosecutors of kidnapping 14 teachers.
  kidnapping <advcl accused · prosecutors <obl accused · teachers <obj kidnapping
Members of the Danso militia, some in uniform, abducted nine men.
  Members <nsubj abducted · some <appos Members · men <obj abducted
In 2013, hackers linked to Kelland broke into the accounts of nine members of Norland's parliament.
  hackers <nsubj broke · linked <acl hackers · Kelland <obl linked
the two ministers met in geneva on friday and agreed to resume the talks next month
  ministers <nsubj met · geneva <obl met · resume <xcomp agreed · talks <obj resume
`.trim();

const cases = trees.split('\n');
for (let i = 0; i < cases.length; i += 2)
  test(`reads ${cases[i]}`, () => {
    const { words } = analyse(cases[i]!, model);
    for (const edge of cases[i + 1]!.trim().split(' · ')) {
      const [, dependent, relation, head] = /^(\S+) <(\S+) (\S+)$/.exec(edge)!;
      const found = words.find(word => word.text === dependent && word.is(relation!) && word.head?.text === head);
      assert.ok(found, `${edge}\n${toOutline(analyse(cases[i]!, model))}`);
    }
  });

test('finds names, in clean text and in stripped text', () => {
  const clean = analyse('Angela Merkel met officials of the European Commission in Paris on Tuesday.', model);
  assert.deepEqual(
    clean.names.map(({ start, end, type }) => `${type} ${clean.text.slice(start, end)}`),
    ['PER Angela Merkel', 'ORG European Commission', 'LOC Paris'],
  );
  const bare = analyse(
    'angela merkel met officials in paris and london on tuesday and later flew home to berlin',
    model,
  );
  assert.ok(bare.names.some(({ start, end, type }) => type === 'LOC' && bare.text.slice(start, end) === 'paris'));
});

function namesIn(text: string): string[] {
  return analyse(text, model).names.map(({ start, end, type }) => `${type} ${text.slice(start, end)}`);
}

test('bodies that the lists know are found where capitals say that a name is meant', () => {
  assert.deepEqual(namesIn('The flaw was reported to the WordPress team.'), ['ORG WordPress']);
  assert.deepEqual(namesIn('Last month, Trend Micro named a group.'), ['ORG Trend Micro']);
  assert.deepEqual(namesIn('He spoke of a secret service.'), []);
});

test('finds the sentences of a stripped text', () => {
  const text =
    'the minister said on monday that the talks had failed he told reporters that both sides would meet again in may the opposition rejected the plan and called for new elections the president has not yet commented on the report';
  const { sentences, degradation } = analyse(text, model);
  assert.equal(degradation.level, 'lower-cased and unpunctuated');
  assert.ok(sentences.length >= 3 && sentences.length <= 6, `${sentences.length} sentences`);
  assert.ok(sentences.some(s => s.words[0]!.text === 'the' && s.words[1]!.text === 'president'));
});

test('empty and blank texts have no words', () => {
  for (const text of ['', ' ', '\n\n\t']) assert.equal(analyse(text, model).words.length, 0);
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        'The',
        'minister',
        'said',
        '.',
        ' ',
        '\n',
        '“',
        '”',
        '\ud83d',
        "n't",
        'U.S.',
        '-',
        '😀',
        '5',
        'and',
        ' ,',
        '\n\n',
        'ש',
      ),
      { maxLength: 120 },
    )
    .map(parts => parts.join(' ')),
);

test('any string: words cover the text in order, each sentence is a tree with one root, all links agree', () => {
  fc.assert(
    fc.property(anyText, text => {
      const analysis = analyse(text, model);
      let at = 0;
      for (const sentence of analysis.sentences) {
        assert.ok(sentence.words.length > 0);
        assert.equal(sentence.words.filter(word => word.head === undefined).length, 1);
        assert.equal(sentence.root.subtree().length, sentence.words.length);
        for (const word of sentence.words) {
          assert.equal(text.slice(at, word.start).replace(/[\s\u0085\u200b\ufeff]/gu, ''), '');
          at = word.end;
          assert.equal(analysis.words[word.index], word);
          assert.equal(analysis.wordAt(word.start), word);
          assert.ok(word.margin >= 0);
          for (const child of word.dependents) assert.equal(child.head, word);
        }
      }
      assert.equal(text.slice(at).replace(/[\s\u0085\u200b\ufeff]/gu, ''), '');
      for (const name of analysis.names) assert.ok(name.words.length > 0);
      assert.equal(toConllu(analysis), toConllu(analyse(text, model)));
    }),
    { numRuns: 200 },
  );
});

test('cost grows with the length of the text, not faster', () => {
  const piece = 'The two ministers met in Geneva on Friday, and both said that the talks would go on. ';
  const hostile = ['a', '.', '- ', 'he said ', 'A. ', '“', 'x\n', '\ud800'];
  analyse(piece.repeat(200), model);
  // Milliseconds of the processor, which others' work on the same machine does not lengthen.
  const time = (text: string): number => {
    const before = process.cpuUsage();
    analyse(text, model);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  const small = Math.min(time(piece.repeat(100)), time(piece.repeat(100)));
  assert.ok(time(piece.repeat(1000)) < small * 40 + 200);
  for (const bit of hostile) assert.ok(time(bit.repeat(20_000)) < 6000, JSON.stringify(bit));
});

function code(of: Uint8Array): unknown {
  try {
    decodeModel(of);
    return undefined;
  } catch (problem) {
    return (problem as { code?: unknown }).code;
  }
}

test('refuses what is no model, a model of other features, and a damaged one', () => {
  assert.equal(code(new Uint8Array(0)), 'bad_model');
  assert.equal(code(new TextEncoder().encode('something else')), 'bad_model');
  const other = Uint8Array.from(bytes);
  other[8] = FEATURE_SET + 1;
  assert.equal(code(other), 'model_mismatch');
  assert.equal(code(bytes.subarray(0, bytes.length >> 1)), 'bad_model');
});

test('what was read before leaves no trace: the same text gives the same analysis in any company', () => {
  const texts = [
    'minister The ” - The minister',
    'The talks had failed, the minister said.',
    'Ships left. No one waited.',
    'u s officials met in may',
  ];
  const alone = texts.map(text => toConllu(analyse(text, model)));
  for (const [first, text] of texts.entries()) {
    for (const other of texts) {
      analyse(other, model);
      assert.equal(toConllu(analyse(text, model)), alone[first]);
    }
  }
});
