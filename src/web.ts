/** What comes from the web: an address as an input, asked through the one door to the network when it is its turn. */
import type { Missing } from './core/document.ts';
import type { Cut, Fetched, Retrieval } from './core/fetched.ts';
import { Problem } from './core/problem.ts';
import type { Input, Taken } from './intake.ts';
import { type Door, FetchProblem, fetchPublic } from './network/index.ts';

export interface WebOptions {
  /** The name that servers are given: "Deeds/0.1.0". */
  readonly client: string;
  /** Fetches what robots.txt asks programs not to fetch; the document says so. */
  readonly ignoreRobots?: boolean;
  /** Believes also a server that cannot show who it is; the document says so. */
  readonly anyCertificate?: boolean;
  /** Tests bring a door of their own, that leads to this machine. */
  readonly fetch?: Door['fetch'];
}

/** Is this, on a command line, an address and no file? Of whatever scheme: which are fetched the door says. */
export function isAddress(given: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//iu.test(given);
}

/** Its bytes are fetched when they are taken. */
export function webInput(address: string, { fetch = fetchPublic, ...options }: WebOptions): Input {
  const url = URL.parse(address);
  if (url !== null) url.hash = '';
  return {
    name: address,
    take: async () => taken(await withTheWay(fetch(address, options))),
    onWeb: {
      address: url?.href ?? address,
      async takeNewer({ url, validators }) {
        // Only the address that gave the validators is told them.
        const fetched = await withTheWay(fetch(address, { ...options, known: { ...validators, url } }));
        return fetched.notModified ? undefined : taken(fetched);
      },
    },
  };
}

/** A problem behind redirects is told with the way that led there: it is what is recorded of it. */
async function withTheWay(fetching: Promise<Fetched>): Promise<Fetched> {
  try {
    return await fetching;
  } catch (error) {
    if (!(error instanceof FetchProblem) || error.hops.length < 2) throw error;
    const way = error.hops.map(
      ({ url, response }) => shortened(url) + (response === undefined ? '' : ` (${response.status})`),
    );
    const message = `${error.message} The way there: ${way.join(' → ')}.`;
    throw new Problem(error.code, message, error.next, error.exitCode, error);
  }
}

/** Enough of an address to recognise it by: who sends one elsewhere may write as much as a header holds. */
function shortened(url: string): string {
  return url.length > 200 ? `${url.slice(0, 200)}…` : url;
}

function taken(fetched: Fetched): Taken {
  const { bytes, asked, url, at, contentType, cut } = fetched;
  return {
    bytes,
    fetched,
    facts: {
      name: fileName(url),
      url,
      asked,
      capturedAt: at,
      remarks: remarksOn(fetched),
      ...(cut !== undefined && { missing: [missingBy(cut, bytes.length)] }),
      ...(contentType !== undefined && { contentType }),
    },
  };
}

/** The last part of an address's path, as a browser would name the file; the host where there is none. */
function fileName(url: string): string {
  const { pathname, hostname } = new URL(url);
  const last = pathname.split('/').findLast(part => part !== '');
  return last ?? hostname;
}

/** What a reader should know of the way on which it came. */
function remarksOn({ asked, url, hops }: Retrieval): readonly string[] {
  const last = hops.at(-1);
  const from = new URL(asked).hostname;
  const to = new URL(url).hostname;
  return [
    ...(from === to ? [] : [`${asked} led to another host: ${url}.`]),
    ...(hops.some(({ downgraded }) => downgraded)
      ? ['On the way the address led from an encrypted connection to one that is not.']
      : []),
    ...hops.flatMap(({ url, connection }) => {
      const why = connection?.tls?.unproven;
      return why === undefined
        ? []
        : [
            `${new URL(url).hostname} could not show that it is who it says it is (${why}); it was fetched all the same, on demand.`,
          ];
    }),
    ...(last?.robots?.verdict === 'ignored' ? ['It was fetched without asking robots.txt, on demand.'] : []),
  ];
}

const WHY: Readonly<Record<Cut, string>> = {
  truncated: 'there is more, and no more is taken of one input',
  timeout: 'the server sent no more in time',
  connection_lost: 'the connection broke off before the end',
};

function missingBy(cut: Cut, bytes: number): Missing {
  return { code: cut, sentence: `Only the first ${bytes.toLocaleString('en')} bytes were fetched: ${WHY[cut]}.` };
}
