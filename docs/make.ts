/** npm run docs: writes the pages that are made from code. A test fails when they are not as this would write them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { madePages } from './made.ts';

for (const [name, content] of madePages()) writeFileSync(join(import.meta.dirname, name), content);
