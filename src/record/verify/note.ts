import { createPublicKey, hash as digest, verify } from 'node:crypto';
import { bytesOf } from './forms.ts';

/** A signed checkpoint: a C2SP signed note with a C2SP tree-head checkpoint. */
export interface Note {
  /** `deeds/` and the record's name. */
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  readonly time: string;
  /** What is signed. */
  readonly signed: string;
  readonly signatures: readonly { readonly name: string; readonly keyId: Buffer; readonly signature: Buffer }[];
}

const NOTE = /^(deeds\/[^\n]+)\n(0|[1-9]\d{0,14})\n([^\n]+)\ntime ([^\n]+)\n\n((?:— [^\n ]+ [^\n ]+\n)+)$/u;

/** Undefined when the text is no such note. */
export function noteOf(text: string): Note | undefined {
  const match = NOTE.exec(text);
  if (match === null) return undefined;
  const [, origin, size, rootText, time, lines] = match as unknown as string[];
  const root = bytesOf(rootText);
  if (root?.length !== 32) return undefined;
  const signatures = [];
  for (const line of lines!.slice(0, -1).split('\n')) {
    const [, name, base64] = line.split(' ');
    const bytes = bytesOf(base64);
    // Others who sign it too, as witnesses do, may use other keys.
    if (bytes === undefined || bytes.length <= 4) return undefined;
    signatures.push({ name: name!, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) });
  }
  const signed = text.slice(0, text.indexOf('\n\n') + 1);
  return { origin: origin!, size: Number(size), root, time: time!, signed, signatures };
}

/** Did the owner of a public key (Ed25519, 32 bytes) sign the note in its record's name? */
export function isSignedBy({ origin, signed, signatures }: Note, key: Buffer): boolean {
  const id = digest('sha256', Buffer.concat([Buffer.from(`${origin}\n`), Buffer.of(1), key]), 'buffer').subarray(0, 4);
  return signatures.some(
    ({ name, keyId, signature }) => name === origin && id.equals(keyId) && isSignature(signature, signed, key),
  );
}

export function isSignature(signature: Buffer, text: string, key: Buffer): boolean {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: key.toString('base64url') };
  try {
    return verify(null, Buffer.from(text), createPublicKey({ key: jwk, format: 'jwk' }), signature);
  } catch {
    // 32 bytes that are no point of the curve are nobody's key.
    return false;
  }
}
