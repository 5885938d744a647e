import type { Command } from 'commander';
import { ENGINE, engineWhenNeeded, inputsFrom, type ReadOutcome, readInput } from '../app.ts';
import { listsOfReading } from '../listings.ts';
import { READING_SCHEMA } from '../outputs/reading-schema.ts';
import { section, visible } from '../outputs/text.ts';
import { exitCodeFor, problemLine, say } from './messages.ts';
import { type FactOptions, factsOf, outputOf, withFacts, withOutputs } from './options.ts';

export function readVerb(program: Command): Command {
  const command = program
    .command('read')
    .description('Read files or standard input into claims; no record is touched.')
    .argument('<file...>', 'text or HTML files, folders, or - for standard input')
    .action((paths: string[], options: FactOptions & Record<string, unknown>) => {
      const output = outputOf(options);
      const facts = factsOf(options);
      const engine = engineWhenNeeded();
      const outcomes = inputsFrom(paths).map(input => {
        const outcome = readInput(input, facts, engine);
        if ('problem' in outcome) say(problemLine(outcome.problem, outcome.name));
        else if (output.name === 'text') process.stdout.write(forPeople(outcome));
        else if (output.name === 'jsonl') process.stdout.write(asLines(outcome));
        return outcome;
      });
      if (output.name === 'json') process.stdout.write(asJson(outcomes));
      process.exitCode = exitCodeFor(outcomes.length, outcomes.filter(outcome => 'problem' in outcome).length);
    });
  return withOutputs(withFacts(command), ['csv']);
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

function asJson(outcomes: readonly ReadOutcome[]): string {
  return `${JSON.stringify({ schema: READING_SCHEMA, engine: ENGINE, documents: outcomes.map(documentValue) }, null, 2)}\n`;
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
