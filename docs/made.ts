import { z } from 'zod';
import { codebook, contexts, type Mode } from '../src/events/codebook.ts';
import { eventColumns } from '../src/listings/events.ts';
import { limits } from '../src/core/limits.ts';
import { conditions } from '../src/judgement/conditions.ts';
import { labels, RUBRIC, rules } from '../src/judgement/rubric.ts';
import { kinds } from '../src/kinds/index.ts';
import { readingSchema } from '../src/outputs/reading-schema.ts';
import { actions, scopes } from '../src/accounts/policy.ts';
import { apiRoutes } from '../src/server/api/index.ts';
import type { ApiRoute } from '../src/server/api/route.ts';
import { needsOf } from '../src/server/entrance.ts';

/** File name and content of every page that is made from code. */
export function madePages(): Map<string, string> {
  return new Map([
    ['reading.schema.json', `${JSON.stringify(z.toJSONSchema(readingSchema), null, 2)}\n`],
    ['kinds.md', kindsPage()],
    ['limits.md', limitsPage()],
    ['event-codes.md', eventCodesPage()],
    ['rubric.md', rubricPage()],
    ['api.md', apiPage()],
  ]);
}

function kindsPage(): string {
  const pages = kinds.map(kind =>
    [
      `## ${kind.name}`,
      '',
      kind.about,
      '',
      '| column | what it holds |',
      '|---|---|',
      ...kind.columns.map(column => `| \`${column.name}\` | ${column.about} |`),
      '',
    ].join('\n'),
  );
  return `# Kinds of claims\n\nMade from the code by \`npm run docs\`. Every claim also has: when, from, until, factuality, according_to, strength, words, rule and id;\nin a record also document, start, end, source and published, and who reviewed it. Statements also have said_in_documents, said_in_origins and conflicting_attribution.\n\n${pages.join('\n')}`;
}

const QUADS = ['', 'verbal cooperation', 'material cooperation', 'verbal conflict', 'material conflict'] as const;

function eventCodesPage(): string {
  const types = Object.entries(codebook).map(([type, { quad, about, examples, modes }]) =>
    [
      `### ${type}`,
      '',
      `${about} Quad class ${quad}, ${QUADS[quad]}.`,
      '',
      ...examples.map(example => `- ${example}`),
      '',
      ...(modes.length === 0 ? [] : [...modeTable('mode', modes), '']),
    ].join('\n'),
  );
  return `# Event codes

Made from \`src/events/codebook.ts\` and \`src/listings/events.ts\` by \`npm run docs\`.

Every claim that tells what one actor does to another carries an event code after PLOVER (Political Language Ontology for Verifiable Event Records, Open Event Data
Alliance): \`deeds read\` shows it, \`--json\` holds it as \`event\`, and \`deeds export events\` writes it as a table. The wording and the examples are ours; in them [the source]
and {the target} are marked. A claim without a code is no event between actors, or its words do not tell which: that is left empty, not guessed.

How a type is found: the kind of claim leaves some types open (an arrest coerces, a meeting that was held consults); among these, weights that were trained on
sentences coded by hand (\`model/events.md\`) choose by the words of the deed, what governs them, and the general meaning of both. \`because\` names what spoke
loudest, \`score\` how probable the type is. Modes and contexts are told by words that stand in the sentence; where none does, they stay empty. How the claim is put
(planned, denied, alleged, by whose word) is the claim's own \`factuality\` and \`voices\`, and no part of the code: *filter by them* before counting events.

## Types

${types.join('\n')}
## Contexts

${modeTable('context', contexts).join('\n')}

## Columns of \`deeds export events\`

A row is one event between one source and one target: an event of two sources and three targets is six rows. Copies of a report count once. Rejected claims are left
out. In CSV an unknown value is an empty cell, in Parquet a null; numbers are doubles there, all else is text. There is no intensity scale: PLOVER defines none.

| column | type | what it holds |
|---|---|---|
${eventColumns.map(({ name, type, about }) => `| \`${name}\` | ${type} | ${about} |`).join('\n')}
`;
}

function modeTable(heading: string, modes: readonly Mode[]): string[] {
  return [
    `| ${heading} | what it means | told by |`,
    '|---|---|---|',
    ...modes.map(({ name, about, signs }) => `| \`${name}\` | ${about} | ${signs.join(', ')} |`),
  ];
}

function limitsPage(): string {
  const rows = Object.entries(limits).map(([name, value]) => `| \`${name}\` | ${shown(value)} |`);
  return `# Limits\n\nMade from \`src/core/limits.ts\`, where each says what it counts, by \`npm run docs\`.\n\n| limit | value |\n|---|---|\n${rows.join('\n')}\n`;
}

function rubricPage(): string {
  const rows = rules.map(({ name, to, because, kinds: some, needs, reviewers }) =>
    [
      `\`${name}\``,
      `${labels[to]}${because === undefined ? '' : ` (${because})`}`,
      some.join(', '),
      needs.map(need => conditions[need].asks).join(' · '),
      reviewers,
    ].join(' | '),
  );
  return [
    '# The rubric',
    '',
    'Made from `src/judgement/rubric.ts` and `src/judgement/conditions.ts` by `npm run docs`. The first rule of a kind whose conditions all hold gives the level;',
    `where none holds, the finding is *${labels.undetermined}*, with the reason. Version: \`${RUBRIC}\`. [judgement.md](judgement.md) says what the words mean and why.`,
    '',
    '| rule | level | kinds | needs, all of | reviewers |',
    '|---|---|---|---|---|',
    ...rows.map(row => `| ${row} |`),
    '',
  ].join('\n');
}

/** Ports are names, not amounts: they take no comma within. */
function shown(value: number | readonly number[]): string {
  return typeof value === 'number' ? value.toLocaleString('en') : value.join(', ');
}

function apiPage(): string {
  return `# Operations of \`/api/v1\`

Made from the operations themselves (\`src/server/api/\`) by \`npm run docs\`. \`/api/v1/openapi.json\` of a running \`deeds serve\` describes them to programs (OpenAPI 3.1): what each takes and
answers, as schemas by which requests are checked. Pages write by nothing else: each form asks one of these.

- *Who*: the least role where people have accounts, and in brackets the scopes of a token that reach it; without a scope only somebody who is signed in does. On one's own machine whoever reaches the server may all of it.
- *What was seen* (⚑): \`If-Match\` with the \`ETag\` of what was looked at; \`428 condition_missing\` without, \`412 changed_meanwhile\` where it changed. With (⚐) it may be left out.
- *Once* (①): the same \`Idempotency-Key\` is answered as the first time, and nothing is done again; \`409 key_reused\` for something else.
- *Cursors*: \`next\` of a list is the \`cursor\` of its next part, which begins behind an item and not behind a number.
- What goes wrong is \`application/problem+json\` with a stable \`code\` ([problems.md](problems.md)). Before any address that only looks, \`/as-of/2026-01-01\` asks of the past.

| operation | what it does | who |
|---|---|---|
${apiRoutes.map(operationRow).join('\n')}
`;
}

function operationRow(route: ApiRoute): string {
  const needs = needsOf(route);
  const reached = Object.entries(scopes).filter(([, may]) => (may as readonly string[]).includes(needs));
  const who = needs === 'nothing' ? 'everybody' : actions[needs];
  const signs = [route.isConditional && '⚑', route.mayBeConditional && '⚐', route.isOnce && '①'].filter(Boolean);
  return `| ${[`\`${route.method} ${route.path.slice('/api/v1'.length)}\``, ...signs].join(' ')} | ${route.about} | ${who}${reached.length === 0 ? '' : ` (${reached.map(([scope]) => scope).join(', ')})`} |`;
}
