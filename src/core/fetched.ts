/** What came through the door to the network: the bytes, and how they came. */
export interface Fetched extends Retrieval {
  /** The body without its content codings; empty when it was not modified. */
  readonly bytes: Uint8Array;
  /** The body with the codings it was sent in; the same as `bytes` where there were none. */
  readonly encoded: Uint8Array;
}

/** How bytes came from the network: plain JSON, and enough to write the requests and responses down again as a WARC. */
export interface Retrieval {
  /** The address that was asked for, as a browser writes it. */
  readonly asked: string;
  /** The address that answered, after all redirects. */
  readonly url: string;
  /** When the first request began; ISO 8601 in UTC. */
  readonly at: string;
  /** What told the time of every instant here ("system"). */
  readonly clock: string;
  /** Milliseconds from the start of the first request to the end of the last, waiting for one's turn included. */
  readonly ms: number;
  /** The name that the servers were given ("Deeds/0.1.0"). */
  readonly client: string;
  /** Every request, in order; the last one brought the bytes. */
  readonly hops: readonly Hop[];
  /** The server says that what the asker has is still what it would send, so it sent nothing. */
  readonly notModified: boolean;
  /** The header as it was sent ("text/html; charset=utf-8"). */
  readonly contentType: string | undefined;
  /** What to send along when asking the next time. */
  readonly validators: Validators | undefined;
  /** Content codings that were taken off, in the order in which the server had put them on. */
  readonly codings: readonly string[];
  /** Why the bytes are not all there are; undefined: they are. */
  readonly cut: Cut | undefined;
  /** Size and SHA-256, as hexadecimal digits, of the body as it was sent and of the one without its codings. */
  readonly encodedBytes: number;
  readonly encodedSha256: string;
  readonly decodedBytes: number;
  readonly decodedSha256: string;
}

/** `truncated`: it is longer than the limit; `timeout`: it took too long; `connection_lost`: it ended before its end. */
export type Cut = 'truncated' | 'timeout' | 'connection_lost';

/** What a server gave to recognise a version by. */
export interface Validators {
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
}

/** Name and value of a header, as sent; a character is a byte. */
export type HeaderField = readonly [name: string, value: string];

/** One request and what answered it. */
export interface Hop {
  readonly url: string;
  /** How it came to be asked: the address itself, a `Location` or a `Refresh` header of the hop before it. */
  readonly by: 'asked' | 'location' | 'refresh';
  /** The hop before it was encrypted and this one is not. */
  readonly downgraded: boolean;
  /** Undefined when the address was refused before anybody looked. */
  readonly robots: RobotsVerdict | undefined;
  readonly at: string;
  readonly ms: number;
  readonly method: 'GET';
  /** Headers as they were sent; none when nothing was. */
  readonly request: readonly HeaderField[];
  /** Undefined when nothing answered. */
  readonly connection: Connection | undefined;
  readonly response: ResponseHead | undefined;
}

/** Who answered. */
export interface Connection {
  readonly address: string;
  readonly port: number;
  /** Undefined when nothing was encrypted. */
  readonly tls: TlsFacts | undefined;
}

export interface TlsFacts {
  /** "TLSv1.3" */
  readonly protocol: string;
  /** IANA's name of the cipher suite. */
  readonly cipher: string;
  /** SHA-256 of the certificate that the server showed, as hexadecimal digits. */
  readonly certificateSha256: string;
  /** Why it does not show that the server is who the address names ("CERT_HAS_EXPIRED"), where it was believed on demand. */
  readonly unproven?: string | undefined;
}

export interface ResponseHead {
  /** "1.1" */
  readonly httpVersion: string;
  readonly status: number;
  /** The words after the status, often none. */
  readonly reason: string;
  /** In the order in which they were sent; of their values only blanks at the ends are gone. */
  readonly headers: readonly HeaderField[];
}

/**
 * What the robots.txt of the host says about the address. `allowed`: it may be asked, by `rule` or because no rule speaks of it;
 * `refused`: it may not, by `rule` or because the robots.txt could not be read; `none`: there is no robots.txt; `ignored`: it was
 * not looked at, on demand; `exempt`: the address is that of a robots.txt.
 */
export interface RobotsVerdict {
  readonly verdict: 'allowed' | 'refused' | 'none' | 'ignored' | 'exempt';
  /** The line that decided ("Allow: /news/"). */
  readonly rule: string | undefined;
}

/** The first value of a header, whatever the case of its name; undefined when it was not sent. */
export function headerOf(headers: readonly HeaderField[], name: string): string | undefined {
  return headersOf(headers, name)[0];
}

/** All values of a header. */
export function headersOf(headers: readonly HeaderField[], name: string): readonly string[] {
  return headers.filter(([one]) => one.toLowerCase() === name).map(([, value]) => value);
}
