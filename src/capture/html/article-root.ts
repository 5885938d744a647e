import { ancestors, attribute, type Element, parentOf } from './tree.ts';

/** How page makers name the element that holds the running text. */
const BODY_NAME =
  /(?:^|[\s_-])((?:article|story|post|entry|blog|news|page)[_-]{0,2}(?:body|content|text|copy)|(?:body|content)[_-]{0,2}(?:text|copy)|articlebody|storybody|postcontent|entrycontent|td-post-content|single-content|mw-parser-output)(?:$|[\s_-])/i;

/** Share of the page's prose that an element named as the article must hold. */
const ENOUGH = 0.3;
/** Share of the longest article's words that an earlier one must have to be the page's own. */
const FIRST = 0.4;
/** Share of an element's prose that a child must hold to be gone into: the rest is teasers and notices. */
const MOST = 0.7;

/** The elements that hold the article: those that say so, else the smallest one that holds most of the prose. */
export function articleRoots(prose: ReadonlyMap<Element, number>): ReadonlySet<Element> {
  const body = [...prose.keys()].find(element => element.tagName === 'body');
  if (body === undefined) return new Set(prose.keys());
  const total = prose.get(body)!;
  return namedArticle(prose, total) ?? new Set([heaviest(body, prose)]);
}

function namedArticle(prose: ReadonlyMap<Element, number>, total: number): ReadonlySet<Element> | undefined {
  // Pieces of one article stand side by side; the same name elsewhere is another article on the page.
  const byParent = new Map<Element, Map<string, Element[]>>();
  for (const element of prose.keys()) {
    const name = articleName(element);
    if (name === undefined) continue;
    const named = byParent.getOrInsertComputed(parentOf(element) ?? element, () => new Map<string, Element[]>());
    named.getOrInsertComputed(name, () => []).push(element);
  }
  const groups = [...byParent.values()].flatMap(named => [...named.values()]);
  const words = (roots: readonly Element[]) => roots.reduce((sum, element) => sum + prose.get(element)!, 0);
  const longest = groups.reduce((best, roots) => (words(roots) > words(best) ? roots : best), []);
  // Pages that load the next article below their own have several: the first is the page's.
  const isNested = nestedWith(longest);
  const first = groups.find(
    roots => roots === longest || (words(roots) >= words(longest) * FIRST && !roots.some(isNested)),
  );
  return first !== undefined && words(first) >= total * ENOUGH ? new Set(first) : undefined;
}

function articleName(element: Element): string | undefined {
  if (/\barticleBody\b/i.test(attribute(element, 'itemprop') ?? '')) return 'articleBody';
  return BODY_NAME.exec(nameOf(element))?.[1]?.toLowerCase();
}

function nameOf(element: Element): string {
  return (attribute(element, 'class') ?? attribute(element, 'id') ?? '').slice(0, 500);
}

/** Tells whether an element stands in, or around, one of `roots`. */
function nestedWith(roots: readonly Element[]): (element: Element) => boolean {
  const within = new Set(roots);
  const around = new Set(roots.flatMap(ancestors));
  return element => around.has(element) || ancestors(element).some(above => within.has(above));
}

/** Goes from the page into the child that holds most of the prose, as long as one does. */
function heaviest(body: Element, prose: ReadonlyMap<Element, number>): Element {
  const children = new Map<Element, Element>();
  for (const [element, words] of prose) {
    const parent = parentOf(element);
    if (parent === undefined) continue;
    const rival = children.get(parent);
    if (rival === undefined || words > prose.get(rival)!) children.set(parent, element);
  }
  let at = body;
  for (;;) {
    const child = children.get(at);
    if (child === undefined || /^(?:p|li|td|blockquote|h\d)$/.test(child.tagName)) return at;
    if (prose.get(child)! < prose.get(at)! * MOST) return at;
    at = child;
  }
}
