import { asProblem, type Opened } from '../app.ts';
import { Problem } from '../core/problem.ts';
import { count } from '../listings/count.ts';
import { visible } from '../outputs/text.ts';

let readerGone = false;

/**
 * Writes data to standard output and waits until they are out; false when nobody reads them any more ("deeds … | head"),
 * which is no failure. Throws a `Problem` when they cannot be written.
 */
export async function print(data: string): Promise<boolean> {
  if (readerGone) return false;
  const error = await new Promise<NodeJS.ErrnoException | null | undefined>(done => process.stdout.write(data, done));
  if (!error) return true;
  if (error.code !== 'EPIPE') throw notWritten(error);
  readerGone = true;
  return false;
}

function notWritten(error: NodeJS.ErrnoException): Problem {
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') {
    return new Problem(
      'output_full',
      'Standard output goes to a disk that is full, so what was written there is cut short.',
      'Make room and run the same command again.',
      1,
      error,
    );
  }
  return new Problem(
    'output_failed',
    `Standard output cannot be written (${error.code ?? error.message}).`,
    'Check where it goes, and run the same command again.',
    1,
    error,
  );
}

/** Messages and progress go to standard error; standard output holds data only. */
export function say(message: string): void {
  process.stderr.write(`${message}\n`);
}

/** "deeds: sentence What to do next. [code]" */
export function problemLine(problem: Problem, name?: string): string {
  return `deeds: ${name === undefined ? '' : `${visible(name)}: `}${visible(problem.message)} ${visible(problem.next)} [${problem.code}]`;
}

/** A file that holds others, in words. */
export function openedLine({ mediaType, parts, notes }: Opened): string {
  return [`${mediaType} with ${count(parts, 'document')}`, ...notes.map(note => visible(note))].join('. ');
}

/** Says what went wrong and answers the exit code. */
export function report(error: unknown): number {
  const problem = asProblem(error, 'this command');
  say(problemLine(problem));
  if (problem.code === 'internal' && process.env['DEEDS_DEBUG'])
    say(String(problem.cause instanceof Error ? problem.cause.stack : problem.cause));
  return problem.exitCode;
}

/** 0 when all went well, 1 when nothing did, 4 when only some inputs did. */
export function exitCodeFor(total: number, failed: number): number {
  if (failed === 0) return 0;
  return failed === total ? 1 : 4;
}
