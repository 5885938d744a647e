import { type DefaultTreeAdapterTypes as Parse5, defaultTreeAdapter, parse } from 'parse5';
import { limits } from '../../core/limits.ts';
import { Problem } from '../../core/problem.ts';

export type Element = Parse5.Element;
export type TextNode = Parse5.TextNode;
export type Node = Parse5.Node;

/**
 * Elements of one page. A tag that is never closed is opened again in every paragraph after it, so a small page can ask for
 * a tree of millions of elements; the largest page of the benchmark sets has under 30,000.
 */
const ELEMENTS = 1_000_000;

/**
 * The page's tree. Every text node knows exactly which part of `source` it came from (`sourceCodeLocation`):
 * text that the parser moves together from different places stays in separate nodes.
 * Pages that nest deeper than `limits.htmlDepth` are refused while the tree is built, at the first element too deep, because
 * building the rest takes more than linear time.
 */
export function parseTree(source: string): Parse5.Document {
  let depth = 0;
  let elements = 0;
  return parse(source, {
    sourceCodeLocationInfo: true,
    treeAdapter: {
      ...defaultTreeAdapter,
      insertText(parent, text) {
        defaultTreeAdapter.appendChild(parent, defaultTreeAdapter.createTextNode(text));
      },
      insertTextBefore(parent, text, reference) {
        defaultTreeAdapter.insertBefore(parent, defaultTreeAdapter.createTextNode(text), reference);
      },
      setNodeSourceCodeLocation(node, location) {
        // Elements' places are not needed, and keeping them would double the tree.
        if (location === null || !isText(node) || joinedToPrevious(node, location)) return;
        const { startOffset, endOffset } = location;
        node.sourceCodeLocation = { startOffset, endOffset } as NonNullable<TextNode['sourceCodeLocation']>;
      },
      createElement(name, namespace, attributes) {
        if (++elements > ELEMENTS) {
          throw new Problem(
            'too_large',
            `This page has more than ${ELEMENTS.toLocaleString('en')} elements.`,
            'No page made for people does; check where it came from.',
          );
        }
        return defaultTreeAdapter.createElement(name, namespace, attributes);
      },
      onItemPush() {
        if (++depth > limits.htmlDepth) {
          throw new Problem(
            'too_deep',
            `This page nests more than ${limits.htmlDepth} elements in each other.`,
            'No page made for people does; check where it came from.',
          );
        }
      },
      onItemPop() {
        depth--;
      },
    },
  });
}

/** The parser sends text word by word; pieces that touch each other in the source become one node again. */
function joinedToPrevious(node: TextNode, location: { startOffset: number; endOffset: number }): boolean {
  const siblings = node.parentNode?.childNodes ?? [];
  const at = siblings.lastIndexOf(node);
  const previous = siblings[at - 1];
  if (previous === undefined || !isText(previous)) return false;
  const place = previous.sourceCodeLocation;
  if (place === undefined || place === null || place.endOffset !== location.startOffset) return false;
  previous.value += node.value;
  place.endOffset = location.endOffset;
  siblings.splice(at, 1);
  node.parentNode = null;
  return true;
}

export function isText(node: Node): node is TextNode {
  return node.nodeName === '#text';
}

export function isElement(node: Node): node is Element {
  return 'tagName' in node;
}

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find(attr => attr.name === name)?.value;
}

/** The element above, undefined at the top of the page. */
export function parentOf(node: Node): Element | undefined {
  const parent = 'parentNode' in node ? node.parentNode : null;
  return parent !== null && isElement(parent) ? parent : undefined;
}

/** The elements above, from the inside out. */
export function ancestors(element: Element): Element[] {
  const above: Element[] = [];
  for (let at = parentOf(element); at !== undefined; at = parentOf(at)) above.push(at);
  return above;
}

/** Every element below `node` (templates' content aside), in the page's order. */
export function* elementsBelow(node: Node): Generator<Element> {
  const stack: Node[] = 'childNodes' in node ? node.childNodes.toReversed() : [];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (!isElement(next)) continue;
    yield next;
    for (let i = next.childNodes.length - 1; i >= 0; i--) stack.push(next.childNodes[i]!);
  }
}

/** The words below `node` with white space collapsed; at most `limit` characters of them. */
export function textBelow(node: Node, limit = 2_000): string {
  let text = '';
  const stack: Node[] = [node];
  for (let next = stack.pop(); next !== undefined && text.length < limit; next = stack.pop()) {
    if (isText(next)) text += next.value;
    else if ('childNodes' in next && !/^(?:script|style|noscript)$/.test(next.nodeName)) {
      if (text !== '' && /^(?:br|p|div|li|td|h\d)$/.test(next.nodeName)) text += ' ';
      for (let i = next.childNodes.length - 1; i >= 0; i--) stack.push(next.childNodes[i]!);
    }
  }
  return text.replace(/\s+/g, ' ').trim().slice(0, limit);
}
