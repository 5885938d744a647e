/** A tag that closes its element in itself. */
const CLOSES_ITSELF = /<([A-Za-z][\w:.-]{0,50})(?:[^<>"']|"[^"<]{0,2000}"|'[^'<]{0,2000}'){0,500}\/>/gu;
const CDATA = /<!\[CDATA\[([^<&\]]{0,100000})\]\]>/gu;

/** Elements that never hold anything in HTML either. */
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
/** Empty elements that stand within a line, and show nothing. The others end it. */
const WITHIN_LINE = new Set(
  'a abbr b bdi bdo cite code data em i mark q rt s script small span strong style sub sup title u var'.split(' '),
);

/**
 * XHTML so that an HTML parser reads in it what an XML parser would, of the same length, so that places stay: to HTML "<title/>" is a tag that
 * nobody closes and that swallows the page, and CDATA a comment.
 */
export function asHtml(source: string): string {
  return source
    .replace(CDATA, (_, words: string) => `${nothing('<![CDATA['.length)}${words}${nothing(']]>'.length)}`)
    .replace(CLOSES_ITSELF, (tag, name: string) => {
      const local = name.toLowerCase();
      if (VOID.has(local)) return tag;
      return WITHIN_LINE.has(local) || local.includes(':') ? nothing(tag.length) : `<br>${' '.repeat(tag.length - 4)}`;
    });
}

/** What HTML takes for a comment; it keeps the words beside it together, as white space would not. */
function nothing(length: number): string {
  return `<!${' '.repeat(length - 3)}>`;
}
