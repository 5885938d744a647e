/** What was seen of a thing before somebody decides about it: ETag and If-Match (RFC 9110). */
import { Problem } from '../../core/problem.ts';
import { ChangedMeanwhile } from '../problems.ts';

interface Now {
  /** The state that it is in. */
  readonly etag: string;
  /** "claim" */
  readonly what: string;
  /** What became of it, where it is not as it was seen. */
  readonly changed: string;
}

/** `*` says that it was not looked at. Throws `condition_missing`, `changed_meanwhile`. */
export function mustHaveSeen(ifMatch: string | undefined, now: Now): void {
  if (ifMatch === undefined) {
    throw new Problem(
      'condition_missing',
      `It is not said which state of the ${now.what} was seen.`,
      `Send If-Match with the ETag of the ${now.what}.`,
    );
  }
  mustBeAsSeen(ifMatch, now);
}

/** The same, where it need not be said. */
export function mustBeAsSeen(ifMatch: string | undefined, { etag, what, changed }: Now): void {
  if (ifMatch === undefined || ifMatch === '*' || ifMatch === etag) return;
  const next = `Look at the ${what} again, and decide then.`;
  throw new ChangedMeanwhile(new Problem('changed_meanwhile', changed, next), etag);
}
