import { Command } from 'commander';
import { ENGINE } from '../app.ts';
import { addVerb } from './add.ts';
import { exampleVerb } from './example.ts';
import { parseVerb } from './parse.ts';
import { readVerb } from './read.ts';
import { showVerb } from './show.ts';
import { verifyVerb } from './verify.ts';

/** The verbs. A new verb is one file and one line here. */
const verbs = [readVerb, addVerb, showVerb, verifyVerb, parseVerb, exampleVerb];

/** The command line as a value, so that tests can hold the documentation to it. */
export function commandLine(): Command {
  const program = new Command('deeds')
    .description('Reads news reports and official texts and keeps a record that people can defend.')
    .version(ENGINE)
    .addHelpText(
      'after',
      '\nData go to standard output, messages to standard error. Exit codes: 0 ok, 1 failure, 2 usage, 4 some inputs failed.',
    )
    .showHelpAfterError('(deeds --help lists the verbs)')
    .exitOverride();
  for (const verb of verbs) verb(program).exitOverride();
  return program;
}
