/** Who may be the source of a verb: its subject, or the one it shares, by the roads grammar offers. */
import type { Word } from '../language/analysis.ts';
import type { Force } from './attribution.ts';
import type { Source, SourceWay } from './candidate.ts';
import { verbCue } from './lexicon.ts';
import { except, isPunctuation } from './pieces.ts';

const RELATIVE = new Set(['who', 'which', 'that', 'whom', 'whose']);
/** How many clauses up a shared subject is looked for. */
const DETOURS = 4;

export const IMPLIED: Source = { words: [], head: undefined, way: 'implied' };

/** May a word be (the head of) a source? Words inside quotation marks cannot name who speaks outside them. */
export type Usable = (word: Word) => boolean;
const ALL: Usable = () => true;

/** Sources of `verb` by plausibility, the tree's first, then what the order of words suggests where a tree may be wrong. */
export function sourcesOf(verb: Word, usable: Usable = ALL): Source[] {
  if (isPassive(verb)) {
    const agent = verb.children('obl').find(word => word.child('case')?.lower === 'by');
    if (agent) return [phrase(agent, 'agent', verb), IMPLIED];
    const byNext = verb.next?.lower === 'by' ? chunkAfter(verb.next) : undefined;
    return byNext ? [{ ...byNext, way: 'agent' }, IMPLIED] : [IMPLIED];
  }
  const found: Source[] = [];
  const push = (source: Source | undefined): void => {
    if (!source || source.words.length === 0 || (source.head && !usable(source.head))) return;
    const last = source.words.at(-1)!;
    // Of two that end alike the first stands, unless a comma within it shows that the tree took a whole clause for the speaker.
    if (
      !found.some(
        other =>
          (other.words.at(-1) === last && !other.words.some(word => word.text === ',')) || other.head === source.head,
      )
    )
      found.push(source);
  };
  const blamed = whoIsHeldToHaveDone(verb);
  if (blamed && usable(blamed)) return [phrase(blamed, 'controller', verb)];
  const added = sayingAddedTo(verb) && speakerBefore(verb, usable);
  if (added) return [added];
  const first = subjectFor(verb, DETOURS, usable);
  push(outerSpeaker(verb, usable));
  push(first);
  if (verb.tag === 'VBG') push(speakerBefore(verb, usable));
  // "Groups that oppose the law": mostly the pronoun is marked, sometimes the noun.
  if (first?.way === 'relative pronoun' && first.head) push(phrase(first.head, 'noun described', verb));
  if (verb.is('acl', 'advcl') && verb.head) push(outerSubject(verb.head));
  push(chunkBefore(verb));
  if ((!verb.previous || isPunctuation(verb.previous)) && !verb.child('nsubj')) push(chunkAfter(verb));
  if (found.length === 0) push(nearestNominal(verb));
  return found.slice(0, 3);
}

/** "Rebuked the deputy for calling him a liar", "was fined for claiming …": it is the one rebuked or fined who said so. */
function whoIsHeldToHaveDone(verb: Word): Word | undefined {
  const { head } = verb;
  const isFor = verb.tag === 'VBG' && verb.is('advcl', 'obl', 'acl') && verb.child('mark', 'case')?.lower === 'for';
  if (!isFor || !head || head.index > verb.index || ownSubject(verb, ALL)) return undefined;
  // Trees hang it on the object, too: "praised the nurse for telling …".
  const governor = head.pos === 'VERB' ? head : head.is('obj') ? head.head : undefined;
  if (!governor) return undefined;
  const held = isPassive(governor) ? governor.child('nsubj:pass', 'nsubj') : governor.child('obj');
  return held && held.index < verb.index ? held : undefined;
}

/** "She said the dam was safe and added that …": the parser takes the second verb for part of what was said; it has her for its subject. */
function outerSpeaker(verb: Word, usable: Usable): Source | undefined {
  const governor = governorOfSecondCue(verb);
  return governor && rename(subjectFor(governor, DETOURS, usable), 'shared subject');
}

/** The cue verb in whose content clause `verb` stands as a second cue without a subject of its own; undefined otherwise. */
export function governorOfSecondCue(verb: Word): Word | undefined {
  if (!verb.is('conj') || ownSubject(verb, ALL) || !SECOND_CUES.has(verbCue(verb.lemma)?.force ?? 'reported'))
    return undefined;
  if (!/^VB[DZP]$/u.test(verb.tag) || !(verb.child('ccomp') || verb.next?.text === ',')) return undefined;
  const clause = coordinationHead(verb);
  const governor = clause.is('ccomp') ? clause.head : undefined;
  return governor && governor.index < clause.index && governor.pos === 'VERB' && verbCue(governor.lemma)
    ? governor
    : undefined;
}

const SECOND_CUES: ReadonlySet<Force> = new Set([
  'said',
  'claimed',
  'warned',
  'stressed',
  'acknowledged',
  'apologised',
  'reaffirmed',
  'denied',
  'announced',
]);

/** "Said that the mayor had left, adding that …": whoever said it adds, and not the mayor. */
function sayingAddedTo(verb: Word): Word | undefined {
  const clause = verb.head;
  if (verb.lemma !== 'add' || !clause?.is('ccomp') || !verb.is('advcl')) return undefined;
  const saying = clause.head;
  return saying && saying.index < clause.index && verbCue(saying.lemma) ? saying : undefined;
}

/** "…, she said, adding …": the subject of the nearest verb before that has one, whatever the tree says. */
function speakerBefore(verb: Word, usable: Usable): Source | undefined {
  const adds = sayingAddedTo(verb);
  const sayer = adds && ownSubject(adds, usable);
  if (sayer) return phrase(sayer, 'participle', adds);
  for (let at = verb.previous; at; at = at.previous) {
    if (at.pos !== 'VERB' || !usable(at)) continue;
    const own = ownSubject(at, usable);
    if (own) return phrase(own, 'participle', at);
  }
  return undefined;
}

/** "in a statement defending him, the campaign said": the subject of the clause the noun stands in. */
function outerSubject(word: Word): Source | undefined {
  let at: Word | undefined = word;
  for (let steps = 0; at && steps < DETOURS; steps++, at = at.head) {
    if (at.pos === 'VERB' || at.child('cop')) return rename(subjectFor(at, DETOURS), 'participle');
  }
  return undefined;
}

export function isPassive(verb: Word): boolean {
  if (verb.child('aux:pass', 'nsubj:pass')) {
    if (verb.tag !== 'VBN' && verb.tag !== 'VBD') return false;
    const helpers = verb.children('aux', 'aux:pass').map(word => word.lower);
    return helpers.some(word => BE.has(word)) || !helpers.some(word => HAVE.has(word));
  }
  return verb.tag === 'VBN' && verb.is('acl') && !verb.is('acl:relcl') && !verb.child('aux');
}

const BE = new Set([
  'be',
  'been',
  'being',
  'is',
  'are',
  'was',
  'were',
  'am',
  "'s",
  '’s',
  'get',
  'gets',
  'got',
  "'re",
  '’re',
]);
const HAVE = new Set(['has', 'have', 'had', "'ve", '’ve', "'d", '’d', 'having']);

/** The subject of `verb` with the road that led to it. */
export function subjectFor(verb: Word, detours: number, usable: Usable = ALL): Source | undefined {
  const own = ownSubject(verb, usable);
  if (own) {
    if (RELATIVE.has(own.lower)) {
      const clause = coordinationHead(verb);
      return { words: [own], head: clause.is('acl:relcl') ? clause.head : own, way: 'relative pronoun' };
    }
    return phrase(own, own.start > verb.start ? 'inverted subject' : 'subject', verb);
  }
  const head = verb.head;
  if (!head || detours === 0) return undefined;
  // "Urged him to go and threatened to …": a past tense is no second infinitive, and goes on with the verb above.
  if (verb.is('conj') && verb.tag === 'VBD' && head.tag === 'VB' && head.is('xcomp') && head.child('mark') && head.head)
    return rename(subjectFor(head.head, detours - 1, usable), 'shared subject');
  if (verb.is('conj')) return rename(subjectFor(head, detours - 1, usable), 'shared subject');
  if (verb.is('xcomp', 'ccomp')) {
    const object = head.child('obj', 'iobj');
    if (object && verb.is('xcomp')) return phrase(object, 'controller', verb);
    if (head.pos === 'NOUN') return nounController(head, verb, detours);
    return isPassive(head) && head.child('nsubj')
      ? phrase(head.child('nsubj')!, 'controller', verb)
      : rename(subjectFor(head, detours - 1, usable), 'controller');
  }
  if (verb.is('acl:relcl')) return undefined;
  if (verb.is('acl')) {
    if (verb.child('mark') || verb.tag === 'VB') return nounController(head, verb, detours);
    return phrase(head, 'noun described', verb);
  }
  if (verb.is('advcl', 'parataxis', 'dep')) return rename(subjectFor(head, detours - 1, usable), 'participle');
  if (verb.is('csubj', 'obl', 'nmod', 'obj') && /^(?:VBG|VB)$/u.test(verb.tag))
    return rename(subjectFor(head, detours - 1, usable), 'participle');
  return undefined;
}

/** Whose noun it is: "China's pledge to …", or the subject of the verb that governs the noun ("made a pledge to"). */
function nounController(noun: Word, within: Word, detours: number): Source | undefined {
  const possessor = noun.child('nmod:poss');
  if (possessor) return phrase(possessor, 'possessor', within);
  const verb = noun.head;
  return verb && verb.pos === 'VERB' && detours > 0 ? rename(subjectFor(verb, detours - 1), 'controller') : undefined;
}

function rename(source: Source | undefined, way: SourceWay): Source | undefined {
  return source ? { ...source, way } : undefined;
}

export function coordinationHead(word: Word): Word {
  let at = word;
  while (at.is('conj') && at.head) at = at.head;
  return at;
}

const NOT_OF_THE_NAME = [
  'cop',
  'aux',
  'mark',
  'advcl',
  'parataxis',
  'nsubj',
  'csubj',
  'case',
  'discourse',
  'cc:preconj',
];

/**
 * The noun phrase of `head` as a source: apposition and relative clause included, without its own preposition, and
 * without the part from which on it contains `cue` ("paperwork | ordering him to appear").
 */
export function phrase(head: Word, way: SourceWay, cue: Word): Source {
  const loose = head.dependents.filter(child => child.is(...NOT_OF_THE_NAME) && child.tag !== 'POS');
  let words =
    loose.length === 0
      ? head.subtree()
      : except(
          head.subtree(),
          loose.flatMap(child => child.subtree()),
        );
  if (words.includes(cue)) {
    const branch = head.dependents.find(child => child.subtree().includes(cue));
    words = branch
      ? except(words, branch.subtree()).filter(word => word.index < cue.index)
      : words.filter(word => word.index < cue.index);
  }
  return { words: trimmedWords(fromArticle(words, head)), head, way };
}

/** "june | the company": what stands before the article of a noun is no part of its phrase, unless a preposition or the like ties it. */
function fromArticle(words: readonly Word[], head: Word): readonly Word[] {
  const article = head.dependents.find(child => child.is('det') && child.tag === 'DT' && child.index < head.index);
  const at = article ? words.indexOf(article) : -1;
  const stray = at > 0 && words.slice(0, at).every(word => ['NOUN', 'PROPN', 'NUM'].includes(word.pos));
  return stray ? words.slice(at) : words;
}

function trimmedWords(words: readonly Word[]): Word[] {
  let from = 0;
  let to = words.length;
  while (from < to && isPunctuation(words[from]!)) from++;
  while (to > from && isPunctuation(words[to - 1]!)) to--;
  return words.slice(from, to);
}

/** The subject nearest before the verb, or else the one after it: of several the others are not its own. */
function ownSubject(verb: Word, usable: Usable): Word | undefined {
  const subjects = verb.children('nsubj', 'csubj').filter(usable);
  return subjects.findLast(word => word.index < verb.index) ?? subjects[0] ?? inverted(verb, usable);
}

/** "“Is it safe?” asked the inspector": behind what was said, what the tree takes for the object is who said it. */
function inverted(verb: Word, usable: Usable): Word | undefined {
  const said = verb.children('ccomp', 'parataxis').some(clause => clause.index < verb.index);
  const object = verb.child('obj');
  return said && verb.previous && isPunctuation(verb.previous) && object && object.index > verb.index && usable(object)
    ? object
    : undefined;
}

const IN_CHUNK = new Set(['DET', 'ADJ', 'NOUN', 'PROPN', 'PRON', 'NUM', 'PART', 'SYM']);
const SKIPPED = new Set(['AUX', 'ADV', 'PART']);
const LONGEST_CHUNK = 8;

/** The noun phrase that ends right before the verb and its auxiliaries, by the order of words alone. */
function chunkBefore(verb: Word): Source | undefined {
  let end = verb.previous;
  if (end && isNameLikeModal(end)) return { words: [end], head: end, way: 'nearest' };
  while (end && SKIPPED.has(end.pos) && end.tag !== 'POS') end = end.previous;
  if (end?.text === ',') return undefined;
  const words: Word[] = [];
  for (let at = end; at && IN_CHUNK.has(at.pos) && words.length < LONGEST_CHUNK; at = at.previous) words.unshift(at);
  return chunk(words);
}

/**
 * "May said the deal was close": a capital where no sentence would have a modal, for none stands before a past tense. The tagger takes
 * the surname for the helping verb.
 */
export function isNameLikeModal(word: Word): boolean {
  const verb = word.next;
  return (
    /^(?:May|Will)$/u.test(word.text) &&
    verb !== undefined &&
    verb.pos === 'VERB' &&
    /^(?:said|told|wrote|spoke|began|took|gave|made|went|saw|came|\p{L}+ed)$/u.test(verb.lower)
  );
}

/** The noun phrase that begins right after the verb. */
function chunkAfter(verb: Word): Source | undefined {
  const words: Word[] = [];
  for (let at = verb.next; at && IN_CHUNK.has(at.pos) && words.length < LONGEST_CHUNK; at = at.next) words.push(at);
  return widened(chunk(words), verb);
}

function chunk(all: readonly Word[]): Source | undefined {
  // "june | the company": an article or possessive opens a phrase of its own.
  const opening = all.findLastIndex(word => word.pos === 'DET' || word.tag === 'PRP$');
  const words = opening > 0 ? all.slice(opening) : all;
  const head = words.findLast(word => ['NOUN', 'PROPN', 'PRON'].includes(word.pos));
  if (!head || words.at(-1)!.tag === 'POS') return undefined;
  // "Ana Duarte": a name is headed by its first word.
  let top = head;
  while (top.is('flat') && top.head && words.includes(top.head)) top = top.head;
  return { words, head: top, way: 'nearest' };
}

/** A chunk with the apposition or relative clause that follows it: "Ana Duarte, who runs the clinic". */
function widened(found: Source | undefined, verb: Word): Source | undefined {
  if (!found?.head) return found;
  const full = phrase(found.head, 'nearest', verb);
  return full.words[0] === found.words[0] && full.words.length > found.words.length ? full : found;
}

/** For sentences the tree got wrong: the nearest noun or pronoun before the verb that no preposition governs. */
function nearestNominal(verb: Word): Source | undefined {
  for (
    let word = verb.previous, steps = 0;
    word && word.sentence === verb.sentence && steps < 12;
    word = word.previous, steps++
  ) {
    if (
      /^(?:PROPN|PRON|NOUN)$/u.test(word.pos) &&
      !word.child('case') &&
      !word.is('compound', 'flat', 'nmod:poss', 'obl')
    ) {
      let head = word;
      while (head.is('flat', 'compound', 'appos') && head.head) head = head.head;
      return phrase(head, 'nearest', verb);
    }
  }
  return undefined;
}
