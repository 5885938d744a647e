import type { Tense } from './rule.ts';

/**
 * The tense of the clause around `offset`, guessed from the verbs nearby, for readers that have no parse: first leftwards to the
 * beginning of the sentence, then rightwards. undefined when no verb is found. Looks at a bounded stretch of text.
 */
export function tenseNear(text: string, offset: number, end: number = offset): Tense | undefined {
  const before = wordsOf(lastSentence(text.slice(Math.max(0, offset - REACH), offset)));
  const after = wordsOf(firstSentence(text.slice(end, end + REACH)));
  const ahead = after.map((_, i) => tenseOf(after, i)).find(tense => tense !== undefined);
  for (let i = before.length - 1; i >= 0; i--) {
    const tense = tenseOf(before, i);
    if (tense === undefined) continue;
    // "… started in September on Thursday Mr Lee will …": a verb that has its time already leaves this one to the next verb.
    if (ahead !== undefined && (tense === 'present' || hasOwnTime(before.slice(i + 1)))) return ahead;
    // "said the talks on Monday will …": the verb of speech is not what happens on Monday.
    const saidBefore = SPEECH.has(before[i]!) && before.length - i >= 3;
    if (saidBefore && after.slice(0, 4).some((_, j) => tenseOf(after, j) === 'future')) return 'future';
    return tense;
  }
  return ahead;
}

const TIME_WORD =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october|november|december|yesterday|today|tomorrow|week|month|year)$/iu;

/** Is there a time between a verb and the expression, other than the first half of a pair ("on Thursday and Friday", "from May to July")? */
function hasOwnTime(between: readonly string[]): boolean {
  const last = between.findLastIndex(word => TIME_WORD.test(word));
  return (
    last >= 0 &&
    !between.slice(last + 1).some(word => /^(?:and|or|to|through|until)$/u.test(word)) &&
    last < between.length - 1
  );
}

/** UTF-16 units looked at on each side. */
const REACH = 240;

const SENTENCE_END =
  /[!?\n]|(?<!\b(?:mr|mrs|ms|dr|gen|sen|rep|gov|lt|col|st|no|u\.s|u\.k|[a-z]|jan|feb|mar|apr|aug|sept?|oct|nov|dec))\.(?=["”’')\]]?\s)/giu;

function lastSentence(text: string): string {
  let start = 0;
  for (const match of text.matchAll(SENTENCE_END)) start = match.index + 1;
  return text.slice(start);
}

function firstSentence(text: string): string {
  const end = text.search(SENTENCE_END);
  return end < 0 ? text : text.slice(0, end);
}

function wordsOf(text: string): string[] {
  return (text.match(/[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*/gu) ?? []).map(word => word.replace('’', "'"));
}

/** The tense that word `i` shows, if it is a verb that shows one. */
function tenseOf(words: readonly string[], i: number): Tense | undefined {
  const word = words[i]!;
  const left = words[i - 1] === 'not' || words[i - 1]?.endsWith('ly') ? words[i - 2] : words[i - 1];
  // A month, or the name of somebody whose name ends in -ed.
  if (/^\p{Lu}/u.test(word) || (word === 'may' && /^\d/u.test(words[i + 1] ?? ''))) return undefined;
  if (MODAL.has(word) || word.endsWith("'ll")) return 'future';
  if (word === 'to')
    return PLANNED.has(left ?? '') || BE.has(left ?? '') || BEFORE_TO.has(left ?? '') ? 'future' : undefined;
  if (PLANNED.has(word) || AHEAD.has(word) || (word === 'going' && words[i + 1] === 'to')) return 'future';
  if (left === 'be' || left === 'being' || left === 'to') return undefined;
  if (IRREGULAR.has(word)) return 'past';
  if (/^\p{L}{2,}ed$/u.test(word) && !NOT_PAST.has(word)) return 'past';
  if (word === 'is' || word === 'are') {
    const next = words[i + 1] ?? '';
    return PLANNED.has(next) || next === 'to' || next === 'going' ? 'future' : 'present';
  }
  return undefined;
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/u));

const MODAL = set(`will shall would won't wouldn't can may might should must cannot`);
const BE = set('is are was were be am');
const SPEECH = set('said says told announced reported stated added confirmed claimed warned wrote');
/** Participles and adjectives that point forward: "is scheduled for Monday". */
const PLANNED = set(
  'scheduled expected set slated planned due projected anticipated supposed poised ready likely rescheduled',
);
/** Present forms that point forward: "begins Tuesday", "the upcoming Monday session". */
const AHEAD = set(`begins starts opens resumes meets expires intends intend expects upcoming forthcoming awaits await`);
/** Words before "to" that point forward: "plans to leave on Monday". */
const BEFORE_TO =
  set(`plan plans planning intend intends intending expect expects hope hopes hoping aim aims aiming want wants agree agrees
  pledge pledges vow vows promise promises prepare prepares preparing ready likely due set going about`);
const NOT_PAST =
  set(`need needed indeed speed hundred red bed feed seed breed deed greed shed sacred naked wicked kindred
  united related based unprecedented aged embed exceed proceed succeed bleed creed weed reed so-called armed limited alleged`);
const IRREGULAR =
  set(`was were had did said told went came took made gave got saw knew thought found left felt became began
  brought kept held wrote stood heard let meant met ran paid sat spoke led grew lost fell sent built spent won broke
  caught bought fought taught drew drove flew rose chose wore threw showed shown died hit struck sold sank shot swore sworn
  stole arose froze hid rode shook sang slept stuck tore woke withdrew overthrew undertook undergone gone taken given seen known
  done been begun written spoken driven flown risen chosen fallen broken stolen drawn grown laid lay dealt sought shut cut put
  quit beat bore fled wound bound bred crept dug dug forgot hung knelt lent lit sped spun sprang strode strove swam swung wept
  couldn't didn't wasn't weren't hadn't has have ago`);
