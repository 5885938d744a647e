import sniffEncoding from 'html-encoding-sniffer';
import type { Document } from '../../core/document.ts';
import { declaredCharset, decode, guessEncoding } from '../decode.ts';
import type { Facts, Format } from '../format.ts';
import { languageTag } from '../language.ts';
import { findArticle } from './article.ts';
import { insteadOfReport } from './instead.ts';
import { findMetadata } from './metadata.ts';
import { readPageData } from './page-data.ts';
import { findPublished } from './published.ts';
import { pageText } from './text.ts';
import { parseTree } from './tree.ts';
import { asHtml } from './xhtml.ts';

/** Bytes that are searched for `<meta charset>`; the standard's 1,024 miss pages that open with a long comment. */
const META_BYTES = 4_096;

export const html: Format = {
  mediaType: 'text/html',
  recognise(start, facts) {
    const bytes = start.replaceAll('\0', '').replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '');
    if (OPENS_LIKE_HTML.test(bytes)) return true;
    const saidToBe = /\bx?html\b/i.test(facts.contentType ?? '') || /\.x?html?$/i.test(facts.name ?? '');
    return saidToBe && /<[a-z!]/i.test(bytes);
  },
  read(bytes: Uint8Array, facts: Facts): Document {
    const declared = declaredCharset(facts.contentType);
    const { source, encoding, notes } = decode(
      bytes,
      sniffEncoding(bytes, {
        defaultEncoding: guessEncoding(bytes),
        maxPrescanBytes: META_BYTES,
        ...(declared === undefined ? {} : { transportLayerEncodingLabel: declared }),
      }),
    );
    const root = parseTree(isXhtml(facts) ? asHtml(source) : source);
    const page = pageText(root, source);
    const data = readPageData(root);
    const metadata = findMetadata(root, data, facts);
    const leftOut = findArticle(page, metadata.title);
    const instead = insteadOfReport(root, page.text, metadata.title, leftOut);
    const { published, dates, notes: dateNotes } = findPublished(root, page, data, facts);
    return {
      text: page.text,
      mediaType: 'text/html',
      encoding,
      ...metadata,
      url: facts.url ?? data.url,
      canonicalUrl: data.url,
      language: languageTag(data.language),
      published,
      dates,
      missing: instead === undefined ? [] : [instead],
      leftOut,
      map: page.map,
      notes: [...notes, ...dateNotes],
    };
  },
};

/** By what was said of it: most pages that open like XHTML are read as HTML by every browser, and are faulty XML. */
function isXhtml({ contentType, name }: Facts): boolean {
  return /^application\/xhtml\+xml\b/iu.test(contentType ?? '') || /\.xht(?:ml)?$/iu.test(name ?? '');
}

/** How the WHATWG mime sniffing standard (section 7.1) tells HTML, with XHTML's declaration and a few tags pages open with. */
const OPENS_LIKE_HTML = new RegExp(
  '^\\s{0,400}(?:<\\?xml[^>]{0,200}>\\s{0,100})?(?:<!--[^]{0,2000}?-->\\s{0,100})?' +
    '<(?:!doctype\\s+html|(?:html|head|body|script|iframe|h1|h2|div|font|table|a|style|title|b|br|p|span|ul|ol|main|article|' +
    'section|header|meta|link)[\\s>/])',
  'i',
);
