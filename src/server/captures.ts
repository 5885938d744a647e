/**
 * Original captures, byte by byte as they came: they may hold anything, so they are given out to be kept and never to be shown, at an address to which browsers send no cookie of
 * ours. The way there is a ticket that is good for a minute and says which one; whoever has it needs nothing else.
 */
import { randomBytes } from 'node:crypto';
import { LOOPBACK } from './security.ts';

/** Milliseconds for which a ticket is good. */
const GOOD_FOR = 60_000;

/** Tickets at once; the oldest go. */
const TICKETS = 1_000;

export class Captures {
  readonly #tickets = new Map<string, { readonly document: string; readonly until: number }>();

  ticketFor(document: string): string {
    const ticket = randomBytes(32).toString('base64url');
    this.#tickets.set(ticket, { document, until: Date.now() + GOOD_FOR });
    for (const oldest of [...this.#tickets.keys()].slice(0, -TICKETS)) this.#tickets.delete(oldest);
    return ticket;
  }

  /** The document that a ticket is for; undefined: it is none, or no longer. */
  documentOf(ticket: string): string | undefined {
    const known = this.#tickets.get(ticket);
    return known !== undefined && known.until > Date.now() ? known.document : undefined;
  }
}

/** On a machine of one's own another of its names, for cookies stay with the name that set them: "http://127.0.0.1:8440". */
export function otherName(host: string | undefined): string | undefined {
  const [, name, port] = /^(.+?)(:\d+)?$/u.exec(host?.toLowerCase() ?? '') ?? [];
  if (name === undefined || !LOOPBACK.has(name)) return undefined;
  return `http://${name === 'localhost' ? '127.0.0.1' : 'localhost'}${port ?? ''}`;
}

/** Name endings by type, for programs that open what was kept. */
const ENDINGS: Readonly<Record<string, string>> = {
  'text/html': 'html',
  'text/plain': 'txt',
  'application/pdf': 'pdf',
  'application/epub+zip': 'epub',
  'message/rfc822': 'eml',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
};

/** A name of our own: that of the capture is whatever somebody chose. */
export const captureName = (document: string, mediaType: string): string =>
  `${document}.${ENDINGS[mediaType] ?? 'bin'}`;
