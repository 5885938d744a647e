/** One engine over the articles of the files named, in a process of its own; prints a `Measurement` as JSON. Called by main.ts: NAME COUNT FILE … */
import { readFileSync } from 'node:fs';
import { loadEngine } from '../../src/app.ts';
import { capture } from '../../src/capture/index.ts';
import { kinds } from '../../src/kinds/index.ts';
import { prepare, read } from '../../src/read.ts';

/** How long one time through all articles took. */
export interface Pass {
  readonly seconds: number;
  /** Seconds of all cores together, in the process and the kernel: what other jobs on the machine change less. */
  readonly cpuSeconds: number;
}

export interface Measurement {
  readonly articles: number;
  /** Runs of letters and digits, counted alike for all engines. */
  readonly words: number;
  /** The first time through, with all that is compiled on the way; one article was read before it. */
  readonly first: Pass;
  /** The second time through, in the same process. */
  readonly warmed: Pass;
  /** Loading the engine and its model. */
  readonly startSeconds: number;
  readonly peakMegabytes: number;
}

interface Article {
  readonly text: string;
  readonly published?: string;
}

type Reader = (article: Article) => unknown;

/** What each engine is asked to do; what it answers is thrown away, but must be computed. */
const engines: Record<string, () => Promise<Reader>> = {
  /** The whole reading: tags, tree, names, actors, times, attributions and all kinds of claims. */
  async deeds() {
    const engine = loadEngine();
    return ({ text, published }) =>
      read(capture(Buffer.from(text), { ...(published !== undefined && { published }) }), engine).claims.length;
  },
  /** Who said what: tags, tree, names, actors, times, attributions and statements. */
  async 'deeds, statements'() {
    const engine = loadEngine();
    const statement = kinds.find(({ name }) => name === 'statement')!;
    return ({ text, published }) =>
      statement.read(
        prepare(capture(Buffer.from(text), { ...(published !== undefined && { published }) }), engine).context,
      ).length;
  },
  /** Tags, sentences, names and quotations; no tree, no speakers. */
  async compromise() {
    const { default: nlp } = await import('compromise');
    return ({ text }) => {
      const document = nlp(text);
      return [document.sentences().length, document.topics().json(), document.quotations().json()];
    };
  },
  /** Tags, sentences and entities of its own kinds; no tree, no names of persons, no quotations. */
  async 'wink-nlp'() {
    const { default: winkNLP } = await import('wink-nlp');
    const { default: model } = await import('wink-eng-lite-web-model');
    const nlp = winkNLP(model);
    const { its } = nlp;
    return ({ text }) => {
      const document = nlp.readDoc(text);
      return [document.sentences().out(), document.tokens().out(its['pos']), document.entities().out()];
    };
  },
};

/** The articles of a file with one JSON object a line. */
export function readArticles(file: string): Article[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Article);
}

/**
 * `count` articles of the files, evenly spread: of N articles the ones with the numbers ⌊i · N / count⌋; all where there are no more than that.
 * The same files and count give the same articles.
 */
export function sampleOf(files: readonly string[], count: number): Article[] {
  const articles = files.flatMap(readArticles);
  if (articles.length <= count) return articles;
  return Array.from({ length: count }, (_, i) => articles[Math.floor((i * articles.length) / count)]!);
}

export const engineNames = Object.keys(engines);

function timed(articles: readonly Article[], reader: Reader): Pass {
  const [started, used] = [performance.now(), process.cpuUsage()];
  for (const article of articles) reader(article);
  const { user, system } = process.cpuUsage(used);
  return { seconds: (performance.now() - started) / 1000, cpuSeconds: (user + system) / 1e6 };
}

if (process.argv[1] === import.meta.filename) {
  const [name, count, ...files] = process.argv.slice(2) as [string, string, ...string[]];
  const articles = sampleOf(files, Number(count));
  const loading = performance.now();
  const reader = await engines[name]!();
  // The first article pays for loading; it is read once before the clock starts.
  reader(articles[0]!);
  const startSeconds = (performance.now() - loading) / 1000;
  const first = timed(articles, reader);
  const measurement: Measurement = {
    articles: articles.length,
    words: articles.reduce((sum, { text }) => sum + (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0), 0),
    first,
    warmed: timed(articles, reader),
    startSeconds,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  };
  console.log(JSON.stringify(measurement));
}
