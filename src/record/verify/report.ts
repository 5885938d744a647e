/** A place where the record is not what it says it is. */
export interface VerifyProblem {
  /** "entry 17", "blob ab12…", "claim clm_… of doc_…", "record.sqlite". */
  readonly place: string;
  /** For machines: chain_broken, entry_altered, entry_unknown, blob_altered, blob_missing, span_wrong, state_wrong, schema_altered, database_damaged, unreadable. */
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
  /** The chain's end, for comparing with one written down elsewhere: only that finds a record cut off or made anew. */
  readonly head: { readonly sequence: number; readonly hash: string };
  /** In the order of the record, the first bad place first; at most 100. */
  readonly problems: readonly VerifyProblem[];
  /** Problems beyond those listed. */
  readonly more: number;
}

/** Problems that a report lists. */
const LISTED = 100;

/** Counts and problems as they are found. */
export class Findings {
  entries = 0;
  documents = 0;
  claims = 0;
  spans = 0;
  blobs = 0;
  bytes = 0;
  orphans = 0;
  head = { sequence: 0, hash: '0'.repeat(64) };
  readonly problems: VerifyProblem[] = [];
  more = 0;

  problem(place: string, code: string, sentence: string): void {
    if (this.problems.length < LISTED) this.problems.push({ place, code, sentence });
    else this.more++;
  }

  report(): VerifyReport {
    const { entries, documents, claims, spans, blobs, bytes, orphans, head, problems, more } = this;
    return { entries, documents, claims, spans, blobs, bytes, orphans, head, problems, more };
  }
}
