/** The article of a page as other libraries find it: peers in quality (`accuracy`) and in speed (`speed/capture`). */
import { Readability } from '@mozilla/readability';
import { DefuddleClass } from 'defuddle/node';
import { parseHTML } from 'linkedom';

/** Text of the article, a line a block; undefined where the library finds none or fails. */
export type ArticleFinder = (html: string, url: string | undefined) => string | undefined;

export const articleFinders: Readonly<Record<string, ArticleFinder>> = {
  'readability+linkedom': html =>
    tried(() => {
      const found = new Readability(parseHTML(html).document).parse();
      return found?.content == null ? undefined : textOf(found.content);
    }),
  'defuddle+linkedom': (html, url) =>
    tried(() => {
      const { content } = new DefuddleClass(parseHTML(html).document, url === undefined ? {} : { url }).parse();
      return content === '' ? undefined : textOf(content);
    }),
};

/** Both answer HTML; the scorers and our own reader have text. */
function textOf(html: string): string {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  for (const block of document.querySelectorAll('p,div,li,h1,h2,h3,h4,h5,h6,br,tr,pre,blockquote,figcaption'))
    block.after('\n');
  return document.body.textContent ?? '';
}

/** They throw on pages without a body, among others. */
function tried<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch {
    return undefined;
  }
}
