import type { SourceRun } from '../../core/document.ts';
import { walkXml } from '../xml.ts';

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
  // The end of the text is remembered: to look at it would copy the whole text together, once for each paragraph.
  let isApart = true;
  const map: SourceRun[] = [];
  let [isText, deleted, footnotes, pictures] = [false, 0, 0, 0];
  const add = (words: string, sourceStart: number, sourceLength: number): void => {
    map.push({ textStart: text.length, length: words.length, sourceStart, sourceLength, part });
    text += words;
    isApart = words === '\n\n';
  };
  walkXml(source, {
    open(name, _, start, end) {
      if (name === 'w:t') isText = true;
      else if (name === 'w:del' || name === 'w:moveFrom') deleted++;
      else if (name === 'w:footnoteReference' || name === 'w:endnoteReference') footnotes++;
      else if (name === 'w:drawing' || name === 'w:pict') pictures++;
      else if (CHARACTERS[name] !== undefined) add(CHARACTERS[name], start, end - start);
    },
    close(name, start, end) {
      if (name === 'w:t') isText = false;
      else if (name === 'w:del' || name === 'w:moveFrom') deleted--;
      else if (name === 'w:p' && !isApart) add('\n\n', start, end - start);
    },
    words(words, start, end) {
      if (isText && deleted === 0) add(words, start, end - start);
    },
  });
  return {
    text,
    map,
    leftAside: [
      ...(footnotes === 0 ? [] : [`${footnotes} footnotes or endnotes are not in the text.`]),
      ...(pictures === 0 ? [] : [`${pictures} pictures or drawings are not in the text.`]),
    ],
  };
}
