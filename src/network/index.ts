import type { Fetched } from '../core/fetched.ts';
import { Door, type FetchOptions } from './door.ts';

export { Door, type FetchOptions, type Known } from './door.ts';
export { FetchProblem } from './fetch-problem.ts';

/** One door for the whole process, so that hosts are not asked too much by parts of it that know nothing of each other. */
const door = new Door();

/**
 * Fetches what an address of the open internet has, and tells how. Throws nothing but a `FetchProblem`. Nothing inside a private
 * network is connected to, whatever the address, its redirects or the answers of DNS say.
 */
export async function fetchPublic(url: string, options: FetchOptions): Promise<Fetched> {
  return await door.fetch(url, options);
}
