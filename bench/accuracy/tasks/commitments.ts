import { loadEngine } from '../../../src/app.ts';
import { capture } from '../../../src/capture/index.ts';
import type { CommitmentBody } from '../../../src/kinds/commitment/commitment.ts';
import { byRelease, release } from '../../../src/kinds/commitment/authored/train/releases.ts';
import { read } from '../../../src/read.ts';
import type { BenchmarkDocument, Task } from '../task.ts';

const engine = loadEngine();
const answers = new Map<string, { commissive: boolean; specific?: boolean }>();

/** Utterances are read where they stand: a release, or what a summit committed to, is one document, read as `deeds read` reads it. */
export const task: Task = {
  name: 'commitments',
  prepare(documents): void {
    answers.clear();
    for (const utterances of byRelease(documents).values()) {
      const { text, places } = release(utterances);
      const claims = read(capture(Buffer.from(text)), engine).claims.filter(claim => claim.kind === 'commitment');
      for (const [id, { start, end }] of places) {
        const here = claims.flatMap(claim => {
          const body = claim.body as CommitmentBody;
          // What says a commitment again is one as well.
          const places = [body.undertaking, ...(body.restated ?? []).map(({ words }) => words)];
          const isHere = places.some(at => at.start < end && start < at.end);
          return body.role === 'undertaking' && isHere ? [body] : [];
        });
        // Most utterances that undertake something tell exactly what; so does one of which nothing was read.
        const specific = here.every(body => body.specificity !== 'vague');
        answers.set(id, { commissive: here.length > 0, specific });
      }
    }
  },
  predict({ id }: BenchmarkDocument): object | undefined {
    return answers.get(id);
  },
};

/** What a word list alone would answer. */
const KEYWORDS =
  /\b(?:will|shall|commit\w*|pledg\w*|promis\w*|vow\w*|undertak\w*|guarantee\w*|agreed? to|resolved? to)\b/iu;

export const peers: readonly Task[] = [
  { name: 'keywords', predict: ({ text = '' }) => ({ commissive: KEYWORDS.test(text), specific: true }) },
];
