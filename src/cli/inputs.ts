/** The files, folders, web addresses and standard input that a command names, as inputs to be read one after the other. */
import { type Dirent, readdirSync, type Stats, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Input } from '../app.ts';
import { archiveAt } from '../archives/index.ts';
import { limits } from '../core/limits.ts';
import { Problem } from '../core/problem.ts';
import { visible } from '../outputs/text.ts';
import { isAddress, webInput, type WebOptions } from '../web.ts';

export interface Inputs {
  readonly inputs: readonly Input[];
  /** Sentences on what was named and is not among the inputs: empty folders, links below a folder, … */
  readonly notes: readonly string[];
}

/** Files in the order given; folders are walked in the order of their names. Nothing is fetched where `web` is not given. */
export function inputsFrom(paths: readonly string[], web?: WebOptions): Inputs {
  if (paths.filter(path => path === '-').length > 1)
    throw new Problem('stdin_twice', 'Standard input can be read only once.', 'Give - once.', 2);
  const walk = new Walk();
  const inputs = paths.flatMap(path => {
    if (path === '-') return [standardInput];
    return web !== undefined && isAddress(path) ? [webInput(path, web)] : walk.named(path);
  });
  return { inputs, notes: walk.notes() };
}

const standardInput: Input = {
  name: '-',
  // Not readFileSync(0): on a pipe whose writer is slow that fails instead of waiting.
  take: async () => ({ bytes: await capped('-', () => process.stdin) }),
};

/** Collects files, and counts what it passes over. */
class Walk {
  readonly #passedOver = new Map<string, number>();
  readonly #empty: string[] = [];

  /** What a person names is read whatever it is: links are followed, pipes and devices read to their end or the limit. */
  named(path: string): Input[] {
    let entry: Stats;
    try {
      entry = statSync(path);
    } catch (error) {
      return [failing(path, unreadable(path, error))];
    }
    if (!entry.isDirectory()) return this.#file(path);
    const found = this.#below(path);
    if (found.length === 0) this.#empty.push(path);
    return found;
  }

  /** Below a folder only plain files are read: a link may lead anywhere, a pipe may never end. */
  #below(folder: string): Input[] {
    let children: Dirent<Buffer>[];
    try {
      children = readdirSync(folder, { withFileTypes: true, encoding: 'buffer' });
    } catch (error) {
      return [failing(folder, unreadable(folder, error))];
    }
    return children
      .map(child => ({ child, name: child.name.toString('utf8') }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap(({ child, name }) => {
        const path = join(folder, name);
        const reason = passedOver(child, name);
        if (reason !== undefined) {
          this.#passOver(reason, 1);
          return [];
        }
        if (!Buffer.from(name).equals(child.name)) return [failing(path, nameNotUtf8(path))];
        return child.isDirectory() ? this.#below(path) : this.#file(path);
      });
  }

  /** A file, or the files in it when it is an archive. */
  #file(path: string): Input[] {
    try {
      const archive = archiveAt(path);
      if (archive === undefined) return [fileInput(path)];
      if (archive.inputs.length === 0) this.#empty.push(path);
      for (const [reason, number] of archive.passedOver) this.#passOver(reason, number);
      return [...archive.inputs];
    } catch (error) {
      return [failing(path, unreadable(path, error))];
    }
  }

  #passOver(reason: string, number: number): void {
    if (number > 0) this.#passedOver.set(reason, (this.#passedOver.get(reason) ?? 0) + number);
  }

  notes(): string[] {
    const counts = [...this.#passedOver].map(([reason, number]) => `${number} ${reason}${number === 1 ? '' : 's'}`);
    return [
      ...this.#empty.map(folder => `There is nothing to read in ${visible(folder)}.`),
      ...(counts.length === 0 ? [] : [`Passed over: ${counts.join(', ')}.`]),
    ];
  }
}

/** Why something below a folder is not read, as a noun; undefined when it is. */
function passedOver(child: Dirent<Buffer>, name: string): string | undefined {
  if (name.startsWith('.')) return child.isDirectory() ? 'hidden folder' : 'hidden file';
  if (child.isFile() || child.isDirectory()) return undefined;
  if (child.isSymbolicLink()) return 'symbolic link';
  if (child.isFIFO()) return 'named pipe';
  return child.isSocket() ? 'socket' : 'device';
}

function fileInput(path: string): Input {
  return {
    name: path,
    async take() {
      try {
        await using file = await open(path, 'r');
        const entry = await file.stat();
        if (!entry.isFile() && !entry.isFIFO() && !entry.isCharacterDevice()) throw noFile(path);
        return { bytes: await capped(path, () => file.createReadStream({ autoClose: false })) };
      } catch (error) {
        throw unreadable(path, error);
      }
    },
  };
}

/** Never trusts a size said beforehand: a device has none, and a file may grow while it is read. */
async function capped(name: string, source: () => AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  try {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of source()) {
      size += chunk.length;
      if (size > limits.inputBytes) throw tooLarge(name);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks, size);
  } catch (error) {
    throw unreadable(name, error);
  }
}

function failing(name: string, problem: Problem): Input {
  return { name, take: () => Promise.reject(problem) };
}

function tooLarge(name: string): Problem {
  return new Problem(
    'too_large',
    `${name} has more than ${limits.inputBytes.toLocaleString('en')} bytes, the most that Deeds reads of one input.`,
    'Split it into single reports.',
  );
}

function noFile(path: string): Problem {
  return new Problem('unreadable', `${path} is no file, pipe or character device.`, 'Copy it to a plain file first.');
}

function nameNotUtf8(path: string): Problem {
  return new Problem(
    'name_not_utf8',
    `The name of ${path} is not UTF-8 (what cannot be shown stands as \uFFFD), so Deeds cannot open it.`,
    'Give the file a name in UTF-8, or hand it in through standard input.',
  );
}

function unreadable(path: string, error: unknown): Problem {
  if (error instanceof Problem) return error;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    // Node has put U+FFFD for what it could not read of the name before anybody sees it.
    if (path.includes('\uFFFD')) return nameNotUtf8(path);
    return new Problem('not_found', `There is no file or folder ${path || '""'}.`, 'Check the name.', 1, error);
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new Problem(
      'not_permitted',
      `${path} may not be read by this user.`,
      'Change its permissions, or copy it to a place you own.',
      1,
      error,
    );
  }
  return new Problem(
    'unreadable',
    `${path} could not be read (${code ?? String(error)}).`,
    'Try again, or copy the file elsewhere first.',
    1,
    error,
  );
}
