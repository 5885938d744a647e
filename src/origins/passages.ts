import type { ComparableText } from './comparable.ts';
import type { Run } from './shared-runs.ts';

/**
 * Runs that follow each other in the same order in both texts with little of either text's own between them: one stretch of reuse.
 * A copy with changed words, dropped sentences or pasted-in menus is one passage; picked quotations are several short ones.
 */
export interface Passage {
  readonly runs: readonly Run[];
  /** Shared words in it. */
  readonly words: number;
  /** Shared words less what stands between the runs, weighed: how much more the passage holds together than it falls apart. */
  readonly unity: number;
}

/** A word of prose that stands in the place of another speaks fully against one stretch of reuse, … */
const REPLACED = 1;
/** … but a change of so few words is an editor's hand: who quotes does not reword. */
export const REWORDED = 4;
/** A word of prose that is only in one text may be a dropped or added sentence: it speaks a little against it. */
const ONE_SIDED = 0.3;
/** Menus, headlines and notices between two runs say next to nothing: pages put them anywhere. */
const FURNITURE = 0.03;
/** How many runs back a run may look for the one it continues. */
const LOOK_BACK = 48;

/** The passages that `runs` (in order of `a`, as `sharedRuns` gives them) make up, the most united first; every run is in one of them. */
export function passages(a: ComparableText, b: ComparableText, runs: readonly Run[]): Passage[] {
  const proseA = sums(a.prose);
  const proseB = sums(b.prose);
  const unity = new Float64Array(runs.length);
  const previous = new Int32Array(runs.length).fill(-1);
  for (let r = 0; r < runs.length; r++) {
    const run = runs[r]!;
    let best = 0;
    for (let p = r - 1; p >= 0 && p >= r - LOOK_BACK; p--) {
      const before = runs[p]!;
      if (before.b + before.length > run.b) continue;
      const carried = unity[p]! - cost(before, run, proseA, proseB);
      if (carried > best) {
        best = carried;
        previous[r] = p;
      }
    }
    unity[r] = best + run.length;
  }
  return assembled(runs, unity, previous);
}

function cost(before: Run, after: Run, proseA: Int32Array, proseB: Int32Array): number {
  const a = gap(before.a + before.length, after.a, proseA);
  const b = gap(before.b + before.length, after.b, proseB);
  const replaced = Math.min(a.prose, b.prose);
  return (
    REPLACED * Math.max(0, replaced - REWORDED) +
    ONE_SIDED * (Math.max(a.prose, b.prose) - replaced) +
    FURNITURE * (a.furniture + b.furniture)
  );
}

function gap(from: number, to: number, prose: Int32Array): { prose: number; furniture: number } {
  const words = prose[to]! - prose[from]!;
  return { prose: words, furniture: to - from - words };
}

/** Takes the strongest chain, then the strongest of what is left; a chain that runs into a taken one stops there. */
function assembled(runs: readonly Run[], unity: Float64Array, previous: Int32Array): Passage[] {
  const order = [...runs.keys()].sort((x, y) => unity[y]! - unity[x]! || x - y);
  const taken = new Uint8Array(runs.length);
  const found: Passage[] = [];
  for (const end of order) {
    if (taken[end] === 1) continue;
    const chain: Run[] = [];
    let r = end;
    for (; r >= 0 && taken[r] === 0; r = previous[r]!) {
      taken[r] = 1;
      chain.push(runs[r]!);
    }
    chain.reverse();
    const words = chain.reduce((sum, run) => sum + run.length, 0);
    found.push({ runs: chain, words, unity: Math.min(words, r < 0 ? unity[end]! : unity[end]! - unity[r]!) });
  }
  return found.sort((x, y) => y.unity - x.unity || x.runs[0]!.a - y.runs[0]!.a);
}

/** Running totals: how many of the first i words are marked. */
function sums(marks: Uint8Array): Int32Array {
  const totals = new Int32Array(marks.length + 1);
  for (let i = 0; i < marks.length; i++) totals[i + 1] = totals[i]! + marks[i]!;
  return totals;
}
