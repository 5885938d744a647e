import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { decodeModel, MODEL_FILE } from './model.ts';
import { Questions } from './questions.ts';

const model = decodeModel(readFileSync(new URL(`../../model/${MODEL_FILE}`, import.meta.url)));
const questions = new Questions(model);

/**
 * A tree, and what it is to become: words as "form/TAG relation head", heads counted from 1. Words that are not named again
 * stay as they are.
 */
const cases = [
  {
    tree: 'they/PRP nsubj 2, know/VBP root 0, what/WP obj 2, he/PRP nsubj 5, did/VBD acl:relcl 3',
    becomes: 'what obj did, did ccomp know, he nsubj did',
  },
  {
    tree: 'they/PRP nsubj 2, learned/VBD root 0, what/WP obj 2, it/PRP nsubj 5, is/VBZ acl:relcl 3',
    becomes: 'what ccomp learned, it nsubj what, is cop what',
  },
  {
    tree: 'they/PRP nsubj 2, asked/VBD root 0, what/WDT det 4, ships/NNS obj 2, they/PRP nsubj 6, sank/VBD acl:relcl 4',
    becomes: 'sank ccomp asked, ships obj sank, they nsubj sank, what det ships',
  },
  {
    tree: 'experts/NNS nsubj 2, explain/VBP root 0, how/WRB obj 2, to/TO mark 5, reply/VB acl 3',
    becomes: 'reply ccomp explain, how advmod reply, to mark reply',
  },
  {
    tree: 'they/PRP nsubj 2, know/VBP root 0, what/WP obj 2, it/PRP nsubj 3, is/VBZ cop 3',
    becomes: 'what ccomp know, it nsubj what, is cop what',
  },
  {
    tree: 'they/PRP nsubj 2, know/VBP root 0, what/WP obj 2, to/TO mark 5, say/VB acl 3',
    becomes: 'say ccomp know, what obj say, to mark say',
  },
  // A thing with a clause of its own is no question, and a verb that takes no question keeps its noun.
  {
    tree: 'they/PRP nsubj 2, know/VBP root 0, people/NNS obj 2, who/WP nsubj 5, left/VBD acl:relcl 3',
    becomes: 'people obj know, left acl:relcl people, who nsubj left',
  },
  {
    tree: 'they/PRP nsubj 2, eat/VBP root 0, what/WP obj 2, he/PRP nsubj 5, cooks/VBZ acl:relcl 3',
    becomes: 'what obj eat, cooks acl:relcl what, he nsubj cooks',
  },
];

for (const { tree, becomes } of cases) {
  const words = tree.split(', ').map(word => /^(\S+)\/(\S+) (\S+) (\d+)$/.exec(word)!.slice(1));
  const forms = words.map(([form]) => form!);
  test(`settles ${forms.join(' ')}`, () => {
    const read = {
      tags: Uint8Array.from(words, ([, tagged]) => model.tagNames.findIndex(tag => tag.tag === tagged)),
      heads: Int32Array.from(words, ([, , , head]) => Number(head) - 1),
      relations: Uint8Array.from(words, ([, , relation]) => model.relationNames.indexOf(relation!)),
      margins: new Float32Array(words.length),
      names: [],
    };
    forms.forEach((_, i) => questions.settle(i, forms, read));
    const found = forms.map(
      (form, i) => `${form} ${model.relationNames[read.relations[i]!]} ${forms[read.heads[i]!] ?? 'nothing'}`,
    );
    for (const edge of becomes.split(', ')) assert.ok(found.includes(edge), `${edge}\n${found.join('\n')}`);
  });
}
