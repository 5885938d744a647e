import type { Command } from 'commander';
import { ENGINE, engineWhenNeeded, type ReadOutcome, readInput } from '../app.ts';
import { listsOfReading } from '../listings/claims.ts';
import { READING_SCHEMA } from '../outputs/reading-schema.ts';
import { section, visible } from '../outputs/text.ts';
import { inputsFrom } from './inputs.ts';
import { exitCodeFor, print, problemLine, say } from './messages.ts';
import { type FactOptions, factsOf, outputOf, withFacts, withOutputs } from './options.ts';

export function readVerb(program: Command): Command {
  const command = program
    .command('read')
    .description('Read files or standard input into claims; no record is touched.')
    .argument('<file...>', 'text or HTML files, folders, or - for standard input')
    .action(async (paths: string[], options: FactOptions & Record<string, unknown>) => {
      const write = writers[outputOf(options).name]!;
      const facts = factsOf(options);
      const { inputs, notes } = inputsFrom(paths);
      for (const note of notes) say(`deeds: ${note}`);
      const engine = engineWhenNeeded();
      let failed = 0;
      let goesOn = await print(write.start);
      for (const [index, input] of inputs.entries()) {
        if (!goesOn) return;
        const outcome = await readInput(input, facts, engine);
        if ('problem' in outcome) {
          failed++;
          say(problemLine(outcome.problem, outcome.name));
        }
        goesOn = await print(write.one(outcome, index));
      }
      await print(inputs.length === 0 ? write.endOfNone : write.end);
      process.exitCode = exitCodeFor(inputs.length, failed);
    });
  return withOutputs(withFacts(command), ['csv']);
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
  text: { start: '', one: outcome => ('problem' in outcome ? '' : forPeople(outcome)), end: '', endOfNone: '' },
  jsonl: { start: '', one: outcome => ('problem' in outcome ? '' : asLines(outcome)), end: '', endOfNone: '' },
  json: {
    start: `{\n  "schema": ${JSON.stringify(READING_SCHEMA)},\n  "engine": ${JSON.stringify(ENGINE)},\n  "documents": [`,
    one: (outcome, index) =>
      `${index === 0 ? '' : ','}\n    ${indented(JSON.stringify(documentValue(outcome), null, 2))}`,
    end: '\n  ]\n}\n',
    endOfNone: ']\n}\n',
  },
};

/** A line break within JSON always lies between tokens, never in a string. */
function indented(json: string): string {
  return json.replaceAll('\n', '\n    ');
}

type Read = Extract<ReadOutcome, { reading: unknown }>;

function forPeople({ name, document, reading }: Read): string {
  const facts = [
    document.title,
    document.source,
    document.published ? `published ${document.published.day} (${document.published.basis})` : 'publication date open',
    reading.strength === 'degraded' ? `degraded text: ${reading.degradation.level}` : '',
  ];
  const lists = listsOfReading(reading).filter(listing => listing.rows.length > 0);
  const leftOut = reading.leftOut.filter(part => document.text.slice(part.start, part.end).trim() !== '');
  return [
    `${visible(name)}${facts
      .filter(Boolean)
      .map(fact => ` · ${visible(fact!)}`)
      .join('')}`,
    '',
    ...(lists.length === 0 ? ['No claims found.\n'] : lists.map(section)),
    ...(leftOut.length === 0
      ? []
      : [
          `NOT READ (${leftOut.length})\n${leftOut.map(part => `     ${part.step.padEnd(20)}“${visible(excerpt(document.text.slice(part.start, part.end)))}” — ${visible(part.reason)}`).join('\n')}\n`,
        ]),
    ...reading.notes.map(note => `Note: ${visible(note)}`),
    '',
  ].join('\n');
}

/** UTF-16 units of left-out text shown to people; JSON has the spans. */
const EXCERPT = 100;

function excerpt(words: string): string {
  const line = words.replace(/\s+/gu, ' ').trim();
  return line.length <= EXCERPT ? line : `${line.slice(0, EXCERPT)}…`;
}

function documentValue(outcome: ReadOutcome): object {
  if ('problem' in outcome) {
    const { code, message, next } = outcome.problem;
    return { name: outcome.name, problem: { code, message, next } };
  }
  const { text: _text, map: _map, leftOut: _leftOut, notes: _notes, ...about } = outcome.document;
  return { name: outcome.name, about, reading: outcome.reading };
}

/** One claim a line, with the name of its file. */
function asLines({ name, reading }: Read): string {
  return reading.claims.map(claim => `${JSON.stringify({ name, ...claim })}\n`).join('');
}
