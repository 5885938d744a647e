import type { Confidence, Finding, Level, TriedRule, Undetermined } from '../core/finding.ts';
import { type Case, Facts } from './case.ts';
import { type Evidence, isDeed } from './evidence.ts';
import { labels, RUBRIC, type Tried, tryRules } from './rubric.ts';

/** The finding of a case. Pure: the order of the evidence does not matter, and the same case gives the same finding. */
export function judge(given: Case): Finding {
  const sorted = { ...given, evidence: given.evidence.toSorted((a, b) => (a.bearing.id < b.bearing.id ? -1 : 1)) };
  const finding = judgeOnce(sorted);
  return { ...finding, ...fragility(sorted, finding) };
}

/** The level alone, for whoever asks what would change it. */
export const levelOf = (given: Case): Level => judgeOnce(given).level;

function judgeOnce(given: Case): Finding {
  const { provision, party, window, asOf, coverage } = given;
  const facts = new Facts(given);
  const base = {
    provision: provision.id,
    party,
    window,
    asOf,
    rubric: RUBRIC,
    interim: window.until === undefined || asOf < window.until,
    coverage,
    fragility: undefined,
  };
  if (provision.kind === 'declaratory') {
    const noted: TriedRule = { rule: 'noted', to: 'not_assessed', conditions: [] };
    return { ...base, ...NOTHING, level: 'not_assessed', rated: false, met: noted, setAside: facts.setAside };
  }
  const tried = tryRules(facts);
  const holds = tried.find(rule => rule.holds);
  const level = holds?.to ?? 'undetermined';
  const behind = restsOn(level, holds, facts);
  const { independent, notEstablished } = facts.origins(behind);
  const blocked = tried.filter(rule => rule !== holds && !rule.holds);
  return {
    ...base,
    level,
    rated: true,
    extent: level === 'partly_fulfilled' ? extentOf(facts) : undefined,
    because: level === 'undetermined' ? (holds?.of.because ?? whyUndetermined(facts)) : undefined,
    late:
      (level === 'partly_fulfilled' || level === 'concern') && facts.parts.some(part => facts.timing(part) === 'late'),
    dormant: level === 'concern' && isDormant(behind, asOf),
    confidence: confidenceOf(level, behind, facts),
    met: holds === undefined ? { rule: 'undetermined', to: 'undetermined', conditions: [] } : plain(holds),
    blocked: blocked.map(plain),
    restsOn: behind.map(({ bearing }) => bearing.id),
    setAside: facts.setAside,
    confirmed: behind.filter(({ confirmed }) => confirmed).length,
    origins: { independent, notEstablished },
    wouldChange: [...(level === 'concern' || level === 'contravened' ? [LOWERED] : []), ...wouldChange(blocked)],
    reviewers: holds?.of.reviewers ?? 1,
  };
}

const NOTHING = {
  extent: undefined,
  because: undefined,
  late: false,
  dormant: false,
  confidence: undefined,
  blocked: [],
  restsOn: [],
  confirmed: 0,
  origins: { independent: 0, notEstablished: 0 },
  wouldChange: [],
  reviewers: 1,
} as const;

const plain = ({ rule, to, conditions }: Tried): TriedRule => ({ rule, to, conditions });

/** What carries the level. Findings of absence rest on no evidence, but on coverage. */
function restsOn(level: Level, holds: Tried | undefined, facts: Facts): Evidence[] {
  switch (level) {
    case 'fulfilled':
    case 'partly_fulfilled':
      return [...facts.performed];
    case 'contravened':
    case 'concern':
      return [...holds!.act];
    case 'undetermined':
      return [...facts.performed, ...facts.contrary];
    default:
      return [];
  }
}

/** PAM 1 and 2: nothing complete but something done; the principal part, or half of all, complete. */
function extentOf(facts: Facts): Finding['extent'] {
  const complete = facts.parts.filter(part => facts.isComplete(part));
  const principal = complete.some(part => part.principal);
  return principal || complete.length >= facts.parts.length / 2 ? 'intermediate' : 'minimum';
}

function whyUndetermined(facts: Facts): Undetermined {
  const { contrary, performed, words, case: given } = facts;
  if ([...contrary, ...words].some(({ bearing }) => bearing.grade !== 'W0' && bearing.scope === 'undetermined'))
    return 'scope_unclear';
  const nothing = contrary.length + performed.length === 0;
  return nothing && given.provision.verifiability === 'low' && given.coverage.level !== 'substantial'
    ? 'unverifiable'
    : 'insufficient';
}

/** A concern does not lapse; after a year without a word of it, lists say so. */
function isDormant(evidence: readonly Evidence[], asOf: string): boolean {
  const yearBefore = Temporal.PlainDate.from(asOf).subtract({ years: 1 }).toString();
  return evidence.every(({ published, until }) => (published ?? until ?? asOf) < yearBefore);
}

/** After ICD 203; the reason is a sentence of its own, and never one about likelihood. */
function confidenceOf(level: Level, evidence: readonly Evidence[], facts: Facts): Finding['confidence'] {
  const { coverage, party, provision } = facts.case;
  if (level === 'no_action_on_record' || level === 'no_indication') {
    const limited: Confidence = coverage.level === 'substantial' ? 'moderate' : 'low';
    return { level: limited, why: `it is a finding of absence, and coverage is ${coverage.level}` };
  }
  if (evidence.length === 0 || level === 'undetermined') return undefined;
  const { independent } = facts.origins(evidence);
  const primary = evidence.some(({ bearing }) => bearing.primary);
  const outside = evidence.some(({ source }) => source.speaksFor === undefined);
  // One report in which every element stands is enough; a second that is less exact takes nothing away.
  const isDirect = evidence.some(({ bearing }) =>
    bearing.elements.every(({ verdict, inferred }) => verdict === 'met' && !inferred),
  );
  const isWhole = evidence.some(({ bearing }) => bearing.scope === 'in_scope');
  const adverse = level === 'concern' || level === 'contravened';
  const against = adverse ? facts.against(evidence) : [];
  const named = !adverse || against.some(({ identified }) => identified === 'named');
  const open = adverse
    ? facts.competing(evidence).length > 0
    : facts.contrary.some(({ bearing }) => bearing.parties.includes(party));
  const count = `${independent} independent ${independent === 1 ? 'origin' : 'origins'}`;
  if (!named) return { level: 'low', why: 'whoever alleges it is a class of people without names' };
  if (open) return { level: 'low', why: 'there is an open contradiction' };
  if (!isWhole) return { level: 'low', why: 'its scope is not settled' };
  if (independent >= 3 && (primary || outside) && isDirect)
    return {
      level: 'high',
      why: `${count}, one of them primary or disinterested, and all elements directly evidenced`,
    };
  if (independent >= 2 || primary)
    return {
      level: 'moderate',
      why: `${count}${primary ? ', one a primary record' : ''}${isDirect ? '' : ', and some elements inferred'}`,
    };
  return {
    level: 'low',
    why: `${count}${provision.kind === 'prohibition' || isDirect ? '' : ', and some elements inferred'}`,
  };
}

/** Origins that may be lost at once, of so many: of very many, fewer are tried, and of more than a hundred only one of those that the finding rests on. */
const mostLost = (origins: number): number => (origins <= 25 ? 3 : origins <= MANY ? 2 : 1);
const MANY = 100;

/** The smallest set of origins without which the level would be another one, and how many were tried at once. */
function fragility(given: Case, { level, restsOn: behind }: Finding): Pick<Finding, 'fragility' | 'lossesTried'> {
  const all = [...new Set(given.evidence.filter(isDeed).flatMap(({ origin }) => origin ?? []))].toSorted();
  const carrying = new Set(behind);
  const resting =
    all.length <= MANY
      ? all
      : [
          ...new Set(given.evidence.flatMap(({ origin, bearing }) => (carrying.has(bearing.id) ? (origin ?? []) : []))),
        ].toSorted();
  // So many that carry it do not fall with one.
  const tried = resting.length > MANY ? 0 : Math.min(mostLost(all.length), resting.length);
  for (let size = 1; size <= tried; size++) {
    const found = subsets(resting, size).find(lost => {
      const gone = new Set(lost);
      return levelOf({ ...given, evidence: given.evidence.filter(({ origin }) => !gone.has(origin ?? '')) }) !== level;
    });
    if (found !== undefined) return { fragility: found, lossesTried: size };
  }
  return { fragility: undefined, lossesTried: tried };
}

function subsets(from: readonly string[], size: number): string[][] {
  if (size === 0) return [[]];
  return from.flatMap((one, at) => subsets(from.slice(at + 1), size - 1).map(rest => [one, ...rest]));
}

/** Rules that lack so many conditions more than the nearest are not spoken of. */
const NEAREST = 3;

/** What lowers a concern, and nothing else does. */
const LOWERED =
  'Lower: what is alleged must be withdrawn, or shown to be false or out of scope, with the document that shows it.';

/** Levels that say how far one has looked, and nothing of the party. */
const OF_LOOKING: ReadonlySet<Level> = new Set(['not_assessed', 'not_due']);

/** For each level that is not far: what would have to be shown. */
function wouldChange(blocked: readonly Tried[]): string[] {
  return blocked
    .map(({ to, of, conditions }) => ({ to, of, open: conditions.filter(({ met }) => !met) }))
    .filter(({ open, to }) => !OF_LOOKING.has(to) && open.length > 0 && open.every(({ lacks }) => lacks !== ''))
    .toSorted((a, b) => a.open.length - b.open.length)
    .slice(0, NEAREST)
    .map(({ to, of, open }) => {
      const label = of.because === undefined ? labels[to] : `${labels[to]} (${of.because})`;
      return `${label}: ${open.map(({ lacks }) => lacks).join(', and ')}.`;
    });
}
