/** A document of the benchmark format: one JSON object of `documents.jsonl`; which fields are there depends on the task. */
export interface BenchmarkDocument {
  readonly id: string;
  readonly text?: string;
  readonly html?: string;
  /** YYYY-MM-DD */
  readonly published?: string;
  readonly url?: string;
  readonly title?: string;
  readonly publisher?: string;
  readonly [field: string]: unknown;
}

/** One benchmark task, answered by Deeds; a file in tasks/ may also export `peers`, which answer it in other ways and have names of their own. */
export interface Task {
  readonly name: string;
  /** The fields of a prediction line, without `id`; undefined: no answer. Spans are UTF-16, end exclusive. */
  predict(document: BenchmarkDocument): object | undefined;
  /** For tasks that compare documents with each other: called once, with all of a set, before `predict`. */
  prepare?(documents: readonly BenchmarkDocument[]): void | Promise<void>;
}
