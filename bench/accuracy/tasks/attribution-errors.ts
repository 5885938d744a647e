/**
 * What the attribution task gets wrong, grouped by the reason, for people who improve the rules.
 *
 *   node bench/accuracy/tasks/attribution-errors.ts FOLDER [--show GROUP] [--limit N] [--degraded]
 *
 * --degraded: on copies that lost their capitals and punctuation.
 *
 * Prints to the terminal only; texts of the benchmark belong to their publishers.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAttributions } from '../../../src/attributions/attributions.ts';
import type { Candidate, Page } from '../../../src/attributions/candidate.ts';
import { propose } from '../../../src/attributions/propose.ts';
import {
  common,
  type GoldAttribution,
  type GoldWords,
  goldWords,
  jaccard,
  sourcesAgree,
} from '../../../src/attributions/train/gold.ts';
import { stripped } from '../../../src/attributions/train/stripped.ts';
import type { Span } from '../../../src/core/span.ts';
import type { Word } from '../../../src/language/analysis.ts';
import { analysisOf, judge } from './attribution.ts';

const [folder, ...rest] = process.argv.slice(2);
const option = (name: string): string | undefined => (rest.includes(name) ? rest[rest.indexOf(name) + 1] : undefined);
const show = option('--show');
const limit = Number(option('--limit') ?? 20);

if (folder === undefined) {
  console.error('use: node bench/accuracy/tasks/attribution-errors.ts FOLDER [--show GROUP] [--limit N]');
  process.exit(2);
}

const groups = new Map<string, string[]>();
const note = (group: string, line: string): void => {
  const list = groups.get(group);
  if (list) list.push(line);
  else groups.set(group, [line]);
};

const lines = (name: string): Record<string, unknown>[] =>
  readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Record<string, unknown>);
const gold = new Map(lines('gold.jsonl').map(line => [line['id'], line['attributions'] as GoldAttribution[]]));

for (const document of lines('documents.jsonl')) {
  const marks = gold.get(document['id']) ?? [];
  const text = String(document['text']);
  if (!rest.includes('--degraded')) compare(text, marks);
  else {
    const copy = stripped({ text, gold: marks });
    compare(
      copy.text,
      copy.gold.map((one, i) => ({ ...one, type: marks[i]!.type ?? '' })),
    );
  }
}
report();

function ranges(spans: readonly Span[]): (readonly [number, number])[] {
  return spans.map(span => [span.start, span.end] as const);
}

function numbers(words: readonly Word[]): Set<number> {
  return new Set(words.map(word => word.index));
}

function compare(text: string, marks: readonly GoldAttribution[]): void {
  const analysis = analysisOf(text);
  const { page, groups } = propose(analysis);
  const marked = goldWords(analysis, marks);
  const types = marks.map(mark => mark.type ?? '');
  const candidates = groups.flat();
  const found = readAttributions(analysis, judge).filter(one => one.within === undefined);
  const read = goldWords(
    analysis,
    found.map(one => ({ source: ranges(one.source), cue: ranges(one.cue), content: ranges(one.content) })),
  );
  const matched = new Set<number>();
  marked.forEach((one, i) => {
    const hit = read.findIndex((other, j) => !matched.has(j) && agrees(one, other.source, other.content));
    if (hit >= 0) matched.add(hit);
    else note(`missed ${types[i]}: ${reasonOf(page, one, candidates, read)}`, shown(page, one));
  });
  read.forEach((one, j) => {
    if (matched.has(j)) return;
    const { rule, score } = found[j]!;
    const partly = marked.some(other => jaccard(other.content, one.content) >= 0.5)
      ? 'wrong source'
      : marked.some(other => common(other.content, one.content) > 0 && common(other.cue, one.cue) > 0)
        ? 'wrong content'
        : 'not marked';
    note(`extra, ${partly}: ${rule}`, `${score.toFixed(2)} ${shown(page, one)}`);
  });
}

function agrees(one: GoldWords, source: ReadonlySet<number>, content: ReadonlySet<number>): boolean {
  return jaccard(one.content, content) >= 0.5 && sourcesAgree(source, one.source);
}

function reasonOf(page: Page, one: GoldWords, candidates: readonly Candidate[], read: readonly GoldWords[]): string {
  const right = candidates.filter(candidate =>
    agrees(
      one,
      numbers(candidate.source.words),
      new Set([...numbers(candidate.content)].filter(index => isWord(page, index))),
    ),
  );
  if (right.length > 0) {
    const rival = read.some(other => common(other.cue, one.cue) > 0);
    return `${rival ? 'another reading won' : 'below the threshold'}: ${right[0]!.rule}`;
  }
  const onCue = candidates.filter(candidate => candidate.cueWords.some(word => one.cue.has(word.index)));
  if (onCue.some(candidate => jaccard(numbers(candidate.content), one.content) >= 0.5))
    return 'no candidate with this source';
  if (onCue.length > 0) return 'no candidate with this content';
  const first = page.analysis.words[[...one.cue][0] ?? -1];
  return `no candidate: ${first?.pos ?? '-'}`;
}

function isWord(page: Page, index: number): boolean {
  return /[\p{L}\p{N}]/u.test(page.analysis.words[index]!.text);
}

function shown(page: Page, one: GoldWords): string {
  const words = (numbers: ReadonlySet<number>): string =>
    [...numbers]
      .sort((a, b) => a - b)
      .map(index => page.analysis.words[index]!.text)
      .join(' ');
  return `S{${words(one.source)}} C{${words(one.cue)}} T{${words(one.content)}}`;
}

function report(): void {
  for (const [group, list] of [...groups].sort((a, b) => b[1].length - a[1].length)) {
    console.log(`${String(list.length).padStart(5)}  ${group}`);
    if (show !== undefined && group.includes(show))
      for (const line of list.slice(0, limit)) console.log(`         ${line.slice(0, 400)}`);
  }
}
