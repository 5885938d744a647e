/**
 * Sentences that no kind of claim was read from and that yet name a party and what was undertaken: shown to people, who may make a claim of one. They
 * count in no finding, for nobody has read what they say.
 */
import type { Deed } from '../core/deed.ts';
import type { Instrument, Provision } from '../core/instrument.ts';
import { type Span, type Words, wordsAt } from '../core/span.ts';
import { propose } from '../judgement/propose.ts';
import { sentenceAround } from '../judgement/terms.ts';
import type { RecordedDocument } from '../record/index.ts';
import type { Agreement, Report } from './bearings.ts';

export interface UnreadSentence {
  readonly document: RecordedDocument;
  readonly words: Words;
  /** The provisions that it may bear on, the likeliest first. */
  readonly provisions: readonly { readonly id: string; readonly score: number; readonly why: string }[];
}

export interface SentencesRead {
  /** Sentences, copies and the instrument's own texts left out. */
  readonly all: number;
  /** Those that some kind of claim was read from. */
  readonly read: number;
  /** Of the others, those that may bear on a provision, in the order of the documents. */
  readonly mayBear: readonly UnreadSentence[];
}

export function sentencesIn({ document, text, claims }: Report, { instrument, provisions }: Agreement): SentencesRead {
  const starts = new Set(claims.map(({ claim }) => sentenceAround(text, claim.words).start));
  const mayBear: UnreadSentence[] = [];
  for (const span of sentencesOf(text, document.about.leftOut)) {
    if (starts.has(span.start)) continue;
    const found = provisions.flatMap(provision => {
      const proposal = mayTell(text, span, document, { provision, instrument });
      return proposal === undefined ? [] : [{ id: provision.id, score: proposal.score, why: proposal.why }];
    });
    if (found.length > 0)
      mayBear.push({ document, words: wordsAt(text, span), provisions: found.toSorted((a, b) => b.score - a.score) });
  }
  return { all: document.sentences, read: Math.min(starts.size, document.sentences), mayBear };
}

/** As if all of it were told as done: nobody knows better, and a person will look. */
function mayTell(
  text: string,
  span: Span,
  { id, about }: RecordedDocument,
  asked: { readonly provision: Provision; readonly instrument: Instrument },
): ReturnType<typeof propose> {
  const deed: Deed = {
    mode: 'done',
    doers: [],
    what: [wordsAt(text, span)],
    purpose: undefined,
    voices: [],
    denied: false,
    when: undefined,
    attributions: [],
    dates: 'deed',
  };
  const source = about.source;
  return propose({ document: id, claim: '', words: span, deed, text, source, published: about.published?.day }, asked);
}

/** What is read, sentence by sentence, as far as full stops and empty lines tell. */
function* sentencesOf(text: string, leftOut: readonly Span[]): Generator<Span> {
  for (let at = 0; at < text.length; ) {
    const start = at + /^\s*/u.exec(text.slice(at))![0].length;
    if (start >= text.length) return;
    const { end } = sentenceAround(text, { start, end: start });
    if (!leftOut.some(span => span.start < end && start < span.end)) yield { start, end };
    at = Math.max(end, start + 1);
  }
}
