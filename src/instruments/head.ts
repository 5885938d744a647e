/** What an official text is: its title and form, when it was adopted, and between whom. */
import type { Party } from '../core/actor.ts';
import type { Day, TimeMention } from '../core/time.ts';
import { slug } from '../actors/identity.ts';
import { issuersOf } from '../kinds/author.ts';
import type { AuthoredPage } from '../kinds/commitment/authored/page.ts';
import type { Sentence } from '../language/analysis.ts';
import type { ReadingContext } from '../kinds/reading-context.ts';

export interface InstrumentHead {
  readonly title: string;
  /** "joint statement", "accord", …; undefined: the title does not say. */
  readonly form: string | undefined;
  readonly parties: readonly Party[];
  readonly adopted: Day | undefined;
}

const FORMS = [
  'joint statement',
  'joint communiqué',
  'joint communique',
  'joint declaration',
  'fact sheet',
  'list of outcomes',
  'outcome list',
  'memorandum of understanding',
  'communiqué',
  'communique',
  'declaration',
  'resolution',
  'accord',
  'treaty',
  'convention',
  'protocol',
  'agreement',
  'statement',
  'plan of action',
  'action plan',
] as const;

/** Sentences, title included, in which a text says who issues it and when. */
const OPENING = 4;

export function headOf(
  context: ReadingContext,
  { sentences }: AuthoredPage,
  given: string | undefined,
): InstrumentHead {
  const title = (given ?? titleOf(context.text)).slice(0, 300);
  const lower = title.toLowerCase();
  const end = sentences[Math.min(OPENING, sentences.length) - 1]?.sentence.end ?? 0;
  return {
    title,
    form: FORMS.find(form => lower.includes(form)),
    parties: issuers(context) ?? partiesOf(context, sentences, end),
    adopted: (daySigned(context) ?? dayOpening(context, end))?.from,
  };
}

/** The first line, with the lines below it that go on with it: "AGREEMENT", "BETWEEN …", "AND …", "ON …". */
function titleOf(text: string): string {
  const [first = '', ...more] = text
    .trimStart()
    .split('\n')
    .map(line => line.trim());
  const end = more.findIndex(
    line => line === '' || !(GOES_ON.test(line) || (!/\p{Ll}/u.test(line) && !/\p{Ll}/u.test(first))),
  );
  const below = more.slice(0, end < 0 ? more.length : end);
  // A line below "and" stands by itself: "between", "a name", "and", "a name".
  return [first, ...below].join(' ').replaceAll(/\s+/gu, ' ');
}

const GOES_ON = /^(?:between|and|among|on|of|for|concerning|regarding|relating)\b/iu;

/** Those between whom the text is, as its title or a definition names them, or who say "We, the leaders of …". */
function issuers(context: ReadingContext): Party[] | undefined {
  const issuer = issuersOf(context);
  const parties = issuer?.parties ?? [];
  if (parties.length < 2 && !issuer?.isOrgan && !/^we\b/iu.test(issuer?.says.exact ?? '')) return undefined;
  return parties.map(party => ({ ...party, actor: party.actor ?? `unknown/${slug(party.name)}` }));
}

/** UTF-16 units at the end of a text within which it says when it was signed, and from those words to the day. */
const END = 2000;
const NEAR = 120;

/** "Done at Lund on 3 May 2026". */
function daySigned(context: ReadingContext): TimeMention | undefined {
  const from = Math.max(0, context.text.length - END);
  const found = /(?:^|\n|\.\s)[^\S\n]*(?:Done|DONE|Signed|SIGNED)\b/u.exec(context.text.slice(from));
  if (!found) return undefined;
  const at = from + found.index;
  return context.times.find(time => isDay(time) && time.words.start > at && time.words.start < at + NEAR);
}

/** The first day in the opening that is not the day of another text ("Recalling the Protocol of 4 May 1997"). */
function dayOpening(context: ReadingContext, end: number): TimeMention | undefined {
  return context.times.find(time => {
    if (!isDay(time) || time.words.start >= end) return false;
    const word = context.analysis.wordAt(time.words.start);
    const opens = word?.sentence.words[0]?.tag === 'VBG';
    return !opens && !/\b(?:of|dated)\s+$/iu.test(context.text.slice(0, time.words.start).slice(-8));
  });
}

function isDay({ type, precision, from, standing }: TimeMention): boolean {
  return type === 'DATE' && precision === 'day' && from !== undefined && standing === 'stated';
}

/** States, and those whose office-holders speak, that are named in the opening; where it names fewer than two, whoever is bound by name. */
function partiesOf(context: ReadingContext, sentences: AuthoredPage['sentences'], end: number): Party[] {
  const opening = new Map<string, Party>();
  const add = (id: string | undefined, party: Party): void => {
    const actor = id === undefined ? undefined : context.actors.actor(id);
    if (actor === undefined || opening.has(actor.id)) return;
    opening.set(actor.id, { ...party, actor: actor.id, name: actor.name });
  };
  for (const { words, actor: id, how, reason } of context.actors.mentions) {
    if (words.start >= end || id === undefined) continue;
    const actor = context.actors.actor(id);
    const party: Party = { words, actor: id, name: actor?.name ?? words.exact, capacity: undefined, how, reason };
    if (actor?.type === 'state') add(id, party);
    else if (actor?.type === 'person') add(actor.posts.find(({ of }) => of !== undefined)?.of, party);
  }
  if (opening.size < 2) {
    for (const { subject, mood } of sentences) {
      if (!subject || (mood !== 'will' && mood !== 'shall' && mood !== 'present')) continue;
      const party = context.party(subject);
      const type = party.actor === undefined ? undefined : context.actors.actor(party.actor)?.type;
      if (type === 'state') add(party.actor, party);
    }
  }
  return opening.size > 0 ? [...opening.values()] : titledParties(context, sentences[0]?.sentence);
}

/** "Joint Statement of Norland and Sudmark": names that nothing else is known of, coordinated behind "of", "between" or "by". */
function titledParties(context: ReadingContext, title: Sentence | undefined): Party[] {
  const words = title?.words ?? [];
  const first = words.findIndex(
    (word, i) => /^\p{Lu}/u.test(word.text) && /^(?:of|between|by|among)$/u.test(words[i - 1]?.lower ?? ''),
  );
  // Trees of titles are often wrong; "A, B and C" is told by its commas.
  const row = first === -1 ? [] : words.slice(first);
  const end = row.findIndex(word => !/^\p{Lu}/u.test(word.text) && word.text !== ',' && word.lower !== 'and');
  const named = row.slice(0, end === -1 ? row.length : end).filter(word => /^\p{Lu}/u.test(word.text));
  return (named.length < 2 ? [] : named).map(word => {
    const party = context.party(word);
    return {
      ...party,
      name: word.text,
      actor: /^(?:state|body|organisation|place)\//u.test(party.actor ?? '') ? party.actor : `unknown/${word.lower}`,
      reason: `the title names “${word.text}” among those between whom it is`,
    };
  });
}
