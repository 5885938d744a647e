/** What every answer says to a browser, and which requests are answered at all. */
import { Problem } from '../core/problem.ts';

/** Nothing but our own files is loaded, no text becomes markup or script, and no other page may hold ours. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** On every answer, errors among them. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': POLICY,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
};

/** On an original capture: whatever it holds, nothing of it runs, loads or is shown by a browser. */
export const CAPTURE_HEADERS: Readonly<Record<string, string>> = {
  ...SECURITY_HEADERS,
  'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
};

/** Names by which a browser on this machine reaches it. */
export const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The parts of a request that tell where it comes from. */
export interface Coming {
  readonly method: string;
  /** Path and question. */
  readonly target: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** Sec-Fetch-Site, -Mode. */
  readonly site: string | undefined;
  readonly mode: string | undefined;
  readonly contentType: string | undefined;
  /** Does it bring an API token? A page of another site cannot make a browser send one. */
  readonly hasToken: boolean;
}

/** By which address people come: a port of this machine, or an origin that a proxy serves. */
export type Door =
  | { readonly port: number }
  /** `captures`: the origin at which original captures are given out, and nothing else. */
  | { readonly origin: string; readonly captures?: string };

function isReachedBy(host: string | undefined, door: Door): boolean {
  if (host === undefined) return false;
  if ('origin' in door) return host.toLowerCase() === new URL(door.origin).host;
  const named = Number(/:(\d+)$/u.exec(host)?.[1] ?? 80);
  return LOOPBACK.has(host.toLowerCase().replace(/:\d+$/u, '')) && named === door.port;
}

const CAPTURES = '/captures/';

/** At the address for captures there are captures, and where there is such an address they are nowhere else. Throws `unknown_host`. */
function isForCaptures({ method, host, target }: Coming, door: Door): boolean {
  if (!('captures' in door) || door.captures === undefined) return false;
  const isThere = host?.toLowerCase() === new URL(door.captures).host;
  const isOne = target.startsWith(CAPTURES);
  if (isThere && isOne && (method === 'GET' || method === 'HEAD')) return true;
  if (isThere || isOne)
    throw new Problem('unknown_host', 'This is not the name that Deeds is reached by.', `Open ${door.origin}/.`);
  return false;
}

/**
 * Throws a problem for a request that no page of this site, and no program of this machine's owner, would make: one that was led here by
 * another name (DNS rebinding), and one that another site's page makes in the owner's name (cross-site request forgery).
 */
export function mustBeOurs(coming: Coming, door: Door): void {
  if (isForCaptures(coming, door)) return;
  const { method, host, origin, site, mode, contentType } = coming;
  const own = 'origin' in door ? door.origin : `http://${host}`;
  if (!isReachedBy(host, door)) {
    throw new Problem(
      'unknown_host',
      'This is not the name that Deeds is reached by.',
      'origin' in door
        ? `Open ${door.origin}/.`
        : `Open http://localhost:${door.port}/ on the machine that it runs on.`,
    );
  }
  const isReading = method === 'GET' || method === 'HEAD';
  const isOwn = site === 'same-origin' || (site === undefined && origin === own);
  if (isReading && (site === undefined || isOwn || site === 'none' || mode === 'navigate')) return;
  // A browser always says where a form comes from; a program that does not may write where forms cannot: in JSON.
  // Where people have accounts it must have a token as well, which no browser sends by itself.
  const isPlain = site === undefined && origin === undefined && /^application\/json\b/u.test(contentType ?? '');
  const isProgram = coming.hasToken || (isPlain && !('origin' in door));
  if (!isReading && (isOwn || isProgram)) return;
  throw new Problem(
    'cross_site',
    'Another site asked for this, and other sites may not. Nothing was changed.',
    'Open Deeds itself, and do it there.',
  );
}
