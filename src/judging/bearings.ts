/** Which claims of a record may bear on which provisions: what the machine proposes, with what people said of it. */
import { createHash } from 'node:crypto';
import type { Bearing } from '../core/finding.ts';
import type { Instrument, InstrumentId, Provision } from '../core/instrument.ts';
import { contains, cover, type Words } from '../core/span.ts';
import { type ToldAct, joinActs } from '../judgement/acts.ts';
import { type Proposal, propose } from '../judgement/propose.ts';
import { sentenceAfter, sentenceAround } from '../judgement/terms.ts';
import { deedOf } from '../kinds/deed.ts';
import {
  type DeedsRecord,
  instruments,
  provisions,
  type RecordedClaim,
  type RecordedDocument,
} from '../record/index.ts';

/** A bearing as the machine proposes it from a claim that is in the record. */
export interface Proposed {
  readonly bearing: Bearing;
  readonly claim: RecordedClaim;
  readonly document: RecordedDocument;
}

/** Named by what it joins, so that proposing twice adds nothing. */
export function bearingId(document: string, claim: string, provision: string): string {
  return `brg_${createHash('sha256').update(`${document}/${claim}/${provision}`).digest('hex').slice(0, 24)}`;
}

/** Texts of documents by their ids, each read once. */
export type Texts = (document: string) => Promise<string | undefined>;

export function rememberedTexts(record: DeedsRecord): Texts {
  const known = new Map<string, Promise<string | undefined>>();
  return async id => {
    const text = known.get(id) ?? record.text(id);
    known.set(id, text);
    return await text;
  };
}

/** What is asked about, for whoever has it at hand: all claims, copies too. */
export interface KnownReports {
  readonly claims: readonly RecordedClaim[];
  readonly documents: ReadonlyMap<string, RecordedDocument>;
  readonly texts: Texts;
}

async function reportsOf(record: DeedsRecord): Promise<KnownReports> {
  return {
    claims: await record.claims({ includeCopies: true }),
    documents: new Map((await record.documents()).map(document => [document.id, document])),
    texts: rememberedTexts(record),
  };
}

/**
 * What the machine proposes for an instrument, or for all: the best claim of each sentence for each provision, best first. Copies are
 * left out, for what they say is said already; rejected claims too.
 */
export async function proposals(
  record: DeedsRecord,
  instrument?: InstrumentId,
  given?: KnownReports,
): Promise<Proposed[]> {
  const known = new Map((await instruments(record)).map(({ value }) => [value.id, value]));
  const asked = (await provisions(record, instrument)).map(({ value }) => value);
  if (asked.length === 0) return [];
  const { documents, claims: all, texts } = given ?? (await reportsOf(record));
  const official = new Set([...known.values()].flatMap(one => one.texts.map(({ document }) => document)));
  const byDocument = Map.groupBy(all, ({ document }) => document);
  const found: Asked[] = [];
  for (const [id, claims] of byDocument) {
    // What the instrument itself says is what was undertaken, and no evidence of anything.
    if (official.has(id)) continue;
    const text = await texts(id);
    const document = documents.get(id);
    if (text === undefined || document === undefined) continue;
    for (const provision of asked)
      found.push(...inDocument(claims, document, text, provision, known.get(provision.instrument)!));
  }
  return joined(found);
}

interface Found {
  readonly proposal: Proposal;
  readonly claim: RecordedClaim;
  readonly document: RecordedDocument;
  readonly sentence: string;
}

/** With what it was asked about. */
interface Asked extends Found {
  readonly provision: Provision;
  readonly instrument: Instrument;
}

/** Of the claims that stand in one sentence and speak in one direction, the one that tells most of the deed. */
function inDocument(
  claims: readonly RecordedClaim[],
  document: RecordedDocument,
  text: string,
  provision: Provision,
  instrument: Instrument,
): Asked[] {
  const best = new Map<string, Asked>();
  for (const recorded of claims) {
    const { claim } = recorded;
    const deed = deedOf(claim);
    const told = {
      document: document.id,
      claim: claim.id,
      words: claim.words,
      deed,
      text,
      source: document.about.source,
      published: document.about.published?.day,
    };
    const proposal = propose(told, { provision, instrument });
    if (proposal === undefined) continue;
    const around = sentenceAround(text, cover([claim.words, ...deed.what]));
    const sentence = text.slice(around.start, sentenceAfter(text, around)?.end ?? around.end);
    // A denial and the charge beside it are two things that are said.
    const key = `${around.start} ${proposal.direction}`;
    const known = best.get(key);
    const one = { proposal, claim: recorded, document, provision, instrument, sentence };
    if (known === undefined || rank(one) > rank(known)) best.set(key, one);
  }
  return [...best.values()];
}

/** Deeds before words, and what names its attributor before what does not. */
function rank({ proposal, claim }: Found): number {
  const order = ['act', 'meeting', 'incident'].includes(claim.claim.kind) ? 0.2 : 0;
  return (
    proposal.score +
    order +
    (proposal.grade === 'W0' ? 0 : 0.3) +
    (proposal.attributions.some(({ by }) => by) ? 0.05 : 0)
  );
}

const objectOf = ({ proposal }: Found): string | undefined =>
  proposal.elements.find(({ element }) => element === 'object')?.verdict;
const hasNoObject = (one: Found): boolean => objectOf(one) === 'not_stated';
/** Whether what it was done to is the provision's or another thing: it is told. */
const hasObject = (one: Found): boolean => objectOf(one) === 'met' || objectOf(one) === 'not_met';

/** "emissions report" is about the report: a provision whose conduct is only a part of the words that another one's stands in is not meant. */
function withoutPartial<T extends Found>(found: readonly T[]): T[] {
  const conductOf = ({ proposal }: Found): Words | undefined =>
    proposal.elements.find(({ element, verdict }) => element === 'conduct' && verdict === 'met')?.words;
  const byDocument = Map.groupBy(found, ({ document }) => document.id);
  return found.filter(one => {
    const own = conductOf(one);
    return !byDocument.get(one.document.id)!.some(other => {
      const wider = conductOf(other);
      if (own === undefined || wider === undefined || !contains(wider, own)) return false;
      return wider.exact.length > own.exact.length || (hasNoObject(one) && hasObject(other));
    });
  });
}

/** Words that any report on such an act has. */
function expectedWords({ elements }: Provision, { parties, aliases, title }: Instrument): string {
  const { conduct, object } = elements;
  return [
    ...parties.flatMap(party => [party.name, ...party.aliases]),
    ...aliases,
    title,
    ...[conduct, object].flatMap(element =>
      element === undefined ? [] : [element.says, ...element.terms, ...element.exclusions],
    ),
  ].join(' ');
}

/** A proposal with its name and the act that it tells of. */
function bearingOf({ doer: _doer, ...proposal }: Proposal, id: string, act: string): Bearing {
  return { ...proposal, id, act };
}

function joined(found: readonly Asked[]): Proposed[] {
  const made = withoutPartial(found).map(one => ({
    ...one,
    id: bearingId(one.proposal.document, one.proposal.claim, one.provision.id),
  }));
  const acts = new Map<string, string>();
  for (const group of Map.groupBy(made, ({ provision }) => provision.id).values()) {
    const told = group
      .filter(({ proposal }) => proposal.direction === 'contradicts' || proposal.attributions.length > 0)
      .map(
        ({ id, proposal, claim, document, sentence, provision, instrument }): ToldAct => ({
          id,
          document: document.id,
          party: proposal.doer,
          sentence,
          expected: expectedWords(provision, instrument),
          from: deedOf(claim.claim).when?.from,
          until: deedOf(claim.claim).when?.until,
          published: document.about.published?.day,
        }),
      );
    for (const [id, act] of joinActs(told)) acts.set(id, act);
  }
  return made
    .map(({ id, proposal, claim, document }) => ({
      bearing: bearingOf(proposal, id, acts.get(id) ?? id),
      claim,
      document,
    }))
    .toSorted((a, b) => b.bearing.score - a.bearing.score || (a.bearing.id < b.bearing.id ? -1 : 1));
}
