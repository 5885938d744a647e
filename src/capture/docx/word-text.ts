import { Parser } from 'htmlparser2';
import type { SourceRun } from '../../core/document.ts';

export interface WordText {
  readonly text: string;
  readonly map: readonly SourceRun[];
  /** What the file holds that is not in the text, for a reader to know. */
  readonly leftAside: readonly string[];
}

/** Elements that stand for characters. */
const CHARACTERS: Readonly<Record<string, string>> = {
  'w:tab': '\t',
  'w:br': '\n',
  'w:cr': '\n',
  'w:noBreakHyphen': '-',
};

/** The words of a Word document's XML, paragraphs apart by an empty line, each run led back to where it stands in the XML (UTF-16 units). */
export function wordText(source: string, part: string): WordText {
  let text = '';
  const map: SourceRun[] = [];
  let [isText, deleted, footnotes, pictures] = [false, 0, 0, 0];
  const add = (words: string, sourceStart: number, sourceLength: number): void => {
    map.push({ textStart: text.length, length: words.length, sourceStart, sourceLength, part });
    text += words;
  };
  const parser: Parser = new Parser(
    {
      onopentag(name) {
        const { startIndex: at, endIndex } = parser;
        if (name === 'w:t') isText = true;
        else if (name === 'w:del' || name === 'w:moveFrom') deleted++;
        else if (name === 'w:footnoteReference' || name === 'w:endnoteReference') footnotes++;
        else if (name === 'w:drawing' || name === 'w:pict') pictures++;
        else if (CHARACTERS[name] !== undefined) add(CHARACTERS[name], at, endIndex + 1 - at);
      },
      onclosetag(name) {
        const { startIndex: at, endIndex } = parser;
        if (name === 'w:t') isText = false;
        else if (name === 'w:del' || name === 'w:moveFrom') deleted--;
        else if (name === 'w:p' && !text.endsWith('\n\n') && text !== '') add('\n\n', at, endIndex + 1 - at);
      },
      ontext(words) {
        const { startIndex: at, endIndex } = parser;
        if (isText && deleted === 0) add(words, at, endIndex + 1 - at);
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(source);
  return {
    text,
    map,
    leftAside: [
      ...(footnotes === 0 ? [] : [`${footnotes} footnotes or endnotes are not in the text.`]),
      ...(pictures === 0 ? [] : [`${pictures} pictures or drawings are not in the text.`]),
    ],
  };
}
