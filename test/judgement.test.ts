// The worked example, judged: every level, the way to publishing, retractions, replay, order of arrival, copies and words.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test, type TestContext } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import {
  addInput,
  fontFile,
  type DeedsRecord,
  loadEngine,
  openRecordForAdding,
  openRecordForReading,
} from '../src/app.ts';
import { judged } from '../src/cli/judged.ts';
import type { Facts } from '../src/capture/index.ts';
import type { Brief } from '../src/core/brief.ts';
import { levels as allLevels, type Finding } from '../src/core/finding.ts';
import type { JudgedCase } from '../src/core/judged.ts';
import { Problem } from '../src/core/problem.ts';
import { undo } from '../src/decisions/any.ts';
import { accept, findBearing, type Rating, rate, reject, settle } from '../src/decisions/bearings.ts';
import { correct, link } from '../src/decisions/documents.ts';
import { proposeFinding, publishFinding, recordedRow, reviewFinding } from '../src/decisions/findings.ts';
import { registerByHand } from '../src/decisions/instruments.ts';
import { docketOf } from '../src/judging/cases.ts';
import { judgeInstrument, type JudgedRow } from '../src/judging/findings.ts';
import { brief, DEFAULT_LINES } from '../src/listings/brief.ts';
import { appointments } from '../src/listings/calendar.ts';
import { gatheringOutlines } from '../src/listings/gatherings.ts';
import { judgedCase } from '../src/listings/judged.ts';
import { docx } from '../src/outputs/brief/docx.ts';
import { html } from '../src/outputs/brief/html.ts';
import { markdown } from '../src/outputs/brief/markdown.ts';
import { Fonts } from '../src/outputs/brief/pdf/fonts.ts';
import { pagesOf } from '../src/outputs/brief/pdf/pdf.ts';
import { judgedFormats } from '../src/outputs/judged/index.ts';
import { temporaryFolder } from './command.ts';
import { faults } from './stix/specification.ts';

const folder = join(import.meta.dirname, '..', 'examples', 'case');
const DAY = '2026-06-30';
const given = JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8')) as {
  published: string;
  sources: Rating[];
  retracted: { document: string; notice: string; why: string }[];
};
const instrument = JSON.parse(readFileSync(join(folder, 'instrument.json'), 'utf8')) as object;

let engine: ReturnType<typeof loadEngine>;
before(() => {
  engine = loadEngine();
});

async function add(record: DeedsRecord, name: string, bytes: Uint8Array, facts: Facts = {}): Promise<void> {
  const input = { name, take: async () => ({ bytes, facts: {} }) };
  for await (const outcome of addInput(record, input, { name, ...facts }, engine))
    assert.equal(outcome.outcome, 'added', name);
}

const bytesOf = (...path: string[]): Uint8Array => readFileSync(join(folder, ...path));
const reports = readdirSync(join(folder, 'reports'));

interface Desk {
  readonly record: DeedsRecord;
  readonly home: string;
  readonly id: (name: string) => Promise<string>;
  readonly rows: (day?: string) => Promise<JudgedRow[]>;
  readonly row: (provision: string, party: string) => Promise<JudgedRow>;
}

async function rowsOf(record: DeedsRecord, day = DAY): Promise<JudgedRow[]> {
  return await judgeInstrument(record, await docketOf(record, 'ins_straits'), day);
}

/** The record of the example, with its reports in some order. */
async function desk(t: TestContext, order: readonly string[] = reports): Promise<Desk> {
  const home = join(temporaryFolder(t), 'record');
  const record = await openRecordForAdding(home, 'Ana');
  t.after(() => record.close());
  for (const name of readdirSync(join(folder, 'texts')))
    await add(record, name, bytesOf('texts', name), { published: given.published });
  for (const name of order) await add(record, name, bytesOf('reports', name));
  await registerByHand(record, instrument, { by: 'Ana', why: undefined });
  for (const rating of given.sources) await rate(record, rating, { by: 'Ana', why: undefined });
  return {
    record,
    home,
    id: async name => (await record.documents()).find(({ facts }) => facts.name === name)!.id,
    rows: day => rowsOf(record, day),
    row: async (provision, party) =>
      (await rowsOf(record)).find(row => row.provision.id === provision && row.party === `state/${party}`)!,
  };
}

async function retractHotline({ record, id }: Desk): Promise<number> {
  const { document, notice, why } = given.retracted[0]!;
  const correction = { retract: true, words: undefined, at: undefined, published: undefined };
  const { sequence } = await correct(
    record,
    { ...correction, document: await id(document), notice: await id(notice) },
    { by: 'Ana', why },
  );
  return sequence;
}

const levels = (rows: readonly JudgedRow[]): Record<string, string> =>
  Object.fromEntries(
    rows.map(({ provision, party, finding }) => [
      `${provision.id} ${party.slice('state/'.length)}`,
      [finding.level, finding.extent ?? finding.because, finding.rated ? '' : 'noted'].filter(Boolean).join(' '),
    ]),
  );

const EXPECTED = {
  'prv_theft norland': 'no_indication',
  'prv_theft sudmark': 'contravened',
  'prv_grid norland': 'no_indication',
  'prv_grid sudmark': 'concern',
  'prv_dialogue norland': 'fulfilled',
  'prv_dialogue sudmark': 'fulfilled',
  'prv_hotline norland': 'partly_fulfilled intermediate',
  'prv_hotline sudmark': 'no_action_on_record',
  'prv_answer norland': 'no_action_on_record',
  'prv_answer sudmark': 'undetermined conflicting',
  'prv_report norland': 'not_due',
  'prv_report sudmark': 'not_due',
  'prv_welcome norland': 'not_assessed noted',
  'prv_welcome sudmark': 'not_assessed noted',
  'prv_tools norland': 'not_assessed',
  'prv_tools sudmark': 'not_assessed',
};

test('the example has every level, and a retraction takes away what rested on it', async t => {
  const own = await desk(t);
  assert.equal(levels(await own.rows())['prv_hotline sudmark'], 'partly_fulfilled intermediate');
  const entry = await retractHotline(own);
  const judgedNow = await own.rows();
  assert.deepEqual(levels(judgedNow), EXPECTED);
  assert.deepEqual(new Set(judgedNow.map(({ finding }) => finding.level)), new Set(allLevels), 'no level is missing');
  await undo(own.record, entry, { by: 'Ana', why: undefined });
  assert.equal(levels(await own.rows())['prv_hotline sudmark'], 'partly_fulfilled intermediate');
});

test('the order in which reports came does not matter', async t => {
  const own = await desk(t, reports.toReversed());
  await retractHotline(own);
  assert.deepEqual(levels(await own.rows()), EXPECTED);
});

test('copies and words, however many, change no finding', async t => {
  const own = await desk(t);
  await retractHotline(own);
  const before = await own.rows();
  const page = bytesOf('reports', '01-blueprints.html').toString();
  for (const [at, source] of ['Evening Post', 'Valley Star', 'The Ledger'].entries()) {
    const reprint = page.replace('Harbour Herald"', `${source}"`).replace('2025-10-15', `2025-10-2${at}`);
    await add(own.record, `reprint-${at}.html`, Buffer.from(reprint));
    const words = `Sudmark's foreign minister, Ana Korin, said on Monday that her country would open a hotline for cyber incidents in its ${['north', 'south', 'east'][at]} soon, and remained committed to it.\n`;
    await add(own.record, `words-${at}.txt`, Buffer.from(words), {
      published: `2026-05-1${at}`,
      source: 'Sudmark Gazette',
    });
  }
  const after = await own.rows();
  assert.deepEqual(levels(after), EXPECTED);
  for (const [at, { finding }] of after.entries()) {
    assert.deepEqual(finding.confidence, before[at]!.finding.confidence);
    assert.deepEqual(finding.origins, before[at]!.finding.origins);
  }
});

test('judged as of any moment, the record gives the finding of that moment', async t => {
  const own = await desk(t);
  const known: { sequence: number; rows: Finding[] }[] = [];
  const keep = async (): Promise<void> => {
    const { sequence } = await own.record.head();
    known.push({ sequence, rows: (await own.rows()).map(({ finding }) => finding) });
  };
  await keep();
  await retractHotline(own);
  await keep();
  const { finding } = await own.row('prv_grid', 'sudmark');
  const held = await findBearing(own.record, finding.restsOn[0]!);
  await accept(own.record, held, {}, { by: 'Ben', why: undefined }, 'test');
  await keep();
  await reject(own.record, held, { by: 'Ben', why: 'It was another grid.' });
  await keep();
  const told = new Set(known.map(({ rows }) => JSON.stringify(rows)));
  assert.equal(told.size, known.length, 'each step changes something');
  for (const { sequence, rows } of known) {
    const then = await openRecordForReading(own.home, { sequence });
    assert.deepEqual(
      (await rowsOf(then)).map(({ finding }) => finding),
      rows,
    );
    await then.close();
  }
});

const problem = (code: string) => (error: unknown) => error instanceof Problem && error.code === code;
const by = (name: string) => ({ by: name, why: undefined });

test('a contravention is published by two people on confirmed bearings, and marked unsupported when its source is taken back', async t => {
  const own = await desk(t);
  const { record } = own;
  const theft = (): Promise<JudgedRow> => own.row('prv_theft', 'sudmark');
  const id = await proposeFinding(record, await theft(), {}, { by: 'machine', why: undefined });
  const proposed = async (): Promise<ReturnType<typeof recordedRow>> => recordedRow(await own.rows(), id);
  await assert.rejects(publishFinding(record, await proposed(), by('Ana')), problem('not_reviewed'));
  await reviewFinding(record, await proposed(), 'approved', by('Ana'));
  await reviewFinding(record, await proposed(), 'approved', by('Ana'));
  await assert.rejects(publishFinding(record, await proposed(), by('Ana')), problem('not_reviewed'));
  await reviewFinding(record, await proposed(), 'approved', by('Ben'));
  await assert.rejects(publishFinding(record, await proposed(), by('Ana')), problem('bearing_unconfirmed'));
  for (const bearing of (await theft()).finding.restsOn)
    await accept(record, await findBearing(record, bearing), {}, by('Ana'), 'test');
  await publishFinding(record, await proposed(), by('Ana'));
  assert.equal((await theft()).recorded?.state, 'published');
  assert.equal((await theft()).recorded?.unsupported, undefined);

  const correction = { words: undefined, at: undefined, published: undefined, notice: undefined };
  const document = await own.id('04-blueprints-traced.html');
  await correct(record, { ...correction, document, retract: true }, { by: 'Ben', why: 'The Monitor took it back.' });
  const after = await theft();
  assert.equal(after.finding.level, 'concern');
  assert.match(after.recorded?.unsupported ?? '', /took it back/u);
  assert.equal(after.recorded?.now, 'concern');

  // What takes its place supersedes it.
  for (const bearing of after.finding.restsOn)
    await accept(record, await findBearing(record, bearing), {}, by('Ana'), 'test');
  await proposeFinding(record, await theft(), {}, { by: 'machine', why: undefined });
  await reviewFinding(record, await proposed(), 'approved', by('Ben'));
  await assert.rejects(publishFinding(record, await proposed(), by('Ben')), problem('change_without_reason'));
  await publishFinding(record, await proposed(), { by: 'Ben', why: 'The Monitor took its report back.' });
  const kinds = (await record.decisions({ subject: id })).map(({ kind }) => kind);
  assert.equal(kinds.filter(kind => kind === 'finding_superseded').length, 1);
  assert.equal((await theft()).recorded?.unsupported, undefined);
});

async function published(own: Desk, provision: string, party: string, reviewers: readonly string[]): Promise<string> {
  const row = (): Promise<JudgedRow> => own.row(provision, party);
  for (const bearing of (await row()).finding.restsOn)
    await accept(own.record, await findBearing(own.record, bearing), {}, by('Ana'), 'test');
  const id = await proposeFinding(own.record, await row(), {}, { by: 'machine', why: undefined });
  const proposed = async (): Promise<ReturnType<typeof recordedRow>> => recordedRow(await own.rows(), id);
  for (const name of reviewers) await reviewFinding(own.record, await proposed(), 'approved', by(name));
  await publishFinding(own.record, await proposed(), by('Ana'));
  return id;
}

test('a finding is marked unsupported the moment a document that it rests on is found to be a copy', async t => {
  const own = await desk(t);
  await published(own, 'prv_theft', 'sudmark', ['Ana', 'Ben']);
  assert.equal((await own.row('prv_theft', 'sudmark')).recorded?.unsupported, undefined);
  const [first, second] = [await own.id('01-blueprints.html'), await own.id('04-blueprints-traced.html')];
  await link(own.record, second, first, { by: 'Ben', why: 'The Monitor had it from the Herald.' });
  const { finding, recorded } = await own.row('prv_theft', 'sudmark');
  assert.equal(finding.level, 'concern');
  assert.equal(recorded?.state, 'published', 'what was published stays as it was');
  assert.match(recorded?.unsupported ?? '', /copy/u);
});

test('windows: between two rounds, and a calendar year', async t => {
  const own = await desk(t);
  const windowOf = async (window: 'session' | 'year'): Promise<unknown> => {
    const { rows } = await judged(own.record, 'ins_straits', { record: own.home, day: DAY, window });
    return rows[0]!.finding.window;
  };
  assert.deepEqual(await windowOf('session'), { from: '2026-02-04', until: undefined });
  assert.deepEqual(await windowOf('year'), { from: '2026-01-01', until: '2026-12-31' });
  // The blackout was before the round, and is not settled: the new window must not hide it.
  const { rows } = await judged(own.record, 'ins_straits', { record: own.home, day: DAY, window: 'session' });
  const grid = rows.find(row => row.provision.id === 'prv_grid' && row.party === 'state/sudmark')!;
  assert.notEqual(grid.finding.level, 'no_indication');
});

test('an act out of scope is tested again when the element changes', async t => {
  const own = await desk(t);
  const theft = async (): Promise<string | undefined> =>
    (await docketOf(own.record, 'ins_straits')).held.find(({ claim }) =>
      /personnel records/u.test(claim.claim.words.exact),
    )?.bearing.scope;
  assert.equal(await theft(), 'out_of_scope');
  const edited = structuredClone(instrument) as {
    provisions: { id: string; elements: { object: { terms: string[]; exclusions: string[] } }; carveOuts: unknown[] }[];
  };
  const provision = edited.provisions.find(({ id }) => id === 'prv_theft')!;
  provision.elements.object = { ...provision.elements.object, terms: ['personnel records'], exclusions: [] };
  provision.carveOuts = [];
  await registerByHand(own.record, edited, { by: 'Ana', why: 'The annex names personnel records.' });
  assert.notEqual(await theft(), 'out_of_scope');
});

test('credibility is of the item and reliability of the source: two fields, and no rule reads the first', async t => {
  const own = await desk(t);
  const row = await own.row('prv_grid', 'sudmark');
  const [bearing] = row.finding.restsOn;
  await accept(own.record, await findBearing(own.record, bearing!), { credibility: '5' }, by('Ana'), 'test');
  const { held } = await docketOf(own.record, 'ins_straits');
  const one = held.find(({ bearing: { id } }) => id === bearing)!;
  assert.deepEqual([one.bearing.credibility, one.evidence.source.reliability], ['5', 'B']);
  const after = await own.row('prv_grid', 'sudmark');
  assert.deepEqual([after.finding.level, after.finding.confidence], [row.finding.level, row.finding.confidence]);
});

test('while a deed waits for somebody to look at it, confirmed bearings alone never say that there is nothing', async t => {
  const own = await desk(t);
  const { confirmedLevel } = await own.row('prv_grid', 'sudmark');
  assert.equal(confirmedLevel, 'undetermined');
});

test('who proposes otherwise than computed gives a reason, and does not review it', async t => {
  const own = await desk(t);
  const row = await own.row('prv_grid', 'sudmark');
  const override = { confidence: 'moderate' as const };
  await assert.rejects(proposeFinding(own.record, row, override, by('Ana')), problem('override_without_reason'));
  const id = await proposeFinding(own.record, row, override, { by: 'Ana', why: 'We know the firm.' });
  await reviewFinding(own.record, recordedRow(await own.rows(), id), 'approved', by('Ana'));
  const { recorded } = await own.row('prv_grid', 'sudmark');
  assert.deepEqual([recorded?.state, recorded?.approvedBy], ['proposed', []]);
  assert.equal(recorded?.overridden?.confidence, 'moderate');
  assert.equal(recorded?.finding.confidence?.level, 'low', 'what was computed stays beside it');
});

test('nothing but a document that shows it lowers a concern', async t => {
  const own = await desk(t);
  const [bearing] = (await own.row('prv_grid', 'sudmark')).finding.restsOn;
  const evidence = await own.id('08-grid-criminals.html');
  const settled = { by: 'Ana', why: 'The police found the blackmailers.' };
  const held = (): ReturnType<typeof findBearing> => findBearing(own.record, bearing!);
  await assert.rejects(
    settle(own.record, await held(), 'shown_false', evidence, settled),
    problem('bearing_unconfirmed'),
  );
  await accept(own.record, await held(), {}, by('Ana'), 'test');
  await settle(own.record, await held(), 'shown_false', evidence, settled);
  assert.equal((await own.row('prv_grid', 'sudmark')).finding.level, 'no_indication');
});

test('out of scope is shown with its element and words, and counts in no finding', async t => {
  const own = await desk(t);
  const { held } = await docketOf(own.record, 'ins_straits');
  const out = held.filter(({ bearing }) => bearing.scope === 'out_of_scope' && bearing.parties.length > 0);
  const failed = out.flatMap(({ bearing }) => bearing.elements.filter(({ verdict }) => verdict === 'not_met'));
  assert.deepEqual(
    failed.map(({ element, words }) => [element, words?.exact]),
    [
      ['object', 'personnel records'],
      ['purpose', 'espionage'],
    ],
  );
  const counted = (await own.rows()).flatMap(({ finding }) => finding.restsOn);
  assert.ok(out.every(({ bearing }) => !counted.includes(bearing.id)));
});

async function briefOf({ record, rows }: Desk, lines = DEFAULT_LINES): Promise<Brief> {
  const docket = await docketOf(record, 'ins_straits');
  const judged = await rows();
  const calendar = await appointments(docket, judged, await gatheringOutlines(record), DAY);
  return brief(docket, judged, calendar, { day: DAY, meeting: undefined, since: undefined, lines });
}

test('every footnote of the brief stands in its document, letter for letter; each side has its column', async t => {
  const own = await desk(t);
  const made = await briefOf(own);
  assert.ok(made.footnotes.length > 20);
  for (const { exact, document, start, end } of made.footnotes) {
    const text = (await own.record.text(document))!;
    assert.equal(text.slice(start, end).replaceAll(/\s+/gu, ' ').trim(), exact);
  }
  const lines = made.sections.flatMap(({ lines, table }) => [...lines, ...table.flat()]);
  const numbers = new Set(lines.flatMap(({ notes }) => notes));
  assert.deepEqual(
    [...numbers].toSorted((a, b) => a - b),
    made.footnotes.map(({ number }) => number),
  );
  // Cut short, it has the footnotes of what is left, and no others.
  const cut = await briefOf(own, 1);
  const left = cut.sections.flatMap(({ lines, table }) => [...lines, ...table.flat()]).flatMap(({ notes }) => notes);
  assert.ok(cut.footnotes.length < made.footnotes.length);
  assert.deepEqual(
    cut.footnotes.map(({ number }) => number),
    [...new Set(left)],
  );
  const table = made.sections.find(({ table }) => table.length > 0)!.table;
  assert.deepEqual(table[0]!.map(({ text }) => text).slice(1, 3), ['Norland', 'Sudmark']);
  for (const { text } of lines)
    for (const sentence of text.split(/(?<=[.!?])\s/u))
      assert.ok(!(/confidence/iu.test(sentence) && /likel|probab|chance/iu.test(sentence)), sentence);
});

test('the brief says what each side last said, how much was read by no kind of claim, and fits on two pages', async t => {
  const made = await briefOf(await desk(t));
  const linesOf = (heading: string): string[] =>
    made.sections.find(one => one.heading === heading)!.lines.map(({ text }) => text);
  assert.match(linesOf('What each side last said').join('\n'), /^Sudmark, 2026-05-20: “President Jon Marek/mu);
  assert.match(
    linesOf('What was read, and what was not').join('\n'),
    /Of \d+ sentences .* \d+ were read by no kind of claim/u,
  );
  assert.equal(await pagesOf(made, new Fonts(fontFile)), 2);
});

test('a sentence that no kind read, and that names a party and what was undertaken, is shown and counts in no finding', async t => {
  const own = await desk(t);
  const before = levels(await own.rows());
  const text = 'Sudmark: a hotline for cyber incidents, staffed day and night, in the cellar of the ministry.\n';
  await add(own.record, 'fragment.txt', Buffer.from(text), { published: '2026-03-10', source: 'The Courier' });
  const { sentences } = await docketOf(own.record, 'ins_straits');
  const shown = sentences.mayBear.filter(({ document }) => document.facts.name === 'fragment.txt');
  assert.deepEqual(
    shown.map(({ words, provisions }) => [words.exact, provisions[0]!.id]),
    [[text.trim(), 'prv_hotline']],
  );
  assert.deepEqual(levels(await own.rows()), before);
  assert.ok(sentences.read < sentences.all);
});

test('words of a report are words in every format, and never markup', async t => {
  const own = await desk(t);
  const hostile =
    'Sudmark opened a hotline for cyber incidents <script>alert(1)</script> & *more* [x](y) on 9 March.\n';
  await add(own.record, 'hostile.txt', Buffer.from(hostile), { published: '2026-03-10', source: '<b>Post</b>' });
  await rate(own.record, { source: '<b>Post</b>', reliability: 'B' }, by('Ana'));
  const made = await briefOf(own);
  assert.ok(
    made.footnotes.some(({ source }) => source.includes('<b>')),
    'the hostile report is in the brief',
  );
  assert.doesNotMatch(html(made), /<script|<b>/u);
  assert.doesNotMatch(markdown(made), /(?<!\\)<|(?<!\\)\[x\]/u);
});

async function exported({ record, rows }: Desk, format: string): Promise<string> {
  const docket = await docketOf(record, 'ins_straits');
  const judged = await rows();
  const calendar = await appointments(docket, judged, await gatheringOutlines(record), DAY);
  return judgedFormats
    .find(({ name }) => name === format)!
    .write(await judgedCase(record, docket, judged, calendar, DAY));
}

interface StixObject {
  readonly id: string;
  readonly type: string;
  readonly confidence?: number;
}

test('STIX 2.1, by rules written from the standard: every object and reference keeps to it, and twice is the same', async t => {
  const own = await desk(t);
  const written = await exported(own, 'stix');
  assert.equal(await exported(own, 'stix'), written);
  assert.deepEqual(faults(written), []);
  const { objects } = JSON.parse(written) as { objects: StixObject[] };
  for (const { id, type, confidence } of objects) {
    assert.match(id, new RegExp(`^${type}--`, 'u'));
    assert.ok(confidence === undefined || [85, 50, 15].includes(confidence));
  }
  const types = Map.groupBy(objects, ({ type }) => type);
  assert.deepEqual([...types.keys()].toSorted(), ['identity', 'incident', 'note', 'opinion', 'report']);
  assert.equal(types.get('opinion')!.length, 2, 'one contravention, one concern');

  // What is decided later is a new version of the same object.
  const before = new Map(objects.map(one => [one.id, one as StixObject & { created: string; modified: string }]));
  await retractHotline(own);
  const after = JSON.parse(await exported(own, 'stix')) as {
    objects: (StixObject & { created: string; modified: string })[];
  };
  assert.deepEqual(faults(JSON.stringify(after)), []);
  for (const { id, created, modified } of after.objects.filter(one => before.has(one.id))) {
    assert.equal(created, before.get(id)!.created);
    assert.ok(modified > before.get(id)!.modified);
  }

  // The rules see what breaks them.
  const broken: [string, string | RegExp, string][] = [
    ['an id that is no UUID', /"incident--[0-9a-f]{8}/u, '"incident--zzzzzzzz'],
    ['a word of no vocabulary', '"identity_class": "organization"', '"identity_class": "country"'],
    ['an opinion that is none', '"opinion": "neutral"', '"opinion": "maybe"'],
    ['a confidence beyond 100', '"confidence": 50', '"confidence": 500'],
    ['a time without its zone', /"published": "([^"]+)Z"/u, '"published": "$1"'],
    ['a property that is not there', '"abstract"', '"summary"'],
    ['a report without a name', '"report_types"', '"report_sorts"'],
  ];
  for (const [what, from, to] of broken) {
    const altered = written.replace(from, to);
    assert.notEqual(altered, written, what);
    assert.notDeepEqual(faults(altered), [], what);
  }
});

test('STIX 2.1: a party that is a country has its location, with the code of ISO 3166', () => {
  const party = { actor: 'state/china', name: 'China', aliases: [] };
  const written = judgedFormats
    .find(({ name }) => name === 'stix')!
    .write({
      instrument: { id: 'ins_x', title: 'Accord', parties: [party] } as unknown as JudgedCase['instrument'],
      asOf: DAY,
      began: '2026-01-01T00:00:00.000Z',
      at: '2026-01-02T00:00:00.000Z',
      findings: [],
      acts: [],
      appointments: [],
      changes: [],
    });
  assert.deepEqual(faults(written), []);
  const { objects } = JSON.parse(written) as { objects: (StixObject & { country?: string })[] };
  assert.deepEqual(
    objects.flatMap(({ country }) => country ?? []),
    ['CN'],
  );
});

test('what nobody published is no ClaimReview and no entry of the feed; what is due is in the calendar', async t => {
  const own = await desk(t);
  assert.deepEqual(JSON.parse(await exported(own, 'claimreview')), []);
  assert.doesNotMatch(await exported(own, 'atom'), /<entry>/u);
  const calendar = await exported(own, 'ical');
  assert.ok(calendar.split('\r\n').every(line => Buffer.byteLength(line) <= 75));
  assert.match(calendar.replaceAll('\r\n ', ''), /SUMMARY:due: 6 Report by the end of 2026 \(Sudmark\)/u);

  const row = await own.row('prv_dialogue', 'norland');
  for (const bearing of row.finding.restsOn)
    await accept(own.record, await findBearing(own.record, bearing), {}, by('Ana'), 'test');
  const id = await proposeFinding(own.record, await own.row('prv_dialogue', 'norland'), {}, by('machine'));
  const proposed = async (): Promise<ReturnType<typeof recordedRow>> => recordedRow(await own.rows(), id);
  await reviewFinding(own.record, await proposed(), 'approved', by('Ben'));
  await publishFinding(own.record, await proposed(), by('Ben'));
  const [review] = JSON.parse(await exported(own, 'claimreview')) as [{ reviewRating: { alternateName: string } }];
  assert.equal(review.reviewRating.alternateName, 'Fulfilled');
  assert.equal((await exported(own, 'atom')).match(/<entry>/gu)?.length, 3);
});

test('the Word file has every line of the brief, and every footnote', async t => {
  const made = await briefOf(await desk(t));
  const parts = unzipSync(await docx(made));
  const textOf = (part: string): string =>
    strFromU8(parts[part]!)
      .replaceAll(/<[^>]+>/gu, '')
      .replaceAll('&quot;', '"')
      .replaceAll('&apos;', "'")
      .replaceAll('&amp;', '&');
  const [body, notes] = [textOf('word/document.xml'), textOf('word/footnotes.xml')];
  for (const { lines, table } of made.sections)
    for (const { text } of [...lines, ...table.flat()]) assert.ok(body.includes(text), text);
  for (const { exact } of made.footnotes) assert.ok(notes.includes(exact), exact);
});
