/** The brief for a meeting as a page: what is seen is what is printed, and every footnote opens the exact words in the reading view. */
import type { Brief } from '../../core/brief.ts';
import { Problem } from '../../core/problem.ts';
import type { JudgedRow } from '../../judging/findings.ts';
import { brief as briefOf, DEFAULT_LINES } from '../../listings/brief.ts';
import { appointments } from '../../listings/calendar.ts';
import { fitted } from '../../outputs/brief/fit.ts';
import { briefFormats } from '../../outputs/brief/index.ts';
import { to } from '../address.ts';
import { html } from '../html.ts';
import { dayAsked, onlyAsked } from '../parts/asked.ts';
import { briefed } from '../parts/briefed.ts';
import { calendarFor, choice, DAYS, instrumentsOf, judgedIn } from '../parts/judged.ts';
import { behindNotice, heading } from '../parts/listed.ts';
import { notFound, type Page, type Section, type Visit } from '../visit.ts';

const ASKED = [...DAYS, 'meeting', 'since', 'lines'];
/** Letters of what a meeting may be called. */
const LONGEST_MEETING = 200;

export const brief: Section = {
  name: 'brief',
  label: 'Brief',
  routes: [
    {
      method: 'GET',
      path: '/brief',
      ofWhole: true,
      async answer(visit) {
        const known = await instrumentsOf(visit.record);
        if (known.length === 1) return { page: await briefPage(visit, known[0]!.id) };
        const body = html`${heading('Brief', 'Two pages for a meeting: what was agreed and done, what is alleged, due and disputed.')}${choice('brief', known, visit)}`;
        return { page: { title: 'Brief', body } };
      },
    },
    {
      method: 'GET',
      path: '/brief/:instrument',
      ofWhole: true,
      answer: async visit => ({ page: await briefPage(visit, visit.params['instrument']!) }),
    },
    {
      method: 'GET',
      path: '/brief/:instrument/:file',
      ofWhole: true,
      async answer(visit) {
        const { instrument, file } = visit.params;
        const format = briefFormats.find(({ name }) => `brief.${name}` === file);
        if (format === undefined) throw notFound(`brief as ${file}`);
        const { made } = await madeFor(visit, instrument!);
        return { file: { name: file!, body: await visit.desk.typesetter.written(made, format.name) } };
      },
    },
  ],
};

async function madeFor(visit: Visit, id: string) {
  onlyAsked(visit.query, ASKED);
  const { query } = visit;
  const { docket, rows, day } = await judgedIn(visit, id);
  const since = dayAsked(query, 'since');
  const meeting = query.get('meeting')?.trim().slice(0, LONGEST_MEETING);
  const request = { day, since, meeting: meeting === '' ? undefined : meeting, lines: linesIn(query.get('lines')) };
  const { value, isBehind, sequence } = await calendarFor(visit);
  const write = async (): Promise<Brief> => {
    const calendar = await appointments(docket, rows, value.outlines, day);
    if (query.get('lines') !== undefined) return briefOf(docket, rows, calendar, request);
    // Two pages unless somebody says otherwise, as on the command line.
    return await fitted(
      room => briefOf(docket, rows, calendar, { ...request, ...room }),
      DEFAULT_LINES,
      brief => visit.desk.typesetter.pages(brief),
    );
  };
  const known = briefs.get(rows) ?? new Map<string, Written>();
  briefs.set(rows, known);
  const key = JSON.stringify(request);
  const last = known.get(key);
  const made = last?.compared === value ? last.made : write();
  if (known.size >= KEPT) known.clear();
  known.set(key, { compared: value, made });
  made.catch(() => known.delete(key));
  return { made: await made, docket, day, behind: isBehind ? behindNotice(sequence) : undefined };
}

/** A brief, and what it has of meetings. */
interface Written {
  readonly compared: object;
  readonly made: Promise<Brief>;
}

/** Briefs of one board that are kept. */
const KEPT = 20;

/** As long as the rows stand, and nothing else was compared, a brief is what it was. */
const briefs = new WeakMap<readonly JudgedRow[], Map<string, Written>>();

/** Lines that a section may have; undefined: all. */
function linesIn(asked: string | undefined): number | undefined {
  if (asked === undefined) return DEFAULT_LINES;
  if (asked === 'all') return undefined;
  if (/^[1-9]\d{0,2}$/u.test(asked)) return Number(asked);
  throw new Problem('bad_number', `“${asked.slice(0, 100)}” is no number of lines.`, 'Write 6, or all.', 2);
}

async function briefPage(visit: Visit, id: string): Promise<Page> {
  const { made, docket, day, behind } = await madeFor(visit, id);
  const { query } = visit;
  const { instrument } = docket;
  const asked = Object.fromEntries(query);
  const here = to('brief', instrument.id);
  const value = (name: string): string => query.get(name) ?? '';
  const body = html`<form class="filters no-print" method="get" action="${here}"><label>For the meeting <input type="text" name="meeting" maxlength="${LONGEST_MEETING}" value="${value('meeting')}" placeholder="Second ministerial dialogue"></label><label>As of <input type="date" name="day" value="${day}"></label><label>What was done since <input type="date" name="since" value="${value('since')}"></label><label>Lines a section <select name="lines"><option value="">${DEFAULT_LINES}, for two pages</option>${[
    '3',
    '12',
    'all',
  ].map(
    one => html`<option${value('lines') === one && html` selected`}>${one}</option>`,
  )}</select></label><button>Write</button></form>
<p class="ways no-print">${briefFormats.map(({ name }) => html`<a class="button" href="${to('brief', instrument.id, `brief.${name}`).with(asked)}" download="brief.${name}">${FORMATS[name] ?? name}</a> `)}<span class="quiet">or print this page: it prints as it stands, without the menu.</span></p>
${behind}${briefed(made, { whole: here.with({ ...asked, lines: 'all' }), finding: one => to('board', instrument.id, one).with({ day: asked['day'], from: asked['from'], until: asked['until'] }) })}`;
  return { title: `Brief: ${made.title}`, body };
}

const FORMATS: Readonly<Record<string, string>> = { md: 'Markdown', html: 'Web page', docx: 'Word', pdf: 'PDF' };
