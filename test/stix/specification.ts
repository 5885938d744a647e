/**
 * What STIX 2.1 (OASIS Standard, 10 June 2021) asks of the objects that Deeds writes, as JSON Schema: the properties of parts 3.2 (common) and 4,
 * the closed enumeration and the open vocabularies of part 10, and the rules for identifiers (2.9) and timestamps (2.16). Written from the
 * text of the standard: OASIS's own schema files are in no package that this project can depend on. Stricter than the standard in two
 * points: a property that it does not define, and a word that is in none of its open vocabularies, are refused.
 */
import type { ErrorObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
const idOf = (type: string): object => ({ type: 'string', pattern: `^${type}--${UUID}$` });
const anyId = { type: 'string', pattern: `^[a-z0-9][a-z0-9-]{1,248}[a-z0-9]--${UUID}$` };
const text = { type: 'string', minLength: 1 };
const texts = { type: 'array', items: text, minItems: 1 };
const refs = { type: 'array', items: anyId, minItems: 1, uniqueItems: true };
/** RFC 3339, in UTC, which is written Z. */
const timestamp = {
  type: 'string',
  format: 'date-time',
  pattern: String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$`,
};

const reference = {
  type: 'object',
  required: ['source_name'],
  properties: {
    source_name: text,
    description: text,
    url: { type: 'string', format: 'uri' },
    hashes: { type: 'object' },
    external_id: text,
  },
  // At least one of the three must be there beside the name.
  anyOf: [{ required: ['description'] }, { required: ['url'] }, { required: ['external_id'] }],
  additionalProperties: false,
};

const common = {
  spec_version: { const: '2.1' },
  created: timestamp,
  modified: timestamp,
  created_by_ref: idOf('identity'),
  revoked: { type: 'boolean' },
  labels: texts,
  confidence: { type: 'integer', minimum: 0, maximum: 100 },
  lang: text,
  external_references: { type: 'array', items: reference, minItems: 1 },
  object_marking_refs: refs,
  granular_markings: { type: 'array', minItems: 1 },
  extensions: { type: 'object' },
};

function kind(type: string, required: readonly string[], properties: object, more: object = {}): object {
  return {
    type: 'object',
    required: ['type', 'spec_version', 'id', 'created', 'modified', ...required],
    properties: { ...common, type: { const: type }, id: idOf(type), ...properties },
    additionalProperties: false,
    ...more,
  };
}

const oneOf = (...words: string[]): object => ({ enum: words });
const someOf = (...words: string[]): object => ({ type: 'array', items: { enum: words }, minItems: 1 });

const kinds: Readonly<Record<string, object>> = {
  identity: kind('identity', ['name'], {
    name: text,
    description: text,
    roles: texts,
    identity_class: oneOf('individual', 'group', 'system', 'organization', 'class', 'unspecified'),
    sectors: texts,
    contact_information: text,
  }),
  incident: kind('incident', ['name'], { name: text, description: text }),
  location: kind(
    'location',
    [],
    {
      name: text,
      description: text,
      latitude: { type: 'number', minimum: -90, maximum: 90 },
      longitude: { type: 'number', minimum: -180, maximum: 180 },
      precision: { type: 'number' },
      region: text,
      country: { type: 'string', pattern: '^[A-Z]{2}$' },
      administrative_area: text,
      city: text,
      street_address: text,
      postal_code: text,
    },
    {
      anyOf: [{ required: ['region'] }, { required: ['country'] }, { required: ['latitude', 'longitude'] }],
      dependentRequired: { latitude: ['longitude'], longitude: ['latitude'], precision: ['latitude', 'longitude'] },
    },
  ),
  note: kind('note', ['content', 'object_refs'], { abstract: text, content: text, authors: texts, object_refs: refs }),
  opinion: kind('opinion', ['opinion', 'object_refs'], {
    explanation: text,
    authors: texts,
    opinion: oneOf('strongly-disagree', 'disagree', 'neutral', 'agree', 'strongly-agree'),
    object_refs: refs,
  }),
  report: kind('report', ['name', 'published', 'object_refs'], {
    name: text,
    description: text,
    report_types: someOf(
      'attack-pattern',
      'campaign',
      'identity',
      'indicator',
      'intrusion-set',
      'malware',
      'observed-data',
      'threat-actor',
      'threat-report',
      'tool',
      'vulnerability',
    ),
    published: timestamp,
    object_refs: refs,
  }),
  relationship: kind('relationship', ['relationship_type', 'source_ref', 'target_ref'], {
    relationship_type: { type: 'string', pattern: '^[a-z0-9-]+$' },
    description: text,
    source_ref: anyId,
    target_ref: anyId,
    start_time: timestamp,
    stop_time: timestamp,
  }),
};

const bundle = {
  type: 'object',
  required: ['type', 'id'],
  properties: { type: { const: 'bundle' }, id: idOf('bundle'), objects: { type: 'array', minItems: 1 } },
  additionalProperties: false,
};

const ajv = new Ajv2020({ allErrors: true, strict: false });
formats.default(ajv);
const isBundle = ajv.compile(bundle);
const checks: ReadonlyMap<string, ((value: unknown) => boolean) & { errors?: ErrorObject[] | null }> = new Map(
  Object.entries(kinds).map(([type, schema]) => [type, ajv.compile(schema)]),
);

interface StixObject {
  readonly [field: string]: unknown;
  readonly id: string;
  readonly type: string;
}

/** What is wrong with a bundle, each in a line; none where it keeps to the standard. */
export function faults(written: string): string[] {
  const given: unknown = JSON.parse(written);
  const found: string[] = [];
  if (!isBundle(given)) found.push(`bundle: ${ajv.errorsText(isBundle.errors)}`);
  const { objects = [] } = given as { objects?: StixObject[] };
  const ids = new Set(objects.map(({ id }) => id));
  if (ids.size < objects.length) found.push('two objects have one id');
  for (const one of objects) {
    const check = checks.get(one.type);
    if (check === undefined) found.push(`${one.type}: no kind of object that the standard has`);
    else if (!check(one)) found.push(`${one.id}: ${ajv.errorsText(check.errors)}`);
    if (String(one['modified']) < String(one['created'])) found.push(`${one.id}: modified before it was created`);
    for (const [field, value] of Object.entries(one)) {
      if (!/_refs?$/u.test(field)) continue;
      for (const ref of [value].flat()) if (!ids.has(String(ref))) found.push(`${one.id}: ${field} leads to nothing`);
    }
  }
  return found;
}
