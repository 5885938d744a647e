import type { Command } from 'commander';
import { type AddOutcome, addInput, inputsFrom, loadEngine, openRecordForWriting } from '../app.ts';
import { visible } from '../outputs/text.ts';
import { exitCodeFor, problemLine, say } from './messages.ts';
import { DEFAULT_RECORD, type FactOptions, factsOf, withFacts } from './options.ts';

export function addVerb(program: Command): Command {
  const command = program
    .command('add')
    .description('Keep the bytes of files or folders, read them, and record what they say.')
    .argument('<path...>', 'text or HTML files, folders, or - for standard input')
    .option('--record <dir>', 'the record', DEFAULT_RECORD)
    .option('--json', 'one JSON object a line on what came of each input')
    .action(async (paths: string[], options: FactOptions & { record: string; json?: boolean }) => {
      const facts = factsOf(options);
      const inputs = inputsFrom(paths);
      const engine = loadEngine();
      const record = await openRecordForWriting(options.record);
      const progress = new Progress(inputs.length);
      try {
        for (const input of inputs) {
          const outcome = await addInput(record, input, facts, engine);
          progress.done(outcome);
          if (options.json) process.stdout.write(`${JSON.stringify(outcomeValue(outcome))}\n`);
          else process.stdout.write(forPeople(outcome));
          if (progress.interrupted) break;
        }
      } finally {
        await record.close();
        progress.end();
      }
      process.exitCode = progress.interrupted ? 1 : exitCodeFor(inputs.length, progress.failed);
    });
  return withFacts(command);
}

function forPeople(outcome: AddOutcome): string {
  const name = visible(outcome.name);
  if (outcome.outcome === 'failed') return '';
  if (outcome.outcome === 'already there')
    return `${name}: already in the record as ${outcome.document}; nothing added\n`;
  const claims = Object.entries(outcome.claims)
    .filter(([, number]) => number > 0)
    .map(([plural, number]) => `${number} ${number === 1 ? plural.slice(0, -1) : plural}`);
  const degraded = outcome.strength === 'degraded' ? ', read from degraded text' : '';
  const copies = outcome.copies.flatMap(copy => [
    `  copy of ${copy.of}: ${visible(copy.reason)}\n`,
    ...copy.unshared.map(words => `  not shared: “${visible(words.exact)}”\n`),
  ]);
  return `${name}: added as ${outcome.document}${degraded}: ${claims.join(', ') || 'no claims'}\n${copies.join('')}`;
}

function outcomeValue(outcome: AddOutcome): object {
  if (outcome.outcome !== 'failed') return outcome;
  const { code, message, next } = outcome.problem;
  return { name: outcome.name, outcome: outcome.outcome, problem: { code, message, next } };
}

/** Long work shows how far it is on standard error, and stops after the current input on Ctrl-C; adding again resumes. */
class Progress {
  readonly #total: number;
  readonly #started = Date.now();
  #done = 0;
  failed = 0;
  interrupted = false;
  readonly #onInterrupt = (): void => {
    this.interrupted = true;
    say('deeds: stopping after this input; what is added is kept, and the same command continues.');
  };

  constructor(total: number) {
    this.#total = total;
    process.once('SIGINT', this.#onInterrupt);
  }

  done(outcome: AddOutcome): void {
    this.#done++;
    if (outcome.outcome === 'failed') {
      this.failed++;
      say(problemLine(outcome.problem, outcome.name));
    }
    if (this.#done % PROGRESS_EVERY === 0) {
      const rate = this.#done / ((Date.now() - this.#started) / 1000);
      const left = Math.round((this.#total - this.#done) / rate);
      say(
        `deeds: ${this.#done} of ${this.#total}, ${rate.toFixed(1)} a second, about ${left} s left, ${this.failed} failed`,
      );
    }
  }

  end(): void {
    process.removeListener('SIGINT', this.#onInterrupt);
    if (this.#total > 1) say(`deeds: ${this.#done} of ${this.#total} done, ${this.failed} failed`);
  }
}

/** Inputs between two progress lines. */
const PROGRESS_EVERY = 25;
