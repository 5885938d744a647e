/**
 * node bench/accuracy/marked/score.ts --data DIR [--half dev|held] [--kind NAME] [--errors]
 *
 * Precision and recall of commitments, meetings, incidents and acts on whole articles marked by hand. DIR is the kit's data/ folder;
 * marks.json holds ids and offsets only (UTF-16, end exclusive), never a word of the articles.
 *
 * How it was marked: one person read each article once, before seeing what Deeds reads in it, by the definitions in docs/kinds.md.
 * A mark is one commitment, meeting, incident or act; its spans are the places of the text that speak of it. `optional` marks are
 * those of which two readers could think differently ("regularly meets", a threat, a running total): they are neither demanded nor
 * held against Deeds. Rules are tuned on the half "dev"; of the half "held" the figures and the kinds of error are looked at. (Its
 * misses were on the screen once, with the first figures; and whoever marked it knew its articles.) Before any tuning:
 * dev .80/.50, 1.00/.41, 1.00/.38, .50/.33 and held 1.00/.33, .73/.44, .73/.32, .83/.31, in the order of KINDS.
 *
 * Visits came later (2026-11-29), when they had become acts: all articles of both halves were gone through once for words of visiting and travelling
 * (visit, trip, travel, tour, arrive, fly, delegation, receive …), without running Deeds on them. Marked is each destination that an office-holder,
 * envoy or delegation is said to have visited; the place where such a visit is marked as a meeting stays one. A former office-holder's or a
 * single lawmaker's trip is optional; visits that lie ahead are meetings that are due, and trips at home or of candidates are none.
 *
 * A claim counts when it is of the mark's kind and its words overlap one of the mark's spans, one to one. A second claim
 * about a mark already found is false, too ("repeat"): a record should hold a thing once.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadEngine } from '../../../src/app.ts';
import { capture } from '../../../src/capture/index.ts';
import type { Claim } from '../../../src/core/claim.ts';
import { read } from '../../../src/read.ts';
import type { BenchmarkDocument } from '../task.ts';

interface Mark {
  readonly kind: string;
  readonly spans: readonly (readonly [start: number, end: number])[];
  readonly optional?: boolean;
}

interface MarkedDocument {
  readonly set: string;
  readonly id: string;
  readonly half: 'dev' | 'held';
  readonly marks: readonly Mark[];
}

interface Counts {
  right: number;
  wrong: number;
  missed: number;
}

const KINDS = ['commitment', 'meeting', 'incident', 'act'];

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/benchmarks/data' },
    half: { type: 'string' },
    kind: { type: 'string' },
    errors: { type: 'boolean', default: false },
  },
});

const engine = loadEngine();
const marked = JSON.parse(readFileSync(new URL('marks.json', import.meta.url), 'utf8')) as {
  documents: readonly MarkedDocument[];
};
const sets = new Map<string, readonly BenchmarkDocument[]>();

for (const half of ['dev', 'held']) {
  if (values.half !== undefined && values.half !== half) continue;
  const documents = marked.documents.filter(document => document.half === half);
  const counts = new Map(KINDS.map(kind => [kind, { right: 0, wrong: 0, missed: 0 }]));
  for (const document of documents) score(document, counts);
  console.log(`${half}: ${documents.length} articles`);
  for (const [kind, count] of counts) console.log(`  ${kind.padEnd(11)} ${figures(count)}`);
}

function score(document: MarkedDocument, counts: ReadonlyMap<string, Counts>): void {
  const { text, published } = documentsOf(document.set).find(({ id }) => id === document.id) ?? {};
  if (text === undefined) throw new Error(`${document.set} has no document ${document.id}`);
  const { claims } = read(capture(Buffer.from(text), published ? { published } : {}), engine);
  for (const [kind, count] of counts) {
    if (values.kind !== undefined && values.kind !== kind) continue;
    const marks = document.marks.filter(mark => mark.kind === kind);
    const found = new Set<Mark>();
    for (const claim of claims.filter(claim => claim.kind === kind)) {
      const touched = marks.filter(mark => overlaps(claim, mark));
      const fresh = touched.find(mark => !mark.optional && !found.has(mark));
      if (fresh) {
        found.add(fresh);
        count.right++;
      } else if (!touched.some(mark => mark.optional)) {
        count.wrong++;
        if (values.errors)
          print(document, touched.length > 0 ? 'repeat' : 'false', kind, claim.words.exact, claim.rule);
      }
    }
    for (const mark of marks.filter(mark => !mark.optional && !found.has(mark))) {
      count.missed++;
      if (values.errors) print(document, 'missed', kind, text.slice(...mark.spans[0]!));
    }
  }
}

function documentsOf(set: string): readonly BenchmarkDocument[] {
  const known = sets.get(set);
  if (known) return known;
  const lines = readFileSync(join(values.data, set, 'documents.jsonl'), 'utf8').split('\n');
  const documents = lines.filter(line => line !== '').map(line => JSON.parse(line) as BenchmarkDocument);
  sets.set(set, documents);
  return documents;
}

function overlaps({ words }: Claim, { spans }: Mark): boolean {
  return spans.some(([start, end]) => words.start < end && start < words.end);
}

function print({ id }: MarkedDocument, verdict: string, kind: string, words: string, rule = ''): void {
  const where = id.slice(0, 20).padEnd(20);
  console.log(`${where} ${verdict.padEnd(6)} ${kind.padEnd(10)} ${rule.padEnd(14)} ${words.replace(/\s+/gu, ' ')}`);
}

function figures({ right, wrong, missed }: Counts): string {
  return `precision ${share(right, right + wrong)}  recall ${share(right, right + missed)}`;
}

function share(part: number, whole: number): string {
  return `${whole === 0 ? '  –' : (part / whole).toFixed(2)} (${part}/${whole})`;
}
