import type { Command } from 'commander';
import { loadEngine, parse } from '../app.ts';
import type { Sentence, Word } from '../language/analysis.ts';
import { visible } from '../outputs/text.ts';
import { print } from './messages.ts';

export function parseVerb(program: Command): Command {
  return program
    .command('parse')
    .description('Print the words, tags and tree of a text: what a rule sees.')
    .argument('<text>', 'a sentence or more')
    .option('--conllu', 'as CoNLL-U, for programs')
    .action(async (text: string, options: { conllu?: boolean }) => {
      const { sentences, names } = parse(text, loadEngine());
      if (options.conllu) await print(sentences.map(asConllu).join(''));
      else
        await print(
          [
            ...sentences.map(asTree),
            ...names.map(name => `${name.type}  ${visible(text.slice(name.start, name.end))}\n`),
          ].join(''),
        );
    });
}

/** The root first, dependents indented below their head, in the order of the text. */
function asTree(sentence: Sentence): string {
  const lines: string[] = [];
  const write = (word: Word, depth: number): void => {
    lines.push(
      `${'  '.repeat(depth)}${visible(word.text)}  ${word.relation}  ${word.pos}/${word.tag}${word.lemma === word.text ? '' : `  (${visible(word.lemma)})`}`,
    );
    for (const child of word.dependents) write(child, depth + 1);
  };
  write(sentence.root, 0);
  return `${lines.join('\n')}\n\n`;
}

function asConllu(sentence: Sentence): string {
  const number = (word: Word | undefined): number => (word ? word.index - sentence.words[0]!.index + 1 : 0);
  const rows = sentence.words.map(word =>
    [
      number(word),
      visible(word.text),
      visible(word.lemma),
      word.pos,
      word.tag,
      '_',
      number(word.head),
      word.relation,
      '_',
      '_',
    ].join('\t'),
  );
  return `${rows.join('\n')}\n\n`;
}
