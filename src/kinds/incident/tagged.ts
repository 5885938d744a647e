/**
 * A report on one computer incident often tells it in words that no rule has ("the scam poses as …", "files were locked"). Where the rules found
 * no such incident, the tagged words make one of each sort that the report goes on about, never more.
 */
import { clauseOf, isNegated } from '../../language/clause.ts';
import type { Word } from '../../language/analysis.ts';
import { isHypothetical, type ReadingContext } from '../reading-context.ts';
import { headOf } from './cyber/features.ts';
import type { CyberMention, CyberRole } from './cyber/mentions.ts';
import { isAsked, isInGeneral } from './realised.ts';
import { clauseSpan, type FoundIncident } from './rules.ts';

/** Fewer mentions may be an aside. */
const MENTIONS = 3;

export interface TaggedIncident extends FoundIncident {
  readonly rule: 'tagged-words';
}

/** What the report goes on about; empty where a rule found a computer incident already. */
export function taggedIncidents(found: readonly FoundIncident[], context: ReadingContext): TaggedIncident[] {
  if (found.some(({ family }) => family === 'cyber')) return [];
  const deeds = context.cyber.filter(({ sort }) => !sort.startsWith('vulnerability'));
  return [...Map.groupBy(deeds, ({ sort }) => sort).values()].flatMap(mentions => {
    if (mentions.length < MENTIONS) return [];
    const main = mentions.find(mention => isParticular(mention, context));
    return main ? [incidentOf(main)] : [];
  });
}

/** Said to have happened, or to go on, and somebody by name or a definite thing suffers or does it. */
function isParticular({ trigger, realis, parts }: CyberMention, context: ReadingContext): boolean {
  const head = headOf(trigger.words);
  const verb = clauseOf(head) ?? head;
  if (isNegated(verb) || isHypothetical(verb) || verb.children('aux').some(({ lemma }) => UNREAL.has(lemma)))
    return false;
  // "If they learned that data had been stolen", "tell your friend that the account was stolen".
  if (realis !== 'actual' || isSupposed(verb) || isInGeneral(verb, context)) return false;
  // "paying the ransom", "to steal data": what is spoken of, not what happened.
  const isBare = /^VBG?$/u.test(head.tag) && head.child('aux') === undefined;
  if (isBare || head.child('mark')?.lower === 'to') return false;
  const told = parts.filter(({ role }) => role === 'victim' || role === 'attacker' || role === 'data');
  return told.some(({ words }) =>
    words.some(({ pos, lower }) => pos === 'PROPN' || pos === 'NUM' || DEFINITE.has(lower)),
  );
}

/** Does it stand below a condition, or in what the reader is told to do? */
function isSupposed(verb: Word): boolean {
  if (isAsked(verb)) return true;
  for (let from = verb, at = verb.head; at; from = at, at = at.head) {
    if (isHypothetical(at)) return true;
    // "not aware of any data being shared"
    if (from.is('ccomp', 'xcomp', 'acl', 'obl', 'nmod') && isNegated(at)) return true;
    if (at.tag === 'VB' && at.is('root', 'conj', 'parataxis') && at.children('nsubj', 'aux').length === 0) return true;
  }
  return false;
}

const UNREAL = new Set(['can', 'will', 'would', 'must', 'shall']);
const DEFINITE = new Set(['the', 'its', 'their', 'this', 'these']);

function incidentOf({ trigger, parts }: CyberMention): TaggedIncident {
  const head = headOf(trigger.words);
  const verb = clauseOf(head) ?? head;
  const heads = (role: CyberRole): Word[] => parts.filter(part => part.role === role).map(({ words }) => headOf(words));
  const [doer] = heads('attacker');
  return {
    rule: 'tagged-words',
    trigger: head,
    family: 'cyber',
    words: clauseSpan(head, doer),
    doer,
    targets: heads('victim'),
    verb,
  };
}
