import type { Command } from 'commander';
import { addInput, asProblem, type Input, loadEngine } from '../app.ts';
import { type DecidedPair, decidedPairs } from '../decisions/groups.ts';
import { countedClaims } from '../listings/count.ts';
import { visible } from '../outputs/text.ts';
import { inputsFrom } from './inputs.ts';
import { exitCodeFor, openedLine, print, problemLine, say } from './messages.ts';
import { type FactOptions, factsOf, type WebChoices, webOf, withFacts, withWeb } from './options.ts';
import { addedAt } from './adding-at.ts';
import { present, Remote, type ServerOption, withServer } from './remote.ts';
import { Outcomes, type Outcome } from './outcomes.ts';
import { adding, withWriting, type WritingOptions } from './session.ts';

export function addVerb(program: Command): Command {
  const command = program
    .command('add')
    .description('Keep the bytes of files, folders or web addresses, read them, and record what they say.')
    .argument('<what...>', 'files, folders, web addresses, or - for standard input')
    .option('--json', 'one JSON object a line on what came of each input')
    .action(
      async (
        paths: string[],
        options: FactOptions & WebChoices & WritingOptions & ServerOption & { json?: boolean },
      ) => {
        const facts = factsOf(options);
        const { inputs, notes } = inputsFrom(paths, webOf(options));
        for (const note of notes) say(`deeds: ${note}`);
        if (inputs.length === 0) return;
        if (options.server !== undefined) {
          await addAt(new Remote(options.server), inputs, options);
          return;
        }
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
              if (progress.stopped) await tell({ name: input.name, outcome: 'not tried' });
              else {
                for await (const outcome of tryToAdd(record, input, facts, engine)) {
                  await tell(outcome);
                  if (progress.stopped) break;
                }
              }
              progress.inputDone();
            }
          });
        } finally {
          progress.end();
        }
        process.exitCode = progress.exitCode;
      },
    );
  return withServer(withWeb(withFacts(withWriting(command))));
}

/** By the API of a server: a job for each input, so that no request is too large, and the next is sent when it is done. */
async function addAt(
  remote: Remote,
  inputs: readonly Input[],
  { json, published, source, by }: FactOptions & WritingOptions & { json?: boolean },
): Promise<void> {
  const said = present({ published, source, by });
  let [good, bad] = [0, 0];
  for (const input of inputs) {
    for (const outcome of await addedAt(remote, input, said)) {
      const told = outcome.outcome === 'added' ? { ...outcome, decided: [] } : outcome;
      if (told.outcome === 'failed') say(problemLine(told.problem, told.name));
      if (told.outcome === 'failed') bad++;
      else good++;
      await print(json === true ? asLine(told) : forPeople(told));
    }
  }
  process.exitCode = bad === 0 ? 0 : good === 0 ? 1 : 4;
}

/** A problem of the record is no fault of the input, and the next one would meet it too. */
async function* tryToAdd(...[record, input, facts, engine]: Parameters<typeof addInput>): AsyncGenerator<Outcome> {
  try {
    for await (const outcome of addInput(record, input, facts, engine)) {
      if (outcome.outcome !== 'added') yield outcome;
      else {
        const decided = outcome.copies.length === 0 ? [] : await decidedPairs(record, outcome.document);
        yield { ...outcome, decided };
      }
    }
  } catch (error) {
    yield { name: input.name, outcome: 'stopped', problem: asProblem(error, input.name) };
  }
}

function forPeople(outcome: Outcome): string {
  const name = visible(outcome.name);
  if (outcome.outcome === 'opened') return `${name}: ${openedLine(outcome.opened)}\n`;
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
  const decided = outcome.decided.map(pair => `  ${decidedText(pair)}\n`);
  const missing = outcome.missing.map(({ sentence }) => `  captured in part: ${visible(sentence)}\n`);
  const said = `added as ${outcome.document}${degraded}: ${claims.join(', ') || 'no claims'}`;
  return `${name}: ${said}\n${missing.join('')}${copies.join('')}${decided.join('')}`;
}

function decidedText({ documents, decision, by, sequence, why, isDisputed }: DecidedPair): string {
  const said = `${by} ${decision} ${documents.join(' and ')} (entry ${sequence}${why === undefined ? '' : `: ${why}`})`;
  if (!isDisputed) return visible(`its origin was decided on: ${said}, and so they count`);
  const now = decision === 'parted' ? 'one origin by another document' : 'two origins';
  return visible(`DISPUTED: ${said}, and they count as ${now}; see \`deeds origins\``);
}

/** Version of the shape of a line of `--json`; docs/json.md says what changed. */
const ADD_SCHEMA = 'deeds-add/1';

function asLine(outcome: Outcome): string {
  if (outcome.outcome !== 'failed' && outcome.outcome !== 'stopped')
    return `${JSON.stringify({ schema: ADD_SCHEMA, ...outcome })}\n`;
  const { code, message, next } = outcome.problem;
  return `${JSON.stringify({ schema: ADD_SCHEMA, name: outcome.name, outcome: 'failed', problem: { code, message, next } })}\n`;
}

/** Milliseconds between two progress lines. */
const PROGRESS_EVERY = 2_000;

/** Long work shows how far it is on standard error, and stops after the current document on Ctrl-C; adding again resumes. */
class Progress {
  readonly #total: number;
  readonly #started = Date.now();
  /** Documents by what came of them. */
  readonly #outcomes = new Outcomes();
  #inputs = 0;
  #told = Date.now();
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

  get exitCode(): number {
    return exitCodeFor(this.#outcomes.all, this.#outcomes.notAdded);
  }

  done(outcome: Outcome): void {
    this.#outcomes.count(outcome);
    if (outcome.outcome === 'stopped') this.stopped = true;
    if (outcome.outcome === 'failed' || outcome.outcome === 'stopped') say(problemLine(outcome.problem, outcome.name));
  }

  inputDone(): void {
    this.#inputs++;
    if (this.stopped || this.#inputs === this.#total || Date.now() - this.#told < PROGRESS_EVERY) return;
    this.#told = Date.now();
    const rate = this.#inputs / ((Date.now() - this.#started) / 1000);
    const left = Math.round((this.#total - this.#inputs) / rate);
    const { failed } = this.#outcomes;
    say(
      `deeds: ${this.#inputs} of ${this.#total}, ${rate.toFixed(1)} a second, about ${left} s left, ${failed} failed`,
    );
  }

  end(): void {
    process.removeListener('SIGINT', this.#onInterrupt);
    if (this.#outcomes.all > 1) say(this.#outcomes.table());
  }
}
