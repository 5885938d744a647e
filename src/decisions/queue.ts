import type { ActorId } from '../core/actor.ts';
import { kinds } from '../kinds/index.ts';
import type { ClaimPlace, DeedsRecord, DocumentId, RecordedClaim } from '../record/index.ts';

/** A claim that nobody looked at, with what a reviewer must see: the words in their sentence. */
export interface ToReview {
  readonly recorded: RecordedClaim;
  readonly title: string;
  readonly headline: string;
  /** The rest of the sentence, before and behind the claim's words. */
  readonly before: string;
  readonly words: string;
  readonly after: string;
}

/** Claims of the present readings that are only proposed. */
const WAITING = { states: ['proposed'], current: true } as const;

/** Which of the waiting claims are asked for; none named: all. */
export interface QueueFilter {
  readonly kind?: string;
  readonly document?: DocumentId;
  readonly actor?: readonly ActorId[];
}

/** How many claims wait for review. */
export async function waiting(record: DeedsRecord, filter: QueueFilter = {}): Promise<number> {
  if (Object.keys(filter).length > 0) return await record.claimCount({ ...WAITING, ...filter });
  const tally = await record.claimTally();
  return tally.reduce((sum, { state, current, number }) => sum + (state === 'proposed' && current ? number : 0), 0);
}

/** A stretch of the queue: behind a claim, or the last ones before one; wherever that one now stands. */
export interface QueuePart {
  readonly after?: ClaimPlace | undefined;
  readonly before?: ClaimPlace | undefined;
  /** The last ones of the queue. */
  readonly isLast?: boolean;
  readonly limit?: number;
}

/** How many wait that stand before a claim. */
export async function waitingBefore(record: DeedsRecord, place: ClaimPlace, filter: QueueFilter): Promise<number> {
  return await record.claimCount({ ...WAITING, ...filter, before: place, order: 'text' });
}

/** Claims that are only proposed, by document, in the order of the text. */
export async function toReview(
  record: DeedsRecord,
  filter: QueueFilter = {},
  { after, before, isLast = before !== undefined, limit = -1 }: QueuePart = {},
): Promise<ToReview[]> {
  const part = { limit, ...(after !== undefined && { after }), ...(before !== undefined && { before }) };
  const order = isLast ? 'text, last first' : 'text';
  const found = await record.claims({ ...WAITING, ...filter, ...part, order });
  const claims = isLast ? found.toReversed() : found;
  const documents = new Map(
    (await record.documents({ ids: [...new Set(claims.map(({ document }) => document))] })).map(one => [one.id, one]),
  );
  const queue: ToReview[] = [];
  let read: { readonly document: string; readonly text: string } | undefined;
  for (const recorded of claims) {
    const { claim, document } = recorded;
    if (read?.document !== document) read = { document, text: (await record.text(document))! };
    const { about, facts } = documents.get(document)!;
    const headline = kinds.find(({ name }) => name === claim.kind)!.show(claim).headline;
    queue.push({ recorded, title: about.title ?? facts.name, headline, ...inSentence(read.text, claim.words) });
  }
  return queue;
}

/** Units of a sentence shown before and behind a claim's words. */
const AROUND = 300;

/** By full stops and empty lines only: it is for reading, and nothing rests on it. */
function inSentence(
  text: string,
  { start, end }: { start: number; end: number },
): Pick<ToReview, 'before' | 'words' | 'after'> {
  const before = text.slice(Math.max(0, start - AROUND), start);
  const after = text.slice(end, end + AROUND);
  const ends = [...before.matchAll(/[.!?]["”’]?\s+|\n\s*\n/gu)].at(-1);
  return {
    before: before.slice(ends === undefined ? 0 : ends.index + ends[0].length),
    words: text.slice(start, end),
    after: /^[\s\S]*?(?:[.!?]["”’]?(?=\s|$)|(?=\n\s*\n)|$)/u.exec(after)![0],
  };
}
