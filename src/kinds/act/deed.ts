import type { Draft } from '../../core/claim.ts';
import type { Deed, EventType } from '../../core/event.ts';
import type { ActBody } from './act.ts';

/** What a type of act can be once it is done; what is announced or not done is for the words to tell. */
const TYPES: Readonly<Record<string, readonly EventType[]>> = {
  arrest: ['COERCE'],
  conviction: ['COERCE', 'ACCUSE'],
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
};

export function deed({ words, body: { type, status, doers, targets, deed: told } }: Draft<ActBody>): Deed {
  const among = status === 'done' || status === 'under way' ? TYPES[type] : undefined;
  return { sources: doers, targets, words, at: told.start, ...(among && { among }) };
}
