/** What published findings say was due, and the days of what they rest on. There is no clock in files: everything is as of the day of its finding. */
import { partsOf } from '../../core/instrument.ts';
import type { Listing } from '../../core/listing.ts';
import type { PublishedDocket } from '../../judging/published.ts';
import { partyName } from '../../listings/findings.ts';
import { oneLine } from '../../listings/one-line.ts';
import { icalendar } from '../../outputs/judged/icalendar.ts';
import { type Address, to } from '../address.ts';
import { type Html, html } from '../html.ts';
import { wordsAddress } from '../parts/evidence.ts';
import { heading, nothing } from '../parts/listed.ts';
import type { PublishedPage } from './site.ts';

interface Dated {
  readonly what: string;
  readonly state: 'done' | 'due' | 'overdue' | 'date open' | 'told of';
  readonly from: string | undefined;
  readonly until: string | undefined;
  /** As the words have it: "by the end of March 2026". */
  readonly reading: string;
  /** What was agreed, or what a report says. */
  readonly words: string;
  /** The day of the finding; of what a report tells, the day of the report. */
  readonly asOf: string;
  readonly open: Address;
}

/** What provisions ask for by a day, as their published findings have it. */
export function due({ instrument, findings }: PublishedDocket): Dated[] {
  return findings.flatMap(({ id, provision, party, finding }) =>
    partsOf(provision).flatMap((part): Dated[] => {
      const by = part.dueBy ?? provision.dueBy;
      if (by === undefined) return [];
      const { from, until, reading } = by;
      const state =
        finding.level === 'fulfilled'
          ? 'done'
          : until === undefined
            ? 'date open'
            : until < finding.asOf
              ? 'overdue'
              : 'due';
      const says = provision.stipulations.length > 0 ? `: ${part.says}` : '';
      const what = `${provision.label}${says} (${partyName(instrument, party)})`;
      const words = oneLine(provision.words.map(({ exact }) => exact).join(' … '));
      return [{ what, state, from, until, reading, words, asOf: finding.asOf, open: to('board', instrument.id, id) }];
    }),
  );
}

/** What the evidence behind findings tells of a day, each once. */
function told({ findings }: PublishedDocket): Dated[] {
  const behind = new Map(findings.flatMap(one => one.behind.map(held => [held.bearing.act, held])));
  return [...behind.values()].flatMap(({ claim: { claim }, document }): Dated[] => {
    if (claim.when?.from === undefined && claim.when?.until === undefined) return [];
    const { from, until, reading } = claim.when;
    const words = oneLine(claim.words.exact);
    const what = `“${words}”`;
    const asOf = document.about.published?.day ?? 'an open date';
    return [
      { what, state: 'told of', from, until, reading, words, asOf, open: wordsAddress(document.id, claim.words) },
    ];
  });
}

/** Of one agreement for the calendars that people have, as of its last finding: there is no clock in files. */
export function calendarFile(docket: PublishedDocket): string {
  const days = docket.findings.map(({ finding }) => finding.asOf).toSorted();
  return icalendar({
    instrument: docket.instrument,
    appointments: datedIn([docket]),
    at: `${days.at(-1)!}T00:00:00Z`,
  });
}

/** Where it stands, here as on the server. */
export const calendarPlace = (instrument: string): [string, string, string] => ['calendar', instrument, 'calendar.ics'];

const lastDay = ({ from, until }: Dated): string => until ?? from ?? '~';

function datedIn(dockets: readonly PublishedDocket[]): Dated[] {
  return dockets
    .flatMap(docket => [...due(docket), ...told(docket)])
    .toSorted((a, b) => (lastDay(a) < lastDay(b) || (lastDay(a) === lastDay(b) && a.what < b.what) ? -1 : 1));
}

/** A sign for each state, so that none is told by its colour alone; they are those of the calendar of the server. */
const SIGNS: Readonly<Record<Dated['state'], readonly [sign: string, slug: string]>> = {
  done: ['✓', 'done'],
  due: ['○', 'due'],
  overdue: ['▲', 'overdue'],
  'date open': ['?', 'date-open'],
  'told of': ['●', 'held'],
};

export function calendarPage(dockets: readonly PublishedDocket[]): PublishedPage {
  const all = datedIn(dockets);
  const months = Map.groupBy(all, one => (lastDay(one) === '~' ? '' : lastDay(one).slice(0, 7)));
  return {
    title: 'Calendar',
    body: html`${heading(
      'Calendar',
      'What published findings say was due, as of the day of each finding, and the days of what they rest on.',
      all.length === 0
        ? undefined
        : html`<p class="ways">${dockets.map(({ instrument: { id, title } }) => html`<a href="${to(...calendarPlace(id))}" download="calendar.ics">iCalendar of <bdi>${title}</bdi></a> `)}</p>`,
    )}${
      all.length === 0
        ? nothing('Nothing with a day yet.', 'Days come with the findings that are published.')
        : html`${[...months].map(
            ([month, some]) =>
              html`<section class="told"><h2>${month === '' ? 'Without a day' : monthName(month)}</h2><ul class="agenda">${some.map(item)}</ul></section>`,
          )}<p class="formats">This as <a href="${to('calendar.json')}">JSON</a> <a href="${to('calendar.csv')}">CSV</a></p>`
    }`,
  };
}

const monthName = (month: string): string =>
  Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 }).toLocaleString('en', { month: 'long', year: 'numeric' });

function item({ what, state, from, until, reading, asOf, open }: Dated): Html {
  const [sign, slug] = SIGNS[state];
  return html`<li class="a-${slug}"><span class="when">${from !== undefined && from === until ? html`<time datetime="${from}">${from}</time>` : reading}</span><span><span class="state"><span class="sign" aria-hidden="true">${sign}</span> ${state}</span> <a href="${open}"><bdi>${what}</bdi></a> <span class="sub">${state === 'told of' ? 'reported' : 'as of'} ${asOf}</span></span></li>`;
}

/** The same for programs. */
export function calendarList(dockets: readonly PublishedDocket[]): Listing {
  const columns = ['from', 'until', 'reading', 'state', 'what', 'as_of'];
  return {
    name: 'calendar',
    columns,
    rows: datedIn(dockets).map(({ from, until, reading, state, what, asOf }) => ({
      cells: [from ?? '', until ?? '', reading, state, what, asOf],
      value: { from, until, reading, state, what, as_of: asOf },
      shown: { headline: what, details: [] },
    })),
  };
}
