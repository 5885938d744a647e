/** What a sentence of an authored text is, before anybody asks whether it commits its author: who does what, in which tense, under which heading. */
import type { Analysis, Sentence, Word } from '../../../language/analysis.ts';
import { auxiliaries, isPassive, isPredicate } from '../../../language/clause.ts';
import { PARTY_NOUNS } from '../../party-nouns.ts';

/** Who the main clause is about, seen from the author. */
export type SubjectRole =
  | 'we'
  | 'parties'
  | 'I'
  | 'author'
  | 'own thing'
  | 'another name'
  | 'this'
  | 'it'
  | 'they'
  | 'you'
  | 'there'
  | 'thing'
  | 'nobody';

/** How the main clause is put. `listed`: a bare verb or noun, as items of a list are. */
export type Mood =
  | 'will'
  | 'shall'
  | 'would'
  | 'must'
  | 'may'
  | 'past'
  | 'perfect'
  | 'progressive'
  | 'present'
  | 'listed verb'
  | 'listed gerund'
  | 'listed infinitive'
  | 'listed noun';

/** A sentence, with the questions that are asked of it answered once. */
export interface AuthoredSentence {
  readonly sentence: Sentence;
  /** The word that carries the main clause. */
  readonly main: Word;
  readonly subject: Word | undefined;
  readonly role: SubjectRole;
  readonly mood: Mood;
  /** The sentence that introduces the list it stands in ("The government will:"); undefined outside a list. */
  readonly lead: AuthoredSentence | undefined;
  /** Number of the item below its lead, from 1; 0 outside a list. */
  readonly item: number;
  /** A line of its own over numbered paragraphs ("Works on the river" between "Article 3" and "1."): it says what they are about. */
  readonly isHeading: boolean;
}

/** The author of a text, as the names in it tell. */
export interface Author {
  /** Capitalised words of the names under which the author undertakes things ("Labor", "Ministry"), in lower case. */
  readonly names: ReadonlySet<string>;
}

/** Words of names that belong to nobody alone. */
const GENERIC = new Set([
  'the',
  'a',
  'an',
  'our',
  'my',
  'government',
  'party',
  'minister',
  'prime',
  'mr',
  'ms',
  'mrs',
  'dr',
  'federal',
  'new',
  'state',
  'national',
  'this',
  'that',
  'these',
  'and',
]);

/** The names that stand most often before "will" and "is committed": whoever issues a text names himself there. */
export function authorOf(analysis: Analysis): Author {
  const counts = new Map<string, number>();
  for (const word of analysis.words) {
    const binds = (word.lower === 'will' || word.lower === 'shall') && word.pos === 'AUX';
    const pledges = word.lemma === 'commit' || word.lower === 'committed';
    if (!binds && !pledges) continue;
    const clause = binds ? (word.is('aux') ? word.head : word) : word;
    const subject = clause?.child('nsubj');
    if (!clause || !subject) continue;
    for (const name of nameWords(subject)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const most = Math.max(0, ...counts.values());
  return { names: new Set([...counts].flatMap(([name, count]) => (count >= 2 && count * 2 >= most ? [name] : []))) };
}

function nameWords(head: Word): string[] {
  if (isCollective(head)) return [];
  return [head, ...head.children('compound', 'flat', 'amod', 'det')]
    .filter(word => isCapitalised(word) && !GENERIC.has(word.lower))
    .map(word => word.lower);
}

/** Does a capital tell a name? At the beginning of a sentence only where the word is known for one. */
function isCapitalised(word: Word): boolean {
  return /^\p{Lu}/u.test(word.text) && (word !== word.sentence.words[0] || word.pos === 'PROPN');
}

/** Longest list, in sentences, that one lead may open. */
const LONGEST_LIST = 40;

/** Every sentence of the text, in order. */
export function authoredSentences(analysis: Analysis, author: Author): AuthoredSentence[] {
  const found: AuthoredSentence[] = [];
  let lead: AuthoredSentence | undefined;
  let item = 0;
  for (const sentence of analysis.sentences) {
    const main = sentence.root;
    const subject = subjectOf(main);
    const mood = moodOf(main, subject);
    const isBehind =
      lead && (startsAnew(subject, mood, author) || isNumberedAlike(lead.sentence, sentence, analysis.text));
    if (lead && (item >= LONGEST_LIST || isBehind)) lead = undefined;
    item = lead ? item + 1 : 0;
    const one: AuthoredSentence = {
      sentence,
      main,
      subject,
      role: roleOf(subject, author),
      mood,
      lead,
      item,
      isHeading: isHeading(sentence, analysis.text),
    };
    found.push(one);
    if (endsWithColon(sentence)) {
      lead = one;
      item = 0;
    }
  }
  return found;
}

/** "Norland will pay for it, and Ostria will build it": the clauses of a sentence beside its main one, each with who does it. */
export function furtherClauses(one: AuthoredSentence, author: Author): AuthoredSentence[] {
  return one.main.children('conj').flatMap(main => {
    const subject = subjectOf(main);
    const mood = moodOf(main, subject);
    const isOwn = subject !== undefined && subject.index > one.main.index && (mood === 'will' || mood === 'shall');
    return isOwn ? [{ ...one, main, subject, role: roleOf(subject, author), mood }] : [];
  });
}

export function endsWithColon(sentence: Sentence): boolean {
  return /^[:–—-]$/u.test(sentence.words.at(-1)?.text ?? '');
}

/** A sentence in which somebody named, or we, do something is no item of the list above it any more. */
function startsAnew(subject: Word | undefined, mood: Mood, author: Author): boolean {
  if (!subject || mood.startsWith('listed')) return false;
  const role = roleOf(subject, author);
  return role === 'we' || role === 'I' || role === 'author' || role === 'another name' || role === 'parties';
}

/** "4." behind the list that "3." opened, "Article 5" behind "Article 4": the next paragraph is no item of the list. */
function isNumberedAlike(lead: Sentence, sentence: Sentence, text: string): boolean {
  const of = formOfNumber(lead, text);
  return of !== undefined && of === formOfNumber(sentence, text);
}

/** How the line begins that a sentence opens: "#." for "3.", "#.#" for "2.1", "(a)" for "(b)"; undefined: without a number. */
function formOfNumber({ start }: Sentence, text: string): string | undefined {
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start + LONGEST_NUMBER).trimStart();
  return /^(?:\(?\d{1,3}(?:\.\d{1,3})*[.)]?|\(?[a-z][.)])(?=\s)/u
    .exec(line)?.[0]
    .replaceAll(/\d+/gu, '#')
    .replaceAll(/[a-z]/gu, 'a');
}

/** UTF-16 units of "(12.10)". */
const LONGEST_NUMBER = 12;

/** The line before says "Article 3", or the next one opens with a number below that of this line ("2. Contributions" over "2.1 …"). */
function isHeading({ start, end, words }: Sentence, text: string): boolean {
  if (words.length > LONGEST_HEADING || /[.;:,!?]/u.test(words.at(-1)?.text ?? '')) return false;
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const stop = text.indexOf('\n', end);
  if (!/^[\s\d.()]*$/u.test(text.slice(line, start)) || text.slice(end, stop < 0 ? text.length : stop).trim() !== '')
    return false;
  const before = text.slice(0, line).trimEnd();
  const over = before.slice(before.lastIndexOf('\n') + 1).trim();
  const below = text.slice(end).trimStart().slice(0, LONGEST_NUMBER);
  const own = /^\s*(?<number>\d{1,3})[.)]?\s/u.exec(text.slice(line))?.groups?.['number'];
  return (
    /^(?:article|section|chapter|part|annex|title)\s+(?:\d+|[ivxlc]+)\.?$/iu.test(over) ||
    (own !== undefined && below.startsWith(`${own}.`))
  );
}

const LONGEST_HEADING = 12;

function subjectOf(main: Word): Word | undefined {
  const subjects = main.children('nsubj', 'csubj', 'expl');
  const own = subjects.find(word => word.index < main.index) ?? subjects[0];
  if (own) return own;
  // "Ostria, as guarantor, undertakes …" is called upon by the tree.
  return main.tag === 'VBZ' ? main.children('vocative').find(word => word.index < main.index) : undefined;
}

function moodOf(main: Word, subject: Word | undefined): Mood {
  const helpers = auxiliaries(main);
  if (main.tag === 'MD') helpers.push(main.lower);
  if (helpers.includes('will')) return 'will';
  if (helpers.includes('shall')) return 'shall';
  if (helpers.includes('would')) return 'would';
  if (helpers.some(lemma => lemma === 'must' || lemma === 'should' || lemma === 'ought')) return 'must';
  if (helpers.some(lemma => ['may', 'might', 'can', 'could'].includes(lemma))) return 'may';
  const marked = main.children('mark').some(mark => mark.lower === 'to');
  const cop = main.child('cop');
  if (helpers.includes('have')) return 'perfect';
  if (!subject) {
    if (marked) return 'listed infinitive';
    if (main.tag === 'VBG' && !main.child('aux')) return 'listed gerund';
    // "Set up a hotline": without anybody before it, what looks like a past form with an object is an infinitive.
    const bare = main.tag === 'VB' || main.tag === 'VBP' || (/^VB[DN]$/u.test(main.tag) && main.text === main.lemma);
    if (main.pos === 'VERB' && bare && !main.child('aux')) return 'listed verb';
    if (!cop && !isPredicate(main)) return 'listed noun';
  }
  const finite = [...main.children('aux', 'cop'), main].find(word => /^(?:VBD|VBZ|VBP)$/u.test(word.tag));
  if (finite?.tag === 'VBD' || (!finite && main.tag === 'VBN' && !isPassive(main))) return 'past';
  if (main.tag === 'VBG') return 'progressive';
  if (!subject && !finite) return 'listed noun';
  return 'present';
}

/** Things that belong to an author who plans: what is said of them is said of what he will do. */
const OWN_THINGS = new Set([
  'plan',
  'policy',
  'package',
  'investment',
  'commitment',
  'funding',
  'initiative',
  'program',
  'programme',
  'project',
  'proposal',
  'reform',
  'measure',
  'fund',
  'announcement',
  'strategy',
  'agenda',
  'approach',
  'scheme',
  'agreement',
]);

export function roleOf(subject: Word | undefined, author: Author): SubjectRole {
  if (!subject) return 'nobody';
  const { lower } = subject;
  if (lower === 'we' || lower === 'us') return 'we';
  if (lower === 'i') return 'I';
  if (lower === 'you') return 'you';
  if (lower === 'there') return 'there';
  if (lower === 'it') return 'it';
  if (lower === 'they') return 'they';
  if (lower === 'this' || lower === 'that' || lower === 'which' || lower === 'these') return 'this';
  if (isCollective(subject)) return 'parties';
  const owner = subject.child('nmod:poss');
  const own =
    owner !== undefined && (/^(?:our|my)$/u.test(owner.lower) || nameWords(owner).some(name => author.names.has(name)));
  if (own) return /^(?:team|government|party|minister|leader|country)$/u.test(subject.lemma) ? 'author' : 'own thing';
  if (nameWords(subject).some(name => author.names.has(name))) return 'author';
  const pointed = subject.children('det').some(word => /^(?:this|these|the)$/u.test(word.lower));
  if (pointed && OWN_THINGS.has(subject.lemma)) return 'own thing';
  if (subject.pos === 'PROPN' || nameWords(subject).length > 0) return 'another name';
  return 'thing';
}

/** Those who issue a text together. */
const COLLECTIVES = new Set([...PARTY_NOUNS, 'economy', 'head']);

/** "Leaders", "the Parties", "both sides", "advanced economies", "G20 members", "the G8", "each of us". */
export function isCollective(head: Word): boolean {
  if (/^G-?\d+$/u.test(head.text)) return true;
  if (/^(?:each|all|both|neither|those)$/u.test(head.lower))
    return head.children('nmod').some(of => of.lower === 'us' || isCollective(of));
  if (!COLLECTIVES.has(head.lemma)) return false;
  if (/^NNPS?$/u.test(head.tag) && !head.lower.endsWith('s')) return false;
  const joint = head.dependents.some(word => /^(?:both|each|neither|either|all|two|every)$/u.test(word.lower));
  return joint || /^NNP?S$/u.test(head.tag) || /^\p{Lu}.*s$/u.test(head.text);
}
