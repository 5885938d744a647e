import { createHash } from 'node:crypto';
import { isIP, type Socket, SocketAddress } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { Connection, TlsFacts } from '../core/fetched.ts';
import { Problem } from '../core/problem.ts';
import type { Ways } from './ways.ts';
import { hostOf, isInternalName, portOf, shownHost } from './web-address.ts';
import { TimeLeft, within } from './within.ts';

/** A connection whose other end is known to lie in the open internet, encrypted where the address says so. */
export interface Opened {
  readonly socket: Socket;
  readonly facts: Connection;
}

/**
 * Connects to a host. Its addresses are looked up once and checked all, and it is one of the checked addresses that is connected to,
 * never the name: who answers DNS differently a moment later changes nothing. The socket is asked once more where it has led.
 * With `anyCertificate` it is also believed who cannot show who they are; the facts say so.
 */
export async function open(url: URL, ways: Ways, milliseconds: number, anyCertificate = false): Promise<Opened> {
  const time = new TimeLeft(milliseconds);
  const addresses = await checkedAddresses(url, ways, time);
  const { socket, address } = await connectedToOne(url, addresses, ways, time);
  const connection = { address, port: portOf(url), tls: undefined };
  if (url.protocol === 'http:') return { socket, facts: connection };
  const secure = await encrypted(url, socket, ways, time, anyCertificate);
  return { socket: secure, facts: { ...connection, tls: tlsFacts(secure) } };
}

/** Refuses what needs no answer of DNS: an address in figures that is not public, and names of this machine or its network. */
export function mustNotBePrivate(url: URL, ways: Ways): void {
  const host = hostOf(url);
  if (isIP(host) === 0 ? isInternalName(host) : !ways.isPublic(host, portOf(url))) throw notPublic(url);
}

async function checkedAddresses(url: URL, ways: Ways, time: TimeLeft): Promise<readonly string[]> {
  mustNotBePrivate(url, ways);
  const host = hostOf(url);
  if (isIP(host) !== 0) return [host];
  const tooLate = `Nobody could say where ${shownHost(url)} is`;
  const answers = await within(ways.resolve(host).catch(notFound(url)), time.atMost(), tooLate);
  if (answers.length === 0) return notFound(url)(undefined);
  // One that is not public is enough: which of them would be connected to is not ours to guess.
  if (!answers.every(answer => ways.isPublic(answer, portOf(url)))) throw notPublic(url);
  return answers;
}

/** Addresses of a host that are tried, one after the other. */
const TRIED = 4;

async function connectedToOne(
  url: URL,
  addresses: readonly string[],
  ways: Ways,
  time: TimeLeft,
): Promise<{ readonly socket: Socket; readonly address: string }> {
  const tried = addresses.slice(0, TRIED);
  for (const [i, address] of tried.entries()) {
    try {
      return { socket: await connected(url, address, ways, time.atMost() / (tried.length - i)), address };
    } catch (error) {
      const isLast = i === tried.length - 1;
      if (isLast || (error instanceof Problem && !WORTH_ANOTHER.has(error.code))) throw error;
    }
  }
  throw notReached(url, undefined);
}

/** What one address of a host fails at, another may do. */
const WORTH_ANOTHER = new Set(['fetch_timeout', 'host_not_reached']);

async function connected(url: URL, address: string, ways: Ways, milliseconds: number): Promise<Socket> {
  const port = portOf(url);
  const socket = ways.connect(address, port);
  const opened = new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve).once('error', error => reject(notReached(url, error)));
  });
  try {
    await within(opened, milliseconds, `${shownHost(url)} took no connection`);
    const led = socket.remoteAddress;
    if (led === undefined) throw notReached(url, undefined);
    if (canonical(led) !== canonical(address) || !ways.isPublic(led, port)) throw notPublic(url);
    return socket;
  } catch (error) {
    destroy(socket);
    throw error;
  }
}

function canonical(address: string): string {
  return new SocketAddress({ address, family: isIP(address) === 6 ? 'ipv6' : 'ipv4' }).address;
}

async function encrypted(
  url: URL,
  socket: Socket,
  ways: Ways,
  time: TimeLeft,
  anyCertificate: boolean,
): Promise<TLSSocket> {
  const host = hostOf(url);
  const secure = connectTls({
    socket,
    host,
    // An address in figures is no server name (RFC 6066); the certificate is compared with `host` all the same.
    servername: isIP(host) === 0 ? host : '',
    ALPNProtocols: ['http/1.1'],
    // Said, because an environment variable could say otherwise.
    rejectUnauthorized: !anyCertificate,
    ...(ways.authorities !== undefined && { ca: [...ways.authorities] }),
  });
  const done = new Promise<void>((resolve, reject) => {
    secure.once('secureConnect', resolve).once('error', (error: Error & { code?: string }) => {
      reject(error.code === 'ECONNRESET' ? notReached(url, error) : tlsInvalid(url, error));
    });
  });
  try {
    await within(done, time.atMost(), `${shownHost(url)} did not agree on encryption`);
    return secure;
  } catch (error) {
    destroy(secure);
    destroy(socket);
    throw error;
  }
}

function tlsFacts(secure: TLSSocket): TlsFacts {
  const { raw } = secure.getPeerCertificate();
  return {
    protocol: secure.getProtocol() ?? '',
    cipher: secure.getCipher().standardName,
    certificateSha256: createHash('sha256').update(raw).digest('hex'),
    ...(!secure.authorized && { unproven: reasonOf(secure.authorizationError) }),
  };
}

/** Node gives its code, though its types say that it is an error. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? ((error as { code?: string }).code ?? error.message) : String(error);
}

/** Ends a socket; what it still has to complain about concerns nobody. */
function destroy(socket: Socket): void {
  socket.on('error', () => {});
  socket.destroy();
}

function notPublic(url: URL): Problem {
  return new Problem(
    'url_not_public',
    `${shownHost(url)} points inside a private network, so it was not fetched.`,
    'Save the page from a browser and add the file.',
  );
}

function notFound(url: URL): (error: unknown) => never {
  return error => {
    throw new Problem(
      'host_not_found',
      `There is no host named ${shownHost(url)}, as far as this machine can find out.`,
      'Check how the address is spelled, and whether this machine is connected.',
      1,
      error,
    );
  };
}

export function notReached(url: URL, error: unknown): Problem {
  return new Problem(
    'host_not_reached',
    `${shownHost(url)} cannot be reached${error instanceof Error ? `: ${error.message}` : ''}.`,
    'Try again later.',
    1,
    error,
  );
}

function tlsInvalid(url: URL, error: Error): Problem {
  return new Problem(
    'tls_invalid',
    `${shownHost(url)} cannot show that it is who it says it is (${error.message}), so it was not fetched.`,
    'Open it in a browser; if you trust what you see, save the page and add the file, or say --any-certificate.',
    1,
    error,
  );
}
