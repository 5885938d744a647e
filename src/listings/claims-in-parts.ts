/** All claims of a large record that fit, so many at a time: what is kept of each is little beside what is read. */
import type { ClaimFilter, DeedsRecord, RecordedClaim } from '../record/record.ts';

const AT_ONCE = 1_000;

/** In the order of time. A part begins behind the last claim of the one before, so that what is decided meanwhile shifts nothing. */
export async function* claimsInParts(
  record: DeedsRecord,
  filter: Omit<ClaimFilter, 'order' | 'after' | 'limit' | 'offset'>,
  limit = AT_ONCE,
): AsyncGenerator<readonly RecordedClaim[], void> {
  for (let last: RecordedClaim | undefined; ; ) {
    const after = last && { after: { document: last.document, id: last.claim.id } };
    const some = await record.claims({ ...filter, ...after, limit });
    yield some;
    last = some.at(-1);
    if (some.length < limit) return;
  }
}
