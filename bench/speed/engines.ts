/** One engine over all articles of the files named, in a process of its own; prints a `Measurement` as JSON. Called by main.ts. */
import { readFileSync } from 'node:fs';
import { loadEngine } from '../../src/app.ts';
import { capture } from '../../src/capture/index.ts';
import { read } from '../../src/read.ts';

export interface Measurement {
  readonly articles: number;
  /** Runs of letters and digits, counted alike for all engines. */
  readonly words: number;
  readonly seconds: number;
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

export const engineNames = Object.keys(engines);

if (process.argv[1] === import.meta.filename) {
  const [name, ...files] = process.argv.slice(2) as [string, ...string[]];
  const articles = files.flatMap(readArticles);
  const loading = performance.now();
  const reader = await engines[name]!();
  // The first article pays for compilation; it is read once before the clock starts.
  reader(articles[0]!);
  const started = performance.now();
  for (const article of articles) reader(article);
  const measurement: Measurement = {
    articles: articles.length,
    words: articles.reduce((sum, { text }) => sum + (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0), 0),
    seconds: (performance.now() - started) / 1000,
    startSeconds: (started - loading) / 1000,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  };
  console.log(JSON.stringify(measurement));
}
