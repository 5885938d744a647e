/**
 * node bench/accuracy/marked/speakers.ts --data DIR [--half dev|held] [--errors] [--record]
 *
 * Is the speaker resolved to the right actor, across a document? 32 articles of PolNeAR's visible part; DIR is the kit's data/ folder;
 * speakers.json holds ids, offsets (UTF-16, end exclusive) and names of actors only, never a sentence of the articles.
 *
 * How they were chosen: of the articles with 1,500 to 5,000 characters and five attributions or more, the 32 whose SHA-256 of
 * "speakers:" and the id comes first; every second one is held. How they were marked: one person read each article with PolNeAR's
 * sources set in brackets and gave each the fullest name that the article has for it, before seeing whom Deeds takes it for, and before
 * the resolver was changed with their help. `actor: null`: people or a body without a name of their own ("a senior official",
 * "47 percent"); there nobody must be named. `orNobody`: naming nobody is right too ("Trump's campaign"). Sources that are no actors
 * (polls, records, advertisements, the writer's "I") are not marked. Of the half "held" the figures and kinds of error are looked at. (Its misses were on the screen once, as
 * bare words in brackets, after the first tuning; and who marked it knew its articles.)
 *
 * Right is an actor with one of the names, or with a shorter form of one that no other marked actor of the article has ("Clinton" for
 * Hillary Clinton counts when Bill Clinton is not marked). Two figures: of all marked speakers, and of those for whom a statement is read. "Nobody" where
 * somebody is meant counts as open, not as wrong, but never as right.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type ActorReading, readActors } from '../../../src/actors/actors.ts';
import { loadEngine } from '../../../src/app.ts';
import { capture } from '../../../src/capture/index.ts';
import type { Party } from '../../../src/core/actor.ts';
import { analyse } from '../../../src/language/analyse.ts';
import type { Analysis, Word } from '../../../src/language/analysis.ts';
import type { StatementBody } from '../../../src/kinds/statement/statement.ts';
import { read } from '../../../src/read.ts';
import type { BenchmarkDocument } from '../task.ts';

interface Speaker {
  readonly span: readonly [start: number, end: number];
  readonly actor: readonly string[] | null;
  readonly orNobody?: boolean;
}

interface MarkedDocument {
  readonly set: string;
  readonly id: string;
  readonly half: 'dev' | 'held';
  readonly speakers: readonly Speaker[];
}

type Verdict = 'right' | 'wrong' | 'open';

class Tally {
  private readonly counts: Record<Verdict, number> = { right: 0, wrong: 0, open: 0 };

  add(verdict: Verdict): void {
    this.counts[verdict]++;
  }

  figures(): string {
    const { right, wrong, open } = this.counts;
    const total = right + wrong + open;
    const share = (part: number): string => `${((100 * part) / Math.max(1, total)).toFixed(1)} %`;
    return `${share(right)} right, ${share(wrong)} wrong, ${share(open)} open (of ${total})`;
  }
}

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/benchmarks/data' },
    half: { type: 'string' },
    errors: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
  },
});

const engine = loadEngine();
const marked = JSON.parse(readFileSync(new URL('speakers.json', import.meta.url), 'utf8')) as {
  documents: readonly MarkedDocument[];
};
const rows: string[] = [];

for (const half of ['dev', 'held']) {
  if (values.half !== undefined && values.half !== half) continue;
  const documents = marked.documents.filter(document => document.half === half);
  const all = new Tally();
  const pronouns = new Tally();
  const statements = new Tally();
  for (const document of documents) score(document, { all, pronouns, statements });
  console.log(`${half}: ${documents.length} articles`);
  console.log(`  speakers marked           ${all.figures()}`);
  console.log(`  of them bare pronouns     ${pronouns.figures()}`);
  console.log(`  speakers of statements    ${statements.figures()}`);
  rows.push(
    `| ${half} (${documents.length} articles) | ${all.figures()} | ${pronouns.figures()} | ${statements.figures()} |`,
  );
}

if (values.record) {
  const day = new Date().toISOString().slice(0, 10);
  const file = join(import.meta.dirname, '..', '..', 'results', 'speakers.md');
  appendFileSync(file, rows.map(row => `| ${day} ${row.slice(2)}\n`).join(''));
}

function score(
  document: MarkedDocument,
  tallies: { readonly all: Tally; readonly pronouns: Tally; readonly statements: Tally },
): void {
  const { text = '', published } = documentOf(document);
  const analysis = analyse(text, engine.language);
  const actors = readActors(analysis, { published });
  const { claims } = read(capture(Buffer.from(text), published ? { published } : {}), engine);
  const spoken = claims
    .filter(claim => claim.kind === 'statement')
    .flatMap(claim => (claim.body as StatementBody).speaker ?? []);
  for (const speaker of document.speakers) {
    const [start, end] = speaker.span;
    const party = actors.party(headOf(analysis, speaker.span));
    const verdict = judge(party, actors, speaker, document.speakers);
    tallies.all.add(verdict);
    if (/^(?:s?he|they|it|who|his|her|their)$/iu.test(text.slice(start, end))) tallies.pronouns.add(verdict);
    const said = spoken.find(({ words }) => words.start < end && start < words.end);
    const saidVerdict = said && judge(said, actors, speaker, document.speakers);
    if (saidVerdict) tallies.statements.add(saidVerdict);
    if (!values.errors || ((saidVerdict ?? 'right') === 'right' && verdict === 'right')) continue;
    const before = text.slice(Math.max(0, start - 60), start).replace(/\s+/gu, ' ');
    console.log(
      `${document.id.slice(0, 24)} ${verdict}, statement ${saidVerdict ?? 'none'}: …${before}[${text.slice(start, end)}] is ${speaker.actor?.[0] ?? 'nobody named'}, read ${nameOf(party, actors) ?? 'nobody'} (${party.how}: ${party.reason})`,
    );
  }
}

/** The word of a span that the rest of it hangs on. */
function headOf(analysis: Analysis, [start, end]: Speaker['span']): Word {
  const words = analysis.wordsIn({ start, end });
  const inside = new Set(words);
  return words.find(word => word.pos !== 'PUNCT' && (!word.head || !inside.has(word.head))) ?? analysis.wordAt(start)!;
}

/** The name of the actor meant; undefined for classes of people and where nobody is. */
function nameOf(party: Party, actors: ActorReading): string | undefined {
  const actor = party.actor === undefined ? undefined : actors.actor(party.actor);
  return actor === undefined || actor.type === 'class' ? undefined : actor.name;
}

function judge(party: Party, actors: ActorReading, speaker: Speaker, all: readonly Speaker[]): Verdict {
  const name = nameOf(party, actors);
  if (name === undefined) return speaker.actor === null || speaker.orNobody === true ? 'right' : 'open';
  if (speaker.actor === null) return 'wrong';
  const others = all.filter(other => other.actor !== null && other.actor[0] !== speaker.actor![0]);
  return fits(name, speaker.actor) && !others.some(other => fits(name, other.actor!)) ? 'right' : 'wrong';
}

function fits(name: string, names: readonly string[]): boolean {
  const words = wordsOf(name);
  return names.some(each => {
    const whole = wordsOf(each);
    const [short, long] = words.length < whole.length ? [words, whole] : [whole, words];
    return long.slice(-short.length).join(' ') === short.join(' ');
  });
}

function wordsOf(name: string): string[] {
  return name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function documentOf({ set, id }: MarkedDocument): BenchmarkDocument {
  const lines = readFileSync(join(values.data, set, 'documents.jsonl'), 'utf8').split('\n');
  const found = lines
    .filter(line => line.includes(id))
    .map(line => JSON.parse(line) as BenchmarkDocument)
    .find(each => each.id === id);
  if (found === undefined) throw new Error(`${set} has no document ${id}`);
  return found;
}
