/**
 * Markup that cannot be made from text. A page is written with the tag `html`, and whatever is put into it is text, escaped, unless it is
 * markup made with the same tag. There is no way to mark a string as safe. Addresses stand in attributes that lead somewhere, and nothing else does.
 */
import { Address, Outside } from './address.ts';

export type Piece = Html | Address | Outside | string | number | undefined | false | readonly Piece[];

/** A piece of markup; addresses in it are written out by `render`. */
export class Html {
  readonly parts: readonly (string | Address)[];

  constructor(parts: readonly (string | Address)[]) {
    this.parts = parts;
  }
}

/** Attributes whose value a browser follows, loads or sends to. */
const LEADS = /\s(?:href|src|action|formaction)="$/u;

/** Makes markup. Throws a TypeError for what could not be escaped where it stands: an attribute without quotes, a link that is no `Address`. */
export function html(strings: TemplateStringsArray, ...values: readonly Piece[]): Html {
  const parts: (string | Address)[] = [strings[0]!];
  for (const [index, value] of values.entries()) {
    const before = strings[index]!;
    if (before.endsWith('=')) throw new TypeError(`An attribute stands without quotation marks: ${before.slice(-40)}`);
    const isLink = value instanceof Address || value instanceof Outside;
    if (LEADS.test(before) !== isLink)
      throw new TypeError(`Links, and only links, are addresses: ${before.slice(-40)}`);
    put(parts, value);
    parts.push(strings[index + 1]!);
  }
  return new Html(parts);
}

function put(parts: (string | Address)[], value: Piece): void {
  if (value instanceof Html) for (const part of value.parts) parts.push(part);
  else if (value instanceof Address) parts.push(value);
  else if (value instanceof Outside) parts.push(escaped(value.url));
  else if (typeof value === 'string') parts.push(escaped(value));
  else if (typeof value === 'number') parts.push(String(value));
  else if (value !== undefined && value !== false) for (const piece of value) put(parts, piece);
}

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
  '\0': '�',
  '\r': '&#13;',
};

/** Text as it stands within elements and within quoted attributes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"'`\0\r]/gu, char => REFERENCES[char]!);
}

/** Writes markup out, with what `address` says each link is. */
export function render(markup: Html, address: (address: Address) => string): string {
  return markup.parts.map(part => (typeof part === 'string' ? part : escaped(address(part)))).join('');
}
