/** Every limit of Deeds stands here; docs/limits.md is held to this table by a test. */
export const limits = {
  /** Bytes of one input; larger files are refused with `too_large`. */
  inputBytes: 20_000_000,
  /** Nested elements of one HTML page or Word file; deeper ones are refused with `too_deep`. */
  htmlDepth: 512,
  /** Files in one ZIP archive, and its bytes; larger ones are refused with `archive_refused`, as is one that unpacks to more than a hundred times its size. */
  archiveFiles: 10_000,
  archiveBytes: 200_000_000,
  /** Damaged records of one web archive that are told one by one; what lies behind the next is not read, and that is said. */
  damagedRecords: 1_000,
  /** Seconds of the processor that taking one file apart may take; after that it is refused with `too_slow`. */
  captureSeconds: 15,
  /** Megabytes (2^20 bytes) of memory that taking one file apart may take; beyond them it is refused with `too_much_memory`. */
  captureMegabytes: 512,
  /** Items of one feed that are read, from the first on; a note says how many were not. */
  feedItems: 1_000,
  /** Attachments of one e-mail that are read; a note names the others. */
  mailAttachments: 100,
  /** How deep publications may lie in each other, as an e-mail attached to an e-mail; deeper ones are refused with `too_deep`. */
  partDepth: 4,
  /** Bytes that what comes of one file may take, its text and where each word stands; more is refused with `too_large`. */
  answerBytes: 200_000_000,
  /** Pages of one PDF; longer ones are refused with `too_large`. */
  pdfPages: 2_000,
  /** Bytes that the text of a Word file or a book may take when it is unpacked; larger ones are refused with `too_large`. */
  unpackedBytes: 50_000_000,
  /** Characters (UTF-16 units) that one document may give to the reader. */
  readableCharacters: 2_000_000,
  /** Characters of one sentence that the parser reads as one; longer ones are cut at a space. */
  sentenceCharacters: 2_000,
  /** Characters of a web address; longer ones are refused with `bad_url`. */
  urlCharacters: 2_048,
  /** Ports that are asked unless others are allowed; the rest are refused with `port_not_allowed`. */
  webPorts: [80, 443, 8080, 8443],
  /** Redirects that are followed, each checked like the first address; after them `redirect_refused`. */
  redirects: 5,
  /** Seconds to find a host and connect to it, TLS included; after that `fetch_timeout`. */
  connectSeconds: 5,
  /** Seconds from the question to the last header of the answer; after that `fetch_timeout`. */
  headerSeconds: 10,
  /** Seconds between two pieces of a body; after that what came is kept, and said to be cut. */
  idleSeconds: 10,
  /** Seconds of the network, over all redirects of one fetch; waiting for one's turn is not counted. */
  fetchSeconds: 30,
  /** Bytes of the headers of one answer, and their number; beyond them `http_invalid`. */
  headerBytes: 64_000,
  headerFields: 1_000,
  /** Content codings (gzip, deflate, br, zstd) on top of each other; more are refused with `encoding_refused`. */
  contentCodings: 2,
  /** Times its size that a body may have without its codings, once it has more than a megabyte; beyond that `encoding_refused`. */
  decodedRatio: 100,
  /** Bytes of a robots.txt that are read: the 500 kibibytes of RFC 9309. */
  robotsBytes: 512_000,
  /** Hours that a robots.txt is believed before it is asked for again. */
  robotsHours: 24,
  /** Requests to one host at once, and seconds between two starts. */
  hostAtOnce: 2,
  hostSeconds: 1,
  /** Seconds that are waited at most because a host asks for it (Retry-After, Crawl-delay); a longer Retry-After is `asked_to_wait`. */
  politeSeconds: 30,
  /** Bytes of one request to `deeds serve`, files that are added among them; more are refused with `body_too_large`. */
  requestBytes: 64_000_000,
  /** Seconds for the headers of a request, and for all of it; connections at once. */
  requestHeaderSeconds: 10,
  requestSeconds: 60,
  serverConnections: 1_000,
  /** Items on one page of a list, and at most in one answer of the API. */
  pageItems: 100,
  apiItems: 200,
  /** Streams of events that one person listens to at once. */
  streamsEach: 5,
} as const;
