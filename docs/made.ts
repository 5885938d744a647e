import { z } from 'zod';
import { limits } from '../src/core/limits.ts';
import { conditions } from '../src/judgement/conditions.ts';
import { labels, RUBRIC, rules } from '../src/judgement/rubric.ts';
import { kinds } from '../src/kinds/index.ts';
import { readingSchema } from '../src/outputs/reading-schema.ts';

/** File name and content of every page that is made from code. */
export function madePages(): Map<string, string> {
  return new Map([
    ['reading.schema.json', `${JSON.stringify(z.toJSONSchema(readingSchema), null, 2)}\n`],
    ['kinds.md', kindsPage()],
    ['limits.md', limitsPage()],
    ['rubric.md', rubricPage()],
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
