/** What somebody agreed, promised or decided to do lies ahead of the promise, in whatever tense the promise is told. */
import type { Word } from '../language/analysis.ts';
import { predicateOfAdverbial, prepositionOf, tenseAt, type Tense } from '../language/clause.ts';

const PROMISING = new Set([
  'agree',
  'promise',
  'pledge',
  'vow',
  'decide',
  'commit',
  'undertake',
  'resolve',
  'arrange',
  'consent',
  'threaten',
  'offer',
  'propose',
]);

/** The tense of the clause that an expression of time at `word` belongs to: "agreed on Monday to meet on Friday" is a Friday to come. */
export function tenseOfTime(word: Word): Tense | undefined {
  const clause = predicateOfAdverbial(word);
  // "Agreed to test the line twice a year, beginning on 1 July"
  const isBeginning = clause?.tag === 'VBG' && /^(?:begin|start)$/u.test(clause.lemma) && clause.is('advcl', 'acl');
  const deed = isBeginning ? clause.head : clause;
  const promise = deed?.is('xcomp') === true ? deed.head : undefined;
  const ahead =
    promise !== undefined &&
    PROMISING.has(promise.lemma) &&
    deed!.child('mark')?.lower === 'to' &&
    deed!.child('aux') === undefined;
  if (deed !== undefined && isAccusedOf(deed)) return 'past';
  // "Announced an agreement to hold talks in December", whatever the tree hangs the infinitive on.
  const to = deed?.children('mark').find(({ lower }) => lower === 'to');
  if (to !== undefined && ARRANGED.has(to.previous?.lemma ?? '')) return 'future';
  return ahead || isPlanned(word) || isNewDay(word, deed) ? 'future' : tenseAt(word);
}

/** "Accused of kidnapping teachers in January": what somebody is accused of is over. */
function isAccusedOf(deed: Word): boolean {
  const isGerund =
    deed.tag === 'VBG' && deed.children('mark', 'case').some(({ lower }) => lower === 'of' || lower === 'for');
  return isGerund && ACCUSING.has(deed.head?.lemma ?? '');
}

const ARRANGED = new Set(
  'agreement deal accord plan decision pledge promise vow intention proposal offer commitment'.split(' '),
);

const ACCUSING = new Set(
  'accuse suspect convict blame condemn acquit indict charge arrest jail sentence thank praise'.split(' '),
);

/** "His planned trip to Oslo on Friday was cancelled": the day of what is planned, and not that of the cancelling. */
function isPlanned(time: Word): boolean {
  for (let noun: Word | undefined = time; noun?.is('nmod', 'nmod:unmarked', 'obl', 'flat') === true; noun = noun.head)
    if (noun.head?.children('amod').some(({ lower }) => PLANNED.has(lower))) return true;
  return false;
}

/** "Has been brought forward to Wednesday", "was postponed until Friday": the day that is set anew. */
function isNewDay(word: Word, deed: Word | undefined): boolean {
  const isMoving =
    deed !== undefined &&
    (MOVING.has(deed.lemma) ||
      (/^(?:bring|put)$/u.test(deed.lemma) && deed.child('compound:prt', 'advmod') !== undefined));
  return isMoving && /^(?:to|until|till|for)$/u.test(prepositionOf(word));
}

const MOVING = new Set(['postpone', 'reschedule', 'move', 'delay', 'adjourn', 'defer', 'shift']);

const PLANNED = new Set(['planned', 'scheduled', 'upcoming', 'forthcoming', 'coming']);
