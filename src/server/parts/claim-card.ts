/** A claim as a card: what it says, who looked at it, and the buttons by which somebody does. */
import { kinds } from '../../kinds/index.ts';
import type { ClaimState, RecordedClaim, RecordedDocument } from '../../record/index.ts';
import { reviewText } from '../../listings/review.ts';
import { type Address, to } from '../address.ts';
import { type Html, html } from '../html.ts';

/** Sign and word of each state, so that no two look alike in print, in grey or to a screen reader. */
export const STATES: Readonly<Record<ClaimState, readonly [sign: string, word: string]>> = {
  proposed: ['○', 'machine-read'],
  confirmed: ['✓', 'confirmed'],
  edited: ['✎', 'edited'],
  rejected: ['✕', 'rejected'],
};

export function badge(state: ClaimState): Html {
  const [sign, word] = STATES[state];
  return html`<span class="badge s-${state}" data-badge><span aria-hidden="true">${sign}</span> ${word}</span>`;
}

export const claimAddress = (document: string, claim: string, ...more: string[]): Address =>
  to('documents', document, 'claims', claim, ...more);

/** Where a claim's words stand in the reading view. */
export const placeOf = (document: string, claim: string): Address => to('documents', document).at(`card-${claim}`);

/** A source and a day, as lists name a document in few words. */
export function sourceLine(document: RecordedDocument | undefined): Html | undefined {
  if (document === undefined) return undefined;
  const { about, facts } = document;
  return html`<bdi>${about.source ?? about.title ?? facts.name}</bdi>, <span class="day">${about.published?.day ?? 'date open'}</span>`;
}

/** The same beside the name of the document. */
export function sourceBeside({ about }: RecordedDocument): Html {
  return html`<bdi>${about.source ?? 'source unknown'}</bdi>, <span class="day">${about.published?.day ?? 'date open'}</span>`;
}

export interface CardOptions {
  /** By which it is called in the text. */
  readonly number?: number;
  /** The document, where the card stands away from it. */
  readonly document?: RecordedDocument | undefined;
  readonly mayWrite: boolean;
  /** Where a decision without script, and an edit, lead back to. */
  readonly back: Address;
  /** What stands above the details: the words in their sentence. */
  readonly words?: Html;
  readonly isOpen?: boolean;
  /** What its source did to the words that it rests on: a correction, a retraction. */
  readonly corrected?: 'correction' | 'retraction' | undefined;
  readonly more?: Html | undefined;
}

/** Labels that the card shows by itself. */
const SHOWN_OTHERWISE = new Set(['words', 'rule', 'id', 'review', 'document']);

export function claimCard(recorded: RecordedClaim, options: CardOptions): Html {
  const { claim, document, review, current } = recorded;
  const kind = kinds.find(({ name }) => name === claim.kind)!;
  const shown = kind.show(claim);
  const details = shown.details.filter(([label, text]) => text !== '' && !SHOWN_OTHERWISE.has(label));
  const heading = html`<bdi>${shown.headline}</bdi>`;
  const number = options.number;
  return html`<article class="card k-${kind.name} s-${review.state}" id="card-${claim.id}" tabindex="-1" data-card="${claim.id}" data-document="${document}" data-state="${review.state}" data-last="${review.last === undefined ? '' : String(review.last)}">
<p class="card-top">${number !== undefined && html`<a class="num" href="${to('documents', document).at(`at-${claim.id}`)}" aria-label="To the words of claim ${number}">${number}</a>`}<span class="kind">${kind.name}</span>${badge(review.state)}${claim.strength === 'degraded' && html`<span class="weak">degraded text</span>`}${review.contested && html`<span class="weak">contested</span>`}${options.corrected !== undefined && html`<span class="weak">${options.corrected === 'retraction' ? 'retracted' : 'corrected'} by its source</span>`}${!current && html`<span class="weak">not in the present reading</span>`}</p>
<h2 class="claim">${heading}</h2>
${options.words}
${options.document !== undefined && html`<p class="from"><a href="${placeOf(document, claim.id)}">${sourceLine(options.document)}</a></p>`}
<details${options.isOpen === true && html` open`}><summary>Details<span class="visually-hidden"> of ${number === undefined ? kind.name : `claim ${number}`}</span></summary>
<dl>${details.map(([label, text]) => html`<dt>${label}</dt><dd><bdi>${text}</bdi></dd>`)}
<dt>words</dt><dd class="words" dir="auto">${claim.words.exact}</dd>
<dt>review</dt><dd data-reviewed>${reviewText(review)}</dd>
<dt>read by</dt><dd>${claim.rule}${review.proposed !== undefined && html`; the machine had read: <bdi>${kind.show(review.proposed).headline}</bdi>`}</dd>
<dt>id</dt><dd><a class="code" href="${claimAddress(document, claim.id)}">${claim.id}</a></dd></dl></details>
${options.more}
${options.mayWrite && buttons(recorded, options.back, kind.name)}
</article>`;
}

function buttons({ claim, document, review }: RecordedClaim, back: CardOptions['back'], kind: string): Html {
  const what = html`<span class="visually-hidden"> ${kind}: ${claim.words.exact.slice(0, 60)}</span>`;
  return html`<form class="decide" method="post" action="${claimAddress(document, claim.id, 'review')}" data-decide>
<input type="hidden" name="after" value="${review.last === undefined ? '' : String(review.last)}"><input type="hidden" name="back" value="${back.text}">
<button name="verdict" value="confirmed" class="yes"><kbd data-kbd="a" aria-hidden="true">a</kbd> Accept${what}</button>
<button name="verdict" value="rejected" class="no"><kbd data-kbd="x" aria-hidden="true">x</kbd> Reject${what}</button>
<a class="button" href="${claimAddress(document, claim.id, 'edit').with({ back: back.text })}" data-edit><kbd data-kbd="e" aria-hidden="true">e</kbd> Edit${what}</a>
<button name="verdict" value="undo" class="undo"${review.last === undefined && html` hidden`} data-undo><kbd data-kbd="u" aria-hidden="true">u</kbd> Undo${what}</button>
<span class="outcome" role="status" data-outcome></span>
</form>`;
}
