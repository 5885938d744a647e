import PostalMime, { type Email } from 'postal-mime';
import type { Document, PublicationDate, SourceRun } from '../../core/document.ts';
import { Problem } from '../../core/problem.ts';
import type { Facts } from '../format.ts';
import { html } from '../html/html.ts';
import { plain } from '../plain/plain.ts';

/** Headers that programs write and people do not, when they quote a message in a text. */
const BY_PROGRAMS = /^(?:message-id|mime-version|received|return-path|dkim-signature|content-type):/imu;
/** At least three header lines, each of which may go on in the next. */
const HEADERS = /^(?:[!-9;-~]{1,60}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,50}){3}/u;

/** An e-mail by its first characters: RFC 5322's headers, some of them a program's. */
export function isMail(start: string): boolean {
  return HEADERS.test(start) && BY_PROGRAMS.test(start) && /^(?:from|subject):/imu.test(start);
}

/**
 * Reads an e-mail or newsletter: its HTML body as a page is read, else its text. What is attached is named in a note and not read. The map
 * leads to the decoded body.
 */
export async function readMail(bytes: Uint8Array, facts: Facts): Promise<Document> {
  const mail = await parsed(bytes);
  const isPage = mail.html !== undefined && mail.html.trim() !== '';
  const [format, part, source] = isPage
    ? ([html, 'text/html', mail.html!] as const)
    : ([plain, 'text/plain', mail.text ?? ''] as const);
  if (source.trim() === '') {
    throw new Problem('no_text', 'This e-mail has no text of its own.', 'Save what is attached to it, and read that.');
  }
  const sent = sentOn(mail);
  const body = format.read(new TextEncoder().encode(source), { ...facts, contentType: `${part}; charset=utf-8` });
  return {
    ...body,
    mediaType: 'message/rfc822',
    title: mail.subject ?? body.title,
    byline: mail.from?.name === undefined || mail.from.name === '' ? body.byline : mail.from.name,
    published: facts.published === undefined ? (sent ?? body.published) : body.published,
    map: mapped(body, part),
    notes: [...body.notes, ...attached(mail)],
  };
}

async function parsed(bytes: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(bytes);
  } catch (error) {
    throw new Problem(
      'damaged',
      `This e-mail cannot be read (${(error as Error).message}).`,
      'Save it again, or save its text.',
      1,
      error,
    );
  }
}

/** The map of a body, which is a part of the message; of plain text one run that is the part itself. */
function mapped({ map, text }: Document, part: string): SourceRun[] {
  if (map !== undefined) return map.map(run => ({ ...(run as SourceRun), part }));
  return [{ textStart: 0, length: text.length, sourceStart: 0, sourceLength: text.length, part }];
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** The day that the header says, in the sender's own time zone. */
function sentOn({ headers }: Email): PublicationDate | undefined {
  const evidence = headers.find(({ key }) => key === 'date')?.value;
  const [, day, name, year] = /\b(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})\b/u.exec(evidence ?? '') ?? [];
  const month = MONTHS.indexOf(name?.toLowerCase() ?? '') + 1;
  if (evidence === undefined || month === 0) return undefined;
  try {
    const date = Temporal.PlainDate.from({ year: Number(year), month, day: Number(day) }, { overflow: 'reject' });
    return { day: date.toString(), basis: 'mail-header', evidence: `Date: ${evidence}` };
  } catch {
    return undefined;
  }
}

/** Names of attachments that a note gives. */
const NAMED = 5;

function attached({ attachments }: Email): string[] {
  const files = attachments.filter(({ disposition }) => disposition !== 'inline');
  if (files.length === 0) return [];
  const names = files.slice(0, NAMED).map(({ filename }) => filename ?? 'without a name');
  const more = files.length > NAMED ? `, and ${files.length - NAMED} more` : '';
  return [`What is attached is not read: ${names.join(', ')}${more}.`];
}
