import type { Signs } from '../signs.ts';
import { bestName, findRuns, mayFollow, NAME_CLASSES, NAME_FEATURES, nameFeatures } from '../names.ts';
import { Perceptron } from './perceptron.ts';
import { random, shuffled } from './random.ts';
import type { TreeSentence } from './treebank.ts';

/** By how many updates the right class must win; with few data, this is worth two points of F1. */
const MARGIN = 12;

export interface NameExample {
  readonly signs: Signs;
  readonly length: number;
  readonly tags: Uint8Array;
  readonly names: Uint8Array;
}

export function fitNames(
  examples: readonly NameExample[],
  proper: Uint8Array,
  epochs: number,
  seed: number,
): Perceptron {
  const classes = NAME_CLASSES.length;
  const model = new Perceptron(classes, 0);
  const dice = random(seed);
  const row = new Int32Array(NAME_FEATURES);
  const scores = new Float64Array(classes);
  for (let epoch = 0; epoch < epochs; epoch++)
    for (const { signs, length, tags, names } of shuffled(examples, dice)) {
      const runs = { from: new Int32Array(length), to: new Int32Array(length) };
      findRuns(tags, proper, 0, length, runs);
      let last = 0;
      let before = 0;
      for (let i = 0; i < length; i++) {
        const n = nameFeatures(signs, tags, runs, 0, length, i, last, before, row);
        model.score(row, n, scores);
        const guess = bestName(scores, last);
        model.tick();
        // Behind a wrong guess the right class may not be allowed: then there is nothing to learn.
        const right = names[i]!;
        if (mayFollow(last, right)) {
          // The best of the wrong classes must lose by a clear margin.
          let rival = -1;
          for (let c = 0; c < classes; c++)
            if (c !== right && mayFollow(last, c) && (rival < 0 || scores[c]! > scores[rival]!)) rival = c;
          if (scores[right]! - scores[rival]! < MARGIN) model.update(row, n, right, rival);
        }
        before = last;
        last = guess;
      }
    }
  return model;
}

/** Class numbers of IOB2 tags; other types than ours are outside. */
export function nameClasses(tags: readonly string[]): Uint8Array {
  return Uint8Array.from(tags, tag => Math.max(0, NAME_CLASSES.indexOf(tag as (typeof NAME_CLASSES)[number])));
}

const ENTITY_TYPES: Record<string, string> = { person: 'PER', organization: 'ORG', place: 'LOC' };

/**
 * Names out of GUM's entity column, which marks whole noun phrases: of a person, organisation or place whose head is a
 * proper noun, the run of proper nouns around the head, with "of" and "the" between them; titles are left out.
 */
export function namesFromEntities(s: TreeSentence): Uint8Array {
  const out: string[] = s.forms.map(() => 'O');
  const open: { id: string; type: string; from: number }[] = [];
  const spans: { from: number; to: number; type: string }[] = [];
  s.entities.forEach((mark, i) => {
    for (const part of mark.match(/\([^()]+\)?|[^()]+\)/g) ?? []) {
      const body = part.replace(/[()]/g, '');
      const [id, type] = body.split('-');
      if (part.startsWith('(')) open.push({ id: id!, type: type ?? '', from: i });
      if (part.endsWith(')')) {
        let k = open.length - 1;
        while (k >= 0 && open[k]!.id !== id) k--;
        if (k < 0) continue;
        const [entity] = open.splice(k, 1);
        if (ENTITY_TYPES[entity!.type] !== undefined)
          spans.push({ from: entity!.from, to: i + 1, type: ENTITY_TYPES[entity!.type]! });
      }
    }
  });
  // Larger phrases first: "University of Portsmouth" is one organisation, not a place in it.
  for (const { from, to, type } of spans.sort((a, b) => b.to - b.from - (a.to - a.from))) {
    let head = -1;
    for (let i = from; i < to && head < 0; i++) if (s.heads[i]! < from || s.heads[i]! >= to) head = i;
    if (head < 0 || !isNamePart(s, head)) continue;
    let first = head;
    let last = head;
    for (;;) {
      if (first > from && isNamePart(s, first - 1)) first--;
      else if (first > from + 1 && type !== 'PER' && isLink(s.forms[first - 1]!) && isNamePart(s, first - 2))
        first -= 2;
      else break;
    }
    for (;;) {
      if (last + 1 < to && isNamePart(s, last + 1)) last++;
      else if (
        last + 2 < to &&
        isLink(s.forms[last + 1]!) &&
        isNamePart(s, last + 2) &&
        (type !== 'PER' || s.forms[last + 1] === '-')
      )
        last += 2;
      else if (
        last + 3 < to &&
        type !== 'PER' &&
        s.forms[last + 1] === 'of' &&
        s.forms[last + 2]!.toLowerCase() === 'the' &&
        isNamePart(s, last + 3)
      )
        last += 3;
      else break;
    }
    if (out.slice(first, last + 1).some(tag => tag !== 'O')) continue;
    for (let i = first; i <= last; i++) out[i] = `${i === first ? 'B' : 'I'}-${type}`;
  }
  return nameClasses(out);
}

function isNamePart(s: TreeSentence, i: number): boolean {
  return / NNPS?$/.test(s.tags[i]!) && s.relations[i] !== 'nmod:desc';
}

function isLink(form: string): boolean {
  return form === 'of' || form === '-' || form === 'for' || form === '&';
}
