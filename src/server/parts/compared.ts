/** What was said in several documents, as pages and programs ask for it: of a large record it is compared beside the pages. */
import type { Listing } from '../../core/listing.ts';
import type { ListFilter } from '../../listings/index.ts';
import { isAsked, isTelling, tellingUtteranceList, utterancesOf } from '../../listings/utterances.ts';
import type { Utterance } from '../../origins/utterances.ts';
import type { DeedsRecord, RecordedDocument } from '../../record/index.ts';
import type { AsOf } from '../aside.ts';
import type { Visit } from '../visit.ts';

/** Only what is asked for. */
export async function comparedIn(
  { record, desk, asOf }: Pick<Visit, 'record' | 'desk' | 'asOf'>,
  filter: ListFilter,
): Promise<AsOf<readonly Utterance[]>> {
  const compared =
    asOf === undefined
      ? await desk.aside.utterances(record)
      : { value: await utterancesOf(record), sequence: 0, isBehind: false };
  return { ...compared, value: compared.value.filter(one => isTelling(one) && isAsked(one, filter)) };
}

/** The same as a list. */
export async function comparedList(
  visit: Pick<Visit, 'record' | 'desk' | 'asOf'>,
  filter: ListFilter,
): Promise<Listing> {
  const { value } = await comparedIn(visit, filter);
  return tellingUtteranceList(value, await documentsIn(visit.record, value));
}

/** The documents of the witnesses. */
export async function documentsIn(record: DeedsRecord, found: readonly Utterance[]): Promise<RecordedDocument[]> {
  const ids = new Set(found.flatMap(({ witnesses }) => witnesses.map(({ saying }) => saying.document)));
  return await record.documents({ ids: [...ids] });
}
