// Runs after `npm install`, on whatever Node the machine has (20.19 or newer).
// npm links node_modules/.bin/node to the platform package's Node 26; npm 10 sometimes leaves that out.
// Without the link, `npm test` would run on the machine's older Node, so it is made here. A failure is no
// tragedy: bin/deeds.js finds the platform package by itself.
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { bundledNode, packageRoot } from './node26.js';

const link = join(packageRoot, 'node_modules', '.bin', 'node');
const target = bundledNode();
if (target && process.platform !== 'win32' && !existsSync(link)) {
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(relative(dirname(link), target), link);
}
