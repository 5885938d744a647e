import { Problem } from '../core/problem.ts';

interface Unread {
  /** `start` is the first bytes as Latin-1: one character a byte. */
  readonly recognise: (start: string) => boolean;
  readonly name: string;
  readonly instead: string;
}

const asText = 'Save the document as text or HTML and read that.';
const unpacked = 'Unpack the archive and read the files in it.';
const isZip = (start: string) => ['PK\u0003\u0004', 'PK\u0005\u0006', 'PK\u0007\u0008'].includes(start.slice(0, 4));

/** Formats that are recognised by their first bytes and not read yet, with what to do instead. */
const unread: readonly Unread[] = [
  { recognise: start => /^\s{0,16}%PDF-/.test(start), name: 'PDF files', instead: asText },
  {
    recognise: start => isZip(start) && /xl\/|ppt\/|\[Content_Types\]/.test(start),
    name: 'Excel and PowerPoint files',
    instead: asText,
  },
  {
    recognise: start => isZip(start) && start.slice(30, 100).startsWith('mimetypeapplication/vnd.oasis.'),
    name: 'OpenDocument files',
    instead: asText,
  },
  { recognise: isZip, name: 'ZIP archives', instead: unpacked },
  { recognise: start => start.startsWith('\u001f\u008b'), name: 'gzip archives', instead: unpacked },
  { recognise: start => start.startsWith('{\\rtf'), name: 'RTF files', instead: asText },
  {
    recognise: start => start.startsWith('\u00d0\u00cf\u0011\u00e0'),
    name: 'old Word, Excel and PowerPoint files',
    instead: asText,
  },
  {
    recognise: start => start.startsWith('WARC/'),
    name: 'web archives in another file',
    instead: 'Name the archive itself.',
  },
];

/** Refuses files of a known format that has no reader yet. */
export function refuseUnread(start: string): void {
  const format = unread.find(({ recognise }) => recognise(start));
  if (format === undefined) return;
  const name = format.name[0]!.toUpperCase() + format.name.slice(1);
  throw new Problem('format_not_read', `${name} are not read yet.`, format.instead);
}
