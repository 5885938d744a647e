/**
 * What comes in: inputs, each with bytes that are taken when asked for, and the publications that a file holds beside or instead of its own.
 */
import { basename } from 'node:path';
import type { Captured, Facts } from './capture/index.ts';
import { limits } from './core/limits.ts';
import type { Fetched, Retrieval } from './core/fetched.ts';
import { Problem } from './core/problem.ts';
import { sha256, type Within } from './record/index.ts';

/** One thing to read, with its bytes taken when asked for, so that one bad file stops nothing. */
export interface Input {
  /** For people: the path or address as given, or "-" for standard input. */
  readonly name: string;
  /** Rejects with a `Problem`; never gives more than `limits.inputBytes`. */
  take(): Promise<Taken>;
  /** Of what lies on the web. */
  readonly onWeb?: OnWeb;
}

export interface OnWeb {
  /** As a browser writes it. */
  readonly address: string;
  /** As `take`; undefined where the server says that it has nothing newer than what it gave then. */
  takeNewer(known: Retrieval): Promise<Taken | undefined>;
}

/** Bytes, and what is known of them by where they were taken from. */
export interface Taken {
  readonly bytes: Uint8Array;
  readonly facts?: Facts;
  /** The file that they were taken from, where that holds others too. */
  readonly within?: Within;
  /** How they, or the file that they were taken from, came from the network. */
  readonly fetched?: Fetched;
}

/** Bytes on their way in, and how many files they lie in. */
export interface Arrival extends Taken {
  readonly name: string;
  readonly facts: Facts;
  readonly depth: number;
}

/** What was taken, on its way in. What a person says of it goes before what its place says. */
export function arrival(input: Input, taken: Taken, given: Facts): Arrival {
  return { ...taken, name: input.name, facts: { name: basename(input.name), ...taken.facts, ...given }, depth: 0 };
}

/** The parts of a file that was captured. Of what a person said of the file only its source holds for them. Throws `too_deep`. */
export function partsOf(captured: Captured, file: Arrival, given: Facts): Arrival[] {
  const { name, bytes, facts, depth } = file;
  if (captured.parts.length === 0) return [];
  if (depth === limits.partDepth) {
    throw new Problem(
      'too_deep',
      `${name} lies in more than ${limits.partDepth} files and holds others.`,
      'Take out of it what matters, and read that.',
    );
  }
  const hash = sha256(bytes);
  return captured.parts.map(part => ({
    name: `${name}/${part.facts.name ?? part.place}`,
    bytes: part.bytes,
    facts: { name: part.place, ...part.facts, ...(given.source !== undefined && { source: given.source }) },
    within: { name: basename(facts.name ?? name), hash, place: part.place },
    // What lies deeper leads there by what it lies within.
    ...(depth === 0 && file.fetched !== undefined && { fetched: file.fetched }),
    depth: depth + 1,
  }));
}
