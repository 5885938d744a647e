/** What was said in several documents, as pages and programs ask for it: of a large record it is compared beside the pages. */
import { Problem } from '../../core/problem.ts';
import type { Listing } from '../../core/listing.ts';
import type { ListFilter } from '../../listings/index.ts';
import { isAsked, isTelling, tellingUtteranceList, utterancesOf } from '../../listings/utterances.ts';
import type { Utterance } from '../../origins/utterances.ts';
import type { DeedsRecord, RecordedDocument } from '../../record/index.ts';
import type { Compared } from '../aside.ts';
import type { Visit } from '../visit.ts';

/** Only what is asked for; undefined: it is being compared for the first time. */
export async function comparedIn(
  { record, desk, asOf }: Pick<Visit, 'record' | 'desk' | 'asOf'>,
  filter: ListFilter,
): Promise<Compared | undefined> {
  const compared =
    asOf === undefined
      ? await desk.aside.utterances(record)
      : { utterances: await utterancesOf(record), sequence: 0, isBehind: false };
  return (
    compared && { ...compared, utterances: compared.utterances.filter(one => isTelling(one) && isAsked(one, filter)) }
  );
}

/** The same as a list. Throws `still_comparing`. */
export async function comparedList(
  visit: Pick<Visit, 'record' | 'desk' | 'asOf'>,
  filter: ListFilter,
): Promise<Listing> {
  const compared = await comparedIn(visit, filter);
  if (compared === undefined)
    throw new Problem(
      'still_comparing',
      'What was said in all these documents is being compared; on a large record that takes minutes.',
      'Ask again in a minute.',
    );
  return tellingUtteranceList(compared.utterances, await documentsIn(visit.record, compared.utterances));
}

/** The documents of the witnesses. */
export async function documentsIn(record: DeedsRecord, found: readonly Utterance[]): Promise<RecordedDocument[]> {
  const ids = new Set(found.flatMap(({ witnesses }) => witnesses.map(({ saying }) => saying.document)));
  return await record.documents({ ids: [...ids] });
}
