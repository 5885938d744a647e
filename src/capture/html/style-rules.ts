import { attribute, elementsBelow, isText, type Node } from './tree.ts';

/**
 * The simplest rules of a page's own style sheets: for a tag, a class or an id, and nothing else; those for some screens alone are not looked
 * at. It is about words that a page hides, and not about drawing it.
 */
export class StyleRules {
  /** By ".name", "#id", "tag", "tag.name" or "tag#id". */
  readonly #rules = new Map<string, Map<string, string>>();
  /** Whether style sheets elsewhere say more. */
  readonly fromElsewhere: boolean;

  constructor(root: Node) {
    let [css, elsewhere] = ['', false];
    for (const element of elementsBelow(root)) {
      if (element.tagName === 'link') elsewhere ||= /\bstylesheet\b/i.test(attribute(element, 'rel') ?? '');
      else if (element.tagName === 'style' && css.length < CHARACTERS)
        css += `${element.childNodes.map(node => (isText(node) ? node.value : '')).join('')}\n`;
    }
    this.fromElsewhere = elsewhere || /@import/i.test(css);
    this.#read(withoutComments(css.slice(0, CHARACTERS)));
  }

  /** What is said of an element, names and values in lower case; what its own attribute says goes last. Undefined: nothing. */
  of(
    tag: string,
    names: string | undefined,
    id: string | undefined,
    style: string | undefined,
  ): ReadonlyMap<string, string> | undefined {
    if (this.#rules.size === 0) return style === undefined ? undefined : declarations(style);
    const selectors = [tag];
    for (const name of names === undefined ? [] : names.slice(0, NAMES).split(/\s/))
      selectors.push(`.${name}`, `${tag}.${name}`);
    if (id !== undefined) selectors.push(`#${id}`, `${tag}#${id}`);
    let found: Map<string, string> | undefined;
    for (const selector of selectors) {
      const rule = this.#rules.get(selector);
      if (rule !== undefined) found = new Map([...(found ?? []), ...rule]);
    }
    if (style === undefined) return found;
    return found === undefined ? declarations(style) : new Map([...found, ...declarations(style)]);
  }

  #read(css: string): void {
    let at = 0;
    for (let open = css.indexOf('{'); open >= 0; open = css.indexOf('{', at)) {
      const head = css.slice(at, open);
      // Statements without a block end before it: @charset "utf-8"; .x {…}
      const selectors = head.slice(head.lastIndexOf(';') + 1).trim();
      const forSome = selectors.startsWith('@');
      const end = forSome ? blockEnd(css, open) : css.indexOf('}', open);
      if (end < 0) return;
      if (!forSome) this.#add(selectors, css.slice(open + 1, end));
      at = end + 1;
    }
  }

  #add(selectors: string, block: string): void {
    const said = declarations(block);
    if (said.size === 0) return;
    for (const selector of selectors.split(',', SELECTORS)) {
      const simple = /^([a-z][a-z0-9]{0,20})?(?:([.#])([\w-]{1,100}))?$/i.exec(selector.trim());
      if (simple === null || simple[0] === '') continue;
      const name = `${(simple[1] ?? '').toLowerCase()}${simple[2] ?? ''}${simple[3] ?? ''}`;
      const rule = this.#rules.getOrInsertComputed(name, () => new Map<string, string>());
      for (const [property, value] of said) rule.set(property, value);
    }
  }
}

/** Characters of style sheets and of class names, and selectors of one rule, that are looked at. */
const [CHARACTERS, NAMES, SELECTORS] = [1_000_000, 1_000, 200];

/** What has to do with being seen. */
const TELLING: ReadonlySet<string> = new Set(
  (
    'display visibility opacity font-size color background background-color text-indent clip clip-path overflow position left right top ' +
    'bottom height width max-height max-width'
  ).split(' '),
);

/** Characters of one element's style that are looked at. */
const STYLE = 2_000;

function declarations(style: string): Map<string, string> {
  const said = new Map<string, string>();
  for (const declaration of style.slice(0, STYLE).split(';')) {
    const colon = declaration.indexOf(':');
    const name = declaration.slice(0, Math.max(0, colon)).trim().toLowerCase();
    if (!TELLING.has(name)) continue;
    const value = declaration
      .slice(colon + 1)
      .toLowerCase()
      .replace(/!\s{0,9}important/, '')
      .trim();
    if (value !== '') said.set(name, value);
  }
  return said;
}

/** Where the block that opens at `open` ends, with the blocks in it; -1: it does not. */
function blockEnd(css: string, open: number): number {
  let depth = 0;
  for (let at = open; at < css.length; at++) {
    const c = css[at];
    if (c === '{') depth++;
    else if (c === '}' && --depth === 0) return at;
  }
  return -1;
}

function withoutComments(css: string): string {
  let [kept, at] = ['', 0];
  for (let open = css.indexOf('/*'); open >= 0; open = css.indexOf('/*', at)) {
    kept += css.slice(at, open);
    const end = css.indexOf('*/', open + 2);
    at = end < 0 ? css.length : end + 2;
  }
  return kept + css.slice(at);
}
