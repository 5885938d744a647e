import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { addInput, type DeedsRecord, loadEngine, openRecordForAdding, packageRoot, verifyRecord } from '../app.ts';
import { type Rating, rate } from '../decisions/bearings.ts';
import { correct } from '../decisions/documents.ts';
import { registerByHand } from '../decisions/instruments.ts';
import { brief, DEFAULT_LINES } from '../listings/brief.ts';
import { appointments } from '../listings/calendar.ts';
import { findingList } from '../listings/findings.ts';
import { countText, originsOf } from '../listings/origins.ts';
import { html } from '../outputs/brief/html.ts';
import { markdown } from '../outputs/brief/markdown.ts';
import { visible } from '../outputs/text.ts';
import { inputsFrom } from './inputs.ts';
import { judged } from './judge.ts';
import { print, problemLine, say } from './messages.ts';
import { withRecord } from './options.ts';
import { nameOf } from './session.ts';

const EXAMPLE_RECORD = '.deeds-example';
const CASE = join(packageRoot, 'examples', 'case');

/** What people would decide in the case: `examples/case/case.json`. */
interface CaseFile {
  readonly day: string;
  readonly published: string;
  readonly sources: readonly Rating[];
  /** By the names of their files. */
  readonly retracted: readonly { readonly document: string; readonly notice: string; readonly why: string }[];
}

export function exampleVerb(program: Command): Command {
  return withRecord(program.command('example'), 'the record to make', EXAMPLE_RECORD)
    .description(
      'Read a worked case, two sides’ texts and the reports on it, into a record of its own, and show the brief.',
    )
    .action(async (options: { record: string }) => {
      const given = json('case.json') as CaseFile;
      const by = nameOf(undefined);
      const record = await openRecordForAdding(options.record, by);
      let failed = 0;
      try {
        failed += await addFolder(record, 'texts', { published: given.published });
        failed += await addFolder(record, 'reports', {});
        await registerByHand(record, json('instrument.json'), { by, why: undefined });
        for (const rating of given.sources) await rate(record, rating, { by, why: undefined });
        await retract(record, given, by);
        const { count } = await originsOf(record, () => true);
        await print(`\n${countText(count)}\n`);

        const { docket, rows, day } = await judged(record, undefined, { record: options.record, day: given.day });
        const { rows: findings } = findingList(rows, docket);
        await print(`\nFINDINGS, as the machine proposes them (deeds judge --record ${options.record} --day ${day})\n`);
        for (const { shown } of findings) await print(`  ${shown.headline}\n`);

        const calendar = await appointments(record, docket, rows, day);
        const request = { day, meeting: 'Second ministerial dialogue', since: undefined, lines: DEFAULT_LINES };
        const made = brief(docket, rows, calendar, request);
        await print(`\n${markdown(made)}`);
        writeFileSync(join(options.record, 'brief.html'), html(made));
        await record.checkpoint();
      } finally {
        await record.close();
      }
      const report = await verifyRecord(options.record);
      await print(next(options.record, given.day, report));
      process.exitCode = failed > 0 || report.problems.length > 0 ? 1 : 0;
    });
}

const json = (name: string): object => JSON.parse(readFileSync(join(CASE, name), 'utf8')) as object;

let engine: ReturnType<typeof loadEngine> | undefined;

async function addFolder(record: DeedsRecord, folder: string, facts: { readonly published?: string }): Promise<number> {
  let failed = 0;
  engine ??= loadEngine();
  for (const input of inputsFrom([join(CASE, folder)]).inputs) {
    for await (const outcome of addInput(record, input, facts, engine)) {
      if (outcome.outcome === 'failed') {
        failed++;
        say(problemLine(outcome.problem, outcome.name));
        continue;
      }
      const copy = outcome.outcome === 'added' ? outcome.copies[0] : undefined;
      const path = visible(outcome.name.slice(packageRoot.length));
      say(`${path}: ${outcome.outcome}${copy === undefined ? '' : `, a copy of ${copy.of}`}`);
    }
  }
  return failed;
}

async function retract(record: DeedsRecord, { retracted }: CaseFile, by: string): Promise<void> {
  const ids = new Map((await record.documents()).map(({ id, facts }) => [facts.name, id]));
  for (const { document, notice, why } of retracted) {
    const correction = { retract: true, words: undefined, at: undefined, published: undefined };
    await correct(record, { ...correction, document: ids.get(document)!, notice: ids.get(notice)! }, { by, why });
  }
}

function next(record: string, day: string, report: Awaited<ReturnType<typeof verifyRecord>>): string {
  return [
    '',
    `Verified: ${report.entries} entries, ${report.spans} spans, ${report.problems.length} altered.`,
    '',
    'What to do next:',
    `  ${join(record, 'brief.html')}     the same brief as a page, for the screen and for paper`,
    `  npx deeds judge findings --record ${record} --day ${day}     what each finding met and lacks`,
    `  npx deeds judge bearings --record ${record}     what each report bears on, word by word; accept or reject it`,
    `  npx deeds show incidents --record ${record}     what the reports say; also statements, meetings, acts, origins`,
    '  npx deeds read FILE --published YYYY-MM-DD     read a report of your own; nothing is kept',
    '  npx deeds add FILE|FOLDER                      keep reports in a record (.deeds)',
    '',
  ].join('\n');
}
