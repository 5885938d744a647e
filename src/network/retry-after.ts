import { headerOf, type ResponseHead } from '../core/fetched.ts';

/** Milliseconds that an answer asks to be left alone for: a number of seconds or a date, counted from `now`. */
export function retryAfter(head: ResponseHead, now: number): number | undefined {
  const value = headerOf(head.headers, 'retry-after')?.trim();
  if (value === undefined || value === '') return undefined;
  const wait = /^\d+$/u.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  if (Number.isNaN(wait)) return undefined;
  return Math.min(Math.max(0, wait), LONGEST);
}

/** Nobody is believed who wants more than a day. */
const LONGEST = 24 * 60 * 60 * 1000;
