import type { Analysis } from './analysis.ts';
import { bareTokens, placesOf, SentenceCutter, tagKinds } from './boundaries.ts';
import { datelineEnds } from './datelines.ts';
import { describeDegradation, findDegraded } from './degradation.ts';
import type { LanguageModel } from './model.ts';
import { NameFinder, properTags } from './names.ts';
import { settleTypes } from './consistency.ts';
import { Guide, Parser } from './parser.ts';
import { readSigns, setCasing, type Signs } from './signs.ts';
import { Tagger } from './tagger.ts';
import { type Tokens, tokenize } from './tokens.ts';
import { buildAnalysis, type NameRange } from './words.ts';

/**
 * # The language layer
 *
 * `analyse(text, model)` reads English, clean or degraded, in one pass of linear cost. It is a pure function: the same text and model
 * give the same analysis; any string is read, whatever is in it. The steps, each in its own file:
 *
 * 1. `degradation.ts` finds stretches that have lost their capitals, their punctuation, or both.
 * 2. `tokens.ts` cuts the text into words and marks; offsets are UTF-16 units into the text, which is never altered.
 * 3. `signs.ts` turns what is seen of each word (form, endings, shape) into numbers; `hash.ts` mixes numbers into features.
 * 4. `boundaries.ts` decides where sentences begin: by print (`sentences.ts` says what print says) or, where punctuation is gone, by words and tags.
 * 5. `tagger.ts` gives each word its part of speech, from left to right.
 * 6. `parser.ts` builds the dependency tree, one move after the other: first a guide from the end, then the parser proper from the beginning.
 * 7. `names.ts` finds persons, organisations and places, with the lists of `gazetteer.ts`; `consistency.ts` settles their types over the text.
 * 8. `words.ts` wraps the arrays in the objects of `analysis.ts`; `lemmas.ts` finds dictionary words when they are asked for;
 *    `conllu.ts` prints trees.
 *
 * Steps 4 to 7 are linear classifiers (averaged perceptrons) over hashed features; `weights.ts` holds their weights, `model.ts` reads
 * them from `model/english.bin`, `train/` makes them from treebanks. `model/CARD.md` says how good they are.
 *
 * A rule asks the tree like this:
 *
 *     for (const verb of sentence.words.filter(word => word.lemma === 'say')) {
 *       const speaker = verb.child('nsubj');            // the head of the noun phrase; `speaker.subtree()` is the phrase
 *       const content = verb.child('ccomp', 'parataxis');
 *     }
 */
export function analyse(text: string, model: LanguageModel): Analysis {
  const degraded = findDegraded(text);
  const tokens = tokenize(text, degraded);
  const { count } = tokens;
  const steps = stepsOf(model);
  const bare = bareTokens(tokens, degraded);
  const signs = readSigns(tokens, model.gazetteer);
  const tags = new Uint8Array(count);
  tagBareRuns(steps.tagger, signs, bare, tags);
  const sentenceStarts = withDatelines(
    tokens,
    steps.cutter.cut(placesOf(tokens, signs, tags, bare, steps.kinds, steps.guide)),
  );
  const heads = new Int32Array(count);
  const relations = new Uint8Array(count);
  const margins = new Float32Array(count);
  const names: NameRange[] = [];
  for (let s = 0; s + 1 < sentenceStarts.length; s++) {
    const from = sentenceStarts[s]!;
    const to = sentenceStarts[s + 1]!;
    setCasing(signs, from, to);
    steps.tagger.tag(signs, from, to, tags);
    steps.parser.parse(signs, tags, from, to, heads, relations, margins);
    steps.names.find(signs, tags, from, to, names);
  }
  const { tagNames, relationNames, lemmas } = model;
  const layer = {
    text,
    count,
    starts: tokens.starts,
    ends: tokens.ends,
    forms: signs.forms,
    tags,
    relations,
    heads,
    margins,
    sentenceStarts,
    tagNames,
    relationNames,
    lemmas,
  };
  return buildAnalysis(layer, settleTypes(names, signs.forms), describeDegradation(text, degraded));
}

/** Cuts datelines off the sentences that follow them. */
function withDatelines({ text, starts, count }: Tokens, sentenceStarts: Int32Array): Int32Array {
  const ends = datelineEnds(text);
  if (ends.length === 0) return sentenceStarts;
  const begins = new Set(sentenceStarts);
  let token = 0;
  for (const end of ends) {
    while (token < count && starts[token]! < end) token++;
    if (token < count) begins.add(token);
  }
  return Int32Array.from(begins).sort();
}

interface Steps {
  readonly tagger: Tagger;
  readonly guide: Guide;
  readonly parser: Parser;
  readonly names: NameFinder;
  readonly cutter: SentenceCutter;
  /** What each tag means for the boundaries of sentences. */
  readonly kinds: Uint8Array;
}

/** The steps keep their work space from one text to the next. */
const known = new WeakMap<LanguageModel, Steps>();

function stepsOf(model: LanguageModel): Steps {
  let steps = known.get(model);
  if (steps === undefined) {
    steps = {
      tagger: new Tagger(model.tagger),
      guide: new Guide(model.guide),
      parser: new Parser(model.guide, model.moves, model.relations, model.rootRelation),
      names: new NameFinder(model.names, properTags(model.tagNames)),
      kinds: tagKinds(model.tagNames),
      cutter: new SentenceCutter(model.boundaries, model.boundaryBias),
    };
    known.set(model, steps);
  }
  return steps;
}

/** Tags the unpunctuated stretches as if each were one sentence: what the tags say helps to find where sentences begin. */
export function tagBareRuns(tagger: Tagger, signs: Signs, bare: Uint8Array, tags: Uint8Array): void {
  for (let i = 0; i < bare.length; i++) {
    if (bare[i] === 0) continue;
    const from = i;
    while (i < bare.length && bare[i] === 1) i++;
    setCasing(signs, from, i);
    tagger.tag(signs, from, i, tags);
  }
}
