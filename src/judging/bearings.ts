/** Which claims may bear on which provisions: what the machine proposes. */
import { createHash } from 'node:crypto';
import type { Bearing } from '../core/finding.ts';
import type { Instrument, Provision } from '../core/instrument.ts';
import { inTurns } from '../core/turns.ts';
import { contains, cover, type Words } from '../core/span.ts';
import { type ToldAct, joinActsStepwise } from '../judgement/acts.ts';
import { type Proposal, propose, type Told } from '../judgement/propose.ts';
import { sentenceAfter, sentenceAround } from '../judgement/terms.ts';
import { deedOf } from '../kinds/deed.ts';
import type { RecordedClaim, RecordedDocument } from '../record/index.ts';

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

/** A report, held against an agreement by its own words and claims alone. */
export interface Report {
  readonly document: RecordedDocument;
  readonly text: string;
  /** Rejected ones left out. */
  readonly claims: readonly RecordedClaim[];
}

/** An instrument with its provisions. */
export interface Agreement {
  readonly instrument: Instrument;
  readonly provisions: readonly Provision[];
}

/** The best claim of each sentence of a report for each provision. */
export function bearingsIn(report: Report, { instrument, provisions }: Agreement): Found[] {
  const told = report.claims.map(recorded => ({ recorded, told: toldBy(recorded, report) }));
  return withoutPartial(provisions.flatMap(provision => bestOf(told, report, { provision, instrument })));
}

/** What may bear, before it is known which other reports tell of the same act. */
export interface Found {
  readonly proposal: Proposal;
  readonly claim: RecordedClaim;
  readonly document: RecordedDocument;
  /** The sentence that tells of it, and the one after. */
  readonly sentence: string;
  readonly provision: Provision;
}

function toldBy({ claim }: RecordedClaim, { document, text }: Report): Told {
  const { source, published } = document.about;
  const deed = deedOf(claim);
  return { document: document.id, claim: claim.id, words: claim.words, deed, text, source, published: published?.day };
}

/** Of the claims that stand in one sentence and speak in one direction, the one that tells most of the deed. */
function bestOf(
  claims: readonly { readonly recorded: RecordedClaim; readonly told: Told }[],
  { document, text }: Report,
  asked: { readonly provision: Provision; readonly instrument: Instrument },
): Found[] {
  const best = new Map<string, Found>();
  for (const { recorded, told } of claims) {
    const proposal = propose(told, asked);
    if (proposal === undefined) continue;
    const around = sentenceAround(text, cover([told.words, ...told.deed.what]));
    const sentence = text.slice(around.start, sentenceAfter(text, around)?.end ?? around.end);
    // A denial and the charge beside it are two things that are said.
    const key = `${around.start} ${proposal.direction}`;
    const known = best.get(key);
    const one = { proposal, claim: recorded, document, provision: asked.provision, sentence };
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
function withoutPartial(found: readonly Found[]): Found[] {
  const conductOf = ({ proposal }: Found): Words | undefined =>
    proposal.elements.find(({ element, verdict }) => element === 'conduct' && verdict === 'met')?.words;
  return found.filter(one => {
    const own = conductOf(one);
    return !found.some(other => {
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

const idOf = ({ proposal, provision }: Found): string => bearingId(proposal.document, proposal.claim, provision.id);

/** Which act each of those found in all reports tells of, by the ids of their bearings; what is not told there tells of its own. */
export async function actsOf(found: readonly Found[], instrument: Instrument): Promise<ReadonlyMap<string, string>> {
  const acts = new Map<string, string>();
  for (const group of Map.groupBy(found, ({ provision }) => provision.id).values()) {
    const told = group
      .filter(({ proposal }) => proposal.direction === 'contradicts' || proposal.attributions.length > 0)
      .map((one): ToldAct => {
        const { proposal, claim, document, sentence, provision } = one;
        return {
          id: idOf(one),
          document: document.id,
          party: proposal.doer,
          sentence,
          expected: expectedWords(provision, instrument),
          from: deedOf(claim.claim).when?.from,
          until: deedOf(claim.claim).when?.until,
          published: document.about.published?.day,
        };
      });
    for (const [id, act] of await inTurns(joinActsStepwise(told))) acts.set(id, act);
  }
  return acts;
}

/** What was found in all reports, best first, each with the act that it tells of. */
export function proposalsOf(found: readonly Found[], acts: ReadonlyMap<string, string>): Proposed[] {
  return found
    .map(one => {
      const { proposal, claim, document } = one;
      const id = idOf(one);
      return { bearing: bearingOf(proposal, id, acts.get(id) ?? id), claim, document };
    })
    .toSorted((a, b) => b.bearing.score - a.bearing.score || (a.bearing.id < b.bearing.id ? -1 : 1));
}
