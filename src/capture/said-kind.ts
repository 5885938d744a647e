/** What a file was said to be, by its name and by whoever sent it, beside what its content is. */
import type { MediaType } from '../core/document.ts';
import type { Facts } from './format.ts';

interface Kind {
  /** For people, as in "its content is …". */
  readonly named: string;
  /** What the content of such a file is; empty: of a kind that is not read. */
  readonly content: readonly MediaType[];
  /** Endings of names that promise it. An ending in no line promises nothing: what is behind "page.php" or "data.xml" may be anything. */
  readonly endings: string;
  /** Media types that promise it; "application/octet-stream" and the like promise nothing. */
  readonly types: string;
}

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A new kind is a line. */
const kinds: readonly Kind[] = [
  { named: 'plain text', content: ['text/plain'], endings: 'txt text', types: 'text/plain' },
  {
    named: 'HTML',
    content: ['text/html'],
    endings: 'html htm xhtml xht shtml',
    types: 'text/html application/xhtml+xml',
  },
  { named: 'PDF', content: ['application/pdf'], endings: 'pdf', types: 'application/pdf application/x-pdf' },
  // Many programs call the new form by the name of the old one.
  { named: 'a Word file', content: [WORD], endings: 'docx docm dotx doc', types: `${WORD} application/msword` },
  { named: 'an e-mail', content: ['message/rfc822'], endings: 'eml', types: 'message/rfc822' },
  { named: 'a book (EPUB)', content: ['application/epub+zip'], endings: 'epub', types: 'application/epub+zip' },
  {
    named: 'a feed',
    content: ['application/rss+xml', 'application/atom+xml', 'application/feed+json'],
    endings: 'rss atom',
    types: 'application/rss+xml application/atom+xml application/feed+json',
  },
  // Books and Word files are ZIP archives too, so a server that says so is not wrong; a person who sees the name is misled.
  { named: 'a ZIP archive', content: [], endings: 'zip', types: '' },
  {
    named: 'a spreadsheet',
    content: [],
    endings: 'xlsx xls ods',
    types: 'application/vnd.ms-excel application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  {
    named: 'a presentation',
    content: [],
    endings: 'pptx ppt odp',
    types: 'application/vnd.ms-powerpoint application/vnd.openxmlformats-officedocument.presentationml.presentation',
  },
  { named: 'RTF', content: [], endings: 'rtf', types: 'application/rtf text/rtf' },
  { named: 'an OpenDocument text', content: [], endings: 'odt', types: 'application/vnd.oasis.opendocument.text' },
  {
    named: 'a picture',
    content: [],
    endings: 'jpg jpeg png gif webp tif tiff',
    types: 'image/jpeg image/png image/gif image/webp image/tiff',
  },
];

/** A sentence for the name, and one for the type that was declared, where the content is of another kind; mostly none. */
export function saidOtherwise(content: MediaType, { name, contentType }: Facts): string[] {
  const is = kinds.find(kind => kind.content.includes(content))!;
  const ending = /[^.]\.([a-z]{1,5})$/iu.exec(name ?? '')?.[1]?.toLowerCase();
  const type = contentType?.split(';')[0]!.trim().toLowerCase();
  const [byName, byType] = [promised('endings', ending), promised('types', type)];
  return [
    ...(byName === undefined || byName === is ? [] : [`The file is named ${name}, and its content is ${is.named}.`]),
    ...(byType === undefined || byType === is
      ? []
      : [`It was sent as ${byType.named} (${type}), and its content is ${is.named}.`]),
  ];
}

function promised(by: 'endings' | 'types', said: string | undefined): Kind | undefined {
  return said === undefined || said === '' ? undefined : kinds.find(kind => kind[by].split(' ').includes(said));
}
