/** `deeds judge accept`, `reject`, `settle` and `source`: what people say of evidence, and of who it comes from. */
import { type Command, Option } from 'commander';
import { ENGINE } from '../app.ts';
import { credibilities, type Direction, type Grade, grades, reliabilities } from '../core/finding.ts';
import { accept, type BearingChange, findBearing, outcomes, rate, reject, settle } from '../decisions/bearings.ts';
import { say } from './messages.ts';
import { wordsOf } from './options.ts';
import { present, Remote, type ServerOption, withServer } from './remote.ts';
import { deciding, withWriting, type WritingOptions } from './session.ts';

interface Reasoned extends WritingOptions {
  readonly why?: string;
}

export function acceptVerb(parent: Command): void {
  withServer(withWriting(parent.command('accept')))
    .description('Confirm bearings that the machine proposed, or say what is otherwise.')
    .argument('<bearing...>', 'ids, as `deeds judge bearings` prints them')
    .addOption(new Option('--direction <way>', 'it speaks otherwise').choices(['supports', 'contradicts', 'neutral']))
    .addOption(new Option('--grade <grade>', 'from words to observed results').choices(grades))
    .option('--element <verdict...>', 'a verdict of the scope test, as purpose=not_met')
    .option('--party <actor...>', 'ids of the parties whose keeping it speaks of')
    .option('--part <id...>', 'ids of the stipulations that it performs')
    .option('--act <id>', 'the act that it tells of: the same for all that tell of it')
    .option('--primary', 'the document is itself the record of the act')
    .addOption(
      new Option(
        '--credibility <digit>',
        'of the item, by the Admiralty code: 1, confirmed by others, to 5, improbable; 6 cannot be judged. It stands beside the reliability of the source, and no rule reads it',
      ).choices(credibilities),
    )
    .option('--why <words>', 'the reason, in a sentence')
    .action(
      async (
        ids: string[],
        options: Reasoned & ServerOption & BearingChange & { direction?: Direction; grade?: Grade; primary?: boolean },
      ) => {
        if (options.server !== undefined) {
          const { direction, grade, element, party, part, act, primary, credibility } = options;
          const change = { direction, grade, element, party, part, act, primary, credibility };
          return await bearingsAt(options.server, ids, 'accepted', options, change);
        }
        await deciding(options, async (record, by) => {
          for (const id of ids) {
            const held = await findBearing(record, id);
            const { sequence } = await accept(record, held, options, { by, why: options.why }, ENGINE);
            say(`deeds: ${id} was confirmed by ${by} (entry ${sequence}).`);
          }
        });
      },
    );
}

export function rejectVerb(parent: Command): void {
  withServer(withWriting(parent.command('reject')))
    .description('Say that claims do not bear on the provisions they were proposed for.')
    .argument('<bearing...>', 'ids, as `deeds judge bearings` prints them')
    .option('--why <words>', 'the reason, in a sentence')
    .action(async (ids: string[], options: Reasoned & ServerOption) => {
      if (options.server !== undefined) return await bearingsAt(options.server, ids, 'rejected', options);
      await deciding(options, async (record, by) => {
        for (const id of ids) {
          const { sequence } = await reject(record, await findBearing(record, id), { by, why: options.why });
          say(`deeds: ${id} was rejected by ${by} (entry ${sequence}).`);
        }
      });
    });
}

export function settleVerb(parent: Command): void {
  withServer(withWriting(parent.command('settle')))
    .description(
      'Say that an allegation was withdrawn, or shown to be false or out of scope: nothing else lowers a concern.',
    )
    .argument('<bearing>', 'id of a bearing that somebody confirmed')
    .addOption(new Option('--outcome <outcome>', 'what became of it').choices(outcomes).makeOptionMandatory())
    .requiredOption('--evidence <document>', 'id of the document that shows it')
    .requiredOption('--why <words>', 'the reason, in a sentence')
    .action(
      async (
        id: string,
        options: WritingOptions & ServerOption & { outcome: (typeof outcomes)[number]; evidence: string; why: string },
      ) => {
        const why = wordsOf(options.why, '--why');
        if (options.server !== undefined) {
          const { outcome, evidence, by } = options;
          await new Remote(options.server).post(bearingPath(id, 'settle'), present({ outcome, evidence, why, by }));
          say(`deeds: ${id} was ${outcome.replaceAll('_', ' ')}.`);
          return;
        }
        await deciding(options, async (record, by) => {
          const held = await findBearing(record, id);
          const { sequence } = await settle(record, held, options.outcome, options.evidence, { by, why });
          say(`deeds: ${id} was ${options.outcome.replaceAll('_', ' ')}, says ${by} (entry ${sequence}).`);
        });
      },
    );
}

export function sourceVerb(parent: Command): void {
  withServer(withWriting(parent.command('source')))
    .description('Rate a source: how reliable it is, for whom it speaks, what it is able to see.')
    .argument('<name>', 'the outlet, ministry or firm, as documents name it')
    .argument('<reliability>', `Admiralty code: ${reliabilities.join(', ')}`)
    .option('--speaks-for <actor>', 'id of the party that it speaks for')
    .option('--sees <id...>', 'ids of instruments and provisions: it would see such conduct')
    .option('--primary', 'it publishes records of acts themselves: a gazette, a court, a register')
    .option('--why <words>', 'the reason, in a sentence')
    .action(
      async (
        source: string,
        reliability: string,
        options: Reasoned & ServerOption & { speaksFor?: string; sees?: string[]; primary?: boolean },
      ) => {
        const { speaksFor, sees, primary, why } = options;
        const name = wordsOf(source, '<name>');
        if (options.server !== undefined) {
          const said = { source: name, reliability, speaksFor, sees, primary, why, by: options.by };
          await new Remote(options.server).post('/api/v1/sources/rate', present(said));
          say(`deeds: ${name} was rated ${reliability}.`);
          return;
        }
        await deciding(options, async (record, by) => {
          const { sequence } = await rate(record, { source: name, reliability, speaksFor, sees, primary }, { by, why });
          say(`deeds: ${name} was rated ${reliability} by ${by} (entry ${sequence}).`);
        });
      },
    );
}

/** By the API of a server; `change`: what is otherwise than it is proposed. */
async function bearingsAt(
  server: string,
  ids: readonly string[],
  verdict: 'accepted' | 'rejected',
  { by, why }: Reasoned,
  change: BearingChange = {},
): Promise<void> {
  const remote = new Remote(server);
  for (const id of ids) {
    await remote.post(bearingPath(id, 'review'), present({ verdict, why, by, ...change }));
    say(`deeds: ${id} ${verdict}.`);
  }
}

const bearingPath = (id: string, part: string): string => `/api/v1/bearings/${encodeURIComponent(id)}/${part}`;
