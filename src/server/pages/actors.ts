/** Who is in the record: names, posts over time, and where they take part. */
import { kinds } from '../../kinds/index.ts';
import { count } from '../../listings/count.ts';
import { postsOf } from '../../listings/actors.ts';
import { actorsInMost } from '../../listings/index.ts';
import type { RecordedActor, RecordedDocument } from '../../record/index.ts';
import { to } from '../address.ts';
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
<p class="count">${count(total, 'actor')}, those in most documents first, copies among them</p>
${
  rows.length === 0
    ? visit.query.size === 0
      ? nothing(
          'Nobody is in the record yet.',
          html`<a href="${to('add')}">Add a report</a>: who is named in it then stands here.`,
        )
      : nothing('Nobody of that name.', html`<a href="${to('actors')}">Show all actors</a>`)
    : html`<div class="table-wrap"><table class="table"><thead><tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Posts</th><th scope="col" class="right">Documents</th></tr></thead><tbody>${rows.map(
        ({ id, name, type, posts, documents }) =>
          html`<tr><td><a href="${to('actors', ...id.split('/'))}"><bdi>${name}</bdi></a></td><td>${type}</td><td><bdi>${posts}</bdi></td><td class="right" data-label="documents">${documents}</td></tr>`,
      )}</tbody></table></div>`
}${pager}`;
        return { page: { title: 'Actors', body } };
      },
    },
    {
      method: 'GET',
      path: '/actors/:type/:name(.+)',
      formats: ['json'],
      async answer(visit) {
        const id = `${visit.params['type']}/${visit.params['name']}`;
        const [actor] = await visit.record.actors({ id });
        if (actor === undefined) throw notFound(`actor ${id}`);
        if (visit.format === 'json') return { json: actor };
        const claims = await visit.record.claims({ actor: [id, ...actor.merged] });
        const documents = new Map<string, RecordedDocument>();
        for (const one of actor.documents) documents.set(one, (await visit.record.document(one))!);
        const counted = await visit.desk.counter(visit.record);
        const body = html`<header class="page-head"><h1><bdi>${actor.name}</bdi></h1><p class="about">${actor.type}${actor.country !== undefined && html` · ${actor.country}`}${actor.aliases.length > 0 && html` · also called <bdi>${actor.aliases.join(', ')}</bdi>`}</p></header>
<div class="narrow">${posts(actor, documents)}
<h2>Takes part in ${count(claims.length, 'claim')}</h2>
${kinds.map(kind => {
  const own = claims.filter(({ claim }) => claim.kind === kind.name);
  return (
    own.length > 0 &&
    html`<section><h3>${count(own.length, kind.name, kind.plural)}</h3><ul class="plain">${own.map(({ claim, document }) => html`<li><time>${claim.when?.from ?? ''}</time> <a href="${claimAddress(document, claim.id)}"><bdi>${kind.show(claim).headline}</bdi></a></li>`)}</ul></section>`
  );
})}
<h2>In ${counted(actor.documents)}</h2><ul class="plain">${[...documents].map(([id, one]) => html`<li><a href="${to('documents', id)}"><bdi>${one.about.title ?? one.facts.name}</bdi></a> <span class="sub">${sourceBeside(one)}</span></li>`)}</ul></div>`;
        return { page: { title: actor.name, body, formats: ['json'] } };
      },
    },
  ],
};

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
  documents: ReadonlyMap<string, RecordedDocument>,
): Html | undefined {
  if (posts.length === 0 && givenPosts.length === 0) return undefined;
  const told = toldIn(posts);
  const days = [...told, ...givenPosts].flatMap(({ from, until }) => [from ?? [], until ?? []].flat()).toSorted();
  const bar = (from: string | undefined, until: string | undefined): Html | undefined =>
    told.length + givenPosts.length > 1 ? spanOfTime(from, until, days[0], days.at(-1)) : undefined;
  return html`<h2>Posts</h2><p class="quiet">From the first report that tells of a post to the last; before and after, the record does not know.</p><div class="table-wrap"><table class="table"><thead><tr><th scope="col">When</th><th scope="col"><span class="visually-hidden">When, drawn</span></th><th scope="col">Post</th><th scope="col">Of</th><th scope="col">According to</th></tr></thead><tbody>${told.map(
    ({ post, of, from, until, documents: names }) =>
      html`<tr><td class="day">${dayText(from ?? '', until ?? '', 'date open')}</td><td>${bar(from, until)}</td><td><bdi>${post}</bdi></td><td>${whose(of)}</td><td>${names.map(
        (name, index) =>
          html`${index > 0 && '; '}<a href="${to('documents', name)}">${sourceLine(documents.get(name)) ?? name}</a>`,
      )}</td></tr>`,
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
