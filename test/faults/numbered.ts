import type { Addition } from '../../src/record/index.ts';
import { sample } from '../../src/record/sample.ts';

/** The document of that number: always the same, and unlike any other. */
export function numbered(number: number): Addition {
  const filler = 'and so on '.repeat(number % 400);
  return sample(
    `Report ${number}. China [commitment China 2015-09-25: promised ${number} times]. [statement Xi: He said ${filler}].`,
    {
      fingerprint: { engine: 'numbered/1', keys: [number, `k${number % 7}`], data: number },
    },
  );
}
