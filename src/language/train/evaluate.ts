import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { analyse } from '../analyse.ts';
import { decodeModel, MODEL_FILE, seenBy } from '../model.ts';
import { settleNames } from '../names.ts';
import { type Read, Reader } from '../neural/reader.ts';
import { repair, repairClasses } from '../repairs.ts';
import { setCasing, signsOf } from '../signs.ts';
import { documentsOf, stripText } from './boundaries.ts';
import { readSources, type Source } from './sources.ts';
import type { TreeSentence } from './treebank.ts';

/**
 * Prints how good a model is on the dev parts: `npm run train:evaluate -- --data FOLDER [--model FILE]...`; several models are read together. Words are the gold words, everything
 * else is predicted; "bare" is the same sentences in small letters without punctuation; "stream" is whole documents so stripped.
 * `npm run bench:accuracy -- language` measures the same from raw text.
 */
const { values } = parseArgs({ options: { data: { type: 'string' }, model: { type: 'string', multiple: true } } });
if (values.data === undefined) throw new Error('Say where the treebanks are: --data FOLDER');
const data = values.data;
const before = performance.now();
const files = values.model ?? [join(import.meta.dirname, '../../../model', MODEL_FILE)];
const models = files.map(file => decodeModel(readFileSync(file)));
const model = models[0]!;
console.log(`model loaded in ${(performance.now() - before).toFixed(0)} ms`);

const dev = readSources(data, 'dev');
const reader = new Reader(
  models.map(({ network }) => network),
  model.rootRelation,
  500,
);

const repairs = repairClasses(model);

interface Reading extends Read {
  readonly relationNames: string[];
}

/** Reads sentences as the layer does a text that they make up. */
function read(...sentences: readonly TreeSentence[]): Reading {
  const signs = signsOf(sentences.flatMap(s => s.forms));
  const n = signs.count;
  const starts = new Int32Array(sentences.length + 1);
  sentences.forEach((s, k) => {
    starts[k + 1] = starts[k]! + s.forms.length;
    setCasing(signs, starts[k]!, starts[k + 1]!);
  });
  const seen = seenBy(model, signs);
  const reading: Read = {
    tags: new Uint8Array(n),
    heads: new Int32Array(n),
    relations: new Uint8Array(n),
    margins: new Float32Array(n),
    names: [],
  };
  reader.read(seen, starts, reading);
  repair(signs.forms, reading, repairs);
  return {
    ...reading,
    names: settleNames({ ...seen, ...reading, plainShape: signs.plainShape }, repairs),
    relationNames: Array.from(reading.relations, r => model.relationNames[r]!),
  };
}

const bare = (relation: string): string => relation.split(':')[0]!;
const percent = (part: number, whole: number): string => ((100 * part) / Math.max(1, whole)).toFixed(2);
const f1 = (hits: number, found: number, gold: number): string => percent(2 * hits, found + gold);

function trees(name: string, sources: readonly Source[]): void {
  let words = 0;
  let upos = 0;
  let xpos = 0;
  let uas = 0;
  let las = 0;
  let time = 0;
  const subjects = new Counter();
  const clauses = new Counter();
  for (const { sentence: s } of sources) {
    const start = performance.now();
    const p = read(s);
    time += performance.now() - start;
    words += s.forms.length;
    s.forms.forEach((_, i) => {
      const tag = model.tagNames[p.tags[i]!]!;
      const [goldPos, goldTag] = s.tags[i]!.split(' ');
      if (tag.pos === goldPos) upos++;
      if (tag.tag === goldTag) xpos++;
      if (p.heads[i] !== s.heads[i]) return;
      uas++;
      if (bare(p.relationNames[i]!) === bare(s.relations[i]!)) las++;
    });
    speech(s, s.heads, s.relations, p.heads, p.relationNames, 'nsubj', subjects);
    speech(s, s.heads, s.relations, p.heads, p.relationNames, 'ccomp', clauses);
  }
  console.log(
    `${name.padEnd(14)} UPOS ${percent(upos, words)}  XPOS ${percent(xpos, words)}  UAS ${percent(uas, words)}  LAS ${percent(las, words)}` +
      `  speech subjects ${subjects.f1()} clauses ${clauses.f1()}  ${(words / time).toFixed(0)} thousand words/s`,
  );
}

class Counter {
  hits = 0;
  found = 0;
  gold = 0;
  f1(): string {
    return f1(this.hits, this.found, this.gold);
  }
}

const SPEECH = new Set(
  'say tell announce claim state report add warn note argue declare insist acknowledge admit allege assert confirm deny explain stress emphasize promise pledge vow suggest believe think know hope believe conclude find show reveal disclose indicate agree ask demand urge'.split(
    ' ',
  ),
);

/** The word that stands for the noun phrase of word `i`: up over the parts of a name and the like. */
function phrase(i: number, h: readonly number[] | Int32Array, r: readonly string[]): number {
  let at = i;
  for (let n = 0; n < 4 && /^(?:flat|compound|nmod:desc|appos)/.test(r[at]!); n++) at = h[at]!;
  return at;
}

/** Dependents of speech verbs with `relation`: gold and found, where a subject counts when its noun phrase is the right one. */
function speech(
  s: TreeSentence,
  goldHeads: readonly number[],
  goldRelations: readonly string[],
  heads: Int32Array,
  relations: readonly string[],
  relation: string,
  counter: Counter,
): void {
  const isSpeech = (i: number): boolean => i >= 0 && SPEECH.has(s.lemmas[i]!) && s.tags[i]!.startsWith('VERB');
  for (let i = 0; i < s.forms.length; i++) {
    const isGold = isSpeech(goldHeads[i]!) && bare(goldRelations[i]!) === relation;
    const isFound = isSpeech(heads[i]!) && bare(relations[i]!) === relation;
    if (isGold) counter.gold++;
    if (!isFound) continue;
    counter.found++;
    const verb = heads[i]!;
    const gold = phrase(i, goldHeads, goldRelations);
    if (
      (isGold && goldHeads[i] === verb) ||
      (relation === 'nsubj' && goldHeads[gold] === verb && bare(goldRelations[gold]!) === relation)
    )
      counter.hits++;
  }
}

function key(from: number, to: number, type: string): string {
  return `${from}-${to}-${type}`;
}

/** Names as the layer gives them: settled over each document. */
function named(name: string, sources: readonly Source[], type?: string): void {
  const counter = new Counter();
  const keep = (k: string): boolean => type === undefined || k.endsWith(type);
  for (const document of Map.groupBy(sources, ({ sentence }) => sentence.document).values()) {
    const right = new Set<string>();
    let at = 0;
    for (const { names: tags } of document) {
      for (let i = 0; i < tags.length; i++) {
        if ((tags[i]! & 1) === 0) continue;
        let to = i + 1;
        while (to < tags.length && tags[to] === tags[i]! + 1) to++;
        right.add(key(at + i, at + to, ['PER', 'ORG', 'LOC'][(tags[i]! - 1) >> 1]!));
      }
      at += tags.length;
    }
    const found = read(...document.map(({ sentence }) => sentence)).names.map(n => key(n.from, n.to, n.type));
    counter.gold += [...right].filter(keep).length;
    counter.found += found.filter(keep).length;
    counter.hits += found.filter(k => keep(k) && right.has(k)).length;
  }
  console.log(`${name.padEnd(14)} names${type === undefined ? '' : ` ${type}`} F1 ${counter.f1()} of ${counter.gold}`);
}

/** What a margin is worth: the share of right arcs for each step of it. */
function calibration(name: string, sources: readonly Source[]): void {
  const steps = [0, 0.5, 1, 2, 3, 5];
  const all = steps.map(() => 0);
  const right = steps.map(() => 0);
  for (const { sentence: s } of sources) {
    const p = read(s);
    s.forms.forEach((_, i) => {
      if (p.heads[i]! < 0) return;
      const step = steps.findLastIndex(least => p.margins[i]! >= least);
      all[step]!++;
      if (p.heads[i] === s.heads[i]) right[step]!++;
    });
  }
  const line = steps.map((least, k) => `from ${least}: ${percent(right[k]!, all[k]!)}`).join('  ');
  console.log(`${name.padEnd(14)} right arcs by margin: ${line}`);
}

function stream(name: string, sources: readonly Source[]): void {
  const counter = new Counter();
  const time = performance.now();
  let words = 0;
  for (const document of documentsOf(sources.map(({ sentence }) => sentence))) {
    const { text, begins } = stripText(document);
    const analysis = analyse(text, model);
    words += analysis.words.length;
    const found = analysis.sentences.map(s => s.start);
    // The beginning of the text is no find.
    counter.gold += begins.size - 1;
    counter.found += found.length - 1;
    counter.hits += found.filter(at => at > 0 && begins.has(at)).length;
  }
  console.log(
    `${name.padEnd(14)} boundaries in a bare stream: F1 ${counter.f1()} P ${percent(counter.hits, counter.found)} R ${percent(counter.hits, counter.gold)}  ${(words / (performance.now() - time)).toFixed(0)} thousand words/s`,
  );
}

const isNews = ({ sentence }: Source): boolean => sentence.document.startsWith('GUM_news');
const isGum = ({ sentence }: Source): boolean => sentence.document.startsWith('GUM_');
const ewt = dev.clean.filter(source => !isGum(source));
const gum = dev.clean.filter(isGum);
const news = dev.clean.filter(isNews);
const bareEwt = dev.bare.filter(source => !isGum(source));
const bareNews = dev.bare.filter(isNews);
trees('EWT', ewt);
trees('GUM', gum);
trees('GUM news', news);
trees('EWT bare', bareEwt);
trees('GUM news bare', bareNews);
named('EWT', ewt);
for (const type of ['PER', 'ORG', 'LOC']) named('EWT', ewt, type);
named('EWT bare', bareEwt);
named('GUM news', news);
named('GUM news bare', bareNews);
calibration('GUM', gum);
stream('EWT', ewt);
stream('GUM news', news);
