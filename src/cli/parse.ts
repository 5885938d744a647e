import type { Command } from 'commander';
import { loadEngine, parse } from '../app.ts';
import type { Sentence, Word } from '../language/analysis.ts';

export function parseVerb(program: Command): Command {
  return program
    .command('parse')
    .description('Print the words, tags and tree of a text: what a rule sees.')
    .argument('<text>', 'a sentence or more')
    .option('--conllu', 'as CoNLL-U, for programs')
    .action((text: string, options: { conllu?: boolean }) => {
      const { sentences, names } = parse(text, loadEngine());
      for (const sentence of sentences) process.stdout.write(options.conllu ? asConllu(sentence) : asTree(sentence));
      if (!options.conllu)
        for (const name of names) process.stdout.write(`${name.type}  ${text.slice(name.start, name.end)}\n`);
    });
}

/** The root first, dependents indented below their head, in the order of the text. */
function asTree(sentence: Sentence): string {
  const lines: string[] = [];
  const write = (word: Word, depth: number): void => {
    lines.push(
      `${'  '.repeat(depth)}${word.text}  ${word.relation}  ${word.pos}/${word.tag}${word.lemma === word.text ? '' : `  (${word.lemma})`}`,
    );
    for (const child of word.dependents) write(child, depth + 1);
  };
  write(sentence.root, 0);
  return `${lines.join('\n')}\n\n`;
}

function asConllu(sentence: Sentence): string {
  const number = (word: Word | undefined): number => (word ? word.index - sentence.words[0]!.index + 1 : 0);
  const rows = sentence.words.map(word =>
    [number(word), word.text, word.lemma, word.pos, word.tag, '_', number(word.head), word.relation, '_', '_'].join(
      '\t',
    ),
  );
  return `${rows.join('\n')}\n\n`;
}
