import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import wabt from 'wabt';

const NEURAL = join(import.meta.dirname, '../neural');

/** `npm run kernel`: compiles kernel.wat into kernel.bytes.ts, which is what the program loads. */
export async function compileKernel(): Promise<string> {
  const text = readFileSync(join(NEURAL, 'kernel.wat'), 'utf8');
  const parsed = (await wabt()).parseWat('kernel.wat', text, { simd: true });
  const bytes = parsed.toBinary({}).buffer;
  return `/** kernel.wat, compiled by "npm run kernel": change it there. */\nexport const KERNEL =\n  '${Buffer.from(bytes).toString('base64')}';\n`;
}

if (process.argv[1] === import.meta.filename) writeFileSync(join(NEURAL, 'kernel.bytes.ts'), await compileKernel());
