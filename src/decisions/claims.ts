/** What people decide about claims. The machine proposes; nothing that it says counts as seen by anybody until somebody says so here. */
import { canonicalJson } from '../core/canonical.ts';
import { type Claim, factualities } from '../core/claim.ts';
import { mergePatch } from '../core/merge-patch.ts';
import { Problem } from '../core/problem.ts';
import { kinds } from '../kinds/index.ts';
import {
  type Added,
  type ClaimState,
  type DeedsRecord,
  type RecordedClaim,
  type RecordedDecision,
  sha256,
} from '../record/index.ts';
import { selected } from './selection.ts';

export const allStates: readonly ClaimState[] = ['proposed', 'confirmed', 'edited', 'rejected'];

/** Who decides, and what they had seen of others' decisions. */
export interface Reviewer {
  readonly by: string;
  readonly why: string | undefined;
  /** Number of the last decision about the claim that was seen. */
  readonly after: number | undefined;
  /** Was it decided without seeing others' decisions? */
  readonly independent: boolean;
}

/** `document/claim`: what decisions about a claim are about. */
export const subjectOf = ({ document, claim }: RecordedClaim): string => `${document}/${claim.id}`;

/** A claim by its id, where it stands in one document only, or by `document/claim`. */
export async function findClaim(record: DeedsRecord, name: string): Promise<RecordedClaim> {
  const [id, document] = name.split('/').toReversed() as [string, string | undefined];
  const found = await record.claims({
    id,
    includeCopies: true,
    states: allStates,
    ...(document !== undefined && { document }),
  });
  const [claim, ...others] = found;
  if (claim === undefined) {
    throw new Problem(
      'unknown_subject',
      `The record in ${record.place} has no claim ${name}.`,
      'See `deeds show` for its claims.',
      2,
    );
  }
  if (others.length === 0) return claim;
  throw new Problem(
    'several_claims',
    `The claim ${id} stands in ${found.length} documents.`,
    `Say which is meant: ${found.map(subjectOf).join(' or ')}.`,
    2,
  );
}

export function review(
  record: DeedsRecord,
  { document, claim }: RecordedClaim,
  verdict: 'confirmed' | 'rejected',
  reviewer: Reviewer,
): Promise<Added> {
  return record.decide({
    kind: 'claim_reviewed',
    by: reviewer.by,
    body: { document, claim: claim.id, verdict, ...bodyOf(reviewer) },
  });
}

/** A change of a claim: a merge patch, other words, or both. */
export interface Change {
  readonly set: object | undefined;
  readonly words: string | undefined;
  readonly at: number | undefined;
}

/** Records the claim as it should read; what the machine read stays beside it. */
export async function edit(
  record: DeedsRecord,
  recorded: RecordedClaim,
  change: Change,
  reviewer: Reviewer,
): Promise<Added> {
  const { document, claim } = recorded;
  const text = Buffer.from(await record.blob(recorded.text)).toString('utf8');
  const edited = changed(claim, change, text);
  return record.decide({
    kind: 'claim_reviewed',
    by: reviewer.by,
    body: { document, claim: claim.id, verdict: 'edited', ...bodyOf(reviewer) },
    content: canonicalJson(edited),
  });
}

function bodyOf({ after, independent, why }: Reviewer): object {
  return { independent, ...(after !== undefined && { after }), ...(why !== undefined && { why }) };
}

function changed(claim: Claim, { set, words, at }: Change, text: string): Claim {
  // The event was worked out from what the machine read, and nobody knows whether it still holds.
  const { event: _, ...own } = claim;
  const patched = mergePatch(own, set ?? {}) as Claim;
  const edited = words === undefined ? patched : { ...patched, words: selected(text, words, at) };
  if (edited.id !== claim.id) throw invalid('its id stays as it is');
  const strange = Object.keys(edited).find(field => !CLAIM_FIELDS.has(field));
  if (strange !== undefined) throw invalid(`a claim has no field "${strange}" that a person could set`);
  if (!factualities.includes(edited.factuality)) throw invalid(`a claim is put as ${factualities.join(', ')}`);
  mustBeShown(edited);
  return edited;
}

/** Fields of the claim itself; what lists show beside them is the record's, and follows from decisions. */
const CLAIM_FIELDS = new Set([
  'id',
  'kind',
  'rule',
  'words',
  'factuality',
  'voices',
  'when',
  'madeAt',
  'actors',
  'strength',
  'body',
]);

/** A claim that its kind cannot show would break every list it stands in. */
function mustBeShown(claim: Claim): void {
  const kind = kinds.find(({ name }) => name === claim.kind);
  if (kind === undefined)
    throw invalid(`there is no kind "${claim.kind}"; there are ${kinds.map(({ name }) => name).join(', ')}`);
  try {
    kind.show(claim);
    kind.speaker?.(claim);
    const cells = kind.columns.map(column => column.value(claim) as unknown);
    if (cells.some(cell => typeof cell !== 'string')) throw new TypeError('a column is no text');
    if (claim.voices.some(voice => typeof voice.name !== 'string')) throw new TypeError('a voice has no name');
  } catch (error) {
    throw invalid(`it could not be shown as a ${kind.name} (${(error as Error).message})`);
  }
}

function invalid(why: string): Problem {
  return new Problem(
    'invalid_claim',
    `The claim was not kept: ${why}.`,
    'See the claim in `deeds show --json`, and docs/kinds.md for what its kind holds.',
    2,
  );
}

/** Takes back the last decision about a claim: the person's own, or one that the person says was seen. */
export async function undoReview(
  record: DeedsRecord,
  recorded: RecordedClaim,
  reviewer: Reviewer,
): Promise<RecordedDecision> {
  const kind = ['claim_reviewed', 'claim_added'];
  const last = (await record.decisions({ subject: subjectOf(recorded), kind })).at(-1);
  if (last === undefined) {
    throw new Problem(
      'nothing_to_undo',
      `Nothing was decided about ${subjectOf(recorded)}.`,
      'Nothing needs to be taken back.',
      2,
    );
  }
  const decider = last.imported?.by ?? last.by;
  if (decider !== reviewer.by && last.sequence !== reviewer.after) {
    throw new Problem(
      'not_yours',
      `${decider} decided about ${subjectOf(recorded)} last, on ${last.at.slice(0, 10)} (entry ${last.sequence}).`,
      `To take back what ${decider} decided, say --after ${last.sequence}.`,
    );
  }
  const { by, why } = reviewer;
  await record.decide({ kind: 'undone', by, body: { entry: last.hash, ...(why !== undefined && { why }) } });
  return last;
}

/** A claim that no rule read, from words that a person selected. */
export interface ByHand extends Change {
  readonly document: string;
  readonly kind: string;
  readonly words: string;
}

/** Answers the id of the claim that was added. */
export async function addByHand(
  record: DeedsRecord,
  byHand: ByHand,
  { by, why }: Pick<Reviewer, 'by' | 'why'>,
): Promise<string> {
  const { document } = byHand;
  const known = await record.document(document);
  if (known === undefined) {
    throw new Problem(
      'unknown_document',
      `The record in ${record.place} has no document ${document}.`,
      'See `deeds show documents` for those it has.',
      2,
    );
  }
  const { textHash, strength } = known;
  const text = (await record.text(document))!;
  const kind = kinds.find(({ name }) => name === byHand.kind);
  if (kind === undefined)
    throw invalid(`there is no kind "${byHand.kind}"; there are ${kinds.map(({ name }) => name).join(', ')}`);
  const words = selected(text, byHand.words, byHand.at);
  const draft: Claim = {
    id: '',
    kind: kind.name,
    rule: BY_HAND,
    words,
    factuality: 'asserted',
    voices: [],
    when: undefined,
    actors: [],
    strength,
    body: kind.unread(words),
  };
  const claim = changed(draft, { ...byHand, words: undefined }, text);
  const id = `clm_${sha256(Buffer.from(canonicalJson([BY_HAND, textHash, claim.kind, claim.words, claim.body]))).slice(0, 24)}`;
  await record.decide({
    kind: 'claim_added',
    by,
    body: { document, text: textHash, id, ...(why !== undefined && { why }) },
    content: canonicalJson({ ...claim, id }),
  });
  return id;
}

/** Stands as the rule of a claim that a person made. */
const BY_HAND = 'by hand';
