// The rubric on cases written as sentences: cases.txt says how.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Attribution, Bearing, Coverage, Grade, Reliability, Scope } from '../core/finding.ts';
import { tiers } from '../core/finding.ts';
import type { ProvisionKind, Stipulation } from '../core/instrument.ts';
import type { Standing } from './evidence.ts';
import { judge } from './judge.ts';
import { rules } from './rubric.ts';
import { PARTY, sampleAttribution, sampleCase, sampleEvidence, sampleProvision } from './sample.ts';

const source = readFileSync(join(import.meta.dirname, 'cases.txt'), 'utf8');
const cases = source
  .split(/^## /mu)
  .slice(1)
  .map(block => block.trim().split('\n'));

const fieldsOf = (line: string): string[] => line.split(',').map(field => field.trim());
const valueOf = (fields: readonly string[], name: string): string | undefined =>
  fields.find(field => field.startsWith(`${name} `))?.slice(name.length + 1);
const daysOf = (day: string | undefined): object =>
  day === undefined ? {} : { from: day, until: day, published: day };

function partsOf(fields: readonly string[]): Stipulation[] {
  const principal = valueOf(fields, 'principal');
  return (valueOf(fields, 'parts')?.split('+') ?? []).map(id => ({
    id,
    says: id,
    words: undefined,
    principal: id === principal,
    dueBy: undefined,
    terms: [],
  }));
}

/** "named official_policy sponsor", "named Ostland to state/westland legal" */
function attributionOf(words: string): Attribution {
  const [identified, ...rest] = words.split(' ') as [Attribution['identified'], ...string[]];
  const at = rest.indexOf('to');
  const [by, to] = at < 0 ? [undefined, undefined] : [rest[at - 1]!, rest[at + 1]!];
  const others = at < 0 ? rest : rest.slice(at + 2);
  return sampleAttribution({
    identified,
    tier: tiers.find(tier => others.includes(tier)),
    type: (['technical', 'official_policy', 'unofficial_policy', 'legal'] as const).find(type => others.includes(type)),
    ...(by !== undefined && { by: { name: by, actor: `state/${by.toLowerCase()}` } }),
    ...(to !== undefined && { to: { name: to, actor: to } }),
  });
}

for (const [title, ...lines] of cases) {
  test(title, () => {
    const [head, ...rest] = lines.filter(line => line.trim() !== '');
    const expected = rest.pop()!;
    const fields = fieldsOf(head!);
    const due = valueOf(fields, 'due');
    const stipulations = partsOf(fields);
    const provision = sampleProvision({
      kind: fields[0] as ProvisionKind,
      stipulations,
      dueBy:
        due === undefined
          ? undefined
          : {
              words: undefined,
              from: undefined,
              until: due,
              precision: 'day',
              standing: 'stated',
              reading: `by ${due}`,
            },
    });
    const evidence = rest.map((line, at) => {
      const told = fieldsOf(line);
      const [side, grade, scope] = told[0]!.split(' ') as [string, Grade, Scope];
      const [origin, , rated] = valueOf(told, 'origin')!.split(' ') as [string, string, Reliability];
      const by = valueOf(told, 'by');
      const own = told.includes('own');
      const direction = ({ for: 'supports', against: 'contradicts', neutral: 'neutral' } as const)[side]!;
      const bearing: Partial<Bearing> & Pick<Bearing, 'direction' | 'grade' | 'scope'> = {
        direction,
        grade,
        scope,
        primary: told.includes('primary'),
        ownWord: own,
        observation: told.includes('seen') ? { start: 0, end: 1, exact: 'x' } : undefined,
        parts: valueOf(told, 'parts')?.split('+') ?? (stipulations.length > 0 ? [] : ['whole']),
        attributions: by === undefined ? [] : [attributionOf(by)],
        act: valueOf(told, 'act') ?? 'act',
      };
      const standing = (['retracted', 'shown_false', 'withdrawn'] as const).find(one => told.includes(one));
      return sampleEvidence(String(at), bearing, {
        origin,
        copy: told.includes('copy'),
        standing: (standing ?? 'stands') as Standing,
        source: { name: origin, reliability: rated, speaksFor: own ? PARTY : undefined },
        ...daysOf(valueOf(told, 'on')),
      });
    });
    const coverage = valueOf(fields, 'coverage') as Coverage;
    const finding = judge(sampleCase({ provision, evidence, coverage }));
    const [level, ...more] = fieldsOf(expected.replace('=', ''));
    const explained = JSON.stringify(finding, undefined, 1);
    assert.equal([finding.level, finding.extent ?? finding.because].filter(Boolean).join(' '), level, explained);
    for (const field of more) {
      const [name, value] = field.split(' ') as [string, string | undefined];
      if (name === 'confidence') assert.equal(finding.confidence?.level ?? 'none', value, explained);
      else if (name === 'fragile') assert.deepEqual(finding.fragility, value!.split('+'), explained);
      else assert.equal(finding[name as 'late' | 'dormant'], true, `${field}: ${explained}`);
    }
    if (!more.includes('late')) assert.equal(finding.late, false, explained);
    if (!more.includes('dormant')) assert.equal(finding.dormant, false, explained);
  });
}

test('every level has a case', () => {
  for (const { to } of rules) assert.match(source, new RegExp(`^= ${to}`, 'mu'));
});
