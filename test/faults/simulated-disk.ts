// A disk that keeps what it must and no more: what was synced is there; of the rest, anything may be.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Call, Step } from './strace.ts';

const SECTOR = 512;

/** A change that is not known to be on the disk yet. */
interface Change {
  /** Did the call come back? A sync makes sure only of what had come back before it began. */
  done: boolean;
  synced: boolean;
}
interface Write extends Change {
  readonly at: number;
  readonly bytes: Buffer;
}
interface Truncation extends Change {
  readonly length: number;
}
/** A name given to something in a folder, or taken away. */
interface Naming extends Change {
  readonly name: string;
  readonly node: Node | undefined;
}

class File {
  synced = Buffer.alloc(0);
  changes: (Write | Truncation)[] = [];
  length = 0;
}

class Folder {
  readonly synced = new Map<string, Node>();
  changes: Naming[] = [];
  /** As the running program sees it. */
  readonly now = new Map<string, Node>();
}

type Node = File | Folder;

/** Which of the changes that were not synced a cut leaves on the disk. */
export interface Fate {
  keeps(change: Change): boolean;
  /** Which sectors of a write that is kept: undefined for all. */
  sectors(write: Change): ((sector: number) => boolean) | undefined;
}

/** What was never synced is gone. */
export const none: Fate = { keeps: () => false, sectors: () => undefined };

/** Of what was never synced each change is there with some probability, whole. */
export function subset(random: () => number): Fate {
  const share = random() * 1.1;
  return { keeps: () => random() < share, sectors: () => undefined };
}

/** As a subset, and writes are torn: some sectors of 512 bytes are there and some are not. */
export function torn(random: () => number): Fate {
  const share = 0.3 + random() * 0.7;
  return {
    keeps: () => random() < share,
    sectors: () => (random() < 0.5 ? undefined : () => random() < 0.5),
  };
}

/** Everything below one folder, as the steps of a trace change it. */
export class SimulatedDisk {
  readonly #home: string;
  readonly #root = new Folder();
  /** Changes begun by calls that have not come back, or that a sync under way covers. */
  readonly #open = new Map<Call, Change[]>();
  readonly #isSync: (call: Call) => boolean;

  /** `isSync` may leave out syncs, as a program with a fault would. */
  constructor(home: string, isSync: (path: string) => boolean = () => true) {
    this.#home = `${home}/`;
    this.#isSync = ({ name, path }) => (name === 'fsync' || name === 'fdatasync') && isSync(path);
  }

  take({ call, begins }: Step): void {
    if (!`${call.path}/`.startsWith(this.#home) || call.path.endsWith('-shm') || call.result < 0) return;
    if (begins) {
      const changes = this.#begin(call);
      if (changes !== undefined) this.#open.set(call, changes);
      return;
    }
    const changes = this.#open.get(call);
    if (changes === undefined) return;
    this.#open.delete(call);
    for (const change of changes) {
      if (this.#isSync(call)) change.synced = true;
      else change.done = true;
    }
    if (this.#isSync(call)) settle(this.#find(call.path)!);
  }

  /** Writes what is left to a real folder. */
  image(folder: string, fate: Fate): void {
    mkdirSync(folder);
    writeOut(this.#root, folder, fate);
  }

  /** Makes the changes that a call brings with it; for a sync gives those that it covers. */
  #begin(call: Call): Change[] | undefined {
    switch (call.name) {
      case 'openat':
        return this.#opened(call);
      case 'write':
      case 'pwrite64': {
        const file = this.#file(call.path);
        const at = call.name === 'write' ? file.length : call.number!;
        return [this.#change(file, { at, bytes: call.data!.subarray(0, call.result) })];
      }
      case 'ftruncate':
        return [this.#change(this.#file(call.path), { length: call.number! })];
      case 'fsync':
      case 'fdatasync':
        return this.#isSync(call) ? this.#find(call.path)!.changes.filter(({ done }) => done) : undefined;
      case 'mkdir':
        return [this.#named(call.path, new Folder())];
      case 'unlink':
        return [this.#named(call.path, undefined)];
      case 'link': {
        const node = this.#find(call.path);
        assert.ok(node !== undefined && call.to !== undefined);
        return [this.#named(call.to, node)];
      }
      case 'rename': {
        const node = this.#find(call.path);
        assert.ok(node !== undefined && call.to !== undefined);
        // Two folders: a disk may keep either half.
        return [this.#named(call.to, node), this.#named(call.path, undefined)];
      }
      default:
        throw new Error(`this harness does not know what ${call.name} does to ${call.path}`);
    }
  }

  #opened({ path, flags }: Call): Change[] | undefined {
    if (!flags.includes('O_CREAT')) {
      assert.ok(!flags.includes('O_TRUNC'), path);
      return undefined;
    }
    const there = this.#find(path);
    if (there === undefined) return [this.#named(path, new File())];
    return flags.includes('O_TRUNC') ? [this.#change(there as File, { length: 0 })] : undefined;
  }

  #change(file: File, change: Pick<Write, 'at' | 'bytes'> | Pick<Truncation, 'length'>): Change {
    const made = { ...change, done: false, synced: false };
    file.changes.push(made);
    file.length = 'length' in made ? made.length : Math.max(file.length, made.at + made.bytes.length);
    return made;
  }

  #named(path: string, node: Node | undefined): Change {
    const at = path.lastIndexOf('/');
    const folder = this.#find(path.slice(0, at));
    assert.ok(folder instanceof Folder, path);
    const change: Naming = { name: path.slice(at + 1), node, done: false, synced: false };
    folder.changes.push(change);
    if (node === undefined) folder.now.delete(change.name);
    else folder.now.set(change.name, node);
    return change;
  }

  #file(path: string): File {
    const file = this.#find(path);
    assert.ok(file instanceof File, path);
    return file;
  }

  #find(path: string): Node | undefined {
    let node: Node | undefined = this.#root;
    for (const name of path.slice(this.#home.length).split('/')) {
      if (name === '') continue;
      if (!(node instanceof Folder)) return undefined;
      node = node.now.get(name);
    }
    return node;
  }
}

/** Puts the synced changes that have none before them that is not synced where they stay. */
function settle(node: Node): void {
  const first = node.changes.findIndex(({ synced }) => !synced);
  const count = first === -1 ? node.changes.length : first;
  if (node instanceof File) node.synced = contentOf(node.synced, node.changes.splice(0, count), none);
  else name(node.synced, node.changes.splice(0, count), none);
}

function writeOut(folder: Folder, place: string, fate: Fate): void {
  const names = new Map(folder.synced);
  name(names, folder.changes, fate);
  for (const [name, node] of names) {
    const path = join(place, name);
    if (node instanceof File) {
      writeFileSync(path, node.changes.length === 0 ? node.synced : contentOf(node.synced, node.changes, fate));
    } else {
      mkdirSync(path);
      writeOut(node, path, fate);
    }
  }
}

function name(names: Map<string, Node>, changes: readonly Naming[], fate: Fate): void {
  for (const change of changes) {
    if (!change.synced && !fate.keeps(change)) continue;
    if (change.node === undefined) names.delete(change.name);
    else names.set(change.name, change.node);
  }
}

function contentOf(before: Buffer, changes: readonly (Write | Truncation)[], fate: Fate): Buffer<ArrayBuffer> {
  const longest = Math.max(
    before.length,
    ...changes.map(change => ('length' in change ? change.length : change.at + change.bytes.length)),
  );
  const content = Buffer.alloc(longest);
  before.copy(content);
  let length = before.length;
  for (const change of changes) {
    if (!change.synced && !fate.keeps(change)) continue;
    if ('length' in change) {
      content.fill(0, change.length);
      length = change.length;
      continue;
    }
    const { at, bytes } = change;
    const sectors = change.synced ? undefined : fate.sectors(change);
    for (let from = at; from < at + bytes.length; ) {
      const until =
        sectors === undefined
          ? at + bytes.length
          : Math.min((Math.floor(from / SECTOR) + 1) * SECTOR, at + bytes.length);
      if (sectors === undefined || sectors(Math.floor(from / SECTOR))) {
        bytes.copy(content, from, from - at, until - at);
        length = Math.max(length, until);
      }
      from = until;
    }
  }
  return content.subarray(0, length);
}
