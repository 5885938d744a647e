/**
 * In what capacity a text speaks. A report tells what others undertake; a release undertakes things for whoever issues it; an agreed text
 * (communiqué, joint statement, resolution, outcome list) for all who agreed on it. The same words bind in one and are a forecast in the other.
 */
import type { AuthoredPage } from './page.ts';
import type { AuthoredSentence } from './sentence.ts';

export type Register = 'report' | 'release' | 'agreed text';

/** Verbs in which parties put what they agree on, decide or only declare. */
export const OFFICIAL = new Set([
  'commit',
  'recommit',
  'reaffirm',
  'affirm',
  'agree',
  'support',
  'reiterate',
  'call',
  'welcome',
  'pledge',
  'recognize',
  'recognise',
  'endorse',
  'underscore',
  'resolve',
  'renew',
  'encourage',
  'underline',
  'stress',
  'request',
  'decide',
  'note',
  'acknowledge',
  'mandate',
  'determined',
  'determine',
  'urge',
  'emphasize',
  'emphasise',
  'confirm',
  'condemn',
  'undertake',
  'declare',
  'remain',
  'stand',
  'ask',
  'invite',
  'adopt',
]);

/** Fewest sentences that tell a register: fewer are read as a report. */
const FEWEST = { agreed: 2, release: 5 };

/** From which probability on a text is taken for a release; chosen on news and releases, see model/commitments.md. */
const RELEASE = 0.7;

/** Shares of sentences, 0 to 1. */
interface Shares {
  /** Parties together, or we, in the words of official texts; "shall". */
  readonly official: number;
  /** We, the author or the parties will. */
  readonly future: number;
  /** Items of lists that are verbs. */
  readonly items: number;
  /** Somebody named, or what is his, is the subject. */
  readonly named: number;
  /** I and you. */
  readonly personal: number;
  /** Verbs of reporting in the past, outside quotations. */
  readonly said: number;
}

/**
 * What sort of text it is. `isOfSeveral`: by its title or its definitions it is between several. `releaseChance` answers how probably it is a release from the features below; it is asked only where the
 * text is long enough and no agreed text.
 */
export function registerOf(
  page: AuthoredPage,
  isOfSeveral: boolean,
  releaseChance: (features: readonly string[]) => number,
): Register {
  const count = page.sentences.length;
  if (page.analysis.degradation.level !== 'clean') return 'report';
  const shares = sharesOf(page);
  if (count >= FEWEST.agreed && (isAgreed(shares) || (isOfSeveral && isNoReport(shares)))) return 'agreed text';
  if (count < FEWEST.release) return 'report';
  return releaseChance(registerFeatures(page)) >= RELEASE ? 'release' : 'report';
}

function isNoReport({ said, personal }: Shares): boolean {
  return said <= 0.05 && personal <= 0.02;
}

function isAgreed(shares: Shares): boolean {
  const { official, future, items, named } = shares;
  if (!isNoReport(shares)) return false;
  return (official >= 0.1 && official > named) || (official + future + items >= 0.5 && named < 0.1);
}

function sharesOf(page: AuthoredPage): Shares {
  const { sentences } = page;
  const share = (has: (one: AuthoredSentence) => boolean): number => sentences.filter(has).length / sentences.length;
  return {
    official: share(
      one =>
        (together(one) && (one.mood === 'present' || one.mood === 'perfect') && OFFICIAL.has(one.main.lemma)) ||
        one.mood === 'shall' ||
        (one.role === 'parties' && one.mood === 'will'),
    ),
    future: share(
      one =>
        (together(one) || one.role === 'author' || one.role === 'own thing') &&
        (one.mood === 'will' || one.mood === 'shall'),
    ),
    items: share(
      one =>
        one.mood === 'listed verb' ||
        one.mood === 'listed gerund' ||
        one.mood === 'listed infinitive' ||
        (one.role === 'nobody' && (one.mood === 'will' || one.mood === 'shall')),
    ),
    named: share(({ role }) => role === 'author' || role === 'own thing' || role === 'another name'),
    personal: share(({ role }) => role === 'I' || role === 'you'),
    said: saidShare(page),
  };
}

function together({ role }: AuthoredSentence): boolean {
  return role === 'we' || role === 'parties';
}

const REPORTING = new Set(['say', 'tell', 'add', 'report', 'announce', 'claim', 'argue', 'explain', 'warn']);

function saidShare({ analysis, quoted, sentences }: AuthoredPage): number {
  const said = analysis.words.filter(
    word => word.pos === 'VERB' && !quoted[word.index] && REPORTING.has(word.lemma) && /^VB[DN]$/u.test(word.tag),
  );
  return Math.min(1, said.length / sentences.length);
}

/** Shares are told to the scorer in steps, as features that are true or not: of a third and more nothing is told apart any more. */
const STEPS = [0.01, 0.04, 0.08, 0.14, 0.22, 0.33];

/** Who is spoken of in which mood, how often, and how often somebody "said" something. */
export function registerFeatures(page: AuthoredPage): string[] {
  const counts = new Map<string, number>();
  const count = (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const { role, mood, main } of page.sentences) {
    const place = page.quoted[main.index] ? 'quoted' : 'plain';
    const tense = TENSES[mood] ?? 'listed';
    count(`${tense} ${place}`);
    count(`${role} ${place}`);
    count(`${role} ${tense} ${place}`);
  }
  const found = ['always'];
  const steps = (name: string, share: number): void => {
    for (const step of STEPS) if (share >= step) found.push(`${name} ≥ ${step}`);
  };
  for (const [name, number] of counts) steps(name, number / page.sentences.length);
  steps('said', saidShare(page));
  return found;
}

const TENSES: Partial<Record<AuthoredSentence['mood'], string>> = {
  will: 'future',
  shall: 'future',
  would: 'would',
  past: 'past',
  perfect: 'past',
  present: 'present',
  progressive: 'present',
  must: 'must',
  may: 'may',
};
