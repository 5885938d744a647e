import type { Actor } from '../core/actor.ts';
import type { Listing } from '../core/listing.ts';
import type { GivenPost, RecordedActor } from '../record/record.ts';
import { decidedText } from './decided.ts';
import type { Counter } from './origins.ts';

/** `all`: actors of the record, for the names of the states and bodies whose posts are held. */
export function actorList(
  actors: readonly RecordedActor[],
  all: readonly Pick<RecordedActor, 'id' | 'name'>[],
  counted: Counter,
): Listing {
  const names = new Map(all.map(({ id, name }) => [id, name]));
  return {
    name: 'actors',
    columns: ['id', 'name', 'type', 'country', 'posts', 'aliases', 'documents'],
    rows: actors.map(actor => ({
      cells: [
        actor.id,
        actor.name,
        actor.type,
        actor.country ?? '',
        postsOf(actor),
        actor.aliases.join('; '),
        String(actor.documents.length),
      ],
      value: actor,
      shown: {
        headline: `${actor.name} (${actor.type})`,
        details: [
          ['posts', occupanciesOf(actor, names)],
          ...actor.givenPosts.map(given => ['post by a person', givenPostText(given)] as const),
          ['also called', actor.aliases.join('; ')],
          ['merged with', actor.merged.join('; ')],
          ['id', actor.id],
          ['in', counted(actor.documents)],
        ],
      },
    })),
  };
}

/** The names of the posts that documents give an actor, each once. */
export function postsOf(actor: Actor | RecordedActor): string {
  return [...new Set(actor.posts.map(post => post.post))].join('; ');
}

/** "President of China (told 2015-09-23 to 2015-09-25)": each post once, with the days of the first and last report that tells of it. */
function occupanciesOf(actor: RecordedActor, names: ReadonlyMap<string, string>): string {
  const told = Map.groupBy(actor.posts, post => postText(post, names));
  // "President" beside "President of China" is the same post, told shorter.
  const shorter = (post: string): boolean => [...told.keys()].some(other => other.startsWith(`${post} of `));
  const lines: string[] = [];
  for (const [post, each] of told) {
    if (shorter(post)) continue;
    const same = [...told].filter(([other]) => post.startsWith(`${other} of `)).flatMap(([, posts]) => posts);
    const days = [...each, ...same].flatMap(({ asOf }) => asOf ?? []).toSorted();
    const [first, last] = [days[0], days.at(-1)];
    const when = first === undefined ? 'no day known' : first === last ? `told ${first}` : `told ${first} to ${last}`;
    lines.push(`${post} (${when})`);
  }
  return lines.join('; ');
}

function postText({ post, of }: Actor['posts'][number], names: ReadonlyMap<string, string>): string {
  const owner = of === undefined ? undefined : names.get(of);
  return owner === undefined || post.toLowerCase().includes(owner.toLowerCase()) ? post : `${post} of ${owner}`;
}

function givenPostText({ post, of, from, until, decided }: GivenPost): string {
  const time = from === undefined && until === undefined ? '' : `, ${from ?? '…'} to ${until ?? '…'}`;
  return `${post}${of === undefined ? '' : ` of ${of}`}${time} (given ${decidedText(decided)})`;
}
