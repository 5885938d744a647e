/** Passwords and secrets: Argon2id (RFC 9106) for what people choose, SHA-256 for what is drawn at random. */
import { argon2, createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { Problem } from '../core/problem.ts';

/** OWASP's least for Argon2id: 19 MiB, two passes. */
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;

/** Characters of a password. */
const [SHORTEST, LONGEST] = [12, 1_000];

/** Sums are made one after the other: each takes memory and some hundredth of a second. */
let turn: Promise<unknown> = Promise.resolve();

/** "argon2id$19456$2$1$salt$sum", salt and sum in base64url. Throws `weak_password`. */
export async function hashed(password: string, name: string): Promise<string> {
  const plain = password.normalize('NFC');
  if (plain.length < SHORTEST || plain.length > LONGEST || plain.toLowerCase().includes(name.toLowerCase())) {
    throw new Problem(
      'weak_password',
      `A password has ${SHORTEST} to ${LONGEST} characters, and not one's name among them.`,
      'Take a sentence that only you would write.',
      2,
    );
  }
  const salt = randomBytes(16);
  const sum = await sumOf(plain, salt);
  const { memory, passes, parallelism } = COST;
  return ['argon2id', memory, passes, parallelism, salt.toString('base64url'), sum.toString('base64url')].join('$');
}

/** What nobody's password gives: for a name that is not known just as long is worked. */
const NOBODY = `argon2id$${COST.memory}$${COST.passes}$${COST.parallelism}$${Buffer.alloc(16).toString('base64url')}$${Buffer.alloc(32).toString('base64url')}`;

/** Undefined for `kept`: there is no such person; it takes as long, and is never right. */
export async function isRight(password: string, kept: string | undefined): Promise<boolean> {
  const [, memory, passes, parallelism, salt, sum] = (kept ?? NOBODY).split('$');
  const cost = { ...COST, memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const made = await sumOf(password.slice(0, LONGEST).normalize('NFC'), Buffer.from(salt!, 'base64url'), cost);
  return timingSafeEqual(made, Buffer.from(sum!, 'base64url')) && kept !== undefined;
}

const derive = promisify(argon2);

async function sumOf(password: string, salt: Buffer, cost: Cost = COST): Promise<Buffer> {
  const before = turn;
  const made = (async (): Promise<Buffer> => {
    await before.catch(() => {});
    return await derive('argon2id', { message: password, nonce: salt, ...cost });
  })();
  turn = made;
  return await made;
}

interface Cost {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
  readonly tagLength: number;
}

/** A secret of 256 bits, as people and cookies carry it; `prefix` lets scanners of files know it. */
export const secret = (prefix = ''): string => `${prefix}${randomBytes(32).toString('base64url')}`;

/** Under which a secret is kept: whoever reads the file learns none. */
export const sumOfSecret = (given: string): string => createHash('sha256').update(given).digest('hex');
