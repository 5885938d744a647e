import type { ActorId, ActorType, Occupancy } from '../core/actor.ts';
import type { Claim } from '../core/claim.ts';
import type { Document, LeftOut, MediaType } from '../core/document.ts';
import type { Fetched, Retrieval } from '../core/fetched.ts';
import type { Reading } from '../core/reading.ts';
import type { Span, Words } from '../core/span.ts';
import type { Day } from '../core/time.ts';
import type { Entry } from './entry.ts';

/** `doc_` and the first 24 hexadecimal digits of SHA-256 over the captured bytes. */
export type DocumentId = string;
/** `org_` and the digits of the origin's first added document. It stays when copies arrive; of two origins that turn out to be one, the older name stays. */
export type OriginId = string;
/** SHA-256, 64 hexadecimal digits. */
export type Hash = string;

/**
 * The record, as other rooms see it: append-only, one log of entries with blobs beside it. Everything it answers is a fold
 * of that log. Every method may reject with a `Problem`; what was acknowledged (its promise fulfilled) is on disk.
 * `contract.ts` is the test suite that every implementation passes.
 */
export interface DeedsRecord {
  /** Where the record lies, for messages. */
  readonly place: string;

  /** Keeps a captured document with its text and reading, all or nothing. The same bytes a second time add nothing. */
  addDocument(addition: Addition): Promise<Added>;
  /** Keeps the bytes of a file that holds documents which are there, and is none itself. The same again adds nothing. */
  addContainer(container: Container): Promise<Added>;
  /** Keeps another reading, and another text version if the text differs, of a document that is there. The same again adds nothing. */
  addReading(reread: Reread): Promise<Added>;
  /** Says how two documents of the record share words. The same link again adds nothing. `permit`: asked within the transaction, where a person says so. */
  addLink(link: Link, permit?: Permit): Promise<Added>;
  /** Records that an input was refused, and why. The same refusal again adds nothing. */
  refuse(refusal: Refusal): Promise<Added>;
  /**
   * Records what a person decided; the kinds stand in `decisions/`. The same by the same person again adds nothing. A review of a claim that
   * came after another one its maker had not seen is kept, counts for nothing, and is rejected with `review_conflict`.
   */
  decide(decision: Decision): Promise<Added>;
  /**
   * Signs the record's size and Merkle root; nothing is added when nothing was since the last time. With `renewKey` a new key
   * signs from here on, and the old one vouches for it.
   */
  checkpoint(renewKey?: boolean): Promise<Checkpoint>;
  /**
   * Takes over entries of another record that it does not have, each saying where it came from: documents with all that was read and
   * decided, and decisions about documents that are there. What rests on something missing is left out and counted.
   */
  takeOver(source: ForeignEntries, by: string): Promise<TakenOver>;

  document(id: DocumentId): Promise<RecordedDocument | undefined>;
  /** The last document that a web address gave when it was asked. */
  documentAt(address: string): Promise<RecordedDocument | undefined>;
  /** In the order they were added. */
  documents(filter?: DocumentFilter): Promise<RecordedDocument[]>;
  /** In the order of when it happened (open ends first, unknown last), then of the documents, then of the text. */
  claims(filter?: ClaimFilter): Promise<RecordedClaim[]>;
  /** How many documents, claims and entries a filter would give, `limit` and where it begins left aside. */
  documentCount(filter?: DocumentFilter): Promise<number>;
  claimCount(filter?: ClaimFilter): Promise<number>;
  entryCount(filter: Pick<EntryFilter, 'kind' | 'by'>): Promise<number>;
  originCount(): Promise<number>;
  claimTally(): Promise<ClaimTally[]>;
  /** Actors of all documents, united by id, in the order of their ids. */
  actors(filter?: ActorFilter): Promise<RecordedActor[]>;
  /** Every actor's id with the number of its documents, without reading what documents say of it. */
  actorTally(): Promise<ActorTally[]>;
  /** The names of actors, without reading all that documents say of them. */
  actorNames(ids: readonly ActorId[]): Promise<Pick<RecordedActor, 'id' | 'name'>[]>;
  /** Which actor an id means in a document, after what people said of merging and splitting; asked of the record as it is now. */
  meaning(): Promise<(actor: ActorId, document: DocumentId) => ActorId>;
  /** Every document belongs to one origin; in the order of their first added documents. */
  origins(): Promise<Origin[]>;
  /** All links, or those that touch a document, in the order they were recorded. */
  links(document?: DocumentId): Promise<RecordedLink[]>;
  /** What counting origins needs of all documents and links, without what they say. In the order they were added. `ids`: only of these. */
  outlines(ids?: readonly DocumentId[]): Promise<DocumentOutline[]>;
  ties(): Promise<{ readonly document: DocumentId; readonly other: DocumentId; readonly copy: boolean }[]>;
  /** The links that people made. */
  decidedLinks(): Promise<RecordedLink[]>;
  refusals(): Promise<RecordedRefusal[]>;
  /** What people decided, in the order they did, also what was undone. */
  decisions(filter?: DecisionFilter): Promise<RecordedDecision[]>;
  /** Everything that rests on a document which was corrected or retracted, with the way down to it; nearest first. */
  affected(): Promise<Affected[]>;
  /** Documents and claims in which all the words stand (as in `DocumentFilter.about`), the best of the newest first. */
  search(words: string, limit?: number): Promise<Found[]>;
  /** The documents that share most keys, most first; at most `limit` (default 20). */
  candidates(keys: readonly FingerprintKey[], limit?: number): Promise<Candidate[]>;

  /** Entries from the given sequence number (default 1) on. */
  entries(from?: number): AsyncIterable<Entry>;
  lastEntries(filter: EntryFilter): Promise<Entry[]>;
  /** Number of the last entry that is of none of these kinds; 0: there is none. */
  lastOtherThan(kinds: readonly string[]): Promise<number>;
  /** The last entry's place in the chain; sequence 0 and a hash of zeros when there is none. */
  head(): Promise<{ readonly sequence: number; readonly hash: Hash }>;
  /** Bytes by their hash, re-hashed: altered bytes are never handed out (`evidence_altered`). */
  blob(hash: Hash): Promise<Uint8Array>;
  /** The current text version; undefined when there is no such document. */
  text(id: DocumentId): Promise<string | undefined>;
  reading(id: DocumentId): Promise<Reading | undefined>;
  /** How a document came from the network; undefined where it did not, or that was erased. */
  retrieval(id: DocumentId): Promise<Retrieval | undefined>;

  /** Throws the fold away and makes it again from the log. */
  rebuild(): Promise<void>;
  /** One hash over everything the fold holds: a record and its rebuilt self have the same. */
  stateHash(): Promise<Hash>;
  close(): Promise<void>;
}

/** A file that holds documents, as a feed, and is no document itself. */
export interface Container {
  /** File name as it was given; never a path. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mediaType: MediaType;
  readonly holds: readonly DocumentId[];
}

/** The file that bytes were taken from. */
export interface Within {
  readonly name: string;
  /** SHA-256 of its bytes. */
  readonly hash: Hash;
  /** Where in it: "item 3", "attachment 1", "record 7 at byte 51200". */
  readonly place: string;
}

/** How the bytes came here. */
export interface CaptureFacts {
  /** File name as it was given, or "-" for standard input; never a path. */
  readonly name: string;
  readonly url: string | undefined;
  /** The web address that was asked for them, where they were fetched; `url` is the one that answered. */
  readonly asked?: string | undefined;
  /** Outlet and publication day, where the person who added it said so. */
  readonly source: string | undefined;
  readonly published: Day | undefined;
  /** ISO 8601 instant at which the bytes were taken from their place; undefined: when they were added. */
  readonly capturedAt: string | undefined;
  /** What they were said to be, as "text/html; charset=utf-8"; `mediaType` is what they are. */
  readonly contentType?: string | undefined;
  readonly within?: Within | undefined;
}

/** Any value that finds likely copies: documents that share keys are candidates. Integers take least room. */
export type FingerprintKey = number | string;

/** What the origins room made of a text; the record stores it and looks only at `keys`. */
export interface Fingerprint {
  /** Name and version of the method. */
  readonly engine: string;
  readonly keys: readonly FingerprintKey[];
  /** JSON, as the origins room likes it. */
  readonly data: unknown;
}

/** How a document shares words with another. */
export interface LinkTo {
  readonly other: DocumentId;
  /** "copy", "excerpt", "rewrite", "shared wire text", … as the origins room names it. */
  readonly relation: string;
  /** Does so much of one stand in the other that they count as one origin, unless one of them mixes several? */
  readonly copy: boolean;
  /** Figures of the comparison (containment, resemblance, …): JSON. */
  readonly comparison: unknown;
  /** Pieces of this document's text that also stand in the other, and those that do not. */
  readonly shared: readonly Words[];
  readonly unshared: readonly Words[];
  /** Where each piece of `shared` stands in the other's current text, in the same order. */
  readonly sharedOther: readonly Span[];
  /** A sentence for people. */
  readonly reason: string;
}

export interface Link extends LinkTo {
  readonly document: DocumentId;
  /** The person who says so; default: the machine. */
  readonly by?: string;
}

export interface Addition {
  readonly bytes: Uint8Array;
  readonly facts: CaptureFacts;
  /** How they came from the network, where they did, or the file within which they came. */
  readonly fetched?: Fetched | undefined;
  readonly document: Document;
  /** Name and version of what made the text from the bytes. */
  readonly captureEngine: string;
  readonly reading: Reading;
  readonly fingerprint: Fingerprint | undefined;
  readonly links: readonly LinkTo[];
  /** Who adds it; default: who opened the record. */
  readonly by?: string;
}

export interface Reread {
  readonly documentId: DocumentId;
  readonly document: Document;
  readonly captureEngine: string;
  readonly reading: Reading;
  readonly fingerprint: Fingerprint | undefined;
  readonly by?: string;
}

/** A moment of the record: after an entry, or after the last entry at or before an instant (ISO 8601, UTC). */
export type Moment = { readonly sequence: number } | { readonly instant: string };

/** What a person decides, before it is recorded. */
export interface Decision {
  /** Name of a kind in `decisions/`. */
  readonly kind: string;
  readonly by: string;
  /** As `docs/record-format.md` has it, without the field that names its content. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The text that the content field is to name: an edited or added claim in canonical JSON, a note. */
  readonly content?: string;
  /** Asked within the transaction, before anything is written. */
  readonly permit?: Permit;
}

/**
 * Throws where somebody may not decide so. `takenBack`: the decision that this one takes back; `about`: those about the same subject that stand. Both are as they are when
 * it would be written, whatever came in between.
 */
export type Permit = (
  decision: Omit<Decision, 'permit'>,
  takenBack: RecordedDecision | undefined,
  about: readonly RecordedDecision[],
) => void;

export interface Checkpoint {
  /** Number of entries that it covers. */
  readonly size: number;
  /** Root of the Merkle tree over their hashes. */
  readonly root: Hash;
  /** The signed note, as a witness file keeps it. */
  readonly note: string;
  readonly at: string;
}

/** Entries of another record, verified before. */
export interface ForeignEntries {
  readonly record: string;
  /** The signed note that they were verified against. */
  readonly checkpoint: string;
  entries(): Iterable<Entry>;
  blob(hash: Hash): Uint8Array | undefined;
}

export interface TakenOver {
  /** Ids of the documents that are new here. */
  readonly documents: readonly DocumentId[];
  /** Ids of the documents that both had before. */
  readonly shared: readonly DocumentId[];
  readonly decisions: number;
  /** Entries that were here already. */
  readonly known: number;
  /** Entries about something that this record does not have. */
  readonly leftOut: number;
}

export interface Added {
  /** The document's id, also when it was there before; undefined for a refusal. */
  readonly documentId: DocumentId | undefined;
  readonly added: boolean;
  /** The entry that holds it: the new one, or the one from before. */
  readonly sequence: number;
}

export interface Refusal {
  readonly name: string;
  /** Code and sentence of the `Problem`. */
  readonly code: string;
  readonly sentence: string;
  /** Give the bytes when they are to be kept as evidence. */
  readonly bytes: Uint8Array | undefined;
}

/** What a document's text version says about the publication; the text itself is a blob. */
export type TextFacts = Omit<Document, 'text' | 'map'>;

export interface RecordedDocument {
  readonly id: DocumentId;
  /** Sequence number of the entry that captured it. */
  readonly sequence: number;
  readonly addedAt: string;
  readonly addedBy: string;
  readonly facts: CaptureFacts & { readonly mediaType: MediaType; readonly encoding: string };
  readonly bytesHash: Hash;
  readonly byteLength: number;
  readonly textHash: Hash;
  readonly captureEngine: string;
  readonly about: TextFacts;
  readonly readingHash: Hash;
  readonly engine: string;
  readonly strength: Claim['strength'];
  readonly sentences: number;
  /** Number of claims in the current reading. */
  readonly claims: number;
  readonly origin: OriginId;
  /** Does another document of the same origin rank before it (see `Origin.earliest`)? */
  readonly copy: boolean;
}

/** A document without what it says. */
export interface DocumentOutline {
  readonly id: DocumentId;
  /** Who published it; a document that does not say so is its own source, by the name of its file. */
  readonly source: string;
  readonly origin: OriginId;
  readonly copy: boolean;
  readonly published: Day | undefined;
}

/** Where a claim stands: as the machine proposed it, or as a person left it. */
export type ClaimState = 'proposed' | 'confirmed' | 'edited' | 'rejected';

export interface ClaimReview {
  readonly state: ClaimState;
  /** Did a person make the claim by hand? */
  readonly byHand: boolean;
  /** Who decided, when, in which entry and why; undefined while it is only proposed. */
  readonly decided: Decided | undefined;
  /** Does a later opinion differ from what counts? */
  readonly contested: boolean;
  /** Number of the last entry that decided about it: what a reviewer gives as `after`. */
  readonly last: number | undefined;
  /** As it was before it was edited. */
  readonly proposed: Claim | undefined;
}

export interface RecordedClaim {
  readonly document: DocumentId;
  /** The text version that it points into. */
  readonly text: Hash;
  readonly review: ClaimReview;
  /** Is it in the current reading, or made by hand? What a person decided about stays in the record all the same. */
  readonly current: boolean;
  readonly origin: OriginId;
  /** Do its words stand, unbroken, in a document that ranks before this one? Then it does not count again. */
  readonly copy: boolean;
  /** The other documents in which its words stand unbroken, in the order they were added. */
  readonly alsoIn: readonly DocumentId[];
  /** Where it tells what was said: claims of one family have eight of the words in a row in common, directly or through others. Undefined: no other has. It may bear another number once claims come or go. */
  readonly family: number | undefined;
  /** The entry that holds the reading. */
  readonly sequence: number;
  readonly claim: Claim;
}

export interface RecordedActor {
  readonly id: ActorId;
  readonly type: ActorType;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly country: string | undefined;
  readonly posts: readonly (Occupancy & { readonly document: DocumentId })[];
  /** Posts that people gave, with the entries that say so. */
  readonly givenPosts: readonly GivenPost[];
  /** Ids that people said mean this actor too. */
  readonly merged: readonly ActorId[];
  readonly documents: readonly DocumentId[];
}

export interface GivenPost {
  readonly post: string;
  readonly of: ActorId | undefined;
  readonly from: Day | undefined;
  readonly until: Day | undefined;
  readonly decided: Decided;
}

export interface RecordedDecision {
  readonly sequence: number;
  /** The name by which others refer to it: the hash of its entry, or of the entry it was imported from. */
  readonly hash: Hash;
  readonly kind: string;
  readonly at: string;
  readonly by: string;
  readonly subject: string;
  readonly why: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
  /** Text of the blob it names; undefined where it names none, or one that was erased. */
  readonly content: string | undefined;
  /** When it was imported: the record it came from, who decided there, and when; `by` and `at` are then who imported it, and when. */
  readonly imported: { readonly record: string; readonly by: string; readonly at: string } | undefined;
  /** Number of the entry that took it back. */
  readonly undone: number | undefined;
}

/** Who decided, when, in which entry and why. */
export type Decided = Pick<RecordedDecision, 'sequence' | 'at' | 'by' | 'why' | 'imported'>;

export interface DecisionFilter {
  readonly kind?: string | readonly string[];
  readonly subject?: string;
  readonly by?: string;
  readonly sequences?: readonly number[];
  /** Only those by which something rests on this: a bearing on its claim, a finding on its bearing. */
  readonly restsOn?: string;
  readonly hashes?: readonly Hash[];
  /** Also those that were taken back. */
  readonly undone?: boolean;
}

/** Entries of the log, the last first. */
export interface EntryFilter {
  /** Only those before an entry. */
  readonly before?: number;
  readonly kind?: string;
  readonly by?: string;
  readonly offset?: number;
  readonly limit: number;
}

/** How often an actor is in documents, by the id that it is known by. */
export interface ActorTally {
  readonly id: ActorId;
  readonly documents: number;
}

/** Something that rests on a corrected or retracted document. */
export interface Affected {
  /** `document/claim`, or the id of a provision, bearing or finding. */
  readonly what: string;
  /** From `what` down to the document, each resting on the next. */
  readonly path: readonly string[];
  readonly correction: Decided & { readonly sort: 'correction' | 'retraction' };
}

export interface Found {
  readonly document: DocumentId;
  /** The document's title, or the name of its file. */
  readonly name: string;
  /** As `RecordedDocument.copy`. */
  readonly copy: boolean;
  readonly published: Day | undefined;
  /** Undefined: the words stand in the document's title or text. */
  readonly claim: { readonly id: string; readonly kind: string } | undefined;
  /** The words with what stands around them, hits and the rest in turn: odd places are hits. */
  readonly pieces: readonly string[];
}

export interface Origin {
  readonly id: OriginId;
  /**
   * The first by known date: documents that mix several reports come last; then lowest publication date (unknown last), then clean
   * before degraded text, then first added. A document without a date may be older: it is a rule of counting, no finding.
   */
  readonly earliest: DocumentId;
  /** In the order they were added, `earliest` among them. */
  readonly documents: readonly DocumentId[];
}

export interface RecordedLink extends Link {
  /** The text version of `document` that `shared` and `unshared` point into. */
  readonly text: Hash;
  /** The text version of `other` that `sharedOther` points into. */
  readonly otherText: Hash;
  readonly sequence: number;
  readonly by: string;
}

export interface RecordedRefusal {
  readonly sequence: number;
  readonly at: string;
  readonly name: string;
  readonly code: string;
  readonly sentence: string;
  readonly bytesHash: Hash | undefined;
}

export interface Candidate {
  readonly document: DocumentId;
  /** How many of the keys it has. */
  readonly shared: number;
  readonly published: Day | undefined;
  readonly origin: OriginId;
  /** What capture left out of its text. */
  readonly leftOut: readonly LeftOut[];
}

export interface DocumentFilter {
  /** Words that title or text must have: all of them, word forms alike; "quoted words" stand together. */
  readonly about?: string;
  readonly source?: string;
  readonly origin?: OriginId;
  /** Without copies. */
  readonly originals?: boolean;
  readonly ids?: readonly DocumentId[];
  /** Those that were added before or after one. */
  readonly before?: DocumentId;
  readonly after?: DocumentId;
  readonly newestFirst?: boolean;
  readonly offset?: number;
  readonly limit?: number;
}

/** How many claims of a kind stand so, those left out that are counted in another document. */
export interface ClaimTally {
  readonly kind: string;
  readonly state: ClaimState;
  readonly current: boolean;
  readonly number: number;
}

export interface ClaimPlace {
  readonly document: DocumentId;
  readonly id: string;
}

export interface ClaimFilter {
  readonly kind?: string;
  /** Claims in which any of these actors plays a part. */
  readonly actor?: ActorId | readonly ActorId[];
  /** Claims that are the words of any of these actors, or of somebody with this part in the name; capitals do not matter. */
  readonly speaker?: { readonly name: string; readonly actors: readonly ActorId[] };
  /** Words that the claim's exact words must have, as in `DocumentFilter.about`. */
  readonly about?: string;
  /** Claims of these families (`RecordedClaim.family`). */
  readonly families?: readonly number[];
  /** Claims whose time touches these days (inclusive); claims without a time are then left out. */
  readonly from?: Day;
  readonly until?: Day;
  readonly document?: DocumentId;
  /** Only those of these documents. */
  readonly documents?: readonly DocumentId[];
  readonly id?: string;
  /** Also claims whose words are counted in another document (`RecordedClaim.copy`). A `document` filter always gives all claims of that document. */
  readonly includeCopies?: boolean;
  /** Default: proposed ones of the current reading, confirmed and edited ones. Without it `document` and `id` filters leave rejected ones out too. */
  readonly states?: readonly ClaimState[];
  /** Only those of the current reading, and those made by hand. */
  readonly current?: boolean;
  /** Not those that an older reading proposed and nobody's decision keeps. */
  readonly standing?: boolean;
  /** Only claims without a day, or only those with one. */
  readonly undated?: boolean;
  /** With `from` or `until`: also claims without a day, in documents that were published then. */
  readonly orReported?: boolean;
  /** Only claims in documents that were published within these days (inclusive). */
  readonly reported?: { readonly from?: Day; readonly until?: Day };
  /** Only what words say was said, undertaken or done at an occasion (`madeAt`). */
  readonly made?: true;
  /** Only what is to be done or held by a day: before, or from one on. */
  readonly dueBefore?: Day;
  readonly dueFrom?: Day;
  /** Default: of time. `text`: of the documents as they were added, then of the text. */
  readonly order?: 'time' | 'time, last first' | 'text' | 'text, last first' | 'due' | 'due, last first';
  /** Only those behind one in the order of time, or of the text where that is asked for; none where there is no such claim. */
  readonly after?: ClaimPlace;
  /** Only those before one in the order of the text. */
  readonly before?: ClaimPlace;
  readonly offset?: number;
  readonly limit?: number;
}

export interface ActorFilter {
  readonly id?: ActorId;
  readonly type?: ActorType;
  /** A part of the name or of an alias; capitals do not matter. */
  readonly name?: string;
  readonly document?: DocumentId;
  /** Only these, by the ids that they are known by. */
  readonly ids?: readonly ActorId[];
}
