import { closeSync, fsyncSync, mkdirSync, openSync, unlinkSync } from 'node:fs';
import { type FileHandle, open, rename, unlink } from 'node:fs/promises';

/** The four things that the blob store asks of a disk; faults are injected here. */
export interface Disk {
  /** Writes a new file, readable by its owner only, and syncs it. */
  create(path: string, bytes: Uint8Array): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Syncs a file, or a folder's list of names. */
  sync(path: string): Promise<void>;
  remove(path: string): Promise<void>;
}

export const realDisk: Disk = {
  async create(path, bytes) {
    await using(await open(path, 'wx', 0o600), async file => {
      await file.writeFile(bytes);
      await file.sync();
    });
  },
  rename,
  async sync(path) {
    await using(await open(path, 'r'), file => file.sync());
  },
  remove: unlink,
};

/** Makes a folder for its owner only; tells whether it is new. */
export function makeFolder(path: string): boolean {
  return mkdirSync(path, { recursive: true, mode: 0o700 }) !== undefined;
}

/** Syncs a file, or a folder's list of names, at once. */
export function syncNow(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Removes a file if it is there. Unlike `rmSync`, which gives a failing disk no code, it says what the system said. */
export function removeNow(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') throw error;
  }
}

async function using(file: FileHandle, work: (file: FileHandle) => Promise<void>): Promise<void> {
  try {
    await work(file);
  } finally {
    await file.close();
  }
}
