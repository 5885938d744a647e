/**
 * # What a text tells of computer incidents, word by word
 *
 * `readCyber` tags words: first those that tell an incident ("broke into", "the breach"), with its sort; then, knowing these, those that say
 * who did it, to whom, when, with what and which data. Both taggers (`tagger.ts`) are linear in what `features.ts` tells of a word, so that
 * `explain` can say what spoke for a tag. Without weights nothing is tagged, and incidents are read by rules alone.
 *
 * Vulnerabilities found or mended are told apart from incidents proper: they are reported in the same words, and are nobody's deed.
 */
import type { Span } from '../../../core/span.ts';
import type { Analysis, Word } from '../../../language/analysis.ts';
import { headOf, roleFeatures, topicOf, triggerFeatures } from './features.ts';
import { type Realis, realisOf } from './realis.ts';
import { slotsOf, type Tag, tag, tagsIn, type TaggerWeights, unpackTaggers } from './tagger.ts';

export const cyberSorts = ['data breach', 'phishing', 'ransom', 'vulnerability found', 'vulnerability mended'] as const;
export type CyberSort = (typeof cyberSorts)[number];

export const cyberRoles = ['attacker', 'victim', 'time', 'tool', 'data'] as const;
export type CyberRole = (typeof cyberRoles)[number];

/** One place in the text that tells of an incident. Spans are UTF-16. */
export interface CyberMention {
  /** The words that tell it. */
  readonly trigger: Tag;
  readonly sort: CyberSort;
  /** Is it told of as one that came about, as planned, supposed or denied, or in general? */
  readonly realis: Realis;
  readonly parts: readonly { readonly role: CyberRole; readonly span: Span; readonly words: readonly Word[] }[];
}

/** Name of the file, below the folder `model/` of the package, that holds the taggers. */
export const CYBER_MODEL_FILE = 'cyber.bin';

export function loadCyberWeights(packed: Uint8Array): CyberWeights {
  const [triggers, roles] = unpackTaggers(packed) as [TaggerWeights, TaggerWeights];
  return { triggers, roles };
}

export interface CyberWeights {
  readonly triggers: TaggerWeights;
  readonly roles: TaggerWeights;
}

/** Every mention in the order of the text; none in a text without a word of the field. */
export function readCyber(analysis: Analysis, { triggers, roles }: CyberWeights): CyberMention[] {
  const topic = topicOf(analysis);
  if (!topic.isOurs) return [];
  const own = triggerFeatures(analysis, topic);
  const found = tagsIn(analysis, tag(analysis, slotsOf(own), triggers));
  if (found.length === 0) return [];
  const near = nearest(analysis, found);
  // Where no trigger is near, what is tagged is nobody's part, so there is no need to tell much of the words.
  const looked = own.map((features, i) => (near[i] ? features : []));
  const parts = tagsIn(analysis, tag(analysis, slotsOf(roleFeatures(analysis, looked, near, cyberSorts)), roles));
  const mentions = new Map(found.map(trigger => [trigger, [] as CyberMention['parts'][number][]]));
  for (const part of parts) {
    const trigger = near[part.words[0]!.index];
    if (trigger) mentions.get(trigger)!.push({ role: cyberRoles[part.class]!, span: part.span, words: part.words });
  }
  return found.map(trigger => {
    const sort = cyberSorts[trigger.class]!;
    return { trigger, sort, realis: realisOf(headOf(trigger.words), sort), parts: mentions.get(trigger)! };
  });
}

/** For each word the trigger that stands nearest: in its sentence, else in the one before, else in the one after. */
export function nearest(analysis: Analysis, triggers: readonly Tag[]): (Tag | undefined)[] {
  const bySentence = Map.groupBy(triggers, ({ words }) => words[0]!.sentence.index);
  return analysis.words.map(word => {
    const { index } = word.sentence;
    const near = bySentence.get(index) ?? bySentence.get(index - 1) ?? bySentence.get(index + 1) ?? [];
    return near.reduce<Tag | undefined>(
      (best, one) => (best === undefined || distance(word, one) < distance(word, best) ? one : best),
      undefined,
    );
  });
}

/** Words between a word and a trigger; 0 within it. */
export function distance(word: Word, { words }: Tag): number {
  const [first, last] = [words[0]!.index, words.at(-1)!.index];
  return word.index < first ? first - word.index : word.index > last ? word.index - last : 0;
}
