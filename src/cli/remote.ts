/** A record that another machine serves: `--server URL`, with a token from the environment, never from an argument that everybody on the machine can read. */
import type { Command } from 'commander';
import { Problem } from '../core/problem.ts';

export interface ServerOption {
  readonly server?: string;
}

/** What verbs say that work at the folder of a record only, when they are asked to work at a server. */
export function folderOnly(verb: string, others: readonly string[]): Problem {
  return new Problem(
    'folder_only',
    `\`deeds ${verb}\` works at the folder of a record, and not at a server.`,
    `Run it on the machine that has the folder. At a server work: ${others.map(one => `\`deeds ${one}\``).join(', ')}.`,
    2,
  );
}

/** Milliseconds that an answer may take. */
const PATIENCE = 120_000;

/** The same for what reads all of a record. */
export const LONG_PATIENCE = 1_800_000;

export function withServer(command: Command): Command {
  return command.option(
    '--server <address>',
    'a running `deeds serve` instead of a folder; DEEDS_TOKEN holds the token, where it asks for one',
  );
}

interface Asking {
  readonly patience?: number;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export class Remote {
  readonly #origin: string;
  readonly #then: string;

  /** `asOf`: the moment that is looked at; nothing is decided there. Throws `bad_server` for what is no address, or one by which a token would travel for everybody to read. */
  constructor(address: string, asOf?: string) {
    const url = URL.parse(address);
    const isNear = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
    if (url === null || !(url.protocol === 'https:' || (url.protocol === 'http:' && isNear))) {
      throw new Problem(
        'bad_server',
        `--server ${JSON.stringify(address)} is no address of a server.`,
        'Write https://deeds.example.org, or http://localhost:8440 for one of this machine.',
        2,
      );
    }
    this.#origin = url.origin;
    this.#then = asOf === undefined ? '' : `/as-of/${encodeURIComponent(asOf)}`;
  }

  /** A list in the format of an output, as its page gives it. */
  async list(path: string, format: string, query: Readonly<Record<string, string | undefined>>): Promise<string> {
    return await (await this.#ask(`/${path}.${format}${questionOf(query)}`)).text();
  }

  /** A file, as the server makes it. */
  async file(path: string, query: Readonly<Record<string, string | undefined>>): Promise<Uint8Array> {
    return new Uint8Array(await (await this.#ask(`/${path}${questionOf(query)}`)).arrayBuffer());
  }

  async get(path: string): Promise<{ readonly body: unknown; readonly etag: string | undefined }> {
    const answer = await this.#ask(path);
    return { body: await answer.json(), etag: answer.headers.get('etag') ?? undefined };
  }

  async post(
    path: string,
    body: object,
    headers: Readonly<Record<string, string>> = {},
    patience = PATIENCE,
  ): Promise<unknown> {
    return await (await this.#sent(path, body, headers, patience)).json();
  }

  /** What is sent is answered with a file. */
  async fileFor(path: string, body: object): Promise<Uint8Array> {
    return new Uint8Array(await (await this.#sent(path, body, {}, LONG_PATIENCE)).arrayBuffer());
  }

  /** Decides about what stands at an address as it is there now; `part` is the decision, `question` names what is meant. */
  async decide(path: string, part: string, body: object, question = ''): Promise<unknown> {
    const { etag } = await this.get(`${path}${question}`);
    return await this.post(`${path}/${part}${question}`, body, { 'if-match': etag ?? '*' });
  }

  #sent(path: string, body: object, headers: Readonly<Record<string, string>>, patience: number): Promise<Response> {
    return this.#ask(path, {
      patience,
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  }

  async #ask(path: string, { headers = {}, patience = PATIENCE, ...request }: Asking = {}): Promise<Response> {
    const token = process.env['DEEDS_TOKEN'];
    let answer: Response;
    try {
      answer = await fetch(this.#origin + this.#then + path, {
        ...request,
        headers: {
          accept: 'application/json',
          ...headers,
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        // A token is told to nobody else.
        redirect: 'manual',
        signal: AbortSignal.timeout(patience),
      });
    } catch (error) {
      throw new Problem(
        'server_unreachable',
        `${this.#origin} does not answer.`,
        'Is `deeds serve` running there?',
        1,
        error,
      );
    }
    if (answer.ok) return answer;
    if (answer.status === 303)
      throw new Problem(
        'login_needed',
        `${this.#origin} asks who you are.`,
        'Make a token on the page of your account, and put it into DEEDS_TOKEN.',
      );
    const told = (await answer.json().catch(() => ({}))) as { title?: string; code?: string; next?: string };
    const { code, title, next } = told;
    if (code === undefined || title === undefined) {
      throw new Problem(
        'server_failed',
        `${this.#origin} answered ${answer.status}.`,
        'See what the server says on its console.',
      );
    }
    throw new Problem(code, title, next ?? '');
  }
}

/** Behind an address: what is asked; nothing where nothing is. */
export function questionOf(query: Readonly<Record<string, string | undefined>>): string {
  const asked = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return asked.length === 0 ? '' : `?${new URLSearchParams(asked).toString()}`;
}

/** Without what was not said. */
export function present(said: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}
