import { type CheckpointMade, checkpointMade } from '../entries/checkpoint-made.ts';
import { keyChanged, keyChangeText } from '../entries/key-changed.ts';
import type { RecordCreated } from '../entries/record-created.ts';
import { type Draft, draft, type Entry } from '../entry.ts';
import { MerkleTree } from '../merkle.ts';
import type { Checkpoint } from '../record.ts';
import { SigningKey, signedNote } from '../signing.ts';
import type { Log } from './log.ts';

const MACHINE = 'machine';

/** Makes checkpoints, each going on from the one before. Called within a transaction. */
export class Checkpoints {
  readonly #log: Log;
  readonly #folder: string;

  constructor(log: Log, folder: string) {
    this.#log = log;
    this.#folder = folder;
  }

  /** The last checkpoint, when nothing was recorded since. */
  standing(): Checkpoint | undefined {
    const last = this.#log.at(this.#log.head().sequence);
    return last?.kind === checkpointMade.name ? asCheckpoint(last) : undefined;
  }

  /**
   * Signs all entries there are. A key that the log does not know yet is named in it first: signed by the old one where that
   * is there (`renew`), else for everybody to see that it is not.
   */
  make(at: string, renew: boolean, append: (draft: Draft) => void): Checkpoint {
    const { record, key: firstKey } = bodyOf(this.#log.at(1)!) as RecordCreated;
    const before = this.#log.lastOf(checkpointMade.name);
    const known = before === undefined ? undefined : (bodyOf(before) as CheckpointMade);
    const old = SigningKey.in(this.#folder);
    const key = renew || old === undefined ? SigningKey.make(this.#folder, old) : old;
    const knownKey = known?.key ?? firstKey;
    if (knownKey !== key.public) {
      const mayVouch = old !== undefined && old.public === knownKey;
      const signature = mayVouch ? old.sign(keyChangeText(record, key.public)).toString('base64') : undefined;
      append(draft(keyChanged, MACHINE, { key: key.public, signature }));
    }
    const tree = new MerkleTree(known?.size, known?.peaks);
    for (const { hash } of this.#log.from(tree.size + 1)) tree.add(hash);
    const [size, root] = [tree.size, tree.root()];
    const note = signedNote({ record, size, root, at }, key);
    append(draft(checkpointMade, MACHINE, { size, root, peaks: tree.peaks, key: key.public, note }));
    return { size, root, note, at };
  }
}

function asCheckpoint(entry: Entry): Checkpoint {
  const { size, root, note } = bodyOf(entry) as CheckpointMade;
  return { size, root, note, at: entry.at };
}

function bodyOf(entry: Entry): unknown {
  return JSON.parse(entry.body);
}
