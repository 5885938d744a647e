/**
 * JSON in exactly one form, after RFC 8785: keys sorted by UTF-16 units, no white space, numbers and strings as ECMAScript
 * writes them. Two equal values have equal bytes, so their hashes can be compared.
 *
 * Convention for undefined: a field whose value is undefined is omitted, and a missing field is read back as undefined;
 * null is only what was null before. What JSON cannot carry faithfully (NaN, infinities, half a surrogate pair, undefined
 * inside a list, instances of classes) throws a TypeError that names the place.
 */
export function canonicalJson(value: unknown): string {
  return write(value, '$');
}

function write(value: unknown, path: string): string {
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) throw new TypeError(`${path} holds half a surrogate pair, which no JSON can carry`);
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${path} is ${value}, which no JSON can carry`);
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value))
        return `[${Array.from(value, (item, index) => write(item, `${path}[${index}]`)).join(',')}]`;
      return writeObject(value, path);
    default:
      throw new TypeError(`${path} is of type ${typeof value}, which no JSON can carry`);
  }
}

function writeObject(value: object, path: string): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(`${path} is no plain object, so it would not come back as it was`);
  }
  const fields: string[] = [];
  for (const [key, field] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (field !== undefined) fields.push(`${write(key, path)}:${write(field, `${path}.${key}`)}`);
  }
  return `{${fields.join(',')}}`;
}
