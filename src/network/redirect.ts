import { headerOf, headersOf, type ResponseHead } from '../core/fetched.ts';
import { httpInvalid } from './request.ts';

/** Where an answer leads to, as it was written. */
export interface Lead {
  readonly to: string;
  readonly by: 'location' | 'refresh';
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Where an answer sends the one who asked, if it does: by a status and `Location`, or by a `Refresh` header that waits for nothing.
 * What a page says itself (`<meta>`, a script) is not followed: the page is what was asked for.
 */
export function leadOf(head: ResponseHead, url: URL): Lead | undefined {
  if (REDIRECTS.has(head.status)) {
    const targets = new Set(headersOf(head.headers, 'location'));
    if (targets.size !== 1)
      throw httpInvalid(url, `it sends one elsewhere (${head.status}) and names ${targets.size} places`);
    return { to: asText([...targets][0]!), by: 'location' };
  }
  if (head.status < 200 || head.status > 299) return undefined;
  const to = refreshed(headerOf(head.headers, 'refresh') ?? '');
  // A page that loads itself anew is there already.
  if (to === undefined || URL.parse(to, url.href)?.href === url.href) return undefined;
  return { to, by: 'refresh' };
}

/** Seconds up to which `Refresh` is a redirect; a page that reloads every five minutes is to be read as it is. */
const AT_ONCE = 10;

/** After the HTML standard: seconds, then `;` or `,`, then the address, which may stand behind `url=` and in quotes. */
const REFRESH =
  /^\s*(?<seconds>\d+)[\d.]*\s*[;,\s]\s*(?:url\s*=\s*)?(?:"(?<double>[^"]*)|'(?<single>[^']*)|(?<bare>\S.*))/iu;

function refreshed(value: string): string | undefined {
  const { seconds, double, single, bare } = REFRESH.exec(value)?.groups ?? {};
  if (seconds === undefined || Number(seconds) > AT_ONCE) return undefined;
  return asText((double ?? single ?? bare ?? '').trim()) || undefined;
}

/** Header values come with a character a byte. Those who write letters beyond ASCII mean UTF-8. */
function asText(value: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(value, 'latin1'));
  } catch {
    return value;
  }
}
