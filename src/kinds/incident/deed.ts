import type { Draft } from '../../core/claim.ts';
import type { Deed, EventType } from '../../core/event.ts';
import type { IncidentBody } from './incident.ts';

const TYPES: Readonly<Record<IncidentBody['family'], readonly EventType[]>> = {
  cyber: ['COERCE'],
  armed: ['ASSAULT'],
  abduction: ['ASSAULT'],
  espionage: ['COERCE'],
  interference: ['COERCE'],
  border: ['ASSAULT', 'COERCE', 'MOBILIZE'],
  sabotage: ['ASSAULT', 'COERCE'],
  unknown: ['ASSAULT', 'COERCE'],
};

/** Whoever is said to have done it, as the first attribution has it; nobody where nobody is named. */
export function deed({ words, body: { family, attributions, targets, conduct } }: Draft<IncidentBody>): Deed {
  const doer = attributions[0]?.to;
  return {
    sources: doer ? [doer] : [],
    targets,
    words,
    at: conduct.start,
    among: TYPES[family],
    ...(family === 'cyber' && { mode: 'cyber' }),
    ...(family === 'abduction' && { mode: 'abduct' }),
  };
}
