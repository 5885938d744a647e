/** A route for programs: what it takes is a schema, by which it is checked and from which the description of the interface is made. */
import type { z } from 'zod';
import { Problem } from '../../core/problem.ts';
import type { Answer, Route, Visit } from '../visit.ts';

interface Described<Q extends z.ZodObject, B extends z.ZodObject> {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** A sentence for the description. */
  readonly about: string;
  readonly query?: Q;
  readonly body?: B;
  /** Does it take files as well, as a browser sends them (multipart/form-data)? What else it takes are then fields. */
  readonly takesFiles?: boolean;
  /** The shape of what it answers, or the name of one among those of the description. */
  readonly answers: z.ZodType | string;
  /** Must it be said which state was seen (If-Match)? */
  readonly isConditional?: boolean;
  /** Is it held to the state that was seen, where that is said? */
  readonly mayBeConditional?: boolean;
  /** Does it answer with the state that If-Match wants (ETag)? */
  readonly hasEtag?: boolean;
  /** Is the same Idempotency-Key answered as the first time, and nothing done again? */
  readonly isOnce?: boolean;
  /** What it answers when all is well, if not 200. */
  readonly status?: 201 | 202;
  /** Does it answer 200 instead, where what was sent was there already? */
  readonly mayBeThere?: boolean;
  /** Does it answer with server-sent events? */
  readonly isStream?: boolean;
  /** Does it answer with a file? Of this name. */
  readonly file?: string;
}

export interface ApiRoute<Q extends z.ZodObject = z.ZodObject, B extends z.ZodObject = z.ZodObject>
  extends Route,
    Described<Q, B> {
  readonly method: 'GET' | 'POST';
  readonly path: string;
}

interface Given<Q extends z.ZodObject, B extends z.ZodObject> extends Described<Q, B> {
  readonly needs?: NonNullable<Route['needs']>;
  readonly formats?: NonNullable<Route['formats']>;
  readonly ofWhole?: true;
  answer(visit: Visit, query: z.infer<Q>, body: z.infer<B>): Promise<Answer>;
}

/** What does not fit its schema is refused before anything is done. */
export function apiRoute<Q extends z.ZodObject, B extends z.ZodObject>(given: Given<Q, B>): ApiRoute<Q, B> {
  const { query, body, takesFiles = false, ...rest } = given;
  const fields = body === undefined ? [] : [...Object.keys(body.shape), ...(takesFiles ? ['files'] : [])];
  return {
    ...rest,
    takesFiles,
    ...(query !== undefined && { query }),
    ...(body !== undefined && { body, fields }),
    async answer(visit) {
      const { json, fields } = visit.sent;
      const asked = query === undefined ? {} : checked(query, Object.fromEntries(visit.query), 'The question');
      const given = json ?? (takesFiles ? Object.fromEntries(fields) : {});
      const sent = body === undefined ? {} : checked(body, given, 'What was sent');
      return await rest.answer(visit, asked as z.infer<Q>, sent as z.infer<B>);
    },
  };
}

function checked(schema: z.ZodType, value: unknown, what: string): unknown {
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  const { path, message } = error.issues[0]!;
  throw new Problem(
    'bad_request',
    `${what} is not as it should be${path.length === 0 ? '' : ` at ${path.join('.').slice(0, 100)}`}: ${message.slice(0, 300)}.`,
    '/api/v1/openapi.json says what is taken.',
  );
}
