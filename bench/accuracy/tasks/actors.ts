import { readFileSync } from 'node:fs';
import nlp from 'compromise';
import { readActors } from '../../../src/actors/actors.ts';
import { findNames, type Found } from '../../../src/actors/names.ts';
import { phraseAt } from '../../../src/actors/phrases.ts';
import { actingVerbs, bodyNouns, postHeads } from '../../../src/actors/vocabulary.ts';
import { type Known, knownById, longestAt, pieces } from '../../../src/actors/world/gazetteer.ts';
import type { ActorMention } from '../../../src/core/actor.ts';
import { analyse } from '../../../src/language/analyse.ts';
import type { Analysis } from '../../../src/language/analysis.ts';
import { decodeModel } from '../../../src/language/model.ts';
import type { Task } from '../task.ts';

const model = decodeModel(readFileSync(new URL('../../../model/english.bin', import.meta.url)));

interface NameAnswer {
  readonly start: number;
  readonly end: number;
  readonly type: 'PER' | 'ORG' | 'LOC';
  /** English Wikipedia's title; left out where neither the world table nor a full name tells it. */
  readonly link?: string | undefined;
}

/**
 * Persons, organisations and places that are named, and who they are. The sets mark names as the noun phrases of news annotation:
 * with the title or trade before them ("Senator John McCain", "aircraft maker Boeing"), a town with its state ("Toulouse,
 * France"), and not where they only qualify another noun ("a Boeing 737").
 */
export const task: Task = {
  name: 'actors',
  predict({ text, published }) {
    if (text === undefined) return undefined;
    const analysis = analyse(text, model);
    const reading = readActors(analysis, { published });
    const byEnd = new Map<number, ActorMention>();
    // The last mention to end where a name ends is the shortest: the name's own.
    for (const mention of reading.mentions) byEnd.set(mention.words.end, mention);
    const linkAt = (end: number): string | undefined => {
      const id = byEnd.get(end)?.actor;
      return id === undefined ? undefined : linkOf(id, reading.actor(id)?.name);
    };
    const found = findNames(analysis);
    const names: NameAnswer[] = [];
    found.forEach((name, number) => {
      if (qualifies(analysis, name)) return;
      const { start, end } = extent(analysis, name, byEnd);
      const inner = placeInside(analysis, name);
      if (inner !== undefined) names.push(inner);
      const type = acts(analysis, name) ? 'ORG' : name.type;
      names.push({
        start,
        end: withState(analysis, found, number) ?? end,
        type,
        link: linkAt(analysis.words[name.to - 1]!.end),
      });
    });
    for (const mention of reading.mentions) {
      const type = capitalType(mention);
      if (type !== undefined) names.push({ ...mention.words, type, link: linkAt(mention.words.end) });
    }
    return {
      names: names.map(({ start, end, type, link }) => ({ start, end, type, ...(link !== undefined && { link }) })),
    };
  },
};

/** compromise 14.17 on the same documents: its people, organizations and places, as they come. */
export const peers: readonly Task[] = [
  {
    name: 'compromise',
    predict({ text }) {
      if (text === undefined) return undefined;
      const doc = nlp(text);
      const views = { PER: doc.people(), ORG: doc.organizations(), LOC: doc.places() } as const;
      const names = Object.entries(views).flatMap(([type, view]) =>
        (view.json({ offset: true }) as { offset: { start: number; length: number } }[]).map(({ offset }) => ({
          start: offset.start,
          end: Math.min(text.length, offset.start + offset.length),
          type,
        })),
      );
      return { names: names.filter(({ start, end }) => start >= 0 && start < end) };
    },
  },
];

/** A state that does something is named as a government. */
function acts(analysis: Analysis, name: Found): boolean {
  if (!name.spellings.some(spelling => spelling.known.type === 'state')) return false;
  const head = analysis.words.slice(name.from, name.to).find(word => word.is('nsubj'));
  return head?.head !== undefined && actingVerbs.has(head.head.lemma);
}

const wares = /^(?:jet|plane|aircraft|airliner|fleet|car|truck|engine|computer|laptop|phone|processor|chip|tablet)s?$/u;

/** "Boeing 737", "US airtanker contract": the name only tells which. */
function qualifies(analysis: Analysis, name: Found): boolean {
  if (name.type === 'PER') return false;
  const last = analysis.words[name.to - 1]!;
  const next = last.next;
  if (next === undefined || next.sentence !== last.sentence) return false;
  if (/^[-‐‑]$/u.test(next.text) && next.start === last.end) return true;
  // "Boeing pushes back" at the head of a text: headline verbs look like nouns.
  const opens =
    name.from === last.sentence.words[0]!.index || /^(?:the|a|an)$/u.test(analysis.words[name.from - 1]?.lower ?? '');
  if (opens && name.from <= last.sentence.words[0]!.index + 1 && next.lower.endsWith('s')) return false;
  if (name.type === 'ORG' && wares.test(next.lower)) return true;
  if (/\d/u.test(next.text)) return !/^(?:19|20)\d\d$/u.test(next.text);
  // "Rolls-Royce Trent 900"
  return next.pos === 'PROPN' && /^\d/u.test(next.next?.text ?? '') && next.next?.sentence === last.sentence;
}

function extent(
  analysis: Analysis,
  name: Found,
  byEnd: ReadonlyMap<number, ActorMention>,
): { start: number; end: number } {
  const start = analysis.words[name.from]!.start;
  const end = analysis.words[name.to - 1]!.end;
  if (name.type === 'PER') return { start: Math.min(start, byEnd.get(end)?.words.start ?? start), end };
  const before = analysis.words[name.from - 1];
  if (
    name.type === 'ORG' &&
    before?.pos === 'NOUN' &&
    bodyNouns.has(before.lower) &&
    before.sentence === analysis.words[name.from]!.sentence
  ) {
    const phrase = phraseAt(analysis.words, before.index, () => false);
    return { start: analysis.words[phrase.from]!.start, end };
  }
  return { start, end };
}

/** "University of California" names California too. */
function placeInside(analysis: Analysis, name: Found): NameAnswer | undefined {
  const of = analysis.words
    .slice(name.from, name.to - 1)
    .findLastIndex(word => word.lower === 'of' || word.lower === 'in');
  if (name.type !== 'ORG' || of < 1) return undefined;
  const inside = analysis.words.slice(name.from + of + 1, name.to).filter(word => word.lower !== 'the');
  const known = placeNamed(inside.map(word => word.text).join(' '));
  if (known === undefined || inside[0] === undefined) return undefined;
  return { start: inside[0].start, end: inside.at(-1)!.end, type: 'LOC', link: known.title.replaceAll(' ', '_') };
}

function placeNamed(name: string): Known | undefined {
  const list = pieces(name).map(piece => ({ piece, breaks: false }));
  const whole = longestAt(list, 0).find(({ length }) => length === list.length);
  return whole?.spellings
    .map(spelling => spelling.known)
    .find(known => known.type === 'place' || known.type === 'state');
}

const country = (name: Found): string | undefined => name.spellings[0]?.known.country;

/** The end of "Toulouse, France", "Seattle, Washington" when the name at `number` is the town. */
function withState(analysis: Analysis, found: readonly Found[], number: number): number | undefined {
  const town = found[number]!;
  const state = found[number + 1];
  if (
    town.type !== 'LOC' ||
    state?.type !== 'LOC' ||
    state.from !== town.to + 1 ||
    analysis.words[town.to]?.text !== ','
  )
    return undefined;
  const isState = state.spellings.some(spelling => spelling.known.type === 'state');
  const townIsState = town.spellings.some(spelling => spelling.known.type === 'state');
  const division =
    /^(?:US|CA|AU)$/u.test(country(state) ?? '') && (country(town) === undefined || country(town) === country(state));
  if (townIsState || !(division || (isState && (country(town) === undefined || country(town) === country(state)))))
    return undefined;
  return analysis.words[state.to - 1]!.end;
}

/** "The Foreign Secretary", "the Coalition": a common noun in capitals stands for one holder, one body. */
function capitalType(mention: ActorMention): NameAnswer['type'] | undefined {
  if (!/^(?:description|class|unresolved|title|short-name)$/u.test(mention.how)) return undefined;
  const words = mention.words.exact.replace(/^(?:the|a|an|our|this)\s/iu, '').split(/\s+/u);
  const last = words.at(-1)?.toLowerCase() ?? '';
  if (
    // "the Syrian people", "the French government"
    /^(?:government|forces|people|military|army|regime|opposition)$/u.test(last) &&
    words.length > 1 &&
    /^\p{Lu}/u.test(words[0]!)
  )
    return 'ORG';
  if (!words.every(word => /^\p{Lu}/u.test(word))) return undefined;
  if (postHeads.has(last)) return 'PER';
  return bodyNouns.has(last) && mention.words.exact.startsWith('the ') ? 'ORG' : undefined;
}

function linkOf(id: string, name: string | undefined): string | undefined {
  const known = knownById(id)?.title;
  if (known !== undefined) return known.replaceAll(' ', '_');
  // A single word is too little to tell one from its namesakes.
  if (name === undefined || !/\s/u.test(name) || /^(?:class|group)\//u.test(id)) return undefined;
  return name.replace(/^the /iu, '').replaceAll(' ', '_');
}
