import type { Actor, ActorId, ActorMention, Occupancy, Party } from '../core/actor.ts';
import { wordsAt } from '../core/span.ts';
import type { Day } from '../core/time.ts';
import type { Analysis, Word } from '../language/analysis.ts';
import { antecedent } from '../language/clause.ts';
import { senseOf } from './metonyms.ts';
import { findNames } from './names.ts';
import { phraseAt } from './phrases.ts';
import { type PostRead, TitleReader } from './posts.ts';
import type { Seen } from './mentions.ts';
import { ReferenceReader } from './references.ts';
import { type Draft, Roster, type Taken } from './roster.ts';
import { genderOfPost, honorifics, personNouns, postHeads } from './vocabulary.ts';
import { actorId } from './identity.ts';
import { knownById } from './world/gazetteer.ts';
import { officeHolder } from './world/office-holders.ts';

/** Who is meant by which words of a document. */
export interface ActorReading {
  /** Every actor of the document, in order of first mention. */
  readonly actors: readonly Actor[];
  /**
   * Names (with the title before them), pronouns, descriptions, peoples, metonyms and unnamed classes, in the order of the
   * text. A mention may stand inside another ("White House" in "White House press secretary Josh Earnest").
   */
  readonly mentions: readonly ActorMention[];
  /** Who is meant by the noun phrase that this word heads or stands in; the words themselves, `unresolved`, when that is not known. */
  party(head: Word): Party;
  /** Each of those meant by the words, where they stand for several that the text names ("the two presidents"); else the one party. */
  parties(head: Word): Party[];
  actor(id: ActorId): Actor | undefined;
}

export interface ActorOptions {
  /** The document's day, kept with every post it tells of. */
  readonly published: Day | undefined;
  /** The outlet, ministry or firm that published it. */
  readonly source?: string | undefined;
}

/** Reads who is meant in one document. Pure; time grows with the length of the text. */
export function readActors(analysis: Analysis, options: ActorOptions): ActorReading {
  const names = findNames(analysis);
  const roster = new Roster(analysis);
  const taken = roster.take(names);
  const titles = new TitleReader(analysis, names);
  const named = nameMentions(analysis, roster, taken, titles, options.published);
  completeOfficeHolders(roster, options.published);
  const seen = new ReferenceReader(analysis, roster, options.published).read(named);
  return new Reading(analysis, roster, seen);
}

/** "President Obama" is Barack Obama: the office and the day tell, where the text gives a surname alone. */
function completeOfficeHolders(roster: Roster, published: Day | undefined): void {
  for (const draft of roster.drafts) {
    if (draft.type !== 'person' || draft.name.includes(' ')) continue;
    for (const { post, of } of draft.posts) {
      const country = of === undefined ? undefined : roster.get(of)?.country;
      const holder = officeHolder(draft.name, post, country, published);
      if (holder === undefined) continue;
      const since = published === undefined ? 'alone of all who held the post' : `in office around ${published}`;
      roster.rename(
        draft,
        holder,
        `the text says "${draft.firstWords}"; the full name is from the table of office-holders (${since})`,
      );
      break;
    }
  }
}

function nameMentions(
  analysis: Analysis,
  roster: Roster,
  taken: readonly Taken[],
  titles: TitleReader,
  published: Day | undefined,
): Seen[] {
  const seen: Seen[] = [];
  for (const each of taken) {
    if (each.draft.type === 'person') seen.push(...personMentions(analysis, roster, each, taken, titles, published));
    else seen.push(otherMention(analysis, roster, each));
  }
  // A name inside a title ("White House press secretary …") is a mention, but not what the phrase means.
  let end = 0;
  return seen
    .sort((a, b) => a.from - b.from || b.to - a.to)
    .map(mention => {
      const nested = mention.to <= end;
      end = Math.max(end, mention.to);
      return nested ? { ...mention, nested: true, subject: false } : mention;
    });
}

/** The name with its title, and the post set beside it ("Alejandro Mayorkas, deputy secretary of …"). */
function personMentions(
  analysis: Analysis,
  roster: Roster,
  each: Taken,
  taken: readonly Taken[],
  titles: TitleReader,
  published: Day | undefined,
): Seen[] {
  const { draft, found } = each;
  const title = titles.read(found);
  // "President Bush" makes nobody president where the text speaks of two of that name.
  if (each.isDoubtful !== true)
    for (const post of title.posts) addPost(analysis, roster, draft, post, taken, published);
  if (title.honorific !== undefined) draft.gender = honorifics.get(title.honorific) ?? draft.gender;
  for (const { head } of title.posts) draft.gender = genderOfPost(head) ?? draft.gender;
  const full = each.how === 'name';
  if (full && draft.firstWords === draft.name) {
    draft.firstWords = textOf(analysis, title.from, found.to);
    draft.firstAt = found.from;
  }
  const reason = full
    ? each.reason
    : `${each.reason}, named "${draft.firstWords}" at ${analysis.words[draft.firstAt]?.start ?? 0}`;
  const seen = [mention(analysis, title.from, found.to, found.from, each, reason)];
  for (const post of title.posts) {
    if (post.from >= title.from && post.to <= found.to) continue;
    const beside = `the post set beside the name ${textOf(analysis, found.from, found.to)}`;
    seen.push({ ...mention(analysis, post.from, post.to, post.from, { draft, how: 'title' }, beside), subject: false });
  }
  return seen;
}

function otherMention(analysis: Analysis, roster: Roster, each: Taken): Seen {
  const { draft, found, reason } = each;
  const seat = draft.known?.seatOf;
  if (seat === undefined) return mention(analysis, found.from, found.to, found.from, each, reason);
  const sense = senseOf(analysis.words[found.from]!, analysis.words[found.to - 1]!);
  if (!sense.government) {
    return mention(analysis, found.from, found.to, found.from, each, `the place ${draft.name}: ${sense.because}`);
  }
  // Brussels speaks for the Union far more often than for Belgium.
  const union = seat.code === 'BE' ? knownById(actorId('organisation', 'European Union')) : undefined;
  const meant = union === undefined ? roster.state(seat.code, found.from)! : roster.fromKnown(union, found.from);
  const why = `${textOf(analysis, found.from, found.to)}, the seat of government, stands for ${meant.name}: ${sense.because}`;
  return mention(analysis, found.from, found.to, found.from, { ...each, draft: meant, how: 'metonym' }, why);
}

function textOf(analysis: Analysis, from: number, to: number): string {
  return analysis.text.slice(analysis.words[from]!.start, analysis.words[to - 1]!.end).replace(/\s+/gu, ' ');
}

function mention(
  analysis: Analysis,
  from: number,
  to: number,
  nameFrom: number,
  each: Pick<Taken, 'draft' | 'how'>,
  reason: string,
): Seen {
  const head = headOf(analysis, from, to, nameFrom);
  return {
    from,
    to,
    head,
    draft: each.draft,
    how: each.how,
    reason,
    nested: false,
    subject: analysis.words[head]!.is('nsubj'),
    plural: false,
  };
}

/** The word of `[from, to)` that hangs on something outside it. */
function headOf(analysis: Analysis, from: number, to: number, preferred: number): number {
  for (let at = to - 1; at >= from; at--) {
    const head = analysis.words[at]!.head;
    if ((head === undefined || head.index < from || head.index >= to) && analysis.words[at]!.pos !== 'PUNCT') return at;
  }
  return preferred;
}

function addPost(
  analysis: Analysis,
  roster: Roster,
  draft: Draft,
  post: PostRead,
  taken: readonly Taken[],
  published: Day | undefined,
): void {
  const owner = (post.ofName === undefined ? undefined : taken[post.ofName]?.draft) ?? roster.bodyOfPost(post);
  const words = wordsAt(analysis.text, {
    start: analysis.words[post.from]!.start,
    end: analysis.words[post.to - 1]!.end,
  });
  const body = bodyIn(words.exact);
  const isOfOthers = body !== undefined && !ORGANS.test(body);
  const named = post.ofState === undefined ? owner?.id : roster.state(post.ofState, post.from)?.id;
  const of = isOfOthers ? undefined : named;
  if (
    draft.posts.some(
      before => before.post.toLowerCase() === post.post.toLowerCase() && (before.of === of || of === undefined),
    )
  )
    return;
  draft.posts.push({ post: post.post, of, words, asOf: published });
}

/** "The head of Mexico's [central bank]": what of a state somebody is the head of. */
const bodyIn = (post: string): string | undefined => /\bof\s.+[’']s?\s+(.+)$/u.exec(post)?.[1];

/** Those who head these speak for the state; who leads its opposition or its central bank does not. */
const ORGANS =
  /\b(?:government|delegation|mission|cabinet|team|ministry|office|forces|army|navy|staff|police|service|council)\b/iu;

/** The post a person holds as one would write it: "President of China", "White House press secretary". */
function capacityOf(post: Occupancy, roster: Roster): string {
  const state = post.of === undefined ? undefined : roster.get(post.of);
  const exact = post.words.exact.replace(/\s+/gu, ' ');
  // "Gen." is written out as General, "Vermont Sen." as Vermont Senator.
  const spelled = exact.toLowerCase().includes(post.post.toLowerCase());
  // "Presidents Otieno and Kowal": each is one.
  if (exact === `${post.post}s`) return post.post;
  if (!spelled && state?.type !== 'state') return exact.replace(/\S+$/u, post.post);
  if (state?.type !== 'state' || post.post === exact || bodyIn(exact) !== undefined) return exact;
  const article = /^(?:United|Netherlands|Philippines|Bahamas|Maldives|Czech Republic|Democratic|Central)/u.test(
    state.name,
  )
    ? 'the '
    : '';
  return `${post.post} of ${article}${state.name}`;
}

class Reading implements ActorReading {
  readonly actors: readonly Actor[];
  readonly mentions: readonly ActorMention[];
  private readonly analysis: Analysis;
  private readonly roster: Roster;
  private readonly byId: ReadonlyMap<ActorId, Actor>;
  /** For each word, the outermost mention that covers it. */
  private readonly cover: (Seen | undefined)[];

  constructor(analysis: Analysis, roster: Roster, seen: readonly Seen[]) {
    this.analysis = analysis;
    this.roster = roster;
    const order = new Map<ActorId, number>();
    for (const each of seen)
      if (each.draft !== undefined && !order.has(each.draft.id)) order.set(each.draft.id, order.size);
    const place = (actor: Actor) => order.get(actor.id) ?? order.size;
    // Beside those mentioned: whose posts are held, and who makes up a group.
    const needed = new Set<ActorId | undefined>(order.keys());
    for (const draft of roster.drafts) {
      if (!order.has(draft.id)) continue;
      for (const post of draft.posts) needed.add(post.of);
      for (const member of draft.members) needed.add(member.id);
    }
    this.actors = roster
      .finish()
      .filter(actor => needed.has(actor.id))
      .sort((a, b) => place(a) - place(b));
    this.byId = new Map(this.actors.map(actor => [actor.id, actor]));
    this.mentions = seen.map(each => ({
      words: this.wordsOf(each.from, each.to),
      actor: each.draft?.id,
      how: each.how,
      reason: each.reason,
    }));
    this.cover = Array.from({ length: analysis.words.length });
    for (const each of seen) {
      for (let at = each.from; at < each.to; at++) {
        const before = this.cover[at];
        // A name or pronoun inside a longer phrase is its own party only where it is not what the phrase is about.
        if (
          before === undefined ||
          (each.to - each.from < before.to - before.from && at !== before.head && !each.nested)
        )
          this.cover[at] = each;
      }
    }
  }

  actor(id: ActorId): Actor | undefined {
    return this.byId.get(id);
  }

  party(head: Word): Party {
    // "FireEye, which found the flaw": a relative pronoun is whom it refers to.
    const meant =
      /^(?:who|whom|which|that)$/u.test(head.lower) && head.head !== undefined ? antecedent(head.head) : undefined;
    if (meant !== undefined && meant !== head && this.cover[head.index] === undefined) return this.party(meant);
    // A parser that hangs a name on its verb still says who does it.
    const doer = head.pos === 'VERB' && this.cover[head.index] === undefined ? head.child('nsubj') : undefined;
    if (doer !== undefined && doer !== head) return this.party(doer);
    const seen = this.cover[head.index] ?? this.beside(head);
    if (seen !== undefined) return this.partyOf(seen);
    const phrase = phraseAt(this.analysis.words, head.index, () => false);
    const words = this.wordsOf(phrase.from, phrase.to);
    return {
      words,
      actor: undefined,
      name: words.exact.replace(/\s+/gu, ' '),
      capacity: undefined,
      how: 'unresolved',
      reason: `"${words.exact.replace(/\s+/gu, ' ')}": no name in the text tells who that is`,
    };
  }

  parties(head: Word): Party[] {
    const whole = this.party(head);
    const members = (whole.actor === undefined ? undefined : this.roster.get(whole.actor)?.members) ?? [];
    return members.length === 0 ? [whole] : members.map(draft => ({ ...whole, ...this.asMeant(draft) }));
  }

  private asMeant(draft: Draft): Pick<Party, 'actor' | 'name' | 'capacity'> {
    // The post told with most: one whose state or body is known, else the first.
    const post = draft.posts.find(each => each.of !== undefined) ?? draft.posts[0];
    return {
      actor: draft.id,
      name: draft.name,
      capacity: post === undefined ? undefined : capacityOf(post, this.roster),
    };
  }

  /** The tree may hang the phrase on a word that the mention leaves out ("spokesman" in "spokesman for …"): look at what renames it. */
  private beside(head: Word): Seen | undefined {
    if (head.pos !== 'PROPN' && !personNouns.has(head.lower) && !postHeads.has(head.lower)) return undefined;
    for (const word of head.children('appos', 'flat', 'compound')) {
      const seen = this.cover[word.index];
      if (seen?.draft?.type === 'person' && (word.is('appos', 'flat') || head.pos === 'PROPN')) return seen;
    }
    return undefined;
  }

  private wordsOf(from: number, to: number) {
    const start = this.analysis.words[from]!.start;
    const end = this.analysis.words[to - 1]!.end;
    return wordsAt(this.analysis.text, { start, end });
  }

  private partyOf(seen: Seen): Party {
    const words = this.wordsOf(seen.from, seen.to);
    const draft = seen.draft;
    return {
      words,
      ...(draft === undefined
        ? { actor: undefined, name: words.exact.replace(/\s+/gu, ' '), capacity: undefined }
        : this.asMeant(draft)),
      how: seen.how,
      reason: draft?.nameFrom === undefined ? seen.reason : `${seen.reason}; ${draft.nameFrom}`,
    };
  }
}
