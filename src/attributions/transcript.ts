/** Interviews and transcripts: lines that open with who speaks ("Q:", "THE MINISTER:"), up to the next that does. */
import type { Word } from '../language/analysis.ts';
import type { Candidate, Page } from './candidate.ts';
import { isPunctuation } from './pieces.ts';

/** The rule that reads them. What it tells is said word for word, though no quotation marks stand around it. */
export const TURN = 'turn of a transcript';

/** Labels of questions and answers, and names in capitals: "MR. LIND", "FOREIGN MINISTER SOTO". A mark or two blanks end them. */
const LABEL =
  /^(?<label>Q|A|Question|Answer|QUESTION|ANSWER|(?:\p{Lu}[\p{Lu}.’'-]*\s){0,4}\p{Lu}[\p{Lu}’'-]+)(?<post>\s\([^()\n]{1,80}\))?(?<mark>:|(?<=^[QA])(?:\.(?=\s)|(?=\s{2,})))/u;

/** Names as they are written elsewhere: "Ivo Brandt:", "Harbour Post:". Captions and headings open like this, too. */
const NAME_LABEL =
  /^(?<label>(?:\p{Lu}[\p{L}.’'-]*\s){0,4}\p{Lu}[\p{L}’'-]+)(?<post>\s\([^()\n]{1,80}\))?(?<mark>:)(?=\s)/u;

/** How members put a written question: "To ask the Secretary of State what steps …". */
const TO_ASK = /^\s*To ask\b/u;

/** Fewer labelled lines are headings. */
const FEWEST_TURNS = 3;

interface Turn {
  readonly label: string;
  readonly labelWords: readonly Word[];
  readonly mark: Word | undefined;
  readonly from: number;
}

/**
 * The turns of a text in which at least two speakers take turns, one of them more than once; else none. A turn goes on over lines
 * without a label; the last one, which no other closes, is only its own line: what follows may be the outlet's.
 */
export function readTurns(page: Page): Candidate[] {
  const { analysis } = page;
  const turns: (Turn & { readonly end: number })[] = [];
  const pattern = isInterview(analysis.text) ? NAME_LABEL : LABEL;
  for (const line of analysis.text.matchAll(/[^\n]+/gu)) {
    const found = pattern.exec(line[0]);
    if (!found) continue;
    const start = line.index;
    const { label, mark, post = '' } = found.groups as { label: string; mark: string; post?: string };
    if (isCaption(line[0].slice(found[0].length))) continue;
    const labelWords = analysis.wordsIn({ start, end: start + label.length });
    const last = labelWords.at(-1);
    if (last === undefined) continue;
    const behind = analysis.wordsIn({ start, end: start + label.length + post.length }).at(-1) ?? last;
    const next = analysis.words[behind.index + 1];
    const own = mark !== '' && next !== undefined && next.text === mark ? next : undefined;
    turns.push({ label, labelWords, mark: own, from: (own ?? behind).index + 1, end: start + line[0].length });
  }
  const labels = new Set(turns.map(({ label }) => label));
  if (turns.length < FEWEST_TURNS || labels.size < 2 || labels.size === turns.length) return [];
  return turns.flatMap((turn, i) => {
    const next = turns[i + 1];
    const end = next ? next.labelWords[0]!.start : turn.end;
    const content = analysis.wordsIn({ start: analysis.words[turn.from]?.start ?? end, end });
    return content.some(word => !isPunctuation(word)) ? [candidateOf(turn, content)] : [];
  });
}

/** "Spokesperson: Ilse Harmann" over a transcript: a name, and nothing that is said. */
function isCaption(line: string): boolean {
  return /^\s*(?:\p{Lu}[\p{L}.’'-]*\s+){1,3}\p{Lu}[\p{L}’'-]+\s*$/u.test(line);
}

/** Do two names take turns over and over, and does one of them ask? */
function isInterview(text: string): boolean {
  const counts = new Map<string, number>();
  let asks = false;
  for (const line of text.matchAll(/[^\n]+/gu)) {
    const label = NAME_LABEL.exec(line[0])?.groups!['label'];
    if (label === undefined) continue;
    counts.set(label, (counts.get(label) ?? 0) + 1);
    asks ||= line[0].trimEnd().endsWith('?') || TO_ASK.test(line[0].slice(NAME_LABEL.exec(line[0])![0].length));
  }
  return asks && [...counts.values()].filter(count => count > 1).length > 1;
}

function candidateOf({ label, labelWords, mark }: Turn, content: readonly Word[]): Candidate {
  const cue = mark ?? labelWords.at(-1)!;
  const isWritten = TO_ASK.test(
    content
      .slice(0, 2)
      .map(({ text }) => text)
      .join(' '),
  );
  const asks = /^q/iu.test(label) || content.at(-1)!.text === '?' || isWritten;
  return {
    rule: TURN,
    cue,
    cueWords: [cue],
    cueLemma: ':',
    force: asks ? 'asked' : 'said',
    known: true,
    frame: 'quotation',
    source: { words: labelWords, head: labelWords.findLast(word => !isPunctuation(word)), way: 'before colon' },
    content,
    contentHead: undefined,
    link: '',
  };
}
