import { kinds } from '../kinds/index.ts';
import type { DeedsRecord, RecordedClaim } from '../record/index.ts';

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

/** Claims that are only proposed, by document, in the order of the text. */
export async function toReview(record: DeedsRecord): Promise<ToReview[]> {
  const proposed = (await record.claims({ states: ['proposed'] })).filter(({ current }) => current);
  const byDocument = Map.groupBy(proposed, ({ document }) => document);
  const queue: ToReview[] = [];
  for (const { id, about, facts } of await record.documents()) {
    const claims = (byDocument.get(id) ?? []).toSorted((a, b) => a.claim.words.start - b.claim.words.start);
    const text = claims.length === 0 ? '' : (await record.text(id))!;
    for (const recorded of claims) {
      const { claim } = recorded;
      const headline = kinds.find(({ name }) => name === claim.kind)!.show(claim).headline;
      queue.push({ recorded, title: about.title ?? facts.name, headline, ...inSentence(text, claim.words) });
    }
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
