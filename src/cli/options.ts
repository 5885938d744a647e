import type { Command } from 'commander';
import { ENGINE } from '../app.ts';
import type { Facts } from '../capture/index.ts';
import { Problem } from '../core/problem.ts';
import { type Output, outputs } from '../outputs/index.ts';
import type { WebOptions } from '../web.ts';
import { dayIn, FIRST_YEAR, LAST_YEAR } from '../who-and-when.ts';

/** Default place of a record, in the folder the command is run in. */
export const DEFAULT_RECORD = '.deeds';

/** An option of words; without any it is wrong usage, for it would mean everything or nothing. */
export function wordsOf(value: string, option: string): string {
  if (value.trim() !== '') return value;
  throw new Problem('empty_option', `${option} was given without a value.`, 'Give it one, or leave the option out.', 2);
}

export function withRecord(command: Command, about = 'the record', folder = DEFAULT_RECORD): Command {
  return command.option('--record <dir>', about, value => wordsOf(value, '--record'), folder);
}

export interface FactOptions {
  readonly published?: string;
  readonly source?: string;
  readonly url?: string;
}

/** The options by which a person says what a file does not. */
export function withFacts(command: Command): Command {
  return command
    .option('--published <date>', 'day of publication, YYYY-MM-DD; without it dates that count from it stay open')
    .option('--source <name>', 'outlet, ministry or firm that published it')
    .option('--url <url>', 'where it was published');
}

export interface WebChoices {
  readonly ignoreRobots?: boolean;
  readonly anyCertificate?: boolean;
}

/** The options on how web addresses are fetched. */
export function withWeb(command: Command): Command {
  return command
    .option('--ignore-robots', 'fetch also what the robots.txt of a site asks programs not to fetch')
    .option('--any-certificate', 'fetch also from a server whose certificate does not show who it is');
}

export function webOf({ ignoreRobots = false, anyCertificate = false }: WebChoices): WebOptions {
  return { client: ENGINE, ignoreRobots, anyCertificate };
}

export function factsOf(options: FactOptions): Facts {
  return {
    ...(options.published !== undefined && { published: dayOf(options.published, '--published') }),
    ...(options.source !== undefined && { source: wordsOf(options.source, '--source') }),
    ...(options.url !== undefined && { url: urlOf(options.url) }),
  };
}

/** A calendar day as YYYY-MM-DD; anything else is wrong usage. */
export function dayOf(value: string, option: string): string {
  const day = dayIn(value);
  if (day !== undefined) return day;
  throw new Problem(
    'bad_date',
    `${option} ${JSON.stringify(value)} is no calendar day of the years ${FIRST_YEAR} to ${LAST_YEAR}.`,
    'Write it as YYYY-MM-DD, for example 2015-11-09.',
    2,
  );
}

/** The first (or last) day of what was meant: a day, a month (2015-09) or a year (2015). */
export function endOf(value: string, end: 'first' | 'last', option: string): string {
  const [, year, month] = /^(\d{4})(?:-(0[1-9]|1[0-2]))?$/u.exec(value) ?? [];
  if (year === undefined) return dayOf(value, option);
  const first = Temporal.PlainDate.from(`${year}-${month ?? '01'}-01`);
  const after = first.add(month === undefined ? { years: 1 } : { months: 1 });
  return dayOf((end === 'first' ? first : after.subtract({ days: 1 })).toString(), option);
}

/** A whole number from 0 on: of an entry, an offset, a limit. */
export function numberOf(value: string, option: string): number {
  if (/^\d{1,15}$/u.test(value)) return Number(value);
  throw new Problem('bad_number', `${option} ${JSON.stringify(value)} is no whole number.`, 'Write it in digits.', 2);
}

/** A JSON object, given as an option or a file; `next` says how one looks there. */
export function jsonOf(
  value: string,
  where: string,
  next = 'Write one, for example {"factuality": "alleged"}.',
): object {
  let parsed: unknown;
  let wrong = '';
  try {
    parsed = JSON.parse(value);
  } catch (error) {
    wrong = ` (${(error as Error).message})`;
  }
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed;
  throw new Problem('bad_json', `${where} holds no JSON object${wrong}.`, next, 2);
}

function urlOf(value: string): string {
  if (URL.canParse(value) && /^https?:$/u.test(new URL(value).protocol)) return value;
  throw new Problem(
    'bad_url',
    `--url ${JSON.stringify(value)} is no web address.`,
    'Write it in full, for example https://example.org/report.',
    2,
  );
}

export function withOutputs(command: Command, except: readonly string[] = []): Command {
  for (const output of outputs.filter(output => output !== outputs[0] && !except.includes(output.name))) {
    command.option(`--${output.name}`, output.about);
  }
  return command;
}

/** The output that was asked for; two at once are wrong usage. */
export function outputOf(options: Readonly<Record<string, unknown>>): Output {
  const asked = outputs.filter(output => options[output.name] === true);
  if (asked.length > 1) {
    throw new Problem(
      'two_outputs',
      `--${asked.map(output => output.name).join(' and --')} cannot both be written.`,
      'Choose one of them.',
      2,
    );
  }
  return asked[0] ?? outputs[0]!;
}
