import { Command } from 'commander';
import { ENGINE } from '../app.ts';
import { accountVerb } from './account.ts';
import { actorVerb } from './actor.ts';
import { addVerb } from './add.ts';
import { backupVerb } from './backup.ts';
import { briefVerb } from './brief.ts';
import { checkpointVerb } from './checkpoint.ts';
import { correctVerb } from './correct.ts';
import { decideVerb } from './decide.ts';
import { eraseVerb } from './erase.ts';
import { exampleVerb } from './example.ts';
import { explainVerb } from './explain.ts';
import { exportVerb } from './export.ts';
import { importVerb } from './import.ts';
import { instrumentVerb } from './instrument.ts';
import { judgeVerb } from './judge.ts';
import { linkVerb, unlinkVerb } from './link.ts';
import { logVerb } from './log.ts';
import { noteVerb } from './note.ts';
import { originsVerb } from './origins.ts';
import { parseVerb } from './parse.ts';
import { publishVerb } from './publish.ts';
import { readVerb } from './read.ts';
import { rebuildVerb } from './rebuild.ts';
import { folderOnly } from './remote.ts';
import { restoreVerb } from './restore.ts';
import { reviewVerb } from './review.ts';
import { searchVerb } from './search.ts';
import { serveVerb } from './serve.ts';
import { showVerb } from './show.ts';
import { undoVerb } from './undo.ts';
import { verifyVerb } from './verify.ts';

/** The verbs, in the order in which they are met. A new verb is one file and one line here. */
const verbs = {
  'Read and record:': [readVerb, addVerb, exampleVerb],
  'Look:': [serveVerb, showVerb, originsVerb, explainVerb, searchVerb, logVerb, parseVerb],
  'Judge:': [instrumentVerb, judgeVerb, briefVerb, publishVerb],
  'Decide:': [reviewVerb, correctVerb, noteVerb, linkVerb, unlinkVerb, actorVerb, decideVerb, undoVerb, eraseVerb],
  'Keep and carry:': [
    accountVerb,
    verifyVerb,
    checkpointVerb,
    rebuildVerb,
    backupVerb,
    restoreVerb,
    exportVerb,
    importVerb,
  ],
};

/** The command line as a value, so that tests can hold the documentation to it. */
export function commandLine(): Command {
  const program = new Command('deeds')
    .description('Reads news reports and official texts and keeps a record that people can defend.')
    .version(ENGINE)
    .addHelpText(
      'after',
      '\nData go to standard output, messages to standard error. Exit codes: 0 ok, 1 failure, 2 usage, 4 some inputs failed.',
    )
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(deeds --help lists the verbs)')
    .exitOverride();
  for (const [heading, group] of Object.entries(verbs)) {
    program.commandsGroup(heading);
    for (const verb of group) verb(program).exitOverride();
  }
  return program;
}

const takesServer = ({ options }: Command): boolean => options.some(({ long }) => long === '--server');

/** Throws `folder_only` where a verb that works at the folder of a record is to work at a server. */
export function mustTakeServer(program: Command, args: readonly string[]): void {
  if (!args.some(one => one === '--server' || one.startsWith('--server='))) return;
  const verb = program.commands.find(one => one.name() === args[0]);
  if (verb === undefined) return;
  const part = verb.commands.find(one => one.name() === args[1]);
  if (part === undefined ? verb.commands.some(takesServer) || takesServer(verb) : takesServer(part)) return;
  const others = program.commands.flatMap(one => [
    ...(takesServer(one) ? [one.name()] : []),
    ...one.commands.filter(takesServer).map(part => `${one.name()} ${part.name()}`),
  ]);
  throw folderOnly([verb.name(), ...(part === undefined ? [] : [part.name()])].join(' '), others);
}
