// Servers on this machine, and doors to the network that lead there and nowhere else.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, createServer as createSocketServer, type Server, type Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { Door, FetchProblem, type FetchOptions } from '../../src/network/index.ts';
import { isPublic } from '../../src/network/public-address.ts';
import type { Ways } from '../../src/network/ways.ts';
import type { Fetched } from '../../src/core/fetched.ts';

export const CLIENT = 'Deeds/test';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface Site {
  readonly port: number;
  /** Every request that came, robots.txt left out, with its headers as they were sent. */
  readonly asked: readonly { readonly path: string; readonly headers: readonly string[] }[];
  /** How often robots.txt was asked for. */
  readonly robotsAsked: () => number;
  /** `http://news.example.org:PORT/path` */
  address(path: string): string;
}

/** A site that answers with its pages; it has no robots.txt unless one is among them. `*` stands for all other paths. */
export async function site(t: TestContext, pages: Readonly<Record<string, Answer>>): Promise<Site> {
  const asked: { path: string; headers: readonly string[] }[] = [];
  let robotsAsked = 0;
  const server = createServer((request, response) => {
    const path = request.url!;
    if (path === '/robots.txt') robotsAsked += 1;
    else asked.push({ path, headers: request.rawHeaders });
    const answer = pages[path] ?? (path === '/robots.txt' ? undefined : pages['*']);
    if (answer === undefined) response.writeHead(404).end();
    else answer(request, response);
  });
  const port = await listening(t, server, '127.0.0.1');
  return { port, asked, robotsAsked: () => robotsAsked, address: path => `http://news.example.org:${port}${path}` };
}

/** A server that says exactly these bytes to everybody, and then ends, or leaves the connection open. */
export async function rawSite(t: TestContext, say: string | ((socket: Socket) => void)): Promise<Site> {
  const server = createSocketServer(socket => {
    socket.on('error', () => {});
    socket.once('data', () => (typeof say === 'string' ? socket.end(say, 'latin1') : say(socket)));
  });
  const port = await listening(t, server, '127.0.0.1');
  return { port, asked: [], robotsAsked: () => 0, address: path => `http://news.example.org:${port}${path}` };
}

export interface Canary {
  readonly port: number;
  /** Connections that were opened to it: there should be none. */
  reached(): number;
  /** Bytes that it was sent. */
  told(): number;
}

/** A server inside the private network: it listens on every address of this machine and counts who comes. */
export async function canary(t: TestContext): Promise<Canary> {
  let reached = 0;
  let told = 0;
  const server = createSocketServer(socket => {
    reached += 1;
    socket.on('error', () => {});
    socket.on('data', bytes => {
      told += bytes.length;
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nsecret');
    });
  });
  const port = await listening(t, server, undefined);
  return { port, reached: () => reached, told: () => told };
}

export async function listening(t: TestContext, server: Server, host: string | undefined): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, host);
  await once(server, 'listening');
  t.after(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  return (server.address() as AddressInfo).port;
}

/** Every name leads to 127.0.0.1, of which one port counts as the open internet. All else is as it really is, but nobody waits for a turn. */
export function waysTo({ port }: { readonly port: number }): Partial<Ways> {
  return {
    resolve: async () => ['127.0.0.1'],
    isPublic: (address, asked) => (address === '127.0.0.1' && asked === port) || isPublic(address),
    ...quickTime(),
  };
}

/** A clock that jumps ahead when somebody sleeps. */
export function quickTime(): Pick<Ways, 'clock' | 'sleep'> & { slept(): number } {
  let slept = 0;
  return {
    clock: { now: () => new Date(Date.now() + slept).toISOString() },
    sleep: async milliseconds => {
      // Whoever was to start before the pause has started by now.
      await setImmediate();
      slept += milliseconds;
    },
    slept: () => slept,
  };
}

/** Counts the connections that a door begins, whether they succeed or not. */
export function spy(): Pick<Ways, 'connect'> & { readonly begun: readonly string[] } {
  const begun: string[] = [];
  return {
    begun,
    connect(address, port) {
      begun.push(`${address} ${port}`);
      return connect({ host: address, port });
    },
  };
}

/** Fetches a path of the site through a door of its own. */
export async function fetchFrom(
  from: Site,
  path: string,
  { ways = {}, ...options }: Partial<FetchOptions> & { readonly ways?: Partial<Ways> } = {},
): Promise<Fetched> {
  const door = new Door({ ...waysTo(from), ...ways });
  return await door.fetch(from.address(path), { client: CLIENT, ports: [from.port], ...options });
}

/** The problem that a fetch ends with; a fetch that succeeds fails the test. */
export async function refusal(fetching: Promise<Fetched>): Promise<FetchProblem> {
  try {
    const { url, bytes } = await fetching;
    assert.fail(`${url} was fetched: ${Buffer.from(bytes.subarray(0, 100)).toString()}`);
  } catch (error) {
    if (error instanceof FetchProblem) return error;
    throw error;
  }
}
