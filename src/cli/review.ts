import { Argument, type Command, Option } from 'commander';
import { addByHand, edit, findClaim, review, type Reviewer, subjectOf, undoReview } from '../decisions/claims.ts';
import { agreementOf } from '../decisions/opinions.ts';
import { Problem } from '../core/problem.ts';
import { agreementText } from '../outputs/agreement.ts';
import { kindNames } from '../listings/index.ts';
import { print, say } from './messages.ts';
import { jsonOf, numberOf, wordsOf } from './options.ts';
import { reviewAtTerminal } from './review-terminal.ts';
import { present, Remote, type ServerOption, withServer } from './remote.ts';
import { deciding, reading, withWriting, type WritingOptions } from './session.ts';

interface ReviewOptions extends WritingOptions, ServerOption {
  readonly why?: string;
  readonly after?: string;
  readonly independent?: boolean;
}

interface ChangeOptions {
  readonly set?: string;
  readonly words?: string;
  readonly at?: string;
}

export function reviewVerb(program: Command): Command {
  const verb = withWriting(program.command('review'))
    .description(
      'Confirm, reject or edit what the machine read. Without a word more: claim by claim, one keystroke each.',
    )
    .action(async (options: WritingOptions) => {
      if (!process.stdin.isTTY || !process.stderr.isTTY) {
        throw new Problem(
          'no_terminal',
          'There is no terminal to review claims at.',
          'Say what was decided: `deeds review confirm|reject|edit|undo CLAIM`.',
          2,
        );
      }
      await deciding(options, reviewAtTerminal);
    });
  verdictVerb(verb, 'confirm', 'confirmed', 'A claim says what its words say.');
  verdictVerb(verb, 'reject', 'rejected', 'A claim does not say what its words say; lists leave it out from now on.');
  editVerb(verb);
  undoVerb(verb);
  addVerb(verb);
  agreementVerb(verb);
  return verb;
}

const claimArgument = (): Argument =>
  new Argument('<claim>', 'clm_…, or doc_…/clm_… where it stands in several documents');

function verdictVerb(parent: Command, name: string, verdict: 'confirmed' | 'rejected', about: string): void {
  withServer(withReview(parent.command(name).description(about).addArgument(claimArgument()))).action(
    async (name: string, _: unknown, command: Command) => {
      const options: ReviewOptions = command.optsWithGlobals();
      if (options.server !== undefined) {
        await decideAt(options.server, name, 'review', { verdict }, options);
        say(`deeds: ${name} ${verdict}.`);
        return;
      }
      await deciding(options, async (record, by) => {
        const claim = await findClaim(record, name);
        const { added, sequence } = await review(record, claim, verdict, reviewerOf(options, by));
        say(`deeds: ${subjectOf(claim)} ${verdict} by ${by} (entry ${sequence}${added ? '' : ', as before'}).`);
      });
    },
  );
}

/** The address of a claim at a server, by the name that lists give it. */
function pathOf(name: string): string {
  const [document, claim] = name.split('/');
  if (document === undefined || claim === undefined) {
    throw new Problem(
      'unknown_subject',
      `${name} does not say in which document it stands.`,
      'Write doc_…/clm_…, as lists have it.',
      2,
    );
  }
  return `/api/v1/claims/${encodeURIComponent(document)}/${encodeURIComponent(claim)}`;
}

/** By the API of a server: what it shows is what was seen. */
async function decideAt(
  server: string,
  name: string,
  part: 'review' | 'edit',
  decided: object,
  { why, by, independent }: ReviewOptions,
): Promise<void> {
  await new Remote(server).decide(pathOf(name), part, { ...decided, ...present({ why, by, independent }) });
}

function editVerb(parent: Command): void {
  const command = parent
    .command('edit')
    .description('A claim should read otherwise; what the machine read stays beside it.');
  withServer(withChange(withReview(command.addArgument(claimArgument())))).action(
    async (name: string, _: unknown, command: Command) => {
      const options: ReviewOptions & ChangeOptions = command.optsWithGlobals();
      if (options.set === undefined && options.words === undefined) {
        throw new Problem(
          'nothing_to_edit',
          'Nothing was said that the claim should read as.',
          'Give --set JSON, --words, or both.',
          2,
        );
      }
      if (options.server !== undefined) {
        await decideAt(options.server, name, 'edit', present(changeOf(options)), options);
        say(`deeds: ${name} edited.`);
        return;
      }
      await deciding(options, async (record, by) => {
        const claim = await findClaim(record, name);
        const { added, sequence } = await edit(record, claim, changeOf(options), reviewerOf(options, by));
        say(`deeds: ${subjectOf(claim)} edited by ${by} (entry ${sequence}${added ? '' : ', as before'}).`);
      });
    },
  );
}

function undoVerb(parent: Command): void {
  withServer(parent.command('undo'))
    .description('Take back the last decision about a claim: your own, or one that you saw.')
    .addArgument(claimArgument())
    .option('--why <words>', 'the reason, in a sentence')
    .option('--after <entry>', 'number of the last decision about the claim that you saw')
    .action(async (name: string, _: unknown, command: Command) => {
      const options: ReviewOptions = command.optsWithGlobals();
      if (options.server !== undefined) {
        await decideAt(options.server, name, 'review', { verdict: 'undo' }, options);
        say(`deeds: the last decision about ${name} was taken back.`);
        return;
      }
      await deciding(options, async (record, by) => {
        const claim = await findClaim(record, name);
        const { sequence } = await undoReview(record, claim, reviewerOf(options, by));
        say(`deeds: entry ${sequence} about ${subjectOf(claim)} taken back by ${by}.`);
      });
    });
}

function addVerb(parent: Command): void {
  const command = parent
    .command('add')
    .description('Add a claim by hand, from words of a document.')
    .requiredOption('--document <id>', 'the document in which the words stand')
    .addOption(new Option('--kind <kind>', 'what kind of claim it is').choices(kindNames).makeOptionMandatory())
    .option('--why <words>', 'the reason, in a sentence');
  withServer(withChange(command)).action(async (_: unknown, command: Command) => {
    const options: WritingOptions & ServerOption & ChangeOptions & { document: string; kind: string; why?: string } =
      command.optsWithGlobals();
    const { document, kind } = options;
    const words = wordsOf(options.words ?? '', '--words');
    if (options.server !== undefined) {
      const { by, why } = options;
      const body = { ...present(changeOf(options)), kind, words, ...present({ by, why }) };
      const path = `/api/v1/documents/${encodeURIComponent(document)}/claims`;
      const { id } = (await new Remote(options.server).post(path, body)) as { id: string };
      await print(`${document}/${id}\n`);
      return;
    }
    await deciding(options, async (record, by) => {
      const byHand = { ...changeOf(options), document, kind, words };
      const id = await addByHand(record, byHand, { by, why: options.why });
      await print(`${document}/${id}\n`);
    });
  });
}

function agreementVerb(parent: Command): void {
  parent
    .command('agreement')
    .description('How far reviewers agree: Krippendorff’s alpha over the first verdicts of each.')
    .option('--json', 'one JSON object')
    .action(async (_: unknown, command: Command) => {
      const options: { record: string; json?: boolean } = command.optsWithGlobals();
      const found = await reading({ record: options.record }, agreementOf);
      await print(
        options.json ? `${JSON.stringify({ schema: 'deeds-agreement/1', ...found }, null, 2)}\n` : agreementText(found),
      );
    });
}

function withReview(command: Command): Command {
  return command
    .option('--why <words>', 'the reason, in a sentence')
    .option('--after <entry>', 'number of the last decision about the claim that you saw')
    .option('--independent', 'a second opinion, given without having seen the first');
}

function withChange(command: Command): Command {
  return command
    .option('--set <json>', 'a merge patch (RFC 7396) on the claim as `deeds show --json` prints it')
    .option('--words <words>', 'the exact words of the document that the claim rests on')
    .option('--at <offset>', 'where the words begin, when they stand there more than once');
}

function reviewerOf({ why, after, independent = false }: ReviewOptions, by: string): Reviewer {
  return { by, why, after: after === undefined ? undefined : numberOf(after, '--after'), independent };
}

function changeOf({ set, words, at }: ChangeOptions): {
  set: object | undefined;
  words: string | undefined;
  at: number | undefined;
} {
  return {
    set: set === undefined ? undefined : jsonOf(set, '--set'),
    words: words === undefined ? undefined : wordsOf(words, '--words'),
    at: at === undefined ? undefined : numberOf(at, '--at'),
  };
}
