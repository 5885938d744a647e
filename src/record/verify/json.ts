export type Json = { readonly [field: string]: unknown };

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A JSON object; undefined when the text is none. */
export function parsed(json: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Canonical JSON, of a value that came from JSON. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const fields = Object.keys(value).sort();
  return `{${fields.map(field => `${JSON.stringify(field)}:${canonical(value[field])}`).join(',')}}`;
}

/**
 * Is the text, which gave this value, canonical JSON? Where keys are sorted, reading and writing gives the text again; only keys
 * that look like numbers come back in another order.
 */
export function isCanonical(json: string, value: unknown): boolean {
  return (isSorted(value) && JSON.stringify(value) === json) || canonical(value) === json;
}

function isSorted(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isSorted);
  let before = '';
  for (const [field, inner] of Object.entries(value)) {
    if (field < before || !isSorted(inner)) return false;
    before = field;
  }
  return true;
}
