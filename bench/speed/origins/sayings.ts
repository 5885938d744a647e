/** How long a record takes to tell what was said, and who has it. */
import { foundList } from '../../../src/listings/found.ts';
import { utterancesSaying } from '../../../src/listings/utterances.ts';
import { WitnessFinder } from '../../../src/listings/witnesses.ts';
import type { DeedsRecord, RecordedClaim } from '../../../src/record/index.ts';
import { quantile, timed } from '../record/measure.ts';

/** Questions of each sort. */
const ASKED = 60;

/** Cells: milliseconds, half and 99 of 100 questions take no longer, from a statement to its witnesses, and from words to what was said; how many conflict. */
export async function askedFor(record: DeedsRecord): Promise<string[]> {
  const all = await record.documents({ originals: true });
  const [witnesses, saying, searching] = [[] as number[], [] as number[], [] as number[]];
  let [conflicts, several] = [0, 0];
  const claims: RecordedClaim[] = [];
  for (let n = 0; claims.length < ASKED && n < all.length; n++) {
    const { id } = all[(n * 7919) % all.length]!;
    claims.push(...(await record.claims({ document: id, kind: 'statement' })).slice(0, 1));
  }
  for (const claim of claims) {
    // Each question is the first that its process asks.
    const [took, utterance] = await timed(async () => (await WitnessFinder.of(record)).utteranceOf(claim));
    witnesses.push(took);
    if (utterance!.isConflicting) conflicts++;
    if (utterance!.documents.length > 1) several++;
    const words = claim.claim.words.exact.split(/\s+/u).slice(2, 6).join(' ').replaceAll('"', '');
    saying.push((await timed(() => utterancesSaying(record, `"${words}"`, 20)))[0]);
    searching.push((await timed(async () => foundList(record, await record.search(words, 20))))[0]);
  }
  return [cell(witnesses), cell(saying), cell(searching), `${several} and ${conflicts} of ${claims.length}`];
}

function cell(times: readonly number[]): string {
  return `${quantile(times, 0.5).toFixed(0)} / ${quantile(times, 0.99).toFixed(0)}`;
}
