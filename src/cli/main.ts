import { Command, CommanderError } from 'commander';
import { addVerb } from './add.ts';
import { exampleVerb } from './example.ts';
import { report } from './messages.ts';
import { parseVerb } from './parse.ts';
import { readVerb } from './read.ts';
import { showVerb } from './show.ts';
import { verifyVerb } from './verify.ts';
import { ENGINE } from '../app.ts';

/** The verbs. A new verb is one file and one line here. */
const verbs = [readVerb, addVerb, showVerb, verifyVerb, parseVerb, exampleVerb];

const program = new Command('deeds')
  .description('Reads news reports and official texts and keeps a record that people can defend.')
  .version(ENGINE)
  .addHelpText(
    'after',
    '\nData go to standard output, messages to standard error. Exit codes: 0 ok, 1 failure, 2 usage, 4 some inputs failed.',
  )
  .showHelpAfterError('(deeds --help lists the verbs)')
  .exitOverride();

for (const verb of verbs) {
  verb(program).exitOverride();
}

// A reader that closes the pipe early ("deeds read … | head") is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else process.exitCode = report(error);
}
