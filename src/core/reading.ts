import type { Actor } from './actor.ts';
import type { Claim, Strength } from './claim.ts';
import type { LeftOut } from './document.ts';
import type { Span } from './span.ts';

/** What the text had lost on its way here, as the language layer found it. */
export interface ReadingDegradation {
  /** `clean`, or what is missing over most of the text ("lower-cased and unpunctuated"). */
  readonly level: string;
  /** Share of the text's characters (0 to 1) that stand in degraded stretches. */
  readonly share: number;
  readonly stretches: readonly Span[];
}

/**
 * Everything that was read from one text: kept as one blob of canonical JSON, and never changed. Reading the same text
 * with the same engine gives the same bytes.
 *
 * It is made of plain objects, lists, strings, finite numbers and booleans only. A field whose value is undefined is
 * omitted in JSON, and a missing field is read back as undefined; so compare readings by their canonical JSON.
 */
export interface Reading {
  /** SHA-256 of the text's UTF-8 bytes, 64 hexadecimal digits: the text version that every span points into. */
  readonly textHash: string;
  /** Name and version of what read it ("deeds/0.1.0"): another engine gives another reading of the same text. */
  readonly engine: string;
  readonly strength: Strength;
  readonly degradation: ReadingDegradation;
  /** Number of sentences read. */
  readonly sentences: number;
  /** Parts of the text that were not read: those capture left out, and those reading did. */
  readonly leftOut: readonly LeftOut[];
  readonly actors: readonly Actor[];
  /** In the order of the text. */
  readonly claims: readonly Claim[];
  /** What a reviewer should know about the reading, in sentences. */
  readonly notes: readonly string[];
}
