import type { SourceRun } from '../../core/document.ts';
import type { Span } from '../../core/span.ts';
import { align } from './alignment.ts';
import { type Colours, FROM_LISTENERS, lookOf, WHITE } from './hidden.ts';
import { StyleRules } from './style-rules.ts';
import { attribute, type Element, isElement, isText, type Node, parentOf, type TextNode } from './tree.ts';

/** One line of the page's text: what a browser would show without a break in it. */
export interface Line extends Span {
  /** The innermost block element that holds the whole line. */
  readonly element: Element;
  /** Characters of it that stand in links. */
  readonly linked: number;
  /** Why a browser would not show it; undefined: it does. */
  readonly hidden: string | undefined;
  /** Stretches of a line that is shown that a browser would not show. */
  readonly hiddenWithin: readonly (Span & { readonly because: string })[];
}

export interface PageText {
  readonly text: string;
  readonly lines: readonly Line[];
  readonly map: readonly SourceRun[];
}

/** Elements without words for a reader: code, styles, what stands there for browsers that lack something, and what a reader may write. */
const SILENT = new Set(
  'head script style template noscript iframe object embed canvas svg math audio video datalist noembed noframes map textarea'.split(
    ' ',
  ),
);

const INLINE = new Set(
  (
    'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rp rt rtc ruby s samp small span ' +
    'strike strong sub sup time tt u var wbr img picture source input amp-img meta link o:p slot'
  ).split(' '),
);

/** Elements that stand off from their neighbours by an empty line; the others only begin a new one. */
const SPACED = new Set(
  (
    'address article aside blockquote center details dialog div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ' +
    'ol p pre section table ul'
  ).split(' '),
);

/** Characters that are never seen: soft hyphen, zero-width space, word joiner, byte order mark. */
const UNSEEN = /[\u00ad\u200b\u2060\ufeff]/;
const SPACE = /[ \t\n\r\f\u00a0]/;

/** All the text of a page as lines, paragraphs apart by an empty line, every character led back to `source`. */
export function pageText(root: Node, source: string): PageText {
  const rules = new StyleRules(root);
  const writer = new Writer(source, rules.fromElsewhere);
  const stack: (Node | (() => void))[] = [root];
  // A stack of our own: the tree may be deeper than the call stack.
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next === 'function') next();
    else if (isText(next)) writer.write(next);
    else if (isElement(next)) enter(next, writer, rules, stack);
    else if ('childNodes' in next) pushChildren(next, stack);
  }
  return writer.finish();
}

function enter(element: Element, writer: Writer, rules: StyleRules, stack: (Node | (() => void))[]): void {
  const name = element.tagName;
  if (SILENT.has(name)) return;
  if (name === 'br') {
    writer.newLine();
    return;
  }
  const before = writer.style;
  const look = lookOf(element, before.colours, rules);
  const style = {
    element: before.element,
    linked: before.linked || (name === 'a' && attribute(element, 'href') !== undefined),
    hidden: before.hidden ?? look.hidden,
    colours: look.colours,
    pre: before.pre || name === 'pre',
  };
  const block = isBlock(element);
  if (block) {
    style.element = element;
    writer.breakLine(SPACED.has(name) ? 2 : 1);
  }
  writer.style = style;
  stack.push(() => {
    writer.style = before;
    if (block) writer.breakLine(SPACED.has(name) ? 2 : 1);
  });
  pushChildren(element, stack);
}

function pushChildren(node: { childNodes: Node[] }, stack: (Node | (() => void))[]): void {
  for (let i = node.childNodes.length - 1; i >= 0; i--) stack.push(node.childNodes[i]!);
}

function isBlock(element: Element): boolean {
  const style = attribute(element, 'style');
  if (INLINE.has(element.tagName)) return style !== undefined && /display\s*:\s*(?:block|flex|grid|table)/i.test(style);
  // Elements of a page's own making ("ps-link") are as inline as the paragraph they stand in.
  if (element.tagName.includes('-')) return !insideParagraph(element);
  return true;
}

function insideParagraph(element: Element): boolean {
  let above = parentOf(element);
  for (let steps = 0; above !== undefined && steps < 8; steps++, above = parentOf(above)) {
    if (/^(?:p|li|h\d|td|blockquote|figcaption)$/.test(above.tagName)) return true;
  }
  return false;
}

interface Style {
  element: Element | undefined;
  linked: boolean;
  hidden: string | undefined;
  colours: Colours;
  pre: boolean;
}

interface OpenLine {
  readonly start: number;
  readonly element: Element;
  linked: number;
  shown: boolean;
  hidden: string;
  readonly within: { readonly start: number; end: number; readonly because: string }[];
}

class Writer {
  style: Style;
  readonly #source: string;
  readonly #text: string[] = [];
  #length = 0;
  readonly #map: SourceRun[] = [];
  /** Whether the last run of the map is unit for unit the same as the source. */
  #lastIdentical = false;
  readonly #lines: Line[] = [];
  /** Where white space not yet written stands in the source; it is written only before a word on the same line. */
  #space: { start: number; end: number } | undefined;
  #breaks = 0;
  #line: OpenLine | undefined;
  #sourceEnd = 0;

  /** A page is black on white, unless style sheets that nobody looks at say otherwise. */
  constructor(source: string, isStyledElsewhere: boolean) {
    this.#source = source;
    const colours = { text: undefined, behind: isStyledElsewhere ? undefined : WHITE };
    this.style = { element: undefined, linked: false, hidden: undefined, colours, pre: false };
  }

  write(node: TextNode): void {
    const place = node.sourceCodeLocation;
    if (place === undefined || place === null) return;
    for (const piece of align(node.value, this.#source, place.startOffset, place.endOffset)) {
      if (piece.value.length === piece.sourceLength) this.#writeSame(piece.value, piece.sourceStart);
      else if (UNSEEN.test(piece.value) && piece.value.length === 1) continue;
      else if (SPACE.test(piece.value) && piece.value.length === 1) {
        this.#addSpace(piece.sourceStart, piece.sourceStart + piece.sourceLength, piece.value);
      } else this.#put(piece.value, piece.sourceStart, piece.sourceLength);
    }
  }

  /** `strength` 2 leaves an empty line between. */
  breakLine(strength: number): void {
    this.#endLine();
    this.#breaks = Math.max(this.#breaks, strength);
  }

  /** A line break within a paragraph; two make a new paragraph. */
  newLine(): void {
    this.#endLine();
    this.#breaks = Math.min(2, this.#breaks + 1);
  }

  finish(): PageText {
    this.#endLine();
    return { text: this.#text.join(''), lines: this.#lines, map: this.#map };
  }

  #writeSame(value: string, sourceStart: number): void {
    let from = 0;
    for (let i = 0; i <= value.length; i++) {
      const c = value[i];
      const space = c !== undefined && SPACE.test(c);
      if (c !== undefined && !space && !UNSEEN.test(c)) continue;
      if (i > from) this.#put(value.slice(from, i), sourceStart + from, i - from);
      if (space) this.#addSpace(sourceStart + i, sourceStart + i + 1, c);
      from = i + 1;
    }
  }

  #addSpace(start: number, end: number, c: string): void {
    if (this.style.pre && c === '\n') {
      this.newLine();
      return;
    }
    if (this.#line === undefined) return;
    this.#space = { start: this.#space?.start ?? start, end };
  }

  #put(value: string, sourceStart: number, sourceLength: number): void {
    if (this.#line === undefined) this.#beginLine(sourceStart);
    else if (this.#space !== undefined) {
      const { start, end } = this.#space;
      this.#append(' ', start, Math.max(1, end - start));
      if (this.style.linked) this.#line.linked++;
    }
    this.#space = undefined;
    const line = this.#line!;
    this.#append(value, sourceStart, sourceLength);
    if (this.style.linked) line.linked += value.length;
    this.#note(line, this.#length - value.length);
  }

  /** What was written last is shown, or it is not. */
  #note(line: OpenLine, start: number): void {
    const because = this.style.hidden;
    if (because === undefined) {
      line.shown = true;
      return;
    }
    line.hidden = because;
    if (because === FROM_LISTENERS) return;
    const last = line.within.at(-1);
    if (last !== undefined && last.because === because && start - last.end <= 1) last.end = this.#length;
    else line.within.push({ start, end: this.#length, because });
  }

  #beginLine(sourceStart: number): void {
    if (this.#length > 0) {
      const gap = Math.max(0, sourceStart - this.#sourceEnd);
      this.#append(this.#breaks > 1 ? '\n\n' : '\n', this.#sourceEnd, gap);
    }
    this.#breaks = 0;
    const element = this.style.element!;
    this.#line = { start: this.#length, element, linked: 0, shown: false, hidden: '', within: [] };
  }

  #endLine(): void {
    this.#space = undefined;
    const line = this.#line;
    if (line === undefined) return;
    const { start, element, linked, shown, hidden, within } = line;
    const because = shown ? undefined : hidden;
    this.#lines.push({ start, end: this.#length, element, linked, hidden: because, hiddenWithin: shown ? within : [] });
    this.#line = undefined;
  }

  #append(value: string, sourceStart: number, sourceLength: number): void {
    this.#text.push(value);
    const last = this.#map.at(-1);
    const identical = this.#source.startsWith(value, sourceStart) && sourceLength === value.length;
    if (
      identical &&
      this.#lastIdentical &&
      last !== undefined &&
      last.length === last.sourceLength &&
      last.sourceStart + last.length === sourceStart
    ) {
      this.#map[this.#map.length - 1] = {
        ...last,
        length: last.length + value.length,
        sourceLength: last.sourceLength + value.length,
      };
    } else {
      this.#map.push({ textStart: this.#length, length: value.length, sourceStart, sourceLength });
    }
    this.#lastIdentical = identical;
    this.#length += value.length;
    this.#sourceEnd = sourceStart + sourceLength;
  }
}
