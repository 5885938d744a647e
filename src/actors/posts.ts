import type { Analysis, Word } from '../language/analysis.ts';
import { calendarWords } from './phrases.ts';
import { degradedWords, type Found } from './names.ts';
import {
  abbreviatedPosts,
  honorifics,
  postHeads,
  postModifiers,
  singular,
  solePosts,
  withoutStops,
} from './vocabulary.ts';
import { demonymEnding } from './world/gazetteer.ts';

/** Names of those who share a title. */
const LONGEST_LIST = 6;

/** A post read beside a name; word numbers, `to` exclusive. */
export interface PostRead {
  readonly from: number;
  readonly to: number;
  /** The post without its state: "President", "deputy secretary of homeland security". */
  readonly post: string;
  /** Last word of the post's own name, lower-cased: "president", "secretary". */
  readonly head: string;
  /** What the post is for, as far as its words tell: "Homeland Security", "homeland security"; empty: nothing. */
  readonly field: string;
  /** Number of the name in the list of names that the post belongs to ("White House press secretary"). */
  readonly ofName: number | undefined;
  /** The state its adjective names ("Chinese President"). */
  readonly ofState: string | undefined;
}

/** What stands around a person's name. */
export interface Title {
  /** Where the phrase starts, title included. */
  readonly from: number;
  readonly posts: readonly PostRead[];
  /** A form of address that tells: "Mr.", "Ms.". */
  readonly honorific: string | undefined;
}

/** Reads titles before a name and posts set beside it; `names` are all names of the text, in order. */
export class TitleReader {
  private readonly words: readonly Word[];
  private readonly text: string;
  private readonly names: readonly Found[];
  /** For each word, the number of the name that covers it, or -1. */
  private readonly nameAt: Int32Array;
  private readonly lost: Uint8Array;

  constructor(analysis: Analysis, names: readonly Found[]) {
    this.words = analysis.words;
    this.text = analysis.text;
    this.names = names;
    this.nameAt = new Int32Array(analysis.words.length).fill(-1);
    names.forEach((name, number) => {
      this.nameAt.fill(number, name.from, name.to);
    });
    this.lost = degradedWords(analysis);
  }

  read(person: Found): Title {
    const posts: PostRead[] = [];
    let from = person.from;
    let honorific: string | undefined;
    for (let guard = 0; guard < 4; guard++) {
      const stop = this.words[from - 1]?.text === '.' ? 2 : 1;
      const bare = this.bare(from - stop);
      if (!honorifics.has(bare) || !this.together(from - stop, person.from)) break;
      from -= stop;
      honorific ??= bare;
      const post = abbreviatedPosts.get(bare);
      if (post !== undefined) {
        // "Vermont Sen. Bernie Sanders": the place before a rank is the place it is held for.
        const number = this.together(from - 1, person.from) ? this.nameAt[from - 1]! : -1;
        const place = number >= 0 && this.names[number]!.type === 'LOC' ? this.names[number]! : undefined;
        const to = from + 1;
        if (place !== undefined) from = place.from;
        posts.push({
          from,
          to,
          post,
          head: post.toLowerCase(),
          field: '',
          ofName: place && number,
          ofState: undefined,
        });
      }
    }
    const before = this.before(from, person);
    if (before !== undefined) {
      posts.push(before);
      if (before.to === from) from = before.from;
    }
    // "The head of the delegation, Deputy Minister Anton Skell": another post, parted by a comma.
    const another = this.words[from - 1]?.text === ',' ? this.setApart(from - 2, person) : undefined;
    if (another !== undefined && another.from !== before?.from) posts.push(another);
    const shared = posts.length === 0 ? this.shared(person) : undefined;
    if (shared !== undefined) posts.push(shared);
    const after = this.after(person);
    if (after !== undefined) posts.push(after);
    return { from, posts, honorific };
  }

  private lostAt(at: number): boolean {
    return this.lost[at] === 1;
  }

  private bare(at: number): string {
    return withoutStops(this.words[at]?.lower ?? '');
  }

  private together(a: number, b: number): boolean {
    return this.words[a] !== undefined && this.words[a]?.sentence === this.words[b]?.sentence;
  }

  /** "Chinese President Xi", "White House press secretary Josh Earnest", "Secretary of State John Kerry", "China's president, Xi". */
  private before(at: number, person: Found): PostRead | undefined {
    let last = at - 1;
    // A comma parts title and name only when the name is given in full.
    if (this.words[last]?.text === ',' && person.to - person.from > 1) last--;
    if (!this.together(last, person.from)) return undefined;
    // "The envoy of the Secretary-General for Kelland": what stands behind "for" is what the post is for.
    if (person.to - person.from === 1 && /^(?:of|for)$/u.test(this.bare(last))) return undefined;
    let head = last;
    if (!postHeads.has(this.bare(last))) {
      const whole = last === at - 2 ? this.setApart(last, person) : undefined;
      if (whole !== undefined) return whole;
      // "Secretary of State", "Minister for the Middle East": the post's own word stands before "of" or "for".
      const limit = Math.max(0, last - 7);
      while (
        head > limit &&
        this.together(head, person.from) &&
        !(/^(?:of|for)$/u.test(this.bare(head)) && postHeads.has(this.bare(head - 1))) &&
        // "President of the Republic of Kenya": an "of" further in is a name's.
        (this.insidePost(head) || /^of$/u.test(this.bare(head)))
      )
        head--;
      if (!/^(?:of|for)$/u.test(this.bare(head)) || !postHeads.has(this.bare(head - 1))) return undefined;
      // "The governor of Lower Marra, General Abdo": with an article and a comma a small letter will do.
      const isSetApart = last === at - 2 && this.bare(head - 2) === 'the';
      if (!this.lostAt(head) && !isSetApart && !/^\p{Lu}/u.test(this.words[head - 1]!.text)) return undefined;
      head--;
    }
    const covering = this.nameAt[head]!;
    if (covering >= 0 && this.names[covering]!.type === 'PER') return undefined;
    const from = this.start(head);
    return this.post(from, last + 1, head);
  }

  /** "Presidents Otieno and Kowal", "Foreign Ministers Paul Otieno, Jan Kowal and Ana Lind": what each of them is. */
  private shared(person: Found): PostRead | undefined {
    let at = person.from - 1;
    for (let names = 0; names < LONGEST_LIST && /^(?:and|,)$/u.test(this.bare(at)); names++) {
      if (this.bare(at) === 'and' && this.bare(at - 1) === ',') at--;
      const before = this.names[this.nameAt[at - 1] ?? -1];
      if (before?.type !== 'PER' || !this.together(before.from, person.from)) return undefined;
      at = before.from - 1;
    }
    const own = this.words[at];
    const one = singular(this.bare(at));
    if (own === undefined || !this.together(at, person.from) || one === this.bare(at) || !postHeads.has(one))
      return undefined;
    if (!/^\p{Lu}/u.test(own.text)) return undefined;
    const read = this.post(this.start(at), at + 1, at);
    return { ...read, post: read.post.replace(/s$/u, ''), head: one };
  }

  /** "The head of Ostland's delegation": with an article, small letters and all that stands behind "of", up to the word at `last`. */
  private setApart(last: number, person: Found): PostRead | undefined {
    const limit = Math.max(1, last - 9);
    let head = last;
    while (head > limit && !(this.bare(head) === 'of' && postHeads.has(this.bare(head - 1)))) {
      const word = this.words[head]!;
      const isInside =
        !/^(?:VERB|AUX|PUNCT|SCONJ|PRON|CCONJ)$/u.test(word.pos) ||
        /^['’]s?$|^[-‐‑]$/u.test(word.text) ||
        this.nameAt[head]! >= 0;
      if (!isInside || !this.together(head, person.from) || this.names[this.nameAt[head]!]?.type === 'PER')
        return undefined;
      head--;
    }
    if (this.bare(head) !== 'of' || head === last) return undefined;
    const from = this.start(head - 1);
    const opener = this.bare(from - 1);
    return opener === 'the' || /^['’]s?$/u.test(opener) || this.nameAt[from]! >= 0
      ? this.post(from, last + 1, head - 1)
      : undefined;
  }

  private insidePost(at: number): boolean {
    const word = this.words[at]!;
    return (
      /^\p{Lu}/u.test(word.text) ||
      /^(?:the|and|&|-|'s|’s)$/u.test(word.lower) ||
      (this.lostAt(at) && /^(?:NOUN|PROPN|ADJ)$/u.test(word.pos))
    );
  }

  /** Where the post whose own word is at `head` starts. */
  private start(head: number): number {
    let from = head;
    while (from > 0 && head - from < 9 && this.together(from - 1, head)) {
      const before = this.words[from - 1]!;
      const lower = before.lower;
      const covering = this.nameAt[from - 1]!;
      if (covering >= 0) {
        const name = this.names[covering]!;
        if (name.type === 'PER') break;
        from = name.from;
        // A name of a body or place opens the title; before it nothing belongs to it, except in runs of capitals.
        if (this.lostAt(from) || !/^\p{Lu}/u.test(this.words[from - 1]?.text ?? '')) break;
        continue;
      }
      if (calendarWords.test(lower)) break;
      const demonym = demonymEnding(this.words, from - 1);
      if (demonym !== undefined) {
        from -= demonym.length;
        break;
      }
      if (/^['’]s?$/u.test(before.text) && this.nameAt[from - 2]! >= 0) {
        from--;
        continue;
      }
      if (/^[-‐‑]$/u.test(before.text) && from - 2 >= 0 && before.start === this.words[from - 2]!.end) {
        from--;
        continue;
      }
      const modifier = postModifiers.has(lower) || postHeads.has(lower);
      // A post starts with "former"; what stands before it is another phrase.
      if (/^(?:former|acting|outgoing|incoming|late|current)$/u.test(lower)) {
        from--;
        break;
      }
      if (this.lostAt(from - 1)) {
        if (!modifier) break;
      } else if (!modifier && !/^(?:NOUN|PROPN|ADJ)$/u.test(before.pos)) break;
      // "… Syrian refugees President Obama": a plural, or small letters before a capital title, end another phrase.
      else if (
        !modifier &&
        (before.tag === 'NNS' || (/^\p{Lu}/u.test(this.words[head]!.text) && !/^\p{Lu}/u.test(before.text)))
      )
        break;
      from--;
    }
    while (
      from < head &&
      (/^['’]s?$/u.test(this.words[from]!.text) || /^(?:the|then|of|and|-)$/u.test(this.words[from]!.lower))
    )
      from++;
    return from;
  }

  /** "…, deputy secretary of homeland security,", "…, the company's chief executive". */
  private after(person: Found): PostRead | undefined {
    // "In Port Amery, the leader of the Front put down the pen": nobody is within a person, whatever the name was taken for.
    if (
      /^(?:in|near|outside|inside|across|throughout)$/u.test(this.bare(person.from - 1)) &&
      this.together(person.from - 1, person.from)
    )
      return undefined;
    let at = person.to;
    const lost = this.lostAt(person.from);
    const opening = this.words[at]?.text;
    if (opening === ',' || opening === '(' || opening === '-' || opening === '–' || opening === '—') at++;
    else if (!lost) return this.copula(person, at);
    if (this.words[at]?.lower === 'who' && /^(?:is|was|serves|served)$/u.test(this.bare(at + 1)))
      at += this.bare(at + 2) === 'as' ? 3 : 2;
    const post = this.beside(at, person, lost);
    // "Reimann telephoned Vogt, an aide said": whoever says so is another.
    const next = post === undefined ? undefined : this.words[post.to];
    const isSubject =
      next !== undefined && !lost && /^VB[DZP]$/u.test(next.tag) && this.words[post!.to - 1]!.head === next;
    return isSubject && this.words[post!.to - 1]!.is('nsubj') ? undefined : post;
  }

  private copula(person: Found, at: number): PostRead | undefined {
    if (!/^(?:is|was|became)$/u.test(this.bare(at)) || !/^(?:the|a|an)$/u.test(this.bare(at + 1))) return undefined;
    return this.beside(at + 1, person, false);
  }

  private beside(start: number, person: Found, lost: boolean): PostRead | undefined {
    let at = start;
    if (/^(?:the|a|an|its|their|his|her|then)$/u.test(this.bare(at))) at++;
    const from = at;
    let head = -1;
    // The post's own word is the last one before a preposition, a comma or a verb.
    for (let i = at; i < at + 9 && this.together(i, person.from); i++) {
      const word = this.words[i]!;
      const bare = this.bare(i);
      if (this.nameAt[i]! >= 0 && this.names[this.nameAt[i]!]!.type === 'PER') break;
      if (postHeads.has(bare)) {
        // "The president's envoy" is an envoy, and his wife holds no post.
        if (/^['’]s?$/u.test(this.words[i + 1]?.text ?? '')) {
          i++;
          head = -1;
          continue;
        }
        head = i;
        // "chief executive", "press secretary general": go on while the next word is a post as well.
        // So is a "deputy national security adviser" an adviser.
        const goesOn = postHeads.has(this.bare(i + 1)) || /^[-‐‑]$/u.test(this.words[i + 1]?.text ?? '');
        if (!goesOn && !/^(?:deputy|assistant|associate)$/u.test(bare)) break;
        continue;
      }
      const fits = lost
        ? postModifiers.has(bare)
        : /^(?:NOUN|PROPN|ADJ|NUM)$/u.test(word.pos) ||
          /^['’]s?$/u.test(word.text) ||
          /^[-‐‑&]$/u.test(word.text) ||
          word.tag === 'VBG' ||
          word.tag === 'VBN' ||
          this.nameAt[i]! >= 0 ||
          bare === 'and';
      if (!fits) break;
    }
    if (head < 0) return undefined;
    let to = head + 1;
    if (/^(?:of|for|at|to|on|with|in)$/u.test(this.bare(to)) && this.together(to, person.from))
      to = this.complement(to, lost) ?? to;
    // "Peter Koll, Ambassador Lisa Tamm and …": the post of the name that follows it.
    const next = this.nameAt[to] ?? -1;
    if (next >= 0 && this.names[next]!.type === 'PER' && this.together(to, person.from)) return undefined;
    return this.post(from, to, head);
  }

  /** The end of "of homeland security", "of transport for Indonesia"; undefined when nothing follows the preposition. */
  private complement(preposition: number, lost: boolean): number | undefined {
    let to = preposition + 1;
    let last = preposition;
    while (to - preposition < 12 && this.together(to, preposition)) {
      const word = this.words[to]!;
      const noun = /^(?:NOUN|PROPN|NUM)$/u.test(word.pos) || this.nameAt[to]! >= 0;
      const name = this.nameAt[to]! >= 0 ? this.names[this.nameAt[to]!] : undefined;
      // "adviser to Mr. Clinton": the person belongs to the post when the preposition leads to the name.
      if (name?.type === 'PER')
        return honorifics.has(this.bare(to - 1)) || to === preposition + 1
          ? name.to
          : last > preposition
            ? last + 1
            : undefined;
      if (noun) last = to;
      else if (/^(?:of|for|on)$/u.test(word.lower) && last === to - 1 && !lost) {
        // a further complement: "minister of transport for Indonesia"
      } else if (
        word.lower === 'and' &&
        !lost &&
        /^(?:NOUN|PROPN)$/u.test(this.words[to + 1]?.pos ?? '') &&
        last === to - 1
      ) {
        // "foreign and defence affairs"
      } else if (
        !(
          (word.pos === 'DET' && /^(?:of|for|at|to|on|with|in|and)$/u.test(this.words[to - 1]!.lower)) ||
          word.pos === 'ADJ' ||
          /^(?:['’]s?|[-‐‑&])$/u.test(word.text) ||
          // "the government-funded institute"
          (/^[-‐‑]$/u.test(this.words[to - 1]!.text) && this.words[to - 1]!.end === word.start)
        )
      )
        break;
      to++;
    }
    return last > preposition ? last + 1 : undefined;
  }

  private post(from: number, to: number, head: number): PostRead {
    let ofName: number | undefined;
    let ofState: string | undefined;
    let start = from;
    const first = this.nameAt[from]!;
    if (first >= 0 && this.names[first]!.from === from && this.names[first]!.to <= head) {
      ofName = first;
      const isState = this.names[first]!.spellings.some(spelling => spelling.known.type === 'state');
      // "China's president" is the president of China; "White House press secretary" keeps its words.
      if (isState) {
        start = this.names[first]!.to;
        if (/^['’]s?$/u.test(this.words[start]?.text ?? '')) start++;
      }
    } else {
      const two = demonymEnding(this.words, from + 1);
      const demonym = two?.length === 2 ? two : demonymEnding(this.words.slice(from, from + 1), 0);
      if (demonym !== undefined && from + demonym.length <= head) {
        ofState = demonym.state.code;
        start = from + demonym.length;
      }
    }
    for (let at = head + 1; at < to && ofName === undefined; at++) if (this.nameAt[at]! >= 0) ofName = this.nameAt[at]!;
    const own = solePosts.has(this.bare(head)) ? start : from;
    const post = this.text
      .slice(this.words[own]!.start, this.words[to - 1]!.end)
      .replace(/\s+/gu, ' ')
      .replace(/,$/u, '');
    return { from, to, post, head: this.bare(head), field: this.field(from, to, head), ofName, ofState };
  }

  /** The words before the post's own, without ranks ("deputy"), or those after "of". */
  private field(from: number, to: number, head: number): string {
    let start = from;
    while (
      start < head &&
      /^(?:deputy|acting|former|assistant|associate|senior|vice|the|interim|under)$/u.test(this.bare(start))
    )
      start++;
    const after = to > head + 2 && this.bare(head + 1) === 'of';
    const [first, last] = start < head ? [start, head] : after ? [head + 2, to] : [0, 0];
    return this.words
      .slice(first, last)
      .map(word => word.lower)
      .join(' ')
      .replace(/^the /u, '');
  }
}

/** The own word of a post: "deputy secretary of homeland security" is a "secretary", "chief executive" an "executive". */
export function postWord(post: string): string {
  const before = post.toLowerCase().split(/ (?:of|for|at|to|on|with|in) /u)[0] ?? '';
  return before.split(' ').at(-1) ?? '';
}
