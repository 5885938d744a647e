/** Who comes in, where people have accounts: by a session of the browser or a token of a program; and what they may is asked again when they write. */
import { type Accounts, notAllowed } from '../accounts/accounts.ts';
import { actionFor, may, type Person } from '../accounts/policy.ts';
import { Problem } from '../core/problem.ts';
import type { Permit } from '../record/index.ts';
import type { Asked } from './site.ts';
import type { Route } from './visit.ts';

/** The prefix makes browsers keep it to this host, to all its paths and to encryption. */
const COOKIE = '__Host-deeds';

/** Seconds. */
const WEEK = 604_800;

export function sessionCookie(session: string | null): string {
  return `${COOKIE}=${session ?? ''}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${session === null ? 0 : WEEK}`;
}

export function sessionIn(cookie: string | undefined): string | undefined {
  return /(?:^|;\s*)__Host-deeds=([\w-]{20,100})(?:;|$)/u.exec(cookie ?? '')?.[1];
}

/** What a route needs, said or by default. */
export function needsOf({ method, needs }: Pick<Route, 'method' | 'needs'>): NonNullable<Route['needs']> {
  return needs ?? (method === 'GET' ? 'read' : 'keep accounts');
}

/** Who asks; undefined where there are no accounts, or nobody needs to be known. Throws `login_needed`, `not_allowed`. */
export function entering(
  accounts: Accounts | undefined,
  { token, method, target }: Pick<Asked, 'token' | 'method' | 'target'>,
  session: string | undefined,
  route: Pick<Route, 'method' | 'needs'>,
): Person | undefined {
  if (accounts === undefined) return undefined;
  const person = token === undefined ? session && accounts.inSession(session) : accounts.withToken(token);
  const needs = needsOf(route);
  if (needs === 'nothing') return person || undefined;
  if (person === undefined || person === '') {
    throw new Problem(
      'login_needed',
      'Who you are is not known here, or not any more.',
      'Sign in; a program sends a token.',
    );
  }
  if (may(person, needs)) return person;
  accounts.denied(person.account, `${method} ${target}`);
  throw notAllowed();
}

/** Asked within the transaction: roles are as they are then, and not as they were when the request came. */
export function permitFor(accounts: Accounts, person: Person): Permit {
  return ({ kind, by, body }, takenBack, about) => {
    const now = accounts.now(person);
    // What the rules gave stays the machine's, whoever puts it into the record.
    const isRules = kind === 'finding_proposed' && by === 'machine';
    if (
      now === undefined ||
      (by !== now.name && !isRules) ||
      !may(now, actionFor(kind, now.name, takenBack?.imported?.by ?? takenBack?.by))
    ) {
      accounts.denied(person.account, kind);
      throw notAllowed();
    }
    if (kind === 'finding_published') mustBeSeenByTwo(now, body, about);
  };
}

/** What is published somebody else has approved; an owner may go without, and says why for everybody to read. */
function mustBeSeenByTwo(
  person: Person,
  { proposal, why }: Readonly<Record<string, unknown>>,
  about: Parameters<Permit>[2],
): void {
  const approved = about.some(
    ({ kind, by, body }) =>
      kind === 'finding_reviewed' &&
      by !== person.name &&
      body['verdict'] === 'approved' &&
      body['proposal'] === proposal,
  );
  if (approved || (person.role === 'owner' && typeof why === 'string')) return;
  throw new Problem(
    'four_eyes',
    'Nobody else has approved this finding as it stands, and two people answer for what is published.',
    'Let somebody else approve it; an owner may publish with a written reason.',
    2,
  );
}
