import { createPrivateKey, generateKeyPairSync, hash, type KeyObject, randomUUID, sign } from 'node:crypto';
import { existsSync, linkSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../core/problem.ts';
import { removeNow, syncNow } from './disk.ts';
import type { Hash } from './record.ts';

export const KEY_FILE = 'signing-key.pem';

/**
 * The key that signs a record's checkpoints. It lies beside the record, so it proves nothing against whoever owns the disk; that
 * is what a checkpoint in somebody else's hands is for. It tells one record's checkpoints from another's.
 */
export class SigningKey {
  readonly #key: KeyObject;

  private constructor(pem: string) {
    this.#key = createPrivateKey(pem);
  }

  /** The key in a record's folder; undefined when there is none, as after a restore without it. */
  static in(folder: string): SigningKey | undefined {
    const file = join(folder, KEY_FILE);
    if (!existsSync(file)) return undefined;
    // A disk that cannot give it says nothing of the key.
    const pem = readFileSync(file, 'utf8');
    try {
      return new SigningKey(pem);
    } catch (error) {
      throw new Problem(
        'bad_key',
        `${KEY_FILE} in ${folder} is no signing key.`,
        'Put the right file back, or move this one away: the next checkpoint then makes a new key, and the record says so.',
        1,
        error,
      );
    }
  }

  /** Makes a key, readable by its owner only; in the place of `old` where that is given, else unless another process just did. */
  static make(folder: string, old?: SigningKey): SigningKey {
    const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
    const [file, unfinished] = [join(folder, KEY_FILE), join(folder, `${KEY_FILE}-${randomUUID()}`)];
    try {
      writeFileSync(unfinished, pem, { mode: 0o600, flag: 'wx', flush: true });
      // Unlike a renaming, a link never takes the place of a key that another process has just made.
      if (old === undefined) linkSync(unfinished, file);
      else renameSync(unfinished, file);
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST') throw error;
    } finally {
      removeNow(unfinished);
    }
    syncNow(folder);
    return SigningKey.in(folder)!;
  }

  /** 32 bytes in base64. */
  get public(): string {
    return Buffer.from(this.#key.export({ format: 'jwk' }).x!, 'base64url').toString('base64');
  }

  /** 64 bytes. */
  sign(text: string): Buffer {
    return sign(null, Buffer.from(text), this.#key);
  }
}

/** A checkpoint as a C2SP signed note: what it says, an empty line, and who signed it. */
export function signedNote(of: { record: string; size: number; root: Hash; at: string }, key: SigningKey): string {
  const name = `deeds/${of.record}`;
  const text = `${name}\n${of.size}\n${Buffer.from(of.root, 'hex').toString('base64')}\ntime ${of.at}\n`;
  const publicKey = Buffer.from(key.public, 'base64');
  const id = hash('sha256', Buffer.concat([Buffer.from(`${name}\n\u0001`), publicKey]), 'buffer').subarray(0, 4);
  return `${text}\n— ${name} ${Buffer.concat([id, key.sign(text)]).toString('base64')}\n`;
}
