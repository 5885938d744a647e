/** What was said, undertaken and done at a meeting, each with the words that say that it was there. */
import type { Words } from '../core/span.ts';
import { overlaps } from '../core/span.ts';
import type { Gathering } from '../kinds/meeting/gatherings.ts';
import type { MeetingBody } from '../kinds/meeting/meeting.ts';
import type { Party } from '../core/actor.ts';
import { Turns } from '../core/turns.ts';
import type { DeedsRecord, RecordedClaim } from '../record/record.ts';

/** What was said, undertaken or done at a meeting, and the words that say that it was there. */
export interface Outcome extends RecordedClaim {
  readonly says: Words;
}

/** Claims of every other kind in the documents that tell of meetings, by document: of a readout all, of any other those that say that they were made at an occasion. */
export async function madeThere(
  record: DeedsRecord,
  found: readonly Gathering[],
): Promise<ReadonlyMap<string, readonly RecordedClaim[]>> {
  const made = new Map<string, readonly RecordedClaim[]>();
  const turns = new Turns();
  const reports = found.flatMap(({ reports }) => reports);
  const readouts = new Set(
    reports.filter(({ claim }) => claim.body.readout !== undefined).map(({ document }) => document),
  );
  const others = new Set(reports.map(({ document }) => document)).difference(readouts);
  for (const [documents, only] of [
    [readouts, {}],
    [others, { made: true }],
  ] as const) {
    for (const some of inPartsOf([...documents])) {
      const claims = (await record.claims({ documents: some, ...only })).filter(
        one => one.claim.kind !== 'meeting' && !one.copy && stands(one),
      );
      for (const [document, own] of Map.groupBy(claims, one => one.document)) made.set(document, own);
      await turns.next();
    }
  }
  return made;
}

/** Documents that are asked for at once. */
const AT_ONCE = 50;

export function inPartsOf(documents: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(documents.length / AT_ONCE) }, (_, at) =>
    documents.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
  );
}

/**
 * What the text ties to the meeting in so many words ("at the talks they agreed …"); and what those who met, or nobody named, say and undertake in a
 * document that is its readout by its heading. What only stands near is none.
 */
export function outcomesOf(
  { reports }: Gathering,
  made: ReadonlyMap<string, readonly RecordedClaim[]>,
  sideOf: SideOf,
): Outcome[] {
  const documents = new Set(reports.map(({ document }) => document));
  return [...documents]
    .flatMap(document => made.get(document) ?? [])
    .flatMap(one => {
      const report = reports.find(({ document }) => document === one.document);
      const body = report?.claim.body;
      if (!body) return [];
      const { madeAt, kind, actors } = one.claim;
      if (madeAt !== undefined)
        return body.mentions.some(mention => overlaps(mention, madeAt)) ? [{ ...one, says: madeAt }] : [];
      if (body.readout === undefined || !(kind === 'commitment' || kind === 'statement')) return [];
      const met = new Set(partiesOf(body).flatMap(({ actor }) => (actor === undefined ? [] : [actor, sideOf(actor)])));
      const isTheirs = actors.length === 0 || actors.some(actor => met.has(actor) || met.has(sideOf(actor)));
      return isTheirs ? [{ ...one, says: body.readout }] : [];
    });
}

/** Everybody who takes part, and their sides. */
export function partiesOf({ participants, sides = [] }: MeetingBody): Party[] {
  return [...participants.flatMap(({ party, side }) => (side ? [party, side] : [party])), ...sides];
}

/** The country of an actor, or the actor itself: what a minister agrees on, his state undertakes. */
export type SideOf = (actor: string) => string;

export async function sidesIn(record: DeedsRecord, ids: readonly string[]): Promise<SideOf> {
  if (ids.length === 0) return actor => actor;
  const countries = new Map((await record.actors({ ids })).map(({ id, country }) => [id, country]));
  return actor => countries.get(actor) ?? actor;
}

/** Is it of the current reading, and not rejected? */
export function stands({ current, review }: RecordedClaim): boolean {
  return current && review.state !== 'rejected';
}
