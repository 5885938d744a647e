/** Who is in the record: names, posts over time, and where they take part. */
import { kinds } from '../../kinds/index.ts';
import { count, figure } from '../../listings/count.ts';
import { postsOf } from '../../listings/actors.ts';
import { actorsInMost } from '../../listings/index.ts';
import type { DeedsRecord, RecordedActor, RecordedClaim, RecordedDocument } from '../../record/index.ts';
import { type Address, to } from '../address.ts';
import { type Html, html } from '../html.ts';
import { claimAddress, sourceBeside, sourceLine } from '../parts/claim-card.ts';
import { dayText } from '../parts/claim-rows.ts';
import { filterForm, filterIn, heading, nothing, pagerFor, partAsked } from '../parts/listed.ts';
import { LIST_FORMATS, notFound, type Section, wholeList } from '../visit.ts';

export const actors: Section = {
  name: 'actors',
  label: 'Actors',
  routes: [
    {
      method: 'GET',
      path: '/actors',
      formats: LIST_FORMATS,
      ofWhole: true,
      async answer(visit) {
        const filter = filterIn(visit.query, 'actors');
        if (visit.format !== 'html') return await wholeList(visit, 'actors', filter);
        const part = partAsked(visit);
        const asked = JSON.stringify([filter, part]);
        // Who is in half of all documents has as many names and posts to be read.
        const { rows, total } = await visit.desk.structure(visit.record, `actors ${asked}`, async record => {
          const tally = await visit.desk.structure(record, 'actor tally', one => one.actorTally());
          const { actors, total } = await actorsInMost(record, filter, part, tally);
          // No more is kept than is shown: an actor's documents and posts may be thousands.
          const rows = actors.map(actor => {
            const { id, name, type } = actor;
            return { id, name, type, posts: postsOf(actor), documents: actor.documents.length };
          });
          return { rows, total };
        });
        const pager = pagerFor(visit, total);
        const body = html`${heading('Actors', 'States, bodies, organisations and persons, under the names that the documents give them.')}
${filterForm(visit, 'actors')}
<p class="count">${count(total, 'actor')}${total > 1 && ', those in most documents first, copies among them'}</p>
${
  rows.length === 0
    ? visit.query.size === 0
      ? nothing(
          'Nobody is in the record yet.',
          html`<a href="${to('add')}">Add a report</a>: who is named in it then stands here.`,
        )
      : nothing('Nobody of that name.', html`<a href="${to('actors')}">Show all actors</a>`)
    : html`<div class="table-wrap"><table class="table actors"><thead><tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Posts</th><th scope="col" class="right">Documents</th></tr></thead><tbody>${rows.map(
        ({ id, name, type, posts, documents }) =>
          html`<tr><td><a href="${to('actors', ...id.split('/'))}"><bdi>${name}</bdi></a></td><td>${type}</td><td><bdi>${posts}</bdi></td><td class="right" data-label="documents">${figure(documents)}</td></tr>`,
      )}</tbody></table></div>`
}${pager}`;
        return { page: { title: 'Actors', body } };
      },
    },
    {
      method: 'GET',
      path: '/actors/:type/:name(.+)',
      formats: ['json'],
      ofWhole: true,
      async answer(visit) {
        const id = `${visit.params['type']}/${visit.params['name']}`;
        const [actor] = await visit.record.actors({ id });
        if (actor === undefined) throw notFound(`actor ${id}`);
        if (visit.format === 'json') return { json: actor };
        const parts = await partsOf(visit.record, [id, ...actor.merged]);
        const all = parts.reduce((sum, { number }) => sum + number, 0);
        // Who is in half of all documents is looked at by the last of them; the lists have the others.
        const last = actor.documents.slice(-SHOWN).toReversed();
        const told = toldIn(actor.posts);
        const ids = [...new Set([...last, ...told.flatMap(({ documents }) => documents.slice(0, SOURCES))])];
        const documents = new Map((await visit.record.documents({ ids })).map(one => [one.id, one]));
        const counted = await visit.desk.counter(visit.record);
        const rest = actor.documents.length - last.length;
        const body = html`<header class="page-head"><h1><bdi>${actor.name}</bdi></h1><p class="about">${actor.type}${actor.country !== undefined && html` · ${actor.country}`}${actor.aliases.length > 0 && html` · also called <bdi>${actor.aliases.join(', ')}</bdi>`}</p></header>
<div class="narrow">${posts(actor, told, documents)}
<h2>Takes part in ${count(all, 'claim')}</h2>
${parts.map(one => part(one, actor.name))}
<h2>In ${counted(actor.documents)}</h2><ul class="plain">${last.map(one => documents.get(one)).map(one => one && html`<li><a href="${to('documents', one.id)}"><bdi>${one.about.title ?? one.facts.name}</bdi></a> <span class="sub">${sourceBeside(one)}</span></li>`)}</ul>${more(rest, to('documents').with({ actor: actor.name }), `documents that name “${actor.name}”`)}</div>`;
        return { page: { title: actor.name, body, formats: ['json'] } };
      },
    },
  ],
};

/** Claims of each kind, and documents, that the page of an actor shows: the last. */
const SHOWN = 20;
/** Documents that are named for a post. */
const SOURCES = 5;

/** What an actor does in claims of one kind. */
interface Part {
  readonly kind: (typeof kinds)[number];
  readonly number: number;
  readonly last: readonly RecordedClaim[];
}

async function partsOf(record: DeedsRecord, actor: readonly string[]): Promise<Part[]> {
  const parts: Part[] = [];
  for (const kind of kinds) {
    const asked = { kind: kind.name, actor };
    const number = await record.claimCount(asked);
    if (number === 0) continue;
    parts.push({ kind, number, last: await record.claims({ ...asked, order: 'time, last first', limit: SHOWN }) });
  }
  return parts;
}

function part({ kind, number, last }: Part, name: string): Html {
  const all = to(kind.plural).with({ actor: name });
  return html`<section><h3>${count(number, kind.name, kind.plural)}</h3><ul class="plain">${last.map(({ claim, document }) => html`<li><time>${claim.when?.from ?? ''}</time> <a href="${claimAddress(document, claim.id)}"><bdi>${kind.show(claim).headline}</bdi></a></li>`)}</ul>${more(number - last.length, all, `${kind.plural} with “${name}”`)}</section>`;
}

const more = (rest: number, all: Address, what: string): Html | false =>
  rest > 0 &&
  html`<p class="quiet">The last ${SHOWN}; ${figure(rest)} before them: <a href="${all}"><bdi>${what}</bdi></a></p>`;

/** The state or body that a post belongs to. */
function whose(id: string | undefined): Html | undefined {
  return id === undefined ? undefined : html`<a href="${to('actors', ...id.split('/'))}"><bdi>${id}</bdi></a>`;
}

/** A post as reports tell of it: from the first that does to the last. Somebody may have had it before and after. */
interface Told {
  readonly post: string;
  readonly of: string | undefined;
  readonly from: string | undefined;
  readonly until: string | undefined;
  readonly documents: readonly string[];
}

function toldIn(posts: RecordedActor['posts']): Told[] {
  const same = Map.groupBy(posts, ({ post, of }) => JSON.stringify([post.toLowerCase(), of]));
  return [...same.values()]
    .map(some => {
      const days = some.flatMap(({ asOf }) => asOf ?? []).toSorted();
      const documents = [...new Set(some.map(({ document }) => document))];
      return { post: some[0]!.post, of: some[0]!.of, from: days[0], until: days.at(-1), documents };
    })
    .toSorted((a, b) => ((a.from ?? '9') < (b.from ?? '9') ? -1 : 1));
}

/** Posts over time as texts give them, in the order of the first day, and those that people gave. */
function posts(
  { posts, givenPosts }: RecordedActor,
  told: readonly Told[],
  documents: ReadonlyMap<string, RecordedDocument>,
): Html | undefined {
  if (posts.length === 0 && givenPosts.length === 0) return undefined;
  const days = [...told, ...givenPosts].flatMap(({ from, until }) => [from ?? [], until ?? []].flat()).toSorted();
  const bar = (from: string | undefined, until: string | undefined): Html | undefined =>
    told.length + givenPosts.length > 1 ? spanOfTime(from, until, days[0], days.at(-1)) : undefined;
  return html`<h2>Posts</h2><p class="quiet">From the first report that tells of a post to the last; before and after, the record does not know.</p><div class="table-wrap"><table class="table"><thead><tr><th scope="col">When</th><th scope="col"><span class="visually-hidden">When, drawn</span></th><th scope="col">Post</th><th scope="col">Of</th><th scope="col">According to</th></tr></thead><tbody>${told.map(
    ({ post, of, from, until, documents: names }) =>
      html`<tr><td class="day">${dayText(from ?? '', until ?? '', 'date open')}</td><td>${bar(from, until)}</td><td><bdi>${post}</bdi></td><td>${whose(of)}</td><td>${names
        .slice(0, SOURCES)
        .map(
          (name, index) =>
            html`${index > 0 && '; '}<a href="${to('documents', name)}">${sourceLine(documents.get(name)) ?? name}</a>`,
        )}${names.length > SOURCES && html` and ${figure(names.length - SOURCES)} more`}</td></tr>`,
  )}${givenPosts.map(({ post, of, from, until, decided }) => html`<tr><td class="day">${dayText(from ?? '', until ?? '', 'date open')}</td><td>${bar(from, until)}</td><td><bdi>${post}</bdi></td><td>${whose(of)}</td><td><bdi>${decided.by}</bdi> (entry ${decided.sequence})</td></tr>`)}</tbody></table></div>`;
}

/** An interval within the whole time that is drawn, in hundredths of it; an end that is open reaches to the end. */
function spanOfTime(
  from: string | undefined,
  until: string | undefined,
  first: string | undefined,
  last: string | undefined,
): Html | undefined {
  if (first === undefined || last === undefined || first === last) return undefined;
  const at = (day: string): number => Temporal.PlainDate.from(first).until(day, { largestUnit: 'day' }).days;
  const all = at(last);
  const [start, end] = [(100 * at(from ?? first)) / all, (100 * at(until ?? last)) / all];
  return html`<svg class="sign span-of-time" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><line x1="0" y1="4" x2="100" y2="4"/><rect x="${Math.max(0, Math.min(start, 98)).toFixed(1)}" y="0" width="${Math.max(2, end - start).toFixed(1)}" height="8"/></svg>`;
}
