/**
 * Where people have accounts, every form that a page holds carries a token that only a page of this site can have: made from the session
 * of the browser, or from a cookie of its own before there is one. It stands beside the checks of Origin, Host and Sec-Fetch-Site, for a browser that says nothing or the wrong thing of where a request comes from.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Problem } from '../core/problem.ts';

/** Name of the field in forms; scripts send the same as a header. */
export const FORM_TOKEN = 'form-token';

/** The prefix keeps another name of the same domain from setting it. */
const COOKIE = '__Host-deeds-form';

/** What tokens are made from before somebody is signed in; undefined: the browser has none yet. */
export function formSecretIn(cookie: string | undefined): string | undefined {
  return /(?:^|;\s*)__Host-deeds-form=([\w-]{43})(?:;|$)/u.exec(cookie ?? '')?.[1];
}

export const newFormSecret = (): string => randomBytes(32).toString('base64url');

export function formCookie(secret: string): string {
  return `${COOKIE}=${secret}; Path=/; Secure; HttpOnly; SameSite=Strict`;
}

/** One way: who reads a token on a page has not the session that it is made from. */
export function formTokenOf(secret: string): string {
  return createHash('sha256').update(`deeds form\0${secret}`).digest('base64url');
}

/** Throws `foreign_form` for what was not sent from a page that this browser was given. */
export function mustBeOwnForm(given: string | undefined, secret: string | undefined): void {
  const wanted = secret === undefined ? undefined : Buffer.from(formTokenOf(secret));
  const sent = Buffer.from(given ?? '');
  if (wanted !== undefined && sent.length === wanted.length && timingSafeEqual(sent, wanted)) return;
  throw new Problem(
    'foreign_form',
    'This form is not from a page that you have open as you are signed in now.',
    'Go back, load the page again, and send it from there; what you wrote still stands in the page that you go back to.',
  );
}

/** A page with the token in each of its forms that send something. Text on a page is escaped, so that what looks like a form is one of ours. */
export function withFormToken(page: string, token: string): string {
  return page.replaceAll(
    /<form\b[^>]*\smethod="post"[^>]*>/gu,
    form => `${form}<input type="hidden" name="${FORM_TOKEN}" value="${token}">`,
  );
}
