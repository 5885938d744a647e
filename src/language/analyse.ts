import type { Analysis } from './analysis.ts';
import { bareTokens, LONGEST_SENTENCE, placesOf, SentenceCutter } from './boundaries.ts';
import { datelineEnds } from './datelines.ts';
import { describeDegradation, findDegraded } from './degradation.ts';
import { type LanguageModel, seenBy } from './model.ts';
import { settleNames } from './names.ts';
import type { Seen } from './neural/member.ts';
import { Reader } from './neural/reader.ts';
import { repair, repairClasses, type RepairClasses } from './repairs.ts';
import { readSigns, setCasing, type Signs } from './signs.ts';
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
 * 3. `signs.ts` says what is seen of each word (form, shape); `gazetteer.ts` which known names it may be part of.
 * 4. `boundaries.ts` decides where sentences begin: by print (`sentences.ts` says what print says) or, where punctuation is gone, by what the
 *    network makes of the words.
 * 5. `neural/reader.ts` reads each sentence with a small recurrent network, which gives each word its part of speech, its head and relation in
 *    the dependency tree, and its part in a name; `repairs.ts` and `questions.ts` put right what it is known to misread; `names.ts` settles the
 *    names over the text, with the help of its acronyms (`acronyms.ts`) and of what most of their mentions say (`consistency.ts`).
 * 6. `words.ts` wraps the arrays in the objects of `analysis.ts`; `lemmas.ts` finds dictionary words when they are asked for;
 *    `conllu.ts` prints trees.
 *
 * `model.ts` reads all that was learned from `model/english.bin`, `train/` makes it from treebanks. `model/CARD.md` says how good it is.
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
  const { reader, cutter, repairs } = stepsOf(model);
  const bare = bareTokens(tokens, degraded);
  const signs = readSigns(tokens);
  const seen = seenBy(model, signs);
  const begins = readStreams(reader, signs, seen, bare);
  const sentenceStarts = withDatelines(tokens, cutter.cut(placesOf(tokens, signs, bare, begins)));
  const tags = new Uint8Array(count);
  const heads = new Int32Array(count);
  const relations = new Uint8Array(count);
  const margins = new Float32Array(count);
  const names: NameRange[] = [];
  for (let s = 0; s + 1 < sentenceStarts.length; s++) setCasing(signs, sentenceStarts[s]!, sentenceStarts[s + 1]!);
  const read = { tags, heads, relations, margins, names };
  reader.read(seen, sentenceStarts, read);
  repair(signs.forms, read, repairs);
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
  const settled = settleNames({ ...seen, ...read, plainShape: signs.plainShape }, repairs);
  return buildAnalysis(layer, settled, describeDegradation(text, degraded));
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
  readonly reader: Reader;
  readonly cutter: SentenceCutter;
  readonly repairs: RepairClasses;
}

/** The steps keep their work space from one text to the next. */
const known = new WeakMap<LanguageModel, Steps>();

function stepsOf(model: LanguageModel): Steps {
  let steps = known.get(model);
  if (steps === undefined) {
    steps = {
      reader: new Reader([model.network], model.rootRelation, LONGEST_SENTENCE),
      cutter: new SentenceCutter(model.boundaries, model.boundaryBias),
      repairs: repairClasses(model),
    };
    known.set(model, steps);
  }
  return steps;
}

/** Asks the network where sentences begin in the unpunctuated stretches. */
function readStreams(reader: Reader, signs: Signs, seen: Seen, bare: Uint8Array): Float32Array {
  const begins = new Float32Array(bare.length);
  for (let i = 0; i < bare.length; i++) {
    if (bare[i] === 0) continue;
    const from = i;
    while (i < bare.length && bare[i] === 1) i++;
    setCasing(signs, from, i);
    reader.readStream(seen, from, i, begins);
  }
  return begins;
}
