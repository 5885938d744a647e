/** The description of /api/v1 (OpenAPI 3.1), made from the schemas that requests are checked by. */
import { z } from 'zod';
import { ENGINE } from '../../app.ts';
import { readingSchema } from '../../outputs/reading-schema.ts';
import { mediaTypeOf } from '../media-types.ts';
import type { ApiRoute } from './route.ts';

export function openApi(routes: readonly ApiRoute[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/gu, '{$1}');
    (paths[path] ??= {})[route.method.toLowerCase()] = operation(route);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Deeds', version: ENGINE.split('/')[1], license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    // Only where people have accounts.
    security: [{}, { token: [] }],
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'A token that a person made on the page of their account.',
        },
      },
      schemas: {
        Reading: schemaOf(readingSchema),
        WholeList: {
          type: 'object',
          required: ['schema', 'list', 'items'],
          properties: {
            schema: { type: 'string' },
            list: { type: 'string' },
            items: { type: 'array', items: { type: 'object' } },
          },
        },
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'code', 'next'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string', description: 'A sentence for people.' },
            status: { type: 'integer' },
            code: { type: 'string', description: 'Stable; docs/problems.md lists them.' },
            next: { type: 'string', description: 'What to do next.' },
          },
        },
      },
    },
  };
}

function operation(route: ApiRoute): object {
  const { path, about, query, answers, isConditional, mayBeConditional, isOnce, hasEtag, status, mayBeThere } = route;
  const parameters = [
    ...[...path.matchAll(/:(\w+)/gu)].map(([, name]) => parameter(name!, 'path', true, { type: 'string' })),
    ...queryParameters(query),
    ...(isConditional || mayBeConditional ? [parameter('If-Match', 'header', false, { type: 'string' })] : []),
    ...(isOnce ? [parameter('Idempotency-Key', 'header', false, { type: 'string' })] : []),
  ];
  const schema = typeof answers === 'string' ? { $ref: `#/components/schemas/${answers}` } : schemaOf(answers);
  const headers = {
    ...(hasEtag && { ETag: { schema: { type: 'string' } } }),
    ...(status === 202 && { Location: { schema: { type: 'string' } } }),
  };
  return {
    summary: about,
    parameters,
    ...requestBody(route),
    responses: {
      [String(status ?? 200)]: {
        description: 'As asked.',
        ...(Object.keys(headers).length > 0 && { headers }),
        content: content(route, schema),
      },
      ...(mayBeThere && { 200: { description: 'It was there already.', content: content(route, schema) } }),
      default: {
        description: 'A problem.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function content({ file, isStream }: ApiRoute, schema: object): object {
  if (isStream) return { 'text/event-stream': {} };
  if (file !== undefined) return { [mediaTypeOf(file).replace(/;.*$/u, '')]: {} };
  return { 'application/json': { schema } };
}

function requestBody({ body, takesFiles }: ApiRoute): object {
  if (body === undefined) return {};
  const schema = schemaOf(body) as { readonly properties: Readonly<Record<string, { readonly type?: string }>> };
  const fields = Object.entries(schema.properties).filter(([, { type }]) => type !== 'array');
  const files = { type: 'array', items: { type: 'string', contentMediaType: 'application/octet-stream' } };
  const form = { type: 'object', properties: { ...Object.fromEntries(fields), files } };
  return {
    requestBody: {
      required: true,
      content: {
        'application/json': { schema },
        ...(takesFiles && { 'multipart/form-data': { schema: form } }),
      },
    },
  };
}

function queryParameters(query: z.ZodObject | undefined): object[] {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(query) as { properties?: object; required?: string[] };
  return Object.entries(properties).map(([name, schema]) =>
    parameter(name, 'query', required.includes(name), schema as object),
  );
}

const parameter = (name: string, place: string, required: boolean, schema: object): object => ({
  name,
  in: place,
  required,
  schema,
});

function schemaOf(schema: z.ZodType): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return rest;
}
