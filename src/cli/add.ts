import type { Command } from 'commander';
import { type AddOutcome, addInput, asProblem, loadEngine } from '../app.ts';
import type { Problem } from '../core/problem.ts';
import { countedClaims } from '../listings/count.ts';
import { visible } from '../outputs/text.ts';
import { inputsFrom } from './inputs.ts';
import { exitCodeFor, print, problemLine, say } from './messages.ts';
import { type FactOptions, factsOf, withFacts } from './options.ts';
import { adding, withWriting, type WritingOptions } from './session.ts';

export function addVerb(program: Command): Command {
  const command = program
    .command('add')
    .description('Keep the bytes of files or folders, read them, and record what they say.')
    .argument('<path...>', 'text or HTML files, folders, or - for standard input')
    .option('--json', 'one JSON object a line on what came of each input')
    .action(async (paths: string[], options: FactOptions & WritingOptions & { json?: boolean }) => {
      const facts = factsOf(options);
      const { inputs, notes } = inputsFrom(paths);
      for (const note of notes) say(`deeds: ${note}`);
      if (inputs.length === 0) return;
      const engine = loadEngine();
      const progress = new Progress(inputs.length);
      const tell = async (outcome: Outcome): Promise<void> => {
        progress.done(outcome);
        // Adding goes on when nobody reads what came of it.
        await print(options.json ? asLine(outcome) : forPeople(outcome));
      };
      try {
        await adding(options, async record => {
          for (const input of inputs) {
            const { name } = input;
            await tell(
              progress.stopped ? { name, outcome: 'not tried' } : await tryToAdd(record, input, facts, engine),
            );
          }
        });
      } finally {
        progress.end();
      }
      process.exitCode = exitCodeFor(inputs.length, progress.notAdded);
    });
  return withFacts(withWriting(command));
}

/** What came of one input; after Ctrl-C or a failure of the record the rest is not tried. */
type Outcome =
  | AddOutcome
  | { readonly name: string; readonly outcome: 'stopped'; readonly problem: Problem }
  | { readonly name: string; readonly outcome: 'not tried' };

/** A problem of the record is no fault of the input, and the next one would meet it too. */
async function tryToAdd(...[record, input, facts, engine]: Parameters<typeof addInput>): Promise<Outcome> {
  try {
    return await addInput(record, input, facts, engine);
  } catch (error) {
    return { name: input.name, outcome: 'stopped', problem: asProblem(error, input.name) };
  }
}

function forPeople(outcome: Outcome): string {
  const name = visible(outcome.name);
  if (outcome.outcome === 'failed' || outcome.outcome === 'stopped' || outcome.outcome === 'not tried') return '';
  if (outcome.outcome === 'already there') {
    const unused = outcome.notUsed.map(
      ({ fact, given, recorded }) =>
        `  ${fact}: the record has ${visible(recorded ?? 'none')}; what was given now (${visible(given)}) was not used\n`,
    );
    return `${name}: already in the record as ${outcome.document}; nothing added\n${unused.join('')}`;
  }
  const claims = countedClaims(outcome.claims);
  const degraded = outcome.strength === 'degraded' ? ', read from degraded text' : '';
  const copies = outcome.copies.flatMap(copy => [
    `  copy of ${copy.of}: ${visible(copy.reason)}\n`,
    ...copy.unshared.map(words => `  not shared: “${visible(words.exact)}”\n`),
  ]);
  return `${name}: added as ${outcome.document}${degraded}: ${claims.join(', ') || 'no claims'}\n${copies.join('')}`;
}

/** Version of the shape of a line of `--json`; docs/json.md says what changed. */
const ADD_SCHEMA = 'deeds-add/1';

function asLine(outcome: Outcome): string {
  if (outcome.outcome !== 'failed' && outcome.outcome !== 'stopped')
    return `${JSON.stringify({ schema: ADD_SCHEMA, ...outcome })}\n`;
  const { code, message, next } = outcome.problem;
  return `${JSON.stringify({ schema: ADD_SCHEMA, name: outcome.name, outcome: 'failed', problem: { code, message, next } })}\n`;
}

/** Long work shows how far it is on standard error, and stops after the current input on Ctrl-C; adding again resumes. */
class Progress {
  readonly #total: number;
  readonly #started = Date.now();
  #done = 0;
  #failed = 0;
  #notTried = 0;
  /** Is nothing more to be tried? */
  stopped = false;
  readonly #onInterrupt = (): void => {
    this.stopped = true;
    say('deeds: stopping after this input; what is added is kept, and the same command continues.');
  };

  constructor(total: number) {
    this.#total = total;
    process.once('SIGINT', this.#onInterrupt);
  }

  get notAdded(): number {
    return this.#failed + this.#notTried;
  }

  done(outcome: Outcome): void {
    if (outcome.outcome === 'not tried') {
      this.#notTried++;
      return;
    }
    this.#done++;
    if (outcome.outcome === 'stopped') this.stopped = true;
    if (outcome.outcome === 'failed' || outcome.outcome === 'stopped') {
      this.#failed++;
      say(problemLine(outcome.problem, outcome.name));
    }
    if (this.#done % PROGRESS_EVERY === 0) {
      const rate = this.#done / ((Date.now() - this.#started) / 1000);
      const left = Math.round((this.#total - this.#done) / rate);
      say(
        `deeds: ${this.#done} of ${this.#total}, ${rate.toFixed(1)} a second, about ${left} s left, ${this.#failed} failed`,
      );
    }
  }

  end(): void {
    process.removeListener('SIGINT', this.#onInterrupt);
    const rest = this.#notTried === 0 ? '' : `, ${this.#notTried} not tried`;
    if (this.#total > 1 && this.#done > 0)
      say(`deeds: ${this.#done} of ${this.#total} done, ${this.#failed} failed${rest}`);
  }
}

/** Inputs between two progress lines. */
const PROGRESS_EVERY = 25;
