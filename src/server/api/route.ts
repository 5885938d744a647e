/** A route for programs: what it takes is a schema, by which it is checked and from which the description of the interface is made. */
import type { z } from 'zod';
import { Problem } from '../../core/problem.ts';
import type { Answer, Route, Visit } from '../visit.ts';

export interface ApiRoute extends Route {
  /** A sentence for the description. */
  readonly about: string;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  /** Name of the schema of what it answers, among those of the description; undefined: an object that docs/json.md describes. */
  readonly answers?: string;
  /** Must it be said which state was seen (If-Match)? */
  readonly isConditional?: boolean;
  /** What it answers when all is well, if not 200. */
  readonly status?: 201 | 202;
  /** Does it answer with server-sent events? */
  readonly isStream?: boolean;
}

interface Given<Q extends z.ZodObject, B extends z.ZodObject> {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly about: string;
  readonly query?: Q;
  readonly body?: B;
  readonly answers?: string;
  readonly isConditional?: boolean;
  readonly status?: 201 | 202;
  readonly needs?: NonNullable<Route['needs']>;
  readonly formats?: NonNullable<Route['formats']>;
  readonly isStream?: boolean;
  answer(visit: Visit, query: z.infer<Q>, body: z.infer<B>): Promise<Answer>;
}

/** What does not fit its schema is refused before anything is done. */
export function apiRoute<Q extends z.ZodObject, B extends z.ZodObject>(given: Given<Q, B>): ApiRoute {
  const { query, body, ...rest } = given;
  return {
    ...rest,
    ...(query !== undefined && { query }),
    ...(body !== undefined && { body, fields: Object.keys(body.shape) }),
    async answer(visit) {
      const asked = query === undefined ? {} : checked(query, Object.fromEntries(visit.query), 'The question');
      const sent = body === undefined ? {} : checked(body, visit.sent.json ?? {}, 'What was sent');
      return await given.answer(visit, asked as z.infer<Q>, sent as z.infer<B>);
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
