import type { Draft } from '../../core/claim.ts';
import type { Deed, EventType } from '../../core/event.ts';
import type { ActBody } from './act.ts';

/** What a type of act can be once it is done; what is announced or not done is for the words to tell. */
const TYPES: Readonly<Record<string, readonly EventType[]>> = {
  arrest: ['COERCE'],
  conviction: ['COERCE', 'ACCUSE'],
  imprisonment: ['COERCE', 'ACCUSE'],
  indictment: ['ACCUSE', 'COERCE'],
  sanction: ['COERCE', 'SANCTION'],
  expulsion: ['SANCTION', 'COERCE'],
  recall: ['SANCTION'],
  'break of relations': ['SANCTION'],
  release: ['YIELD'],
  relief: ['YIELD'],
  resignation: ['YIELD'],
  summons: ['REQUEST', 'ACCUSE'],
  extradition: ['COOPERATE', 'COERCE', 'YIELD'],
  ratification: ['SUPPORT'],
  signature: ['SUPPORT', 'YIELD', 'COERCE'],
  relations: ['SUPPORT'],
  visit: ['CONSULT'],
  accession: ['SUPPORT'],
  opening: ['SUPPORT', 'YIELD', 'COOPERATE'],
  closing: ['COERCE', 'SANCTION'],
  exercise: ['COOPERATE', 'MOBILIZE'],
  test: ['MOBILIZE'],
  ban: ['COERCE'],
  deployment: ['MOBILIZE', 'AID'],
  suspension: ['SANCTION', 'COERCE', 'YIELD'],
  withdrawal: ['YIELD', 'SANCTION'],
};

/** What was not done, or is only denied, is no event. */
export function deed({
  words,
  factuality,
  body: { type, status, doers, targets, place, deed: told },
}: Draft<ActBody>): Deed | undefined {
  if (status === 'not done' || factuality === 'denied') return undefined;
  const among = status === 'done' || status === 'under way' ? TYPES[type] : undefined;
  return { sources: doers, targets, words, at: told.start, ...(among && { among }), ...(place && { place }) };
}
