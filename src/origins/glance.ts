import type { ComparableText } from './comparable.ts';
import { SHORTEST_COPY, TELLING_RUN } from './relation.ts';
import { BRIDGED_GAP, rowKeys, SHORTEST_RUN } from './shared-runs.ts';

/**
 * A look at other texts that costs a fraction of a comparison: may they have much in common with this one (see `compareIfMuch`)? "No" is always
 * right; "yes" is to be looked into. Most texts that share a key with a new one share a phrase, and nothing else.
 */
export function glanceFrom(one: ComparableText): (other: ComparableText) => boolean {
  const rows = new RowTable(one);
  return other => {
    const keys = rowKeys(other.hashes);
    // Too short for a row: the same words, perhaps.
    if (keys.length === 0) return true;
    let [shared, runs] = [0, 0];
    for (let at = 0; at < keys.length; at++) {
      if (rows.find(keys[at]!) === NOWHERE) continue;
      const from = at;
      let isMenu = true;
      for (let found; at < keys.length && (found = rows.find(keys[at]!)) !== NOWHERE; at++) {
        isMenu &&= found === IN_MENUS && isLeftOut(other.leftOut, at);
      }
      if (isMenu) continue;
      const words = at - from + SHORTEST_RUN - 1;
      if (words >= TELLING_RUN) return true;
      shared += words;
      // They may stand in several places of the other text.
      runs += Math.floor(words / SHORTEST_RUN);
    }
    const bridged = BRIDGED_GAP * Math.max(0, runs - 1);
    return shared + bridged >= Math.min(SHORTEST_COPY, one.hashes.length, other.hashes.length);
  };
}

const [NOWHERE, IN_MENUS, IN_THE_REPORT] = [0, 1, 2];

/** Where the rows of SHORTEST_RUN words of a text stand: only in what capture left out, or elsewhere too. */
class RowTable {
  private readonly keys: Uint32Array;
  private readonly where: Uint8Array;

  constructor({ hashes, leftOut }: ComparableText) {
    const rows = rowKeys(hashes);
    const size = 1 << (32 - Math.clz32(rows.length * 2));
    this.keys = new Uint32Array(size);
    this.where = new Uint8Array(size);
    for (let at = 0; at < rows.length; at++) {
      const slot = this.slotOf(rows[at]!);
      this.keys[slot] = rows[at]!;
      this.where[slot] = Math.max(this.where[slot]!, isLeftOut(leftOut, at) ? IN_MENUS : IN_THE_REPORT);
    }
  }

  find(key: number): number {
    return this.where[this.slotOf(key)]!;
  }

  /** Its own, or the first free one behind where it would be. */
  private slotOf(key: number): number {
    const last = this.keys.length - 1;
    let slot = key & last;
    while (this.where[slot] !== NOWHERE && this.keys[slot] !== key) slot = (slot + 1) & last;
    return slot;
  }
}

function isLeftOut(leftOut: Uint8Array, from: number): boolean {
  for (let at = from; at < from + SHORTEST_RUN; at++) if (leftOut[at] === 0) return false;
  return true;
}
