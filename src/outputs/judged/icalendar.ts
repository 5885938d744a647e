import type { JudgedCase } from '../../core/judged.ts';
import { stableId } from './stable-id.ts';

/**
 * What is due and what was held as iCalendar (RFC 5545). A date that is imprecise stays so: the event covers all the days that are meant
 * and says in its summary that it is one of them. What has no day at all is counted in the calendar's description.
 */
export function icalendar({
  instrument,
  appointments,
  at,
}: Pick<JudgedCase, 'instrument' | 'appointments' | 'at'>): string {
  const dated = appointments.filter(({ from, until }) => (from ?? until) !== undefined);
  const open = appointments.length - dated.length;
  const stamp = at.replaceAll(/[-:]|\.\d+/gu, '');
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Deeds//Calendar//EN',
    `X-WR-CALNAME:${escaped(instrument.title)}`,
    ...(open === 0 ? [] : [`X-WR-CALDESC:${escaped(`${open} without a day are left out.`)}`]),
    ...dated.flatMap(({ what, state, from, until, reading, words }) => {
      const [first, last] = [from ?? until!, until ?? from!];
      const imprecise = first === last ? '' : ` (some time: ${reading})`;
      return [
        'BEGIN:VEVENT',
        `UID:${stableId(`${instrument.id} ${what} ${first} ${last}`)}@deeds`,
        `DTSTAMP:${stamp}`,
        `DTSTART;VALUE=DATE:${first.replaceAll('-', '')}`,
        `DTEND;VALUE=DATE:${Temporal.PlainDate.from(last).add({ days: 1 }).toString().replaceAll('-', '')}`,
        `SUMMARY:${escaped(`${state}: ${what}${imprecise}`)}`,
        `DESCRIPTION:${escaped(words)}`,
        'TRANSP:TRANSPARENT',
        'END:VEVENT',
      ];
    }),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

const escaped = (text: string): string =>
  text.replaceAll(/[\\;,]/gu, sign => `\\${sign}`).replaceAll(/\r?\n/gu, String.raw`\n`);

/** Octets of a line; longer ones go on in the next, after a space. */
const LONGEST = 75;

function folded(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  for (const sign of line) {
    const room = pieces.length === 0 ? LONGEST : LONGEST - 1;
    if (Buffer.byteLength(piece + sign) > room) {
      pieces.push(piece);
      piece = '';
    }
    piece += sign;
  }
  return [...pieces, piece].join('\r\n ');
}
