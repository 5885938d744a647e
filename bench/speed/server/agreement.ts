/** An agreement that the grown record is held against: what the example reports tell of, asked of the two states that they tell it of. */
import type { DeedsRecord } from '../../../src/app.ts';
import { registerByHand } from '../../../src/decisions/instruments.ts';
import { instruments } from '../../../src/record/index.ts';

const bound = ['state/united-states', 'state/china'];

const AGREEMENT = {
  id: 'ins_bench',
  title: 'Statement on Conduct in Networks',
  form: 'joint statement',
  parties: [
    { actor: 'state/united-states', name: 'United States', aliases: ['American', 'Washington'] },
    { actor: 'state/china', name: 'China', aliases: ['Chinese', 'Beijing'] },
  ],
  adopted: '2019-01-01',
  texts: [],
  provisions: [
    {
      id: 'prv_bench_theft',
      label: '1 No theft for gain',
      kind: 'prohibition',
      bound,
      words: [],
      elements: {
        conduct: { says: 'theft through computer networks', terms: ['hackers', 'steal', 'break into', 'intrusion'] },
        object: { says: 'trade secrets', terms: ['trade secret', 'business information', 'drawing', 'design'] },
      },
    },
    {
      id: 'prv_bench_dialogue',
      label: '2 Dialogue twice a year',
      kind: 'standing_duty',
      bound,
      words: [],
      elements: { conduct: { says: 'hold a dialogue on cybercrime', terms: ['dialogue', 'hold talks'] } },
    },
    {
      id: 'prv_bench_hotline',
      label: '3 Hotline',
      kind: 'deliverable',
      bound,
      words: [],
      elements: { conduct: { says: 'open a hotline', terms: ['hotline'] } },
    },
    {
      id: 'prv_bench_answers',
      label: '4 Timely answers',
      kind: 'standing_duty',
      bound,
      words: [],
      elements: { conduct: { says: 'answer requests for assistance', terms: ['request', 'answer a request'] } },
    },
  ],
};

/** Registers it where the record has none yet; answers its id. */
export async function withAgreement(record: DeedsRecord): Promise<string> {
  const [known] = await instruments(record);
  if (known !== undefined) return known.value.id;
  await registerByHand(record, AGREEMENT, { by: 'bench', why: undefined });
  return AGREEMENT.id;
}
