// The two documents this project began from, read by the general rules. They belong to their publisher and are not part of
// this repository: the tests look for them beside the checkout, and say so by name when they are not there.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { Party } from '../src/core/actor.ts';
import type { Claim } from '../src/core/claim.ts';
import type { CommitmentBody } from '../src/kinds/commitment/commitment.ts';
import type { IncidentBody } from '../src/kinds/incident/incident.ts';
import type { MeetingBody } from '../src/kinds/meeting/meeting.ts';
import type { StatementBody } from '../src/kinds/statement/statement.ts';
import { deeds, temporaryFolder } from './command.ts';

const seeds = join(import.meta.dirname, '..', '..', 'shared', 'seeds');
const report = join(seeds, '000_42c1039568cd334a.txt');
const scraped = join(seeds, '003_4bf3c654adb11bb4.txt');
const absent =
  existsSync(report) || process.env['CI'] ? false : `the seed reports are not beside this checkout (${seeds})`;

function claimsOf(file: string, ...options: string[]): Claim[] {
  const { out } = deeds(['read', file, '--json', ...options]);
  return JSON.parse(out).documents[0].reading.claims as Claim[];
}

const of =
  <Body>(kind: string) =>
  (claims: readonly Claim[]): Claim<Body>[] =>
    claims.filter(claim => claim.kind === kind) as Claim<Body>[];
const statements = of<StatementBody>('statement');
const commitments = of<CommitmentBody>('commitment');
const meetings = of<MeetingBody>('meeting');
const incidents = of<IncidentBody>('incident');

/** UTF-16 units of what is said. */
function length({ body }: Claim<StatementBody>): number {
  return body.content.reduce((sum, { exact }) => sum + exact.length, 0);
}

/** The shortest statement whose words hold all of `parts`; fails with what was read. */
function statement(claims: readonly Claim[], ...parts: string[]): StatementBody & { claim: Claim } {
  const all = statements(claims);
  const found = all
    .filter(({ body }) => parts.every(part => body.content.some(({ exact }) => exact.toLowerCase().includes(part))))
    .toSorted((a, b) => length(a) - length(b))[0];
  assert.ok(found, `no statement holds ${parts.join(' … ')} among:\n${all.map(({ words }) => words.exact).join('\n')}`);
  return { ...found.body, claim: found };
}

function meeting(claims: readonly Claim[], fits: (claim: Claim<MeetingBody>) => boolean): Claim<MeetingBody> {
  const found = meetings(claims).find(fits);
  assert.ok(
    found,
    `not among the meetings:\n${JSON.stringify(
      meetings(claims).map(({ body, when }) => [
        body.title.exact,
        body.participants.map(({ party }) => party.name),
        body.place?.name,
        when?.reading,
        body.status,
      ]),
      null,
      1,
    )}`,
  );
  return found;
}

/** Kind and place of every claim. */
const shape = (claims: readonly Claim[]): string[] => claims.map(({ kind, words }) => `${kind} ${words.start}`);

const names = (parties: readonly Party[]): string[] => parties.map(({ name }) => name);

describe('the first seed, published 2015-11-09', { skip: absent }, () => {
  const claims = absent ? [] : claimsOf(report, '--published', '2015-11-09');

  test('the announcement of the Homeland Security Department, and its mixed quotation', () => {
    const announced = statement(claims, 'send its second-in-command to beijing');
    assert.equal(announced.speaker?.name, 'Department of Homeland Security');
    assert.equal(announced.quotation, 'indirect');
    assert.equal(announced.claim.when?.from, '2015-11-09');
    const quoted = statement(claims, 'participate in meetings with senior chinese officials');
    assert.equal(quoted.speaker?.name, 'Department of Homeland Security');
    assert.equal(quoted.occasion?.exact, 'in a statement');
  });

  test('Xi, after meeting Obama', () => {
    const { speaker, quotation, content, occasion } = statement(
      claims,
      'confrontation and friction are not the right choice',
    );
    assert.equal(speaker?.name, 'Xi Jinping');
    assert.match(speaker?.capacity ?? '', /president/iu);
    assert.equal(quotation, 'direct');
    assert.match(content.map(({ exact }) => exact).join(' '), /two major cyber countries/u);
    assert.match(occasion?.exact ?? '', /meeting with Mr\. Obama/u);
  });

  test('Obama told of serious concerns, and claimed of the two', () => {
    assert.equal(statement(claims, 'very serious concerns').speaker?.name, 'Barack Obama');
    const claimed = statement(claims, 'reached a common understanding');
    assert.equal(claimed.speaker?.name, 'Barack Obama');
    assert.equal(claimed.force, 'claimed');
  });

  test('what he said that he stressed to Xi', {
    todo: 'it is read as what he said, not once more as what he stressed',
  }, () => {
    const stressed = statement(claims, 'very serious concerns');
    assert.equal(stressed.addressee?.name, 'Xi Jinping');
    assert.equal(stressed.force, 'stressed');
  });

  test('the analysts, FireEye, and Earnest with what Obama made clear', () => {
    const analysts = statement(claims, 'unrelenting in their attacks');
    assert.match(analysts.speaker?.name ?? '', /analysts/u);
    assert.equal(analysts.quotation, 'indirect');
    assert.equal(statement(claims, 'chinese hackers have targeted american networks').speaker?.name, 'FireEye');
    assert.equal(statement(claims, 'the primary benefit of the intrusions').speaker?.name, 'FireEye');
    const earnest = statement(claims, 'closely monitoring china’s actions', 'president obama made clear');
    assert.equal(earnest.speaker?.name, 'Josh Earnest');
    assert.equal(earnest.speaker?.capacity, 'White House press secretary');
    assert.equal(earnest.claim.when?.value, '2015-10');
    const within = statements(claims).find(
      ({ body, voices }) => body.speaker?.name === 'Barack Obama' && voices.some(({ name }) => name === 'Josh Earnest'),
    );
    assert.match(within?.body.content[0]?.exact ?? '', /would judge China not based on its words/u);
  });

  test('the closing agenda sentence, from the statement', () => {
    const { cue } = statement(claims, 'on the agenda this week in china');
    assert.equal(cue.exact, 'said');
  });

  test('commitments: to curb cyberattacks, the scope note, to judge by actions', () => {
    const all = commitments(claims);
    const curb = all.find(
      ({ body }) => body.undertaking.exact === 'curb cyberattacks against American computer networks',
    );
    assert.equal(curb?.body.onBehalfOf?.name, 'China');
    assert.equal(curb?.body.bound?.name, 'Xi Jinping');
    assert.equal(curb?.when?.value, '2015-09');
    const note = all.find(({ body }) => body.role === 'scope note');
    assert.match(note?.body.undertaking.exact ?? '', /traditional national security-related intelligence collection/u);
    assert.deepEqual(names(note?.voices ?? []), ['FireEye']);
    const judge = all.find(({ body }) => body.undertaking.exact.startsWith('judge China'));
    assert.equal(judge?.body.bound?.name, 'United States');
    assert.equal(all.length, 3);
  });

  test('meetings: Beijing, the first Ministerial Dialogue, the White House', () => {
    const beijing = meeting(claims, ({ body }) =>
      body.participants.some(({ party }) => party.name === 'Alejandro Mayorkas'),
    );
    assert.equal(beijing.when?.from, '2015-11-12');
    assert.equal(beijing.when?.until, '2015-11-13');
    assert.equal(beijing.body.place?.name, 'Beijing');
    assert.equal(beijing.body.status, 'scheduled');
    assert.ok(beijing.body.participants.some(({ party }) => /Chinese officials/u.test(party.name)));
    assert.match(beijing.body.purpose.map(({ exact }) => exact).join(' '), /implementation of bilateral commitments/u);
    assert.deepEqual(
      beijing.body.agenda.map(({ exact }) => exact),
      ['Counterterrorism', 'combating transnational crime', 'Coast Guard conduct at sea'],
    );

    const dialogue = meeting(claims, ({ body }) =>
      body.title.exact.endsWith('Ministerial Dialogue on Cybercrime and Related Issues'),
    );
    assert.equal(dialogue.when?.value, '2015-12');
    assert.match(dialogue.body.place?.name ?? '', /^Washington/u);
    assert.equal(dialogue.body.round, 1);
    assert.equal(dialogue.body.status, 'scheduled');
    for (const name of ['Jeh Johnson', 'Loretta Lynch']) {
      assert.equal(
        dialogue.body.participants.find(({ party }) => party.name === name)?.side?.name,
        'United States',
        name,
      );
    }

    const summit = meeting(claims, ({ body }) => body.place?.name === 'White House');
    assert.equal(summit.when?.value, '2015-09');
    assert.equal(summit.body.status, 'held');
    assert.deepEqual(names(summit.body.participants.map(({ party }) => party)).toSorted(), [
      'Barack Obama',
      'Xi Jinping',
    ]);
  });

  test('incidents: since late September by FireEye, within hours of the meeting by analysts', () => {
    const since = incidents(claims).find(({ words }) => /since late September/u.test(words.exact));
    assert.equal(since?.body.attributions[0]?.attributor?.name, 'FireEye');
    assert.match(since?.body.attributions[0]?.to.name ?? '', /Chinese hackers/u);
    assert.match(since?.body.purpose?.exact ?? '', /theft of intellectual property and trade secrets$/u);
    assert.equal(since?.when?.from?.slice(0, 7), '2015-09');
    const hours = incidents(claims).find(({ words }) => /within hours of the September meeting/u.test(words.exact));
    assert.match(hours?.body.attributions[0]?.attributor?.name ?? '', /analysts/u);
    assert.match(hours?.when?.reading ?? '', /within hours of/u);
  });

  test('no claim comes from the lines about the author and the comments', () => {
    assert.ok(claims.every(({ words }) => !/Andrew Blake|comment policy/u.test(words.exact)));
  });
});

describe('the first seed without a date of publication', { skip: absent }, () => {
  test('the same claims, with dates left open and never counted from today', () => {
    const dated = absent ? [] : claimsOf(report, '--published', '2015-11-09');
    const open = absent ? [] : claimsOf(report);
    assert.deepEqual(shape(open), shape(dated));
    const year = String(new Date().getFullYear());
    for (const { when } of open)
      assert.ok(!when?.value?.startsWith(year) && !when?.from?.startsWith(year), JSON.stringify(when));
    const beijing = meeting(open, ({ body }) =>
      body.participants.some(({ party }) => party.name === 'Alejandro Mayorkas'),
    );
    assert.equal(beijing.when?.reading, 'a Thursday and Friday');
    assert.equal(beijing.when?.standing, 'open');
    assert.match(deeds(['read', report]).out, /the text itself tells that it is from a November/u);
  });
});

describe('the second seed, a scraped copy of the first', { skip: absent }, () => {
  const pasted =
    /capitalism|apitalism|pandemic|top stories|democratic clerk|ballots|trump|pelosi|hydroxychloroquine|stay at home/iu;

  test('added after the first it is a copy: one origin, the pasted-in words named, no claims from them', t => {
    const folder = temporaryFolder(t);
    deeds(['add', report, '--published', '2015-11-09'], { cwd: folder });
    const { out } = deeds(['add', scraped], { cwd: folder });
    assert.match(out, /copy of doc_/u);
    assert.match(out, /not shared: “apitalism struggles/u);
    assert.match(out, /not shared: “top stories democratic clerk/u);
    const origins = deeds(['show', 'origins', '--jsonl'], { cwd: folder }).out.trim().split('\n');
    assert.equal(origins.length, 1);
    for (const list of ['statements', 'commitments', 'meetings', 'incidents', 'acts']) {
      assert.doesNotMatch(deeds(['show', list, '--copies', '--jsonl'], { cwd: folder }).out, pasted, list);
    }
  });

  test('read alone, FireEye is who speaks of hackers', {
    todo: '“notwithstanding the pact fireeye … said”: without marks the tree takes the pact for the speaker',
  }, () => {
    const claims = absent ? [] : claimsOf(scraped);
    assert.match(statement(claims, 'chinese hackers have targeted').speaker?.name ?? '', /FireEye|cybersecurity firm/u);
  });

  test('read alone, Mayorkas is to take part in meetings', {
    todo: '“started in september on thursday and friday mr mayorkas will …”: the sentence is cut behind the days',
  }, () => {
    const claims = absent ? [] : claimsOf(scraped);
    assert.ok(
      meetings(claims).some(({ body }) => body.participants.some(({ party }) => party.name === 'Alejandro Mayorkas')),
    );
  });

  test('read alone, Obama is who would judge China', {
    todo: '“… in the wake of the agreement homeland security secretary …”: the sentences are cut elsewhere, and what he made clear is lost',
  }, () => {
    const claims = absent ? [] : claimsOf(scraped);
    assert.equal(statement(claims, 'would judge china').speaker?.name, 'Barack Obama');
  });

  test('read alone it still gives the main statements, meetings, the commitment and the incidents, marked as degraded', () => {
    const claims = absent ? [] : claimsOf(scraped);
    assert.ok(claims.length > 0);
    for (const { words, strength } of claims) {
      assert.doesNotMatch(words.exact, pasted);
      assert.equal(strength, 'degraded');
    }
    const speaker = (...parts: string[]): string => statement(claims, ...parts).speaker?.name ?? '';
    assert.equal(speaker('send its second in command to beijing'), 'Department of Homeland Security');
    assert.equal(speaker('confrontation and friction'), 'Xi Jinping');
    assert.match(speaker('unrelenting in their attacks'), /analysts/u);
    assert.ok(
      commitments(claims).some(
        ({ body }) =>
          body.undertaking.exact === 'curb cyberattacks against american computer networks' &&
          body.onBehalfOf?.name === 'China',
      ),
    );
    assert.ok(meetings(claims).some(({ body }) => body.place?.name === 'White House'));
    assert.ok(
      meetings(claims).some(
        ({ body, when }) => (body.place?.name ?? '').startsWith('Washington') && when?.reading === 'a December',
      ),
    );
    assert.ok(incidents(claims).some(({ words }) => /targeted american networks/u.test(words.exact)));
    assert.ok(incidents(claims).some(({ words }) => /within hours of the september meeting/u.test(words.exact)));
  });
});
