import { LEFT, RIGHT, SHIFT, type ParseState } from '../parser.ts';

/**
 * The dynamic oracle of the arc-hybrid system (Goldberg & Nivre 2013): how many arcs of the right tree each move puts out of reach,
 * from any state. Costs of moves that are not allowed are infinite.
 */
export function moveCosts(state: ParseState, heads: readonly number[], costs: Float64Array): void {
  const { stack, depth, next, length } = state;
  const top = state.depth > 0 ? stack[depth - 1]! : -1;
  costs[SHIFT] = costs[LEFT] = costs[RIGHT] = Infinity;
  if (state.allows(SHIFT)) {
    let cost = 0;
    for (let k = 0; k < depth; k++) {
      const word = stack[k]!;
      if (heads[word] === next) cost++;
      if (k < depth - 1 && heads[next] === word) cost++;
    }
    // What is pushed onto something can never be the root: the bottom of the stack stays to the end.
    if (depth > 0 && heads[next] === -1) cost++;
    costs[SHIFT] = cost;
  }
  if (depth === 0) return;
  let lost = 0;
  for (let word = next; word < length; word++) if (heads[word] === top) lost++;
  const head = heads[top]!;
  const onBottom = depth === 1;
  if (state.allows(LEFT))
    costs[LEFT] =
      lost + (head !== next && (head > next || (head === -1 ? onBottom : head === stack[depth - 2])) ? 1 : 0);
  if (state.allows(RIGHT)) costs[RIGHT] = lost + (head >= next ? 1 : 0);
}
