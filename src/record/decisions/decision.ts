import { z } from 'zod';
import type { Span } from '../../core/span.ts';
import { type Draft, type EntryKind, type ImportedFrom, textOf } from '../entry.ts';
import type { Projection } from '../projection.ts';
import type { DocumentId, Hash } from '../record.ts';

/** What must be in the record, and not erased or taken back, for a decision to be about anything. */
export interface Needs {
  readonly documents?: readonly DocumentId[];
  /** Subjects of the form `document/claim`. */
  readonly claims?: readonly string[];
  /** Subjects of claims that must not be there yet. */
  readonly newClaims?: readonly string[];
  /** Documents with the text version that must be their current one. */
  readonly texts?: readonly (readonly [DocumentId, Hash])[];
  readonly actors?: readonly string[];
  /** Subjects of decisions that must have been made: instruments, provisions, bearings, findings. */
  readonly decided?: readonly string[];
  /** Hashes of decisions that must stand in the record and not be undone. */
  readonly decisions?: readonly Hash[];
  /** The same, of a kind that can be taken back. */
  readonly undoable?: readonly Hash[];
  /** Two actors who must not be one already. */
  readonly apart?: readonly [string, string];
}

/** The last decision that changed where something stands. */
export interface Last {
  readonly sequence: number;
  readonly hash: Hash;
  readonly by: string;
}

/**
 * A kind of entry that says what a person decided (or, for findings, what the machine proposes). All that a decision changes
 * can be taken back by a later one; nothing that was decided is ever lost.
 */
export interface DecisionKind<B> extends EntryKind<B> {
  /** A sentence for people. */
  readonly about: string;
  /** What a body must look like; checked before anything is written. */
  readonly schema: z.ZodType;
  /** What it is about: an id, or `document/claim`. */
  subject(body: B): string;
  needs(body: B): Needs;
  /** Pairs of what rests on what. */
  rests(body: B): readonly (readonly [what: string, base: string])[];
  /** The field that names a blob with words which an erasure must be able to take. */
  readonly content: (keyof B & string) | undefined;
  /** Where the content is a claim: its id, and the text that its words must stand in; undefined: the text that the claim stands in now. */
  readonly claimIn: ((body: B) => { readonly id: string; readonly text: Hash | undefined }) | undefined;
  /** Places in a text that must be within it. */
  readonly spansIn: ((body: B) => { readonly text: Hash; readonly spans: readonly Span[] } | undefined) | undefined;
  /** What to record instead when a decision was made without having seen the last one; undefined: it is in time. */
  readonly late: ((body: B, by: string, last: Last) => Draft | undefined) | undefined;
  /** Does it take blobs away? */
  readonly erases: boolean;
  /** Takes back what `apply` changed beyond the row of the decision itself; undefined where nothing may be taken back. */
  readonly undo: ((projection: Projection, body: B, sequence: number) => void) | undefined;
}

/** The parts of a kind that most kinds leave as they are. */
type Usual = 'blobs' | 'documents' | 'travels' | 'apply' | Optional;
type Optional = 'rests' | 'content' | 'claimIn' | 'spansIn' | 'late' | 'erases' | 'undo';
type Given<B> = Omit<DecisionKind<B>, Usual> &
  Partial<Pick<DecisionKind<B>, 'documents' | 'travels' | Optional>> & {
    /** What it changes in the state beyond its own row. */
    readonly change?: (projection: Projection, body: B, sequence: number) => void;
  };

export function decisionKind<S extends z.ZodType<object>>(
  kind: Given<z.infer<S>> & { readonly schema: S },
): DecisionKind<z.infer<S>> & { readonly schema: S } {
  type B = z.infer<S>;
  const { change, content, documents = () => [], rests = () => [], ...rest } = kind;
  const contentOf = (body: B): Hash | undefined =>
    content === undefined ? undefined : (body[content] as Hash | undefined);
  return {
    travels: true,
    claimIn: undefined,
    spansIn: undefined,
    late: undefined,
    erases: false,
    undo: () => {},
    ...rest,
    documents,
    rests,
    content,
    blobs: body => [contentOf(body)].filter(hash => hash !== undefined),
    apply(projection, entry, body, blob) {
      const hash = contentOf(body);
      const bytes = hash === undefined ? undefined : blob(hash);
      projection.addDecision({
        entry,
        hash: importedOf(body)?.hash ?? entry.hash,
        subject: kind.subject(body),
        content: bytes === undefined ? undefined : textOf(bytes),
        rests: rests(body),
      });
      change?.(projection, body, entry.sequence);
    },
  };
}

/** Where a body came from, when it was imported. */
export function importedOf(body: object): ImportedFrom | undefined {
  return (body as { imported?: ImportedFrom }).imported;
}

/** `document/claim`: claims of two documents with the same text have the same id. */
export const claimSubject = ({ document, claim }: { document: DocumentId; claim: string }): string =>
  `${document}/${claim}`;

/** The document that a subject is, or belongs to. */
export function documentOf(subject: string): DocumentId | undefined {
  return subject.startsWith('doc_') ? subject.split('/')[0] : undefined;
}

/** Characters that a reason or another text of a decision may have; what is longer belongs into a document. */
const TEXT = 10_000;

export const fields = {
  why: z.string().trim().min(1).max(TEXT).optional(),
  text: z.string().trim().min(1).max(TEXT),
  hash: z.string().regex(/^[0-9a-f]{64}$/u),
  document: z.string().regex(/^doc_[0-9a-f]{24}$/u),
  claim: z.string().regex(/^clm_[0-9a-f]{24}$/u),
  id: (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[A-Za-z0-9][A-Za-z0-9._-]{0,99}$`, 'u')),
  actor: z.string().regex(/^[a-z]+\/\S{1,300}$/u),
  day: z.iso.date(),
  span: z.strictObject({ start: z.int().min(0), end: z.int().min(0) }).refine(({ start, end }: Span) => start <= end),
} as const;
