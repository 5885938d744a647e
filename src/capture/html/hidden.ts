import type { StyleRules } from './style-rules.ts';
import type { Element } from './tree.ts';

/** Colours as they are at a place of a page; undefined: nobody can say without drawing the page. */
export interface Colours {
  readonly text: Colour | undefined;
  readonly behind: Colour | undefined;
}

type Colour = readonly [red: number, green: number, blue: number];

/** What is known of an element's look: why a browser would not show its words, if it would not, and its colours for those within. */
export interface Look {
  readonly hidden: string | undefined;
  readonly colours: Colours;
}

/** Hidden from those alone who listen to a page; everybody else sees it. */
export const FROM_LISTENERS = 'it is hidden from screen readers';

const MARKED = 'it is marked hidden';
const STYLED = 'its style does not show it';
const UNREADABLE = 'its colour is that of what it stands on';

/** What a page says of an element's look in its attributes and in the simplest rules of its style sheets. */
export function lookOf(element: Element, around: Colours, rules: StyleRules): Look {
  let [marked, fromListeners] = [false, false];
  let [style, names, id]: (string | undefined)[] = [];
  let [text, behind] = [around.text, around.behind];
  for (const { name, value } of element.attrs) {
    if (name === 'hidden') marked = true;
    else if (name === 'aria-hidden') fromListeners = value === 'true';
    else if (name === 'style') style = value;
    else if (name === 'class') names = value;
    else if (name === 'id') id = value;
    else if (name === 'bgcolor') behind = colourOf(value) ?? undefined;
    else if (name === 'background') behind = undefined;
    else if (name === 'color') text = colourOf(value) ?? text;
  }
  // Rules that are not looked at may colour whatever has a name.
  if (names !== undefined || id !== undefined) behind = undefined;
  const styles = rules.of(element.tagName, names, id, style);
  if (styles !== undefined) {
    const ownBehind = styles.get('background-color') ?? styles.get('background');
    if (ownBehind !== undefined && !/^(?:transparent|none|inherit)$/u.test(ownBehind)) behind = colourOf(ownBehind);
    const own = styles.get('color');
    if (own !== undefined && own !== 'inherit') text = colourOf(own);
  }
  const colours = { text, behind };
  if (marked) return { hidden: MARKED, colours };
  if (fromListeners) return { hidden: FROM_LISTENERS, colours };
  if (styles !== undefined && isUnseen(styles)) return { hidden: STYLED, colours };
  return {
    hidden: text !== undefined && behind !== undefined && isNear(text, behind) ? UNREADABLE : undefined,
    colours,
  };
}

/** Lengths that no screen has, in any unit. */
const FAR = -499;

function isUnseen(styles: ReadonlyMap<string, string>): boolean {
  const is = (name: string, pattern: RegExp): boolean => pattern.test(styles.get(name) ?? '');
  const far = (name: string): boolean => Number.parseFloat(styles.get(name) ?? '') < FAR;
  if (is('display', /^none/u) || is('visibility', /^(?:hidden|collapse)/u) || is('opacity', NOTHING)) return true;
  if (is('font-size', NOTHING) || is('color', /^transparent|^rgba\(.{1,40},\s{0,4}0(?:\.0+)?\)/u) || far('text-indent'))
    return true;
  if (is('clip-path', /^inset\((?:50|100)%/u)) return true;
  if (
    is('overflow', /^(?:hidden|clip)/u) &&
    ['height', 'width', 'max-height', 'max-width'].some(name => is(name, NOTHING))
  )
    return true;
  if (!is('position', /^(?:absolute|fixed)/u)) return false;
  return ['left', 'right', 'top', 'bottom'].some(far) || is('clip', /^rect\(\s{0,4}[01](?:px)?[\s,]/u);
}

const NOTHING = /^0(?:\.0{1,9})?(?:px|pt|em|rem|%)?(?:$|\s)/u;

const NAMED: ReadonlyMap<string, Colour> = new Map([
  ['white', [255, 255, 255]],
  ['black', [0, 0, 0]],
  ['red', [255, 0, 0]],
  ['lime', [0, 255, 0]],
  ['green', [0, 128, 0]],
  ['blue', [0, 0, 255]],
  ['yellow', [255, 255, 0]],
  ['gray', [128, 128, 128]],
  ['grey', [128, 128, 128]],
  ['silver', [192, 192, 192]],
]);

export const WHITE: Colour = [255, 255, 255];

/** A colour that is written out; undefined for others, and for pictures. */
function colourOf(written: string): Colour | undefined {
  const value = written.trim().toLowerCase();
  const named = NAMED.get(value);
  if (named !== undefined) return named;
  const hex = /^#?([\da-f]{6}|[\da-f]{3})$/u.exec(value)?.[1];
  if (hex !== undefined) {
    const wide = hex.length === 6 ? hex : hex.replaceAll(/./gu, '$&$&');
    return [0, 2, 4].map(at => Number.parseInt(wide.slice(at, at + 2), 16)) as unknown as Colour;
  }
  const parts =
    /^rgba?\(\s{0,4}(\d{1,3})[\s,]{1,4}(\d{1,3})[\s,]{1,4}(\d{1,3})\s{0,4}(?:[,/]\s{0,4}1(?:\.0)?\s{0,4})?\)$/u.exec(
      value,
    );
  return parts === null ? undefined : [Number(parts[1]), Number(parts[2]), Number(parts[3])];
}

/** Nobody tells apart colours that differ by so little. */
const NEAR = 8;

function isNear(one: Colour, other: Colour): boolean {
  return one.every((part, n) => Math.abs(part - other[n]!) <= NEAR);
}
