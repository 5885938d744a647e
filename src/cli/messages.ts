import { asProblem } from '../app.ts';
import type { Problem } from '../core/problem.ts';
import { visible } from '../outputs/text.ts';

/** Messages and progress go to standard error; standard output holds data only. */
export function say(message: string): void {
  process.stderr.write(`${message}\n`);
}

/** "deeds: sentence What to do next. [code]" */
export function problemLine(problem: Problem, name?: string): string {
  return `deeds: ${name === undefined ? '' : `${visible(name)}: `}${visible(problem.message)} ${visible(problem.next)} [${problem.code}]`;
}

/** Says what went wrong and answers the exit code. */
export function report(error: unknown): number {
  const problem = asProblem(error, 'this command');
  say(problemLine(problem));
  if (problem.code === 'internal' && process.env['DEEDS_DEBUG'])
    say(String(problem.cause instanceof Error ? problem.cause.stack : problem.cause));
  return problem.exitCode;
}

/** 0 when all went well, 1 when everything failed, 4 when some inputs failed. */
export function exitCodeFor(total: number, failed: number): number {
  if (failed === 0) return 0;
  return failed === total ? 1 : 4;
}
