import type { Words } from './span.ts';
import type { Day } from './time.ts';

export const actorTypes = [
  'person',
  'state',
  'body',
  'firm',
  'organisation',
  'group',
  'place',
  'class',
  'unknown',
] as const;
export type ActorType = (typeof actorTypes)[number];

/** Made from type and full name, so that the same name gives the same actor in every document: "person/xi-jinping". */
export type ActorId = string;

/** A post somebody held, as a text gives it. */
export interface Occupancy {
  /** "deputy secretary of homeland security", "President" */
  readonly post: string;
  /** The state or body the post belongs to, where the words say it. */
  readonly of: ActorId | undefined;
  readonly words: Words;
  /** The day the text says so; undefined when the document's date is open. */
  readonly asOf: Day | undefined;
}

export interface Actor {
  readonly id: ActorId;
  readonly name: string;
  readonly type: ActorType;
  readonly aliases: readonly string[];
  readonly posts: readonly Occupancy[];
  /** ISO 3166-1 alpha-2 code where the actor is, or belongs to, a state. */
  readonly country: string | undefined;
}

/** How words were taken for an actor. */
export type Resolution =
  | 'name'
  | 'surname'
  | 'acronym'
  | 'short-name'
  | 'title'
  | 'description'
  | 'pronoun'
  | 'demonym'
  | 'metonym'
  | 'class'
  | 'unresolved';

/** Words of a text that mean an actor; `actor` is undefined when the words do not tell whom. */
export interface ActorMention {
  readonly words: Words;
  readonly actor: ActorId | undefined;
  readonly how: Resolution;
  /** Why these words mean that actor, in a sentence. */
  readonly reason: string;
}

/** Somebody who plays a part in a claim: the words of the text, and who is meant as far as that is known. */
export interface Party {
  readonly words: Words;
  readonly actor: ActorId | undefined;
  /** Full name of the actor meant, or the words themselves. */
  readonly name: string;
  /** The post held at the time, where a text says so. */
  readonly capacity: string | undefined;
  readonly how: Resolution;
  readonly reason: string;
}
