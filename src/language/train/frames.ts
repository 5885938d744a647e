import type { TreeSentence } from './treebank.ts';

/** Verbs of news, by lemma, between which and what they say a date or an occasion may stand. */
const VERBS = new Set(
  'say tell announce report claim state confirm deny warn insist declare acknowledge suggest argue add note agree pledge promise vow decide refuse threaten offer vote believe hope'.split(
    ' ',
  ),
);

type Inserted = readonly (readonly [form: string, tag: string, head: number, relation: string])[];

/** What reporters put there. Heads are places in the list; -1 is the verb. */
const INSERTED: readonly Inserted[] = [
  [
    ['on', 'ADP IN', 1, 'case'],
    ['Monday', 'PROPN NNP', -1, 'obl'],
  ],
  [['Tuesday', 'PROPN NNP', -1, 'obl:unmarked']],
  [
    ['in', 'ADP IN', 2, 'case'],
    ['a', 'DET DT', 2, 'det'],
    ['statement', 'NOUN NN', -1, 'obl'],
  ],
  [
    ['on', 'ADP IN', 1, 'case'],
    ['Thursday', 'PROPN NNP', -1, 'obl'],
  ],
  [
    ['last', 'ADJ JJ', 1, 'amod'],
    ['week', 'NOUN NN', -1, 'obl:unmarked'],
  ],
  [['Wednesday', 'PROPN NNP', -1, 'obl:unmarked']],
  [
    ['at', 'ADP IN', 3, 'case'],
    ['a', 'DET DT', 3, 'det'],
    ['news', 'NOUN NN', 3, 'compound'],
    ['conference', 'NOUN NN', -1, 'obl'],
  ],
  [
    ['on', 'ADP IN', 2, 'case'],
    ['Friday', 'PROPN NNP', 2, 'compound'],
    ['night', 'NOUN NN', -1, 'obl'],
  ],
  [
    ['in', 'ADP IN', 1, 'case'],
    ['September', 'PROPN NNP', -1, 'obl'],
  ],
  [['Sunday', 'PROPN NNP', -1, 'obl:unmarked']],
  [
    ['at', 'ADP IN', 2, 'case'],
    ['the', 'DET DT', 2, 'det'],
    ['time', 'NOUN NN', -1, 'obl'],
  ],
  [
    ['in', 'ADP IN', 2, 'case'],
    ['an', 'DET DT', 2, 'det'],
    ['interview', 'NOUN NN', -1, 'obl'],
  ],
  [
    ['after', 'ADP IN', 2, 'case'],
    ['the', 'DET DT', 2, 'det'],
    ['meeting', 'NOUN NN', -1, 'obl'],
  ],
  [
    ['in', 'ADP IN', 1, 'case'],
    ['Geneva', 'PROPN NNP', -1, 'obl'],
    ['on', 'ADP IN', 3, 'case'],
    ['Saturday', 'PROPN NNP', -1, 'obl'],
  ],
  [
    ['in', 'ADP IN', 2, 'case'],
    ['a', 'DET DT', 2, 'det'],
    ['speech', 'NOUN NN', -1, 'obl'],
  ],
  [
    ['during', 'ADP IN', 2, 'case'],
    ['the', 'DET DT', 2, 'det'],
    ['visit', 'NOUN NN', -1, 'obl'],
  ],
  [['later', 'ADV RB', -1, 'advmod']],
];

/** Whom reporters say things to. */
const TOLD: readonly Inserted[] = [
  [['reporters', 'NOUN NNS', -1, 'iobj']],
  [
    ['the', 'DET DT', 1, 'det'],
    ['newspaper', 'NOUN NN', -1, 'iobj'],
  ],
  [['parliament', 'NOUN NN', -1, 'iobj']],
  [['lawmakers', 'NOUN NNS', -1, 'iobj']],
  [['journalists', 'NOUN NNS', -1, 'iobj']],
  [
    ['state', 'NOUN NN', 1, 'compound'],
    ['television', 'NOUN NN', -1, 'iobj'],
  ],
  [
    ['a', 'DET DT', 2, 'det'],
    ['news', 'NOUN NN', 2, 'compound'],
    ['conference', 'NOUN NN', -1, 'iobj'],
  ],
  [
    ['his', 'PRON PRP$', 1, 'nmod:poss'],
    ['supporters', 'NOUN NNS', -1, 'iobj'],
  ],
  [
    ['the', 'DET DT', 1, 'det'],
    ['agency', 'NOUN NN', -1, 'iobj'],
  ],
  [
    ['foreign', 'ADJ JJ', 1, 'amod'],
    ['diplomats', 'NOUN NNS', -1, 'iobj'],
  ],
];

/** Forms of "tell" that take the place of a verb of saying, by its tag. */
const TELL: Readonly<Record<string, string>> = { 'VERB VBD': 'told', 'VERB VBZ': 'tells', 'VERB VBP': 'tell' };

/** A copy of a sentence and, for each of its words, the word of the original it stands for; -1 for an inserted one. */
export interface Frame {
  readonly sentence: TreeSentence;
  readonly origin: readonly number[];
}

/**
 * The treebanks are poor in the frames that news is made of: "said on Monday that …", "agreed in a statement to …", "told reporters that
 * …", "…, he said". Where a verb of news stands right before its clause, copies of the sentence put a date or an occasion between, or somebody who is told; where
 * the sentence ends with the clause, other copies put it first. `turn` chooses which.
 */
export function newsFrames(s: TreeSentence, turn: number): Frame[] {
  return [...insertedFrames(s, turn), ...behindFrames(s, turn)];
}

function insertedFrames(s: TreeSentence, turn: number): Frame[] {
  const verb = s.forms.findIndex((_, i) => isFrame(s, i));
  if (verb < 0) return [];
  const frames = [0, 7].map(more => insert(s, verb, INSERTED[(turn + more) % INSERTED.length]!));
  const told = TELL[s.tags[verb]!];
  const isClause = s.heads.some((head, d) => head === verb && d > verb && s.relations[d] === 'ccomp');
  const isThat = s.forms[verb + 1]!.toLowerCase() === 'that';
  if (
    told !== undefined &&
    isClause &&
    isThat &&
    /^(?:say|state|announce|report|claim|insist)$/.test(s.lemmas[verb]!)
  ) {
    const { sentence, origin } = insert(s, verb, TOLD[turn % TOLD.length]!);
    const replace = (list: readonly string[], by: string): string[] => list.map((old, i) => (i === verb ? by : old));
    frames.push({
      sentence: { ...sentence, forms: replace(sentence.forms, told), lemmas: replace(sentence.lemmas, 'tell') },
      origin,
    });
  }
  return frames;
}

/** Puts words right behind the verb. */
function insert(s: TreeSentence, verb: number, inserted: Inserted): Frame {
  const at = verb + 1;
  const origin: number[] = [];
  for (let i = 0; i < at; i++) origin.push(i);
  inserted.forEach(() => origin.push(-1));
  for (let i = at; i < s.forms.length; i++) origin.push(i);
  const moved = (head: number): number => (head >= at ? head + inserted.length : head);
  const pick = <T>(list: readonly T[], fresh: (word: Inserted[number]) => T): T[] =>
    origin.map((i, n) => (i < 0 ? fresh(inserted[n - at]!) : list[i]!));
  const sentence: TreeSentence = {
    ...s,
    forms: pick(s.forms, ([form]) => form),
    spans: pick(s.spans, () => [0, 0] as const),
    tags: pick(s.tags, ([, tag]) => tag),
    lemmas: pick(s.lemmas, ([form]) => form),
    heads: origin.map((i, n) => {
      if (i >= 0) return moved(s.heads[i]!);
      const head = inserted[n - at]![2];
      return head < 0 ? verb : at + head;
    }),
    relations: pick(s.relations, ([, , , relation]) => relation),
    entities: pick(s.entities, () => ''),
  };
  return { sentence, origin };
}

/** Is word `i` a verb of news whose clause, or whose "to" and verb, begins right behind it? */
function isFrame(s: TreeSentence, i: number): boolean {
  if (!VERBS.has(s.lemmas[i]!) || !s.tags[i]!.startsWith('VERB')) return false;
  const clause = s.heads.findIndex((head, d) => head === i && d > i && /^(?:ccomp|xcomp)$/.test(s.relations[d]!));
  if (clause < 0) return false;
  const next = i + 1;
  if (/^[\p{P}\p{S}]/u.test(s.forms[next]!)) return false;
  let at = next;
  for (let n = 0; n < s.forms.length && at !== clause && at >= 0; n++) at = s.heads[at]!;
  if (at !== clause) return false;
  return s.relations[clause] === 'ccomp' || s.forms[next]!.toLowerCase() === 'to';
}

/** Verbs whose clause may come first: "The talks failed, he said." */
const BEHIND = new Set(
  'say add announce report claim state warn insist declare argue note acknowledge explain'.split(' '),
);

/** "He said that the talks failed." as "The talks failed, he said.", without and with quotation marks, and now and then with the verb before a name. */
function behindFrames(s: TreeSentence, turn: number): Frame[] {
  const verb = s.heads.indexOf(-1);
  if (!BEHIND.has(s.lemmas[verb]!) || !/^VERB VB[DZP]/.test(s.tags[verb]!)) return [];
  const end = s.forms.length - 1;
  if (s.forms[end] !== '.' || s.heads[end] !== verb) return [];
  const clause = s.heads.findIndex((head, i) => head === verb && i > verb && s.relations[i] === 'ccomp');
  const subject = s.heads.findIndex((head, i) => head === verb && i < verb && s.relations[i] === 'nsubj');
  if (clause < 0 || subject < 0) return [];
  const that = verb + 1;
  const hasThat = s.forms[that]!.toLowerCase() === 'that' && s.relations[that] === 'mark' && s.heads[that] === clause;
  const first = hasThat ? that + 1 : that;
  const under = (i: number, top: number): boolean => {
    let at = i;
    for (let n = 0; n <= s.forms.length && at >= 0 && at !== top; n++) at = s.heads[at]!;
    return at === top;
  };
  const isPunctuated = s.forms.slice(0, verb).some(form => /^[\p{P}\p{S}]+$/u.test(form));
  if (isPunctuated || s.relations.slice(0, verb).includes('cc')) return [];
  for (let i = first; i < end; i++) if (!under(i, clause)) return [];
  if (first >= end || /^[\p{P}\p{S}]/u.test(s.forms[first]!) || /^[\p{P}\p{S}]/u.test(s.forms[end - 1]!)) return [];

  const isSubjectAlone = s.forms.every((_, i) => i >= verb || under(i, subject));
  const isInverted = turn % 3 === 0 && isSubjectAlone && !s.tags[subject]!.startsWith('PRON');
  const mark = (form: string, tag: string): Piece => [form, tag, clause, 'punct'];
  const speaker = isInverted ? [verb, ...placesOf(0, verb)] : placesOf(0, verb + 1);
  return [false, true].map(isQuoted => {
    const pieces: Piece[] = [
      ...(isQuoted ? [mark('"', 'PUNCT ``')] : []),
      ...placesOf(first, end),
      mark(',', 'PUNCT ,'),
      ...(isQuoted ? [mark('"', "PUNCT ''")] : []),
      ...speaker,
      end,
    ];
    return assemble(s, pieces, first);
  });
}

/** A word of the original by its place, or a fresh one whose head is a place of the original. */
type Piece = number | Inserted[number];

/** The sentence that `pieces` make; the word that was `capital` begins it now, and what began it before is written small unless it is a name. */
function assemble(s: TreeSentence, pieces: readonly Piece[], capital: number): Frame {
  const origin = pieces.map(piece => (typeof piece === 'number' ? piece : -1));
  const placeOf = new Map(origin.map((i, n) => [i, n]));
  const pick = <T>(list: readonly T[], fresh: (word: Inserted[number]) => T): T[] =>
    pieces.map(piece => (typeof piece === 'number' ? list[piece]! : fresh(piece)));
  const cased = (form: string, i: number): string => {
    if (i === capital) return form[0]!.toUpperCase() + form.slice(1);
    const isName =
      s.tags[i]?.startsWith('PROPN') || form === 'I' || (form.length > 1 && form[1] !== form[1]!.toLowerCase());
    return i === 0 && !isName ? form[0]!.toLowerCase() + form.slice(1) : form;
  };
  const sentence: TreeSentence = {
    ...s,
    forms: pick(s.forms, ([form]) => form).map((form, n) => cased(form, origin[n]!)),
    spans: pick(s.spans, () => [0, 0] as const),
    tags: pick(s.tags, ([, tag]) => tag),
    lemmas: pick(s.lemmas, ([form]) => form),
    heads: pieces.map(piece => {
      const head = typeof piece === 'number' ? s.heads[piece]! : piece[2];
      return head < 0 ? -1 : placeOf.get(head)!;
    }),
    relations: pick(s.relations, ([, , , relation]) => relation),
    entities: pick(s.entities, () => ''),
  };
  return { sentence, origin };
}

function placesOf(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, k) => from + k);
}
