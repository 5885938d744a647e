/**
 * JSON in exactly one form, after RFC 8785: keys sorted by UTF-16 units, no white space, numbers and strings as ECMAScript
 * writes them. Two equal values have equal bytes, so their hashes can be compared.
 *
 * Convention for undefined: a field whose value is undefined is omitted, and a missing field is read back as undefined;
 * null is only what was null before. What JSON cannot carry faithfully (NaN, infinities, half a surrogate pair, undefined
 * inside a list, instances of classes) throws a TypeError that names the place.
 */
export function canonicalJson(value: unknown): string {
  return write(value, []);
}

/** `path` leads to the value: names of fields and places in lists. It is words only when something is wrong. */
function write(value: unknown, path: (string | number)[]): string {
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) throw unfit(path, 'holds half a surrogate pair, which no JSON can carry');
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value)) throw unfit(path, `is ${value}, which no JSON can carry`);
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? writeList(value, path) : writeObject(value, path);
    default:
      throw unfit(path, `is of type ${typeof value}, which no JSON can carry`);
  }
}

function writeList(list: readonly unknown[], path: (string | number)[]): string {
  let json = '';
  for (let place = 0; place < list.length; place++) {
    path.push(place);
    json += `${place === 0 ? '' : ','}${write(list[place], path)}`;
    path.pop();
  }
  return `[${json}]`;
}

function writeObject(value: object, path: (string | number)[]): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw unfit(path, 'is no plain object, so it would not come back as it was');
  }
  let json = '';
  // Without a comparison of its own, `sort` goes by UTF-16 units.
  for (const key of Object.keys(value).sort()) {
    const field = (value as Readonly<Record<string, unknown>>)[key];
    if (field === undefined) continue;
    json += `${json === '' ? '' : ','}${write(key, path)}:`;
    path.push(key);
    json += write(field, path);
    path.pop();
  }
  return `{${json}}`;
}

function unfit(path: readonly (string | number)[], why: string): TypeError {
  const place = path.map(step => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return new TypeError(`$${place} ${why}`);
}
