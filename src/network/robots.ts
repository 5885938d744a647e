import type { Fetched, RobotsVerdict } from '../core/fetched.ts';
import { limits } from '../core/limits.ts';
import type { Clock } from '../core/ports.ts';
import { Problem } from '../core/problem.ts';
import { FetchProblem } from './fetch-problem.ts';
import { crawlDelay, type RobotsRules, robotsRules, ruling } from './robots-rules.ts';
import { shownHost } from './web-address.ts';

/** Gets the robots.txt at an address, through the same door as everything else. */
export type ReadRobots = (address: string) => Promise<Fetched>;

/** What is known of one host: its rules; that it has none; or why nobody could say. */
type Known = RobotsRules | 'none' | { readonly unreadable: string };

interface Kept {
  readonly until: number;
  readonly known: Promise<Known>;
}

/** What a host says to a program about an address. */
export interface Asked {
  readonly verdict: RobotsVerdict;
  /** Seconds that it wants between two requests. */
  readonly crawlDelay: number | undefined;
  readonly refusal: Problem | undefined;
}

/** The robots.txt of every host that was asked, remembered for a day. */
export class Robots {
  readonly #kept = new Map<string, Kept>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async ask(url: URL, client: string, read: ReadRobots): Promise<Asked> {
    if (url.pathname === '/robots.txt') return asked('exempt');
    const known = await this.#known(url, read);
    if (known === 'none') return asked('none');
    if ('unreadable' in known) return { ...asked('refused'), refusal: notReadable(url, known.unreadable) };
    const { allowed, line } = ruling(known, client, url.pathname + url.search);
    return {
      verdict: { verdict: allowed ? 'allowed' : 'refused', rule: line },
      crawlDelay: crawlDelay(known, client),
      refusal: allowed ? undefined : notWanted(url, line!),
    };
  }

  async #known(url: URL, read: ReadRobots): Promise<Known> {
    const now = Date.parse(this.#clock.now());
    const kept = this.#kept.get(url.origin);
    if (kept !== undefined && kept.until > now) return await kept.known;
    const oldest = this.#kept.keys().next();
    if (this.#kept.size >= REMEMBERED && oldest.done !== true) this.#kept.delete(oldest.value);
    const known = knownFrom(read(new URL('/robots.txt', url).href));
    this.#kept.set(url.origin, { until: now + limits.robotsHours * HOUR, known });
    const isFirm = await known.then(
      answer => answer === 'none' || !('unreadable' in answer),
      () => false,
    );
    // Who could not be asked is asked again with the next address.
    if (!isFirm) this.#kept.delete(url.origin);
    return await known;
  }
}

/** Hosts that are remembered. */
const REMEMBERED = 1_000;
const HOUR = 60 * 60 * 1000;

/** RFC 9309, 2.3.1: without the file all is allowed; when it cannot be had, nothing is. */
async function knownFrom(reading: Promise<Fetched>): Promise<Known> {
  try {
    const { bytes, cut } = await reading;
    if (cut !== undefined && cut !== 'truncated') return { unreadable: 'it broke off' };
    return robotsRules(new TextDecoder().decode(bytes));
  } catch (error) {
    if (!(error instanceof FetchProblem) || CONCERNS_THE_HOST.has(error.code)) throw error;
    const status = error.hops.at(-1)?.response?.status ?? 0;
    if (error.code === 'http_status' && status >= 400 && status <= 499) return 'none';
    return { unreadable: error.message };
  }
}

/** With these nothing of the host can be fetched, and the address itself would fail of the same. */
const CONCERNS_THE_HOST = new Set([
  'url_not_public',
  'host_not_found',
  'host_not_reached',
  'tls_invalid',
  'asked_to_wait',
]);

function asked(verdict: RobotsVerdict['verdict']): Asked {
  return { verdict: { verdict, rule: undefined }, crawlDelay: undefined, refusal: undefined };
}

function notWanted(url: URL, line: string): Problem {
  return new Problem(
    'robots_refused',
    `The robots.txt of ${shownHost(url)} asks programs not to fetch ${url.pathname} (${line}).`,
    'Save the page from a browser and add the file.',
  );
}

function notReadable(url: URL, why: string): Problem {
  return new Problem(
    'robots_refused',
    `The robots.txt of ${shownHost(url)} could not be read, so nothing was fetched from there. ${why}`,
    'Try again later, or save the page from a browser and add the file.',
  );
}
