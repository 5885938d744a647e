import { CommanderError } from 'commander';
import { report } from './messages.ts';
import { commandLine, mustTakeServer } from './program.ts';

// `print` tells its caller what went wrong; without a listener Node would end the process with a stack trace first.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') process.exitCode = 1;
});
// Where messages cannot be written there is nobody to tell.
process.stderr.on('error', () => {});

try {
  const program = commandLine();
  mustTakeServer(program, process.argv.slice(2));
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else process.exitCode = report(error);
}
