/** Rules that start from a noun or adjective: "X's claim that …", "the decision to …", "is confident that …", "critics of …". */
import type { Word } from '../language/analysis.ts';
import type { Candidate, Source } from './candidate.ts';
import { adjectiveCue, type Frame, nounCue } from './lexicon.ts';
import { except, inOrder } from './pieces.ts';
import { IMPLIED, phrase, subjectFor } from './sources.ts';

const DETOURS = 3;

interface Content {
  readonly rule: string;
  readonly frame: Frame;
  readonly head: Word;
  readonly words: readonly Word[];
  readonly link: string;
  readonly cue: readonly Word[];
}

export function readNoun(noun: Word): Candidate[] {
  const contents = nounContents(noun);
  if (contents.length === 0) return [];
  const entry = nounCue(noun.lemma);
  const found: Candidate[] = [];
  for (const content of contents) {
    for (const { source, light } of nounSources(noun, content.head)) {
      const own = [
        ...noun.children('cop'),
        noun,
        ...noun.children('amod', 'det').filter(word => word.index >= noun.index - 3),
        ...content.cue,
      ];
      const cueWords = inOrder(light ? [light, ...own] : own);
      const words = except(content.words, [...cueWords, ...source.words]);
      if (words.length === 0) continue;
      found.push({
        rule: light ? `${content.rule} of a noun with its verb` : `${content.rule} of a noun`,
        cue: noun,
        cueWords,
        cueLemma: noun.lemma,
        force: entry?.force ?? 'reported',
        known: entry?.frames.has(content.frame) === true && content.frame === 'clause',
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

function nounContents(noun: Word): Content[] {
  const found: Content[] = [];
  for (const clause of noun.children('acl', 'ccomp').slice(0, 2)) {
    if (clause.is('acl:relcl') && clause.child('nsubj', 'obj')?.lower === 'that') continue;
    const mark = clause.child('mark')?.lower ?? '';
    if (clause.is('acl:relcl') && mark === '') continue;
    found.push({
      rule: mark === 'to' ? 'infinitive' : 'clause',
      frame: mark === 'to' ? 'infinitive' : 'clause',
      head: clause,
      words: clause.subtree(),
      link: mark,
      cue: [],
    });
  }
  const predicate = noun.head;
  if (nounCue(noun.lemma) && noun.is('nsubj') && predicate?.child('cop') && predicate.index > noun.index) {
    const copula = predicate.children('cop');
    found.push({
      rule: 'clause after "is"',
      frame: 'clause',
      head: predicate,
      words: except(predicate.subtree(), [...noun.subtree(), ...copula]),
      link: predicate.child('mark')?.lower ?? '',
      cue: copula,
    });
  }
  for (const topic of noun
    .children('nmod')
    .filter(word => word.start > noun.start && !word.is('nmod:poss'))
    .slice(0, 2)) {
    const markers = topic.children('case').flatMap(word => [word, ...word.children('fixed')]);
    const link = markers[0]?.lower ?? '';
    if (link === 'by' || link === 'from' || link === '') continue;
    found.push({
      rule: 'topic',
      frame: 'prepositional',
      head: topic,
      words: except(topic.subtree(), markers),
      link,
      cue: markers,
    });
  }
  return found;
}

function nounSources(noun: Word, content: Word): { source: Source; light?: Word }[] {
  const possessor = noun.child('nmod:poss');
  if (possessor) return [{ source: phrase(possessor, 'possessor', noun) }];
  const found: { source: Source; light?: Word }[] = [];
  if (noun.child('cop') && noun.child('nsubj')) {
    const subject = subjectFor(noun, DETOURS);
    if (subject) found.push({ source: subject });
  }
  const giver = noun
    .children('nmod')
    .find(word => word !== content && ['by', 'from', 'of', 'among'].includes(word.child('case')?.lower ?? ''));
  if (giver) found.push({ source: phrase(giver, 'prepositional', noun) });
  const verb = noun.head;
  if (verb && verb.pos === 'VERB' && noun.is('obj', 'obl')) {
    const subject = subjectFor(verb, DETOURS);
    if (subject) found.push({ source: subject, light: verb });
  }
  const modifier = noun.children('compound').at(0);
  if (modifier && found.length === 0)
    found.push({ source: { words: modifier.subtree(), head: modifier, way: 'possessor' } });
  if (found.length < 2) found.push({ source: IMPLIED });
  return found;
}

/** "is confident that …", "unhappy with …", "ready to …". */
export function readAdjective(adjective: Word): Candidate[] {
  const entry = adjectiveCue(adjective.lemma);
  const own = adjective.child('nsubj', 'expl');
  const subject = own?.lower === 'it' ? IMPLIED : adjective.is('amod') ? undefined : subjectFor(adjective, DETOURS);
  const source =
    subject ??
    (adjective.is('acl', 'amod') && adjective.head ? phrase(adjective.head, 'noun described', adjective) : undefined);
  if (!source) return [];
  const found: Candidate[] = [];
  const core = [adjective, ...adjective.children('cop', 'aux', 'advmod').filter(word => word.dependents.length === 0)];
  const push = (
    rule: string,
    frame: Frame,
    head: Word,
    words: readonly Word[],
    link: string,
    cue: readonly Word[],
  ): void => {
    const cueWords = inOrder([...core, ...cue]);
    const content = except(words, [...cueWords, ...source.words]);
    if (content.length === 0) return;
    found.push({
      rule,
      cue: adjective,
      cueWords,
      cueLemma: adjective.lemma,
      force: entry?.force ?? 'reported',
      known: entry?.frames.has(frame) === true && frame === 'clause',
      frame,
      source,
      content,
      contentHead: head,
      link,
    });
  };
  for (const clause of adjective.children('ccomp', 'xcomp', 'advcl').slice(0, 2)) {
    if (clause.start < adjective.start) continue;
    const mark = clause.child('mark')?.lower ?? '';
    const frame: Frame = mark === 'to' ? 'infinitive' : 'clause';
    push(
      `${frame === 'infinitive' ? 'infinitive' : 'clause'} of an adjective`,
      frame,
      clause,
      clause.subtree(),
      mark,
      [],
    );
  }
  for (const topic of adjective
    .children('obl')
    .filter(word => word.start > adjective.start)
    .slice(0, 1)) {
    const markers = topic.children('case').flatMap(word => [word, ...word.children('fixed')]);
    if (markers.length === 0) continue;
    push('topic of an adjective', 'prepositional', topic, except(topic.subtree(), markers), markers[0]!.lower, markers);
  }
  return found;
}
