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

/** Names by which a browser on this machine reaches it. */
export const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The parts of a request that tell where it comes from. */
export interface Coming {
  readonly method: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** Sec-Fetch-Site, -Mode. */
  readonly site: string | undefined;
  readonly mode: string | undefined;
  readonly contentType: string | undefined;
}

/**
 * Throws a problem for a request that no page of this site, and no program of this machine's owner, would make: one that was led here by
 * another name (DNS rebinding), and one that another site's page makes in the owner's name (cross-site request forgery).
 */
export function mustBeOurs({ method, host, origin, site, mode, contentType }: Coming, port: number): void {
  const name = host?.toLowerCase().replace(/:\d+$/u, '');
  const named = host === undefined ? undefined : Number(/:(\d+)$/u.exec(host)?.[1] ?? 80);
  if (name === undefined || !LOOPBACK.has(name) || named !== port) {
    throw new Problem(
      'unknown_host',
      'This is not the name that Deeds is reached by.',
      `Open http://localhost:${port}/ on the machine that it runs on.`,
    );
  }
  const isReading = method === 'GET' || method === 'HEAD';
  const isOwn = site === 'same-origin' || (site === undefined && origin === `http://${host}`);
  if (isReading && (site === undefined || isOwn || site === 'none' || mode === 'navigate')) return;
  // A browser always says where a form comes from; a program that does not may write where forms cannot: in JSON.
  const isProgram = site === undefined && origin === undefined && /^application\/json\b/u.test(contentType ?? '');
  if (!isReading && (isOwn || isProgram)) return;
  throw new Problem(
    'cross_site',
    'Another site asked for this, and other sites may not. Nothing was changed.',
    'Open Deeds itself, and do it there.',
  );
}
