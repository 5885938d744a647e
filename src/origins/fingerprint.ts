import { mixed, wordHashes } from '../core/plain-words.ts';

/** Words in one key: fewer are shared by chance, more don't survive a changed word. */
const KEY_WORDS = 5;
/** Of so many neighbouring keys the least is kept. */
const WINDOW = 10;

/**
 * Any so many words in a row that two texts share give them a key in common (winnowing: Schleimer, Wilkerson and Aiken, SIGMOD 2003).
 * A key is kept for about every fifth word.
 */
export const FOUND_FROM_WORDS = KEY_WORDS + WINDOW - 1;

/**
 * The keys by which documents that share words are found: 32-bit hashes of five plain words in a row, each once, ascending.
 * A copy that lost its capitals and punctuation has the keys of its original. Texts of fewer than five words have none.
 */
export function fingerprint(text: string): Uint32Array {
  return fingerprintOf(wordHashes(text));
}

/** The same from the hashes of the words of a text that was made comparable. */
export function fingerprintOf(hashes: Uint32Array): Uint32Array {
  const count = hashes.length - KEY_WORDS + 1;
  if (count <= 0) return new Uint32Array(0);
  const kept = new Set<number>();
  const ring = new Uint32Array(WINDOW);
  let least = -1;
  for (let i = 0; i < count; i++) {
    let key = 0;
    for (let k = 0; k < KEY_WORDS; k++) key = (Math.imul(key, 0x9e3779b1) + hashes[i + k]!) | 0;
    ring[i % WINDOW] = mixed(key);
    if (least <= i - WINDOW) {
      least = i - WINDOW + 1;
      for (let j = least + 1; j <= i; j++) if (ring[j % WINDOW]! <= ring[least % WINDOW]!) least = j;
    } else if (least < 0 || ring[i % WINDOW]! <= ring[least % WINDOW]!) least = i;
    if (i >= WINDOW - 1 || i === count - 1) kept.add(ring[least % WINDOW]!);
  }
  return Uint32Array.from(kept).sort();
}
