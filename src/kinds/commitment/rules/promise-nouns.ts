/** Nouns of undertaking: whose they are, and what they undertake. */
import type { Word } from '../../../language/analysis.ts';
import { isNegated, subject, withPreposition } from '../../../language/clause.ts';
import type { ReadingContext } from '../../reading-context.ts';
import { foundIn, phraseOf } from '../found.ts';
import { infinitiveAfter } from './infinitives.ts';
import type { CommitmentRule } from './rule.ts';

/** "China's pledge to cut emissions"; "a commitment by both governments to share …". */
export const promiseNoun: CommitmentRule = {
  name: 'promise-noun',
  about: 'A noun of undertaking with an owner and an infinitive.',
  lemmas: new Set([
    'pledge',
    'promise',
    'vow',
    'commitment',
    'undertaking',
    'agreement',
    'accord',
    'pact',
    'deal',
    'memorandum',
    'assurance',
    'guarantee',
    'announcement',
  ]),
  read(word, context) {
    if (word.pos !== 'NOUN' || isNegated(word)) return undefined;
    const act =
      word.children('acl').find(child => child.children('mark').some(mark => mark.lower === 'to')) ??
      (word.is('obl') ? word.head?.child('xcomp') : undefined) ??
      infinitiveAfter(word, context);
    if (!act) return undefined;
    // "Berlin's pledge to …, and an earlier announcement to …": what is coordinated has one owner.
    const owner = word.child('nmod:poss') ?? (word.is('conj') ? word.head?.child('nmod:poss') : undefined);
    const bound =
      owner && owner.pos !== 'PRON' ? owner : (withPreposition(word, 'by', 'between', 'of')[0] ?? maker(word) ?? owner);
    if (!bound || (BARGAINS.has(word.lemma) && isCompany(bound, context))) return undefined;
    const isBargain = BARGAINS.has(word.lemma);
    const found = foundIn(word, act, phraseOf(act), bound, isBargain ? 'agreed' : undefined);
    return isBargain ? { ...found, instrument: found.instrument ?? word } : found;
  },
};

/** What is done to a promise of one's own. */
const BREAKING = new Set(
  'renege break keep honour honor abandon fulfil fulfill drop breach violate forget ignore reaffirm repeat deliver stick'.split(
    ' ',
  ),
);

/** What firms make every day to buy and sell things. */
const BARGAINS = new Set(['agreement', 'accord', 'pact', 'deal', 'memorandum']);

function isCompany(word: Word, context: ReadingContext): boolean {
  const { actor } = context.party(word);
  return actor !== undefined && context.actors.actor(actor)?.type === 'firm';
}

/** "reaffirmed its commitment", "made a promise": the subject of the verb that the noun is object of. */
function maker(noun: Word): Word | undefined {
  const verb = noun.head;
  const MAKING = [
    'make',
    'give',
    'reaffirm',
    'repeat',
    'renew',
    'offer',
    'sign',
    'reach',
    'strike',
    'conclude',
    'seal',
    'announce',
    'honor',
    'honour',
    'keep',
    'join',
    'adopt',
  ];
  // "Reneged on its promise", "broke its promise": it was given, and by whoever broke it.
  if (verb && noun.is('obj', 'obl') && noun.child('nmod:poss')?.pos === 'PRON' && BREAKING.has(verb.lemma))
    return subject(verb);
  return verb && noun.is('obj') && MAKING.includes(verb.lemma) && !isNegated(verb) ? subject(verb) : undefined;
}
