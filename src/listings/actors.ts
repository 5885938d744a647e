import type { Actor } from '../core/actor.ts';
import type { Listing } from '../core/listing.ts';
import type { GivenPost, RecordedActor } from '../record/record.ts';
import { count } from './count.ts';
import { decidedText } from './decided.ts';

export function actorList(actors: readonly RecordedActor[]): Listing {
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
          ['posts', postsOf(actor)],
          ...actor.givenPosts.map(given => ['post by a person', givenPostText(given)] as const),
          ['also called', actor.aliases.join('; ')],
          ['merged with', actor.merged.join('; ')],
          ['id', actor.id],
          ['in', count(actor.documents.length, 'document')],
        ],
      },
    })),
  };
}

function postsOf(actor: Actor | RecordedActor): string {
  return [...new Set(actor.posts.map(post => post.post))].join('; ');
}

function givenPostText({ post, of, from, until, decided }: GivenPost): string {
  const time = from === undefined && until === undefined ? '' : `, ${from ?? '…'} to ${until ?? '…'}`;
  return `${post}${of === undefined ? '' : ` of ${of}`}${time} (given ${decidedText(decided)})`;
}
