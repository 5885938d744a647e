/** How problems are told by HTTP: to programs as problem+json (RFC 9457), to people as a page that says what was kept. */
import { Problem } from '../core/problem.ts';
import { to } from './address.ts';
import { type Html, html } from './html.ts';
import type { Page } from './visit.ts';

const STATUS: Readonly<Record<string, number>> = {
  page_not_found: 404,
  unknown_document: 404,
  unknown_subject: 404,
  no_such_moment: 404,
  wrong_method: 405,
  login_needed: 401,
  wrong_login: 401,
  not_allowed: 403,
  not_you: 403,
  four_eyes: 403,
  unknown_account: 404,
  unknown_token: 404,
  invitation_over: 410,
  too_many_attempts: 429,
  too_many_jobs: 429,
  too_many_streams: 429,
  unknown_job: 404,
  review_conflict: 409,
  not_yours: 409,
  nothing_to_undo: 409,
  several_claims: 409,
  key_reused: 409,
  erased: 410,
  changed_meanwhile: 412,
  body_too_large: 413,
  too_large: 413,
  wrong_content_type: 415,
  unknown_host: 421,
  who_is_missing: 428,
  condition_missing: 428,
  cross_site: 403,
  foreign_form: 403,
  internal: 500,
  being_gathered: 503,
  past_being_prepared: 503,
  storage_full: 507,
};

/** What passes by itself, when what is worked out beside the pages is there. */
const PASSING: ReadonlySet<string> = new Set(['being_gathered', 'past_being_prepared']);

export const isPassing = ({ code }: Problem): boolean => PASSING.has(code);
/** Somebody decided about what was seen otherwise; answers say which state it is in now. */
export class ChangedMeanwhile extends Problem {
  readonly etag: string;

  constructor({ code, message, next }: Problem, etag: string) {
    super(code, message, next);
    this.etag = etag;
  }
}

/** A form that was refused, with what somebody wrote into it: a browser that goes back to a page which is kept nowhere shows an empty one. */
export class RefusedForm extends Problem {
  /** What was written, by field; nothing that was chosen or filled in by the page. */
  readonly written: ReadonlyMap<string, string>;

  constructor({ code, message, next, exitCode, cause }: Problem, written: ReadonlyMap<string, string>) {
    super(code, message, next, exitCode, cause);
    this.written = written;
  }
}

/** The status of an answer that tells of a problem: what is wrong with a request is 400, what is wrong with the record or its disk 500. */
export function statusOf({ code }: Problem): number {
  return STATUS[code] ?? (/^(?:storage|record|evidence)_/u.test(code) ? 500 : 400);
}

export function problemJson(problem: Problem): object {
  const { code, message, next } = problem;
  return { type: 'about:blank', title: message, status: statusOf(problem), code, next };
}

/** Headings that say in a word what kind of thing happened. */
const HEADINGS: readonly (readonly [status: number, heading: string])[] = [
  [401, 'Sign in'],
  [403, 'Not allowed'],
  [429, 'Too often'],
  [404, 'Not found'],
  [409, 'Somebody was here before you'],
  [410, 'Erased'],
  [412, 'Changed meanwhile'],
  [413, 'Too large'],
  [421, 'Wrong name'],
  [507, 'The disk is full'],
  [500, 'Deeds failed'],
];

/** What passes is no failure: the page loads itself again. `section`: what the page that was asked for is called. */
export function problemPage(problem: Problem, wasWriting: boolean, section?: string): Page {
  if (isPassing(problem) && !wasWriting) return passingPage(problem, section);
  const status = statusOf(problem);
  const heading = HEADINGS.find(([of]) => of === status)?.[1] ?? 'This did not work';
  return {
    title: heading,
    status,
    body: html`<header class="page-head"><h1>${heading}</h1></header>
<div class="prose problem"><p class="lead">${problem.message}</p>
<p>${problem.next}${problem.code === 'login_needed' && html` <a class="button" href="${to('login')}">Sign in</a>`}</p>
<p class="quiet">${kept(problem, wasWriting)} <span class="code">${problem.code}</span></p></div>${problem instanceof RefusedForm && writtenIn(problem)}`,
  };
}

/** Under the name of the page that was asked for: that it is coming, why it takes so long, and that nobody needs to do anything. */
function passingPage({ message }: Problem, section: string | undefined): Page {
  const title = section === undefined || section === '' ? 'In preparation' : section;
  return {
    title: title === section ? `${section}: in preparation` : title,
    status: 202,
    body: html`<header class="page-head"><h1>${title}</h1></header>
<div class="prose problem" role="status"><p class="lead">This page is being prepared.</p>
<p><progress aria-label="In preparation"></progress></p>
<p>${message}</p>
<p class="quiet">It comes up by itself as soon as it is ready: you need do nothing, and the other pages work meanwhile.</p></div>`,
  };
}

function writtenIn({ written }: RefusedForm): Html | false {
  return (
    written.size > 0 &&
    html`<section class="prose what-you-wrote"><h2>What you wrote</h2><p class="quiet">To be taken along; here it is kept no longer than this page is open.</p><dl>${[...written].map(([name, text]) => html`<dt>${name}</dt><dd dir="auto" class="written">${text}</dd>`)}</dl></section>`
  );
}

function kept({ code }: Problem, wasWriting: boolean): string {
  if (!wasWriting) return 'You were only looking: nothing in the record was touched.';
  if (code === 'review_conflict') return 'Your decision is kept in the log, and counts for nothing.';
  return 'Nothing of what you sent was kept; all that was acknowledged before is.';
}
