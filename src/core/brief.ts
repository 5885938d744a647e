/** A brief for a meeting, as every format writes it: the same for each side. */

/** Words that a line rests on, as a reader finds them again. */
export interface Footnote {
  /** From 1, in the order in which they are first referred to. */
  readonly number: number;
  readonly exact: string;
  /** "Harbour Herald, 2025-10-15". */
  readonly source: string;
  readonly document: string;
  /** UTF-16 offsets in the document's text. */
  readonly start: number;
  readonly end: number;
}

export interface BriefLine {
  readonly text: string;
  /** Numbers of the footnotes that it rests on; of very many the weightiest, and the text says how many more there are. */
  readonly notes: readonly number[];
  /** Id of the finding that it tells of. */
  readonly finding?: string;
}

export interface BriefSection {
  readonly heading: string;
  readonly lines: readonly BriefLine[];
  /** Rows of cells below the lines; the first row is the head. */
  readonly table: readonly (readonly BriefLine[])[];
  /** How many lines more there are than a brief has room for, and where they are; empty: none. */
  readonly more: string;
}

export interface Brief {
  readonly title: string;
  /** The day as of which it is written. */
  readonly day: string;
  /** What it is for, as of when, under which rubric, and how much of it nobody has confirmed. */
  readonly about: readonly string[];
  readonly sections: readonly BriefSection[];
  readonly footnotes: readonly Footnote[];
}
