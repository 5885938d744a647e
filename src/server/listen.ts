/** The door of `deeds serve`: HTTP on loopback, bounded in bytes, time and connections. What is asked is answered by the site. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { asProblem } from '../app.ts';
import { limits } from '../core/limits.ts';
import { Problem } from '../core/problem.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { FORM_TOKEN } from './form-token.ts';
import { CAPTURE_HEADERS, type Door, LOOPBACK, mustBeOurs, SECURITY_HEADERS } from './security.ts';
import { type Asked, Site, type Written } from './site.ts';
import type { Desk } from './desk.ts';

/** Milliseconds that requests get to be answered when all ends. */
const GRACE = 1_000;

export interface Listening {
  /** "http://localhost:8440/" */
  readonly address: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Throws `accounts_needed` for a host that others can reach. */
export function mustBeLoopback(host: string): void {
  if (!LOOPBACK.has(host) && host !== '::1') {
    throw new Problem(
      'accounts_needed',
      `Deeds does not serve on ${host} just so: whoever reaches it could decide in anybody's name.`,
      'Serve on localhost; or say by which address people reach it, and they have accounts: --origin https://deeds.example.org.',
      2,
    );
  }
}

/** Where people have accounts: the accounts, and the origin ("https://deeds.example.org") by which browsers reach the server. */
export interface Guarded {
  readonly accounts: Accounts;
  readonly origin: string;
  /** Another origin, at which original captures are given out; undefined: they are not. */
  readonly captures?: string;
}

/** Throws `bad_origin` for what is no origin, or one without encryption by which others come: passwords would travel for everybody to read. */
export function originIn(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname));
  if (url !== undefined && isSafe && url.pathname === '/' && url.search === '' && url.username === '')
    return url.origin;
  throw new Problem(
    'bad_origin',
    `“${given.slice(0, 200)}” is not an address by which people could come safely.`,
    'Say https:// and a name, as --origin https://deeds.example.org; a proxy in front of Deeds keeps the certificate.',
    2,
  );
}

/** Listens; port 0 takes one that is free. Throws `accounts_needed` for a host that others can reach where nobody has an account, `port_taken` where there is no port. */
export async function listen(
  desk: Desk,
  { host, port, guarded }: { host: string; port: number; guarded?: Guarded },
): Promise<Listening> {
  if (guarded === undefined) mustBeLoopback(host);
  const site = new Site(desk, guarded?.accounts, guarded?.captures);
  const server = createServer(
    {
      maxHeaderSize: 32_768,
      headersTimeout: limits.requestHeaderSeconds * 1000,
      requestTimeout: limits.requestSeconds * 1000,
      // How often it is looked whether somebody takes too long.
      connectionsCheckingInterval: 2_000,
      insecureHTTPParser: false,
    },
    (request, response) => void answer(site, guarded ?? { port: portOf(server) }, request, response),
  );
  server.maxConnections = limits.serverConnections;
  await new Promise<void>((done, fail) => {
    server.once('error', error => fail(taken(error, port)));
    server.listen(port, host === '[::1]' ? '::1' : host === 'localhost' ? '127.0.0.1' : host, done);
  });
  return {
    address: guarded === undefined ? `http://localhost:${portOf(server)}/` : `${guarded.origin}/`,
    port: portOf(server),
    close: async () => {
      const closed = new Promise<void>(done => server.close(() => done()));
      server.closeIdleConnections();
      // What is being answered gets a moment to end.
      const end = setTimeout(() => server.closeAllConnections(), GRACE);
      await closed;
      clearTimeout(end);
      await desk.close();
      guarded?.accounts.close();
    },
  };
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

function taken(error: NodeJS.ErrnoException, port: number): Problem {
  return new Problem(
    'port_taken',
    `Deeds cannot listen on port ${port} (${error.code ?? error.message}).`,
    'Name another with --port, or 0 for any that is free.',
    1,
    error,
  );
}

async function answer(site: Site, door: Door, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { headers } = request;
  const method = request.method ?? 'GET';
  const asked: Asked = {
    method,
    host: headers.host,
    target: request.url ?? '/',
    contentType: headers['content-type'],
    accept: headers.accept,
    cookie: headers.cookie,
    ifMatch: headers['if-match'],
    ifNoneMatch: headers['if-none-match'],
    key: header(headers['idempotency-key']),
    token: /^Bearer (\S{1,200})$/u.exec(headers.authorization ?? '')?.[1],
    formToken: header(headers[FORM_TOKEN]),
    lastEvent: header(headers['last-event-id']),
    place: request.socket.remoteAddress ?? '',
    // Not before it is known who sends it.
    body: most => bodyOf(request, most),
  };
  let written: Written;
  const coding = headers['transfer-encoding'];
  const isUnclear = coding !== undefined && !/^chunked$/iu.test(coding);
  try {
    if (isUnclear) {
      throw new Problem(
        'bad_request',
        'Where this request ends is not told in a way that is taken here.',
        'Send it with Content-Length, or chunked and nothing else.',
      );
    }
    mustBeOurs(
      {
        method,
        target: asked.target,
        host: headers.host,
        origin: headers.origin,
        site: header(headers['sec-fetch-site']),
        mode: header(headers['sec-fetch-mode']),
        contentType: headers['content-type'],
        hasToken: asked.token !== undefined && 'origin' in door,
      },
      door,
    );
    written = await site.answer(asked);
  } catch (error) {
    written = site.refuse(asked, asProblem(error, 'this request'));
  }
  const isCut = isUnclear || written.status === 413;
  response.writeHead(written.status, {
    ...written.headers,
    ...(written.isCapture === true ? CAPTURE_HEADERS : SECURITY_HEADERS),
    ...(isCut && { Connection: 'close' }),
  });
  if (typeof written.body === 'function') {
    request.resume();
    await stream(written.body, response);
    return;
  }
  response.end(method === 'HEAD' ? undefined : written.body);
  // A body that is not wanted is passed over, and one that is too large, or has no clear end, is not read to it.
  if (isCut) response.once('finish', () => request.destroy());
  else request.resume();
}

/** Who takes nothing in for so many milliseconds is not waited for. */
const SLOW = 10_000;

async function stream(body: (gone: AbortSignal) => AsyncIterable<string>, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    for await (const piece of body(gone.signal)) {
      if (gone.signal.aborted) break;
      if (!response.write(piece))
        await once(response, 'drain', { signal: AbortSignal.any([gone.signal, AbortSignal.timeout(SLOW)]) });
    }
    response.end();
  } catch {
    // Gone, too slow, or let in no more: whoever still may asks again from the last event on.
    response.destroy();
  }
}

const header = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

async function bodyOf(request: IncomingMessage, most: number = limits.requestBytes): Promise<Uint8Array> {
  const tooLarge = new Problem(
    'body_too_large',
    `More than ${most / 1_000_000} megabytes were sent at once.`,
    'Add fewer files at a time, or add the folder by the command line: deeds add FOLDER.',
  );
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > most) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
