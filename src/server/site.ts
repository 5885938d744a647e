/** Finds who answers a request, and writes the answer out: a page, a list in another format, JSON, or the way to another page. */
import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { asProblem } from '../app.ts';
import { limits } from '../core/limits.ts';
import { Problem } from '../core/problem.ts';
import { outputs } from '../outputs/index.ts';
import { nameIn } from '../who-and-when.ts';
import { type Address, to } from './address.ts';
import { apiRoutes } from './api/index.ts';
import { assets } from './assets.ts';
import type { Desk } from './desk.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { may, type Person } from '../accounts/policy.ts';
import { entering, needsOf, permitFor, sessionCookie, sessionIn } from './entrance.ts';
import { render } from './html.ts';
import { sections } from './pages/index.ts';
import { layout } from './parts/layout.ts';
import { problemJson, problemPage, statusOf } from './problems.ts';
import { sentIn } from './sent.ts';
import { type Answer, type Format, notFound, type Page, type Route, type Visit } from './visit.ts';

export interface Asked {
  readonly method: string;
  /** Path and question as they came. */
  readonly target: string;
  readonly contentType: string | undefined;
  readonly accept: string | undefined;
  readonly cookie: string | undefined;
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
  /** Idempotency-Key */
  readonly key: string | undefined;
  /** Last-Event-ID */
  readonly lastEvent: string | undefined;
  /** API token. */
  readonly token: string | undefined;
  /** Address that the request comes from. */
  readonly place: string;
  /** Throws `body_too_large`. */
  body(): Promise<Uint8Array>;
}

export interface Written {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | ((gone: AbortSignal) => AsyncIterable<string>);
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  json: 'application/json; charset=utf-8',
  jsonl: 'application/jsonl; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ics': 'text/calendar; charset=utf-8',
  '.pdf': 'application/pdf',
  '.md': 'text/markdown; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** Everything that is answered, in the order in which it is looked for. */
export const routes: readonly Route[] = [...sections.flatMap(({ routes }) => routes), ...apiRoutes];

export class Site {
  readonly #desk: Desk;
  readonly #accounts: Accounts | undefined;
  /** How many streams each listens to. */
  readonly #listeners = new Map<string, number>();
  readonly #routes = routes.map(route => ({
    route,
    pattern: new URLPattern({ pathname: route.path }),
  }));
  readonly #assets = new Map([...assets].map(([name, read]) => [`/assets/${name}`, asset(name, read())]));

  /** `accounts`: undefined where whoever reaches the server is its owner. */
  constructor(desk: Desk, accounts?: Accounts) {
    this.#desk = desk;
    this.#accounts = accounts;
  }

  /** `person`: somebody who was let in already. */
  async answer(asked: Asked, person?: Person): Promise<Written> {
    try {
      return await this.#answered(asked, person);
    } catch (error) {
      return this.refuse(asked, asProblem(error, 'this request'));
    }
  }

  /** An answer that tells of a problem: to programs in JSON, to people as a page. */
  refuse(asked: Asked, problem: Problem): Written {
    const status = statusOf(problem);
    const isForPrograms = /^\/api\/|\.(?:json|jsonl|csv)(?:\?|$)/u.test(asked.target) || wantsJson(asked);
    if (isForPrograms) {
      return {
        status,
        headers: { 'Content-Type': 'application/problem+json; charset=utf-8', 'Cache-Control': 'no-store' },
        body: `${JSON.stringify(problemJson(problem))}\n`,
      };
    }
    if (problem.code === 'login_needed' && asked.method === 'GET') {
      const headers = {
        Location: addressIn(undefined)(to('login').with({ next: asked.target })),
        'Cache-Control': 'no-store',
      };
      return { status: 303, headers, body: '' };
    }
    const page = problemPage(problem, asked.method === 'POST');
    return this.#page(page, { here: to(), section: undefined, asOf: undefined, who: undefined, person: undefined });
  }

  async #answered(asked: Asked, known: Person | undefined): Promise<Written> {
    const { path, query, asOf } = read(asked.target);
    const file = this.#assets.get(path);
    if (file !== undefined && asOf === undefined) return file(asked.ifNoneMatch);
    const { route, params, format } = this.#find(asked.method, path);
    if (asOf !== undefined && route.method === 'POST') {
      throw new Problem('past_stays', 'The past is only looked at.', 'Go back to now, and decide there.');
    }
    const session = sessionIn(asked.cookie);
    const person = known ?? entering(this.#accounts, asked, session, route);
    if (asOf !== undefined && needsOf(route) === 'read' && (await this.#desk.isLarge()))
      return await this.#desk.past.answer(asked, person);
    const record = asOf === undefined ? this.#desk.record : await this.#desk.asOf(asOf);
    const visit: Visit = {
      record,
      desk: this.#desk,
      asOf,
      here: to(...segmentsOf(path, format)).with(Object.fromEntries(query)),
      params,
      query,
      format,
      sent: await sentIn(asked, route),
      who: this.#accounts === undefined ? (whoIn(asked.cookie) ?? this.#desk.by) : person?.name,
      person,
      accounts: this.#accounts,
      permit: this.#accounts && person && permitFor(this.#accounts, person),
      place: asked.place,
      session,
      mayWrite: asOf === undefined && (person === undefined || may(person, 'review')),
      conditions: { ifMatch: asked.ifMatch, key: asked.key },
    };
    const answer = await route.answer(visit);
    if ('events' in answer) return this.#streamed(answer, asked, session, route);
    return this.#written(answer, visit, route);
  }

  /** Events as they come; who signs out, or is shut out, hears no more. */
  #streamed(
    { events }: Extract<Answer, { events: unknown }>,
    asked: Asked,
    session: string | undefined,
    route: Route,
  ): Written {
    const who = session ?? asked.token ?? asked.place;
    const others = this.#listeners.get(who) ?? 0;
    if (others >= limits.streamsEach) {
      throw new Problem(
        'too_many_streams',
        'You listen to too many things at once.',
        'Close a page, and load this one again.',
      );
    }
    const accounts = this.#accounts;
    const listeners = this.#listeners;
    const mayStay = (): void => void entering(accounts, asked, session, route);
    return {
      status: 200,
      headers: { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store' },
      async *body(gone) {
        listeners.set(who, (listeners.get(who) ?? 0) + 1);
        try {
          for await (const { id, event, data } of events({ gone, last: asked.lastEvent, mayStay })) {
            yield `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
          }
        } finally {
          const left = listeners.get(who)! - 1;
          if (left === 0) listeners.delete(who);
          else listeners.set(who, left);
        }
      },
    };
  }

  #find(method: string, path: string): { route: Route; params: Visit['params']; format: Format } {
    const wanted = method === 'HEAD' ? 'GET' : method;
    const [, bare, suffix] = /^(.*?)(?:\.(json|jsonl|csv))?$/u.exec(path)!;
    let isElsewhere = false;
    for (const { route, pattern } of this.#routes) {
      const format = (route.formats?.includes(suffix as Format) ? suffix : 'html') as Format;
      const match = pattern.exec({ pathname: format === 'html' ? path : bare! });
      if (match === null) continue;
      if (route.method === wanted) return { route, params: decoded(match.pathname.groups), format };
      isElsewhere = true;
    }
    if (isElsewhere) throw new Problem('wrong_method', `${method} is not what this address takes.`, 'Use its page.');
    throw notFound(`page ${path.slice(0, 200)}`);
  }

  #written(answer: Exclude<Answer, { events: unknown }>, visit: Visit, route: Route): Written {
    if ('page' in answer) {
      const section = sections.find(section => section.routes.includes(route));
      return this.#page(
        { formats: route.formats ?? [], ...answer.page },
        { here: visit.here, section, asOf: visit.asOf, who: visit.who, person: visit.person },
      );
    }
    if ('written' in answer) {
      return {
        status: 200,
        headers: { 'Content-Type': MEDIA_TYPES[visit.format]!, 'Cache-Control': 'no-store' },
        body: answer.written,
      };
    }
    if ('listing' in answer) {
      const output = outputs.find(({ name }) => name === visit.format)!;
      return {
        status: 200,
        headers: { 'Content-Type': MEDIA_TYPES[visit.format]!, 'Cache-Control': 'no-store' },
        body: output.write(answer.listing),
      };
    }
    if ('json' in answer) {
      return {
        status: answer.status ?? 200,
        headers: {
          'Content-Type': MEDIA_TYPES['json']!,
          'Cache-Control': 'no-store',
          ...(answer.etag !== undefined && { ETag: answer.etag }),
          ...answer.headers,
        },
        body: `${JSON.stringify(answer.json)}\n`,
      };
    }
    if ('file' in answer) {
      const { name, body } = answer.file;
      return {
        status: 200,
        headers: {
          'Content-Type': MEDIA_TYPES[extname(name)] ?? 'application/octet-stream',
          'Content-Disposition': `attachment; filename="${name.replaceAll(/[^\w.-]/gu, '_')}"`,
          'Cache-Control': 'no-store',
        },
        body,
      };
    }
    return {
      status: 303,
      headers: {
        Location: addressIn(undefined)(answer.goTo),
        'Cache-Control': 'no-store',
        ...(answer.session !== undefined && { 'Set-Cookie': sessionCookie(answer.session) }),
        ...(answer.who !== undefined && {
          'Set-Cookie': `deeds_by=${encodeURIComponent(answer.who)}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000`,
        }),
      },
      body: '',
    };
  }

  #page(page: Page, frame: Parameters<typeof layout>[1]): Written {
    return {
      status: page.status ?? 200,
      headers: { 'Content-Type': MEDIA_TYPES['html']!, 'Cache-Control': 'no-store' },
      body: render(layout(page, frame), addressIn(frame.asOf)),
    };
  }
}

/** What stands in a link: below the moment that is looked at, or from the root. Files are of no moment, and `to('now', …)` leads out of it. */
export const addressIn =
  (asOf: string | undefined) =>
  (address: Address): string => {
    const [first, ...others] = address.segments;
    const where = first === 'now' ? to(...others) : address;
    const isTimeless = asOf === undefined || first === 'now' || first === 'assets';
    return `${isTimeless ? '' : `/as-of/${encodeURIComponent(asOf)}`}${where.path}${address.rest}`;
  };

/** The path as browsers and we both see it, and the moment that it begins with. */
function read(target: string): { path: string; query: ReadonlyMap<string, string>; asOf: string | undefined } {
  if (!target.startsWith('/') || target.startsWith('//') || target.includes('\\')) throw notFound('such page');
  const url = new URL(target, 'http://localhost');
  // What is encoded twice, or hides a separator, is no address of ours.
  if (/%(?:2f|5c|00|25)/iu.test(url.pathname)) throw notFound('such page');
  const query = new Map<string, string>();
  for (const [name, value] of url.searchParams) if (value !== '' && !query.has(name)) query.set(name, value);
  const [, moment, rest] = /^\/as-of\/([^/]+)(\/.*)?$/u.exec(url.pathname) ?? [];
  if (moment === undefined) return { path: url.pathname, query, asOf: undefined };
  return { path: rest ?? '/', query, asOf: decode(moment) };
}

function segmentsOf(path: string, format: Format): string[] {
  const bare = format === 'html' ? path : path.slice(0, -format.length - 1);
  return bare.split('/').filter(Boolean).map(decode);
}

function decoded(groups: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decode(value ?? '')]));
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw notFound('such page');
  }
}

/** Programs ask for JSON; people's browsers name HTML first. */
function wantsJson({ accept }: Asked): boolean {
  return accept !== undefined && /^application\/(?:problem\+)?json\b/u.test(accept);
}

function whoIn(cookie: string | undefined): string | undefined {
  const value = /(?:^|;\s*)deeds_by=([^;]*)/u.exec(cookie ?? '')?.[1];
  try {
    return value === undefined ? undefined : nameIn(decodeURIComponent(value));
  } catch {
    return undefined;
  }
}

/** A file that pages load, with the hash by which a browser asks whether it changed. */
function asset(name: string, body: string): (ifNoneMatch: string | undefined) => Written {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const headers = { ETag: etag, 'Cache-Control': 'no-cache', 'Content-Type': MEDIA_TYPES[extname(name)]! };
  return asked => (asked === etag ? { status: 304, headers, body: '' } : { status: 200, headers, body });
}
