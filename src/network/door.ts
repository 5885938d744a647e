import { createHash } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Fetched, HeaderField, Hop, ResponseHead, Validators } from '../core/fetched.ts';
import { headerOf } from '../core/fetched.ts';
import { limits } from '../core/limits.ts';
import { Problem } from '../core/problem.ts';
import { ACCEPTED, codingsOf, decode } from './codings.ts';
import { mustNotBePrivate, open } from './connection.ts';
import { FetchProblem } from './fetch-problem.ts';
import { Pace } from './pace.ts';
import { type Received, receive } from './receive.ts';
import { type Lead, leadOf } from './redirect.ts';
import { ask, httpInvalid } from './request.ts';
import { retryAfter } from './retry-after.ts';
import { Robots } from './robots.ts';
import { realWays, type Ways } from './ways.ts';
import { hostOf, shownHost, webAddress } from './web-address.ts';
import { TimeLeft, timeout } from './within.ts';

export interface FetchOptions {
  /** The name that servers are given, and robots.txt is read for: "Deeds/0.1.0". */
  readonly client: string;
  /** What an earlier answer gave to recognise it by; a server that has nothing newer then sends nothing. */
  readonly known?: Known;
  /** Fetches what robots.txt asks programs not to fetch; the result says so. */
  readonly ignoreRobots?: boolean;
  /** Believes also a certificate that does not show who the server is; the result says so. */
  readonly anyCertificate?: boolean;
  /** Ports that may be asked instead of those of the limits. */
  readonly ports?: readonly number[];
}

export interface Known extends Validators {
  /** The address that gave them; undefined: the one that is asked. Nobody else is told. */
  readonly url?: string | undefined;
}

/** The one door to the network. It remembers, for as long as it lives, what hosts ask of programs and when they were asked last. */
export class Door {
  readonly #ways: Ways;
  readonly #pace: Pace;
  readonly #robots: Robots;

  /** The ways are the real ones; tests give others. */
  constructor(ways: Partial<Ways> = {}) {
    this.#ways = { ...realWays, ...ways };
    this.#pace = new Pace(this.#ways);
    this.#robots = new Robots(this.#ways.clock);
  }

  /** Throws nothing but a `FetchProblem`; docs/network.md lists the codes. */
  async fetch(asked: string, options: FetchOptions): Promise<Fetched> {
    return await this.#walk(asked, options, 'page');
  }

  /** Goes from address to address until one answers with a body. Every one is checked from the start. */
  async #walk(asked: string, options: FetchOptions, errand: Errand): Promise<Fetched> {
    const hops: Draft<Hop>[] = [];
    const begun = { at: this.#ways.clock.now(), on: performance.now() };
    try {
      let url = webAddress(asked, portsOf(options));
      const first = url.href;
      hops.push(this.#hop(url.href));
      let left = this.#ways.patience.total;
      for (;;) {
        const hop = hops.at(-1)!;
        const outcome = await this.#step(url, hop, hops.at(-2), { ...options, errand, first, left });
        left -= hop.ms;
        if ('lead' in outcome) {
          url = this.#follow(url, outcome.lead, hops, portsOf(options));
          continue;
        }
        const { bytes, ...said } = await unpacked(outcome, url);
        return {
          asked: first,
          url: url.href,
          at: begun.at,
          clock: this.#ways.clockName,
          ms: Math.round(performance.now() - begun.on),
          client: options.client,
          hops,
          notModified: outcome.head.status === 304,
          contentType: headerOf(outcome.head.headers, 'content-type'),
          validators: validatorsOf(outcome.head),
          ...said,
          bytes,
          encoded: outcome.body.bytes,
        };
      }
    } catch (error) {
      throw error instanceof Problem ? new FetchProblem(error, hops) : error;
    }
  }

  /** One address: may it be asked, whose turn is it, what does it answer. What is found out is written into the hop as it is known. */
  async #step(url: URL, hop: Draft<Hop>, before: Hop | undefined, walk: Walk): Promise<Outcome> {
    try {
      mustNotBePrivate(url, this.#ways);
      await this.#askRobots(url, hop, walk);
      const isSameHost = before !== undefined && hostOf(new URL(before.url)) === hostOf(url);
      const turn = walk.errand === 'robots' ? 'robots' : isSameHost ? 'next' : 'first';
      return await this.#pace.turn(hostOf(url), turn, () => this.#exchange(url, hop, walk));
    } catch (error) {
      const isRefused = error instanceof Problem && error.code === 'url_not_public';
      throw isRefused && before !== undefined ? redirectRefused(url.href, error) : error;
    }
  }

  async #askRobots(url: URL, hop: Draft<Hop>, walk: Walk): Promise<void> {
    if (walk.errand === 'robots' || walk.ignoreRobots === true) {
      hop.robots = { verdict: walk.errand === 'robots' ? 'exempt' : 'ignored', rule: undefined };
      return;
    }
    const { verdict, crawlDelay, refusal } = await this.#robots.ask(url, walk.client, address =>
      this.#walk(
        address,
        { client: walk.client, anyCertificate: walk.anyCertificate === true, ports: portsOf(walk) },
        'robots',
      ),
    );
    hop.robots = verdict;
    if (refusal !== undefined) throw refusal;
    if (crawlDelay !== undefined) this.#pace.spread(hostOf(url), crawlDelay);
  }

  async #exchange(url: URL, hop: Draft<Hop>, walk: Walk): Promise<Outcome> {
    const { patience, clock } = this.#ways;
    const time = new TimeLeft(walk.left);
    const begun = performance.now();
    hop.at = clock.now();
    try {
      if (walk.left <= 0) throw timeout(`${shownHost(url)} was not reached`, patience.total);
      const opened = await open(url, this.#ways, time.atMost(patience.connect), walk.anyCertificate);
      hop.connection = opened.facts;
      hop.request = fieldsFor(url, walk);
      const answered = await ask(opened, url, hop.request, time.atMost(patience.headers));
      hop.response = answered.head;
      try {
        const lead = leadOf(answered.head, url);
        if (lead !== undefined) return { lead };
        this.#mustBeGranted(answered.head, url, hop);
        const codings = codingsOf(answered.head.headers, url);
        const most = walk.errand === 'robots' ? limits.robotsBytes : limits.inputBytes;
        const body = await receive(answered, url, { bytes: most, idle: patience.idle, total: time.atMost() });
        return { head: answered.head, codings, body, most };
      } finally {
        answered.close();
      }
    } finally {
      hop.ms = Math.round(performance.now() - begun);
    }
  }

  /** Refuses answers that hold no page; what a host asks for meanwhile is remembered. */
  #mustBeGranted(head: ResponseHead, url: URL, hop: Hop): void {
    const { status } = head;
    const wait = retryAfter(head, Date.parse(this.#ways.clock.now()));
    if (wait !== undefined && (status === 429 || status === 503)) this.#pace.leaveAlone(hostOf(url), wait);
    if (status === 304) {
      const isAsked = hop.request.some(([name]) => CONDITIONS.has(name));
      if (!isAsked) throw httpInvalid(url, 'it says that nothing has changed (304), and nobody asked that');
      return;
    }
    if (status < 200 || status > 299) throw badStatus(status, wait, url);
  }

  /** Checks where an answer leads like an address that somebody gives; the chain shows it, whether it may be asked or not. */
  #follow(from: URL, { to, by }: Lead, hops: Draft<Hop>[], ports: readonly number[]): URL {
    const target = URL.parse(to, from.href);
    const isDowngrade = from.protocol === 'https:' && target?.protocol === 'http:';
    hops.push({ ...this.#hop(target?.href ?? to), by, downgraded: isDowngrade });
    if (hops.length > limits.redirects + 1) throw tooManyRedirects(hops[0]!.url);
    try {
      const url = webAddress(to, ports, from);
      hops.at(-1)!.url = url.href;
      return url;
    } catch (error) {
      throw error instanceof Problem ? redirectRefused(to, error) : error;
    }
  }

  #hop(url: string): Draft<Hop> {
    return {
      url,
      by: 'asked',
      downgraded: false,
      robots: undefined,
      at: this.#ways.clock.now(),
      ms: 0,
      method: 'GET',
      request: [],
      connection: undefined,
      response: undefined,
    };
  }
}

type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** What a walk is for: robots.txt is asked for without asking robots.txt. */
type Errand = 'page' | 'robots';

interface Walk extends FetchOptions {
  readonly errand: Errand;
  /** The address that was asked for. */
  readonly first: string;
  /** Milliseconds of the network that are left. */
  readonly left: number;
}

/** A hop leads on, or has brought a body. */
type Outcome = { readonly lead: Lead } | Brought;

interface Brought {
  readonly head: ResponseHead;
  readonly codings: readonly string[];
  readonly body: Received;
  readonly most: number;
}

const portsOf = ({ ports }: FetchOptions): readonly number[] => ports ?? limits.webPorts;

const CONDITIONS = new Set(['If-None-Match', 'If-Modified-Since']);

/** All that a server is told: no cookie, no credentials, no referrer. */
function fieldsFor(url: URL, { client, known, first }: Walk): readonly HeaderField[] {
  const fields: HeaderField[] = [
    ['Host', url.host],
    ['User-Agent', client],
    ['Accept', 'text/html, application/xhtml+xml, application/pdf, text/plain;q=0.9, */*;q=0.5'],
    ['Accept-Language', 'en, *;q=0.5'],
    ['Accept-Encoding', ACCEPTED],
    ['Connection', 'close'],
  ];
  if (known === undefined || url.href !== (known.url ?? first)) return fields;
  if (known.etag !== undefined) fields.push(['If-None-Match', known.etag]);
  if (known.lastModified !== undefined) fields.push(['If-Modified-Since', known.lastModified]);
  return fields;
}

async function unpacked(
  { codings, body, most }: Brought,
  url: URL,
): Promise<
  Pick<Fetched, 'bytes' | 'codings' | 'cut' | 'encodedBytes' | 'encodedSha256' | 'decodedBytes' | 'decodedSha256'>
> {
  const { bytes, isOver, isShort } = await decode(body.bytes, codings, most, url);
  return {
    codings,
    cut: body.cut ?? (isOver ? 'truncated' : isShort ? 'connection_lost' : undefined),
    encodedBytes: body.bytes.length,
    encodedSha256: sha256(body.bytes),
    decodedBytes: bytes.length,
    decodedSha256: sha256(bytes),
    bytes,
  };
}

function validatorsOf({ headers }: ResponseHead): Validators | undefined {
  const [etag, lastModified] = [headerOf(headers, 'etag'), headerOf(headers, 'last-modified')];
  return etag === undefined && lastModified === undefined ? undefined : { etag, lastModified };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function badStatus(status: number, wait: number | undefined, url: URL): Problem {
  const words = STATUS_CODES[status] === undefined ? '' : ` (${STATUS_CODES[status]})`;
  const pause = wait === undefined ? '' : `, and asks to be left alone for ${Math.ceil(wait / 1000)} s`;
  return new Problem(
    'http_status',
    `${shownHost(url)} answered ${status}${words}${pause}.`,
    status === 429 || status >= 500
      ? 'Try again later.'
      : 'Open the address in a browser; if the page shows there, save it and add the file.',
  );
}

function redirectRefused(target: string, reason: Problem): Problem {
  return new Problem(
    'redirect_refused',
    `The address leads to ${JSON.stringify(shortened(target))}, which was not fetched: ${reason.message}`,
    'Look for the address where the page itself is, or save it from a browser and add the file.',
    1,
    reason,
  );
}

function tooManyRedirects(first: string): Problem {
  return new Problem(
    'redirect_refused',
    `${shortened(first)} leads from one address to the next, more than ${limits.redirects} times.`,
    'Look for the address where the page itself is, or save it from a browser and add the file.',
  );
}

/** Enough of an address to recognise it by. */
function shortened(address: string): string {
  return address.length > 200 ? `${address.slice(0, 200)}…` : address;
}
