/** What people decide about who is who. */
import type { ActorId, ActorType } from '../core/actor.ts';
import { Problem } from '../core/problem.ts';
import { actorId } from '../actors/identity.ts';
import type { Added, DeedsRecord, RecordedActor } from '../record/index.ts';
import type { Decider } from './documents.ts';

/** Says that two ids mean one actor, listed under `into`. */
export function merge(record: DeedsRecord, from: ActorId, into: ActorId, { by, why }: Decider): Promise<Added> {
  return record.decide({ kind: 'actors_merged', by, body: { from, into, ...(why !== undefined && { why }) } });
}

/** Who an actor is in some documents, where that is another one. */
export interface Split {
  readonly actor: ActorId;
  readonly documents: readonly string[];
  readonly name: string;
  /** Default: that of the actor. */
  readonly type: ActorType | undefined;
}

/** Answers the id of the actor that was split off. */
export async function split(
  record: DeedsRecord,
  { actor, documents, name, type }: Split,
  { by, why }: Decider,
): Promise<ActorId> {
  const known = await findActor(record, actor);
  const as = { id: actorId(type ?? known.type, name), name, type: type ?? known.type };
  if (as.id === actor) {
    throw new Problem('same_actor', `${name} would be ${actor} again.`, 'Give a fuller name, or another --type.', 2);
  }
  await record.decide({
    kind: 'actor_split',
    by,
    body: { actor, documents: [...documents], as, ...(why !== undefined && { why }) },
  });
  return as.id;
}

/** A post that somebody held, which a person knows. */
export interface Post {
  readonly actor: ActorId;
  readonly post: string;
  readonly of: ActorId | undefined;
  readonly from: string | undefined;
  readonly until: string | undefined;
}

export function givePost(
  record: DeedsRecord,
  { of, from, until, ...post }: Post,
  { by, why }: Decider,
): Promise<Added> {
  return record.decide({
    kind: 'actor_given_post',
    by,
    body: {
      ...post,
      ...(of !== undefined && { of }),
      ...(from !== undefined && { from }),
      ...(until !== undefined && { until }),
      ...(why !== undefined && { why }),
    },
  });
}

async function findActor(record: DeedsRecord, id: ActorId): Promise<RecordedActor> {
  const [actor] = await record.actors({ id });
  if (actor !== undefined) return actor;
  throw new Problem(
    'unknown_subject',
    `The record in ${record.place} has no actor ${id}.`,
    'See `deeds show actors` for those it has.',
    2,
  );
}
