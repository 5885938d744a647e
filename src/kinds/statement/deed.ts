import type { Draft } from '../../core/claim.ts';
import type { Deed } from '../../core/event.ts';
import type { StatementBody } from './statement.ts';

/** Words are an event where they are aimed at somebody: praise, blame, a demand, a refusal, a threat. */
export function deed({ words, body: { speaker, cue } }: Draft<StatementBody>): Deed {
  return { sources: speaker ? [speaker] : [], targets: [], words, at: cue.start, needsTarget: true };
}
