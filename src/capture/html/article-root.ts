import { attribute, type Element, parentOf } from './tree.ts';

/** How page makers name the element that holds the running text. */
const BODY_NAME =
  /(?:^|[\s_-])(?:(?:article|story|post|entry|blog|news|page)[_-]{0,2}(?:body|content|text|copy)|(?:body|content)[_-]{0,2}(?:text|copy)|articlebody|storybody|postcontent|entrycontent|rich-?text|prose|wysiwyg|td-post-content|single-content|mw-parser-output)(?:$|[\s_-])/i;

/** Share of the page's prose that an element must hold to be its article. */
const ENOUGH = 0.5;
/** Share of an element's prose that a child must hold to be gone into: the rest is teasers and notices. */
const MOST = 0.7;

/** The elements that hold the article: those that say so, else the smallest one that holds most of the prose. */
export function articleRoots(prose: ReadonlyMap<Element, number>): ReadonlySet<Element> {
  const body = [...prose.keys()].find(element => element.tagName === 'body');
  if (body === undefined) return new Set(prose.keys());
  const total = prose.get(body)!;
  return declared(prose, total) ?? new Set([heaviest(body, prose)]);
}

function declared(prose: ReadonlyMap<Element, number>, total: number): ReadonlySet<Element> | undefined {
  const groups = new Map<Element, Map<string, Element[]>>();
  for (const element of prose.keys()) {
    const name = declaredName(element);
    if (name === undefined) continue;
    // Pieces of one article stand side by side; the same name elsewhere is another article below this one.
    const parent = parentOf(element) ?? element;
    const group = groups.getOrInsertComputed(parent, () => new Map()).getOrInsertComputed(name, () => []);
    group.push(element);
  }
  let best: ReadonlySet<Element> | undefined;
  let bestWords = 0;
  for (const roots of [...groups.values()].flatMap(named => [...named.values()])) {
    const words = roots.reduce((sum, element) => sum + prose.get(element)!, 0);
    if (words >= total * ENOUGH && words > bestWords) [best, bestWords] = [new Set(roots), words];
  }
  return best;
}

function declaredName(element: Element): string | undefined {
  if (/\barticleBody\b/i.test(attribute(element, 'itemprop') ?? '')) return 'articleBody';
  const name = attribute(element, 'class') ?? attribute(element, 'id');
  return name !== undefined && BODY_NAME.test(name.slice(0, 500)) ? name : undefined;
}

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
