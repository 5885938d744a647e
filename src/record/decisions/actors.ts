import { z } from 'zod';
import { decisionKind, fields } from './decision.ts';

/** Two ids mean one actor: lists give both under `into`. */
export const actorsMerged = decisionKind({
  name: 'actors_merged',
  about: 'Two actors are one.',
  schema: z.strictObject({ from: fields.actor, into: fields.actor, why: fields.why }),
  subject: body => body.from,
  needs: body => ({ actors: [body.from, body.into], apart: [body.from, body.into] }),
});

/** In some documents an id means somebody else than in the others. */
export const actorSplit = decisionKind({
  name: 'actor_split',
  about: 'In some documents an actor is another one.',
  schema: z.strictObject({
    actor: fields.actor,
    documents: z.array(fields.document).min(1).max(10_000),
    as: z.strictObject({ id: fields.actor, name: fields.text, type: fields.text }),
    why: fields.why,
  }),
  subject: body => body.actor,
  needs: body => ({ actors: [body.actor], documents: body.documents }),
});

/** A post that somebody held, which a person knows and no text need say. */
export const actorGivenPost = decisionKind({
  name: 'actor_given_post',
  about: 'An actor holds or held a post.',
  schema: z.strictObject({
    actor: fields.actor,
    post: fields.text,
    of: fields.actor.optional(),
    from: fields.day.optional(),
    until: fields.day.optional(),
    why: fields.why,
  }),
  subject: body => body.actor,
  needs: body => ({ actors: [body.actor] }),
});
