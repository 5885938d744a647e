import type { Analysis, Word } from '../language/analysis.ts';
import { subject } from '../language/clause.ts';
import { type Mentions, REACH, type Seen } from './mentions.ts';
import { degradedWords } from './names.ts';
import type { Draft } from './roster.ts';
import { bodyNouns, type Gender, postHeads, singular, speechVerbs } from './vocabulary.ts';

/** By how much the likeliest antecedent must lead, on the scale of `score`, where a grammatical subject counts 0.8. */
export const CERTAIN = 0.15;
/** "They" fits every plural, so it must lead by more before it is believed. */
export const CERTAIN_OF_MANY = 0.9;
/** What one person has, and what speaks for him. */
const BODIES_OF_ONE = new Set([
  'office',
  'ministry',
  'department',
  'party',
  'campaign',
  'team',
  'family',
  'club',
  'firm',
  'company',
]);
/** Words that count as one sentence where full stops are lost. */
const LOST_SENTENCE = 25;

/** Weighs whom a pronoun can mean among those who were mentioned before it. */
export class Antecedents {
  private readonly words: readonly Word[];
  private readonly mentions: Mentions;
  /** Whom the last pronoun of each kind meant. */
  private readonly lastOf = new Map<Kind, { draft: Draft; sentence: number }>();
  /** 1 for every word where capitals or punctuation are lost. */
  private readonly lost: Uint8Array;
  /** 1 for every word inside quotation marks. */
  private readonly quoted: Uint8Array;
  /** For each sentence, how many of those before it stand wholly inside quotation marks. */
  private readonly spokenBefore: Int32Array;

  constructor(analysis: Analysis, mentions: Mentions) {
    this.words = analysis.words;
    this.mentions = mentions;
    this.lost = degradedWords(analysis);
    this.quoted = quotedWords(analysis);
    this.spokenBefore = new Int32Array(analysis.sentences.length + 1);
    analysis.sentences.forEach(({ words }, s) => {
      const spoken = words.every(({ index, pos }) => pos === 'PUNCT' || this.quoted[index] === 1);
      this.spokenBefore[s + 1] = this.spokenBefore[s]! + (spoken ? 1 : 0);
    });
  }

  /** Whom the pronoun can mean, the likeliest first: each actor with the best of its mentions. */
  of(word: Word, kind: Kind): { seen: Seen; score: number }[] {
    const sentence = word.sentence.index;
    const chain = this.lastOf.get(kind);
    const byDraft = new Map<Draft, { seen: Seen; score: number; times: number }>();
    for (const seen of this.mentions.recent().reverse()) {
      const draft = seen.draft!;
      const lost = this.lost[word.index] === 1;
      const distance = lost ? Math.floor((word.index - seen.head) / LOST_SENTENCE) : this.distance(seen, sentence);
      if (distance > REACH) break;
      const isOwner = (kind === 'he' || kind === 'she') && this.ownsTeller(word, seen);
      if ((seen.nested && !isOwner) || seen.to > word.index || !suits(draft, seen, kind) || this.boundApart(word, seen))
        continue;
      const score = this.score(word, seen, distance, kind) + (isOwner ? 1 : 0);
      const before = byDraft.get(draft);
      if (before === undefined) byDraft.set(draft, { seen, score: score - byDraft.size * 0.15, times: 1 });
      else {
        before.times++;
        if (score - 0.15 > before.score) Object.assign(before, { seen, score: score - 0.15 });
      }
    }
    const isPerson = kind === 'he' || kind === 'she';
    const isNamedLast = ({ seen }: { seen: Seen }): boolean => this.distance(seen, sentence) <= 1;
    // Who is not in the sentence before, while another is told of there, has been left by the text; only whoever speaks goes on over others.
    const isLeft =
      isPerson &&
      !speaks(word) &&
      [...byDraft.values()].some(one => isNamedLast(one) && this.words[one.seen.head]!.head !== undefined);
    return [...byDraft.entries()]
      .map(([draft, { seen, score, times }]) => {
        // Texts go on about whom they have been about.
        const going =
          Math.min(times - 1, 4) * 0.12 + (chain?.draft === draft && sentence - chain.sentence <= 2 ? 0.4 : 0);
        return { seen, score: score + (isLeft && !isNamedLast({ seen }) ? -1 : going) };
      })
      .sort((a, b) => b.score - a.score);
  }

  private score(word: Word, seen: Seen, distance: number, kind: Kind): number {
    const draft = seen.draft!;
    const owned = word.tag === 'PRP$' && kind === 'thing';
    let score = 2 - distance * 0.7 + (seen.subject ? (owned ? 0.2 : 0.8) : 0);
    // Whoever is named inside a quotation is seldom the "he" who says it.
    if (this.quoted[seen.head] === 1 && this.quoted[word.index] === 0) score -= speaks(word) ? 4 : 1.5;
    const gender = kind === 'he' ? 'male' : kind === 'she' ? 'female' : undefined;
    if (gender !== undefined) score += (draft.gender === gender ? 0.8 : 0) - (draft.type === 'class' ? 0.6 : 0);
    // "He said that Mr. Lind must go. “…,” he said": neither "he" is Mr. Lind.
    if (speaks(word) && this.isToldBy(seen, kind)) score -= 3;
    // "The firm's claim that it had tested a rocket": whose claim it is.
    if (this.ownsClauseOf(word, seen)) score += 2;
    // "Mr. Lehmann denied it; he was questioned", "spoke with the premier and is due to meet him": of one sentence, the subject goes with the subject, the other with the other.
    if (gender !== undefined && distance === 0 && word.tag === 'PRP' && !this.isToldBy(seen, kind)) {
      if (word.is('nsubj', 'nsubj:pass')) score += seen.subject ? 0.8 : this.isBesideSubject(seen) ? 1.6 : 0;
      if (word.is('obj', 'obl') && !seen.subject && this.isJoinedTo(word, seen)) score += 1.6;
    }
    // Who says "he added" is mostly who spoke last.
    if (speaks(word) && speaks(this.words[seen.head]!)) score += 0.5;
    // A possessive inside a phrase most often means what stands nearest; a subject, the last subject.
    const near = word.index - seen.to;
    // Without full stops a sentence may be many: what stands nearer is likelier to be in the same one.
    if (this.lost[word.index] === 1) score -= Math.min(near, 30) * 0.08;
    if (word.tag === 'PRP$' && distance === 0) score += Math.max(0, 2 * (1 - near / 12));
    if (kind === 'thing') score -= distance > 1 ? 1.2 : 0;
    if (kind === 'thing' && !seen.subject && !(distance === 0)) score -= 0.8;
    if (kind === 'several' && !seen.plural) score -= 0.7;
    return score;
  }

  /** "Its chairman, Uwe Lehmann, denied it": the name set beside a post that is the subject. */
  private isBesideSubject({ head }: Seen): boolean {
    const name = this.words[head]!;
    const post = name.is('appos') ? name.head : undefined;
    return post?.is('nsubj', 'nsubj:pass') === true && postHeads.has(post.lower);
  }

  /** Does the mention hang on a verb that the pronoun's verb is joined to? */
  private isJoinedTo(word: Word, { head }: Seen): boolean {
    const verb = word.head;
    const first = verb?.is('conj') === true ? verb.head : undefined;
    const noun = this.words[head]!;
    return first !== undefined && noun.is('obj', 'obl', 'iobj') && noun.head === first;
  }

  /** Does the mention stand in what a pronoun of this kind says? */
  private isToldBy(seen: Seen, kind: Kind): boolean {
    let at: Word | undefined = this.words[seen.head];
    for (let climbed = 0; at !== undefined && climbed < 12; climbed++, at = at.head) {
      const verb: Word | undefined = at.is('ccomp') ? at.head : undefined;
      const teller = verb && speechVerbs.has(verb.lemma) ? verb.child('nsubj') : undefined;
      if (teller !== undefined) return pronouns.get(teller.lower) === kind;
    }
    return false;
  }

  /** Does the mention own the noun that the pronoun's clause spells out ("its pledge that it …", "Iran's promise to let …")? */
  private ownsClauseOf(word: Word, { from, to }: Seen): boolean {
    let at: Word | undefined = word.head;
    for (let climbed = 0; at !== undefined && climbed < 4; climbed++, at = at.head) {
      if (!at.is('acl', 'ccomp') || at.head?.pos !== 'NOUN') continue;
      const owner = at.head.child('nmod:poss');
      return owner !== undefined && owner.index >= from && owner.index < to;
    }
    return false;
  }

  /** "The premier's office says he has left": a body says it, so it is of the one whose body it is. */
  private ownsTeller(word: Word, { head }: Seen): boolean {
    const owner = this.words[head]!;
    const body = owner.is('nmod:poss') ? owner.head : undefined;
    const verb = body?.is('nsubj') === true && BODIES_OF_ONE.has(body.lemma) ? body.head : undefined;
    if (verb === undefined) return false;
    for (let at: Word | undefined = word, climbed = 0; at !== undefined && climbed < 6; climbed++, at = at.head)
      if (at.is('ccomp', 'parataxis') && at.head === verb) return true;
    return false;
  }

  /** "Xi told him", "Xi left but will meet him": the object of a verb is not its subject. */
  private boundApart(word: Word, seen: Seen): boolean {
    if (word.tag === 'PRP$' || !word.is('obj', 'iobj', 'obl')) return false;
    const verb = word.head;
    return verb !== undefined && subject(verb)?.index === seen.head;
  }

  /** Sentences from a mention to a later sentence; what somebody is quoted with in between counts for one, however long he speaks. */
  private distance(seen: Seen, sentence: number): number {
    const from = this.mentions.sentenceOf(seen);
    const spoken = this.spokenBefore[sentence]! - this.spokenBefore[Math.min(from + 1, sentence)]!;
    return sentence - from - Math.max(0, spoken - 1);
  }

  /** A pronoun of this kind meant `draft`: the next one is likelier to, too. */
  settle(kind: Kind, draft: Draft, sentence: number): void {
    this.lastOf.set(kind, { draft, sentence });
  }
}

/** "It is clear that …", "it rains": an "it" that means nothing. */
export function isIdle(word: Word): boolean {
  if (word.is('expl')) return true;
  if (word.lower !== 'it') return false;
  const next = word.next;
  if (next === undefined || !/^(?:is|was|’s|'s|has|would|will|seems|appears|remains|became|turned)$/u.test(next.lower))
    return false;
  let after = next.next;
  for (
    let i = 0;
    i < 3 && after !== undefined && /^(?:not|n't|be|been|also|now|still|very|un\w+)$/u.test(after.lower);
    i++
  )
    after = after.next;
  const adjective =
    after !== undefined && (after.pos === 'ADJ' || /^(?:unclear|clear|time|possible)$/u.test(after.lower));
  return adjective || /^(?:seems|appears|turned)$/u.test(next.lower);
}

/** Is the word the subject of a verb of speech or thought? */
function speaks(word: Word): boolean {
  return word.is('nsubj') && word.head !== undefined && speechVerbs.has(word.head.lemma);
}

/** A mark left open ends with its paragraph, so that one missing mark spoils no more than that. */
function quotedWords(analysis: Analysis): Uint8Array {
  const { words, text } = analysis;
  const quoted = new Uint8Array(words.length);
  let open = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (at > 0 && /\n\s*\n/u.test(text.slice(words[at - 1]!.end, word.start))) open = false;
    if (word.text === '“' || word.text === '``') open = true;
    else if (word.text === '”' || word.text === "''") open = false;
    else if (word.text === '"') open = !open;
    else if (open) quoted[at] = 1;
  }
  return quoted;
}

export type Kind = 'he' | 'she' | 'thing' | 'several' | 'speaker';

/** What each pronoun can stand for; `speaker`: whoever says it. */
export const pronouns = new Map<string, Kind>([
  ...['he', 'him', 'his', 'himself'].map(word => [word, 'he'] as const),
  ...['she', 'her', 'hers', 'herself'].map(word => [word, 'she'] as const),
  ...['it', 'its', 'itself'].map(word => [word, 'thing'] as const),
  ...['they', 'them', 'their', 'theirs', 'themselves'].map(word => [word, 'several'] as const),
  ...['i', 'me', 'my', 'we', 'us', 'our', 'myself', 'ourselves'].map(word => [word, 'speaker'] as const),
]);

function suits(draft: Draft, seen: Seen, kind: Kind): boolean {
  const opposite: Gender | undefined = kind === 'he' ? 'female' : kind === 'she' ? 'male' : undefined;
  if (opposite !== undefined) {
    const someone =
      draft.type === 'person' ||
      (draft.type === 'class' && !draft.plural && !bodyNouns.has(singular(lastWord(draft.name))));
    return someone && draft.gender !== opposite;
  }
  if (kind === 'thing')
    return !draft.plural && !seen.plural && draft.type !== 'person' && draft.type !== 'class' && draft.type !== 'place';
  return draft.plural || seen.plural || ['firm', 'body', 'organisation', 'group'].includes(draft.type);
}

function lastWord(name: string): string {
  return name.toLowerCase().split(' ').at(-1) ?? '';
}
