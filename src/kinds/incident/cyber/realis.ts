/**
 * Whether words of an incident tell of one that came about (`actual`), of one that is planned, supposed, attempted or denied (`other`), or of such
 * incidents in general (`generic`); the three of the CASIE annotation (Satyapanich, Ferraro and Finin 2020).
 */
import type { Word } from '../../../language/analysis.ts';
import { auxiliaries, clauseOf, clauseTense, isGeneral, isNegated, prepositionOf } from '../../../language/clause.ts';
import type { CyberSort } from './mentions.ts';

export type Realis = 'actual' | 'other' | 'generic';

/** `head`: the head of the words that tell of it. */
export function realisOf(head: Word, sort: CyberSort): Realis {
  const verb = head.pos === 'VERB' ? head : (clauseOf(head) ?? head);
  if (isUnreal(verb) || (head.pos === 'NOUN' && isOnlySpokenOf(head))) return 'other';
  if (sort.startsWith('vulnerability')) return head.pos === 'VERB' && isInfinitive(head) ? 'other' : 'actual';
  return isKind(head, verb, sort) ? 'generic' : 'actual';
}

/** "could be stolen", "will be patched", "if they steal", "has not been breached", "tried to steal" */
function isUnreal(verb: Word): boolean {
  if (isNegated(verb) || auxiliaries(verb).some(lemma => UNREAL.has(lemma))) return true;
  if (verb.children('mark').some(({ lower }) => lower === 'if' || lower === 'unless' || lower === 'whether'))
    return true;
  const governor = verb.is('xcomp', 'ccomp', 'advcl', 'acl') ? verb.head : undefined;
  return governor !== undefined && isInfinitive(verb) && (TRYING.has(governor.lemma) || isUnreal(governor));
}

const UNREAL = new Set(['may', 'might', 'could', 'should', 'would', 'will', 'shall', 'must']);

const TRYING = new Set(['try', 'attempt', 'plan', 'threaten', 'want', 'intend', 'fail', 'hope', 'likely']);

function isInfinitive(verb: Word): boolean {
  return verb.child('mark')?.lower === 'to';
}

/** "the risk of a breach", "a possible breach", "no breach" */
function isOnlySpokenOf(noun: Word): boolean {
  if (noun.children('amod', 'det').some(({ lower }) => POSSIBLE.has(lower))) return true;
  return noun.is('nmod') && noun.head !== undefined && RISKS.has(noun.head.lemma) && prepositionOf(noun) === 'of';
}

const POSSIBLE = new Set(['possible', 'potential', 'future', 'attempted', 'alleged', 'no', 'any']);
const RISKS = new Set(['risk', 'threat', 'possibility', 'chance', 'danger', 'likelihood', 'evidence', 'sign']);

/** "Ransomware encrypts files", "phishing emails", "attacks of this kind", "a phishing attack is …": in the plain present, in the plural or as part of a noun. */
function isKind(head: Word, verb: Word, sort: CyberSort): boolean {
  const isDefinite = head.dependents.some(
    word => word.is('det', 'nmod:poss') && /^(?:the|this|that|these|those|its|their|his|her)$/u.test(word.lower),
  );
  if (head.pos === 'VERB') {
    // "can steal passwords": what a program is made for.
    if (head.tag === 'VB' || auxiliaries(head).includes('can')) return true;
    if (isInfinitive(head) || (head.tag === 'VBG' && head.child('aux') === undefined))
      return sort === 'phishing' || clauseTense(head) !== 'past';
    return isGeneral(head);
  }
  if (isDefinite || head.pos === 'PROPN') return false;
  if (sort === 'phishing' && head.tag === 'NNS') return true;
  if (head.tag === 'NNS' && clauseTense(verb) !== 'past') return true;
  return clauseTense(verb) === 'present' || clauseTense(verb) === undefined;
}
