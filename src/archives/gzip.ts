/** Flags of a gzip header (RFC 1952, 2.3.1). */
const [CHECKED, EXTRA, NAME, COMMENT] = [2, 4, 8, 16];

/** Bytes of the header of a gzip member; undefined where it is none, or longer than what is given. */
export function gzipHeaderLength(bytes: Buffer): number | undefined {
  if (bytes.length < 10 || bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8) return undefined;
  const flags = bytes[3]!;
  let at = 10;
  if (flags & EXTRA) at += 2 + (bytes.length < at + 2 ? 0 : bytes.readUInt16LE(at));
  for (const text of [NAME, COMMENT]) {
    if ((flags & text) === 0) continue;
    const end = bytes.indexOf(0, at);
    if (end < 0) return undefined;
    at = end + 1;
  }
  if (flags & CHECKED) at += 2;
  return at <= bytes.length ? at : undefined;
}
