/**
 * Trains the judge of authored texts and writes model/commitments.bin.
 *
 *   node src/kinds/commitment/authored/train/main.ts --data FOLDER --news FOLDER [--news FOLDER …] [--language FILE] [--out FILE]
 *
 * FOLDER of --data holds train/ and dev/, each with documents.jsonl and gold.jsonl, one utterance a line, releases by `doc`; a folder of
 * --news holds documents.jsonl with whole reports, which teach what is no release. Weights are fitted on train/ and the news alone; dev/
 * is for looking, and folds of train/ choose the threshold. The language model must be there first.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { analyse } from '../../../../language/analyse.ts';
import { decodeModel, type LanguageModel } from '../../../../language/model.ts';
import { featuresOf } from '../features.ts';
import { type AuthoredPage, authoredPage } from '../page.ts';
import { registerFeatures } from '../register.ts';
import { chanceOf, packWeights, SLOT_BITS, slotOf } from '../scorer.ts';
import { type Example, fit, sumOf } from './fit.ts';
import { type MarkedRelease, readReleases } from './releases.ts';

const SETTINGS = { epochs: 12, rate: 0.02, decay: 1e-4 };
const FOLDS = 5;
const THRESHOLDS = [0.3, 0.35, 0.4, 0.45, 0.5];
/** Thresholds whose F1 (0 to 1) lies this near the best one's are as good. */
const NEARLY = 0.01;
/** Features that fewer sentences have tell nothing that holds elsewhere. */
const FEWEST = 2;
/** There are four reports to a release, about. */
const RELEASE_WEIGHT = 4;

/** A release read, with what annotators marked of each sentence; undefined: of that sentence nothing was marked. */
interface Labelled {
  readonly page: AuthoredPage;
  readonly features: readonly (readonly string[])[];
  readonly commits: readonly (boolean | undefined)[];
  readonly specific: readonly (boolean | undefined)[];
}

function labelled({ text, utterances }: MarkedRelease, model: LanguageModel): Labelled {
  const page = authoredPage(analyse(text, model));
  const commits = page.sentences.map((): boolean | undefined => undefined);
  const specific = [...commits];
  for (const { start, end, commissive, exact } of utterances) {
    page.sentences.forEach(({ sentence }, index) => {
      if (sentence.start >= end || sentence.end <= start) return;
      commits[index] = commits[index] === true || commissive;
      specific[index] ??= exact;
    });
  }
  return { page, features: page.sentences.map((_, index) => featuresOf(page, index)), commits, specific };
}

/** Examples of one question over all releases, with the features that are frequent enough to be `known`. */
function examples(
  releases: readonly Labelled[],
  question: 'commits' | 'specific',
  known: ReadonlySet<string>,
): Example[] {
  return releases.flatMap(release =>
    release.features.flatMap((features, index) => {
      const yes = release[question][index];
      return yes === undefined ? [] : [{ slots: slotsOf(features, known), yes, weight: 1 }];
    }),
  );
}

function slotsOf(features: readonly string[], known: ReadonlySet<string>): Int32Array {
  return Int32Array.from(
    features.filter(feature => known.has(feature)),
    slotOf,
  );
}

function frequent(lists: readonly (readonly string[])[]): Set<string> {
  const counts = new Map<string, number>();
  for (const list of lists) for (const feature of new Set(list)) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  return new Set([...counts].flatMap(([feature, count]) => (count >= FEWEST ? [feature] : [])));
}

/** Sentences' F1 at each threshold, each fold judged by weights of the others. */
function thresholdByFolds(releases: readonly Labelled[], known: ReadonlySet<string>): number {
  const sums = THRESHOLDS.map(() => ({ hits: 0, found: 0, marked: 0 }));
  for (let fold = 0; fold < FOLDS; fold++) {
    const inFold = (_: Labelled, index: number): boolean => index % FOLDS === fold;
    const weights = fit(
      examples(
        releases.filter((one, i) => !inFold(one, i)),
        'commits',
        known,
      ),
      1 << SLOT_BITS,
      SETTINGS,
    );
    for (const { slots, yes } of examples(releases.filter(inFold), 'commits', known)) {
      const chance = chanceOf(sumOf(weights, slots));
      THRESHOLDS.forEach((threshold, i) => {
        const found = chance >= threshold;
        sums[i]!.found += Number(found);
        sums[i]!.marked += Number(yes);
        sums[i]!.hits += Number(found && yes);
      });
    }
  }
  const scores = sums.map(({ hits, found, marked }) => (2 * hits) / (found + marked));
  THRESHOLDS.forEach((threshold, i) =>
    console.log(`folds of train, threshold ${threshold}: F1 ${(100 * scores[i]!).toFixed(1)}`),
  );
  // The curve is flat; of nearly equal ones the strictest is best, because a record full of noise is not reviewed.
  const best = Math.max(...scores);
  return THRESHOLDS[scores.findLastIndex(score => score >= best - NEARLY)]!;
}

function registerExamples(releases: readonly Labelled[], news: readonly string[], model: LanguageModel): Example[] {
  return [
    ...releases.map(({ page }) => pageExample(page, true, RELEASE_WEIGHT)),
    ...news.map(text => pageExample(authoredPage(analyse(text, model)), false, 1)),
  ];
}

function pageExample(page: AuthoredPage, yes: boolean, weight: number): Example {
  return { slots: Int32Array.from(registerFeatures(page), slotOf), yes, weight };
}

function main(data: string, newsFolders: readonly string[], language: string, out: string): void {
  const model = decodeModel(readFileSync(language));
  const releases = readReleases(join(data, 'train')).map(release => labelled(release, model));
  const news = newsFolders.flatMap(folder =>
    readFileSync(join(folder, 'documents.jsonl'), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map(line => (JSON.parse(line) as { text: string }).text),
  );
  const known = frequent(releases.flatMap(({ features }) => features));
  console.log(`${releases.length} releases, ${news.length} reports, ${known.size} features`);
  const size = 1 << SLOT_BITS;
  const threshold = thresholdByFolds(releases, known);
  const trained = {
    release: fit(registerExamples(releases, news, model), size, { ...SETTINGS, decay: 1e-3 }),
    commits: fit(examples(releases, 'commits', known), size, SETTINGS),
    specific: fit(examples(releases, 'specific', known), size, SETTINGS),
    threshold,
  };
  writeFileSync(out, packWeights(trained));
}

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    news: { type: 'string', multiple: true, default: [] },
    language: { type: 'string' },
    out: { type: 'string' },
  },
});
if (values.data === undefined) throw new Error('Say where the marked releases are: --data FOLDER');
main(values.data, values.news, values.language ?? 'model/english.bin', values.out ?? 'model/commitments.bin');
