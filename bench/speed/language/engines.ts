/** One engine of the language layer over all texts, in a process of its own; prints a `Measurement` as JSON. Called by main.ts. */
import { readFileSync } from 'node:fs';

export interface Measurement {
  /** Runs of letters and digits, counted alike for all engines. */
  readonly words: number;
  /** Time of the processor, which other work on the machine disturbs less than time on the clock. */
  readonly seconds: number;
  readonly loadSeconds: number;
  /** Resident memory with the model loaded and one short sentence read. */
  readonly loadedMegabytes: number;
  readonly peakMegabytes: number;
}

type Reader = (text: string) => unknown;

/** What each engine is asked to do; what it answers is thrown away, but must be computed. */
const engines: Record<string, () => Promise<Reader>> = {
  /** Sentences, tags, tree, names. */
  async deeds() {
    const { analyse } = await import('../../../src/language/analyse.ts');
    const { decodeModel, MODEL_FILE } = await import('../../../src/language/model.ts');
    const model = decodeModel(readFileSync(new URL(`../../../model/${MODEL_FILE}`, import.meta.url)));
    return text => analyse(text, model).words.length;
  },
  /** Sentences and tags. */
  async compromise() {
    const { default: nlp } = await import('compromise');
    return text => nlp(text).sentences().length;
  },
  /** Sentences, tags and entities of its own kinds, none of them persons or organisations. */
  async 'wink-nlp'() {
    const { default: winkNLP } = await import('wink-nlp');
    const { default: model } = await import('wink-eng-lite-web-model');
    const nlp = winkNLP(model);
    return text => {
      const document = nlp.readDoc(text);
      return [document.sentences().out(), document.tokens().out(nlp.its['pos']), document.entities().out()];
    };
  },
};

export const engineNames = Object.keys(engines);

if (process.argv[1] === import.meta.filename) {
  const [name, file, isStripped] = process.argv.slice(2) as [string, string, string];
  const texts = readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => (JSON.parse(line) as { text: string }).text)
    .map(text => (isStripped === 'stripped' ? (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ') : text));
  const loading = performance.now();
  const reader = await engines[name]!();
  reader('The minister said on Monday that the talks had failed.');
  const loadSeconds = (performance.now() - loading) / 1000;
  const loadedMegabytes = process.memoryUsage().rss / 2 ** 20;
  // The first texts pay for compilation; they are read before the clock starts.
  for (const text of texts.slice(0, 10)) reader(text);
  const before = process.cpuUsage();
  for (const text of texts) reader(text);
  const { user, system } = process.cpuUsage(before);
  const measurement: Measurement = {
    words: texts.reduce((sum, text) => sum + (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0), 0),
    seconds: (user + system) / 1e6,
    loadSeconds,
    loadedMegabytes,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  };
  console.log(JSON.stringify(measurement));
}
