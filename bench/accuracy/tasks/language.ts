import { readFileSync } from 'node:fs';
import { analyse } from '../../../src/language/analyse.ts';
import type { Word } from '../../../src/language/analysis.ts';
import { decodeModel, MODEL_FILE } from '../../../src/language/model.ts';
import type { Task } from '../task.ts';

/** From raw text: the words, sentences, trees and names that the language layer finds. */
const model = decodeModel(
  readFileSync(process.env['DEEDS_MODEL'] ?? new URL(`../../../model/${MODEL_FILE}`, import.meta.url)),
);

export const task: Task = {
  name: 'language',
  predict(document) {
    const { sentences, names } = analyse(document.text ?? '', model);
    return {
      sentences: sentences.map(({ words }) => ({ words: words.map(word => row(word, words[0]!.index)) })),
      names: names.map(({ start, end, type }) => [start, end, type]),
    };
  },
};

function row(word: Word, first: number): (string | number)[] {
  const head = word.head === undefined ? 0 : word.head.index - first + 1;
  return [word.start, word.end, word.pos, word.tag, word.lemma, head, word.relation];
}
