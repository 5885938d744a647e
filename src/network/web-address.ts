import { isIP } from 'node:net';
import { domainToUnicode } from 'node:url';
import { limits } from '../core/limits.ts';
import { Problem } from '../core/problem.ts';

/**
 * Takes an address as a browser does, and refuses what is not to be fetched whoever answers there.
 * It is the parsed address that is checked: tabs, backslashes and odd spellings of numbers are gone by then.
 */
export function webAddress(written: string, ports: readonly number[], base?: URL): URL {
  if (written.length > limits.urlCharacters) throw tooLong(written.length);
  const url = URL.parse(written, base?.href);
  if (url === null) throw notAnAddress(written);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw schemeNotAllowed(url);
  if (url.username !== '' || url.password !== '') throw withCredentials(url);
  // Escapes make an address longer than it was written.
  if (url.href.length > limits.urlCharacters) throw tooLong(url.href.length);
  if (!ports.includes(portOf(url))) throw portNotAllowed(url, ports);
  url.hash = '';
  return url;
}

export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

/** The host without the brackets of IPv6 and without dots at its end: as addresses, certificates and lists of hosts write it. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/u, '$1').replace(/\.+$/u, '');
}

/** The host for people: where letters beyond ASCII are in it, in both spellings, so that look-alikes are seen. */
export function shownHost(url: URL): string {
  const unicode = domainToUnicode(hostOf(url));
  return unicode === '' || unicode === hostOf(url) ? url.hostname : `${url.hostname} (${unicode})`;
}

/** Names that never leave the machine or its network (RFC 6761, 6762, 7686, 8375): nobody is even asked for their address. */
const INTERNAL = /(?:^|\.)(?:localhost|localdomain|local|internal|home\.arpa|onion)$/u;

export function isInternalName(host: string): boolean {
  return isIP(host) === 0 && INTERNAL.test(host);
}

function tooLong(length: number): Problem {
  return new Problem(
    'bad_url',
    `This web address has ${length.toLocaleString('en')} characters; at most ${limits.urlCharacters.toLocaleString('en')} are fetched.`,
    'Look for a shorter address of the same page.',
    2,
  );
}

function notAnAddress(written: string): Problem {
  return new Problem(
    'bad_url',
    `${JSON.stringify(written)} is no web address.`,
    'Write it in full, for example https://example.org/report.',
    2,
  );
}

function withCredentials(url: URL): Problem {
  return new Problem(
    'bad_url',
    `The address at ${shownHost(url)} holds a user name or a password, so it was not fetched.`,
    'Leave out what stands before the @. What needs a password has to be saved from a browser.',
    2,
  );
}

function schemeNotAllowed(url: URL): Problem {
  return new Problem(
    'scheme_not_allowed',
    `Only http and https are fetched, not ${url.protocol.slice(0, -1)}.`,
    'Give a web address, or save the file and name it.',
    2,
  );
}

function portNotAllowed(url: URL, ports: readonly number[]): Problem {
  return new Problem(
    'port_not_allowed',
    `Port ${portOf(url)} of ${shownHost(url)} is not one where web pages are fetched from (${ports.join(', ')}).`,
    'Look for an address of the page without a port.',
    2,
  );
}
