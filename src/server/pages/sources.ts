/** Who reports of what was agreed: how reliable people hold each source to be, for whom it speaks, what it is able to see; and the form by which somebody says so. */
import { reliabilities } from '../../core/finding.ts';
import type { Instrument } from '../../core/instrument.ts';
import { findInstrument } from '../../decisions/instruments.ts';
import { type RatedSource, ratedSources, sourceOf } from '../../judging/sources.ts';
import { count, figure } from '../../listings/count.ts';
import { partyName } from '../../listings/findings.ts';
import type { DocumentOutline } from '../../record/index.ts';
import { type Address, to } from '../address.ts';
import { rateSource } from '../api/evidence.ts';
import { asking, fieldOf, formOf } from '../api/form.ts';
import { type Html, html } from '../html.ts';
import { onlyAsked } from '../parts/asked.ts';
import { heading, nothing, paged } from '../parts/listed.ts';
import { notFound, type Page, type Route, type Visit } from '../visit.ts';

/** `source`: the one that is rated there. */
export const sourcesAddress = (instrument: string, source?: string): Address =>
  source === undefined
    ? to('board', instrument, 'sources')
    : to('board', instrument, 'sources').with({ source }).at('rate');

const PATH = '/board/:instrument/sources';

/** What each letter of the Admiralty code says of a source. */
const MEANS: Readonly<Record<(typeof reliabilities)[number], string>> = {
  A: 'completely reliable',
  B: 'usually reliable',
  C: 'fairly reliable',
  D: 'not usually reliable',
  E: 'unreliable',
  F: 'cannot be judged',
};

export const sourceRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: PATH,
    ofWhole: true,
    async answer(visit) {
      onlyAsked(visit.query, ['source', 'page']);
      const instrument = await findInstrument(visit.record, visit.params['instrument']);
      return { page: await sourcesPage(visit, instrument) };
    },
  },
  formOf({
    path: PATH,
    fields: ['source', 'reliability', 'speaksFor', 'sees', 'primary', 'others', 'why'],
    operations: [rateSource],
    asks(visit) {
      const { fields } = visit.sent;
      const reliability = reliabilities.find(one => one === fieldOf(visit, 'reliability')) ?? 'F';
      // What it is able to see besides this agreement stays as it was.
      const sees = [
        ...(fields.get('others') ?? '').split(' '),
        ...(fields.has('sees') ? [visit.params['instrument']!] : []),
      ];
      return asking(rateSource, {
        source: fieldOf(visit, 'source') ?? '',
        reliability,
        speaksFor: fieldOf(visit, 'speaksFor'),
        sees: sees.filter(one => one !== ''),
        primary: fields.has('primary'),
        why: fieldOf(visit, 'why'),
      });
    },
    next: (_, { params }) => ({ goTo: sourcesAddress(params['instrument']!) }),
  }),
];

/** A source, with what the record has of it. */
interface Known extends RatedSource {
  readonly documents: readonly DocumentOutline[];
  /** Did somebody rate it? */
  readonly isRated: boolean;
}

async function sourcesPage(visit: Visit, instrument: Instrument): Promise<Page> {
  const rated = await ratedSources(visit.record);
  const texts = new Set(instrument.texts.map(({ document }) => document));
  const reports = (await visit.record.outlines()).filter(({ id }) => !texts.has(id));
  const all = [...Map.groupBy(reports, ({ source }) => source.toLowerCase())]
    .map(
      ([key, own]): Known => ({
        ...sourceOf(own[0]!, rated, instrument),
        documents: own,
        isRated: rated.has(key),
      }),
    )
    .toSorted((a, b) => b.documents.length - a.documents.length || (a.name < b.name ? -1 : 1));
  const asked = visit.query.get('source');
  const chosen = asked === null || asked === undefined ? undefined : all.find(one => sameName(one, asked));
  if (asked !== undefined && chosen === undefined) throw notFound(`source ${asked.slice(0, 200)} of this record`);
  const { shown, pager } = paged(all, visit);
  const unrated = all.filter(({ isRated }) => !isRated).length;
  const body = html`${heading(
    'Sources',
    html`Who reports of <a href="${to('board', instrument.id)}"><bdi>${instrument.title}</bdi></a>. What a finding may rest on depends on how reliable its sources are: nobody has rated the ones marked F, and no concern rests on them alone.`,
  )}
${chosen !== undefined && visit.mayWrite && rateForm(chosen, instrument)}
<p class="count">${count(all.length, 'source')}, ${figure(unrated)} of them rated by nobody; those with most documents first</p>
${
  all.length === 0
    ? nothing('No reports yet.', html`<a href="${to('add')}">Add some</a>, and rate who published them here.`)
    : html`<div class="table-wrap"><table class="table"><thead><tr><th scope="col">Source</th><th scope="col">Reliability</th><th scope="col">Speaks for</th><th scope="col">Sees such conduct</th><th scope="col" class="right">Documents</th></tr></thead><tbody>${shown.map(one => row(one, instrument, visit.mayWrite))}</tbody></table></div>`
}${pager}`;
  return { title: 'Sources', body };
}

const sameName = ({ name }: Known, asked: string): boolean => name.toLowerCase() === asked.toLowerCase();

function row(one: Known, instrument: Instrument, mayWrite: boolean): Html {
  const { name, reliability, speaksFor, sees, primary, documents, isRated } = one;
  return html`<tr><td><bdi>${name}</bdi></td><td data-label="reliability"><b>${reliability}</b> <span class="sub">${isRated ? MEANS[reliability] : 'nobody rated it'}</span>${mayWrite && html` <a class="no-print" href="${sourcesAddress(instrument.id, name)}">rate<span class="visually-hidden"> ${name}</span></a>`}</td><td data-label="speaks for">${speaksFor === undefined ? '—' : partyName(instrument, speaksFor)}${primary && html` <span class="tag">records of acts</span>`}</td><td data-label="sees it">${isSeeing(sees, instrument) ? 'yes' : '—'}</td><td class="right" data-label="documents">${figure(documents.length)}</td></tr>`;
}

const isSeeing = (sees: readonly string[], { id }: Instrument): boolean => sees.includes(id);

function rateForm({ name, reliability, speaksFor, sees, primary }: Known, instrument: Instrument): Html {
  return html`<section id="rate" class="narrow rating no-print"><h2>Rate <bdi>${name}</bdi></h2><form class="stack" method="post" action="${sourcesAddress(instrument.id)}"><input type="hidden" name="source" value="${name}"><input type="hidden" name="others" value="${sees.filter(one => one !== instrument.id).join(' ')}">
<fieldset class="side"><legend class="visually-hidden">Rating</legend><label>Reliability <select name="reliability">${reliabilities.map(one => html`<option value="${one}"${one === reliability && html` selected`}>${one}: ${MEANS[one]}</option>`)}</select></label><label>Speaks for <select name="speaksFor"><option value="">none of the parties</option>${instrument.parties.map(party => html`<option value="${party.actor}"${party.actor === speaksFor && html` selected`}>${party.name}</option>`)}</select></label></fieldset>
<fieldset class="checks"><legend class="visually-hidden">What it publishes</legend><label class="check"><input type="checkbox" name="sees" value="yes"${isSeeing(sees, instrument) && html` checked`}> It would see such conduct, and report it</label><label class="check"><input type="checkbox" name="primary" value="yes"${primary && html` checked`}> It publishes records of acts themselves: a gazette, a court, a register</label></fieldset>
<label>Why <input name="why"></label><p><button class="primary">Rate it</button> <a href="${sourcesAddress(instrument.id)}">leave it as it is</a></p></form></section>`;
}
