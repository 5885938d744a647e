/** How single mentions of a meeting are read, a file a rule; ../merge.ts joins the mentions that mean the same one. */
import type { MeetingRule } from '../mention.ts';
import { onTheAgenda } from './agenda.ts';
import { attendance } from './attendance.ts';
import { callNoun, speak } from './call.ts';
import { meal } from './meal.ts';
import { meet } from './meet.ts';
import { meetingNoun } from './meeting-noun.ts';
import { pointedEvent } from './pointed-event.ts';
import { receive } from './receive.ts';
import { represent } from './represent.ts';
import { sentToDiscuss } from './sent-to-discuss.ts';
import { visit } from './visit.ts';

/** "talks were cancelled", "postponed a summit with …" are read by status(), so they need no rule of their own. */
export const rules: readonly MeetingRule[] = [
  represent,
  meet,
  receive,
  meal,
  speak,
  callNoun,
  meetingNoun,
  pointedEvent,
  visit,
  sentToDiscuss,
  onTheAgenda,
  attendance,
];
