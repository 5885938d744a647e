import { Parser } from 'htmlparser2';
import { limits } from '../core/limits.ts';
import { Problem } from '../core/problem.ts';

/** What is told of some XML, in its order; places are UTF-16 units of the source. */
export interface XmlVisitor {
  open?(name: string, attributes: Readonly<Record<string, string>>, start: number, end: number): void;
  /** `start` and `end` of the closing tag, or of the element itself where it closes itself. */
  close?(name: string, start: number, end: number): void;
  /** A stretch of words, or a reference decoded. What stands in a CDATA section comes with its marks within `start` and `end`. */
  words?(words: string, start: number, end: number): void;
}

/**
 * Walks over some XML, forgiving what is not well-formed. No tree is kept, no entity that a document type declares is expanded, and nothing is
 * fetched. Throws `too_deep`: the parser takes the square of the depth.
 */
export function walkXml(source: string, visitor: XmlVisitor): void {
  let depth = 0;
  const parser: Parser = new Parser(
    {
      onopentag(name, attributes) {
        if (++depth > limits.htmlDepth) {
          throw new Problem(
            'too_deep',
            `This file nests more than ${limits.htmlDepth} elements in each other.`,
            'No file made for people does; check where it came from.',
          );
        }
        // Right behind a processing instruction the parser's index is one too low.
        visitor.open?.(name, attributes, source.indexOf('<', parser.startIndex), parser.endIndex + 1);
      },
      onclosetag(name) {
        depth--;
        visitor.close?.(name, parser.startIndex, parser.endIndex + 1);
      },
      ontext: words => visitor.words?.(words, parser.startIndex, parser.endIndex + 1),
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(source);
}

/** The words in the first element of a name in some XML; undefined when there is none, or none in it. */
export function elementText(source: string, element: string): string | undefined {
  let [words, depth, done] = ['', 0, false];
  walkXml(source, {
    open: name => {
      if (name === element) depth++;
    },
    close: name => {
      if (name !== element) return;
      depth--;
      done = true;
    },
    words: piece => {
      if (depth > 0 && !done) words += piece;
    },
  });
  return words.trim() === '' ? undefined : words.trim();
}
