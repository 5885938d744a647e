/** A record as cases: what judgement is made from, gathered for each provision and each party that it binds. */
import type { ActorId } from '../core/actor.ts';
import type { Bearing, CoverageStated, Direction, Grade, Scope } from '../core/finding.ts';
import { inForce, type Instrument, type Provision } from '../core/instrument.ts';
import type { Day } from '../core/time.ts';
import type { Case } from '../judgement/case.ts';
import { coverageOf } from '../judgement/coverage.ts';
import type { Evidence, Standing } from '../judgement/evidence.ts';
import { deedOf } from '../kinds/deed.ts';
import type {
  DeedsRecord,
  DocumentOutline,
  RecordedClaim,
  RecordedDecision,
  RecordedDocument,
} from '../record/index.ts';
import type { Proposed } from './bearings.ts';
import { type Gathered, Gatherer } from './gathering.ts';
import { originMap, type OriginMap } from './origins.ts';
import type { Said } from './said.ts';
import type { SentencesRead } from './unread.ts';
import { ableSources, type RatedSource, ratedSources, sourced, sourceOf } from './sources.ts';

/** A bearing with where it comes from and what people said of it. */
export interface Held extends Proposed {
  readonly state: 'proposed' | 'confirmed' | 'by hand' | 'rejected';
  /** The last decision about it; undefined while it is only proposed. */
  readonly decision: RecordedDecision | undefined;
  readonly evidence: Evidence;
}

/** All that is needed to judge an instrument, at the moment the record is opened at. */
export interface Docket {
  readonly instrument: Instrument;
  readonly provisions: readonly Provision[];
  /** Every bearing, rejected ones too, best first. */
  readonly held: readonly Held[];
  /** All of the record, in the order in which they came. */
  readonly documents: ReadonlyMap<string, DocumentOutline>;
  readonly rated: ReadonlyMap<string, RatedSource>;
  /** What the parties themselves say about it. */
  readonly said: readonly Said[];
  /** How many sentences of the reports some kind of claim was read from, and which of the others may bear all the same. */
  readonly sentences: SentencesRead;
}

/** Finds the docket of an instrument by its id, for whoever keeps dockets. */
export type DocketFinder = (id: string) => Promise<Docket>;

/** `gathered`: what reports hold for it, where that is at hand. */
export async function docketOf(
  record: DeedsRecord,
  id: string,
  gathered?: Gathered,
  origins?: OriginMap,
): Promise<Docket> {
  const {
    agreement,
    documents,
    proposed,
    set: setClaims,
    said,
    sentences,
  } = gathered ?? (await new Gatherer(record, id).follow());
  const { instrument, provisions } = agreement;
  const rated = await ratedSources(record);
  const decided = await decidedBearings(record);
  const byId = new Map(proposed.map(one => [one.bearing.id, one]));
  // What a person set stands whether or not the machine would propose it still.
  for (const { set } of decided.values()) {
    const provision = set && provisions.find(one => one.id === set.body['provision']);
    const known = set && setClaims.get(`${String(set.body['document'])}/${String(set.body['claim'])}`);
    if (set === undefined || provision === undefined || known === undefined) continue;
    byId.set(set.subject, { bearing: setBearing(set, provision, byId.get(set.subject)?.bearing), ...known });
  }
  // It is not established that they are more than the echo of one that shares words with them.
  const { judged } = origins ?? (await originMap(record));
  const shares = new Set(
    [...judged].filter(([, { independence }]) => independence === 'not established').map(([origin]) => origin),
  );
  const taken = await takenBack(record);
  const held = [...byId.values()]
    .map((one): Held => {
      const { set, last } = decided.get(one.bearing.id) ?? {};
      const state = stateOf(set, last);
      return {
        ...one,
        bearing: primaryOf(one, rated, instrument),
        state,
        decision: last,
        evidence: evidenceOf(one, state, {
          instrument,
          rated,
          shares,
          taken,
          settled: decided.get(one.bearing.id)?.settled,
        }),
      };
    })
    .toSorted((a, b) => b.bearing.score - a.bearing.score || (a.bearing.id < b.bearing.id ? -1 : 1));
  return { instrument, provisions, held, documents, rated, said, sentences };
}

/** The case of one provision and one party, as of a day. */
export function caseOf(docket: Docket, provision: Provision, party: ActorId, asOf: Day, window?: Case['window']): Case {
  const open = window ?? inForce(provision, docket.instrument);
  return {
    provision,
    party,
    window: open,
    asOf,
    coverage: coverageIn(docket, provision, open, asOf),
    evidence: docket.held
      .filter(({ bearing, state }) => bearing.provision === provision.id && state !== 'rejected')
      .map(({ evidence }) => evidence),
  };
}

function coverageIn(
  { documents, rated, instrument }: Docket,
  provision: Provision,
  { from, until }: Case['window'],
  asOf: Day,
): CoverageStated {
  const texts = new Set(instrument.texts.map(({ document }) => document));
  const inWindow = [...documents.values()].filter(({ id, published: day }) => {
    return (
      !texts.has(id) &&
      day !== undefined &&
      day <= asOf &&
      (from === undefined || day >= from) &&
      (until === undefined || day <= until)
    );
  });
  const listed = ableSources(rated, provision);
  const bySource = Map.groupBy(inWindow, ({ source }) => source.toLowerCase());
  const able =
    listed.length > 0 ? listed : [...bySource.values()].map(([first]) => sourceOf(first!, rated, instrument));
  return coverageOf(
    able.map(({ name, speaksFor }) => ({
      name,
      ofParty: speaksFor !== undefined,
      origins: (bySource.get(name.toLowerCase()) ?? []).filter(({ copy }) => !copy).map(({ origin }) => origin),
    })),
    listed.length > 0,
  );
}

interface Decided {
  set?: RecordedDecision;
  settled?: RecordedDecision;
  last?: RecordedDecision;
}

async function decidedBearings(record: DeedsRecord): Promise<ReadonlyMap<string, Decided>> {
  const found = new Map<string, Decided>();
  for (const decision of await record.decisions({ kind: ['bearing_set', 'bearing_rejected', 'bearing_settled'] })) {
    const known = found.get(decision.subject) ?? {};
    if (decision.kind === 'bearing_settled') known.settled = decision;
    else known.last = decision;
    if (decision.kind === 'bearing_set') known.set = decision;
    found.set(decision.subject, known);
  }
  return found;
}

function stateOf(set: RecordedDecision | undefined, last: RecordedDecision | undefined): Held['state'] {
  if (last === undefined) return 'proposed';
  if (last.kind === 'bearing_rejected') return 'rejected';
  return set?.body['proposed'] === undefined ? 'by hand' : 'confirmed';
}

/** A bearing as a person set it: whole, or, of records made before, by its verdicts alone. */
function setBearing(
  { subject, body, content, why }: RecordedDecision,
  provision: Provision,
  proposed: Bearing | undefined,
): Bearing {
  if (content !== undefined) return JSON.parse(content) as Bearing;
  const elements = Object.entries(body['elements'] as Record<string, 'met' | 'not_met' | 'not_stated'>);
  return {
    id: subject,
    document: String(body['document']),
    claim: String(body['claim']),
    provision: provision.id,
    parties: proposed?.parties ?? provision.bound,
    direction: body['direction'] as Direction,
    scope: body['scope'] as Scope,
    elements: elements.map(([element, verdict]) => ({
      element: element as Bearing['elements'][number]['element'],
      verdict,
      words: undefined,
      inferred: false,
      carveOut: undefined,
      why: why ?? 'as a person set it',
    })),
    grade: body['grade'] as Grade,
    parts: proposed?.parts ?? [],
    act: proposed?.act ?? subject,
    attributions: proposed?.attributions ?? [],
    primary: false,
    observation: undefined,
    ownWord: proposed?.ownWord ?? false,
    score: 1,
    why: why ?? '',
  };
}

/** What a source that publishes records of acts says was done is the record of it. */
function primaryOf(
  { bearing, document }: Proposed,
  rated: ReadonlyMap<string, RatedSource>,
  instrument: Instrument,
): Bearing {
  const isRecord =
    sourceOf(sourced(document), rated, instrument).primary && bearing.grade !== 'W0' && bearing.grade !== 'A1';
  return isRecord ? { ...bearing, primary: true } : bearing;
}

interface Known {
  readonly instrument: Instrument;
  readonly rated: ReadonlyMap<string, RatedSource>;
  readonly shares: ReadonlySet<string>;
  readonly taken: ReadonlyMap<string, Standing>;
  readonly settled: RecordedDecision | undefined;
}

function evidenceOf(one: Proposed, state: Held['state'], known: Known): Evidence {
  const { claim, document } = one;
  const { when } = deedOf(claim.claim);
  const { name, reliability, speaksFor } = sourceOf(sourced(document), known.rated, known.instrument);
  const standing =
    known.taken.get(`${claim.document}/${claim.claim.id}`) ??
    (known.settled?.body['outcome'] as Standing | undefined) ??
    'stands';
  return {
    bearing: primaryOf(one, known.rated, known.instrument),
    confirmed: state === 'confirmed' || state === 'by hand',
    standing,
    origin: claim.origin,
    copy: isCopy(claim, document),
    sharesWords: known.shares.has(claim.origin),
    source: { name, reliability, speaksFor },
    from: when?.from ?? when?.until,
    until: when?.until ?? when?.from,
    published: document.about.published?.day,
  };
}

/** Its words stand in an earlier document, or all of the document is a copy: either way somebody else said it. */
const isCopy = (claim: RecordedClaim, document: RecordedDocument): boolean => claim.copy || document.copy;

/** Claims of which the source took back or corrected the words. */
async function takenBack(record: DeedsRecord): Promise<ReadonlyMap<string, Standing>> {
  const found = new Map<string, Standing>();
  for (const { what, correction } of await record.affected()) {
    const standing = correction.sort === 'retraction' ? 'retracted' : 'corrected';
    if (found.get(what) !== 'retracted') found.set(what, standing);
  }
  return found;
}
