/** Every limit of Deeds stands here; docs/limits.md is held to this table by a test. */
export const limits = {
  /** Bytes of one input; larger files are refused with `too_large`. */
  inputBytes: 20_000_000,
  /** Bytes of a refused input that are kept as evidence; of larger ones only the refusal is recorded. */
  refusedBytes: 1_000_000,
  /** Nested elements of one HTML page; deeper pages are refused with `too_deep`. */
  htmlDepth: 512,
  /** Files in one ZIP archive, and its bytes; larger ones are refused with `archive_refused`, as is one that unpacks to more than a hundred times its size. */
  archiveFiles: 10_000,
  archiveBytes: 200_000_000,
  /** Seconds of the processor that taking one file apart may take; after that it is refused with `too_slow`. */
  captureSeconds: 15,
  /** Megabytes (2^20 bytes) of memory that taking one file apart may take; beyond them it is refused with `too_much_memory`. */
  captureMegabytes: 512,
  /** Pages of one PDF; longer ones are refused with `too_large`. */
  pdfPages: 2_000,
  /** Bytes that the text of a Word file may take when it is unpacked; larger ones are refused with `too_large`. */
  unpackedBytes: 50_000_000,
  /** Characters (UTF-16 units) that one document may give to the reader. */
  readableCharacters: 2_000_000,
  /** Characters of one sentence that the parser reads as one; longer ones are cut at a space. */
  sentenceCharacters: 2_000,
} as const;
