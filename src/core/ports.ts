/** The outside world comes in through these, so that faults can be injected and runs replayed. */
export interface Clock {
  /** Now, as an ISO 8601 instant in UTC with milliseconds ("2015-11-09T08:30:00.000Z"). */
  now(): string;
}

export interface Files {
  readBytes(path: string): Uint8Array;
}
