import { OF_QUESTIONS } from '../questions.ts';
import type { TreeSentence } from './treebank.ts';

/**
 * The treebanks disagree with each other, and over time with themselves, on the head of a title and a name ("President Xi Jinping",
 * "Homeland Security Secretary Jeh Johnson"). Here the *name* is the head (its first word, the rest `flat`), and the title hangs
 * on it as `nmod:desc` with its own modifiers below: what speech verbs take as subject is then always the name.
 */
export function settleTitles(sentences: readonly TreeSentence[]): number {
  const titles = titleWords(sentences);
  let changed = 0;
  for (const s of sentences) for (let i = 0; i + 1 < s.forms.length; i++) if (settle(s, i, titles)) changed++;
  return changed;
}

/** Words that stand as `nmod:desc` before a name at least twice. */
function titleWords(sentences: readonly TreeSentence[]): Set<string> {
  const counts = new Map<string, number>();
  for (const s of sentences)
    s.relations.forEach((relation, i) => {
      if (relation === 'nmod:desc' && s.heads[i] === i + 1)
        counts.set(s.forms[i]!.toLowerCase(), (counts.get(s.forms[i]!.toLowerCase()) ?? 0) + 1);
    });
  const more =
    'prime minister president secretary general spokesman spokeswoman spokesperson senator chief director judge justice officer inspector ambassador governor mayor king queen prince princess sheikh shaikh pope bishop archbishop cardinal colonel captain commander admiral lieutenant major sergeant attorney commissioner congressman congresswoman chancellor premier professor lawyer analyst expert author journalist reporter'.split(
      ' ',
    );
  return new Set([...more, ...[...counts].filter(([, n]) => n >= 2).map(([w]) => w)]);
}

/** Word `i` is a title that a name follows, but the tree says otherwise: puts it right. */
function settle(s: TreeSentence, i: number, titles: ReadonlySet<string>): boolean {
  const name = i + 1;
  if (
    !titles.has(s.forms[i]!.toLowerCase()) ||
    !/^(?:NOUN|PROPN)/.test(s.tags[i]!) ||
    !s.tags[name]!.startsWith('PROPN')
  )
    return false;
  if (!/^\p{Lu}/u.test(s.forms[name]!)) return false;
  const relation = s.relations[name]!;
  if (s.heads[i] === name && s.relations[i] === 'compound' && isPersonName(s, name)) {
    s.relations[i] = 'nmod:desc';
    return true;
  }
  if (s.heads[name] !== i || (relation !== 'flat' && relation !== 'appos')) return false;
  // The title was the head: the name takes its place, and whatever hung behind the title.
  s.heads[name] = s.heads[i]!;
  s.relations[name] = s.relations[i]!;
  s.heads[i] = name;
  s.relations[i] = 'nmod:desc';
  for (let d = 0; d < s.forms.length; d++) {
    if (s.heads[d] !== i || d === name) continue;
    const ofName = d > i || /^(?:case|punct|cc|mark|cop|aux|nsubj|advmod|det|nmod:poss)/.test(s.relations[d]!);
    if (ofName) s.heads[d] = name;
  }
  return true;
}

function isPersonName(s: TreeSentence, i: number): boolean {
  return s.tags[i + 1]?.startsWith('PROPN') === true && s.heads[i + 1] === i && s.relations[i + 1] === 'flat';
}

/**
 * GUM takes "what" in "they know what he did" for a noun with a relative clause, EWT the clause for what they know. Here it is EWT's: whoever asks
 * what somebody said, knew or asked is then given the whole clause. `questions.ts` does the same where the network still reads the other.
 */
export function settleQuestions(sentences: readonly TreeSentence[]): number {
  let changed = 0;
  for (const s of sentences)
    s.forms.forEach((form, what) => {
      const verb = s.heads[what]!;
      if (!/^(?:what|who|which)$/i.test(form) || verb < 0 || verb >= what || s.relations[what] !== 'obj') return;
      if (!OF_QUESTIONS.has(s.lemmas[verb]!)) return;
      const clause = s.heads.findIndex((head, i) => head === what && s.relations[i] === 'acl:relcl');
      const below = (relation: RegExp): boolean =>
        s.relations.some((r, i) => s.heads[i] === clause && relation.test(r));
      // What "what" is beside a form of "be" the tree does not tell.
      if (clause < 0 || below(/^cop/)) return;
      s.heads[clause] = verb;
      s.relations[clause] = 'ccomp';
      for (let i = 0; i < s.forms.length; i++) if (s.heads[i] === what) s.heads[i] = clause;
      s.heads[what] = clause;
      s.relations[what] = !below(/^nsubj/) ? 'nsubj' : below(/^obj/) ? 'obl' : 'obj';
      changed++;
    });
  return changed;
}

/** A copy as a scraper leaves it: small letters, no punctuation. */
export function degraded(s: TreeSentence, dropPunctuation: boolean): TreeSentence | undefined {
  const keep: number[] = [];
  for (let i = 0; i < s.forms.length; i++)
    if (!dropPunctuation || (!s.tags[i]!.startsWith('PUNCT') && /[\p{L}\p{N}]/u.test(s.forms[i]!))) keep.push(i);
  if (keep.length < 2) return undefined;
  const place = new Map(keep.map((i, n) => [i, n]));
  let root = -1;
  const heads = keep.map((i, n) => {
    let head = s.heads[i]!;
    while (head >= 0 && !place.has(head)) head = s.heads[head]!;
    if (head < 0) {
      if (root < 0) root = n;
      return -1;
    }
    return place.get(head)!;
  });
  const relations = keep.map((i, n) => (heads[n] === -1 ? 'root' : s.relations[i]!));
  // Only one root may be left.
  for (let n = 0; n < heads.length; n++)
    if (heads[n] === -1 && n !== root) {
      heads[n] = root;
      relations[n] = 'parataxis';
    }
  return {
    ...s,
    forms: keep.map(i => bareForm(s.forms[i]!, dropPunctuation)),
    spans: keep.map(i => s.spans[i]!),
    tags: keep.map(i => s.tags[i]!),
    lemmas: keep.map(i => s.lemmas[i]!),
    heads,
    relations,
    entities: keep.map(i => s.entities[i]!),
  };
}

/** What the tokenizer makes of a word without its punctuation. */
function bareForm(form: string, dropPunctuation: boolean): string {
  const lower = form.toLowerCase();
  if (!dropPunctuation) return lower;
  if (/^n['’]?t$/.test(lower)) return "n't";
  if (/^(?:\p{L}\.){2,}$/u.test(lower)) return lower;
  return lower.replace(/[^\p{L}\p{N}\p{M}]/gu, '') || lower;
}
