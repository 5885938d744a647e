/** Words above, deeds below one line: of the whole record, actor by actor, or provision by provision; what has no day stands apart. */
import { kinds } from '../../kinds/index.ts';
import { count, figure } from '../../listings/count.ts';
import {
  type Asked as Asks,
  type Happening,
  bearingHappenings,
  happenings,
  isDated,
  timelineList,
  touches,
} from '../../listings/timeline.ts';
import { type Address, to } from '../address.ts';
import { isSmall } from '../aside.ts';
import { type Html, html } from '../html.ts';
import { dayAsked, oneAsked, onlyAsked } from '../parts/asked.ts';
import { type Axis, axisOf, plusDays } from '../parts/axis.ts';
import { badge, claimAddress } from '../parts/claim-card.ts';
import { dayText } from '../parts/claim-rows.ts';
import { drawn, type DrawnOptions } from '../parts/drawn.ts';
import { instrumentsOf, judgedIn } from '../parts/judged.ts';
import { heading, nothing, paged } from '../parts/listed.ts';
import { openingOf } from '../parts/matrix.ts';
import { LIST_FORMATS, type Section, type Visit } from '../visit.ts';

/** Lines at once, those with most on them first. */
const LINES = 10;
/** Lines that may come into view where the line is followed. */
const KEPT_LINES = 100;
/** Claims of each kind, with a day and without, that are drawn at once; a small record is drawn whole. */
const MOST = 400;
/** Without a day, at once. */
const UNDATED = 50;
const ASKED = ['by', 'instrument', 'kind', 'actor', 'about', 'from', 'until', 'page'];

export const timeline: Section = {
  name: 'timeline',
  label: 'Timeline',
  routes: [
    {
      method: 'GET',
      path: '/timeline',
      formats: LIST_FORMATS,
      ofWhole: true,
      async answer(visit) {
        onlyAsked(visit.query, ASKED);
        const days = { from: dayAsked(visit.query, 'from'), until: dayAsked(visit.query, 'until') };
        const isOpen = days.from === undefined && days.until === undefined;
        const around = isOpen && visit.format === 'html' ? await aroundLastReport(visit) : undefined;
        const { from, until } = around ?? days;
        const asked = await askedFor(visit, { from, until });
        if ('written' in asked) return asked;
        const dated = asked.all.filter(one => isDated(one) && touches(one, from, until));
        const undated = asked.all.filter(one => !isDated(one));
        if (visit.format !== 'html') return { listing: timelineList([...dated, ...undated]) };
        const axis = axisOf(dated, from, until);
        const body = html`${heading('Timeline', 'Words stand above the line, deeds below. What was done is not what was said.')}
${form(visit, asked)}
${
  axis === undefined
    ? nothing(
        visit.query.size === 0 ? 'Nothing with a day yet.' : 'Nothing with a day is as you asked.',
        html`${visit.query.size > 0 && html`<a href="${to('timeline')}">Show all</a>, or `}<a href="${to('add')}">${visit.query.size > 0 ? 'add' : 'Add'} a report</a> with the day it was published.`,
      )
    : html`${zooms(visit, axis)}
${around !== undefined && asked.lines[0]?.name === '' && html`<p class="quiet">A record of this size opens on the three weeks before and after its last report.</p>`}${asked.left > 0 && html`<p class="notice">${figure(asked.all.length)} claims at once; ${figure(asked.left)} more are earlier, or have no day of their own: go along the line, or ask for less.</p>`}
${legend(asked.lines[0]?.all.some(({ bearing }) => bearing !== undefined) === true)}
${linesOf(visit, asked, axis)}
${table(visit, dated)}`
}
${undatedPart(undated)}`;
        return { page: { title: 'Timeline', body } };
      },
    },
  ],
};

/** Days before and after the last report on which the timeline of a large record opens. */
const AROUND = 21;

/** Undefined: the record is small, or provisions are asked for, and all of it is drawn. */
async function aroundLastReport({
  desk,
  record,
  query,
}: Visit): Promise<Pick<Happening, 'from' | 'until'> | undefined> {
  if (query.get('by') === 'provision' || (await isSmall(record))) return undefined;
  const last = await desk.structure(record, 'last report', async record =>
    (await record.outlines()).reduce((last, { published = '' }) => (published > last ? published : last), ''),
  );
  return last === '' ? undefined : { from: plusDays(last, -AROUND), until: plusDays(last, AROUND) };
}

interface Line {
  readonly name: Html | string;
  readonly all: readonly Happening[];
}

interface Asked {
  readonly all: readonly Happening[];
  readonly lines: readonly Line[];
  /** Claims that were asked for, too, and are more than can be drawn. */
  readonly left: number;
  readonly instruments: Awaited<ReturnType<typeof instrumentsOf>>;
}

async function askedFor(visit: Visit, days: Pick<Happening, 'from' | 'until'>): Promise<Asked | { written: string }> {
  const { record, query } = visit;
  const instruments = await instrumentsOf(record);
  const by = oneAsked(query, 'by', ['all', 'actor', 'provision']);
  const kind = oneAsked(query, 'kind', ['', ...kinds.map(({ name }) => name)]);
  const isOfKind = (one: Happening): boolean => kind === '' || one.kind === kind;
  const actor = query.get('actor');
  const actors = actor === undefined ? undefined : await record.actors({ name: actor });
  if (by === 'provision') {
    const id = query.get('instrument') ?? instruments[0]?.id;
    if (id === undefined) return { all: [], lines: [], left: 0, instruments };
    const { docket } = await judgedIn({ ...visit, query: new Map() }, id);
    const about = query.get('about')?.toLowerCase();
    const ids = actors === undefined ? undefined : new Set(actors.map(one => one.id));
    const all = bearingHappenings(docket).filter(
      one =>
        isOfKind(one) &&
        (about === undefined || one.headline.toLowerCase().includes(about)) &&
        (ids === undefined || one.actors.some(id => ids.has(id))),
    );
    const lines = docket.provisions
      .map(provision => ({
        name: html`<a href="${to('board', docket.instrument.id).at(provision.id)}"><bdi>${[provision.label, openingOf(provision)].filter(Boolean).join(' ')}</bdi></a>`,
        all: all.filter(({ bearing }) => bearing?.provision === provision.id),
      }))
      .filter(line => line.all.length > 0);
    return { all, lines, left: 0, instruments };
  }
  const about = query.get('about');
  const filter: Asks = {
    kinds: kind === '' ? kinds.map(({ name }) => name) : [kind],
    ...(about !== undefined && { about }),
    ...(actors !== undefined && { actor: actors.map(({ id }) => id) }),
    ...(days.from !== undefined && { from: days.from }),
    ...(days.until !== undefined && { until: days.until }),
  };
  // Files have all of it.
  const isFile = visit.format !== 'html';
  const written = isFile && visit.asOf === undefined && (await visit.desk.aside.timeline(record, filter, visit.format));
  if (typeof written === 'string') return { written };
  const most = isFile || (await isSmall(record)) ? undefined : MOST;
  const { all, left } = actors?.length === 0 ? { all: [], left: 0 } : await happenings(record, filter, most);
  if (by === 'all') return { all, lines: [{ name: '', all }], left, instruments };
  const groups = new Map<string, Happening[]>();
  for (const one of all) for (const id of new Set(one.actors)) groups.set(id, [...(groups.get(id) ?? []), one]);
  const shown = [...groups]
    .toSorted(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))
    .slice(0, KEPT_LINES);
  const names = new Map((await record.actors({ ids: shown.map(([id]) => id) })).map(({ id, name }) => [id, name]));
  const lines = shown.map(([id, some]) => ({
    name: html`<a href="${to('actors', ...id.split('/'))}"><bdi>${names.get(id) ?? id}</bdi></a>`,
    all: some,
  }));
  return { all, lines, left, instruments };
}

function form({ query, here }: Visit, { instruments }: Asked): Html {
  const by = query.get('by') ?? 'all';
  const option = (name: string, label: string): Html =>
    html`<option value="${name}"${by === name && html` selected`}>${label}</option>`;
  return html`<form class="filters" method="get" action="${here.bare}"><label>Lines <select name="by">${option('', 'all on one')}${option('actor', 'by actor')}${instruments.length > 0 && option('provision', 'by provision')}</select></label>${instruments.length > 1 && html`<label>Agreement <select name="instrument">${instruments.map(({ id, title }) => html`<option value="${id}"${query.get('instrument') === id && html` selected`}>${title}</option>`)}</select></label>`}<label>Kind <select name="kind"><option value="">all</option>${kinds.map(({ name }) => html`<option${query.get('kind') === name && html` selected`}>${name}</option>`)}</select></label><label>Who takes part <input type="search" name="actor" value="${query.get('actor') ?? ''}"></label><label>Words <input type="search" name="about" value="${query.get('about') ?? ''}"></label><label>From <input type="date" name="from" value="${query.get('from') ?? ''}"></label><label>Until <input type="date" name="until" value="${query.get('until') ?? ''}"></label><button>Show</button></form>`;
}

/** Ways along the line, and nearer to it. */
function zooms({ here }: Visit, { from, until, length }: Axis): Html {
  const page = here.with({ page: undefined });
  const link = (label: string, days: { from: string | undefined; until: string | undefined }): Html =>
    html`<a href="${page.with(days)}">${label}</a> `;
  const quarter = Math.max(1, Math.round(length / 4));
  return html`<nav class="zooms" aria-label="Along the line"><b><time datetime="${from}">${from}</time> – <time datetime="${until}">${until}</time></b> ${link('earlier', { from: plusDays(from, -2 * quarter), until: plusDays(until, -2 * quarter) })}${link('later', { from: plusDays(from, 2 * quarter), until: plusDays(until, 2 * quarter) })}${length > 3 && link('nearer', { from: plusDays(from, quarter), until: plusDays(until, -quarter) })}${link('wider', { from: plusDays(from, -2 * quarter), until: plusDays(until, 2 * quarter) })}${link('all', { from: undefined, until: undefined })}</nav>`;
}

/** A mark as the drawing has it, and what it says. */
const sign = (classes: string, shape: Html, text: string): Html =>
  html`<span class="k-act"><svg class="sign" width="14" height="14" viewBox="-7 -7 14 14"><g class="mark-at ${classes}">${shape}</g></svg> ${text}</span> `;

function legend(isBearing: boolean): Html {
  const circle = html`<circle r="5"/>`;
  const square = html`<rect x="-5" y="-5" width="10" height="10"/>`;
  return html`<p class="legend" aria-hidden="true">${sign('s-confirmed', circle, 'words')}${sign('s-confirmed', square, 'deeds')}${sign('s-confirmed m-planned', circle, 'announced for this day')}${sign('s-confirmed', html`<rect class="interval" x="-7" y="-4" width="14" height="8" rx="4"/>`, 'some time in this interval')}${sign('s-confirmed', html`<rect class="interval open-before" x="-7" y="-4" width="14" height="8" rx="4"/>`, 'one end is open')}${isBearing && sign('s-confirmed d-contradicts', html`<polygon points="0,-6 6,5 -6,5"/>`, 'speaks against the provision')}${sign('s-proposed', square, 'machine-read: hollow')}${sign('s-confirmed', square, 'confirmed: filled')}</p>`;
}

function linesOf({ here }: Visit, { lines }: Asked, axis: Axis): Html {
  const options: DrawnOptions = {
    open: openOf,
    zoom: days => here.with({ ...days, page: undefined }),
  };
  const onAxis = lines
    .map(({ name, all }) => ({ name, all: all.filter(one => isDated(one) && touches(one, axis.from, axis.until)) }))
    .filter(({ all }) => all.length > 0);
  const rest = onAxis.length - LINES;
  return html`<div class="lines-of-time">${onAxis.slice(0, LINES).map(({ name, all }) => {
    const words = all.filter(({ side }) => side === 'words').length;
    return html`<section>${name !== '' && html`<h2>${name} <span class="quiet">words ${figure(words)}, deeds ${figure(all.length - words)}</span></h2>`}${drawn(all, axis, options)}</section>`;
  })}</div>${rest > 0 && html`<p class="quiet">${count(rest, 'more line')} with less on them: narrow by who takes part.</p>`}`;
}

/** A bearing opens on its provision's board, a claim by itself. */
const openOf = ({ document, claim }: Happening): Address => claimAddress(document, claim);

function table(visit: Visit, dated: readonly Happening[]): Html {
  const { shown, pager } = paged(dated, visit);
  const isBearing = dated.some(({ bearing }) => bearing !== undefined);
  return html`<section class="told"><h2>The same as a table</h2><p class="count">${count(dated.length, 'claim')}: words ${figure(dated.filter(({ side }) => side === 'words').length)}, deeds ${figure(dated.filter(({ side }) => side === 'deeds').length)}, in the order of their days</p>
<div class="table-wrap"><table class="table"><thead><tr><th scope="col">When</th><th scope="col">Words or deeds</th><th scope="col">What</th>${isBearing && html`<th scope="col">Bears on</th>`}<th scope="col">Standing</th><th scope="col">Report</th></tr></thead><tbody>${shown.map(one => row(one, isBearing))}</tbody></table></div>${pager}</section>`;
}

const MODES: Readonly<Record<Happening['mode'], string>> = {
  said: 'said',
  planned: 'announced',
  done: 'done',
  not_done: 'not done',
};

function row(one: Happening, isBearing: boolean): Html {
  const { bearing, from, until, reading, source, published } = one;
  return html`<tr><td class="day">${dayText(from ?? '', until ?? '', reading)}</td><td><span class="kind k-${one.kind}">${one.side}</span> <span class="sub">${one.side === 'deeds' && one.mode === 'said' ? 'told' : MODES[one.mode]}</span></td><td><a href="${openOf(one)}"><bdi>${one.headline}</bdi></a></td>${isBearing && html`<td>${bearing !== undefined && html`<span class="tag d-${bearing.direction}">${bearing.direction === 'contradicts' ? 'against' : bearing.direction === 'supports' ? 'for' : 'neutral'}</span> <span class="sub">${bearing.grade} ${bearing.parties.join(', ')}</span>`}</td>`}<td>${badge(one.state)}</td><td><span class="sub"><bdi>${source}</bdi>, <span class="day">${published ?? 'date open'}</span></span></td></tr>`;
}

function undatedPart(undated: readonly Happening[]): Html | false {
  if (undated.length === 0) return false;
  const rest = undated.length - UNDATED;
  return html`<section class="told"><h2>Without a day</h2><p class="count">${count(undated.length, 'claim')} of which the words do not tell when; they stand on no line</p><ul class="plain">${undated
    .slice(0, UNDATED)
    .map(
      one =>
        html`<li><span class="kind k-${one.kind}">${one.side}</span> <a href="${openOf(one)}"><bdi>${one.headline}</bdi></a> <span class="sub">${one.reading === 'no day' ? '' : html`${one.reading}; `}reported ${one.published ?? 'on an open date'} by <bdi>${one.source}</bdi></span> ${badge(one.state)}</li>`,
    )}</ul>${rest > 0 && html`<p class="quiet">and ${figure(rest)} more; the list as CSV has all.</p>`}</section>`;
}
