/** What the scorer is told about a sentence: short strings, so that a decision can be explained in words. Names and figures are left out of it. */
import type { Word } from '../../../language/analysis.ts';
import { isNegated, isPassive } from '../../../language/clause.ts';
import type { AuthoredPage } from './page.ts';
import { type Author, endsWithColon, roleOf } from './sentence.ts';

/** Everything that is true of the sentence with that number, as `name=value`. */
export function featuresOf(page: AuthoredPage, index: number): string[] {
  const one = page.sentences[index]!;
  const { main, role, mood, sentence, lead, item, subject } = one;
  const found: string[] = ['always', `role=${role}`, `mood=${mood}`, `role+mood=${role} ${mood}`];
  const lemma = formOf(main, page.author);
  found.push(
    `main=${lemma}`,
    `main+mood=${lemma} ${mood}`,
    `main+role=${lemma} ${role}`,
    `main+role+mood=${lemma} ${role} ${mood}`,
  );
  const passive = isPassive(main) ? 'passive' : 'active';
  found.push(`voice+role+mood=${passive} ${role} ${mood}`);
  if (isNegated(main)) found.push('negated', `negated+role+mood=${role} ${mood}`);
  if (subject)
    found.push(`subject=${formOf(subject, page.author)}`, `subject+mood=${formOf(subject, page.author)} ${mood}`);
  const object = main.child('obj') ?? main.child('nsubj:pass');
  if (object) found.push(`object=${formOf(object, page.author)}`, `object+mood=${formOf(object, page.author)} ${mood}`);
  const inner = main.child('xcomp', 'ccomp');
  if (inner) found.push(`inner=${formOf(inner, page.author)}`, `main+inner=${lemma} ${formOf(inner, page.author)}`);
  for (const word of sentence.words) {
    if (word.pos !== 'AUX' || !/^(?:will|shall|’ll|'ll|wo)$/u.test(word.lower) || word.head === main) continue;
    const act = word.head;
    if (!act) continue;
    const actor = roleOf(act.child('nsubj', 'csubj'), page.author);
    found.push(
      `other will=${actor}`,
      `other will act=${formOf(act, page.author)}`,
      `other will place=${act.relation} ${actor}`,
    );
  }
  const money = sentence.words.some(word => word.text === '$' || word.lemma === 'million' || word.lemma === 'billion');
  const number = sentence.words.some(word => word.pos === 'NUM');
  found.push(
    `money=${money}`,
    `number=${number}`,
    `money+mood=${money} ${mood}`,
    `money+role+mood=${money} ${role} ${mood}`,
  );
  const quoted = page.quoted[sentence.words[0]!.index] ? 'yes' : page.quoted[main.index] ? 'partly' : 'no';
  found.push(`quoted=${quoted}`, `quoted+role+mood=${quoted} ${role} ${mood}`);
  const colon = endsWithColon(sentence);
  if (colon) found.push('opens a list', `opens a list+role+mood=${role} ${mood}`);
  const length = bucket(sentence.words.length);
  found.push(`length=${length}`, `length+mood=${length} ${mood}`);
  if (lead) {
    const last = lead.sentence.words.at(-2);
    const way = `${lead.role} ${lead.mood}`;
    found.push(
      'listed',
      `lead=${way}`,
      `lead+mood=${way} ${mood}`,
      `lead main=${formOf(lead.main, page.author)}`,
      `lead ends=${last ? formOf(last, page.author) : ''}`,
      `lead ends+mood=${last ? formOf(last, page.author) : ''} ${mood}`,
      `item=${bucket(item)}`,
    );
    for (const word of content(lead.sentence.words, page.author)) found.push(`lead word=${word}`);
  }
  for (const [name, place] of [
    ['before', -1],
    ['after', 1],
  ] as const) {
    const other = page.sentences[index + place];
    if (!other) {
      found.push(`${name}=none`);
      continue;
    }
    found.push(`${name}=${other.role} ${other.mood}`, `${name}+mood=${other.role} ${other.mood} ${mood} ${role}`);
    if (endsWithColon(other.sentence)) found.push(`${name} colon ${mood}`);
  }
  const words = sentence.words.map(word => formOf(word, page.author));
  for (const word of new Set(words)) found.push(`word=${word}`);
  for (const pair of new Set(words.map((word, i) => `${word} ${words[i + 1] ?? '$'}`))) found.push(`pair=${pair}`);
  found.push(`first=${words[0]}`, `first two=${words[0]} ${words[1] ?? '$'}`);
  found.push(`place=${placeOf(index, page.sentences.length)}`);
  return found;
}

function placeOf(index: number, count: number): string {
  if (index < 3) return String(index);
  return index * 3 < count ? 'early' : index * 3 < 2 * count ? 'middle' : 'late';
}

/** The dictionary form; a name, a figure or a pronoun of the author by what it is, so that no name weighs anything. */
export function formOf(word: Word, author: Author): string {
  if (author.names.has(word.lower)) return '<author>';
  if (word.pos === 'NUM') return '<number>';
  if (word.pos === 'PROPN') return '<name>';
  if (word.pos === 'AUX' || word.pos === 'PRON') return word.lower;
  if (word.pos === 'VERB') return `${word.lemma}/${word.tag}`;
  return word.lemma;
}

function content(words: readonly Word[], author: Author): Set<string> {
  return new Set(words.map(word => formOf(word, author)));
}

function bucket(count: number): string {
  if (count < 4) return String(count);
  if (count < 8) return '4-7';
  if (count < 14) return '8-13';
  if (count < 24) return '14-23';
  if (count < 40) return '24-39';
  return '40+';
}
