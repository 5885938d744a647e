import type { Command } from 'commander';
import { ENGINE, engineWhenNeeded, type ReadOutcome, readInput } from '../app.ts';
import { listsOfReading } from '../listings/claims.ts';
import { READING_SCHEMA } from '../outputs/reading-schema.ts';
import { excerpt, explanation } from '../outputs/explanation.ts';
import { section, visible } from '../outputs/text.ts';
import { inputsFrom } from './inputs.ts';
import { exitCodeFor, openedLine, print, problemLine, say } from './messages.ts';
import {
  type FactOptions,
  factsOf,
  outputOf,
  type WebChoices,
  webOf,
  withFacts,
  withOutputs,
  withWeb,
} from './options.ts';

export function readVerb(program: Command): Command {
  const command = program
    .command('read')
    .description('Read files, folders, web addresses or standard input into claims; no record is touched.')
    .argument('<what...>', 'files, folders, web addresses, or - for standard input')
    .option(
      '--explain',
      'how each was captured: format, language, all evidence of its day, and every piece that is left out with the reason',
    )
    .action(
      async (paths: string[], options: FactOptions & WebChoices & { explain?: true } & Record<string, unknown>) => {
        const output = outputOf(options).name;
        const write = options.explain && output === 'text' ? explaining : writers[output]!;
        const facts = factsOf(options);
        const { inputs, notes } = inputsFrom(paths, webOf(options));
        for (const note of notes) say(`deeds: ${note}`);
        const engine = engineWhenNeeded();
        let [done, failed] = [0, 0];
        let goesOn = await print(write.start);
        for (const input of inputs) {
          if (!goesOn) return;
          for await (const outcome of readInput(input, facts, engine)) {
            if (!goesOn) return;
            if ('problem' in outcome) {
              failed++;
              say(problemLine(outcome.problem, outcome.name));
            }
            goesOn = await print(write.one(outcome, done++));
          }
        }
        await print(inputs.length === 0 ? write.endOfNone : write.end);
        process.exitCode = exitCodeFor(done, failed);
      },
    );
  return withOutputs(withWeb(withFacts(command)), ['csv']);
}

/** An output as pieces, one an input, so that only one document is held at a time. */
interface Writer {
  readonly start: string;
  one(outcome: ReadOutcome, index: number): string;
  readonly end: string;
  /** In place of `end` when there were no inputs. */
  readonly endOfNone: string;
}

const writers: Readonly<Record<string, Writer>> = {
  text: { start: '', one: forPeople, end: '', endOfNone: '' },
  jsonl: { start: '', one: asLines, end: '', endOfNone: '' },
  json: {
    start: `{\n  "schema": ${JSON.stringify(READING_SCHEMA)},\n  "engine": ${JSON.stringify(ENGINE)},\n  "documents": [`,
    one: (outcome, index) =>
      `${index === 0 ? '' : ','}\n    ${indented(JSON.stringify(documentValue(outcome), null, 2))}`,
    end: '\n  ]\n}\n',
    endOfNone: ']\n}\n',
  },
};

const explaining: Writer = { ...writers['text']!, one: explained };

/** A line break within JSON always lies between tokens, never in a string. */
function indented(json: string): string {
  return json.replaceAll('\n', '\n    ');
}

function forPeople(outcome: ReadOutcome): string {
  if (!('reading' in outcome)) return headOf(outcome);
  const { document, reading } = outcome;
  const leftOut = reading.leftOut.filter(part => document.text.slice(part.start, part.end).trim() !== '');
  return [
    headOf(outcome),
    ...claimsOf(outcome),
    ...(leftOut.length === 0
      ? []
      : [
          `NOT READ (${leftOut.length})\n${leftOut.map(part => `     ${part.step.padEnd(20)}“${visible(excerpt(document.text.slice(part.start, part.end)))}” — ${visible(part.reason)}`).join('\n')}\n`,
        ]),
    ...notesOf(outcome),
    '',
  ].join('\n');
}

/** The same with how it was captured in place of what was not read. */
function explained(outcome: ReadOutcome): string {
  if (!('reading' in outcome)) return headOf(outcome);
  const { document, reading } = outcome;
  const { map, ...rest } = document;
  return [
    headOf(outcome),
    explanation({ document: rest, map, leftOut: reading.leftOut, came: [] }),
    ...claimsOf(outcome),
    ...notesOf(outcome),
    '',
  ].join('\n');
}

type WithReading = Extract<ReadOutcome, { reading: unknown }>;

function headOf(outcome: ReadOutcome): string {
  if ('problem' in outcome) return '';
  const name = visible(outcome.name);
  if ('opened' in outcome) return `${name} · ${openedLine(outcome.opened)}\n\n`;
  const { document, reading } = outcome;
  const facts = [
    document.title,
    document.source,
    document.published ? `published ${document.published.day} (${document.published.basis})` : 'publication date open',
    reading.strength === 'degraded' ? `degraded text: ${reading.degradation.level}` : '',
  ];
  return `${[name, ...facts.flatMap(fact => (fact ? [visible(fact)] : []))].join(' · ')}\n`;
}

function claimsOf({ reading }: WithReading): string[] {
  const lists = listsOfReading(reading).filter(listing => listing.rows.length > 0);
  return lists.length === 0 ? ['No claims found.\n'] : lists.map(section);
}

function notesOf({ document, reading }: WithReading): string[] {
  return [...document.missing.map(({ sentence }) => sentence), ...reading.notes].map(note => `Note: ${visible(note)}`);
}

function documentValue(outcome: ReadOutcome): object {
  if ('problem' in outcome) {
    const { code, message, next } = outcome.problem;
    return { name: outcome.name, problem: { code, message, next } };
  }
  if ('opened' in outcome) return { name: outcome.name, opened: outcome.opened };
  const { text: _text, map: _map, leftOut: _leftOut, notes: _notes, ...about } = outcome.document;
  return { name: outcome.name, about, reading: outcome.reading };
}

/** One claim a line, with the name of its file. */
function asLines(outcome: ReadOutcome): string {
  if (!('reading' in outcome)) return '';
  const { name, reading } = outcome;
  return reading.claims.map(claim => `${JSON.stringify({ name, ...claim })}\n`).join('');
}
