/** A place where the record is not what it says it is. */
export interface VerifyProblem {
  /** "entry 17", "blob ab12…", "claim clm_… of doc_…", "record.sqlite", "note 3 of the witness file". */
  readonly place: string;
  /** For machines; `docs/problems.md` lists them. */
  readonly code: string;
  /** For people. */
  readonly sentence: string;
}

export interface VerifyReport {
  readonly entries: number;
  readonly documents: number;
  /** Claims of all readings, superseded ones too. */
  readonly claims: number;
  /** Pieces of text that were compared with the words they are said to be. */
  readonly spans: number;
  readonly blobs: number;
  /** Bytes of all blobs. */
  readonly bytes: number;
  /** Blobs that no entry names: harmless leftovers of writes that were cut short. */
  readonly orphans: number;
  /** Documents that were erased. */
  readonly redacted: number;
  /** Signed checkpoints in the log (of a bundle: the one that it carries, too). */
  readonly checkpoints: number;
  /** Where a witness file was given: its notes of this record that agree, and the most entries that one of them covers. */
  readonly witnessed: { readonly notes: number; readonly size: number } | undefined;
  /** The chain's end, for comparing with one written down elsewhere: only that finds a record cut off or made anew. */
  readonly head: { readonly sequence: number; readonly hash: string };
  /** In the order of the record, the first bad place first; at most 100. */
  readonly problems: readonly VerifyProblem[];
  /** Problems beyond those listed. */
  readonly more: number;
  /** Sentences on what is no problem and should be known. */
  readonly notices: readonly string[];
}

/** Problems, and notices, that a report lists. */
const LISTED = 100;

/** Counts and problems as they are found. */
export class Findings {
  /** The name of the database, for people. */
  readonly #database: string;
  entries = 0;
  documents = 0;
  claims = 0;
  spans = 0;
  blobs = 0;
  bytes = 0;
  orphans = 0;
  redacted = 0;
  checkpoints = 0;
  witnessed: { notes: number; size: number } | undefined;
  head = { sequence: 0, hash: '0'.repeat(64) };
  /** Is a blob missing that no erasure is known to have taken? */
  missesBlobs = false;
  readonly problems: VerifyProblem[] = [];
  more = 0;
  readonly notices: string[] = [];

  constructor(database: string) {
    this.#database = database;
  }

  get database(): string {
    return this.#database;
  }

  problem(place: string, code: string, sentence: string): void {
    if (this.problems.length < LISTED) this.problems.push({ place, code, sentence });
    else this.more++;
  }

  notice(sentence: string): void {
    if (this.notices.length < LISTED) this.notices.push(sentence);
  }

  report(): VerifyReport {
    const { entries, documents, claims, spans, blobs, bytes, orphans, redacted, checkpoints, witnessed } = this;
    const { head, problems, more, notices } = this;
    return {
      entries,
      documents,
      claims,
      spans,
      blobs,
      bytes,
      orphans,
      redacted,
      checkpoints,
      witnessed,
      head,
      problems,
      more,
      notices,
    };
  }
}

/** What is too damaged, or too strange, to be read is a finding like any other, not an end. */
export async function guarded(findings: Findings, place: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    judge(error, findings, place);
  }
}

/** As `guarded`, for work without a pause. */
export function guardedNow(findings: Findings, place: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    judge(error, findings, place);
  }
}

function judge(error: unknown, findings: Findings, place: string): void {
  if (!(error instanceof Error)) throw error;
  if ('errcode' in error) {
    const { database } = findings;
    findings.problem(database, 'database_damaged', `It cannot be read here: ${error.message}.`);
  } else if ('errno' in error) {
    findings.problem(place, 'unreadable', `It cannot be read: ${error.message}.`);
  } else if (error instanceof TypeError || error instanceof SyntaxError || error instanceof RangeError) {
    findings.problem(place, 'entry_altered', `It does not have the fields of the format (${error.message}).`);
  } else {
    throw error;
  }
}
