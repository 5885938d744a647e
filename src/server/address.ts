/**
 * Where a link leads. Pages never write an address as text: they say `to('documents', id)`, and only when a page is written out is it
 * known what that is from where it stands: below /as-of/17 every link stays in that past.
 */
export class Address {
  readonly segments: readonly string[];
  readonly query: ReadonlyMap<string, string>;
  readonly fragment: string;

  constructor(segments: readonly string[], query: ReadonlyMap<string, string> = new Map(), fragment = '') {
    this.segments = segments;
    this.query = query;
    this.fragment = fragment;
  }

  /** The same with a question; what is undefined or empty is not asked. */
  with(query: Readonly<Record<string, string | undefined>>): Address {
    const asked = new Map(this.query);
    for (const [name, value] of Object.entries(query)) {
      if (value === undefined || value === '') asked.delete(name);
      else asked.set(name, value);
    }
    return new Address(this.segments, asked, this.fragment);
  }

  /** The same without any question. */
  get bare(): Address {
    return new Address(this.segments);
  }

  /** The same, at an element of the page. */
  at(id: string): Address {
    return new Address(this.segments, this.query, id);
  }

  /** The same below other parts of a path. */
  below(...segments: readonly string[]): Address {
    return new Address([...segments, ...this.segments], this.query, this.fragment);
  }

  /** The same list in another format: "documents.csv". */
  as(format: string): Address {
    const last = this.segments.at(-1) ?? '';
    return new Address([...this.segments.slice(0, -1), `${last}.${format}`], this.query);
  }

  /** The path without a question, from the root of the site: "/documents/doc_…". */
  get path(): string {
    return `/${this.segments.map(segment => encodeURIComponent(segment)).join('/')}`;
  }

  /** Path, question and fragment, as a form takes it along. */
  get text(): string {
    return `${this.path}${this.rest}`;
  }

  /** Question and fragment as they stand behind the path. */
  get rest(): string {
    const query = new URLSearchParams([...this.query]).toString();
    return `${query === '' ? '' : `?${query}`}${this.fragment === '' ? '' : `#${encodeURIComponent(this.fragment)}`}`;
  }
}

/** The page of this site with these parts in its path; none: the first page. */
export function to(...segments: readonly string[]): Address {
  return new Address(segments);
}

/** The page of this site that a text names, as a form brings it back; undefined where it names none. */
export function addressFrom(given: string): Address | undefined {
  // A browser takes a backslash for a slash, and leaves tabs and line breaks out.
  if (!/^\/(?!\/)[^\\\p{Cc}]*$/u.test(given)) return undefined;
  const { pathname, searchParams } = new URL(given, 'http://localhost');
  try {
    return to(...pathname.split('/').filter(Boolean).map(decodeURIComponent)).with(Object.fromEntries(searchParams));
  } catch {
    return undefined;
  }
}

/** A link that leads away. Only web addresses do: a document may name `javascript:` as its own. */
export class Outside {
  readonly url: string;

  private constructor(url: string) {
    this.url = url;
  }

  static at(url: string | undefined): Outside | undefined {
    if (url === undefined || !URL.canParse(url)) return undefined;
    const parsed = new URL(url);
    return /^https?:$/u.test(parsed.protocol) ? new Outside(parsed.href) : undefined;
  }
}
