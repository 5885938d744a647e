import PostalMime, { type Attachment, type Email } from 'postal-mime';
import type { Document, PublicationDate, SourceRun } from '../../core/document.ts';
import { limits } from '../../core/limits.ts';
import { Problem } from '../../core/problem.ts';
import type { Captured, Part } from '../captured.ts';
import type { Facts } from '../format.ts';
import { html } from '../html/html.ts';
import { plain } from '../plain/plain.ts';
import { dated } from '../published/dates.ts';

/** Headers that programs write and people do not, when they quote a message in a text. */
const BY_PROGRAMS = /^(?:message-id|mime-version|received|return-path|dkim-signature|content-type):/imu;
/** At least three header lines, each of which may go on in the next. */
const HEADERS = /^(?:[!-9;-~]{1,60}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,50}){3}/u;

/** An e-mail by its first characters: RFC 5322's headers, some of them a program's. */
export function isMail(start: string): boolean {
  return HEADERS.test(start) && BY_PROGRAMS.test(start) && /^(?:from|subject):/imu.test(start);
}

/**
 * Reads an e-mail or newsletter: its HTML body as a page is read, else its text, with the map leading to the decoded body. What is attached
 * becomes parts, to be read as files of their own; pictures and the like are named in a note.
 */
export async function readMail(bytes: Uint8Array, facts: Facts): Promise<Captured> {
  const mail = await parsed(bytes);
  const { parts, notes } = attached(mail);
  const document = body(mail, facts, notes);
  if (document === undefined && parts.length === 0) {
    throw new Problem('no_text', 'This e-mail has no text of its own.', 'Save what is attached to it, and read that.');
  }
  return { document, mediaType: 'message/rfc822', parts, notes: document === undefined ? notes : [] };
}

/** Undefined where the message has no text of its own. */
function body(mail: Email, facts: Facts, notes: readonly string[]): Document | undefined {
  const isPage = mail.html !== undefined && mail.html.trim() !== '';
  const [format, part, source] = isPage
    ? ([html, 'text/html', mail.html!] as const)
    : ([plain, 'text/plain', mail.text ?? ''] as const);
  if (source.trim() === '') return undefined;
  const read = format.read(new TextEncoder().encode(source), { contentType: `${part}; charset=utf-8` });
  if (read.text.trim() === '') return undefined;
  const { published, dates, notes: dateNotes } = dated([...sentOn(mail), ...read.dates], facts);
  return {
    ...read,
    mediaType: 'message/rfc822',
    title: mail.subject ?? read.title,
    byline: mail.from?.name === undefined || mail.from.name === '' ? read.byline : mail.from.name,
    source: facts.source ?? read.source,
    url: facts.url ?? read.url,
    published,
    dates,
    map: mapped(read, part),
    notes: [...read.notes, ...dateNotes, ...notes],
  };
}

async function parsed(bytes: Uint8Array): Promise<Email> {
  try {
    // A message within is a document of its own: joined to the words around it, it would stand under headers that nobody wrote.
    return await PostalMime.parse(bytes, { forceRfc822Attachments: true });
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
function sentOn({ headers }: Email): PublicationDate[] {
  const evidence = headers.find(({ key }) => key === 'date')?.value;
  const [, day, name, year] = /\b(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})\b/u.exec(evidence ?? '') ?? [];
  const month = MONTHS.indexOf(name?.toLowerCase() ?? '') + 1;
  if (evidence === undefined || month === 0) return [];
  try {
    const date = Temporal.PlainDate.from({ year: Number(year), month, day: Number(day) }, { overflow: 'reject' });
    return [{ day: date.toString(), basis: 'mail-header', evidence: `Date: ${evidence}` }];
  } catch {
    return [];
  }
}

/** Names of attachments that a note gives. */
const NAMED = 5;
/** What nobody reads words from. */
const SILENT = /^(?:image|audio|video|font)\/|pkcs7|pgp-|calendar/iu;

function attached({ attachments }: Email): { parts: Part[]; notes: string[] } {
  // Pictures in the words are as those of a page; but many programs call whatever is attached "inline".
  const files = attachments.filter(({ disposition, mimeType }) => disposition !== 'inline' || !SILENT.test(mimeType));
  const read = files.filter(({ mimeType }) => !SILENT.test(mimeType)).slice(0, limits.mailAttachments);
  const unread = files.filter(file => !read.includes(file));
  const names = unread.slice(0, NAMED).map(({ filename }) => filename ?? 'without a name');
  const more = unread.length > NAMED ? `, and ${unread.length - NAMED} more` : '';
  return {
    parts: read.map(file => ({
      place: `attachment ${files.indexOf(file) + 1}`,
      bytes: bytesOf(file),
      facts: { contentType: file.mimeType, ...(file.filename !== null && { name: file.filename }) },
    })),
    notes: unread.length === 0 ? [] : [`What is attached is not read: ${names.join(', ')}${more}.`],
  };
}

function bytesOf({ content }: Attachment): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
}
