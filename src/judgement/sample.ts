/** Cases for the tests of this room, made from little. */
import type { Attribution, Bearing } from '../core/finding.ts';
import type { Provision } from '../core/instrument.ts';
import type { Case } from './case.ts';
import type { Evidence } from './evidence.ts';

export const PARTY = 'state/norland';
export const AS_OF = '2026-06-30';

export function sampleProvision(given: Partial<Provision> & Pick<Provision, 'kind'>): Provision {
  return {
    id: 'prv_1',
    instrument: 'ins_1',
    label: 'the whole',
    bound: [PARTY],
    words: [],
    elements: {},
    carveOuts: [],
    from: undefined,
    until: undefined,
    dueBy: undefined,
    stipulations: [],
    specificity: 'unknown',
    verifiability: 'unknown',
    ambition: 'unknown',
    ...given,
  };
}

export function sampleCase(
  given: Pick<Case, 'provision' | 'evidence'> & { coverage: Case['coverage']['level'] },
): Case {
  const { coverage, ...rest } = given;
  return {
    ...rest,
    party: PARTY,
    window: { from: '2025-01-01', until: undefined },
    asOf: AS_OF,
    coverage: { level: coverage, read: [], unread: [], why: 'as the test says' },
  };
}

export function sampleAttribution(given: Partial<Attribution>): Attribution {
  return {
    by: { name: 'Sudmark', actor: 'state/sudmark' },
    identified: 'named',
    to: { name: 'Norland', actor: PARTY },
    type: undefined,
    tier: undefined,
    cue: undefined,
    ...given,
  };
}

export function sampleEvidence(
  id: string,
  bearing: Partial<Bearing> & Pick<Bearing, 'direction' | 'grade' | 'scope'>,
  given: Partial<Evidence> = {},
): Evidence {
  const verdict = { in_scope: 'met', out_of_scope: 'not_met', undetermined: 'not_stated' } as const;
  const conduct = { element: 'conduct', words: undefined, inferred: false, carveOut: undefined, why: '' } as const;
  return {
    bearing: {
      id: `brg_${id}`,
      document: `doc_${id}`,
      claim: `clm_${id}`,
      provision: 'prv_1',
      parties: [PARTY],
      elements: [{ ...conduct, verdict: verdict[bearing.scope] }],
      parts: ['whole'],
      act: 'act',
      attributions: [],
      primary: false,
      observation: undefined,
      ownWord: false,
      score: 1,
      why: '',
      ...bearing,
    },
    confirmed: true,
    standing: 'stands',
    origin: 'a',
    copy: false,
    sharesWords: false,
    source: { name: 'The Herald', reliability: 'B', speaksFor: undefined },
    from: undefined,
    until: undefined,
    published: '2026-03-01',
    ...given,
  };
}
