/** Bytes of a length: a whole number of 32 bits, low bits first. */
const LENGTH = 4;

/** Puts byte strings one behind the other, each preceded by its length. */
export function joinParts(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((n, part) => n + LENGTH + part.length, 0));
  const view = new DataView(out.buffer);
  let at = 0;
  for (const part of parts) {
    view.setUint32(at, part.length, true);
    out.set(part, at + LENGTH);
    at += LENGTH + part.length;
  }
  return out;
}

/** Takes joined parts apart, in their order. */
export class PartReader {
  private readonly bytes: Uint8Array;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** The next part, where it stands. Throws a RangeError when the bytes end too early. */
  next(): Uint8Array {
    const from = this.at + LENGTH;
    const length = new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.length).getUint32(this.at, true);
    this.at = from + length;
    if (this.at > this.bytes.length) throw new RangeError('the bytes end too early');
    return this.bytes.subarray(from, this.at);
  }
}
