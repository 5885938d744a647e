/**
 * One document → its reading: the whole way on one page.
 * Pure: no disk, clock or network. The same document and engine give the same reading, byte for byte.
 */
import { createHash } from 'node:crypto';
import { readActors } from './actors/actors.ts';
import { type Judge, readAttributions } from './attributions/attributions.ts';
import { canonicalJson } from './core/canonical.ts';
import type { Claim, Draft, Strength } from './core/claim.ts';
import { type Document, type LeftOut, readable } from './core/document.ts';
import { limits } from './core/limits.ts';
import type { Reading } from './core/reading.ts';
import { overlaps, type Span } from './core/span.ts';
import type { CommitmentJudge } from './kinds/commitment/authored/scorer.ts';
import { codeDeed, type EventJudge } from './events/events.ts';
import { kinds } from './kinds/index.ts';
import { type CyberWeights, readCyber } from './kinds/incident/cyber/mentions.ts';
import { tenseOfTime } from './kinds/promised.ts';
import { ReadingContext } from './kinds/reading-context.ts';
import { analyse } from './language/analyse.ts';
import type { Analysis } from './language/analysis.ts';
import type { Tense } from './language/clause.ts';
import type { LanguageModel } from './language/model.ts';
import { internalDate, readTimes } from './times/times.ts';

/** What reads: the trained language model, and the name a reading carries of it. */
export interface Engine {
  /** "deeds/0.1.0" */
  readonly name: string;
  readonly language: LanguageModel;
  /** Decides which candidates are attributions. */
  readonly attributions: Judge;
  /** Decides what the author of a release undertakes. */
  readonly commitments: CommitmentJudge;
  /** Decides which type of event a deed is. */
  readonly events: EventJudge;
  /** Tags the words that tell of computer incidents; without it incidents are read by rules alone. */
  readonly cyber: CyberWeights | undefined;
}

/** A document as everything that reads it sees it: who, when, whose words; and which stretches are not read. */
export interface Prepared {
  readonly context: ReadingContext;
  readonly unread: readonly LeftOut[];
  /** The month that the text itself tells of, where no day of publication is known. */
  readonly inferred: ReturnType<typeof internalDate>;
}

/** `leftOut` as `read` takes it. */
export function prepare(document: Document, engine: Engine, leftOut: readonly LeftOut[] = []): Prepared {
  const { text } = document;
  const unread = [...document.leftOut, ...leftOut, ...beyondLimit(text)].toSorted((a, b) => a.start - b.start);
  // What is beyond the limit is not gone through even where it is masked: that alone would take as long as reading the rest.
  const analysis = analyse(readable(text, unread).slice(0, limits.readableCharacters), engine.language);
  const published = document.published?.day;
  const tense = (offset: number): Tense | undefined => {
    const word = analysis.wordAt(offset);
    return word && tenseOfTime(word);
  };
  const times = readTimes(analysis.text, { published, tenseAt: tense });
  const inferred = published === undefined ? internalDate(analysis.text, times) : undefined;
  const standIn = standInDay(inferred?.month);
  const context = new ReadingContext({
    analysis,
    published,
    actors: readActors(analysis, { published, ...(document.source !== undefined && { source: document.source }) }),
    times,
    attributions: readAttributions(analysis, engine.attributions),
    commitmentJudge: engine.commitments,
    cyber: engine.cyber ? readCyber(analysis, engine.cyber) : [],
    ...(published === undefined && {
      standIn: { day: standIn, times: readTimes(analysis.text, { published: standIn, tenseAt: tense }) },
    }),
  });
  return { context, unread, inferred };
}

/**
 * Reads a document into claims. `leftOut` adds stretches to those that capture left out, for example what a copy does not
 * share with its original. Text beyond `limits.readableCharacters` is not read, and a note says so.
 */
export function read(document: Document, engine: Engine, leftOut: readonly LeftOut[] = []): Reading {
  const { text } = document;
  const { context, unread, inferred } = prepare(document, engine, leftOut);
  const { analysis, actors, published } = context;
  const textHash = sha256(text);
  const claims = kinds.flatMap(kind =>
    kind
      .read(context)
      .filter(draft => !unread.some(span => overlaps(span, draft.words)))
      .map(draft => {
        const deed = kind.deed(draft);
        const event = deed && codeDeed(deed, analysis, engine.events, head => context.party(head));
        return { ...claimOf(draft, textHash, analysis), ...(event && { event }) };
      }),
  );
  return {
    textHash,
    engine: engine.name,
    strength: strengthOf(analysis, { start: 0, end: text.length }),
    degradation: {
      level: analysis.degradation.level,
      share: analysis.degradation.share,
      stretches: analysis.degradation.stretches.map(({ start, end }) => ({ start, end })),
    },
    sentences: analysis.sentences.length,
    leftOut: unread,
    actors: actors.actors,
    claims: uniqueById(claims).toSorted((a, b) => a.words.start - b.words.start || a.words.end - b.words.end),
    notes: [
      ...document.notes,
      ...(published === undefined
        ? [
            `No publication date is known, so dates are left open${inferred ? `; the text itself tells that it is from ${inferred.reading} (${inferred.reason})` : ''}.`,
          ]
        : []),
    ],
  };
}

/**
 * A day that stands in for an unknown day of publication while open times are compared with each other; no claim ever shows it.
 * In the month that the text itself tells of, else in the middle of a year, so that "next week" and "last month" stay within.
 */
function standInDay(month: number | undefined): string {
  return Temporal.PlainDate.from({ year: 2001, month: month ?? 6, day: 13 }).toString();
}

function beyondLimit(text: string): LeftOut[] {
  if (text.length <= limits.readableCharacters) return [];
  return [
    {
      start: limits.readableCharacters,
      end: text.length,
      step: 'beyond the limit',
      reason: `Deeds reads the first ${limits.readableCharacters} characters of a document; split longer ones.`,
    },
  ];
}

function claimOf(draft: Draft<unknown>, textHash: string, analysis: Analysis): Claim {
  const { start, end } = draft.words;
  const id = `clm_${sha256(canonicalJson({ textHash, kind: draft.kind, start, end, body: draft.body })).slice(0, 24)}`;
  return { id, strength: strengthOf(analysis, draft.words), ...draft };
}

function strengthOf(analysis: Analysis, span: Span): Strength {
  const { stretches } = analysis.degradation;
  const degraded = stretches.reduce(
    (sum, part) => sum + Math.max(0, Math.min(part.end, span.end) - Math.max(part.start, span.start)),
    0,
  );
  return degraded * 2 > span.end - span.start ? 'degraded' : 'clean';
}

function uniqueById(claims: readonly Claim[]): Claim[] {
  return [...new Map(claims.map(claim => [claim.id, claim])).values()];
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
