/**
 * node bench/accuracy/official/score.ts [--errors]
 *
 * Commitments of whole official texts: is each read, with who is bound and by when it is due, and is nothing else? texts.txt has the texts and their marks; its head says how they
 * were made. A commitment counts as found where three quarters of the words marked and of those read are the same, one to one, in the same text, and "not" is on both or on neither.
 * Of those found: are all who are bound named, and nobody else, and is the day right? "..." is held against nothing. What is only declared (noted, not rated) counts where it is marked, and is not
 * held against Deeds where it is not. The peer is a list of words: whatever stands behind "shall", "will", "undertake to" and "agree to" up to the end of the line or sentence, bound: the words before.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadEngine } from '../../../src/app.ts';
import { capture } from '../../../src/capture/index.ts';
import type { CommitmentBody } from '../../../src/kinds/commitment/commitment.ts';
import { read } from '../../../src/read.ts';

interface Undertaken {
  readonly bound: string;
  readonly words: string;
  readonly isForbidden: boolean;
  readonly due: string;
  readonly isDeclared: boolean;
}

const texts = readFileSync(join(import.meta.dirname, 'texts.txt'), 'utf8')
  .split(/^## /mu)
  .slice(1)
  .map(block => {
    const [name = '', ...lines] = block.trimEnd().split('\n');
    const text = lines.filter(line => !line.startsWith('= ')).join('\n');
    return { name, text, marks: lines.filter(line => line.startsWith('= ')).map(marked) };
  });

function marked(line: string): Undertaken {
  const [bound = '', words = '', due = ''] = line
    .slice(2)
    .split('|')
    .map(part => part.trim());
  const isForbidden = words.startsWith('not: ');
  return { bound, words: isForbidden ? words.slice(5) : words, isForbidden, due, isDeclared: false };
}

const engine = loadEngine();

function byDeeds(text: string): Undertaken[] {
  return read(capture(Buffer.from(text), { published: '2026-06-10' }), engine).claims.flatMap((claim): Undertaken[] => {
    if (claim.kind !== 'commitment') return [];
    const { role, bound, jointly, undertaking, kind, dueBy } = claim.body as CommitmentBody;
    const who = [...(bound ? [bound] : []), ...jointly].map(({ name }) => name).join(' and ');
    const isForbidden = kind === 'prohibition' && !/^(?:refrain|cease|halt)\b/u.test(undertaking.exact);
    return role === 'undertaking'
      ? [
          {
            bound: who || '-',
            words: undertaking.exact,
            isForbidden,
            due: dueBy?.reading ?? '',
            isDeclared: kind === 'declaratory',
          },
        ]
      : [];
  });
}

const BY_WORDS =
  /(?<bound>[^\n.;:]*?)\s*\b(?:shall|will|undertakes? to|undertook to|agreed? to)\b\s*(?<not>not )?(?<words>[^\n.;]+)/gu;

function byWords(text: string): Undertaken[] {
  return [...text.matchAll(BY_WORDS)].map(({ groups }) => ({
    bound: groups!['bound']!.replace(/^[\s\d.()]*(?:the )?/iu, ''),
    words: groups!['words']!,
    isForbidden: groups!['not'] !== undefined,
    due: '',
    isDeclared: false,
  }));
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function isSame(mark: Undertaken, found: Undertaken): boolean {
  const [a, b] = [new Set(wordsOf(mark.words)), new Set(wordsOf(found.words))];
  const common = [...a].filter(word => b.has(word)).length;
  return mark.isForbidden === found.isForbidden && common >= 0.75 * a.size && common >= 0.75 * b.size;
}

const isMet = (expected: string, found: string): boolean =>
  expected === '...' || expected.toLowerCase() === found.toLowerCase();

const of = (part: number, whole: number): string => `${(part / Math.max(1, whole)).toFixed(2)} (${part}/${whole})`;

const shows = process.argv.includes('--errors');
console.log('| | marked | found | false | who is bound | due |\n|---|---|---|---|---|---|');
for (const [system, reader] of [
  ['deeds', byDeeds],
  ['words', byWords],
] as const) {
  const sums = { marked: 0, found: 0, wrong: 0, bound: 0, due: 0 };
  for (const { name, text, marks } of texts) {
    const read = reader(text);
    const taken = new Set<Undertaken>();
    for (const mark of marks) {
      const found = read.find(one => !taken.has(one) && isSame(mark, one));
      sums.marked++;
      if (found) {
        taken.add(found);
        sums.found++;
        if (isMet(mark.bound, found.bound)) sums.bound++;
        if (isMet(mark.due, found.due)) sums.due++;
      }
      if (shows && system === 'deeds' && !(found && isMet(mark.bound, found.bound) && isMet(mark.due, found.due)))
        console.log(`${name}: ${JSON.stringify(mark)}\n   read: ${JSON.stringify(found)}`);
    }
    const wrong = read.filter(one => !taken.has(one) && !one.isDeclared);
    sums.wrong += wrong.length;
    if (shows && system === 'deeds') for (const one of wrong) console.log(`${name}: false ${JSON.stringify(one)}`);
  }
  console.log(
    `| ${system} | ${sums.marked} | ${of(sums.found, sums.marked)} | ${sums.wrong} | ${of(sums.bound, sums.found)} | ${of(sums.due, sums.found)} |`,
  );
}
