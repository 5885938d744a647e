import { walkXml } from '../xml.ts';

/** What a book says of itself, in EPUB's package document. */
export interface Package {
  readonly title: string | undefined;
  readonly creator: string | undefined;
  readonly publisher: string | undefined;
  readonly language: string | undefined;
  /** As written, with what happened on them, those of publication first. */
  readonly dates: readonly { readonly event: string | undefined; readonly value: string }[];
  /** In the order in which they are read. */
  readonly chapters: readonly Chapter[];
}

export interface Chapter {
  /** Name of its file; where the book lists none, the name that it goes by. */
  readonly part: string;
  /** Is it the list of contents? */
  readonly isContents: boolean;
}

/** Path of the package document; undefined where the container names none. */
export function rootFile(container: string | undefined): string | undefined {
  let found: string | undefined;
  walk(container ?? '', {
    open: (name, attributes) => {
      if (name === 'rootfile') found ??= attributes['full-path'];
    },
  });
  return found;
}

/** Files that cannot be read without the seller's key; scrambled fonts are not among what is read anyway. */
export function scrambled(encryption: string | undefined): ReadonlySet<string> {
  const found = new Set<string>();
  walk(encryption ?? '', {
    open: (name, { URI }) => {
      if (name === 'CipherReference' && URI !== undefined) found.add(decoded(URI));
    },
  });
  return found;
}

/** Of one name: authors, days. */
const MOST_SAID = 100;

export function packageOf(source: string, path: string): Package {
  const said = new Map<string, { readonly words: string; readonly event: string | undefined }[]>();
  const files = new Map<string, Chapter>();
  const spine = new Set<string>();
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
  walk(source, {
    open: (name, { id, href, idref, properties }) => {
      if (name === 'item' && id !== undefined && href !== undefined)
        files.set(id, { part: within(folder, href), isContents: /(?:^|\s)nav(?:\s|$)/u.test(properties ?? '') });
      else if (name === 'itemref' && idref !== undefined) spine.add(idref);
    },
    words: (name, words, attributes) => {
      if (!name.startsWith('dc:')) return;
      const known = said.getOrInsertComputed(name, () => []);
      if (known.length < MOST_SAID) known.push({ words, event: attributes['opf:event'] ?? attributes['event'] });
    },
  });
  const all = (name: string): string[] => said.get(name)?.map(({ words }) => words) ?? [];
  return {
    title: all('dc:title')[0],
    creator: all('dc:creator').join(', ') || undefined,
    publisher: all('dc:publisher')[0],
    language: all('dc:language')[0],
    dates: (said.get('dc:date') ?? [])
      .map(({ words, event }) => ({ event, value: words }))
      .toSorted((a, b) => rank(a.event) - rank(b.event)),
    // Each file once: a book that names a chapter twice would grow with every time.
    chapters: [
      ...new Map(
        [...spine].map(id => files.get(id) ?? { part: id, isContents: false }).map(chapter => [chapter.part, chapter]),
      ).values(),
    ],
  };
}

/** A day of publication is worth most, one of change or of making the file least. EPUB 3 does not say what happened: it means publication. */
function rank(event: string | undefined): number {
  if (event === undefined) return 1;
  return /publi|issue/iu.test(event) ? 0 : 2;
}

interface Visitor {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly words?: (name: string, text: string, attributes: Readonly<Record<string, string>>) => void;
}

/** Elements in order, without a prefix for their own namespace; words with the element that they stand in. */
function walk(source: string, { open, words }: Visitor): void {
  let text = '';
  let last: Readonly<Record<string, string>> = {};
  walkXml(source, {
    open: (name, attributes) => {
      [text, last] = ['', attributes];
      open(name.replace(/^(?:opf|enc|container):/u, ''), attributes);
    },
    words: piece => {
      text += piece;
    },
    close: name => {
      if (text.trim() !== '') words?.(name, text.replace(/\s+/gu, ' ').trim().slice(0, 1000), last);
      text = '';
    },
  });
}

/** A path beside the package document, without the steps up and down in it. */
function within(folder: string, href: string): string {
  const steps: string[] = [];
  for (const step of `${folder}${decoded(href.replace(/#.*$/u, ''))}`.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
