/** That the source of a text took it back, or put it right, wherever the text and its claims are looked at. */
import type { Span } from '../../core/span.ts';
import { decidedText } from '../../listings/decided.ts';
import { titleOf } from '../../listings/documents.ts';
import type { Affected, DeedsRecord, RecordedClaim, RecordedDecision, RecordedDocument } from '../../record/index.ts';
import { to } from '../address.ts';
import { type Html, html } from '../html.ts';

/** What a source took back of a document, or put right, as people recorded it; what was undone is left out. */
export const correctionsOf = (record: DeedsRecord, document: string): Promise<RecordedDecision[]> =>
  record.decisions({ kind: 'correction_received', subject: document });

/** First of all that is said of a text: that its own source does not stand by it any more. `original`: what this document copies. */
export function correctionNotice(decision: RecordedDecision, original?: RecordedDocument): Html {
  const { sort, notice, published, spans } = decision.body as {
    readonly sort: 'correction' | 'retraction';
    readonly notice?: string;
    readonly published?: string;
    readonly spans?: readonly Span[];
  };
  const done = sort === 'retraction' ? 'took it back' : 'corrected it';
  const what = spans === undefined ? '' : ', in part';
  const whose =
    original === undefined
      ? html`<b>${sort === 'retraction' ? 'Retracted' : 'Corrected'}${what}.</b> Its source ${done}`
      : html`<b>A copy of what was ${sort === 'retraction' ? 'retracted' : 'corrected'}${what}.</b> The source of <a href="${to('documents', original.id)}"><bdi>${titleOf(original)}</bdi></a> ${done}`;
  return html`<p class="notice retracted">${whose}${published !== undefined && html` on <time datetime="${published}">${published}</time>`}${notice !== undefined && html` (<a href="${to('documents', notice)}">its notice</a>)`}; recorded <bdi>${decidedText(decision).replace(/\.$/u, '')}</bdi>. <a href="${to('affected')}">What rests on it</a></p>`;
}

/** What was done to the words that a claim rests on. */
export const correctedBy = (affected: readonly Affected[], { document, claim }: RecordedClaim) =>
  affected.find(({ what }) => what === `${document}/${claim.id}`)?.correction.sort;
