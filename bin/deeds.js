#!/usr/bin/env node
// The launcher: starts Deeds on a Node that is new enough. Plain JavaScript: it must run on Node 20.19.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundledNode, packageRoot } from './node26.js';

const NEEDED_MAJOR = 26;

// A checkout runs the TypeScript as it stands; an installed package runs compiled JavaScript, because Node
// strips no types below node_modules.
const source = join(packageRoot, 'src', 'cli', 'main.ts');
const compiled = join(packageRoot, 'dist', 'cli', 'main.js');
const installed = packageRoot.includes(`${sep}node_modules${sep}`);
const entry = !installed && existsSync(source) ? source : compiled;

// Node keeps what it made of the program, in the user's own cache and nowhere that others can write, so that the next start takes
// half the time. NODE_COMPILE_CACHE names another folder, NODE_DISABLE_COMPILE_CACHE=1 keeps nothing.
const cache = process.env.NODE_COMPILE_CACHE ?? cacheOfUser();
if (cache !== undefined) process.env.NODE_COMPILE_CACHE = cache;

if (Number.parseInt(process.versions.node, 10) >= NEEDED_MAJOR) {
  if (cache !== undefined) module.enableCompileCache(cache);
  await import(pathToFileURL(entry).href);
} else {
  const binary = bundledNode();
  if (!binary) {
    process.stderr.write(
      `deeds: needs Node ${NEEDED_MAJOR}, this is Node ${process.versions.node}, and npm brought none for ` +
        `${process.platform}-${process.arch}. Install again without --omit=optional, or install Node ${NEEDED_MAJOR}. [node_too_old]\n`,
    );
    process.exit(1);
  }
  // A server runs for days: young objects get 8 MB of room at most, where V8 would keep some 70 MB for them.
  const flags = process.argv[2] === 'serve' ? ['--max-semi-space-size=8'] : [];
  const child = spawn(binary, [...flags, entry, ...process.argv.slice(2)], { stdio: 'inherit' });
  // A terminal sends Ctrl-C to both processes; the child decides how to end, and we end as it did.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    if (signal) {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    } else process.exit(code ?? 1);
  });
}

/** Where programs of this user keep what they can make again; undefined for a user without a home. */
function cacheOfUser() {
  const { HOME, LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
  const folder =
    process.platform === 'win32'
      ? LOCALAPPDATA
      : XDG_CACHE_HOME || (HOME && join(HOME, process.platform === 'darwin' ? 'Library/Caches' : '.cache'));
  return folder ? join(folder, 'deeds', 'program') : undefined;
}
