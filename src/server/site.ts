/** Finds who answers a request, and writes the answer out: a page, a list in another format, JSON, or the way to another page. */
import { createHash } from 'node:crypto';
import { asProblem } from '../app.ts';
import { limits } from '../core/limits.ts';
import { Problem } from '../core/problem.ts';
import { outputs } from '../outputs/index.ts';
import { nameIn } from '../who-and-when.ts';
import { type Address, addressFrom, to } from './address.ts';
import { writtenIn } from './api/form.ts';
import { apiRoutes } from './api/index.ts';
import { assets } from './assets.ts';
import { Captures, otherName } from './captures.ts';
import type { Desk } from './desk.ts';
import type { Admitted, Elsewhere } from './elsewhere.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { may, type Person } from '../accounts/policy.ts';
import { entering, needsOf, permitFor, sessionCookie, sessionIn } from './entrance.ts';
import { formCookie, formSecretIn, formTokenOf, mustBeOwnForm, newFormSecret, withFormToken } from './form-token.ts';
import { render } from './html.ts';
import { MEDIA_TYPES, mediaTypeOf } from './media-types.ts';
import { sections } from './pages/index.ts';
import { type Frame, layout } from './parts/layout.ts';
import { ChangedMeanwhile, isPassing, problemJson, problemPage, RefusedForm, statusOf } from './problems.ts';
import { sentIn } from './sent.ts';
import { type Answer, type Format, notFound, type Page, type Route, type Visit } from './visit.ts';

export interface Asked {
  readonly method: string;
  readonly host: string | undefined;
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
  /** The token of a form, as scripts send it. */
  readonly formToken: string | undefined;
  /** Address that the request comes from. */
  readonly place: string;
  /** Throws `body_too_large`, where it has more bytes than `most`, or than any request may have. */
  body(most?: number): Promise<Uint8Array>;
}

export interface Written {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | ((gone: AbortSignal) => AsyncIterable<string>);
  /** Is it an original capture, which may hold anything? */
  readonly isCapture?: boolean;
}

type Looker = Pick<Frame, 'who' | 'person' | 'isGuarded'>;

const NOBODY: Pick<Looker, 'who' | 'person'> = { who: undefined, person: undefined };

/** Seconds after which it is worth asking again for what is being worked out. */
const PASSES_IN = 4;

/** Bytes of a form that are read of somebody who is not signed in any more. */
const WRITTEN_BYTES = 200_000;

/** Who asks. Whose session ended while they wrote gets back what they wrote: a short form is read for that alone, and nothing is done with it. */
async function entered(
  accounts: Accounts | undefined,
  asked: Asked,
  session: string | undefined,
  route: Route,
): Promise<Person | undefined> {
  try {
    return entering(accounts, asked, session, route);
  } catch (error) {
    if (
      !(error instanceof Problem) ||
      error.code !== 'login_needed' ||
      isForPrograms(asked) ||
      !('operations' in route)
    )
      throw error;
    const body = (): Promise<Uint8Array> => asked.body(WRITTEN_BYTES);
    const sent = await sentIn({ ...asked, body }, route).catch(() => undefined);
    throw sent === undefined ? error : new RefusedForm(error, writtenIn(sent));
  }
}

/** Everything that is answered, in the order in which it is looked for. */
export const routes: readonly Route[] = [...sections.flatMap(({ routes }) => routes), ...apiRoutes];

export class Site {
  readonly #desk: Desk;
  readonly #accounts: Accounts | undefined;
  readonly #captures = new Captures();
  readonly #capturesAt: string | undefined;
  /** How many streams each listens to. */
  readonly #listeners = new Map<string, number>();
  readonly #routes = routes.map(route => ({
    route,
    pattern: new URLPattern({ pathname: route.path }),
  }));
  readonly #assets = new Map([...assets].map(([name, read]) => [`/assets/${name}`, asset(name, read())]));

  /** `accounts`: undefined where whoever reaches the server is its owner. */
  constructor(desk: Desk, accounts?: Accounts, capturesAt?: string) {
    this.#desk = desk;
    this.#accounts = accounts;
    this.#capturesAt = capturesAt;
  }

  /** `admitted`: who was let in already, by the site that asks this one. */
  async answer(asked: Asked, admitted?: Admitted): Promise<Written> {
    try {
      return await this.#answered(asked, admitted);
    } catch (error) {
      return this.refuse(asked, asProblem(error, 'this request'), this.#looker(asked, admitted));
    }
  }

  /** Who looks, as the frame of every page says it. */
  #looker({ cookie }: Asked, admitted: Admitted | undefined): Looker {
    const isGuarded = this.#isGuarded(admitted);
    if (!isGuarded) return { who: whoIn(cookie) ?? this.#desk.by, person: undefined, isGuarded };
    const session = sessionIn(cookie);
    const person = admitted?.person ?? (session === undefined ? undefined : this.#accounts?.inSession(session));
    return { who: person?.name, person, isGuarded };
  }

  /** Do people have accounts? */
  #isGuarded(admitted: Admitted | undefined): boolean {
    return admitted?.isGuarded ?? this.#accounts !== undefined;
  }

  /**
   * An answer that tells of a problem: to programs in JSON, to people as a page. Where the record lies on its machine is nobody's who asks.
   * `looker`: who looks; nobody is named to a request that was refused at the door.
   */
  refuse(
    asked: Asked,
    told: Problem,
    looker: Looker = { ...NOBODY, isGuarded: this.#accounts !== undefined },
  ): Written {
    const problem = withoutPlace(told, this.#desk.folder);
    const status = statusOf(problem);
    if (isForPrograms(asked)) {
      return {
        status,
        headers: {
          'Content-Type': 'application/problem+json; charset=utf-8',
          'Cache-Control': 'no-store',
          ...(isPassing(problem) && { 'Retry-After': String(PASSES_IN) }),
          ...(told instanceof ChangedMeanwhile && { ETag: told.etag }),
        },
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
    const { path, asOf } = pathIn(asked.target);
    const section = sections.find(({ name }) => name === /^\/([^/?.]*)/u.exec(path)?.[1]);
    const page = problemPage(problem, asked.method === 'POST', section?.label);
    const written = this.#page(page, {
      here: asOf === undefined ? to() : (addressFrom(path) ?? to()),
      section: isPassing(problem) ? section : undefined,
      asOf,
      ...looker,
      entries: undefined,
    });
    if (!isPassing(problem) || asked.method === 'POST') return written;
    return { ...written, headers: { ...written.headers, Refresh: String(PASSES_IN) } };
  }

  async #answered(asked: Asked, admitted: Admitted | undefined): Promise<Written> {
    const { path, query, asOf } = read(asked.target);
    const file = this.#assets.get(path);
    if (file !== undefined && asOf === undefined) return file(asked.ifNoneMatch);
    const { route, params, format } = this.#find(asked.method, path);
    if (asOf !== undefined && route.method === 'POST') {
      throw new Problem('past_stays', 'The past is only looked at.', 'Go back to now, and decide there.');
    }
    const session = sessionIn(asked.cookie);
    const person = admitted === undefined ? await entered(this.#accounts, asked, session, route) : admitted.person;
    const isGuarded = this.#isGuarded(admitted);
    const capturesAt =
      admitted === undefined ? (isGuarded ? this.#capturesAt : otherName(asked.host)) : admitted.capturesAt;
    const elsewhere = await this.#elsewhere(route, asOf);
    if (elsewhere !== undefined) {
      const page = await elsewhere.answer(asked, { person, isGuarded, capturesAt }, isForPrograms(asked));
      const { body } = page;
      return isGuarded && typeof body === 'string' ? guarded({ ...page, body }, session, asked.cookie) : page;
    }
    const record = asOf === undefined || route.timeless ? this.#desk.record : await this.#desk.asOf(asOf);
    const sent = await sentIn(asked, route);
    // A program's token is sent by no browser of itself.
    if (this.#accounts !== undefined && route.method === 'POST' && asked.token === undefined)
      mustBeOwnForm(asked.formToken ?? sent.formToken, session ?? formSecretIn(asked.cookie));
    const entries = { all: (await this.#desk.record.head()).sequence, shown: (await record.head()).sequence };
    const visit: Visit = {
      record,
      entries,
      desk: this.#desk,
      asOf,
      here: to(...segmentsOf(path, format)).with(Object.fromEntries(query)),
      params,
      query,
      format,
      sent,
      who: isGuarded ? person?.name : (whoIn(asked.cookie) ?? this.#desk.by),
      person,
      accounts: this.#accounts,
      permit: this.#accounts && person && permitFor(this.#accounts, person),
      place: asked.place,
      captures: this.#captures,
      capturesAt,
      session,
      mayWrite: asOf === undefined && (person === undefined || may(person, 'review')),
      conditions: { ifMatch: asked.ifMatch, key: asked.key },
    };
    const answer = await route.answer(visit);
    if ('events' in answer) return this.#streamed(answer, asked, session, route);
    const written = this.#written(answer, visit, route, isGuarded);
    // What another site answers with is guarded by the one that asked.
    const { body } = written;
    const isOwn = isGuarded && admitted === undefined && 'page' in answer && typeof body === 'string';
    return isOwn ? guarded({ ...written, body }, session, asked.cookie) : written;
  }

  /** The process that answers it beside the pages; undefined: it is answered here. */
  async #elsewhere(route: Route, asOf: string | undefined): Promise<Elsewhere | undefined> {
    const { past, whole } = this.#desk;
    if (route.timeless) return undefined;
    const of = asOf === undefined ? route.ofWhole && whole : needsOf(route) === 'read' && past;
    return of && route.method === 'GET' && (await this.#desk.isLarge()) ? of : undefined;
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
    const [, bare, suffix] = /^(.*?)(?:\.(json|jsonl|csv|text))?$/u.exec(path)!;
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

  #written(answer: Exclude<Answer, { events: unknown }>, visit: Visit, route: Route, isGuarded: boolean): Written {
    if ('page' in answer) {
      const section = sections.find(section => section.routes.includes(route));
      return this.#page(
        { formats: route.formats ?? [], ...answer.page },
        {
          here: visit.here,
          section,
          asOf: visit.asOf,
          who: visit.who,
          person: visit.person,
          isGuarded,
          entries: !isGuarded || visit.person !== undefined ? visit.entries : undefined,
        },
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
    if ('capture' in answer) {
      const { at, ticket } = answer.capture;
      return { status: 303, headers: { Location: `${at}/captures/${ticket}`, 'Cache-Control': 'no-store' }, body: '' };
    }
    if ('original' in answer) {
      const { name, body } = answer.original;
      return {
        status: 200,
        headers: {
          'Content-Type': 'application/octet-stream',
          'Content-Disposition': `attachment; filename="${name}"`,
          'Cache-Control': 'no-store',
        },
        body,
        isCapture: true,
      };
    }
    if ('file' in answer) {
      const { name, body } = answer.file;
      return {
        status: 200,
        headers: {
          'Content-Type': mediaTypeOf(name),
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

  #page(page: Page, frame: Parameters<typeof layout>[1]): Written & { readonly body: string } {
    return {
      status: page.status ?? 200,
      headers: { 'Content-Type': MEDIA_TYPES['html']!, 'Cache-Control': 'no-store' },
      body: render(layout(page, frame), addressIn(frame.asOf)),
    };
  }
}

function withoutPlace(problem: Problem, folder: string): Problem {
  const { code, message, next, exitCode, cause } = problem;
  if (!message.includes(folder) && !next.includes(folder)) return problem;
  const [said, then] = [message, next].map(text => text.replaceAll(` in ${folder}`, '').replaceAll(folder, '…')) as [
    string,
    string,
  ];
  const told = new Problem(code, said, then, exitCode, cause);
  return problem instanceof RefusedForm ? new RefusedForm(told, problem.written) : told;
}

/** A page whose forms this browser alone can send. */
function guarded(
  page: Written & { readonly body: string },
  session: string | undefined,
  cookie: string | undefined,
): Written {
  const known = session ?? formSecretIn(cookie);
  const secret = known ?? newFormSecret();
  const body = withFormToken(page.body, formTokenOf(secret));
  const isNew = known === undefined && body !== page.body;
  return { ...page, body, headers: { ...page.headers, ...(isNew && { 'Set-Cookie': formCookie(secret) }) } };
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
  const { path, asOf } = pathIn(url.pathname);
  return { path, query, asOf: asOf === undefined ? undefined : decode(asOf) };
}

/** A path, and the moment that it begins with, as it is written there. */
function pathIn(target: string): { path: string; asOf: string | undefined } {
  const [, asOf, path] = /^\/as-of\/([^/?]+)(\/.*)?$/u.exec(target) ?? [];
  return asOf === undefined ? { path: target, asOf } : { path: path ?? '/', asOf };
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
function isForPrograms({ target, accept }: Asked): boolean {
  if (/^\/(?:as-of\/[^/]+\/)?api\/|\.(?:json|jsonl|csv|text)(?:\?|$)/u.test(target)) return true;
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
  const headers = { ETag: etag, 'Cache-Control': 'no-cache', 'Content-Type': mediaTypeOf(name) };
  return asked => (asked === etag ? { status: 304, headers, body: '' } : { status: 200, headers, body });
}
