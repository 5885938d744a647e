import type { Input } from '../intake.ts';

/** A file that holds files as they are, each to be read on its own. */
export interface Archive {
  readonly inputs: readonly Input[];
  /** What is not read, as nouns with their numbers: "hidden file", "picture, style or script". */
  readonly passedOver: ReadonlyMap<string, number>;
}

/** Bytes that are read piece by piece, wherever they lie. */
export interface Source {
  readonly size: number;
  /** At most `length` bytes from `start` on; fewer at the end. */
  read(start: number, length: number): Buffer;
}
