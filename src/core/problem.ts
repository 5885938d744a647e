/**
 * An error that is part of the product: a stable `code` for machines, a sentence for people, and what to do next.
 * `exitCode`: 1 a failure, 2 wrong usage, 4 some inputs failed.
 */
export class Problem extends Error {
  readonly code: string;
  readonly next: string;
  readonly exitCode: 1 | 2 | 4;

  constructor(code: string, sentence: string, next: string, exitCode: 1 | 2 | 4 = 1, cause?: unknown) {
    super(sentence, cause === undefined ? undefined : { cause });
    this.name = 'Problem';
    this.code = code;
    this.next = next;
    this.exitCode = exitCode;
  }
}
