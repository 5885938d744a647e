/** The files that pages load; there are no others. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../app.ts';

/** Parts of the style, in the order in which later ones win; a page loads them as one file. */
const STYLES = [
  'look',
  'frame',
  'forms',
  'states',
  'reading',
  'lists',
  'board',
  'timeline',
  'calendar',
  'brief',
  'published',
  'preferences',
  'narrow',
  'print',
];

const file = (...path: readonly string[]): string => readFileSync(join(packageRoot, 'web', ...path), 'utf8');

/** Each with its name below /assets/. */
export const assets: ReadonlyMap<string, () => string> = new Map([
  ['deeds.css', () => STYLES.map(name => file('style', `${name}.css`)).join('\n')],
  ['deeds.js', () => file('deeds.js')],
  ['adding.js', () => file('adding.js')],
  ['icon.svg', () => file('icon.svg')],
]);
