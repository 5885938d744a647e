/** Rules that start from a verb: what stands to it as a content, by the shapes English has for that. */
import type { Word } from '../language/analysis.ts';
import type { Candidate, Page, Source } from './candidate.ts';
import { type Frame, verbCue } from './lexicon.ts';
import { below, except, inOrder, isPunctuation } from './pieces.ts';
import { isUtterance, sentenceQuotations } from './quoted.ts';
import { coordinationHead, governorOfSecondCue, IMPLIED, isNameLikeModal, isPassive, sourcesOf } from './sources.ts';
import { unmarkedContents } from './unmarked.ts';

interface Content {
  readonly rule: string;
  readonly frame: Frame;
  readonly words: readonly Word[];
  readonly head: Word | undefined;
  readonly link: string;
  /** Words between verb and content that belong to the cue ("called | for"). */
  readonly cue: readonly Word[];
  /** Is it one of many that only the order of words proposes? The likeliest two sources are enough for those. */
  readonly byOrder?: true;
  /** A source that this shape brings with it instead of the verb's own. */
  readonly source?: Source;
}

export function readVerb(page: Page, verb: Word): Candidate[] {
  const contents = contentsOf(page, verb).filter(content => !leavesItsCondition(verb, content));
  if (contents.length === 0) return [];
  const home = page.quotationOf[verb.index];
  const sources = sourcesOf(
    verb,
    word => page.quotationOf[word.index] === home || (home === undefined && isScare(page, word)),
  );
  const core = cueOf(verb);
  const lemma = lemmaOf(verb);
  const entry = verbCue(lemma) ?? verbCue(verb.lemma);
  const found: Candidate[] = [];
  for (const content of contents) {
    for (const source of content.source ? [content.source] : content.byOrder ? sources.slice(0, 2) : sources) {
      const cueWords = inOrder([...core, ...content.cue]);
      const words = except(content.words, [...cueWords, ...source.words]);
      if (words.length === 0) continue;
      found.push({
        rule: content.rule,
        cue: verb,
        cueWords,
        cueLemma: lemma,
        force: entry?.force ?? 'reported',
        known: entry?.frames.has(content.frame) === true && source.way !== 'nearest',
        frame: content.frame,
        source,
        content: words,
        contentHead: content.head,
        link: content.link,
      });
    }
  }
  return found;
}

/** "If they insist on this, we will leave": what is to follow from a saying is no part of what is said. */
function leavesItsCondition(verb: Word, { words }: Content): boolean {
  const clause = coordinationHead(verb);
  return (
    clause.is('advcl') &&
    /^(?:if|unless)$/u.test(clause.child('mark')?.lower ?? '') &&
    clause.head !== undefined &&
    clause.head.index > verb.index &&
    words.includes(clause.head)
  );
}

/** A word in marks that are no utterance may well name a source: the “Gang of Eight” said. */
function isScare(page: Page, word: Word): boolean {
  const quotation = page.quotationOf[word.index];
  return quotation === undefined || !isUtterance(page, quotation);
}

/** The verb with its particle or the adjective it makes a set phrase with: "point out", "make clear". */
export function lemmaOf(verb: Word): string {
  const particle = verb.child('compound:prt');
  if (particle) return `${verb.lemma} ${particle.lower}`;
  if (verb.lemma === 'make') {
    const clear = verb
      .children('xcomp', 'amod', 'advmod', 'obj')
      .find(word => word.lower === 'clear' || word.lower === 'plain');
    if (clear) return 'make clear';
  }
  return verb.lemma;
}

const HELPERS = ['aux', 'aux:pass', 'compound:prt', 'advmod', 'cop'];

/** The verb with auxiliaries, negation, particle and the adverbs among them: "had also said", "did not mention". */
export function cueOf(verb: Word): Word[] {
  const words = [
    verb,
    ...verb
      .children(...HELPERS)
      .filter(word => Math.abs(word.index - verb.index) <= 4 && word.dependents.length === 0 && !isNameLikeModal(word)),
  ];
  const object =
    verb.lemma === 'make'
      ? verb.children('xcomp', 'amod').find(word => word.lower === 'clear' || word.lower === 'plain')
      : undefined;
  if (object) words.push(object, ...verb.children('obj', 'expl').filter(word => word.lower === 'it'));
  return inOrder(words);
}

/** Text that lost its marks: after these words a cue tells when it was said ("said after meeting …"), and no clause is its content. */
const MOMENT = new Set([
  'after',
  'before',
  'during',
  'last',
  'when',
  'while',
  'following',
  'earlier',
  'later',
  'shortly',
]);

/** Relations that stay outside the content although they hang below its head. */
const LOOSE = ['mark', 'cc', 'punct', 'parataxis', 'discourse'];

/** "said that A and “B”": the second clause may hang on the verb beside the first; behind a comma it is the writer's own. */
function goesOn(clause: Word): boolean {
  const link = clause.child('cc');
  return link !== undefined && link.previous?.text !== ',';
}

/** "Said at the conference that followed": the pronoun takes up the noun right before it, wherever the tree hangs its clause. */
function isOfNounBefore(clause: Word): boolean {
  const pronoun = clause.child('nsubj');
  const noun = pronoun?.previous;
  return pronoun?.tag === 'WDT' && pronoun.next === clause && noun?.pos === 'NOUN' && !clause.subtree().includes(noun);
}

function contentsOf(page: Page, verb: Word): Content[] {
  const found: Content[] = sentenceQuotations(page, verb).map(reading => ({
    ...reading,
    frame: 'quotation',
    head: undefined,
    link: '',
    cue: [],
  }));
  const passive = isPassive(verb);
  for (const clause of verb.children('ccomp').slice(0, 2)) {
    const after = clause.start > verb.start;
    if (after && isOfNounBefore(clause)) continue;
    const more = after ? verb.children('ccomp').filter(other => other.index > clause.index && goesOn(other)) : [];
    if (after && page.bare[verb.index] && MOMENT.has(verb.next?.lower ?? '')) continue;
    const content: Content = {
      rule: after ? 'that-clause' : 'clause before',
      frame: 'clause',
      words: inOrder([...fromThat(clause), ...more.flatMap(fromThat)]),
      head: clause,
      link: clause.child('mark')?.lower ?? '',
      cue: [],
    };
    found.push(content);
    if (after) found.push(...shortened(content));
    // "The army, she said, had left": the start of the clause may hang on the cue.
    const start = beforeSubject(page, verb);
    if (after && start.length > 0) {
      found.push({ ...content, rule: 'clause around', words: inOrder([...start, ...content.words]) });
    }
  }
  const complement = verb.child('xcomp');
  const object = verb.child('obj');
  const link = complement?.child('mark')?.lower ?? '';
  if (complement) {
    if (!passive || verb.child('nsubj:pass') === undefined) {
      found.push({
        rule: 'infinitive',
        frame: 'infinitive',
        words: complement.subtree(),
        head: complement,
        link,
        cue: [],
      });
    }
    if (object && object.start > verb.start) {
      found.push({
        rule: 'object and infinitive',
        frame: 'infinitive',
        words: inOrder([...object.subtree(), ...complement.subtree()]),
        head: complement,
        link,
        cue: [],
      });
    }
    const subject = verb.child('nsubj', 'nsubj:pass');
    if (subject) {
      found.push({
        rule: passive ? 'passive with infinitive' : 'raised subject',
        frame: 'infinitive',
        words: inOrder([...subject.subtree(), ...complement.subtree()]),
        head: complement,
        link,
        cue: [],
        source: IMPLIED,
      });
    }
  }
  const obliques = verb
    .children('obl', 'advcl')
    .filter(word => word.start > verb.start && !word.is('obl:tmod', 'obl:npmod'));
  if (object && !passive) {
    found.push({ rule: 'object', frame: 'object', words: object.subtree(), head: object, link: '', cue: [] });
    // "Stressed to Mr. Lind grave doubts": what stands before the object is no part of it.
    const behind = obliques.filter(word => word.start > object.start);
    if (behind.length > 0 && object.start > verb.start && !complement) {
      found.push({
        rule: 'object and the rest',
        frame: 'object',
        words: inOrder([...object.subtree(), ...behind.flatMap(word => word.subtree())]),
        head: object,
        link: prepositionWords(behind[0]!)[0]?.lower ?? '',
        cue: [],
      });
    }
  }
  for (const oblique of obliques.slice(0, 2)) {
    const markers = prepositionWords(oblique);
    if (markers.length === 0 || (passive && markers[0]!.lower === 'by')) continue;
    found.push({
      rule: 'prepositional',
      frame: 'prepositional',
      words: except(oblique.subtree(), markers),
      head: oblique,
      link: markers[0]!.lower,
      cue: markers,
    });
  }
  const [oblique, ...later] = obliques;
  if (oblique && later.length > 0) {
    const markers = prepositionWords(oblique);
    if (markers.length > 0) {
      found.push({
        rule: 'prepositional and the rest',
        frame: 'prepositional',
        words: except(inOrder([oblique, ...later].flatMap(word => word.subtree())), markers),
        head: oblique,
        link: markers[0]!.lower,
        cue: markers,
      });
    }
  }
  const passiveSubject = verb.child('nsubj:pass');
  if (passive && passiveSubject) {
    found.push({
      rule: 'passive subject',
      frame: 'object',
      words: passiveSubject.subtree(),
      head: passiveSubject,
      link: '',
      cue: [],
    });
    const rest = obliques.filter(word => word.child('case')?.lower !== 'by');
    if (rest.length > 0 && !complement) {
      found.push({
        rule: 'passive subject and the rest',
        frame: 'object',
        words: inOrder([...passiveSubject.subtree(), ...rest.flatMap(word => word.subtree())]),
        head: passiveSubject,
        link: prepositionWords(rest[0]!)[0]?.lower ?? '',
        cue: [],
      });
    }
  } else if (passive && verb.is('acl') && verb.head) {
    found.push({
      rule: 'participle after noun',
      frame: 'object',
      words: below(verb.head, [verb]),
      head: verb.head,
      link: '',
      cue: [],
    });
  }
  if (verb.is('acl:relcl') && verb.head && !verb.child('ccomp', 'xcomp')) {
    const own = verb.child('nsubj');
    const gap = verb.child('obj');
    if (own && (!gap || gap.start < verb.start) && !['who', 'which', 'that'].includes(own.lower)) {
      found.push({
        rule: 'relative clause',
        frame: 'object',
        words: below(verb.head, [verb]),
        head: verb.head,
        link: '',
        cue: [],
      });
    }
  }
  found.push(...hostClauses(verb));
  if (verbCue(verb.lemma)) found.push(...byOrder(page, verb));
  for (const part of verb.children('parataxis').slice(0, 2)) {
    found.push({
      rule: part.start > verb.start ? 'clause after pause' : 'clause before pause',
      frame: 'clause',
      words: part.subtree(),
      head: part,
      link: '',
      cue: [],
    });
  }
  return found;
}

/** "…, he said, …" and "As he said, …": the clause the verb is put into, without the verb's own branch. */
function hostClauses(verb: Word): Content[] {
  const found: Content[] = [];
  const asClause = verb.is('advcl') && verb.child('mark')?.lower === 'as';
  if (!verb.is('parataxis', 'dep') && !asClause && !(verb.is('conj') && verb.head?.is('parataxis'))) return found;
  const top = verb.is('conj') ? verb.head! : verb;
  const host = top.head;
  if (!host) return found;
  found.push({
    rule: asClause ? 'as-clause' : 'put in',
    frame: 'clause',
    words: below(host, [
      top,
      ...host.children(...LOOSE.filter(name => name !== 'mark')).filter(word => word.is('parataxis') && word !== top),
    ]),
    head: host,
    link: asClause ? 'as' : '',
    cue: asClause ? verb.children('mark') : [],
  });
  if (host.head && !host.is('root')) {
    const root = verb.sentence.root;
    found.push({
      rule: asClause ? 'as-clause, whole sentence' : 'put in, whole sentence',
      frame: 'clause',
      words: below(root, [top]),
      head: root,
      link: asClause ? 'as' : '',
      cue: asClause ? verb.children('mark') : [],
    });
  }
  return found;
}

/** The clause from its "that" on: in "said Monday that …" the day belongs to the saying. */
function fromThat(clause: Word): Word[] {
  const words = untilSecondCue(clause);
  const that = words.findIndex((word, i) => i < 5 && word.lower === 'that' && word.is('mark'));
  // "said Obama made clear that …": what has its verb before "that" is a clause already.
  if (that > 0 && words.slice(0, that).some(word => word === clause || word.is('nsubj'))) return words;
  return that > 0 ? words.slice(that) : words;
}

/** The clause without a second cue of the same speaker that the parser took in: "said X | and added that Y". */
function untilSecondCue(clause: Word): Word[] {
  const second = clause.children('conj').find(word => governorOfSecondCue(word) === clause.head);
  if (!second) return clause.subtree();
  const start = second.subtree()[0]!.index;
  return clause.subtree().filter(word => word.index < start);
}

/** Words of a content read by order alone. */
const LONGEST_BY_ORDER = 120;

/** For sentences the tree may have wrong: what follows the verb, from "that" on if there is one, and what stands before its subject. */
function byOrder(page: Page, verb: Word): Content[] {
  const { words } = verb.sentence;
  const at = verb.index - words[0]!.index;
  const found: Content[] = [];
  const push = (rule: string, part: readonly Word[]): void => {
    if (part.filter(word => !isPunctuation(word)).length < 3 || part.length > LONGEST_BY_ORDER) return;
    const content: Content = { rule, frame: 'clause', words: part, head: undefined, link: '', cue: [] };
    found.push(content);
    if (part[0]!.index > verb.index) found.push(...shortened(content));
  };
  if (!verb.children('ccomp').some(clause => clause.start > verb.start)) {
    const that = words.findIndex((word, i) => i > at && i < at + 8 && word.lower === 'that');
    push(that >= 0 ? 'from "that" to the end' : 'to the end of the sentence', words.slice(that >= 0 ? that : at + 1));
  }
  const before = beforeSubject(page, verb);
  push('from the start of the sentence', before);
  if (page.bare[verb.index]) {
    const follows = sourcesOf(verb).find(source => source.words[0]?.index === verb.index + 1);
    const rest = words.slice((follows?.words.at(-1)?.index ?? verb.index) - words[0]!.index + 1);
    for (const { rule, words: part } of unmarkedContents(page, verb, before, rest))
      found.push({ rule, frame: 'quotation', words: part, head: undefined, link: '', cue: [], byOrder: true });
  }
  return found;
}

/** What stands before the verb's subject (or the verb itself) in the sentence, if a comma or another mark divides the two, or marks are lost. */
function beforeSubject(page: Page, verb: Word): readonly Word[] {
  const { words } = verb.sentence;
  for (const source of sourcesOf(verb)) {
    const subject = source.words[0];
    const start = (subject && subject.index < verb.index ? subject.index : verb.index) - words[0]!.index;
    if (start > 0 && (isPunctuation(words[start - 1]!) || page.bare[verb.index])) return words.slice(0, start);
  }
  return [];
}

/** A clause without what follows its first ", which", ", but" and the like: often the writer's own addition. */
function shortened(content: Content): Content[] {
  const { words } = content;
  if (words.length < 10) return [];
  for (let i = 4; i < words.length - 3; i++) {
    const comma = words[i]!;
    if (comma.text !== ',' && comma.text !== '—' && comma.text !== '-' && comma.text !== '--') continue;
    const next = words[i + 1]!;
    if (/^(?:WDT|WP|CC|IN|VBG|WRB)$/u.test(next.tag)) {
      return [
        {
          ...content,
          rule: `${content.rule}, shortened`,
          words: words.slice(0, i),
          link: `${content.link} ${next.lower}`,
        },
      ];
    }
  }
  return [];
}

function prepositionWords(noun: Word): Word[] {
  return noun
    .children('case', 'mark')
    .filter(word => word.tag !== 'POS')
    .flatMap(word => [word, ...word.children('fixed')]);
}
