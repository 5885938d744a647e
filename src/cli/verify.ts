import type { Command } from 'commander';
import { type VerifyReport, verifyRecord } from '../app.ts';
import { Problem } from '../core/problem.ts';
import { verifyBundle } from '../exchange.ts';
import { count } from '../listings/count.ts';
import { visible } from '../outputs/text.ts';
import { readWitness } from '../witness.ts';
import { print, say } from './messages.ts';
import { withRecord, wordsOf } from './options.ts';
import { LONG_PATIENCE, present, Remote, type ServerOption, withServer } from './remote.ts';

interface VerifyOptions extends ServerOption {
  readonly record: string;
  readonly witness?: string;
  readonly bundle?: string;
  readonly json?: boolean;
}

export function verifyVerb(program: Command): Command {
  return withServer(withRecord(program.command('verify')))
    .description('Read every entry, every kept byte and every span again, and say whether the record is what it was.')
    .option('--witness <file>', 'also compare with signed checkpoints that somebody else kept')
    .option('--bundle <file>', 'check a bundle that `deeds export` wrote, instead of a record')
    .option('--json', 'one JSON object')
    .action(async (options: VerifyOptions) => {
      const report = await verified(options);
      const altered = report.problems.length + report.more;
      process.exitCode = altered === 0 ? 0 : 1;
      if (options.json) await print(`${JSON.stringify({ schema: 'deeds-verify/1', ...report }, null, 2)}\n`);
      else await print(forPeople(report, altered));
    });
}

async function verified({ record, witness, bundle, server }: VerifyOptions): Promise<VerifyReport> {
  if (bundle === undefined) {
    const kept = witness === undefined ? undefined : readWitness(wordsOf(witness, '--witness'));
    if (server !== undefined)
      return (await new Remote(server).post(
        '/api/v1/record/verify',
        present({ witness: kept }),
        {},
        LONG_PATIENCE,
      )) as VerifyReport;
    return await verifyRecord(record, kept, reading());
  }
  if (witness === undefined && server === undefined) return await verifyBundle(wordsOf(bundle, '--bundle'));
  throw new Problem(
    'two_things',
    '--witness and --server are about a record, and --bundle is checked by itself.',
    'Give one of them.',
    2,
  );
}

/** Milliseconds between two lines of progress. */
const PROGRESS_EVERY = 2000;

/** The log is read twice, so twice as many entries are to be read as there are. */
function reading(): (done: number, total: number) => void {
  let last = Date.now();
  return (done, total) => {
    if (Date.now() - last < PROGRESS_EVERY) return;
    last = Date.now();
    say(`deeds: ${Math.floor((100 * done) / total)} % read`);
  };
}

function forPeople(report: VerifyReport, altered: number): string {
  const { witnessed } = report;
  const counts = [
    count(report.entries, 'entry', 'entries'),
    count(report.documents, 'document'),
    ...(report.redacted === 0 ? [] : [`${report.redacted} of them erased`]),
    count(report.claims, 'claim'),
    count(report.checkpoints, 'checkpoint'),
    `${count(report.spans, 'span')} read again`,
  ].join(', ');
  return [
    ...report.problems.map(({ place, sentence, code }) => `${visible(place)}: ${visible(sentence)} [${code}]\n`),
    report.more > 0 ? `And ${report.more} more.\n` : '',
    ...report.notices.map(notice => `Note: ${visible(notice)}\n`),
    witnessed === undefined || witnessed.notes === 0
      ? ''
      : `Witnessed: ${count(witnessed.notes, 'checkpoint')} of the witness file ${witnessed.notes === 1 ? 'agrees' : 'agree'}; the first ${witnessed.size} entries are what they were then.\n`,
    altered === 0 ? `${counts}: all is as it was recorded.\n` : `${counts}: ${altered} found altered.\n`,
  ].join('');
}
