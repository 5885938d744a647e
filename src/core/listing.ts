import type { ShownClaim } from './kind.ts';

/** A list as every output takes it: columns for tables, a value for JSON, and a way to show it to people. */
export interface Listing {
  /** Plural, lower case: "statements", "documents". */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly ListingRow[];
  /** Sentences for people on what is not listed and why; absent when there is nothing to say. */
  readonly notes?: readonly string[];
}

export interface ListingRow {
  /** The number by which people know it; default: its place in the list. */
  readonly number?: number;
  /** One per column; empty when unknown. */
  readonly cells: readonly string[];
  /** Plain data for JSON; its shape is documented in docs/json.md. */
  readonly value: object;
  readonly shown: ShownClaim;
}
