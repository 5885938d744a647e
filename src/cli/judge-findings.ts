/** `deeds judge propose`, `review` and `publish`: the way of a finding from what the rules give to what a house answers for. */
import { type Command, Option } from 'commander';
import { type Confidence, type Coverage, coverages } from '../core/finding.ts';
import { Problem } from '../core/problem.ts';
import { proposeFinding, publishFinding, recordedRow, reviewFinding } from '../decisions/findings.ts';
import { count } from '../listings/count.ts';
import { levelText, partyName } from '../listings/findings.ts';
import { narrowed } from '../listings/judged-lists.ts';
import { visible } from '../outputs/text.ts';
import { type DayOptions, daysOf, judged, judgedPath, withDays } from './judged.ts';
import { print, say } from './messages.ts';
import { present, Remote, type ServerOption, withServer } from './remote.ts';
import { deciding, withWriting, type WritingOptions } from './session.ts';

type WritingDays = WritingOptions &
  DayOptions &
  ServerOption & { readonly why?: string; readonly provision?: string; readonly party?: string };

export function proposeVerb(parent: Command): void {
  withServer(withDays(withWriting(parent.command('propose'))))
    .description('Put the findings into the record as they are now, for people to review.')
    .argument('[instrument]', 'id of an instrument; needed where the record has several')
    .option('--provision <id>', 'only this provision')
    .option('--party <actor>', 'only this party: its id or name')
    .addOption(
      new Option('--confidence <level>', 'otherwise than computed, with --why').choices(['high', 'moderate', 'low']),
    )
    .addOption(new Option('--coverage <level>', 'otherwise than computed, with --why').choices(coverages))
    .option('--why <words>', 'the reason, in a sentence')
    .action(async (id: string | undefined, options: WritingDays & { confidence?: Confidence; coverage?: Coverage }) => {
      const { confidence, coverage, why } = options;
      if (options.server !== undefined) {
        const { by, provision, party } = options;
        const path = `/${await judgedPath(options, id, 'findings')}${daysOf(options)}`;
        const said = present({ provision, party, confidence, coverage, why, by });
        const { items } = (await new Remote(options.server).post(path, said)) as {
          items: readonly { readonly finding: string; readonly headline: string }[];
        };
        for (const { finding, headline } of items) await print(`${finding}  ${visible(headline)}\n`);
        say(`deeds: ${count(items.length, 'finding')} proposed.`);
        return;
      }
      await deciding(options, async (record, by) => {
        const { rows, docket } = narrowed(await judged(record, id, options), options);
        for (const row of rows) {
          const finding = await proposeFinding(record, row, { confidence, coverage }, { by, why });
          await print(
            `${finding}  ${row.provision.label} · ${partyName(docket.instrument, row.party)}: ${levelText(row.finding)}\n`,
          );
        }
        say(`deeds: ${count(rows.length, 'finding')} proposed.`);
      });
    });
}

export function reviewVerb(parent: Command): void {
  withServer(withDays(withWriting(parent.command('review'))))
    .description('Approve a finding that was proposed, or return it with a reason.')
    .argument('<finding>', 'id, as `deeds judge propose` prints it')
    .argument('[instrument]', 'id of an instrument; needed where the record has several')
    .option('--approve', 'it is as it should be')
    .option('--return', 'it is not, and --why says what is wrong')
    .option('--why <words>', 'the reason, in a sentence')
    .action(
      async (
        finding: string,
        id: string | undefined,
        options: WritingDays & { approve?: boolean; return?: boolean },
      ) => {
        if (options.approve === options.return)
          throw new Problem('no_verdict', 'A review needs one verdict.', 'Say --approve, or --return with --why.', 2);
        const verdict = options.approve === true ? 'approved' : 'returned';
        if (options.server !== undefined) {
          await decideAt(finding, id, 'review', { verdict }, options);
          say(`deeds: ${finding} was ${verdict}.`);
          return;
        }
        await deciding(options, async (record, by) => {
          const { rows } = await judged(record, id, options);
          await reviewFinding(record, recordedRow(rows, finding), verdict, { by, why: options.why });
          say(`deeds: ${finding} was ${verdict} by ${by}.`);
        });
      },
    );
}

export function publishVerb(parent: Command): void {
  withServer(withDays(withWriting(parent.command('publish'))))
    .description(
      'Publish a finding that enough people approved, whose bearings are confirmed and whose rule is still met.',
    )
    .argument('<finding>', 'id, as `deeds judge propose` prints it')
    .argument('[instrument]', 'id of an instrument; needed where the record has several')
    .option('--why <words>', 'the reason, in a sentence')
    .action(async (finding: string, id: string | undefined, options: WritingDays) => {
      if (options.server !== undefined) {
        await decideAt(finding, id, 'publish', {}, options);
        say(`deeds: ${finding} was published.`);
        return;
      }
      await deciding(options, async (record, by) => {
        const { rows } = await judged(record, id, options);
        await publishFinding(record, recordedRow(rows, finding), { by, why: options.why });
        say(`deeds: ${finding} was published by ${by}.`);
      });
    });
}

/** By the API of a server: what it shows of the finding is what was seen. */
async function decideAt(
  finding: string,
  id: string | undefined,
  part: 'review' | 'publish',
  decided: object,
  options: WritingDays,
): Promise<void> {
  const { why, by, server } = options;
  const path = `/${await judgedPath(options, id, `findings/${encodeURIComponent(finding)}`)}`;
  await new Remote(server!).decide(path, part, { ...decided, ...present({ why, by }) }, daysOf(options));
}
