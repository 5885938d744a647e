/** What the taggers are told of a word: short strings, so that a decision can be explained. */
import type { Analysis, Word } from '../../../language/analysis.ts';
import type { Tag } from './tagger.ts';

/** Words of the field, by what a text that uses them is mostly about. */
const FIELDS: readonly RegExp[] = [
  /phish|spoof|scam/u,
  /ransom|extort|bitcoin/u,
  /vulnerab|flaw|bug|exploit|cve/u,
  /breach|leak|stole|expos|hack/u,
  /patch|update|fix/u,
  /malware|trojan|botnet|spy/u,
];
/** A text with fewer than `FEWEST` of these is about something else; of a short one, a text without any. */
const OURS =
  /phish|ransomware|vulnerab|hack|malware|spyware|trojan|botnet|cyber|breach|password|encrypt|exploit|server|software/u;
const FEWEST = 2;
/** Words of a short text. */
const SHORT = 120;

/** How much a text tells of each field: "3:2" is the fourth, in the third of four degrees. */
export interface Topic {
  readonly degrees: readonly string[];
  readonly main: number;
  readonly isOurs: boolean;
}

export function topicOf({ words }: Analysis): Topic {
  const counts = FIELDS.map(() => 0);
  let ours = 0;
  for (const { lower } of words) {
    if (OURS.test(lower)) ours++;
    FIELDS.forEach((field, i) => {
      if (field.test(lower)) counts[i]!++;
    });
  }
  const degrees = counts.map(count => {
    const share = (100 * count) / Math.max(1, words.length);
    return share === 0 ? 0 : share < 0.7 ? 1 : share < 2 ? 2 : 3;
  });
  return {
    degrees: degrees.map((degree, i) => `${i}:${degree}`),
    main: degrees.indexOf(Math.max(...degrees) as 0),
    isOurs: ours >= (words.length < SHORT ? 1 : FEWEST),
  };
}

/** For each word of the text what is told of it and its neighbours, in order and in the tree. */
export function triggerFeatures({ words, names }: Analysis, { degrees, main }: Topic): string[][] {
  const nameOf = new Map(names.flatMap(name => name.words.map(word => [word.index, name.type] as const)));
  return words.map(word => {
    const lemma = lemmaOf(word);
    const relation = short(word);
    const found = [
      'always',
      `lemma=${lemma}`,
      `form=${word.lower}`,
      `tag=${word.tag}`,
      `relation=${word.relation}`,
      `pos=${word.pos}`,
      `end=${word.lower.slice(-3)}`,
      `beginning=${word.lower.slice(0, 4)}`,
      `lemma+tag=${lemma} ${word.tag}`,
      `lemma+main=${lemma} ${main}`,
      `tag+main=${word.tag} ${main}`,
    ];
    for (const degree of degrees) found.push(`lemma+field=${lemma} ${degree}`, `pos+field=${word.pos} ${degree}`);
    for (const step of [-2, -1, 1, 2])
      found.push(`${step}=${lemmaOf(beside(words, word, step))}`, `${step} tag=${tagOf(beside(words, word, step))}`);
    for (const step of [-1, 1]) {
      const other = beside(words, word, step);
      found.push(`lemma+${step}=${lemma} ${lemmaOf(other)}`, `tag+${step}=${word.tag} ${tagOf(other)}`);
    }
    found.push(`1+2=${lemmaOf(beside(words, word, 1))} ${lemmaOf(beside(words, word, 2))}`);
    found.push(`-1-2=${lemmaOf(beside(words, word, -1))} ${lemmaOf(beside(words, word, -2))}`);
    const { head } = word;
    if (head) {
      found.push(`head=${lemmaOf(head)} ${relation}`, `head lemma=${lemmaOf(head)}`);
      found.push(`lemma+head=${lemma} ${lemmaOf(head)}`, `head tag=${head.tag} ${word.relation}`);
    } else found.push('root');
    for (const child of word.dependents) {
      found.push(`child=${short(child)}`, `child lemma=${short(child)} ${lemmaOf(child)}`);
      found.push(`lemma+child=${lemma} ${short(child)} ${lemmaOf(child)}`);
    }
    const name = nameOf.get(word.index);
    if (name) found.push(`name=${name}`);
    if (word.pos === 'AUX' || word.tag === 'DT' || word.tag === 'TO')
      found.push(`helps=${lemma} ${head ? lemmaOf(head) : ''}`);
    return found;
  });
}

/** The same with what is told of the nearest trigger: its sort, how far it is, and the way through the tree from the word's noun phrase. */
export function roleFeatures(
  { words }: Analysis,
  own: readonly (readonly string[])[],
  near: readonly (Tag | undefined)[],
  sorts: readonly string[],
): string[][] {
  return words.map(word => {
    const trigger = near[word.index];
    const found = [...own[word.index]!];
    if (!trigger) return [...found, 'no trigger'];
    const [first, last] = [trigger.words[0]!, trigger.words.at(-1)!];
    const sort = sorts[trigger.class]!;
    const side = word.index < first.index ? 'before' : word.index > last.index ? 'after' : 'in';
    const apart =
      first.sentence === word.sentence
        ? ''
        : first.sentence.index < word.sentence.index
          ? 'sentence before'
          : 'sentence after';
    const far = bucket(side === 'before' ? first.index - word.index : side === 'after' ? word.index - last.index : 0);
    const noun = phraseHead(word);
    const way = wayTo(noun, headOf(trigger.words));
    const [two, three] = [way.slice(-2).join(' '), way.slice(-3).join(' ')];
    const told = lemmaOf(last);
    found.push(
      `near=${sort} ${side} ${apart}`,
      `near+far=${sort} ${side} ${far} ${apart}`,
      `near+lemma=${sort} ${lemmaOf(word)}`,
      `near+tag=${sort} ${side} ${word.tag}`,
      `way=${three}`,
      `way+sort=${three} ${sort}`,
      `way length=${way.length} ${apart}`,
      `told+way=${told} ${two}`,
      `told+side=${told} ${side} ${apart}`,
      `noun=${lemmaOf(noun)}`,
      `noun+sort=${lemmaOf(noun)} ${sort}`,
      `noun relation=${noun.relation} ${sort} ${side}`,
      `noun head=${noun.head ? lemmaOf(noun.head) : ''}`,
      `noun case=${noun.child('case')?.lower ?? ''} ${sort}`,
      `pos+way=${word.pos} ${two} ${sort}`,
    );
    return found;
  });
}

function beside(words: readonly Word[], word: Word, step: number): Word | undefined {
  const other = words[word.index + step];
  return other?.sentence === word.sentence ? other : undefined;
}

const lemmaOf = (word: Word | undefined): string => word?.lemma.toLowerCase() ?? '^';
const tagOf = (word: Word | undefined): string => word?.tag ?? '^';
const short = (word: Word): string => word.relation.split(':')[0]!;

function bucket(count: number): string {
  return count < 3 ? String(count) : count < 6 ? '3-5' : count < 12 ? '6-11' : '12+';
}

/** The head of the noun phrase that a modifier belongs to. */
function phraseHead(word: Word): Word {
  let at = word;
  while (at.head && at.pos !== 'VERB' && MODIFYING.has(at.relation)) at = at.head;
  return at;
}

const MODIFYING = new Set(['compound', 'amod', 'det', 'nummod', 'flat', 'nmod:poss', 'case', 'appos']);

/** The word of a run that none of the others governs. */
export function headOf(words: readonly Word[]): Word {
  return words.find(({ head }) => !head || !words.includes(head)) ?? words[0]!;
}

/** Relations up from one word, then down to the other. */
function wayTo(from: Word, to: Word): string[] {
  const [up, down] = [upwards(from), upwards(to)];
  const meeting = up.find(word => down.includes(word));
  if (!meeting) return ['apart'];
  return [
    ...up.slice(0, up.indexOf(meeting)).map(({ relation }) => `^${relation}`),
    ...down
      .slice(0, down.indexOf(meeting))
      .toReversed()
      .map(({ relation }) => `v${relation}`),
  ];
}

function upwards(word: Word): Word[] {
  const list: Word[] = [];
  for (let at: Word | undefined = word; at; at = at.head) list.push(at);
  return list;
}
