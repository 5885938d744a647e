import { type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http';
import { type HeaderField, headersOf, type ResponseHead } from '../core/fetched.ts';
import { limits } from '../core/limits.ts';
import { Problem } from '../core/problem.ts';
import { notReached, type Opened } from './connection.ts';
import { shownHost } from './web-address.ts';
import { within } from './within.ts';

/** A request that was answered; its body waits to be received. */
export interface Answered {
  readonly head: ResponseHead;
  readonly body: IncomingMessage;
  /** What the parser of HTTP found wrong meanwhile. */
  fault(): Error | undefined;
  /** Ends the connection, whatever is still to come. */
  close(): void;
}

/** Sends exactly these headers and waits for those of the answer. Node's own parser is used, strict as it is by default. */
export async function ask(
  opened: Opened,
  url: URL,
  fields: readonly HeaderField[],
  milliseconds: number,
): Promise<Answered> {
  const request = httpRequest({
    // Without an agent there is no pool, no connection kept for another request, and no proxy.
    createConnection: () => opened.socket,
    method: 'GET',
    path: url.pathname + url.search,
    headers: fields.flat(),
    setHost: false,
    maxHeaderSize: limits.headerBytes,
    insecureHTTPParser: false,
  });
  // Counted below: Node would leave out what is too many, and say nothing.
  request.maxHeadersCount = 0;
  let fault: Error | undefined;
  request.on('error', error => {
    fault ??= error;
  });
  const close = (): void => void request.destroy();
  try {
    const body = await within(answerTo(request, url), milliseconds, `${shownHost(url)} did not answer`);
    // An error that nobody listens to would end the program.
    body.on('error', () => {});
    const head = headOf(body);
    mustBeSound(head, url);
    return { head, body, fault: () => fault, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** Interim answers (100, 103) before the real one. */
const INTERIM = 10;

function answerTo(request: ClientRequest, url: URL): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    let interim = 0;
    request.once('response', resolve);
    request.once('error', error => reject(isInvalid(error) ? httpInvalid(url, error.message) : notReached(url, error)));
    request.once('upgrade', () => reject(httpInvalid(url, 'it changes to another protocol that nobody asked for')));
    request.on('information', () => {
      interim += 1;
      if (interim > INTERIM) reject(httpInvalid(url, 'it answers again and again that it will answer'));
    });
    request.end();
  });
}

function headOf(answer: IncomingMessage): ResponseHead {
  const headers: HeaderField[] = [];
  for (let i = 0; i < answer.rawHeaders.length; i += 2) {
    headers.push([answer.rawHeaders[i]!, answer.rawHeaders[i + 1]!]);
  }
  const { httpVersion, statusCode = 0, statusMessage: reason = '' } = answer;
  return { httpVersion, status: statusCode, reason, headers };
}

/** Refuses answers about whose extent two readers could disagree, and those that answer another question. */
function mustBeSound({ httpVersion, status, headers }: ResponseHead, url: URL): void {
  if (headers.length > limits.headerFields) throw httpInvalid(url, `it sends ${headers.length} headers`);
  if (httpVersion !== '1.0' && httpVersion !== '1.1') throw httpInvalid(url, `it answers in HTTP/${httpVersion}`);
  const transfer = headersOf(headers, 'transfer-encoding');
  if (transfer.length > 0) {
    if (headersOf(headers, 'content-length').length > 0) throw httpInvalid(url, 'it says the length twice');
    if (httpVersion === '1.0' || transfer.length > 1 || transfer[0]!.toLowerCase() !== 'chunked') {
      throw httpInvalid(url, `its Transfer-Encoding is ${JSON.stringify(transfer.join(', '))}`);
    }
  }
  if (status === 206) throw httpInvalid(url, 'it sends a part of what was asked for');
}

/** Did the parser of HTTP, not the connection, fail? */
export function isInvalid(error: Error & { readonly code?: string }): boolean {
  return error.code?.startsWith('HPE_') ?? false;
}

export function httpInvalid(url: URL, why: string): Problem {
  return new Problem(
    'http_invalid',
    `${shownHost(url)} does not answer as HTTP has it: ${why}.`,
    'Open it in a browser, save the page and add the file.',
  );
}
