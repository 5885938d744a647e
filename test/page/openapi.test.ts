// The description of the API: every route is in it, nothing else is, and it holds together as OpenAPI 3.1 asks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { apiRoutes } from '../../src/server/api/index.ts';
import { openApi } from '../../src/server/api/openapi.ts';

interface Operation {
  readonly summary: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly requestBody?: object;
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
}

const described = apiRoutes.filter(({ path }) => path !== '/api/v1/openapi.json');
const document = JSON.parse(JSON.stringify(openApi(described))) as {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};

test('every route of the API is described, and nothing that is none', () => {
  const told = Object.entries(document.paths).flatMap(([path, of]) =>
    Object.keys(of).map(method => `${method} ${path}`),
  );
  const there = described.map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/gu, '{$1}')}`);
  assert.deepEqual(new Set(told), new Set(there));
  assert.equal(told.length, there.length, 'no two routes are one');
});

test('each operation names its path parameters, what it takes and what it answers', () => {
  assert.match(document.openapi, /^3\.1\.\d$/u);
  for (const [path, operations] of Object.entries(document.paths))
    for (const [method, { summary, parameters, requestBody, responses }] of Object.entries(operations)) {
      const inPath = parameters.filter(one => one.in === 'path');
      assert.deepEqual(
        new Set(inPath.map(({ name }) => name)),
        new Set([...path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name)),
      );
      assert.ok(
        inPath.every(({ required }) => required),
        path,
      );
      const names = parameters.map(({ name, in: place }) => `${place} ${name}`);
      assert.equal(new Set(names).size, names.length, `${path}: each parameter once`);
      assert.ok(summary.length > 10 && (method === 'get') === (requestBody === undefined), `${method} ${path}`);
      assert.ok('default' in responses && Object.keys(responses).some(status => /^2\d\d$/u.test(status)), path);
      assert.ok(Object.values(responses).every(({ description }) => description !== ''));
    }
});

test('what comes as events is said to come as events, and as nothing else', () => {
  const streams = new Set(
    described.filter(({ isStream }) => isStream).map(({ path }) => path.replace(/:(\w+)/gu, '{$1}')),
  );
  assert.ok(streams.size > 0);
  for (const [path, { get }] of Object.entries(document.paths)) {
    if (get === undefined) continue;
    const { content } = get.responses['200'] as unknown as { content: object };
    assert.equal('text/event-stream' in content, streams.has(path), path);
  }
});

test('every reference leads somewhere', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/gu)].map(([, reference]) => reference!);
  assert.ok(references.length > 0);
  for (const reference of new Set(references)) {
    if (!reference.startsWith('#/components/')) continue;
    let at: unknown = document;
    for (const part of reference.slice(2).split('/')) at = (at as Record<string, unknown>)[part];
    assert.ok(at !== undefined, reference);
  }
});

test('it is as the meta-schema of OpenAPI 3.1 asks, and a fault in it is seen', async () => {
  const told = await new Validator().validate(structuredClone(document));
  assert.deepEqual([told.valid, told.errors], [true, undefined]);
  for (const fault of [
    (one: Record<string, unknown>) => delete one['info'],
    (one: Record<string, unknown>) => (one['paths'] = { 'no-slash': {} }),
    (one: Record<string, unknown>) => (one['servers'] = 'here'),
  ]) {
    const broken = structuredClone(document) as unknown as Record<string, unknown>;
    fault(broken);
    assert.equal((await new Validator().validate(broken)).valid, false, String(fault));
  }
});

test('every schema in it is one of JSON Schema 2020-12, which OpenAPI 3.1 speaks', () => {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  let schemas = 0;
  const compile = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, part] of Object.entries(value)) {
      if (name !== 'schema') compile(part);
      // What is referred to is compiled where it stands.
      else if (!('$ref' in (part as object)) && ajv.compile(part as object)) schemas++;
    }
  };
  compile(document.paths);
  const { components } = document as unknown as { components: { schemas: Record<string, object> } };
  for (const schema of Object.values(components.schemas)) if (ajv.compile(schema)) schemas++;
  assert.ok(schemas > 40, String(schemas));
});
