/** What a form or a program sent, taken apart and checked: no field that the route does not name, no type that it does not take. */
import { Problem } from '../core/problem.ts';
import { FORM_TOKEN } from './form-token.ts';
import type { Asked } from './site.ts';
import type { Route, Sent } from './visit.ts';

const NOTHING: Sent = { fields: new Map(), files: [] };

export async function sentIn(asked: Asked, route: Route): Promise<Sent> {
  const { method, contentType } = asked;
  if (method !== 'POST') return NOTHING;
  const bytes = await asked.body();
  const type = /^([a-z]+\/[a-z0-9.+-]+)(?:;|$)/u.exec(contentType ?? '')?.[1];
  const sent =
    type === 'application/json'
      ? fromJson(bytes)
      : type === 'application/x-www-form-urlencoded' || type === 'multipart/form-data'
        ? await fromForm(bytes, contentType!)
        : undefined;
  if (sent === undefined) {
    throw new Problem('wrong_content_type', 'This is not sent as a form or as JSON.', 'Send application/json.');
  }
  const strange = [...sent.fields.keys()].find(name => !(route.fields ?? []).some(field => isNamed(name, field)));
  if (strange !== undefined || (sent.files.length > 0 && !route.fields?.includes('files'))) {
    throw new Problem(
      'unknown_field',
      strange === undefined ? 'No files are taken here.' : `There is no field “${strange.slice(0, 100)}” here.`,
      `There ${route.fields?.length === 1 ? 'is' : 'are'}: ${(route.fields ?? []).join(', ') || 'none'}.`,
    );
  }
  return sent;
}

/** "field.*" stands for all fields that begin so. */
const isNamed = (name: string, field: string): boolean =>
  field.endsWith('*') ? name.startsWith(field.slice(0, -1)) : name === field;

async function fromForm(body: Uint8Array, contentType: string): Promise<Sent> {
  let form: FormData;
  try {
    form = await new Response(body.slice(), { headers: { 'Content-Type': contentType } }).formData();
  } catch (error) {
    throw new Problem('wrong_content_type', 'The form came damaged.', 'Send it again.', 1, error);
  }
  const fields = new Map<string, string>();
  const files: { name: string; type: string; bytes: Uint8Array }[] = [];
  for (const [name, value] of form) {
    if (typeof value === 'string') fields.set(name, value.replaceAll('\r\n', '\n'));
    else if (value.size > 0 || value.name !== '')
      files.push({ name: value.name, type: value.type, bytes: new Uint8Array(await value.arrayBuffer()) });
  }
  const formToken = fields.get(FORM_TOKEN);
  fields.delete(FORM_TOKEN);
  return { fields, files, ...(formToken !== undefined && { formToken }) };
}

/** One object; for forms its fields are text. */
function fromJson(body: Uint8Array): Sent {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    value = undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Problem('bad_json', 'What was sent holds no JSON object.', 'Send one.');
  }
  const fields = Object.entries(value).map(
    ([name, field]) => [name, typeof field === 'string' ? field : JSON.stringify(field)] as const,
  );
  return { fields: new Map(fields), files: [], json: value };
}
