// One of several who review the same claims at the same time: looks at one, thinks, and decides about what was seen.
// Usage: node reviewer.ts FOLDER NAME TIMES [blind]
// A line of JSON for the beginning and the end of each operation, with the time of the system's steady clock. A blind one looks again just
// before it decides and says that it had not, so that the harness can be tested.
import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../../src/core/problem.ts';
import { type DeedsRecord, openRecord } from '../../src/record/index.ts';

const [folder, name, times, way] = process.argv.slice(2);
const states = ['proposed', 'confirmed', 'edited', 'rejected'] as const;
const verdicts = ['confirmed', 'rejected'];

/** What an operation was about, and what came of it. Times are nanoseconds, as text. */
export interface Event {
  readonly operation: string;
  readonly time: string;
  readonly subject: string;
  readonly does: 'look' | 'decide';
  /** Number of the last decision that was seen; 0: none. */
  readonly seen?: number;
  /** Number of the entry that was made, when it counts; 0: it came too late. */
  readonly made?: number;
}

function tell(event: Omit<Event, 'time'>): void {
  writeSync(1, `${JSON.stringify({ ...event, time: String(process.hrtime.bigint()) })}\n`);
}

const lastOf = async (record: DeedsRecord, id: string): Promise<number> =>
  (await record.claims({ id, states }))[0]!.review.last ?? 0;

const record = await openRecord(folder!, { clock: { now: () => new Date().toISOString() }, mode: 'write' });
const claims = await record.claims({ states });
for (let n = 0; n < Number(times); n++) {
  const { document, claim } = claims[Math.floor(Math.random() * claims.length)]!;
  const subject = `${document}/${claim.id}`;
  const [look, decide] = [`${name} looks ${n}`, `${name} decides ${n}`];
  tell({ operation: look, subject, does: 'look' });
  const seen = await lastOf(record, claim.id);
  tell({ operation: look, subject, does: 'look', seen });
  await sleep(Math.random() * 10);
  const after = way === 'blind' ? await lastOf(record, claim.id) : seen;
  const body = {
    document,
    claim: claim.id,
    verdict: verdicts[n % 2]!,
    independent: false,
    why: decide,
    ...(after > 0 && { after }),
  };
  tell({ operation: decide, subject, does: 'decide', seen });
  let made = 0;
  try {
    made = (await record.decide({ kind: 'claim_reviewed', by: name!, body })).sequence;
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'review_conflict') throw error;
  }
  tell({ operation: decide, subject, does: 'decide', seen, made });
}
await record.close();
