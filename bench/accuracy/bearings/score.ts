/** How often the bearings that the machine proposes are those that were marked by hand; README.md says how they were marked. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addInput, loadEngine, openRecordForAdding } from '../../../src/app.ts';
import { registerByHand } from '../../../src/decisions/instruments.ts';
import { docketOf } from '../../../src/judging/cases.ts';
import type { Proposed } from '../../../src/judging/bearings.ts';
import type { UnreadSentence } from '../../../src/judging/unread.ts';

interface Mark {
  readonly provision: string;
  readonly direction: string;
  readonly scope: string;
  readonly grade: string;
  readonly parties: string;
}

interface Report {
  readonly name: string;
  readonly published: string;
  readonly source: string;
  readonly text: string;
  readonly marks: readonly Mark[];
}

const folder = import.meta.dirname;
const agreements = ['cyber', 'arms', 'climate', 'fishing'];

export function reportsOf(agreement: string): Report[] {
  return readFileSync(join(folder, agreement, 'reports.txt'), 'utf8')
    .split(/^## /mu)
    .slice(1)
    .map((block, at) => {
      const [head, ...lines] = block.trim().split('\n') as [string, ...string[]];
      return {
        name: `${agreement}-${at + 1}.txt`,
        published: head.slice(0, 10),
        source: head.slice(11),
        text: `${lines
          .filter(line => !line.startsWith('>'))
          .join('\n')
          .trim()}\n`,
        marks: lines
          .filter(line => line.startsWith('>'))
          .map(line => {
            const [provision, direction, scope, grade, parties] = line.slice(2).split(' ') as [
              string,
              string,
              string,
              string,
              string,
            ];
            return { provision, direction, scope, grade, parties };
          }),
      };
    });
}

/** Counts over the reports of an agreement. */
interface Score {
  pairs: number;
  marked: number;
  first: number;
  firstRight: number;
  proposed: number;
  right: number;
  found: number;
  /** Those, and those whose sentence is shown as one that no kind read. */
  shown: number;
  unread: number;
  unreadRight: number;
  parties: number;
  scope: number;
  scopeOf: number;
  grade: number;
}

const engine = loadEngine();
const shows = process.argv.includes('--errors');
const total = new Map<string, Score>();
for (const agreement of agreements) {
  const home = mkdtempSync(join(tmpdir(), 'deeds-bearings-'));
  try {
    const record = await openRecordForAdding(home, 'scorer');
    const instrument = JSON.parse(readFileSync(join(folder, agreement, 'instrument.json'), 'utf8')) as {
      id: string;
      provisions: unknown[];
    };
    await registerByHand(record, instrument, { by: 'scorer', why: undefined });
    const reports = reportsOf(agreement);
    for (const { name, text, published, source } of reports) {
      const input = { name, take: async () => ({ bytes: Buffer.from(text), facts: {} }) };
      for await (const outcome of addInput(record, input, { name, published, source }, engine)) {
        if (outcome.outcome !== 'added') throw new Error(`${name}: ${JSON.stringify(outcome)}`);
      }
    }
    const { held, sentences } = await docketOf(record, instrument.id);
    const byName = Map.groupBy(held, ({ document }) => document.facts.name);
    const shown = Map.groupBy(sentences.mayBear, ({ document }) => document.facts.name);
    const score: Score = {
      pairs: reports.length * instrument.provisions.length,
      marked: 0,
      first: 0,
      firstRight: 0,
      proposed: 0,
      right: 0,
      found: 0,
      shown: 0,
      unread: 0,
      unreadRight: 0,
      parties: 0,
      scope: 0,
      scopeOf: 0,
      grade: 0,
    };
    for (const report of reports) count(score, report, byName.get(report.name) ?? [], shown.get(report.name) ?? []);
    total.set(agreement, score);
    await record.close();
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function count(
  score: Score,
  { name, text, marks }: Report,
  given: readonly Proposed[],
  unread: readonly UnreadSentence[],
): void {
  const best = [...Map.groupBy(given, ({ bearing }) => bearing.provision).values()].map(([first]) => first!.bearing);
  const fits = (one: (typeof best)[number], mark: Mark): boolean =>
    one.provision === mark.provision && one.direction === mark.direction;
  score.unread += unread.length;
  score.unreadRight += unread.filter(({ provisions: [first] }) =>
    marks.some(mark => mark.provision === first!.id),
  ).length;
  score.marked += marks.length;
  score.proposed += best.length;
  score.right += best.filter(one => marks.some(mark => fits(one, mark))).length;
  if (best[0] !== undefined) {
    score.first++;
    if (marks.some(mark => fits(best[0]!, mark))) score.firstRight++;
  }
  for (const mark of marks) {
    const one = best.find(one => fits(one, mark));
    if (one !== undefined || unread.some(({ provisions }) => provisions[0]!.id === mark.provision)) score.shown++;
    if (one === undefined) continue;
    score.found++;
    if (one.parties.toSorted().join('+') === mark.parties.split('+').toSorted().join('+')) score.parties++;
    if (mark.grade !== 'W0') {
      score.scopeOf++;
      if (one.scope === mark.scope) score.scope++;
    }
    if (one.grade === mark.grade) score.grade++;
  }
  if (!shows) return;
  const shown = (one: (typeof best)[number]): string =>
    `${one.provision} ${one.direction} ${one.scope} ${one.grade} ${one.parties.join('+')}`;
  const expected = marks.map(mark => Object.values(mark).join(' ')).join(' | ');
  const got = best.map(shown).join(' | ');
  if (expected !== got)
    console.log(
      `${name}: ${text.trim()}\n   marked   ${expected}\n   proposed ${got}\n   ${best.map(({ why, score: points }) => `${points} ${why}`).join('\n   ')}\n`,
    );
}

const share = (part: number, of: number): string => (of === 0 ? '–' : (part / of).toFixed(2));
console.log(
  '| agreement | pairs | marked | first proposal right | all proposals right | marked pairs found | found or shown as unread | shown as unread and right | party | scope | grade |',
);
console.log('|---|---|---|---|---|---|---|---|---|---|---|');
const sum = (names: readonly string[]): Score =>
  names
    .map(name => total.get(name)!)
    .reduce(
      (a, b) =>
        Object.fromEntries(
          Object.entries(a).map(([key, value]) => [key, value + b[key as keyof Score]]),
        ) as unknown as Score,
    );
for (const [name, one] of [
  ...total,
  ['three tuned on', sum(agreements.slice(0, 3))] as const,
  ['all', sum(agreements)] as const,
]) {
  console.log(
    `| ${name} | ${one.pairs} | ${one.marked} | ${share(one.firstRight, one.first)} (${one.firstRight}/${one.first}) | ${share(one.right, one.proposed)} (${one.right}/${one.proposed}) | ${share(one.found, one.marked)} | ${share(one.shown, one.marked)} | ${share(one.unreadRight, one.unread)} (${one.unreadRight}/${one.unread}) | ${share(one.parties, one.found)} | ${share(one.scope, one.scopeOf)} | ${share(one.grade, one.found)} |`,
  );
}
