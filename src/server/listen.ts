/** The door of `deeds serve`: HTTP on loopback, bounded in bytes, time and connections. What is asked is answered by the site. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { asProblem } from '../app.ts';
import { limits } from '../core/limits.ts';
import { Problem } from '../core/problem.ts';
import { LOOPBACK, mustBeOurs, SECURITY_HEADERS } from './security.ts';
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
      `Deeds does not serve on ${host}: whoever reaches it could decide in anybody's name, for there are no accounts yet.`,
      'Serve on localhost, and let others in by a tunnel that asks who they are.',
      2,
    );
  }
}

/** Listens; port 0 takes one that is free. Throws `accounts_needed` for a host that others can reach, `port_taken` where there is no port. */
export async function listen(desk: Desk, { host, port }: { host: string; port: number }): Promise<Listening> {
  mustBeLoopback(host);
  const site = new Site(desk);
  const server = createServer(
    {
      maxHeaderSize: 32_768,
      headersTimeout: limits.requestHeaderSeconds * 1000,
      requestTimeout: limits.requestSeconds * 1000,
      insecureHTTPParser: false,
    },
    (request, response) => void answer(site, portOf(server), request, response),
  );
  server.maxConnections = limits.serverConnections;
  await new Promise<void>((done, fail) => {
    server.once('error', error => fail(taken(error, port)));
    server.listen(port, host === '[::1]' ? '::1' : host === 'localhost' ? '127.0.0.1' : host, done);
  });
  return {
    address: `http://localhost:${portOf(server)}/`,
    port: portOf(server),
    close: async () => {
      const closed = new Promise<void>(done => server.close(() => done()));
      server.closeIdleConnections();
      // What is being answered gets a moment to end.
      const end = setTimeout(() => server.closeAllConnections(), GRACE);
      await closed;
      clearTimeout(end);
      await desk.close();
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

async function answer(site: Site, port: number, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { headers } = request;
  const method = request.method ?? 'GET';
  const asked: Asked = {
    method,
    target: request.url ?? '/',
    contentType: headers['content-type'],
    accept: headers.accept,
    cookie: headers.cookie,
    ifMatch: headers['if-match'],
    ifNoneMatch: headers['if-none-match'],
    key: header(headers['idempotency-key']),
    body: new Uint8Array(),
  };
  let written: Written;
  try {
    mustBeOurs(
      {
        method,
        host: headers.host,
        origin: headers.origin,
        site: header(headers['sec-fetch-site']),
        mode: header(headers['sec-fetch-mode']),
        contentType: headers['content-type'],
      },
      port,
    );
    written = await site.answer({ ...asked, body: await bodyOf(request) });
  } catch (error) {
    written = site.refuse(asked, asProblem(error, 'this request'));
  }
  const isCut = written.status === 413;
  response.writeHead(written.status, {
    ...written.headers,
    ...SECURITY_HEADERS,
    ...(isCut && { Connection: 'close' }),
  });
  response.end(method === 'HEAD' ? undefined : written.body);
  // A body that is not wanted is passed over, and one that is too large is not read to its end.
  if (isCut) response.once('finish', () => request.destroy());
  else request.resume();
}

const header = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const tooLarge = new Problem(
    'body_too_large',
    `More than ${limits.requestBytes / 1_000_000} megabytes were sent at once.`,
    'Add fewer files at a time, or add the folder by the command line: deeds add FOLDER.',
  );
  if (Number(request.headers['content-length'] ?? 0) > limits.requestBytes) throw tooLarge;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limits.requestBytes) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
