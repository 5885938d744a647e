/** What people decide about bearings: accepted or rejected as the machine proposed them, changed, or settled later by a document; and how they rate sources. */
import { canonicalJson } from '../core/canonical.ts';
import { type Bearing, type Credibility, type Direction, type Grade, grades, reliabilities } from '../core/finding.ts';
import { Problem } from '../core/problem.ts';
import { scopeOf } from '../judgement/scope.ts';
import { type DocketFinder, docketOf, type Held } from '../judging/cases.ts';
import { type Added, type DeedsRecord, instruments } from '../record/index.ts';
import { type Decider, findDocument } from './documents.ts';

/** What a person says otherwise than the machine proposed; what is left out stays. */
export interface BearingChange {
  readonly direction?: Direction | undefined;
  readonly grade?: Grade | undefined;
  readonly party?: readonly string[] | undefined;
  /** Verdicts on elements, as "purpose=not_met". */
  readonly element?: readonly string[] | undefined;
  readonly part?: readonly string[] | undefined;
  readonly act?: string | undefined;
  readonly credibility?: Credibility | undefined;
  /** Is the document itself the record of the act? */
  readonly primary?: boolean | undefined;
}

/** Finds a bearing by its id, in any instrument of the record. */
export async function findBearing(
  record: DeedsRecord,
  id: string,
  docketFor: DocketFinder = instrument => docketOf(record, instrument),
): Promise<Held> {
  for (const { value } of await instruments(record)) {
    const found = (await docketFor(value.id)).held.find(({ bearing }) => bearing.id === id);
    if (found !== undefined) return found;
  }
  throw new Problem(
    'unknown_bearing',
    `The record in ${record.place} has no bearing ${id}, and none is proposed.`,
    '`deeds judge bearings` lists them.',
    2,
  );
}

/** Records a bearing in a person's name, as it was proposed or as the person changes it. */
export function accept(
  record: DeedsRecord,
  held: Held,
  change: BearingChange,
  { by, why }: Decider,
  engine: string,
): Promise<Added> {
  const changed = changedBearing(held.bearing, change);
  const isChanged = canonicalJson(changed) !== canonicalJson(held.bearing);
  const bearing: Bearing = isChanged ? { ...changed, score: 1 } : changed;
  return record.decide({
    kind: 'bearing_set',
    by,
    body: {
      bearing: bearing.id,
      document: bearing.document,
      claim: bearing.claim,
      provision: bearing.provision,
      direction: bearing.direction,
      scope: bearing.scope,
      elements: Object.fromEntries(bearing.elements.map(({ element, verdict }) => [element, verdict])),
      grade: bearing.grade,
      text: held.claim.text,
      ...(!isChanged && held.state === 'proposed' && { proposed: engine }),
      ...(why !== undefined && { why }),
    },
    content: canonicalJson(bearing),
  });
}

function changedBearing(bearing: Bearing, change: BearingChange): Bearing {
  if (change.grade !== undefined && !grades.includes(change.grade)) throw invalid(`there is no grade ${change.grade}`);
  const verdicts = new Map((change.element ?? []).map(given => verdictOf(given, bearing)));
  const elements = bearing.elements.map(test => {
    const verdict = verdicts.get(test.element);
    return verdict === undefined
      ? test
      : { ...test, verdict, inferred: false, carveOut: undefined, why: 'as a person says' };
  });
  return {
    ...bearing,
    elements,
    scope: scopeOf(elements),
    direction: change.direction ?? bearing.direction,
    grade: change.grade ?? bearing.grade,
    parties: change.party ?? bearing.parties,
    parts: change.part ?? bearing.parts,
    act: change.act ?? bearing.act,
    primary: change.primary ?? bearing.primary,
    ...(change.credibility !== undefined && { credibility: change.credibility }),
  };
}

type Verdict = Bearing['elements'][number]['verdict'];

function verdictOf(given: string, { elements }: Bearing): [string, Verdict] {
  const [name = '', verdict = ''] = given.split('=');
  if (!elements.some(({ element }) => element === name))
    throw invalid(
      `the provision has no element “${name}”; it has ${elements.map(({ element }) => element).join(', ')}`,
    );
  if (verdict !== 'met' && verdict !== 'not_met' && verdict !== 'not_stated')
    throw invalid(`“${verdict}” is no verdict; write met, not_met or not_stated`);
  return [name, verdict];
}

function invalid(why: string): Problem {
  return new Problem(
    'invalid_bearing',
    `The bearing was not kept: ${why}.`,
    'See it in `deeds judge bearings --json`.',
    2,
  );
}

/** Says that a claim does not bear on a provision. */
export function reject(record: DeedsRecord, { bearing }: Held, { by, why }: Decider): Promise<Added> {
  const { id, document, claim, provision } = bearing;
  return record.decide({
    kind: 'bearing_rejected',
    by,
    body: { bearing: id, document, claim, provision, ...(why !== undefined && { why }) },
  });
}

export const outcomes = ['withdrawn', 'shown_false', 'shown_out_of_scope'] as const;

/** Says what became of an allegation, with the document that shows it: nothing else lowers a concern. */
export async function settle(
  record: DeedsRecord,
  held: Held,
  outcome: (typeof outcomes)[number],
  evidence: string,
  { by, why }: Decider & { readonly why: string },
): Promise<Added> {
  await findDocument(record, evidence);
  // What is settled must stand in the record, and a proposal does not yet.
  if (held.state !== 'confirmed' && held.state !== 'by hand')
    throw new Problem(
      'bearing_unconfirmed',
      `The bearing ${held.bearing.id} was not confirmed by anybody.`,
      `Confirm it first: \`deeds judge accept ${held.bearing.id}\`.`,
      2,
    );
  return await record.decide({
    kind: 'bearing_settled',
    by,
    body: { bearing: held.bearing.id, outcome, evidence, why },
  });
}

/** What a person knows of a source. */
export interface Rating {
  readonly source: string;
  readonly reliability: string;
  readonly speaksFor?: string | undefined;
  readonly sees?: readonly string[] | undefined;
  readonly primary?: boolean | undefined;
}

export function rate(record: DeedsRecord, rating: Rating, { by, why }: Decider): Promise<Added> {
  const { source, reliability, speaksFor, sees, primary } = rating;
  if (!(reliabilities as readonly string[]).includes(reliability))
    throw new Problem(
      'invalid_rating',
      `“${reliability}” is no reliability of the Admiralty code.`,
      'Write A (completely reliable) to E (unreliable), or F where it cannot be judged.',
      2,
    );
  return record.decide({
    kind: 'source_rated',
    by,
    body: {
      source,
      reliability,
      ...(speaksFor !== undefined && { speaksFor }),
      ...(sees !== undefined && sees.length > 0 && { sees: [...sees] }),
      ...(primary === true && { primary }),
      ...(why !== undefined && { why }),
    },
  });
}
