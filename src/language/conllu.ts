import type { Analysis, Word } from './analysis.ts';

/** The analysis in CoNLL-U, the exchange format of Universal Dependencies: what `deeds parse` prints for machines. */
export function toConllu(analysis: Analysis): string {
  const { text } = analysis;
  return analysis.sentences
    .map(sentence => {
      const first = sentence.words[0]!.index;
      const rows = sentence.words.map(word => {
        const glued = analysis.words[word.index + 1]?.start === word.end;
        const head = word.head === undefined ? 0 : word.head.index - first + 1;
        const rest = `start=${word.start}|end=${word.end}${glued ? '|SpaceAfter=No' : ''}`;
        return [
          word.index - first + 1,
          flat(word.text),
          flat(word.lemma),
          word.pos,
          word.tag,
          '_',
          head,
          word.relation,
          '_',
          rest,
        ].join('\t');
      });
      return `# sent_id = ${sentence.index + 1}\n# text = ${flat(text.slice(sentence.start, sentence.end))}\n${rows.join('\n')}\n`;
    })
    .join('\n');
}

/** The tree as indented lines, for people: each word below the one it hangs on, with its relation and tag. */
export function toOutline(analysis: Analysis): string {
  const lines: string[] = [];
  for (const sentence of analysis.sentences) {
    const open: { word: Word; depth: number }[] = [{ word: sentence.root, depth: 0 }];
    for (let top = open.pop(); top !== undefined; top = open.pop()) {
      const { word, depth } = top;
      lines.push(`${'  '.repeat(Math.min(depth, 40))}${flat(word.text)}  ${word.relation} ${word.tag}`);
      for (const child of word.dependents.toReversed()) open.push({ word: child, depth: depth + 1 });
    }
    lines.push('');
  }
  return lines.join('\n');
}

/** On one line. */
function flat(text: string): string {
  return text.replace(/\s+/gu, ' ');
}
