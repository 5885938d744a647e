/** Decisions of every kind: by JSON, and taken back by their number. */
import { z } from 'zod';
import { canonicalJson } from '../core/canonical.ts';
import { Problem } from '../core/problem.ts';
import { type Added, decisionKinds, type DeedsRecord, type RecordedDecision } from '../record/index.ts';
import { findClaim, subjectOf } from './claims.ts';
import type { Decider } from './documents.ts';

/** Kinds that have a verb of their own which asks or checks first, or that only the record itself writes. */
const NOT_BY_JSON: ReadonlyMap<string, string> = new Map([
  ['erased', 'Use `deeds erase`, which says first what would go.'],
  [
    'finding_published',
    'Use `deeds judge publish`, which checks first who reviewed it and whether it is still supported.',
  ],
  ['undone', 'Use `deeds undo` with the number of the entry.'],
  ['claim_review_refused', 'The record writes it when a review came too late.'],
  ['entries_imported', 'The record writes it when it takes entries over.'],
]);

export interface DecidableKind {
  readonly name: string;
  readonly about: string;
  /** Names of its fields; those that may be missing end in "?". */
  readonly fields: readonly string[];
  /** The shape of its body as JSON Schema. In the place of `content`, which names a blob, a text or an object is given. */
  readonly schema: object;
  readonly content: string | undefined;
}

/** The kinds that can be decided by JSON. */
export function decidableKinds(): DecidableKind[] {
  return decisionKinds
    .filter(({ name }) => !NOT_BY_JSON.has(name))
    .map(({ name, about, schema, content }) => {
      const shape = z.toJSONSchema(schema, { io: 'input' }) as { properties: object; required?: string[] };
      const fields = Object.keys(shape.properties).map(field =>
        shape.required?.includes(field) ? field : `${field}?`,
      );
      return { name, about, fields, schema: shape, content };
    });
}

/** Records a decision of any kind. The field that names its words holds the words themselves. */
export function decide(
  record: DeedsRecord,
  name: string,
  body: Readonly<Record<string, unknown>>,
  by: string,
): Promise<Added> {
  const kind = decidableKinds().find(kind => kind.name === name);
  if (kind === undefined) {
    const next = NOT_BY_JSON.get(name) ?? '`deeds decide --kinds` lists those that there are.';
    throw new Problem('unknown_kind', `Nothing of the kind "${name}" is decided by JSON.`, next, 2);
  }
  const { [kind.content ?? '']: content, ...rest } = body;
  if (content === undefined) return record.decide({ kind: name, by, body: rest });
  return record.decide({
    kind: name,
    by,
    body: rest,
    content: typeof content === 'string' ? content : canonicalJson(content),
  });
}

/** Writes a note on a document, a claim, an actor or anything else that has an id. Answers what it is about. */
export async function note(
  record: DeedsRecord,
  name: string,
  text: string,
  by: string,
): Promise<Added & { readonly subject: string }> {
  const subject = name.startsWith('clm_') ? subjectOf(await findClaim(record, name)) : name;
  return { ...(await record.decide({ kind: 'note_added', by, body: { subject }, content: text })), subject };
}

/** Takes a decision back. Answers which. */
export async function undo(record: DeedsRecord, entry: number, { by, why }: Decider): Promise<RecordedDecision> {
  const decision = (await record.decisions({ undone: true })).find(({ sequence }) => sequence === entry);
  if (decision === undefined) {
    throw new Problem(
      'not_undoable',
      `Entry ${entry} is no decision of a person that could be taken back.`,
      '`deeds log` lists the entries; a link is taken back by `deeds unlink`.',
      2,
    );
  }
  await record.decide({ kind: 'undone', by, body: { entry: decision.hash, ...(why !== undefined && { why }) } });
  return decision;
}
