import { type Command } from 'commander';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { Problem } from '../core/problem.ts';
import { count } from '../listings/count.ts';
import { visible } from '../outputs/text.ts';
import { publishedSite } from '../server/published/site.ts';
import { say } from './messages.ts';
import { Remote, type ServerOption, withServer } from './remote.ts';
import { reading, type ReadingOptions, withReading } from './session.ts';

/** Names the files that Deeds wrote, so that the next time those that are gone can go. */
const MANIFEST = 'deeds-published.json';

export function publishVerb(program: Command): Command {
  return withServer(withReading(program.command('publish')))
    .description('Write what was published as a site of files: read-only, without a server, opened from a folder.')
    .argument('<dir>', 'the folder to write into; it is made when it is not there')
    .action(async (folder: string, options: ReadingOptions & ServerOption) => {
      const files =
        options.server === undefined
          ? await reading(options, record => publishedSite(record))
          : await publishedAt(new Remote(options.server, options.asOf));
      const before = manifestIn(folder);
      if (before.size === 0) mustBeEmpty(folder);
      for (const path of files.keys()) if (!before.has(path)) mustBeFree(folder, path);
      for (const [path, content] of files) write(folder, path, content);
      for (const path of before) if (!files.has(path)) rmSync(join(folder, path), { force: true });
      write(folder, MANIFEST, `${JSON.stringify({ files: [...files.keys()].toSorted() }, null, 1)}\n`);
      const findings = [...files.keys()].filter(path => /^board\/[^/]+\/[^/]+\/index\.html$/u.test(path)).length;
      say(
        `deeds: ${count(findings, 'published finding')} in ${count(files.size, 'file')}; open ${join(folder, 'index.html')}.${findings === 0 ? ' Nothing was published yet: `deeds judge publish`.' : ''}`,
      );
    });
}

/** The same files as a server makes them. Throws `server_failed` for a path that leads out of the folder. */
async function publishedAt(remote: Remote): Promise<ReadonlyMap<string, string>> {
  const { body } = await remote.get('/api/v1/published');
  const { files } = body as { files: readonly { readonly path: string; readonly content: string }[] };
  const strange = files.find(({ path }) => !isWithin(path));
  if (strange === undefined) return new Map(files.map(({ path, content }) => [path, content]));
  throw new Problem(
    'server_failed',
    `The server names a file that is not below the folder: ${visible(strange.path)}.`,
    'Nothing was written. Is it a server that you trust?',
  );
}

/** What somebody wrote into a list by hand, or a server says, reaches nothing outside of the folder. */
const isWithin = (path: string): boolean =>
  path !== '' && normalize(path) === path && !isAbsolute(path) && !/^\.\.(?:\/|$)|[\\\p{Cc}]/u.test(path);

/** Files that Deeds wrote into the folder before. */
function manifestIn(folder: string): ReadonlySet<string> {
  let text: string;
  try {
    text = readFileSync(join(folder, MANIFEST), 'utf8');
  } catch {
    return new Set();
  }
  try {
    const { files } = JSON.parse(text) as { files: string[] };
    return new Set(files.filter(isWithin));
  } catch (error) {
    throw notWritten(folder, MANIFEST, error, 'Remove it if Deeds did not write it, and name another folder.');
  }
}

/** Throws `folder_of_others` for a folder in which something is and Deeds wrote nothing yet: a site in the midst of somebody's files is hard to take out again. */
function mustBeEmpty(folder: string): void {
  let there: string[];
  try {
    // What version control and hosts keep beside a site begins with a dot.
    there = readdirSync(folder).filter(name => !name.startsWith('.'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw notWritten(folder, '', error);
  }
  if (there.length === 0) return;
  throw new Problem(
    'folder_of_others',
    `${folder} holds ${there.length === 1 ? 'something' : `${there.length} things`} that Deeds did not write, ${visible(there.toSorted()[0]!)} among them; nothing was written.`,
    'Name a folder that is empty or not there yet, as `deeds publish site`. Later on Deeds writes into it again, and replaces only what it wrote itself.',
    2,
  );
}

/** Throws `output_not_written` where something that Deeds did not write would be written over. */
function mustBeFree(folder: string, path: string): void {
  try {
    readFileSync(join(folder, path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw notWritten(folder, path, error);
  }
  throw notWritten(folder, path, new Error('it is there, and Deeds did not write it'));
}

function write(folder: string, path: string, content: string): void {
  const place = join(folder, path);
  try {
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, content);
  } catch (error) {
    throw notWritten(folder, path, error);
  }
}

function notWritten(
  folder: string,
  path: string,
  error: unknown,
  next = 'Name an empty folder, or one that Deeds wrote before.',
): Problem {
  return new Problem(
    'output_not_written',
    `${join(folder, path)} could not be written: ${(error as Error).message}.`,
    next,
    1,
    error,
  );
}
