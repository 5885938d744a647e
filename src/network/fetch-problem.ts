import type { Hop } from '../core/fetched.ts';
import { Problem } from '../core/problem.ts';

/** A problem of the network, with every request that was made or refused on the way to it, in order. */
export class FetchProblem extends Problem {
  readonly hops: readonly Hop[];

  constructor({ code, message, next, exitCode, cause }: Problem, hops: readonly Hop[]) {
    super(code, message, next, exitCode, cause);
    this.hops = hops;
  }
}
