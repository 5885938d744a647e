import { createHash } from 'node:crypto';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Is a digest that a record gives that of some bytes? One that cannot be checked speaks against nothing. */
export function fits(given: string | undefined, ...candidates: readonly Buffer[]): boolean {
  const [, name, value] = /^(sha-?1|sha-?256):([A-Za-z0-9+/=_-]{20,100})$/iu.exec(given ?? '') ?? [];
  if (name === undefined || value === undefined) return true;
  return candidates.some(bytes =>
    isWrittenAs(value, createHash(name.toLowerCase().replace('-', '')).update(bytes).digest()),
  );
}

/** Writers do not agree on how a digest is written: in base 32, in base 16, or in base 64. */
function isWrittenAs(value: string, digest: Buffer): boolean {
  const bare = value.replace(/=+$/u, '');
  return (
    bare.toUpperCase() === base32(digest) ||
    bare.toLowerCase() === digest.toString('hex') ||
    bare.replaceAll('+', '-').replaceAll('/', '_') === digest.toString('base64url')
  );
}

/** RFC 4648, without what fills it up. */
function base32(bytes: Buffer): string {
  const bits = [...bytes].map(byte => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/gu) ?? []).map(five => BASE32[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}
