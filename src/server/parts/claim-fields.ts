/** The fields of a claim as a form: each value that stands in it, with what other claims of its kind have in that place as suggestions. */
import type { Party } from '../../core/actor.ts';
import type { Claim } from '../../core/claim.ts';
import { Problem } from '../../core/problem.ts';
import type { DeedsRecord } from '../../record/index.ts';
import { type Html, html } from '../html.ts';

/** Names of such fields begin so: "field.speaker", "field.attributions.0.firmness". */
export const FIELD = 'field.';

/** Claims of the kind, and actors, that are looked at for suggestions; and suggestions of one field. */
const [CLAIMS, ACTORS, SUGGESTIONS] = [400, 400, 60];

/** A value that a person may set: who somebody is, a word, or a number. */
type Leaf = { readonly path: string } & (
  | { readonly party: Party }
  | { readonly value: string | number; readonly party?: undefined }
);

/** What is no value of its own: words of the text, times, and why something was read so. */
const PASSED_OVER = new Set(['reason', 'how', 'rule', 'actor', 'capacity']);

function leavesOf(value: unknown, path: string): Leaf[] {
  if (typeof value === 'string' || typeof value === 'number') return [{ path, value }];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((one, index) => leavesOf(one, `${path}.${index}`));
  if ('exact' in value || 'standing' in value) return [];
  if (isParty(value)) return [{ path, party: value }];
  return Object.entries(value)
    .filter(([name]) => !PASSED_OVER.has(name))
    .flatMap(([name, one]) => leavesOf(one, path === '' ? name : `${path}.${name}`));
}

const isParty = (value: object): value is Party => 'name' in value && 'words' in value && 'how' in value;

const textOf = (leaf: Leaf): string => (leaf.party === undefined ? String(leaf.value) : leaf.party.name);

/** "attributions 1, firmness" */
const labelOf = (path: string): string =>
  path
    .replaceAll(/\.(\d+)/gu, (_, index: string) => ` ${Number(index) + 1}`)
    .replaceAll('.', ', ')
    .replaceAll(/([a-z])([A-Z])/gu, '$1 $2')
    .toLowerCase();

export async function fieldsOf(record: DeedsRecord, { kind, body }: Claim): Promise<Html> {
  const leaves = leavesOf(body, '');
  if (leaves.length === 0) return html``;
  const known = new Map<string, Set<string>>();
  for (const { claim } of await record.claims({ kind, limit: CLAIMS }))
    for (const leaf of leavesOf(claim.body, '')) {
      const place = placeOf(leaf);
      known.set(place, (known.get(place) ?? new Set()).add(textOf(leaf)));
    }
  const actors = (await record.actors({})).slice(0, ACTORS).map(({ name }) => name);
  const hasParty = leaves.some(({ party }) => party !== undefined);
  const places = [...new Set(leaves.filter(({ party }) => party === undefined).map(placeOf))];
  return html`<fieldset class="side claim-fields"><legend>Its fields</legend>${leaves.map(
    leaf =>
      html`<label>${labelOf(leaf.path)} <input name="${FIELD}${leaf.path}" value="${textOf(leaf)}" list="${leaf.party === undefined ? `known-${places.indexOf(placeOf(leaf))}` : 'known-actors'}" autocomplete="off"></label>`,
  )}</fieldset>${places.map((place, index) => list(`known-${index}`, [...(known.get(place) ?? [])].toSorted()))}${hasParty && html`<datalist id="known-actors">${[...new Set(actors)].toSorted().map(name => html`<option value="${name}"></option>`)}</datalist>`}`;
}

const list = (id: string, values: readonly string[]): Html =>
  html`<datalist id="${id}">${values.slice(0, SUGGESTIONS).map(value => html`<option value="${value}"></option>`)}</datalist>`;

/** The same field of any claim: of lists whichever place. */
const placeOf = ({ path }: Leaf): string => path.replaceAll(/\.\d+/gu, '.*');

/**
 * What a form changes, as a merge patch of the claim. Whoever is named as an actor of the record is that actor, and nobody else is anybody.
 * Throws `unknown_field` for a field that the claim has not, `bad_number` for what is no number.
 */
export async function patchFrom(
  record: DeedsRecord,
  claim: Claim,
  fields: ReadonlyMap<string, string>,
  by: string,
): Promise<object> {
  const leaves = new Map(leavesOf(claim.body, '').map(leaf => [leaf.path, leaf]));
  const body = structuredClone(claim.body) as Record<string, unknown>;
  const touched = new Set<string>();
  let actors = [...claim.actors];
  for (const [name, given] of fields) {
    if (!name.startsWith(FIELD)) continue;
    const path = name.slice(FIELD.length);
    const leaf = leaves.get(path);
    const text = given.trim();
    if (leaf === undefined)
      throw new Problem(
        'unknown_field',
        `This claim has no field “${path.slice(0, 100)}”.`,
        'Open it again to edit it.',
      );
    if (text === '' || text === textOf(leaf)) continue;
    touched.add(path.split('.')[0]!);
    if (leaf.party === undefined) put(body, path, typeof leaf.value === 'number' ? numberIn(text) : text);
    else {
      const actor = (await record.actors({ name: text })).find(one => one.name === text)?.id;
      const { actor: before, ...party } = leaf.party;
      // Of a field that goes, a merge patch says that it is null.
      put(body, path, { ...party, name: text, reason: `as ${by} named it`, actor: actor ?? null });
      if (before !== undefined) actors = actors.filter(one => one !== before);
      if (actor !== undefined) actors.push(actor);
    }
  }
  if (touched.size === 0) return {};
  return {
    body: Object.fromEntries(
      [...touched].map(key => [key, Array.isArray(body[key]) ? withoutNulls(body[key]) : body[key]]),
    ),
    ...(actors.join(' ') !== claim.actors.join(' ') && { actors: [...new Set(actors)] }),
  };
}

function put(target: Record<string, unknown>, path: string, value: unknown): void {
  const names = path.split('.');
  let within: Record<string, unknown> = target;
  for (const name of names.slice(0, -1)) within = within[name] as Record<string, unknown>;
  within[names.at(-1)!] = value;
}

/** A list is put in the place of the one before as it is, so that nothing in it is null. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => (one === null ? [] : [[name, withoutNulls(one)]])),
  );
}

function numberIn(text: string): number {
  if (/^\d{1,15}$/u.test(text)) return Number(text);
  throw new Problem('bad_number', `“${text.slice(0, 100)}” is no number.`, 'Write it in digits.', 2);
}
