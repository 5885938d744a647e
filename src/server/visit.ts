/** One request, as pages see it, and what they answer. */
import type { DeedsRecord } from '../app.ts';
import type { Listing } from '../core/listing.ts';
import { Problem } from '../core/problem.ts';
import { type ListFilter, listFromRecord } from '../listings/index.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { type Action, may, type Person } from '../accounts/policy.ts';
import type { Permit } from '../record/index.ts';
import type { Address } from './address.ts';
import type { Html } from './html.ts';
import type { Captures } from './captures.ts';
import type { Desk } from './desk.ts';

/** May who asks do this here? In the past nobody may. */
export function mayHere({ asOf, person }: Pick<Visit, 'asOf' | 'person'>, action: Action): boolean {
  return asOf === undefined && (person === undefined || may(person, action));
}

/** What a form or an upload brought. */
export interface Sent {
  readonly fields: ReadonlyMap<string, string>;
  /** What a program sent, as it is. */
  readonly json?: unknown;
  /** By which a form shows that it stands on a page of ours. */
  readonly formToken?: string;
  readonly files: readonly { readonly name: string; readonly type: string; readonly bytes: Uint8Array }[];
}

/** `text`: as a terminal shows it. */
export type Format = 'html' | 'json' | 'jsonl' | 'csv' | 'text';

export interface Visit {
  /** The record as it is, or as it was at `asOf`. */
  readonly record: DeedsRecord;
  readonly desk: Desk;
  /** The moment that is looked at, as the address has it; undefined: now. */
  readonly asOf: string | undefined;
  /** Numbers of the last entry of the record as it is, and as `record` has it. */
  readonly entries: { readonly all: number; readonly shown: number };
  /** The page itself, question included, without its format. */
  readonly here: Address;
  /** Parts of the path that the route names. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: ReadonlyMap<string, string>;
  readonly format: Format;
  readonly sent: Sent;
  /** Who decides; undefined: nobody said yet. */
  readonly who: string | undefined;
  /** Who asks, where people have accounts. */
  readonly person: Person | undefined;
  readonly accounts: Accounts | undefined;
  /** Asked within the transaction that writes; undefined: everybody may. */
  readonly permit: Permit | undefined;
  /** Where the request comes from, for counting wrong passwords. */
  readonly place: string;
  /** Tickets for original captures, and the origin at which they are good; undefined: none are given out here. */
  readonly captures: Captures;
  readonly capturesAt: string | undefined;
  /** The session that the browser has. */
  readonly session: string | undefined;
  /** May this page write: is it the present, and may the person decide? */
  readonly mayWrite: boolean;
  /** What a program says that must hold: If-Match, Idempotency-Key. */
  readonly conditions: { readonly ifMatch: string | undefined; readonly key: string | undefined };
}

export interface Page {
  readonly title: string;
  readonly body: Html;
  /** Formats in which the same address has it. */
  readonly formats?: readonly Format[];
  /** Its own address, where it also answers at a shorter one. */
  readonly self?: Address;
  readonly status?: number;
  /** Has it what the keys for reviewing work on? */
  readonly reviews?: boolean;
}

export type Answer =
  | { readonly page: Page }
  | { readonly listing: Listing }
  /** Events that are sent as they come (SSE), until the work is over or nobody listens. */
  | {
      readonly events: (
        listening: Listening,
      ) => AsyncIterable<{ readonly id: string; readonly event: string; readonly data: object }>;
    }
  /** A list as an output wrote it, in the format that was asked for. */
  | { readonly written: string }
  | {
      readonly json: object;
      readonly status?: number;
      readonly etag?: string;
      readonly headers?: Record<string, string>;
    }
  /** The way to an original capture: the origin, and the ticket that is good there. */
  | { readonly capture: { readonly at: string; readonly ticket: string } }
  /** An original capture, byte by byte. */
  | { readonly original: { readonly name: string; readonly body: Uint8Array } }
  /** To be kept by whoever asks, under this name. */
  | { readonly file: { readonly name: string; readonly body: string | Uint8Array } }
  /** `session`: the cookie from now on; null: none any more. */
  | { readonly goTo: Address; readonly who?: string; readonly session?: string | null };

/** Somebody who listens to events. */
export interface Listening {
  /** Aborted when they are gone. */
  readonly gone: AbortSignal;
  /** The id of the last event that they had before. */
  readonly last: string | undefined;
  /** Throws when they may not listen any more. */
  readonly mayStay: () => void;
}

export interface Route {
  readonly method: 'GET' | 'POST';
  /** As URLPattern has it: "/documents/:id". */
  readonly path: string;
  /** Formats of the same address besides the page. */
  readonly formats?: readonly Format[];
  /** Fields that its form may have ("field.*": all that begin so); others are refused. Files are taken where "files" is among them. */
  readonly fields?: readonly string[];
  /** What somebody must be allowed, where people have accounts; `nothing`: who is not signed in gets it too. Default: to read; what is sent needs an owner, so that a new route is closed until it says whom it is for. */
  readonly needs?: Action | 'nothing';
  /** Does it hold all reports against an agreement, or against each other, or count them together? Of a large record it is answered beside the pages. Only of what is looked at. */
  readonly ofWhole?: true;
  /** Is what it gives the same at every moment that is looked at? Then it is asked of the present. */
  readonly timeless?: true;
  answer(visit: Visit): Promise<Answer>;
}

/** A place of the site with a name of its own. A new one is a file and a line in the list of sections. */
export interface Section {
  /** First part of its path; empty: the first page. */
  readonly name: string;
  readonly label: string;
  readonly routes: readonly Route[];
}

/** A list answers in every format. */
export const LIST_FORMATS: readonly Format[] = ['json', 'jsonl', 'csv', 'text'];

/** A whole list in the format that was asked for; a long one is made beside the pages. */
export async function wholeList(
  { record, desk, asOf, format }: Visit,
  list: string,
  filter: ListFilter,
): Promise<Answer> {
  const written = asOf === undefined ? await desk.aside.list(record, list, filter, format) : undefined;
  return written === undefined ? { listing: (await listFromRecord(record, list, filter))! } : { written };
}

/** What was asked for is not here. */
export function notFound(what: string): Problem {
  return new Problem('page_not_found', `There is no ${what}.`, 'The lists show what there is.');
}
