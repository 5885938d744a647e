import type { Resolution } from '../core/actor.ts';
import type { Day } from '../core/time.ts';
import { wordsAt } from '../core/span.ts';
import type { Analysis, Word } from '../language/analysis.ts';
import { degradedWords } from './names.ts';
import { Antecedents, CERTAIN, CERTAIN_OF_MANY, isIdle, pronouns } from './antecedents.ts';
import { GroupReader, type TextSoFar } from './groups.ts';
import { Mentions, REACH, type Seen } from './mentions.ts';
import { endsNouns, isDeterminer, type Phrase, phraseAt } from './phrases.ts';
import { postWord } from './posts.ts';
import type { Draft, Roster } from './roster.ts';
import { bodyNouns, collectives, genderOfPost, personNouns, postHeads, singular, solePosts } from './vocabulary.ts';
import { demonymEnding, demonymOf } from './world/gazetteer.ts';

/** Words of the phrase that says whose somebody without a name is, its preposition with them; longer ones tell a story. */
const OWNER_WORDS = 5;
/** Of these a country has one that needs no name, and others have names. */
const FORCES = new Set(['army', 'military', 'navy', 'police', 'government']);
/** Bodies of which every state has one of its own. */
const OF_STATES = new Set([...FORCES, 'parliament', 'court', 'guard', 'ministry', 'embassy']);
/** Bodies that stand side by side, each with a field of its own. */
const WITH_FIELDS = new Set(['ministry', 'department', 'committee', 'court', 'commission', 'council', 'directorate']);
/** Pronouns of somebody who may have a country. */
const OF_A_PERSON = new Set(['his', 'her', 'their']);
/**
 * Reads pronouns, descriptions, peoples and unnamed classes in the order of the text, each against what was
 * mentioned before it. `named` are the names' mentions, in order.
 */
/** Words that make another post of one. */
const RANKS = /\b(?:prime|vice|deputy|assistant|shadow)\b/u;

export class ReferenceReader implements TextSoFar {
  private readonly analysis: Analysis;
  readonly words: readonly Word[];
  readonly roster: Roster;
  private readonly published: Day | undefined;
  readonly mentions: Mentions;
  /** Forces named in full that "the army" of this text is not. */
  private readonly otherForces = new Set<Draft>();
  private readonly statesToldBefore = new Map<Draft, ReadonlyMap<Draft, number>>();
  private readonly antecedents: Antecedents;
  private readonly groups: GroupReader;
  /** 1 for every word where capitals or punctuation are lost. */
  private readonly lost: Uint8Array;
  /** For each word, the mention by name that covers it (the outermost). */
  readonly nameAt: (Seen | undefined)[];

  constructor(analysis: Analysis, roster: Roster, published: Day | undefined) {
    this.analysis = analysis;
    this.words = analysis.words;
    this.roster = roster;
    this.published = published;
    this.lost = degradedWords(analysis);
    this.mentions = new Mentions(analysis.words);
    this.antecedents = new Antecedents(analysis, this.mentions);
    this.nameAt = Array.from({ length: analysis.words.length });
    this.groups = new GroupReader(this);
  }

  read(named: readonly Seen[]): Seen[] {
    for (const seen of named) {
      for (let at = seen.from; at < seen.to; at++) {
        const other = this.nameAt[at];
        if (other === undefined || (!seen.nested && other.nested)) this.nameAt[at] = seen;
      }
    }
    const all: Seen[] = [];
    let next = 0;
    let end = 0;
    for (let at = 0; at < this.words.length; at++) {
      while (next < named.length && named[next]!.from <= at) {
        all.push(named[next]!);
        this.mentions.remember(named[next]!);
        next++;
      }
      if (at < end) continue;
      const seen = this.at(at);
      if (seen === undefined) continue;
      // A pair is one phrase; in others ("his Chinese counterpart") what stands inside was read on the way.
      end = Math.max(end, seen.to);
      all.push(seen);
      this.mentions.remember(seen);
    }
    return all.sort((a, b) => a.from - b.from || b.to - a.to);
  }

  private at(at: number): Seen | undefined {
    const word = this.words[at]!;
    const name = this.nameAt[at];
    if (name === undefined && pronouns.has(word.lower)) return this.pronoun(at);
    if (/^(?:two|pair|both|duo|three|four)$/u.test(word.lower)) {
      const group = this.groups.group(at);
      if (group !== undefined) return group;
    }
    if (/^(?:each|either|neither|the)$/u.test(word.lower)) {
      const each = this.groups.eachOfTwo(at);
      if (each !== undefined) return each;
    }
    if (name !== undefined) return undefined;
    const demonym = demonymEnding(this.words, at);
    if (demonym !== undefined) return this.people(at, demonym.state.code, demonym.form === 'person', demonym.length);
    if (word.pos !== 'NOUN' && word.pos !== 'PROPN') return undefined;
    // A capital inside the sentence is a name's ("Coast Guard"), not a common noun's.
    if (
      word.pos === 'PROPN' &&
      /^\p{Lu}/u.test(word.text) &&
      /^\p{Lu}/u.test(this.words[at - 1]?.text ?? '') &&
      !postHeads.has(singular(word.lower))
    )
      return undefined;
    const noun = singular(word.lower);
    // "second-in-command": the parts of a joined word are no nouns of their own.
    if (/^[-‐‑]$/u.test(this.words[at - 1]?.text ?? '') && this.words[at - 2]?.pos === 'ADP') return undefined;
    const person = personNouns.has(noun) || postHeads.has(noun) || noun === 'counterpart';
    const body = bodyNouns.get(noun);
    if (!(person || body !== undefined) || !endsNouns(this.words, at)) return undefined;
    const phrase = phraseAt(
      this.words,
      at,
      index => this.isPerson(index) && !this.qualifies(index, at) && !this.qualifies(index, at),
    );
    const plural =
      word.tag === 'NNS' || word.tag === 'NNPS' || (noun !== word.lower && noun !== 'people') || noun === 'people';
    return this.described(phrase, noun, plural, person);
  }

  /** "Sanders supporters", "Trump's campaign manager": a person's name that only tells whose they are. */
  private qualifies(name: number, noun: number): boolean {
    const seen = this.nameAt[name];
    const head = seen === undefined ? undefined : this.words[seen.head];
    return head !== undefined && head.head === this.words[noun] && head.is('compound', 'nmod:poss');
  }

  private isPerson(at: number): boolean {
    return this.nameAt[at]?.draft?.type === 'person';
  }

  exact(from: number, to: number): string {
    return this.analysis.text.slice(this.words[from]!.start, this.words[to - 1]!.end).replace(/\s+/gu, ' ');
  }

  seen(phrase: Phrase, draft: Draft | undefined, how: Resolution, reason: string, plural = false): Seen {
    const head = this.words[phrase.head]!;
    // Where the tree is doubtful, what stands before a verb is its subject.
    const before = this.lost[phrase.head] === 1 && /^(?:VERB|AUX)$/u.test(this.words[phrase.to]?.pos ?? '');
    return { ...phrase, draft, how, reason, nested: false, subject: head.is('nsubj') || before, plural };
  }

  // ---- peoples: "the Chinese", "Americans" ----

  private people(at: number, code: string, isNoun: boolean, length: 1 | 2): Seen | undefined {
    const word = this.words[at]!;
    const next = this.words[at + 1];
    const article = this.words[at - length];
    const definite = article?.lower === 'the' && article.sentence === word.sentence;
    const opensNoun =
      next !== undefined &&
      next.sentence === word.sentence &&
      (/^(?:NOUN|PROPN|ADJ)$/u.test(next.pos) || /^[-‐‑]$/u.test(next.text));
    if (opensNoun) return undefined;
    const state = this.roster.state(code, at);
    if (state === undefined) return undefined;
    const plural = !isNoun && (/s$|men$/u.test(word.lower) || definite);
    if (definite && plural)
      return this.seen(
        { from: at - length, to: at + 1, head: at },
        state,
        'demonym',
        `"${word.text}" with "the" and no noun after it stands for ${state.name}`,
        true,
      );
    if (!/s$|men$/u.test(word.lower) || word.lower.endsWith('ss')) return undefined;
    const phrase = phraseAt(this.words, at, index => this.isPerson(index));
    return this.unnamed(phrase, true, code);
  }

  /** "A boat was damaged when it was rammed": of a clause that hangs on another the "it" may be the thing that the other is about. */
  private thingBefore(word: Word): Word | undefined {
    const clause = word.is('nsubj') ? word.head : undefined;
    const about = clause?.is('advcl') === true ? clause.head?.child('nsubj') : undefined;
    if (about === undefined || about.index > word.index || about.tag !== 'NN') return undefined;
    const isActor =
      this.nameAt[about.index] !== undefined || this.mentions.recent().some(({ head }) => head === about.index);
    return isActor ? undefined : about;
  }

  /** "The army shelled a base of the Harbor Front. It denied …": a body without a name that the sentence before is about comes before whoever is named in it. */
  private bodyBefore(word: Word): Word | undefined {
    const { sentence } = word;
    const before = this.analysis.sentences[sentence.index - 1];
    const about = before?.words.find(each => each.is('nsubj') && each.head?.is('root') === true);
    if (about === undefined || !word.is('nsubj') || about.tag === 'NNS' || !bodyNouns.has(about.lemma))
      return undefined;
    const isActor =
      this.nameAt[about.index] !== undefined || this.mentions.recent().some(({ head }) => head === about.index);
    return isActor ? undefined : about;
  }

  /**
   * "The minister flew to Lima, where he met …", "The minister left. He said …": a person whom the text does not name comes before whoever was named earlier.
   */
  private personBefore(word: Word, best: Seen): Word | undefined {
    if (!word.is('nsubj') || this.mentions.sentenceOf(best) === word.sentence.index) return undefined;
    const isAbout = (each: Word): boolean =>
      each.is('nsubj') && each.head?.is('root') === true && each.index < word.index && each.tag !== 'NNS';
    const here = word.sentence.words.find(isAbout);
    const about = here ?? this.analysis.sentences[word.sentence.index - 1]?.words.find(isAbout);
    if (about === undefined || about === word || about.head === word.head) return undefined;
    const isPerson = postHeads.has(about.lower) || personNouns.has(about.lower);
    const isActor =
      this.nameAt[about.index] !== undefined || this.mentions.recent().some(({ head }) => head === about.index);
    return isPerson && !isActor && !collectives.has(about.lower) ? about : undefined;
  }

  /** "Ms. Kralova summoned the ambassador. He told her …": somebody without a name in the sentence before, where whoever fits best was named earlier. */
  private unnamedSince(word: Word, best: Seen): Draft | undefined {
    const sentence = word.sentence.index;
    if (!word.is('nsubj', 'nsubj:pass') || this.mentions.sentenceOf(best) >= sentence - 1) return undefined;
    return this.mentions
      .recent()
      .findLast(
        seen =>
          seen.draft?.type === 'class' &&
          !seen.draft.plural &&
          !seen.nested &&
          this.mentions.sentenceOf(seen) === sentence - 1 &&
          this.words[seen.head]!.is('obj', 'iobj', 'nsubj') &&
          postHeads.has(this.words[seen.head]!.lower) &&
          !collectives.has(this.words[seen.head]!.lower),
      )?.draft;
  }

  // ---- descriptions and classes ----

  private described(phrase: Phrase, noun: string, plural: boolean, person: boolean): Seen | undefined {
    const first = this.words[phrase.from]!;
    const definite =
      /^(?:the|this|that|his|her|its|their|these|those)$/u.test(first.lower) ||
      /^['’]s?$/u.test(this.words[phrase.head - 1]?.text ?? '') ||
      this.possessed(phrase);
    const code = this.stateIn(phrase);
    if (person && !plural) {
      if (noun === 'counterpart') return this.counterpart(phrase, code);
      if (definite && solePosts.has(noun)) return this.holder(phrase, noun, code);
      if (collectives.has(noun)) return this.unnamed(phrase, true, code);
      const named = this.namedAfter(phrase) ?? this.namedBefore(phrase);
      if (named !== undefined) named.nouns.add(noun);
      if (named !== undefined)
        return this.seen(
          phrase,
          named,
          'description',
          `"${this.exact(phrase.from, phrase.to)}" stands beside the name ${named.name}`,
        );
      const goesBy = definite ? this.goesBy(phrase, noun) : undefined;
      if (goesBy !== undefined) return goesBy;
      if (definite && !postHeads.has(noun)) return undefined;
      if (!definite && !isDeterminer(first) && phrase.to - phrase.from < 2) return undefined;
      return this.unnamed(phrase, false, code ?? this.ownerBehind(phrase)?.country);
    }
    if (person) return this.unnamed(phrase, true, code);
    if (plural) return this.unnamed(phrase, true, code);
    const beside =
      this.nameOfBody(phrase, noun) ??
      (/^an?$/u.test(first.lower) ? (this.introduced(phrase, noun) ?? this.called(phrase, noun)) : undefined);
    if (beside !== undefined) return beside;
    if (definite || code !== undefined) return this.bodyMeant(phrase, noun, code);
    return undefined;
  }

  /** "Dana Lee, a columnist": the person whose name stands before the comma. */
  private namedBefore(phrase: Phrase): Draft | undefined {
    if (this.words[phrase.from - 1]?.text !== ',' || !/^(?:an?|the)$/u.test(this.words[phrase.from]!.lower))
      return undefined;
    const name = this.nameAt[phrase.from - 2];
    // "Kim, Lee, a columnist and …" is a list; a name and what renames it hang together in the tree.
    const renames =
      this.words[phrase.head]!.is('appos') && name !== undefined && this.words[phrase.head]!.head?.index === name.head;
    return renames && name.draft?.type === 'person' ? name.draft : undefined;
  }

  /**
   * "The columnist": the one person of the text who was called so, by the noun beside the name. "The delegate of Peru" is nobody who is not known to be of Peru.
   */
  private goesBy(phrase: Phrase, noun: string): Seen | undefined {
    const owner = this.ownerBehind(phrase);
    const called = new Set<Draft>();
    for (const { draft } of this.mentions.recent()) {
      if (draft?.type !== 'person') continue;
      if (owner !== undefined && !draft.posts.some(({ of }) => of === owner.id)) continue;
      if (draft.nouns.has(noun) || draft.posts.some(({ post }) => postWord(post) === noun)) called.add(draft);
    }
    const [draft, ...others] = called;
    if (draft === undefined || others.length > 0) return undefined;
    return this.seen(
      phrase,
      draft,
      'description',
      `"${this.exact(phrase.from, phrase.to)}" is ${draft.name}, who alone is called ${noun} before it`,
    );
  }

  /** "Republican pollster Dana Lee", "journalist and author Dana Lee": the person whose name follows without a comma. */
  private namedAfter(phrase: Phrase): Draft | undefined {
    const { sentence } = this.words[phrase.head]!;
    let at = phrase.to;
    if (this.words[at]?.lower === 'and' || this.words[at]?.lower === 'turned') {
      // What is joined must be such a noun again: "journalist and" whoever is named next are two.
      const joined = ++at;
      while (at < joined + 5 && !this.isPerson(at) && /^(?:ADJ|NOUN|PROPN)$/u.test(this.words[at]?.pos ?? '')) at++;
      const noun = singular(this.words[at - 1]?.lower ?? '');
      if (at > joined && !personNouns.has(noun) && !postHeads.has(noun)) return undefined;
      if (at === joined && this.nameAt[at]?.head === at) return undefined;
    }
    const name = this.nameAt[at];
    const follows = name !== undefined && name.draft?.type === 'person' && this.words[at]?.sentence === sentence;
    const startsHere = follows && (name.from === at || (name.from <= phrase.from && name.head >= at));
    return startsHere ? name.draft : undefined;
  }

  /** Is the word an adjective of a state, or the first half of one ("South Korean")? */
  private ofPeople(at: number): boolean {
    return demonymEnding(this.words, at) !== undefined || demonymEnding(this.words, at + 1)?.length === 2;
  }

  private possessed(phrase: Phrase): boolean {
    for (let at = phrase.from; at < phrase.head; at++) if (/^['’]s?$/u.test(this.words[at]!.text)) return true;
    return false;
  }

  /** The state that an adjective or name inside the phrase tells: "senior Chinese officials", "the U.S. president". */
  private stateIn(phrase: Phrase): string | undefined {
    for (let at = phrase.head; at >= phrase.from; at--) {
      const name = this.nameAt[at];
      if (name?.draft?.type === 'state') return name.draft.country;
      const demonym = demonymEnding(this.words, at);
      if (demonym !== undefined) return demonym.state.code;
    }
    return undefined;
  }

  /** "his Chinese counterpart": who holds the same post in that state. */
  private counterpart(phrase: Phrase, code: string | undefined): Seen {
    const exact = this.exact(phrase.from, phrase.to);
    const owner = this.mentions
      .recent()
      .reverse()
      .find(
        seen =>
          seen.draft?.type === 'person' &&
          this.mentions.sentenceOf(seen) >= this.words[phrase.head]!.sentence.index - 1,
      );
    // "his Russian counterpart, Sergei Lavrov": the name stands beside it, and holds what the other holds.
    const after = this.words[phrase.to]?.text === ',' ? phrase.to + 1 : phrase.to;
    const beside = this.nameAt[after]?.from === after ? this.nameAt[after]?.draft : undefined;
    if (beside?.type === 'person') {
      const post = owner?.draft?.posts[0]?.post;
      if (post !== undefined && code !== undefined && beside.posts.length === 0)
        this.learnPost(beside, phrase, code, post);
      return this.seen(phrase, beside, 'description', `"${exact}" stands beside the name ${beside.name}`);
    }
    const posts = new Set((owner?.draft?.posts ?? []).map(post => postWord(post.post)));
    const fitting = this.roster.drafts.filter(
      draft =>
        draft.type === 'person' &&
        draft !== owner?.draft &&
        draft.posts.some(
          post => (code === undefined || this.codeOf(post.of) === code) && posts.has(postWord(post.post)),
        ),
    );
    if (owner?.draft !== undefined && fitting.length === 1 && code !== undefined) {
      const one = fitting[0]!;
      return this.seen(
        phrase,
        one,
        'description',
        `${exact}: ${one.name} holds in ${this.stateName(code)} the post that ${owner.draft.name} holds ("${one.posts[0]!.words.exact}")`,
      );
    }
    if (owner?.draft !== undefined && code !== undefined) {
      // Nobody of the text is known to hold the post: the words still tell the state.
      const seen = this.unnamed(phrase, false, code);
      return {
        ...seen,
        reason: `${exact}: somebody who holds in ${this.stateName(code)} the post of ${owner.draft.name}; the text does not name the holder`,
      };
    }
    return this.seen(phrase, undefined, 'unresolved', `"${exact}": the text does not tell whose counterpart this is`);
  }

  /** "The U.S. president", "the spokesman": the person of the text who holds such a post. */
  private holder(phrase: Phrase, noun: string, code: string | undefined): Seen {
    const exact = this.exact(phrase.from, phrase.to);
    const telling = this.words
      .slice(phrase.from, phrase.head)
      .filter(
        word =>
          /^(?:NOUN|ADJ|PROPN)$/u.test(word.pos) &&
          !this.ofPeople(word.index) &&
          this.nameAt[word.index]?.draft?.type !== 'state',
      )
      .map(word => word.lower);
    const owner = this.ownerBehind(phrase);
    const field = owner === undefined ? this.fieldBehind(phrase) : undefined;
    if (field !== undefined) telling.push(field);
    const candidates: { draft: Draft; score: number; because: string }[] = [];
    const considered = new Set<Draft>();
    for (const seen of this.mentions.recent().reverse()) {
      const draft = seen.draft;
      if (draft?.type !== 'person' || considered.has(draft)) continue;
      considered.add(draft);
      for (const post of draft.posts) {
        if (postWord(post.post) !== noun) continue;
        const held = this.codeOf(post.of);
        if (code !== undefined && held !== undefined && held !== code) continue;
        if (owner !== undefined && post.of !== owner.id) continue;
        if (code !== undefined && held === undefined && !this.mayBeOf(draft, code, phrase)) continue;
        const words = post.post.toLowerCase();
        // "The minister" is no prime minister, and "the president" no vice president.
        const rank = RANKS.exec(words)?.[0];
        if (rank !== undefined && !telling.includes(rank)) continue;
        if (!telling.every(word => words.includes(word) || post.words.exact.toLowerCase().includes(word))) continue;
        const certain = (code !== undefined && held === code ? 3 : 0) + telling.length;
        candidates.push({
          draft,
          score: certain - considered.size * 0.1,
          because: `called "${post.words.exact} ${draft.nameFrom === undefined ? draft.name : [...draft.aliases][0]!}"`,
        });
        break;
      }
    }
    const best = candidates.sort((a, b) => b.score - a.score)[0];
    if (best === undefined) {
      if (code !== undefined || owner !== undefined || telling.length > 0) return this.unnamed(phrase, false, code);
      return this.seen(phrase, undefined, 'unresolved', `"${exact}": nobody named before it is said to hold that post`);
    }
    const ambiguous = candidates.length > 1 && code === undefined && telling.length === 0;
    if (
      ambiguous &&
      this.isBesideAnother(
        candidates.map(({ draft }) => draft),
        phrase,
      )
    )
      return this.seen(
        phrase,
        undefined,
        'unresolved',
        `"${exact}": ${candidates.length} who hold such a post are told of just before it`,
      );
    if (code !== undefined) this.learnPost(best.draft, phrase, code);
    const doubt = ambiguous ? `; ${candidates.length} hold such a post, this one was named last` : '';
    return this.seen(phrase, best.draft, 'description', `"${exact}" is ${best.draft.name}, ${best.because}${doubt}`);
  }

  /**
   * "Foreign Minister Ana Lind said … Peru's foreign minister": she, where Peru is the state that the text had told of most when it named her, and she is not named
   * beside him.
   */
  private mayBeOf(draft: Draft, code: string, { head }: Phrase): boolean {
    const { sentence } = this.words[head]!;
    const state = this.roster.state(code, head);
    const isNamedHere =
      this.lost[head] === 0 &&
      sentence.words.some(({ index }) => this.nameAt[index]?.draft === draft && Math.abs(index - head) > 3);
    if (isNamedHere || state === undefined) return false;
    const states = this.statesBefore(draft);
    const [most] = [...states].sort((a, b) => b[1] - a[1]);
    return most === undefined || (states.get(state) ?? 0) >= most[1];
  }

  /** How often each state is named up to the sentence that names somebody first; counted once for each. */
  private statesBefore(draft: Draft): ReadonlyMap<Draft, number> {
    const kept = this.statesToldBefore.get(draft);
    if (kept !== undefined) return kept;
    const states = new Map<Draft, number>();
    const until = this.words[draft.firstAt]!.sentence.index;
    for (let at = 0; at < this.words.length && this.words[at]!.sentence.index <= until; at++) {
      const seen = this.nameAt[at]?.draft;
      if (seen?.type === 'state') states.set(seen, (states.get(seen) ?? 0) + 1);
    }
    this.statesToldBefore.set(draft, states);
    return states;
  }

  /** "The President of Kelland": the state or body behind "of". */
  private ownerBehind({ to, head }: Phrase): Draft | undefined {
    if (this.words[to]?.lower !== 'of' || this.words[to].sentence !== this.words[head]!.sentence) return undefined;
    const start = this.words[to + 1]?.lower === 'the' ? to + 2 : to + 1;
    const name = this.nameAt[start];
    // "The head of Peru's central bank" is nobody's who speaks for Peru.
    const isOwned = name !== undefined && this.ownedEnd(name.to) > name.to;
    return name?.from === start && name.draft?.type !== 'person' && !isOwned ? name.draft : undefined;
  }

  /** "The Minister of Energy": the first word of what the post is for, in capitals as the name of a post has it. */
  private fieldBehind({ to, head }: Phrase): string | undefined {
    if (!/^(?:of|for)$/u.test(this.words[to]?.lower ?? '')) return undefined;
    const after = this.words[to + 1]?.lower === 'the' ? this.words[to + 2] : this.words[to + 1];
    const isHere = after !== undefined && after.sentence === this.words[head]!.sentence;
    return isHere &&
      this.lost[head] === 0 &&
      /^\p{Lu}\p{Ll}/u.test(after.text) &&
      this.nameAt[after.index] === undefined
      ? after.lower
      : undefined;
  }

  /** Are several of these told of in the last sentence that tells of any? Then a bare "the president" is either, whoever was named last. */
  private isBesideAnother(holders: readonly Draft[], phrase: Phrase): boolean {
    const before = this.mentions.recent().filter(({ draft, head }) => draft !== undefined && head < phrase.from);
    const last = before.findLast(seen => eachOf(seen).some(draft => holders.includes(draft)));
    if (last === undefined) return false;
    const sentence = this.mentions.sentenceOf(last);
    const here = before.filter(seen => this.mentions.sentenceOf(seen) === sentence);
    return new Set(here.flatMap(eachOf).filter(draft => holders.includes(draft))).size > 1;
  }

  /** "The U.S. president" for Obama tells whose president he is; a counterpart holds the `post` of the other. */
  private learnPost(draft: Draft, phrase: Phrase, code: string, post?: string): void {
    const of = this.roster.state(code, phrase.from)?.id;
    if (draft.posts.some(post => post.of === of)) return;
    const start = this.words[phrase.from + (isDeterminer(this.words[phrase.from]!) ? 1 : 0)]!.start;
    const words = wordsAt(this.analysis.text, { start, end: this.words[phrase.to - 1]!.end });
    const written = post ?? this.words[phrase.head]!.text;
    const before = draft.posts.find(each => each.post.toLowerCase() === written.toLowerCase());
    draft.posts.push({ post: before?.post ?? written, of, words, asOf: this.published });
  }

  private codeOf(of: string | undefined): string | undefined {
    return of === undefined ? undefined : this.roster.get(of)?.country;
  }

  private stateName(code: string): string {
    return this.roster.state(code, 0)?.name ?? code;
  }

  /** "the department", "the Irvine-based company", "the Chinese government". */
  private bodyMeant(phrase: Phrase, noun: string, code: string | undefined): Seen {
    const exact = this.exact(phrase.from, phrase.to);
    const type = bodyNouns.get(noun)!;
    const modified = phrase.head - phrase.from > 1;
    if (
      code !== undefined &&
      /^(?:government|administration|regime|state|authority|side|country|nation)$/u.test(noun)
    ) {
      const state = this.roster.state(code, phrase.from);
      if (state !== undefined) return this.seen(phrase, state, 'description', `"${exact}" stands for ${state.name}`);
    }
    if (code !== undefined && type !== 'state') {
      const owner = this.roster.state(code, phrase.from)!;
      const draft = this.roster.actor(type, `${owner.name}: ${this.bareName(phrase)}`, phrase.from, { country: code });
      draft.aliases.add(exact);
      draft.nouns.add(noun);
      return this.seen(
        phrase,
        draft,
        'description',
        `"${exact}": a ${noun} of ${owner.name} that the text does not name`,
      );
    }
    if (
      OF_A_PERSON.has(this.words[phrase.from]!.lower) &&
      /^(?:government|administration|country|nation|state)$/u.test(noun)
    )
      return this.stateOfOwner(phrase);
    const forces = OF_STATES.has(noun) ? this.calledByName(phrase) : undefined;
    if (forces !== undefined) {
      const draft = this.roster.actor('body', forces, phrase.from);
      draft.nouns.add(noun);
      return this.seen(phrase, draft, 'name', `called "${exact}"`);
    }
    // "Ostria's navy" is none that was named without Ostria.
    if (OF_STATES.has(noun) && this.possessed(phrase) && !pronouns.has(this.words[phrase.from]!.lower))
      return this.seen(phrase, undefined, 'unresolved', `"${exact}": the text does not name this ${noun}`);
    const sentence = this.words[phrase.head]!.sentence.index;
    // "An analyst at Vik Bank said …": whose somebody is comes after what the text is about.
    const recent = this.mentions.recent().reverse();
    const [besides, first] = [
      recent.filter(seen => this.isAffiliation(seen)),
      recent.filter(seen => !this.isAffiliation(seen)),
    ];
    for (const seen of [...first, ...besides]) {
      const draft = seen.draft;
      if (draft === undefined || seen.nested || draft.plural || sentence - this.mentions.sentenceOf(seen) > REACH + 1)
        continue;
      if (this.isAnotherForce(noun, draft, sentence) || this.isOfAnotherField(phrase, noun, draft)) continue;
      if (
        type === 'state'
          ? draft.type === 'state'
          : draft.nouns.has(noun) ||
            (noun === 'company' ||
            noun === 'firm' ||
            noun === 'group' ||
            noun === 'organization' ||
            noun === 'organisation' ||
            noun === 'agency'
              ? sameSort(draft, noun)
              : false)
      ) {
        if (modified && type === 'state') continue;
        return this.seen(
          phrase,
          draft,
          type === 'state' ? 'description' : 'short-name',
          `"${exact}" is the ${noun} named last before it: ${draft.name}`,
        );
      }
      if (type === 'firm' && draft.type === 'firm')
        return this.seen(phrase, draft, 'description', `"${exact}": ${draft.name} is the firm named last before it`);
    }
    return this.seen(phrase, undefined, 'unresolved', `"${exact}": the text before names no ${noun} it could mean`);
  }

  /** "The defence ministry" is no Interior Ministry. */
  private isOfAnotherField({ from, head }: Phrase, noun: string, draft: Draft): boolean {
    if (!WITH_FIELDS.has(noun)) return false;
    const names = [draft.name, ...draft.aliases]
      .join(' ')
      .toLowerCase()
      .replace(/defense/gu, 'defence');
    return this.words
      .slice(from, head)
      .filter(({ pos, lower }) => /^(?:NOUN|PROPN|ADJ)$/u.test(pos) && demonymOf(lower) === undefined)
      .some(
        ({ lower }) =>
          !names.includes(lower.replace('defense', 'defence')) && !/^(?:own|new|same|powerful)$/u.test(lower),
      );
  }

  /** "The Kellish navy": one adjective of a name before its noun calls it as a name would, also where no table knows the adjective. */
  private calledByName({ from, head }: Phrase): string | undefined {
    const adjective = this.words[head - 1]!;
    const isAlone = from === head - 2 && this.words[from]!.lower === 'the';
    const isOfName =
      adjective.pos === 'ADJ' && /^\p{Lu}\p{Ll}/u.test(adjective.text) && this.nameAt[head - 1] === undefined;
    return isAlone && isOfName ? this.exact(head - 1, head + 1) : undefined;
  }

  /** A firm or body named only to say where somebody belongs: "an analyst at Vik Bank", "Ida Lund of Vik Bank". */
  private isAffiliation(seen: Seen): boolean {
    const head = this.words[seen.head]!;
    const owner = head.is('nmod') ? head.head : undefined;
    if (owner === undefined || !/^(?:of|at|from|with)$/u.test(head.child('case')?.lower ?? '')) return false;
    const named = this.nameAt[owner.index]?.draft;
    return named?.type === 'person' || personNouns.has(singular(owner.lower)) || postHeads.has(singular(owner.lower));
  }

  /**
   * "The Arakan Army said it would come if the army stopped firing": whoever is named in full in a sentence would be "it" there; "the army" is another, in this
   * sentence and from then on.
   */
  private isAnotherForce(noun: string, draft: Draft, sentence: number): boolean {
    if (!FORCES.has(noun)) return false;
    const isNamedHere = this.mentions
      .recent()
      .some(other => other.draft === draft && other.how === 'name' && this.mentions.sentenceOf(other) === sentence);
    if (isNamedHere) this.otherForces.add(draft);
    return this.otherForces.has(draft);
  }

  /** "His country": the state in whose service the person stands whom the pronoun means, never just the state named last. */
  private stateOfOwner(phrase: Phrase): Seen {
    const exact = this.exact(phrase.from, phrase.to);
    const pronoun = this.words[phrase.from]!;
    const [owner, other] = this.antecedents.of(pronoun, pronouns.get(pronoun.lower)!);
    const draft = owner?.seen.draft;
    const isSure = owner !== undefined && owner.score - (other?.score ?? Number.NEGATIVE_INFINITY) >= CERTAIN;
    const codes = new Set(
      [draft?.country, ...(draft?.posts ?? []).map(post => this.codeOf(post.of))].filter(code => code !== undefined),
    );
    const [code] = codes;
    const state = isSure && codes.size === 1 ? this.roster.state(code!, phrase.from) : undefined;
    if (state === undefined)
      return this.seen(phrase, undefined, 'unresolved', `"${exact}": the text does not tell whose country is meant`);
    return this.seen(phrase, state, 'description', `"${exact}" is ${state.name}, the state of ${draft!.name}`);
  }

  /** "FireEye, a California-based cybersecurity firm": the noun tells what the name beside it is. */
  private introduced(phrase: Phrase, noun: string): Seen | undefined {
    const comma = this.words[phrase.from - 1];
    const beside =
      comma?.text === ',' || comma?.lower === 'is' || comma?.lower === 'was'
        ? this.nameAt[phrase.from - 2]
        : this.nameAt[phrase.from - 1];
    const draft = beside?.draft;
    if (draft === undefined || draft.type === 'person' || draft.type === 'place' || draft.type === 'state')
      return undefined;
    draft.nouns.add(noun);
    return this.seen(
      phrase,
      draft,
      'description',
      `set beside the name: ${draft.name} is ${this.exact(phrase.from, phrase.to)}`,
    );
  }

  /** "The security firm Ravenholt": the name that follows without a comma. */
  private nameOfBody(phrase: Phrase, noun: string): Seen | undefined {
    const name = this.nameAt[phrase.to];
    const draft = name?.from === phrase.to ? name.draft : undefined;
    if (draft === undefined || !/^(?:firm|organisation|group|body)$/u.test(draft.type)) return undefined;
    if (this.words[phrase.to]!.sentence !== this.words[phrase.head]!.sentence) return undefined;
    draft.nouns.add(noun);
    return this.seen(
      phrase,
      draft,
      'description',
      `"${this.exact(phrase.from, phrase.to)}" stands beside the name ${draft.name}`,
    );
  }

  /** "An advocacy group called River Watch", "a group it calls Glass Heron", "a gang known as Red Latch": the name that the phrase itself gives. */
  private called(phrase: Phrase, noun: string): Seen | undefined {
    let at = phrase.to;
    for (const opening of [/^(?:that|which)$/u, /^(?:it|they|we|is|are)$/u, /^(?:has|have|also|widely|commonly)$/u])
      if (opening.test(this.words[at]?.lower ?? '')) at++;
    let verb = this.words[at]?.lower ?? '';
    if (verb === 'calling' && /^(?:itself|themselves)$/u.test(this.words[at + 1]?.lower ?? '')) at++;
    else if (/^(?:known|tracked|tracks|track|identified|referred)$/u.test(verb)) {
      if (this.words[at + 1]?.lower !== 'as') return undefined;
      verb += ' as';
      at++;
    } else if (!/^(?:called|named|calls|call|dubbed|dubs|nicknamed)$/u.test(verb)) return undefined;
    const after = this.words[at + 1]?.lower === 'the' ? at + 2 : at + 1;
    const named = this.nameAt[after]?.draft;
    if (bodyNouns.get(noun) === 'state' || named?.type === 'state') return undefined;
    const isBody = named !== undefined && named.type !== 'person' && named.type !== 'place';
    const draft = isBody ? named : this.bodyCalled(after, noun);
    if (draft === undefined) return undefined;
    draft.nouns.add(noun);
    return this.seen(phrase, draft, 'description', `${this.exact(phrase.from, phrase.to)} ${verb} ${draft.name}`);
  }

  /** What a body is called is its name, also where it looks like that of a person or a place, or like none: the capitalised words from `from` on. */
  private bodyCalled(from: number, noun: string): Draft | undefined {
    const { sentence } = this.words[from - 1]!;
    const isPart = (word: Word | undefined): boolean =>
      word !== undefined &&
      word.sentence === sentence &&
      /^\p{Lu}/u.test(word.text) &&
      !/^(?:I|It|The)$/u.test(word.text);
    let to = from;
    while (isPart(this.words[to])) to++;
    return to === from ? undefined : this.roster.actor(bodyNouns.get(noun)!, this.exact(from, to), from);
  }

  private bareName(phrase: Phrase): string {
    let from = phrase.from;
    while (from < phrase.head && isDeterminer(this.words[from]!)) from++;
    return this.exact(from, phrase.to);
  }

  /** Somebody without a name: the phrase itself is the actor, of type class. */
  private unnamed(told: Phrase, plural: boolean, toldCode: string | undefined): Seen {
    // "Chinese and American officials" are of both.
    const isOfTwo =
      plural &&
      this.words[told.from - 1]?.lower === 'and' &&
      demonymOf(this.words[told.from - 2]?.text ?? '') !== undefined &&
      demonymOf(this.words[told.from]!.text) !== undefined;
    const phrase = isOfTwo ? { ...told, from: told.from - 2 } : told;
    const code = isOfTwo ? undefined : toldCode;
    let to = phrase.to;
    // "representatives for both countries", "officials from Washington": whose they are belongs to the name.
    const preposition = this.words[to];
    if (
      preposition !== undefined &&
      /^(?:for|from|of)$/u.test(preposition.lower) &&
      preposition.sentence === this.words[phrase.head]!.sentence
    ) {
      const after = this.words[to + 1];
      const start = after?.lower === 'the' ? to + 2 : to + 1;
      const name = this.nameAt[start];
      if (name !== undefined && name.draft?.type !== 'person') {
        // "The head of Peru's delegation": whose it is goes on.
        to = this.ownedEnd(name.to);
        // "The ministers of Peru, Chile and Norway": the whole list, where it ends in "and".
        to = this.listEnd(to);
      } else if (/^both$/u.test(after?.lower ?? '')) to += 3;
      else if (name === undefined) to = this.ownersEnd(phrase);
    }
    let from = phrase.from;
    // "Her lawyers", "its spokesman": whose they are is part of who they are.
    while (
      from < phrase.head &&
      (isDeterminer(this.words[from]!) || this.words[from]!.lower === 'least') &&
      !/^(?:his|her|its|their)$/u.test(this.words[from]!.lower)
    )
      from++;
    const written = this.exact(from, Math.min(to, this.words.length));
    // "Officials" at the head of a sentence are the officials of the next.
    const first = this.words[from]!;
    const opens = first === first.sentence.words[0];
    const proper = !opens || first.pos === 'PROPN' || demonymOf(first.text) !== undefined;
    const name = proper ? written : written.charAt(0).toLowerCase() + written.slice(1);
    const draft = this.roster.actor('class', name, phrase.from, {
      country: code,
      plural,
      gender: genderOfPost(this.words[phrase.head]!.lower),
    });
    const what = plural ? 'a class of people or bodies' : 'somebody';
    const whose = code === undefined ? '' : ` of ${this.stateName(code)}`;
    return this.seen(phrase, draft, 'class', `"${name}": ${what}${whose} without a name in the text`, plural);
  }

  /** Behind a name in the possessive, the end of what it has ("Peru's central bank"); else `to`. */
  private ownedEnd(to: number): number {
    const mark = this.words[to];
    if (mark === undefined || !/^['’]s?$/u.test(mark.text)) return to;
    let end = to + 1;
    while (/^(?:ADJ|NOUN|PROPN)$/u.test(this.words[end]?.pos ?? '') && this.words[end]!.sentence === mark.sentence)
      end++;
    return end > to + 1 ? end : to;
  }

  /** Where a list of names that goes on at `to` ends: behind the name that "and" joins; at `to` where there is no such list. */
  private listEnd(to: number): number {
    for (let at = to, names = 0; names < 12; names++) {
      const opening = this.words[at]?.lower;
      const isLast = opening === 'and' || (opening === ',' && this.words[at + 1]?.lower === 'and');
      if (!isLast && opening !== ',') return to;
      let start = at + (opening === ',' && isLast ? 2 : 1);
      if (this.words[start]?.lower === 'the') start++;
      const name = this.nameAt[start];
      if (name?.from !== start || name.draft?.type === 'person') return to;
      if (isLast) return name.to;
      at = name.to;
    }
    return to;
  }

  /** "A spokeswoman for the Chinese embassy": where the short phrase ends that says whose she is; the noun alone where there is none. */
  private ownersEnd(phrase: Phrase): number {
    const owner = this.words[phrase.head]!.children('nmod').find(
      word => word.child('case')?.index === phrase.to && /^(?:for|of)$/u.test(this.words[phrase.to]!.lower),
    );
    const part = owner?.subtree() ?? [];
    const short = part.length > 1 && part.length <= OWNER_WORDS && part.at(-1)!.index === phrase.to + part.length - 1;
    return short && part.every(word => /^(?:ADP|DET|ADJ|NOUN|PROPN)$/u.test(word.pos))
      ? phrase.to + part.length
      : phrase.to;
  }

  // ---- pronouns ----

  private pronoun(at: number): Seen | undefined {
    const word = this.words[at]!;
    const kind = pronouns.get(word.lower);
    if (kind === undefined) return undefined;
    const phrase = { from: at, to: at + 1, head: at };
    if (kind === 'speaker')
      return this.seen(
        phrase,
        undefined,
        'unresolved',
        `"${word.text}" is whoever speaks; that is for the statement to tell`,
      );
    if (kind === 'thing' && isIdle(word)) return undefined;
    const thing = kind === 'thing' ? this.thingBefore(word) : undefined;
    if (thing !== undefined)
      return this.seen(
        phrase,
        undefined,
        'unresolved',
        `"${word.text}" may be the ${thing.text} of the clause before it`,
      );
    const [best, second] = this.antecedents.of(word, kind);
    const isClear =
      best !== undefined &&
      best.score - (second?.score ?? Number.NEGATIVE_INFINITY) >= CERTAIN_OF_MANY &&
      best.score >= 0.4;
    const pair = kind === 'several' && !isClear && word.is('nsubj') ? this.groups.joinedSubject(word) : undefined;
    if (pair !== undefined) return pair;
    if (best === undefined || best.score < 0.4)
      return this.seen(phrase, undefined, 'unresolved', `"${word.text}": no actor before it fits`);
    const other =
      kind === 'thing' && !best.seen.subject
        ? this.bodyBefore(word)
        : kind === 'he' || kind === 'she'
          ? this.personBefore(word, best.seen)
          : undefined;
    if (other !== undefined)
      return this.seen(
        phrase,
        undefined,
        'unresolved',
        `"${word.text}" may be the ${other.text} that the sentence before is about`,
      );
    const unnamed = kind === 'he' || kind === 'she' ? this.unnamedSince(word, best.seen) : undefined;
    if (unnamed !== undefined)
      return this.seen(
        phrase,
        undefined,
        'unresolved',
        `"${word.text}" may be the ${unnamed.name}, told of since ${best.seen.draft!.name} was named`,
      );
    const lead = best.score - (second?.score ?? Number.NEGATIVE_INFINITY);
    if (lead < (kind === 'several' ? CERTAIN_OF_MANY : CERTAIN))
      return this.seen(phrase, undefined, 'unresolved', `"${word.text}": two actors before it fit equally well`);
    const sentence = word.sentence.index;
    this.antecedents.settle(kind, best.seen.draft!, sentence);
    // A clear "she" tells for the rest of the text that a name is a woman's.
    if (lead > 0.6 && !best.seen.draft!.plural && (kind === 'he' || kind === 'she'))
      best.seen.draft!.gender ??= kind === 'he' ? 'male' : 'female';
    const draft = best.seen.draft!;
    const where = this.mentions.sentenceOf(best.seen) === sentence ? 'the same sentence' : 'a sentence before';
    return this.seen(
      phrase,
      draft,
      'pronoun',
      `"${word.text}" fits ${draft.name}, ${best.seen.subject ? 'the subject' : 'named'} in ${where}`,
      kind === 'several',
    );
  }
}

/** Whom a mention means, each of a pair for itself. */
function eachOf({ draft }: Seen): readonly Draft[] {
  if (draft === undefined) return [];
  return draft.members.length > 0 ? draft.members : [draft];
}

function sameSort(draft: Draft, noun: string): boolean {
  if (noun === 'company' || noun === 'firm') return draft.type === 'firm';
  if (noun === 'agency') return draft.type === 'body' || draft.nouns.has('bureau');
  if (noun === 'group') return draft.type === 'group';
  return draft.type === 'organisation' || draft.type === 'group';
}
