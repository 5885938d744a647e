/** Review at a terminal: a claim in its sentence, one keystroke, the next. */
import { type Utterance, utteranceDetails } from '../listings/utterances.ts';
import { WitnessFinder } from '../listings/witnesses.ts';
import { emitKeypressEvents } from 'node:readline';
import { review, subjectOf, undoReview } from '../decisions/claims.ts';
import { toReview, type ToReview } from '../decisions/queue.ts';
import { visible } from '../outputs/text.ts';
import type { DeedsRecord } from '../app.ts';
import { problemLine, say } from './messages.ts';
import { Problem } from '../core/problem.ts';

/** Gives the next key that was pressed; undefined when there will be none. */
export type Keys = () => Promise<string | undefined>;

export async function reviewAtTerminal(record: DeedsRecord, by: string): Promise<void> {
  const { stdin } = process;
  emitKeypressEvents(stdin);
  stdin.setRawMode(true);
  stdin.resume();
  try {
    await reviewAll(record, by, pressedKeys(), say);
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
  }
}

/** Keys that were pressed while nobody asked are not lost. */
function pressedKeys(): Keys {
  const pressed: (string | undefined)[] = [];
  let waiting: ((key: string | undefined) => void) | undefined;
  const give = (key: string | undefined): void => {
    if (waiting === undefined) pressed.push(key);
    else waiting(key);
    waiting = undefined;
  };
  process.stdin.on('keypress', (_: string, { name, ctrl }: { name?: string; ctrl?: boolean }) => {
    give(ctrl === true && (name === 'c' || name === 'd') ? 'q' : (name ?? ''));
  });
  process.stdin.on('end', () => give(undefined));
  return () => (pressed.length > 0 ? Promise.resolve(pressed.shift()) : new Promise(resolve => (waiting = resolve)));
}

/** Goes through the claims that nobody looked at, in the order of their documents, until they end or the reviewer does. */
export async function reviewAll(
  record: DeedsRecord,
  by: string,
  keys: Keys,
  tell: (line: string) => void,
): Promise<void> {
  const queue = await toReview(record);
  const finder = await WitnessFinder.of(record);
  const decided: number[] = [];
  let at = 0;
  while (at < queue.length) {
    const one = queue[at]!;
    const utterance = await finder.utteranceOf(one.recorded);
    for (const line of shown(one, at, queue.length, utterance)) tell(line);
    const key = await keys();
    if (key === undefined || key === 'q') break;
    if (key === 's') at++;
    else if (key === 'u') at = await takeBack(record, by, queue, decided, at, tell);
    else if (key === 'c' || key === 'r') {
      const verdict = key === 'c' ? 'confirmed' : 'rejected';
      if (await decide(record, by, one, verdict, tell)) decided.push(at);
      at++;
    } else tell('c confirms, r rejects, s skips, u takes the last one back, q ends.');
  }
  tell(`${decided.length} reviewed, ${queue.length - decided.length} left.`);
}

async function decide(
  record: DeedsRecord,
  by: string,
  { recorded }: ToReview,
  verdict: 'confirmed' | 'rejected',
  tell: (line: string) => void,
): Promise<boolean> {
  try {
    const { sequence } = await review(record, recorded, verdict, {
      by,
      why: undefined,
      after: recorded.review.last,
      independent: false,
    });
    tell(`     ${verdict} (entry ${sequence})`);
    return true;
  } catch (error) {
    // Somebody else decided while this reviewer was reading: said, kept, and no reason to stop.
    if (!(error instanceof Problem) || error.code !== 'review_conflict') throw error;
    tell(problemLine(error));
    return false;
  }
}

/** Answers the place of the claim that is open again. */
async function takeBack(
  record: DeedsRecord,
  by: string,
  queue: readonly ToReview[],
  decided: number[],
  at: number,
  tell: (line: string) => void,
): Promise<number> {
  const last = decided.pop();
  if (last === undefined) {
    tell('Nothing was decided in this session.');
    return at;
  }
  const { sequence } = await undoReview(record, queue[last]!.recorded, {
    by,
    why: undefined,
    after: undefined,
    independent: false,
  });
  tell(`     entry ${sequence} taken back`);
  return last;
}

function shown(
  { recorded, title, headline, before, words, after }: ToReview,
  place: number,
  total: number,
  utterance: Utterance | undefined,
): string[] {
  const elsewhere = utteranceDetails(utterance);
  return [
    '',
    `${place + 1} of ${total} · ${visible(title)}`,
    `     ${recorded.claim.kind}: ${visible(headline)}`,
    `     ${visible(before)}[${visible(words)}]${visible(after)}`,
    ...elsewhere.map(([label, text]) => `     ${label}: ${visible(text)}`),
    `     ${subjectOf(recorded)} · ${recorded.claim.rule}${recorded.claim.strength === 'degraded' ? ', on degraded text' : ''}`,
    '     c confirm · r reject · s skip · u undo · q quit',
  ];
}
