import { act } from './act/act.ts';
import { commitment } from './commitment/commitment.ts';
import { incident } from './incident/incident.ts';
import type { Kind } from './kind.ts';
import { meeting } from './meeting/meeting.ts';
import { statement } from './statement/statement.ts';

/** The list of kinds. A new kind is one folder and one line here. */
export const kinds: readonly Kind[] = [statement, commitment, meeting, incident, act];
