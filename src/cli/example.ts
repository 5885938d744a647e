import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { fontFile, packageRoot, verifyRecord } from '../app.ts';
import { EXAMPLE_RECORD, exampleDay, makeExample } from '../example.ts';
import { brief, DEFAULT_LINES } from '../listings/brief.ts';
import { appointments } from '../listings/calendar.ts';
import { gatheringOutlines } from '../listings/gatherings.ts';
import { findingList } from '../listings/findings.ts';
import { countText, originsOf } from '../listings/origins.ts';
import { fitted, pagesIn } from '../outputs/brief/fit.ts';
import { html } from '../outputs/brief/html.ts';
import { markdown } from '../outputs/brief/markdown.ts';
import { visible } from '../outputs/text.ts';
import { isSomebodyThere } from './browser.ts';
import { judged } from './judged.ts';
import { print, problemLine, say } from './messages.ts';
import { withRecord } from './options.ts';
import { serve } from './serve.ts';
import { nameOf, reading } from './session.ts';

/** The meeting that the example's brief prepares. */
const MEETING = 'Second ministerial dialogue';

export function exampleVerb(program: Command): Command {
  return withRecord(program.command('example'), 'the record to make', EXAMPLE_RECORD)
    .description(
      'Read a worked case, two sides’ texts and the reports on it, into a record of its own, and show the brief.',
    )
    .option('--page', 'then open its board in the browser, until Ctrl-C; by default where somebody is at a terminal')
    .option('--no-page', 'end when all is told')
    .action(async (options: { record: string; page?: boolean }) => {
      let failed = 0;
      for await (const outcome of makeExample(options.record, nameOf(undefined))) {
        if (outcome.outcome === 'failed') {
          failed++;
          say(problemLine(outcome.problem, outcome.name));
          continue;
        }
        const copy = outcome.outcome === 'added' ? outcome.copies[0] : undefined;
        const path = visible(outcome.name.slice(packageRoot.length));
        say(`${path}: ${outcome.outcome}${copy === undefined ? '' : `, a copy of ${copy.of}`}`);
      }
      const day = exampleDay();
      await reading({ record: options.record }, async record => {
        const { count } = await originsOf(record, () => true);
        await print(`\n${countText(count)}\n`);
        const { docket, rows } = await judged(record, undefined, { record: options.record, day });
        const { rows: findings } = findingList(rows, docket);
        await print(`\nFINDINGS, as the machine proposes them (deeds judge --record ${options.record} --day ${day})\n`);
        for (const { shown } of findings) await print(`  ${shown.headline}\n`);
        const calendar = await appointments(docket, rows, await gatheringOutlines(record), day);
        const made = await fitted(
          room => brief(docket, rows, calendar, { day, meeting: MEETING, since: undefined, ...room }),
          DEFAULT_LINES,
          pagesIn(fontFile),
        );
        await print(`\n${markdown(made)}`);
        writeFileSync(join(options.record, 'brief.html'), html(made));
        const { pdf } = await import('../outputs/brief/pdf/pdf.ts');
        writeFileSync(join(options.record, 'brief.pdf'), await pdf(made, fontFile));
      });
      const report = await verifyRecord(options.record);
      await print(next(options.record, day, report));
      process.exitCode = failed > 0 || report.problems.length > 0 ? 1 : 0;
      // The page is for people: a program that runs this gets to the end of it. Whatever port is free will do.
      if (process.exitCode === 0 && (options.page ?? isSomebodyThere()))
        await serve({ record: options.record, host: 'localhost', port: '0' }, boardOf(day));
    });
}

/** The address of the board of the case. */
const boardOf = (day: string): string => `board?day=${day}`;

function next(record: string, day: string, report: Awaited<ReturnType<typeof verifyRecord>>): string {
  return [
    '',
    `Verified: ${report.entries} entries, ${report.spans} spans, ${report.problems.length} altered.`,
    '',
    'What to do next:',
    `  ${join(record, 'brief.html')}     the same brief as a page, and as brief.pdf beside it on paper`,
    `  npx deeds serve --record ${record}     read, review and judge it in a browser; its board is at /${boardOf(day)}`,
    `  npx deeds judge findings --record ${record} --day ${day}     what each finding met and lacks`,
    `  npx deeds judge bearings --record ${record}     what each report bears on, word by word; accept or reject it`,
    `  npx deeds show incidents --record ${record}     what the reports say; also statements, meetings, acts, origins`,
    '  npx deeds read FILE --published YYYY-MM-DD     read a report of your own; nothing is kept',
    '  npx deeds add FILE|FOLDER                      keep reports in a record (.deeds)',
    '',
  ].join('\n');
}
