import { getCountryCode } from 'countries-list';
import type { Confidence } from '../../core/finding.ts';
import type { JudgedAct, JudgedCase, JudgedFinding } from '../../core/judged.ts';
import { stableId } from './stable-id.ts';

/** Middle of the bands that STIX 2.1, appendix A, gives High, Medium and Low. */
const CONFIDENCE: Readonly<Record<Confidence, number>> = { high: 85, moderate: 50, low: 15 };

interface StixObject {
  readonly type: string;
  readonly id: string;
  readonly [field: string]: unknown;
}

/**
 * A STIX 2.1 bundle: identities (parties and attributors) with the locations of those that are countries, incidents (acts that are alleged), an
 * opinion for each finding on an act, a note for every other finding, and the report that holds them. A finding that is not published says so
 * in its text. The same things have the same ids and the same time of creation in every export of a record, as versioning asks.
 */
export function stix(given: JudgedCase): string {
  const { instrument, began, at, findings, acts } = given;
  const base = { spec_version: '2.1', created: began, modified: at };
  const author = object('identity', 'deeds', { ...base, name: 'Deeds', identity_class: 'system' });
  const own = { ...base, created_by_ref: author.id };
  const names = new Set([
    ...instrument.parties.map(({ name }) => name),
    ...acts.flatMap(({ attributions }) => attributions.flatMap(({ by, to }) => [by?.name ?? [], to.name].flat())),
  ]);
  const identities = [...names].toSorted().map(name =>
    object('identity', name, {
      ...own,
      name,
      identity_class: instrument.parties.some(party => party.name === name) ? 'organization' : 'unspecified',
    }),
  );
  const incidents = new Map(acts.map(act => [act.id, incident(act, own)]));
  const judged = findings.map(finding => judgement(finding, acts, incidents, identities, own));
  const located = identities.flatMap(identity => locationOf(identity, own));
  const objects = [author, ...identities, ...located, ...incidents.values(), ...judged];
  const report = object('report', `${instrument.id} ${given.asOf}`, {
    ...own,
    name: `${instrument.title}, as of ${given.asOf}`,
    report_types: ['threat-report'],
    published: at,
    object_refs: objects.map(({ id }) => id),
  });
  return `${JSON.stringify({ type: 'bundle', id: `bundle--${stableId(`bundle ${report.id} ${at}`)}`, objects: [...objects, report] }, null, 2)}\n`;
}

function object(type: string, name: string, fields: object): StixObject {
  return { type, id: `${type}--${stableId(`${type} ${name}`)}`, ...fields };
}

/** Of a country: STIX asks for its code by ISO 3166-1; what has none has no location. */
function locationOf({ id, ['name']: name }: StixObject, own: object): StixObject[] {
  const code = getCountryCode(String(name));
  if (code === false) return [];
  const location = object('location', code, { ...own, name, country: code });
  const relation = { relationship_type: 'located-at', source_ref: id, target_ref: location.id };
  return [location, object('relationship', `${id} located-at ${code}`, { ...own, ...relation })];
}

function incident({ id, words, attributions }: JudgedAct, own: object): StixObject {
  const [first] = words;
  const named = attributions.map(
    ({ by, to, tier }) => `${by?.name ?? 'the report'} names ${to.name}${tier === undefined ? '' : ` as ${tier}`}`,
  );
  return object('incident', id, {
    ...own,
    name: first!.exact.slice(0, 250),
    description: [...new Set([...words.map(({ exact, source }) => `“${exact}” (${source})`), ...named])].join('\n'),
    external_references: words.map(({ source, exact, url }) => ({
      source_name: source,
      description: exact,
      ...(url !== undefined && { url }),
    })),
  });
}

/** On an act, how far the finding holds with whoever alleges it; else a note on the party. */
function judgement(
  { id, finding, label, party, provision, state, unsupported }: JudgedFinding,
  acts: readonly JudgedAct[],
  incidents: ReadonlyMap<string, StixObject>,
  identities: readonly StixObject[],
  own: object,
): StixObject {
  const about = acts.filter(({ bearings }) => bearings.some(bearing => finding.restsOn.includes(bearing)));
  const confidence = finding.confidence === undefined ? {} : { confidence: CONFIDENCE[finding.confidence.level] };
  const text = [
    `${provision.label}, ${party.name}: ${label}.`,
    `State: ${state}${unsupported === undefined ? '' : `; UNSUPPORTED: ${unsupported}`}.`,
    `Coverage ${finding.coverage.level}: ${finding.coverage.why}.`,
    finding.confidence === undefined ? '' : `Confidence ${finding.confidence.level}: ${finding.confidence.why}.`,
  ]
    .filter(Boolean)
    .join(' ');
  const refs = about.map(act => incidents.get(act.id)!.id);
  if ((finding.level === 'concern' || finding.level === 'contravened') && refs.length > 0) {
    const opinion = finding.level === 'contravened' ? 'agree' : 'neutral';
    return object('opinion', id, {
      ...own,
      ...confidence,
      labels: [finding.level],
      explanation: text,
      opinion,
      object_refs: refs,
    });
  }
  const who = identities.find(({ name }) => name === party.name)!.id;
  return object('note', id, {
    ...own,
    ...confidence,
    labels: [finding.level],
    abstract: `${provision.label} · ${party.name}`,
    content: text,
    object_refs: [who],
  });
}
